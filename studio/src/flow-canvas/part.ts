// What can be selected on the drawing of a flow, each under an id of its own. No state's key holds an asterisk.
import { groupNode } from '../api/flow-nodes.ts'

export type Part = { readonly state: string } | { readonly group: string } | { readonly transition: number }

/** The node that stands for "every state" when a transition leaves from `*`. */
export const anywhere = '*'

export const groupPart = groupNode
/** By its place in the list of transitions. */
export const movePart = (index: number) => `*move:${index}`

export function readPart(id: string): Part | undefined {
  if (!id.startsWith('*')) return { state: id }
  const [, kind, name = ''] = /^\*(group|move):(.*)$/s.exec(id) ?? []
  if (kind === 'group') return { group: name }
  return kind === 'move' ? { transition: Number(name) } : undefined
}
