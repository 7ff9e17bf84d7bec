// A step may lead from and to groups of states. On the pages every end of a step is a text: a state by its key, a group by its node.
import type { JsonObject } from '@molde/engine'
import type { Flow, WireGroup, WireTransition } from './flow.ts'

/** No state's key holds an asterisk. */
export const groupNode = (key: string) => `*group:${key}`
/** Where a step leads that moves nothing. */
export const stays = '*stays'

/** Undefined of a state. */
export function groupKey(node: string): string | undefined {
  const start = groupNode('')
  return node.startsWith(start) ? node.slice(start.length) : undefined
}

interface GroupRef {
  readonly group: string
  readonly history?: 'shallow' | 'deep'
}
type WireNode = string | GroupRef
type AsSent = Omit<Flow, 'transitions' | 'groups'> & {
  readonly transitions: readonly (Omit<WireTransition, 'event' | 'from' | 'to'> & {
    readonly event?: string
    readonly from: readonly WireNode[] | '*'
    readonly to: WireNode | null
  })[]
  readonly groups?: { readonly [key: string]: Omit<WireGroup, 'initial'> & { readonly initial?: WireNode } }
}

/** As an answer says it → as the pages have it. What they have already stays as it is. */
export function readFlow<T extends Flow>(answer: T): T {
  const { transitions, groups } = answer as unknown as AsSent
  return {
    ...answer,
    transitions: transitions.map(({ event = '', from, to, ...rest }) => {
      const history = typeof to === 'object' ? to?.history : undefined
      const ends = { from: from === '*' ? from : from.map(nodeOf), to: to === null ? stays : nodeOf(to) }
      return { ...rest, event, ...ends, ...(history && { history }) }
    }),
    ...(groups && {
      groups: Object.fromEntries(
        Object.entries(groups).map(([key, { initial, ...group }]) => [
          key,
          { ...group, ...(initial !== undefined && { initial: nodeOf(initial) }) },
        ]),
      ),
    }),
  }
}

function nodeOf(node: WireNode): string {
  return typeof node === 'string' ? node : groupNode(node.group)
}

/** Back again. */
export function wireTransitions(transitions: Flow['transitions']): readonly JsonObject[] {
  return transitions.map(({ event, from, to, history, ...rest }) => {
    const target = wireNode(to)
    return {
      ...rest,
      ...(event !== '' && { event }),
      from: from === '*' ? from : from.map(wireNode),
      to: to === stays ? null : typeof target === 'object' && history ? { ...target, history } : target,
    } as JsonObject
  })
}

export function wireGroups(groups: Flow['groups']): JsonObject | undefined {
  if (!groups) return undefined
  return Object.fromEntries(
    Object.entries(groups).map(([key, { initial, ...group }]) => [
      key,
      { ...group, ...(initial !== undefined && { initial: wireNode(initial) }) } as JsonObject,
    ]),
  )
}

function wireNode(node: string): string | { readonly group: string } {
  const group = groupKey(node)
  return group === undefined ? node : { group }
}

type Tree = Pick<Flow, 'states' | 'groups'>

/** Keys of the groups around a state, or around a group's node, the innermost first. */
export function groupsAround({ groups = {} }: Tree, node: string): readonly string[] {
  const inner = groupKey(node)
  const first =
    inner === undefined ? Object.keys(groups).find((key) => groups[key]?.states.includes(node)) : groups[inner]?.parent
  const around: string[] = []
  for (let at = first; at !== undefined && !around.includes(at); at = groups[at]?.parent) around.push(at)
  return around
}

/** Every state in a group, however deep, in the flow's order. */
export function statesUnder(flow: Tree, key: string): readonly string[] {
  return Object.keys(flow.states).filter((state) => groupsAround(flow, state).includes(key))
}

/** Keys of the groups directly in a group. */
export function groupsIn({ groups = {} }: Pick<Flow, 'groups'>, key: string): readonly string[] {
  return Object.keys(groups).filter((inner) => groups[inner]?.parent === key)
}

/** Does the step leave a record that stands in the state? `*` is every state that is no end. */
export function leaves(flow: Tree, { from }: Pick<WireTransition, 'from'>, state: string): boolean {
  if (from === '*') return flow.states[state]?.type !== 'final'
  return from.includes(state) || groupsAround(flow, state).some((group) => from.includes(groupNode(group)))
}

/** The state in which a record stands that comes to a node; undefined of a group in which nothing is. */
export function firstState(flow: Tree, node: string, seen: readonly string[] = []): string | undefined {
  const key = groupKey(node)
  if (key === undefined || seen.includes(key)) return Object.hasOwn(flow.states, node) ? node : undefined
  const group = flow.groups?.[key]
  const first = group?.initial ?? group?.states[0] ?? groupsIn(flow, key).map(groupNode)[0]
  return first === undefined ? undefined : firstState(flow, first, [...seen, key])
}

/** Keys of the fields that mirror the regions of parallel states. */
export function regionKeys({ states }: Pick<Flow, 'states'>): readonly string[] {
  return Object.values(states).flatMap(({ regions = [] }) => regions.map(({ stateField }) => stateField))
}
