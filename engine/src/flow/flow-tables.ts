// A flow as the engine looks things up in it: by id, by name, and what leads out of each state.
import type { BlueprintVersion, FieldDef, Label, OptionDef } from '../blueprint/blueprint.ts'
import type { EventId, FieldId, OptionId, TransitionId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { MovedFields } from '../record/write-context.ts'
import type { FlowEvent, FlowMemory, FlowVersion, GroupRef, Region, Transition } from './flow.ts'
import {
  type FlowNodes,
  flowNodes,
  groupKey,
  groupsAround,
  historyNode,
  leafOf,
  leavesUnder,
  nodeId,
  nodesOf,
} from './flow-nodes.ts'

export interface FlowTables extends FlowNodes {
  readonly flow: FlowVersion
  readonly blueprint: BlueprintVersion
  readonly fields: ReadonlyMap<FieldId, FieldDef>
  /** Those of the state field and of each region's. */
  readonly options: ReadonlyMap<OptionId, OptionDef>
  /** By key and by id; a key wins. */
  readonly events: ReadonlyMap<string, FlowEvent>
  readonly transitions: ReadonlyMap<TransitionId, Transition>
  readonly exits: Exits
  /** The other flows of the blueprint: what they write is not this one's to write, and their events are not its own. */
  readonly beside: readonly FlowVersion[]
}

/** What may leave a state on an event, first choice first. */
type Exits = ReadonlyMap<OptionId, ReadonlyMap<EventId, readonly Transition[]>>

export function flowTables(
  flow: FlowVersion,
  blueprint: BlueprintVersion,
  beside: readonly FlowVersion[] = [],
): FlowTables {
  const fields = new Map(blueprint.fields.map((field) => [field.id, field]))
  const nodes = flowNodes(flow)
  return {
    ...nodes,
    flow,
    blueprint,
    fields,
    options: new Map(
      stateFieldsOf(flow).flatMap((field) => fields.get(field)?.options?.map((option) => [option.id, option]) ?? []),
    ),
    events: new Map([...flow.events.map((e) => [e.id, e] as const), ...flow.events.map((e) => [e.key, e] as const)]),
    transitions: new Map(flow.transitions.map((transition) => [transition.id, transition])),
    exits: exitsIn(nodes),
    beside,
  }
}

/** The fields that only the flow writes: the one of its states, and those of the regions of parallel states. */
export function stateFieldsOf(flow: FlowVersion): readonly FieldId[] {
  return [flow.stateField, ...regionFieldsOf(flow)]
}

/** What a write needs to know of a flow. */
export function movedFieldsOf(flow: FlowVersion): MovedFields {
  return { stateField: flow.stateField, initial: flow.initial, regionFields: regionFieldsOf(flow) }
}

/** Those that mirror the regions of parallel states. */
export function regionFieldsOf({ states }: Pick<FlowVersion, 'states'>): readonly FieldId[] {
  return states.flatMap(({ regions = [] }) => regions.map(({ stateField }) => stateField))
}

/** The data of a record in `state`, with the fields of the flow as they mirror it: those of regions that do not go on there are empty. */
export function mirroredData(tables: FlowTables, state: OptionId, data: StoredData): StoredData {
  const standing = standingOf(tables, state, data).filter((leaf) => leaf !== state)
  const mirrored: { [field: string]: Json } = { ...withoutRegions(tables, data), [tables.flow.stateField]: state }
  for (const leaf of standing) mirrored[(tables.regions.get(leaf)?.region as Region).stateField] = leaf
  return mirrored
}

/** As in a record that stands in no parallel state. */
export function withoutRegions({ flow }: Pick<FlowTables, 'flow'>, data: StoredData): StoredData {
  const fields = regionFieldsOf(flow).filter((field) => data[field] !== undefined)
  if (fields.length === 0) return data
  return Object.fromEntries(Object.entries(data).filter(([field]) => !fields.includes(field as FieldId)))
}

/**
 * What may leave `state` on `event`, first choice first. A record without a state stands at the start. What leaves the parallel
 * state around a state of a region comes after what leaves that state itself.
 */
export function exitsOn(tables: FlowTables, state: string | null, event: EventId): readonly Transition[] {
  const at = (state ?? tables.flow.initial) as OptionId
  const around = tables.regions.get(at)?.parallel
  const own = tables.exits.get(at)?.get(event) ?? []
  return around === undefined ? own : [...own, ...(tables.exits.get(around)?.get(event) ?? [])]
}

/** Where each transition of one event may leave, per leaf the record stands in: a single list unless the state is parallel. */
export function exitsOfStanding(
  tables: FlowTables,
  standing: readonly OptionId[],
  event: EventId,
): readonly (readonly Transition[])[] {
  return standing.map((leaf) => exitsOn(tables, leaf, event)).filter((exits) => exits.length > 0)
}

/**
 * The leaves a record stands in: its state, or of a parallel state one leaf of each region. A region's field that says nothing,
 * or something that is no state of the region, stands at its start.
 */
export function standingOf(
  tables: FlowTables,
  state: string | null,
  data: { readonly [field: string]: unknown },
): readonly OptionId[] {
  const at = (state ?? tables.flow.initial) as OptionId
  const { regions } = tables.states.get(at) ?? {}
  if (!regions) return [at]
  return regions.map(
    ({ stateField, states, initial }) => states.find(({ id }) => id === data[stateField])?.id ?? initial,
  )
}

/** The leaves, the parallel state around them, and the groups around all of these: what lies around comes first. */
export function nodesAround(tables: FlowNodes, leaves: readonly OptionId[]): readonly string[] {
  const states = leaves.flatMap((leaf) => [tables.regions.get(leaf)?.parallel ?? [], leaf].flat())
  const withGroups = states.flatMap((leaf) => [
    ...groupsAround(tables, leaf)
      .map((group) => nodeId({ group }))
      .reverse(),
    leaf,
  ])
  return [...new Set(withGroups)]
}

/** What leaves a group comes after what leaves the states in it, the innermost group first. */
function exitsIn(nodes: FlowNodes): Exits {
  return new Map(
    [...nodes.states.keys()].map((leaf) => [
      leaf,
      byEvent(nodesOf(nodes, leaf).flatMap((node) => nodes.leaving.get(node) ?? [])),
    ]),
  )
}

/** In the same order; one that is there twice counts where it is first. */
export function byEvent(transitions: readonly Transition[]): ReadonlyMap<EventId, readonly Transition[]> {
  const events = new Map<EventId, Transition[]>()
  for (const transition of new Set(transitions)) {
    if (transition.event === undefined) continue
    const ofEvent = events.get(transition.event)
    if (ofEvent) ofEvent.push(transition)
    else events.set(transition.event, [transition])
  }
  return events
}

/** The transitions that leave a node and are taken by themselves, first choice first. */
export function autoExits({ leaving }: FlowNodes, node: string, auto: 'always' | 'done'): readonly Transition[] {
  return leaving.get(node)?.filter((one) => one.auto === auto) ?? []
}

/** The leaf a transition leads to from another one, as far as it is known without the record: a group at its beginning. */
export function leadsTo(nodes: FlowNodes, { to }: Transition, from: OptionId): OptionId {
  if (to === null) return from
  return typeof to === 'string' ? to : leafOf(nodes, to)
}

/** The same where a record is known to have stood: into a group by its history, where it stood last. */
export function leadsBackTo(nodes: FlowNodes, transition: Transition, from: OptionId, memory: FlowMemory): OptionId {
  const { to } = transition
  const history = to !== null && typeof to === 'object' && to.history ? historyNode(to.group, to.history) : undefined
  const [last] = (history && memory[history]) || []
  const group = last === undefined ? undefined : groupKey(last)
  if (group !== undefined && nodes.groups.has(group)) return leafOf(nodes, { group })
  return nodes.states.has(last as OptionId) ? (last as OptionId) : leadsTo(nodes, transition, from)
}

/** Every leaf it may lead to from another one: into a group by its history it may be any. */
export function leadsToAnyOf(nodes: FlowNodes, { to }: Transition, from: OptionId): readonly OptionId[] {
  if (to === null) return [from]
  if (typeof to === 'string') return [to]
  return to.history ? leavesUnder(nodes, to.group) : [leafOf(nodes, to)]
}

/** A state as people read it: its own label, else its option's, else the option's name. */
export function stateLabel(tables: FlowTables, state: OptionId): Label {
  const option = tables.options.get(state)
  return tables.states.get(state)?.label ?? option?.label ?? option?.key ?? state
}

/** A region as people read it: the field that mirrors it. */
export function regionLabel({ fields }: Pick<FlowTables, 'fields'>, { stateField }: Region): Label {
  const field = fields.get(stateField)
  return field?.label ?? field?.key ?? stateField
}

/** A state or a group as people read it. */
export function nodeLabel(tables: FlowTables, node: OptionId | GroupRef): Label {
  return typeof node === 'string' ? stateLabel(tables, node) : (tables.groups.get(node.group)?.label ?? node.group)
}

/** A state's name on the wire: that of a region's is `field.STATE`. */
export function stateKey(tables: FlowTables, state: OptionId): string {
  const key = tables.options.get(state)?.key ?? state
  const region = tables.regions.get(state)?.region
  return region ? `${tables.fields.get(region.stateField)?.key ?? region.stateField}.${key}` : key
}

/** The button's text. */
export function transitionLabel(tables: FlowTables, transition: Transition): Label {
  const event = transition.event && tables.events.get(transition.event)
  return transition.label ?? event?.label ?? event?.key ?? transition.event ?? transition.id
}
