// Somebody's machine, as JSON, as the flow on the screen: what is wrong with it and where, and what does not come along.
import { fromXState, type Issue, MoldeError, type Reader, sayIssue } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'
import { readFlow } from '../api/flow-nodes.ts'
import type { Flow } from '../api/flows-api.ts'
import { flowOnScreen } from './flow-draft.ts'
import { judgeFlow } from './judge-flow.ts'

export interface Placed {
  /** As it is written, from the outside in: `states › open › on › CLOSE`. */
  readonly place: string
  readonly message: string
}

export type BroughtIn =
  | { readonly kind: 'empty' | 'not-json' }
  | { readonly kind: 'refused'; readonly faults: readonly Placed[] }
  | {
      readonly kind: 'flow'
      readonly flow: Flow
      /** What is called otherwise here, and what is left out. */
      readonly notes: readonly Placed[]
      /** What is to be mended before it can be published. */
      readonly toMend: readonly string[]
      /** Keys of the states that are there and not in it. */
      readonly gone: readonly string[]
    }

/** In the place of the flow that is drawn: its names, its kind of record and the field of its state stay. */
export function bringIn(text: string, now: Flow, blueprint: Blueprint, reader: Reader): BroughtIn {
  if (text.trim() === '') return { kind: 'empty' }
  const config = parsed(text)
  if (!config) return { kind: 'not-json' }
  const { name, label, main, blueprint: kind, stateField, version } = now
  try {
    const { document, notes } = fromXState(config.value, { name, blueprint: kind, stateField })
    // What is offered and not in it is taken away, as if it had been deleted on the drawing.
    const drawn = flowOnScreen(readFlow({ ...(document as unknown as Flow), version }), blueprint, 0)
    const flow = { ...drawn, version, ...(label !== undefined && { label }), ...(main !== undefined && { main }) }
    const { problems } = judgeFlow(blueprint, flow, reader)
    return {
      kind: 'flow',
      flow,
      notes: notes.map((one) => placed(one, reader)),
      toMend: problems.filter(({ severity }) => severity === 'block').map(({ message }) => message),
      gone: Object.keys(now.states).filter((key) => !Object.hasOwn(flow.states, key)),
    }
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return { kind: 'refused', faults: refused.issues.map((one) => placed(one, reader)) }
  }
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function placed(found: Issue, reader: Reader): Placed {
  return { place: found.path.join(' › '), message: sayIssue(found, reader) }
}
