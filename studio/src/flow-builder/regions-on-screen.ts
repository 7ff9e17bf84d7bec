// Things that go on at the same time, as the drawing has them: a parallel state is a frame, each of its regions a frame in it, and what
// stands in a region a state called `field.STATE`, as steps call it. What groups can do, these frames can do.
import type { Blueprint, WireOption } from '../api/blueprints-api.ts'
import { groupKey, groupNode, groupsAround, groupsIn, statesUnder } from '../api/flow-nodes.ts'
import type { Flow, WireFlowState, WireGroup, WireRegion } from '../api/flows-api.ts'

/** No group's key begins so. */
export const parallelGroup = (state: string) => `~${state}`
export const regionGroup = (field: string) => `~.${field}`
export const leafKey = (field: string, choice: string) => `${field}.${choice}`
export const choiceOf = (leaf: string) => leaf.slice(leaf.lastIndexOf('.') + 1)

/** The region that a state, or a frame in it, lies in: the key of the field that tells of it. */
export function regionOf(flow: Pick<Flow, 'states' | 'groups'>, node: string): string | undefined {
  const own = groupKey(node)
  const around = [...(own === undefined ? [] : [own]), ...groupsAround(flow, node)]
  return around.map((key) => flow.groups?.[key]?.region).find((field) => field !== undefined)
}

/** A frame of things that go on at the same time, or of one of them: no group that one could take away and keep its states. */
export function isConcurrent(group: WireGroup | undefined): boolean {
  return group?.parallel !== undefined || group?.region !== undefined
}

/** As an answer says it → as the drawing has it. `labels`: what fields are called that are not there yet. */
export function withRegionFrames(flow: Flow, labels: { readonly [field: string]: WireGroup['label'] } = {}): Flow {
  const parallels = Object.entries(flow.states).filter(([, { regions }]) => regions !== undefined)
  if (parallels.length === 0) return flow
  const isParallel = new Set(parallels.map(([key]) => key))
  const node = (name: string) => (isParallel.has(name) ? groupNode(parallelGroup(name)) : name)
  const frames = parallels.flatMap(
    ([key, { regions = [], label, type: _, pos: __, ...state }]): [string, WireGroup][] => [
      [parallelGroup(key), { ...state, ...(label !== undefined && { label }), parallel: key, states: [] }],
      ...regions.map((region): [string, WireGroup] => [
        regionGroup(region.stateField),
        regionFrame(key, region, labels[region.stateField]),
      ]),
    ],
  )
  const fields = parallels.flatMap(([, { regions = [] }]) => regions.map(({ stateField }) => stateField))
  const own = Object.entries(flow.groups ?? {}).map(([key, { initial, ...group }]): [string, WireGroup] => {
    const field = fields.find((one) => statesUnder(flowWith(flow, parallels), key)[0]?.startsWith(`${one}.`))
    const parent = group.parent ?? (field === undefined ? undefined : regionGroup(field))
    const states = group.states.filter((state) => !isParallel.has(state))
    const begins = initial === undefined ? {} : { initial: node(initial) }
    return [key, { ...group, states, ...(parent !== undefined && { parent }), ...begins }]
  })
  const inside = new Set(own.flatMap(([, { states }]) => states))
  const parentOf = (key: string) =>
    Object.entries(flow.groups ?? {}).find(([, { states }]) => states.includes(key))?.[0]
  const groups = Object.fromEntries([
    ...own,
    ...frames.map(([key, frame]): [string, WireGroup] => {
      const parent = frame.parallel === undefined ? frame.parent : parentOf(frame.parallel)
      const states = frame.states.filter((state) => !inside.has(state))
      return [key, { ...frame, states, ...(parent !== undefined && { parent }) }]
    }),
  ])
  const transitions = flow.transitions.map((one) => ({
    ...one,
    from: one.from === '*' ? one.from : one.from.map(node),
    to: node(one.to),
  }))
  return { ...flow, initial: node(flow.initial), states: flowWith(flow, parallels).states, transitions, groups }
}

/** With the states of regions among the others, in the place of the state that they are regions of. */
function flowWith(flow: Flow, parallels: readonly (readonly [string, WireFlowState])[]): Flow {
  const known = new Map(parallels)
  const states = Object.entries(flow.states).flatMap(([key, state]): [string, WireFlowState][] =>
    known.has(key)
      ? (state.regions ?? []).flatMap(({ stateField, states: leaves }) =>
          Object.entries(leaves).map(([choice, leaf]): [string, WireFlowState] => [leafKey(stateField, choice), leaf]),
        )
      : [[key, state]],
  )
  return { ...flow, states: Object.fromEntries(states) }
}

function regionFrame(
  parallel: string,
  { stateField, initial, states }: WireRegion,
  label: WireGroup['label'],
): WireGroup {
  return {
    region: stateField,
    parent: parallelGroup(parallel),
    states: Object.keys(states).map((choice) => leafKey(stateField, choice)),
    initial: leafKey(stateField, initial),
    ...(label !== undefined && { label }),
  }
}

/** Back again: what is sent of such a flow. */
export function withoutRegionFrames(flow: Flow): Flow {
  const groups = flow.groups ?? {}
  if (!Object.values(groups).some(({ parallel }) => parallel !== undefined)) return flow
  const node = (name: string) => {
    const key = groupKey(name)
    return (key === undefined ? undefined : groups[key]?.parallel) ?? name
  }
  const leaves = new Set(Object.keys(flow.states).filter((key) => regionOf(flow, key) !== undefined))
  const parallels = Object.entries(groups).filter(([, { parallel }]) => parallel !== undefined)
  const states = [
    ...Object.entries(flow.states).filter(([key]) => !leaves.has(key)),
    ...parallels.map(([key, group]) => [group.parallel as string, parallelState(flow, key, group)] as const),
  ]
  const kept = Object.entries(groups).filter(([, group]) => !isConcurrent(group))
  const around = (key: string) =>
    parallels.filter(([, { parent }]) => parent === key).map(([, one]) => one.parallel as string)
  const own = kept.map(([key, { parent, initial, ...group }]): [string, WireGroup] => [
    key,
    {
      ...group,
      states: [...group.states, ...around(key)],
      ...(parent !== undefined && !isConcurrent(groups[parent]) && { parent }),
      ...(initial !== undefined && { initial: node(initial) }),
    },
  ])
  const { groups: _, ...rest } = flow
  return {
    ...rest,
    initial: node(flow.initial),
    states: Object.fromEntries(states),
    transitions: flow.transitions.map((one) => ({
      ...one,
      from: one.from === '*' ? one.from : one.from.map(node),
      to: node(one.to),
    })),
    ...(own.length > 0 && { groups: Object.fromEntries(own) }),
  }
}

function parallelState(
  flow: Flow,
  key: string,
  { parallel: _, states: __, parent: ___, initial: ____, ...group }: WireGroup,
) {
  const regions = groupsIn(flow, key).flatMap((inner): WireRegion[] => {
    const { region: field, initial } = flow.groups?.[inner] ?? {}
    const inside = statesUnder(flow, inner)
    if (field === undefined) return []
    const begins = initial !== undefined && inside.includes(initial) ? initial : inside[0]
    return [
      {
        stateField: field,
        initial: choiceOf(begins ?? ''),
        states: Object.fromEntries(inside.map((leaf) => [choiceOf(leaf), flow.states[leaf] as WireFlowState])),
      },
    ]
  })
  return { ...group, type: 'parallel' as const, regions }
}

/** What becomes of the fields that tell of regions, as the flow's document says it; undefined where nothing does. */
export function regionFieldChanges(flow: Flow, blueprint: Blueprint) {
  const changes = regionsIn(flow).flatMap(({ field, label, leaves }) => {
    const known = blueprint.fields.find(({ key }) => key === field)
    const options: readonly WireOption[] = known?.options ?? []
    const keys = leaves.map(choiceOf)
    const isIn = (key: string) => options.find((option) => option.key === key)
    const change = {
      ...(label !== undefined && JSON.stringify(label) !== JSON.stringify(known?.label) && { label }),
      ...filled({
        add: leaves
          .filter((leaf) => !isIn(choiceOf(leaf)))
          .map((leaf) => ({
            key: choiceOf(leaf),
            ...(flow.states[leaf]?.label !== undefined && { label: flow.states[leaf]?.label }),
          })),
        retire: options.filter(({ key, retired }) => !retired && !keys.includes(key)).map(({ key }) => key),
        offer: keys.filter((key) => isIn(key)?.retired),
      }),
    }
    return Object.keys(change).length > 0 ? [[field, change] as const] : []
  })
  return changes.length > 0 ? Object.fromEntries(changes) : undefined
}

function filled(lists: { readonly [member: string]: readonly unknown[] }) {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0))
}

/** In the order of the drawing. */
export function regionsIn(flow: Flow) {
  return Object.entries(flow.groups ?? {}).flatMap(([key, { region: field, label }]) =>
    field === undefined ? [] : [{ field, label, leaves: statesUnder(flow, key) }],
  )
}
