// Groups of states: making, changing and leaving them. What leaves a group as a whole, leaves what joins it, too.
import { firstState, groupKey, groupNode, groupsAround, groupsIn, statesUnder } from '../api/flow-nodes.ts'
import type { Flow, WireGroup, WireTransition } from '../api/flows-api.ts'
import { linksOf } from '../flow-canvas/flow-to-graph.ts'
import type { Label } from '../text/say-label.ts'
import { regionGroup, regionOf } from './regions-on-screen.ts'

type Groups = NonNullable<Flow['groups']>

/**
 * The groups that hold any of the flow's states, with what is in them; a flow without one has no such member. A step that led to a
 * group which is gone is gone, too.
 */
export function withGroups(flow: Flow, groups: Groups): Flow {
  const { groups: _, ...rest } = flow
  const all: Flow = { ...rest, groups }
  const isKept = (key: string) => statesUnder(all, key).length > 0
  const kept = Object.entries(groups).flatMap(([key, { parent, initial, ...group }]) => {
    if (!isKept(key)) return []
    const states = group.states.filter((state) => Object.hasOwn(flow.states, state))
    const around = parent !== undefined && Object.hasOwn(groups, parent) && isKept(parent) ? parent : undefined
    const inside = [...states, ...groupsIn(all, key).filter(isKept).map(groupNode)]
    const begins = initial !== undefined && inside.includes(initial) ? initial : undefined
    const tree = { ...(around !== undefined && { parent: around }), ...(begins !== undefined && { initial: begins }) }
    return [[key, { ...group, ...tree, states }] as const]
  })
  const known = new Set(kept.map(([key]) => groupNode(key)))
  const transitions = withoutLost(flow.transitions, (node) => groupKey(node) === undefined || known.has(node))
  const next = transitions.length === flow.transitions.length ? rest : { ...rest, transitions }
  return kept.length > 0 ? { ...next, groups: Object.fromEntries(kept) } : next
}

/** Answers with the same steps where none is touched. */
function withoutLost(
  transitions: readonly WireTransition[],
  isThere: (node: string) => boolean,
): readonly WireTransition[] {
  return transitions.flatMap((transition) => {
    const { from, to } = transition
    if (!isThere(to)) return []
    if (from === '*' || from.every(isThere)) return [transition]
    const left = from.filter(isThere)
    return left.length > 0 ? [{ ...transition, from: left }] : []
  })
}

/** States that are in another group leave it; those that are all in one stay in it, in the new one. */
export function withGroup(flow: Flow, key: string, label: Label, states: readonly string[]): Flow {
  const [around, ...others] = new Set(states.map((state) => groupOf(flow, state)))
  // What goes on at the same time goes on each for itself.
  if (new Set(states.map((state) => regionOf(flow, state))).size > 1) return flow
  const left = leaveGroups(flow, states)
  const field = states[0] === undefined ? undefined : regionOf(flow, states[0])
  const isKept = others.length === 0 && around !== undefined && left.groups?.[around]
  const parent = isKept ? around : field === undefined ? undefined : regionGroup(field)
  const made = { label, states, ...(parent !== undefined && { parent }) }
  return withGroups(left, { ...flow.groups, ...left.groups, [key]: made })
}

function leaveGroups(flow: Flow, states: readonly string[]): Flow {
  const groups = Object.entries(flow.groups ?? {}).map(([name, group]) => {
    const left = group.states.filter((state) => !states.includes(state))
    return [name, left.length === group.states.length ? group : { ...group, states: left }] as const
  })
  return flow.groups ? { ...flow, groups: Object.fromEntries(groups) } : flow
}

export function changeGroup(flow: Flow, key: string, change: Partial<WireGroup>): Flow {
  const before = flow.groups?.[key]
  return before ? withGroups(flow, { ...flow.groups, [key]: { ...before, ...change } }) : flow
}

/** The states stay, in the group around it if there is one, and so do the steps that led from it and to it. */
export function withoutGroup(flow: Flow, key: string): Flow {
  const { [key]: gone, ...others } = flow.groups ?? {}
  if (!gone) return flow
  const node = groupNode(key)
  const open = statesUnder(flow, key).filter((state) => flow.states[state]?.type !== 'final')
  const first = firstState(flow, node)
  const transitions = flow.transitions.flatMap((transition): readonly WireTransition[] => {
    const { history, ...rest } = transition
    const from = rest.from === '*' ? rest.from : [...new Set(rest.from.flatMap((one) => (one === node ? open : [one])))]
    if (from.length === 0 || (rest.to === node && first === undefined)) return []
    return [rest.to === node && first !== undefined ? { ...rest, from, to: first } : { ...transition, from }]
  })
  const groups = Object.fromEntries(
    Object.entries(others).map(([name, group]) => {
      const states = name === gone.parent ? [...group.states, ...gone.states] : group.states
      const { parent, ...own } = group
      const around = parent === key ? gone.parent : parent
      return [name, { ...own, states, ...(around !== undefined && { parent: around }) }]
    }),
  )
  return withGroups({ ...flow, transitions }, groups)
}

/** Into this group and out of any other; undefined: out of all. */
export function joinGroup(flow: Flow, states: readonly string[], wanted: string | undefined): Flow {
  const field = wanted === undefined ? undefined : regionOf(flow, groupNode(wanted))
  const home = states.map((state) => regionOf(flow, state))
  // A state of what goes on at the same time is told by a field of its own: it leaves that as little as another one comes in.
  if (wanted !== undefined && (flow.groups?.[wanted]?.parallel !== undefined || home.some((own) => own !== field)))
    return flow
  const [own] = home
  const key = wanted ?? (own === undefined ? undefined : regionGroup(own))
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

/** The innermost group around a state. */
export function groupOf(flow: Flow, state: string): string | undefined {
  return groupsAround(flow, state)[0]
}

/** Places of the steps that name every state of the group; one that leaves the group itself needs no word of who joins. */
function leavingAsAWhole(flow: Flow, key: string): readonly number[] {
  const node = groupNode(key)
  return linksOf(flow).flatMap(({ source, index }) => {
    const from = flow.transitions[index]?.from
    return source === node && from !== '*' && !from?.includes(node) ? [index] : []
  })
}
