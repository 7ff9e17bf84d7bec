// The tree of a flow's states: which groups lie around a state, which states lie in a group, which regions go on at once, what leaves each.
import type { OptionId } from '../ids.ts'
import type { FlowState, FlowVersion, GroupRef, Region, StateGroup, Transition } from './flow.ts'

export interface FlowNodes {
  /** Every leaf, those of regions too. */
  readonly states: ReadonlyMap<OptionId, FlowState>
  readonly groups: ReadonlyMap<string, StateGroup>
  /** The innermost group around a leaf. */
  readonly groupOf: ReadonlyMap<OptionId, string>
  /** Of the leaves of regions. */
  readonly regions: ReadonlyMap<OptionId, { readonly parallel: OptionId; readonly region: Region }>
  /** Transitions by the node they name as one they leave, as `nodeId` calls it, in the flow's order. */
  readonly leaving: ReadonlyMap<string, readonly Transition[]>
}

/** A state by its id, a group by its key: which may look like an id. */
export function nodeId(node: OptionId | GroupRef): string {
  return typeof node === 'string' ? node : `group:${node.group}`
}

/** What remembers where a record stood last in a group. */
export function historyNode(key: string, kind: 'shallow' | 'deep'): string {
  return `${kind}:${key}`
}

/** Can any of its groups be entered by its history? */
export function hasHistory({ transitions }: FlowVersion): boolean {
  return transitions.some(({ to }) => to !== null && typeof to === 'object' && to.history !== undefined)
}

/** Undefined of a state. */
export function groupKey(node: string): string | undefined {
  const start = nodeId({ group: '' })
  return node.startsWith(start) ? node.slice(start.length) : undefined
}

/** The leaves that a state or a group, as `nodeId` calls them, stands for. */
export function leavesOf(nodes: FlowNodes, node: string): readonly OptionId[] {
  const group = groupKey(node)
  return group === undefined ? [node as OptionId] : leavesUnder(nodes, group)
}

export function flowNodes({ states, groups = [], transitions }: FlowVersion): FlowNodes {
  const inRegions = states.flatMap((state) =>
    (state.regions ?? []).flatMap((region) => region.states.map((leaf) => ({ leaf, parallel: state.id, region }))),
  )
  return {
    states: new Map([...states, ...inRegions.map(({ leaf }) => leaf)].map((state) => [state.id, state])),
    groups: new Map(groups.map((group) => [group.key, group])),
    groupOf: new Map(groups.flatMap(({ key, states: members }) => members.map((leaf) => [leaf, key] as const))),
    regions: new Map(inRegions.map(({ leaf, ...around }) => [leaf.id, around])),
    leaving: leavingOf(states, transitions),
  }
}

/**
 * `'*'` is written out once per state that is not final. As a transition of the machine's root, which XState offers too, it
 * would rank below every transition of a state whatever its place in the list, and would re-enter the state it starts from.
 */
function leavingOf(states: readonly FlowState[], transitions: readonly Transition[]): FlowNodes['leaving'] {
  const open = states.filter(({ kind }) => kind !== 'final').map(({ id }) => id)
  const leaving = new Map<string, Transition[]>()
  for (const transition of transitions) {
    const { from, auto, to } = transition
    // What is taken by itself wherever the record stands has nothing to do where it leads.
    const origins = from === '*' ? open.filter((id) => auto !== 'always' || id !== to) : from
    for (const node of origins.map(nodeId)) {
      const ofNode = leaving.get(node)
      if (ofNode) ofNode.push(transition)
      else leaving.set(node, [transition])
    }
  }
  return leaving
}

/** The nodes whose transitions a leaf may take: itself, then the groups around it, the innermost first. */
export function nodesOf(nodes: FlowNodes, leaf: OptionId): readonly string[] {
  return [leaf, ...groupsAround(nodes, leaf).map((group) => nodeId({ group }))]
}

/** Keys, the innermost first. A ring of groups, which no checked flow has, ends where it closes. */
export function groupsAround(nodes: FlowNodes, leaf: OptionId): readonly string[] {
  return withParents(nodes, nodes.groupOf.get(leaf))
}

/** The group itself and those around it, the innermost first. */
export function withParents({ groups }: FlowNodes, key: string | undefined): readonly string[] {
  const around: string[] = []
  for (let at = key; at !== undefined && !around.includes(at); at = groups.get(at)?.parent) around.push(at)
  return around
}

/** Groups directly in a group. */
export function groupsIn({ groups }: FlowNodes, key: string): readonly StateGroup[] {
  return [...groups.values()].filter(({ parent }) => parent === key)
}

/** Every leaf in a group, however deep. */
export function leavesUnder(nodes: FlowNodes, key: string): readonly OptionId[] {
  return [...nodes.states.keys()].filter((leaf) => groupsAround(nodes, leaf).includes(key))
}

/** What a group begins with: what it says, else its first state, else its first group. */
export function beginsWith(nodes: FlowNodes, { key, initial, states }: StateGroup): OptionId | GroupRef | undefined {
  const [group] = groupsIn(nodes, key)
  return initial ?? states[0] ?? (group && { group: group.key })
}

/** The leaf in which a group begins. Throws a RangeError for a group without states, which no checked flow has. */
export function leafOf(nodes: FlowNodes, { group: key }: GroupRef): OptionId {
  let at: OptionId | GroupRef | undefined = { group: key }
  for (let depth = 0; typeof at === 'object' && depth <= nodes.groups.size; depth += 1) {
    const group = nodes.groups.get(at.group)
    at = group && beginsWith(nodes, group)
  }
  if (typeof at === 'string') return at
  throw new RangeError(`the group ${key} has no state to begin with`)
}

/** The parallel state whose region this group lies in, if it lies in one. */
export function regionOfGroup(nodes: FlowNodes, key: string) {
  const [leaf] = leavesUnder(nodes, key)
  return leaf === undefined ? undefined : nodes.regions.get(leaf)
}
