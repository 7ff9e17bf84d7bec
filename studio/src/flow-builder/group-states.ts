// Groups of states: making, changing and leaving them. What leaves a group as a whole, leaves what joins it, too.
import type { Flow, WireGroup, WireTransition } from '../api/flows-api.ts'
import { linksOf } from '../flow-canvas/flow-to-graph.ts'
import { groupPart } from '../flow-canvas/part.ts'
import type { Label } from '../text/say-label.ts'

type Groups = NonNullable<Flow['groups']>

/** The groups that hold any of the flow's states; a flow without one has no such member. */
export function withGroups(flow: Flow, groups: Groups): Flow {
  const { groups: _, ...rest } = flow
  const kept = Object.entries(groups).flatMap(([key, group]) => {
    const states = group.states.filter((state) => Object.hasOwn(flow.states, state))
    return states.length > 0 ? [[key, { ...group, states }] as const] : []
  })
  return kept.length > 0 ? { ...rest, groups: Object.fromEntries(kept) } : rest
}

/** States that are in another group leave it. */
export function withGroup(flow: Flow, key: string, label: Label, states: readonly string[]): Flow {
  const left = joinGroup(flow, states, undefined)
  return withGroups(left, { ...left.groups, [key]: { label, states } })
}

export function changeGroup(flow: Flow, key: string, change: Partial<WireGroup>): Flow {
  const before = flow.groups?.[key]
  return before ? withGroups(flow, { ...flow.groups, [key]: { ...before, ...change } }) : flow
}

/** The states stay. */
export function withoutGroup(flow: Flow, key: string): Flow {
  const { [key]: _, ...others } = flow.groups ?? {}
  return withGroups(flow, others)
}

/** Into this group and out of any other; undefined: out of all. */
export function joinGroup(flow: Flow, states: readonly string[], key: string | undefined): Flow {
  const moving = states.filter((state) => groupOf(flow, state) !== key)
  if (moving.length === 0) return flow
  const asWhole = key === undefined ? [] : leavingAsAWhole(flow, key)
  const groups = Object.fromEntries(
    Object.entries(flow.groups ?? {}).map(([name, group]) => {
      const others = group.states.filter((state) => !moving.includes(state))
      return [name, { ...group, states: name === key ? [...others, ...moving] : others }]
    }),
  )
  const open = moving.filter((state) => flow.states[state]?.type !== 'final')
  const transitions = flow.transitions.map((transition, at): WireTransition => {
    if (transition.from === '*' || !asWhole.includes(at)) return transition
    return { ...transition, from: [...new Set([...transition.from, ...open])] }
  })
  return withGroups({ ...flow, transitions }, groups)
}

export function groupOf(flow: Flow, state: string): string | undefined {
  return Object.entries(flow.groups ?? {}).find(([, { states }]) => states.includes(state))?.[0]
}

/** Places of the transitions that leave every state of the group. */
function leavingAsAWhole(flow: Flow, key: string): readonly number[] {
  return linksOf(flow).flatMap(({ source, index }) => (source === groupPart(key) ? [index] : []))
}
