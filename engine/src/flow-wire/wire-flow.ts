// A flow as the API says it (names) ↔ as it is stored (ids).
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { checkDocument } from '../blueprint/check-document.ts'
import { type Path, refuseIf } from '../errors.ts'
import { checkFlow } from '../flow/check-flow.ts'
import { type Reader, reader, shorten } from '../flow/collect-issues.ts'
import type { FlowEvent, FlowVersion, Transition } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope, transitionScope } from '../flow/flow-scope.ts'
import { flowTables, stateKey } from '../flow/flow-tables.ts'
import type { EventId, IdGiver } from '../ids.ts'
import { deepFreeze, type JsonObject } from '../json.ts'
import { type FlowReading, type OtherBlueprints, readField, readState } from './flow-reading.ts'
import { type IdKeeper, idKeeper } from './keep-ids.ts'
import { readClocks, wireClock } from './wire-clock.ts'
import { readGroups, wireGroups } from './wire-group.ts'
import { readFlag, readLabel, readList, readMap, readMembers, readName } from './wire-reader.ts'
import { readStates, wireState } from './wire-state.ts'
import { type Names, readTransition, wireTransition } from './wire-transition.ts'

const members = {
  known: [
    'name',
    'version',
    'label',
    'blueprint',
    'blueprintVersion',
    'stateField',
    'initial',
    'states',
    'events',
    'transitions',
    'groups',
    'clocks',
  ],
  later: ['timers', 'mapping', 'flows'],
}

/** What is known of the tenant while a flow is read. */
interface Around {
  readonly others?: OtherBlueprints | undefined
  readonly beside?: readonly FlowVersion[] | undefined
}

/**
 * Reads, refuses, gives ids. Throws a MoldeError with everything that is wrong: first what is wrong with the document, and once
 * that is right, what is wrong with the flow it describes. `beside`: the other flows of the blueprint.
 */
export function readFlow(
  wire: unknown,
  blueprint: BlueprintVersion,
  ids: IdGiver,
  { others, beside }: Around = {},
): FlowVersion {
  refuseIf(checkDocument(wire))
  const from = reader()
  const flow = readDocument(from, wire, blueprint, ids, { others, beside })
  refuseIf(from.issues)
  const read = flow as FlowVersion
  refuseIf(checkFlow(read, blueprint, beside))
  return deepFreeze(read)
}

function readDocument(
  from: Reader,
  document: unknown,
  blueprint: BlueprintVersion,
  ids: IdGiver,
  around: Around,
): FlowVersion | undefined {
  const wire = readMembers(from, document, [], members)
  if (!wire) return undefined
  refuseOther(from, wire, { version: 1, blueprintVersion: blueprint.version })
  const name = readName(from, wire['name'], ['name'])
  const label = readLabel(from, wire['label'], ['label'])
  refuseOtherBlueprint(from, wire['blueprint'], blueprint)
  const stateField = readStateField(from, wire['stateField'], blueprint)
  if (!stateField) return undefined
  const keeper = idKeeper(from, ids, wire)
  const events = readEvents(from, keeper, wire['events'])
  const reading: FlowReading = {
    from,
    ids: keeper,
    blueprint,
    stateField,
    readEvent: (value, path) => eventOf(from, keeper, events, value, path),
    ...around,
    regionFields: [],
    read: { expressions: 0 },
  }
  const initial = readState(reading, wire['initial'], ['initial'])
  const states = readStates(reading, wire['states'] === undefined ? {} : wire['states'], ['states'])
  const transitions = readTransitions(reading, wire['transitions'])
  const groups = readGroups(reading, wire['groups'], ['groups'])
  const clocks = readClocks(reading, wire['clocks'], ['clocks'])
  if (name === undefined || initial === undefined) return undefined
  return {
    name,
    version: 1,
    ...(label !== undefined && { label }),
    blueprint: blueprint.name,
    blueprintVersion: blueprint.version,
    stateField: stateField.id,
    initial,
    states,
    events: [...events.values()],
    transitions,
    ...(groups.length > 0 && { groups }),
    ...(clocks.length > 0 && { clocks }),
  }
}

/** Numbers the server gives. A flow that was read may be sent back with them; another number is a misunderstanding. */
function refuseOther(from: Reader, wire: JsonObject, given: { readonly [member: string]: number }): void {
  for (const [name, value] of Object.entries(given)) {
    if (wire[name] !== undefined && wire[name] !== value) from.refuse([name], 'flow-other-version', { name, value })
  }
}

function refuseOtherBlueprint(from: Reader, value: unknown, blueprint: BlueprintVersion): void {
  const name = readName(from, value, ['blueprint'])
  if (name === undefined || name === blueprint.name) return
  from.refuse(['blueprint'], 'flow-other-blueprint', { name: shorten(name), blueprint: blueprint.name })
}

function readStateField(from: Reader, value: unknown, blueprint: BlueprintVersion): FieldDef | undefined {
  const field = readField({ from, blueprint }, value, ['stateField'])
  if (!field || field.type === 'enum') return field
  return from.refuse(['stateField'], 'flow-state-field', { name: field.key })
}

function readTransitions(reading: FlowReading, value: unknown): readonly Transition[] {
  return readList(reading.from, value, ['transitions'], flowLimits.transitions).flatMap(
    (item, index) => readTransition(reading, item, ['transitions', index]) ?? [],
  )
}

/** Optional: an event that only a transition or a timer names gets its id there. Here it can have a label and keep its id. */
function readEvents(from: Reader, ids: IdKeeper, value: unknown): Map<string, FlowEvent> {
  const events = new Map<string, FlowEvent>()
  for (const [name, item] of value === undefined ? [] : readMap(from, value, ['events'], flowLimits.events)) {
    const at = ['events', name]
    const key = readEventKey(from, name, at)
    const wire = readMembers(from, item, at, { known: ['id', 'label', 'internal'], later: ['confirm', 'form'] })
    if (key === undefined || !wire) continue
    const label = readLabel(from, wire['label'], [...at, 'label'])
    const internal = readFlag(from, wire['internal'], [...at, 'internal'])
    const id = ids.take('e', wire['id'], [...at, 'id'])
    events.set(key, { id, key, ...(label !== undefined && { label }), ...(internal && { internal }) })
  }
  return events
}

/** By name, else by the id of an event that is listed; a new name is a new event. */
function eventOf(
  from: Reader,
  ids: IdKeeper,
  events: Map<string, FlowEvent>,
  value: unknown,
  path: Path,
): EventId | undefined {
  const known = events.get(value as string) ?? [...events.values()].find((event) => event.id === value)
  if (known) return known.id
  const key = readEventKey(from, value, path)
  if (key === undefined) return undefined
  const event: FlowEvent = { id: ids.take('e', undefined, path), key }
  events.set(key, event)
  return event.id
}

/** `e7` would be taken for an id. */
function readEventKey(from: Reader, value: unknown, path: Path): string | undefined {
  const key = readName(from, value, path)
  if (key === undefined || !/^e[0-9]+$/.test(key)) return key
  return from.refuse(path, 'reserved-name', { name: key })
}

/** Names with ids beside them, as in api.md; the blueprint is the version whose names are used. */
export function wireFlow(flow: FlowVersion, blueprint: BlueprintVersion, others?: OtherBlueprints): JsonObject {
  const names = namesOf(flow, blueprint, others)
  return {
    name: flow.name,
    version: flow.version,
    ...(flow.label !== undefined && { label: flow.label }),
    blueprint: flow.blueprint,
    blueprintVersion: flow.blueprintVersion,
    stateField: names.field(flow.stateField),
    initial: names.state(flow.initial),
    states: Object.fromEntries(flow.states.map((state) => [names.state(state.id), wireState(state, names)])),
    events: Object.fromEntries(
      flow.events.map(({ id, key, label, internal }) => [
        key,
        { id, ...(label !== undefined && { label }), ...(internal && { internal }) },
      ]),
    ),
    transitions: flow.transitions.map((transition) => wireTransition(transition, names)),
    ...(flow.groups && { groups: wireGroups(flow.groups, names) }),
    ...(flow.clocks && { clocks: flow.clocks.map((clock) => wireClock(clock, names)) }),
  }
}

/** What a flow's parts are called in the names of this version of the blueprint. */
export function namesOf(flow: FlowVersion, blueprint: BlueprintVersion, others?: OtherBlueprints): Names {
  const tables = flowTables(flow, blueprint)
  const keys = new Map<string, string>(blueprint.fields.map((field) => [field.id, field.key]))
  const onState = stateScope(blueprint, flow.stateField)
  return {
    field: (id) => keys.get(id) ?? id,
    other: (name, id) => others?.get(name)?.version.fields.find((field) => field.id === id),
    state: (id) => stateKey(tables, id),
    inRegion: (id) => tables.options.get(id)?.key ?? id,
    event: (id) => tables.events.get(id)?.key ?? id,
    onState,
    onTransition: (form) => (form.length > 0 ? transitionScope(blueprint, flow.stateField, form) : onState),
  }
}
