// Is this definition a legal flow of that blueprint version? Places are those of the wire form.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, type Path } from '../errors.ts'
import type { EventId, OptionId } from '../ids.ts'
import { isOutside, isRelated } from './action-parts.ts'
import { type Reader, reader } from './collect-issues.ts'
import type {
  Action,
  AssignAction,
  FlowState,
  FlowVersion,
  FormField,
  GroupRef,
  RelatedAction,
  StateGroup,
  Transition,
} from './flow.ts'
import { flowLimits } from './flow-limits.ts'
import { leavesUnder, nodeId, withParents } from './flow-nodes.ts'
import { exitsOn, type FlowTables, flowTables, stateFieldsOf, stateKey, transitionLabel } from './flow-tables.ts'
import { allTimers } from './timers.ts'
import { isComputed, isGroup, takesAdding } from './writable-field.ts'

type SendAction = Extract<RelatedAction, { kind: 'send' }>

/** Everything that makes it no flow, each with its place; none when it is one. */
export function checkFlow(
  flow: FlowVersion,
  blueprint: BlueprintVersion,
  beside: readonly FlowVersion[] = [],
): readonly Issue[] {
  const from = reader()
  const tables = flowTables(flow, blueprint, beside)
  checkBeside(from, tables)
  if (!flow.states.some(({ id }) => id === flow.initial))
    from.refuse(['initial'], 'flow-unknown-state', unknownState(tables, flow.initial))
  checkStates(from, tables)
  checkGroups(from, tables)
  checkClocks(from, tables)
  flow.transitions.forEach((transition, index) => checkTransition(from, tables, transition, ['transitions', index]))
  checkExits(from, tables)
  return from.issues
}

/** A field has one flow that writes it, and an event's name says which flow is meant. */
function checkBeside(from: Reader, tables: FlowTables): void {
  const { flow, beside } = tables
  for (const other of beside) {
    const name = labelOf(other)
    const taken = new Set(stateFieldsOf(other))
    const refuseField = (id: FieldDef['id'], path: Path) => {
      if (taken.has(id)) from.refuse(path, 'flow-field-taken', { field: fieldName(tables, id), flow: name })
    }
    refuseField(flow.stateField, ['stateField'])
    for (const { id, regions = [] } of flow.states)
      regions.forEach(({ stateField }, index) => {
        refuseField(stateField, ['states', stateKey(tables, id), 'regions', index, 'stateField'])
      })
    flow.clocks?.forEach(({ name: clock }, index) => {
      if (other.clocks?.some((one) => one.name === clock))
        from.refuse(['clocks', index, 'name'], 'flow-clock-taken', { name: clock, flow: name })
    })
    for (const { id, key } of flow.events) {
      if (!other.events.some((event) => event.key === key)) continue
      const index = flow.transitions.findIndex(({ event }) => event === id)
      const path = index < 0 ? ['events', key] : ['transitions', index, 'event']
      from.refuse(path, 'flow-event-taken', { name: key, flow: name })
    }
  }
}

function labelOf({ label, name }: FlowVersion): string | NonNullable<FlowVersion['label']> {
  return label ?? name
}

function fieldName({ fields }: FlowTables, id: FieldDef['id']): string {
  return fields.get(id)?.key ?? id
}

function checkStates(from: Reader, tables: FlowTables): void {
  for (const state of tables.states.values()) {
    const path = statePath(tables, state)
    checkActions(from, tables, state.onEnter, [...path, 'onEnter'])
    checkActions(from, tables, state.onExit, [...path, 'onExit'])
    if (state.kind === 'final' && state.timers)
      from.refuse([...path, 'timers'], 'flow-final-timer', { state: stateKey(tables, state.id) })
    checkTimers(from, tables, state, state.kind === 'final' ? [] : [state.id], [...path, 'timers'])
    if (state.kind === 'final' && state.onExit.length > 0) {
      from.refuse([...path, 'onExit'], 'flow-final-leaves', { state: stateKey(tables, state.id) })
    }
  }
}

/** Each has its name to itself, and what it sends leads on from somewhere here. */
function checkTimers(
  from: Reader,
  tables: FlowTables,
  node: FlowState | StateGroup,
  leaves: readonly OptionId[],
  path: Path,
): void {
  const { timers = [] } = node
  const named = timers.length > 0 ? allTimers(tables.flow) : []
  timers.forEach(({ name, event: id }, index) => {
    if (named.filter((other) => other.name === name).length > 1)
      from.refuse([...path, index, 'name'], 'given-twice', { name })
    const event = tables.events.get(id)?.key ?? id
    const exits = leaves.flatMap((leaf) => exitsOn(tables, leaf, id))
    if (exits.some(({ form }) => form.some(({ required }) => required)))
      from.refuse([...path, index, 'event'], 'flow-timer-asks', { event })
    if (leaves.length > 0 && exits.length === 0)
      from.refuse([...path, index, 'event'], 'flow-timer-event', {
        event,
        state: 'key' in node ? node.key : stateKey(tables, node.id),
      })
  })
}

/** Each has its name to itself, begins somewhere, and every state does one thing with it. */
function checkClocks(from: Reader, tables: FlowTables): void {
  const { clocks = [] } = tables.flow
  const names = [...allTimers(tables.flow), ...clocks].map(({ name }) => name)
  clocks.forEach(({ name, starts, pauses, stops, event: id }, index) => {
    const path = ['clocks', index]
    if (names.filter((other) => other === name).length > 1) from.refuse([...path, 'name'], 'given-twice', { name })
    if (starts.length === 0)
      from.refuse([...path, 'starts'], 'count-out-of-range', { least: 1, most: flowLimits.states })
    const seen = new Set<OptionId>()
    for (const [member, states] of Object.entries({ starts, pauses, stops }))
      states.forEach((state, at) => {
        if (seen.has(state)) from.refuse([...path, member, at], 'given-twice', { name: stateKey(tables, state) })
        seen.add(state)
      })
    if (id === undefined) return
    const event = tables.events.get(id)?.key ?? id
    const exits = starts.flatMap((leaf) => exitsOn(tables, leaf, id))
    if (exits.some(({ form }) => form.some(({ required }) => required)))
      from.refuse([...path, 'event'], 'flow-timer-asks', { event })
    const [first] = starts
    if (first !== undefined && exits.length === 0)
      from.refuse([...path, 'event'], 'flow-timer-event', { event, state: stateKey(tables, first) })
  })
}

function openLeaves(tables: FlowTables, { key }: StateGroup): readonly OptionId[] {
  return leavesUnder(tables, key).filter((leaf) => tables.states.get(leaf)?.kind !== 'final')
}

function statePath(tables: FlowTables, { id }: FlowState): Path {
  const around = tables.regions.get(id)
  if (!around) return ['states', stateKey(tables, id)]
  const index = tables.states.get(around.parallel)?.regions?.indexOf(around.region) ?? 0
  return ['states', stateKey(tables, around.parallel), 'regions', index, 'states', tables.options.get(id)?.key ?? id]
}

function checkGroups(from: Reader, tables: FlowTables): void {
  for (const group of tables.groups.values()) {
    const path = ['groups', group.key]
    checkActions(from, tables, group.onEnter ?? [], [...path, 'onEnter'])
    checkActions(from, tables, group.onExit ?? [], [...path, 'onExit'])
    checkTimers(from, tables, group, openLeaves(tables, group), [...path, 'timers'])
    if (group.parent !== undefined && !tables.groups.has(group.parent))
      from.refuse([...path, 'parent'], 'flow-unknown-group', { name: group.parent, known: [...tables.groups.keys()] })
    else if (withParents(tables, group.parent).includes(group.key))
      from.refuse([...path, 'parent'], 'flow-group-ring', { group: group.key })
    else checkInside(from, tables, group, path)
  }
}

/** There is something in it, all of it belongs to the same region or to none, and it begins with something in it. */
function checkInside(from: Reader, tables: FlowTables, { key, states, initial }: StateGroup, path: Path): void {
  const leaves = leavesUnder(tables, key)
  if (leaves.length === 0) from.refuse([...path, 'states'], 'count-out-of-range', { least: 1, most: flowLimits.states })
  if (new Set(leaves.map((leaf) => tables.regions.get(leaf)?.region)).size > 1)
    from.refuse([...path, 'states'], 'flow-group-regions', { group: key })
  const begins =
    initial === undefined ||
    (typeof initial === 'string' ? states.includes(initial) : tables.groups.get(initial.group)?.parent === key)
  if (!begins) from.refuse([...path, 'initial'], 'flow-group-initial', { group: key })
}

function checkTransition(from: Reader, tables: FlowTables, transition: Transition, path: Path): void {
  checkTarget(from, tables, transition, [...path, 'to'])
  if (transition.auto === 'done') checkDone(from, tables, transition, [...path, 'from'])
  if (transition.from !== '*') checkOrigins(from, tables, transition.from, [...path, 'from'])
  checkForm(from, tables, transition.form, [...path, 'form'])
  checkActions(from, tables, transition.do, [...path, 'do'])
}

function checkTarget(from: Reader, tables: FlowTables, { to, auto, reenter }: Transition, path: Path): void {
  if (to === null) {
    // It would be taken again and again: what made it possible has not changed where the record stands.
    if (auto === 'always') from.refuse(path, 'flow-stays-always')
    if (reenter) from.refuse([...path.slice(0, -1), 'reenter'], 'flow-stays-always')
  } else if (typeof to === 'string') {
    if (!tables.states.has(to)) from.refuse(path, 'flow-unknown-state', unknownState(tables, to))
  } else checkGroupRef(from, tables, to, path)
}

function checkGroupRef(from: Reader, tables: FlowTables, { group }: GroupRef, path: Path): void {
  if (!tables.groups.has(group))
    from.refuse([...path, 'group'], 'flow-unknown-group', { name: group, known: [...tables.groups.keys()] })
}

/** Only what has an end inside can come to it. */
function checkDone(from: Reader, tables: FlowTables, transition: Transition, path: Path): void {
  const origins = transition.from === '*' ? ['*'] : transition.from
  origins.forEach((origin, index) => {
    const leaves =
      typeof origin === 'object'
        ? tables.groups.get(origin.group)?.states
        : tables.states.get(origin as OptionId)?.regions?.flatMap(({ states }) => states.map(({ id }) => id))
    if (!leaves?.some((leaf) => tables.states.get(leaf)?.kind === 'final'))
      from.refuse(transition.from === '*' ? path : [...path, index], 'flow-never-done')
  })
}

function checkOrigins(from: Reader, tables: FlowTables, origins: Exclude<Transition['from'], '*'>, path: Path): void {
  origins.forEach((origin, index) => {
    const at = [...path, index]
    const isTwice = origins.findIndex((other) => nodeId(other) === nodeId(origin)) !== index
    if (typeof origin === 'object') {
      checkGroupRef(from, tables, origin, at)
      if (isTwice) from.refuse(at, 'given-twice', { name: origin.group })
      return
    }
    const state = tables.states.get(origin)
    if (!state) from.refuse(at, 'flow-unknown-state', unknownState(tables, origin))
    if (state?.kind === 'final') from.refuse(at, 'flow-final-leaves', { state: stateKey(tables, origin) })
    if (isTwice) from.refuse(at, 'given-twice', { name: stateKey(tables, origin) })
  })
}

function checkForm(from: Reader, tables: FlowTables, form: readonly FormField[], path: Path): void {
  const seen = new Set<string>()
  form.forEach(({ field: id }, index) => {
    const at = [...path, index]
    const field = writable(from, tables, id, at)
    if (field?.readOnly) from.refuse(at, 'flow-form-read-only', { field: field.key })
    if (seen.has(id)) from.refuse(at, 'given-twice', { name: field?.key ?? id })
    seen.add(id)
  })
}

/** What each does is possible with its field, its records and its event. */
export function checkActions(from: Reader, tables: FlowTables, actions: readonly Action[], path: Path): void {
  actions.forEach((action, index) => {
    const at = [...path, index, action.kind]
    if (isOutside(action)) return
    if (isRelated(action)) return checkVia(from, tables, action, [...path, index])
    const field = writable(from, tables, action.field, at)
    if (!field) return
    if (action.kind === 'assign') checkAssign(from, field, action, at)
    else if (action.kind !== 'clear' && isGroup(field))
      from.refuse(at, 'flow-comes-later', { part: `${action.kind} ${field.key}` })
    else if (action.kind === 'add' && !takesAdding(field)) from.refuse(at, 'flow-cannot-add', { field: field.key })
  })
}

/** It leads to records of the blueprint that the flow knows of. */
function checkVia(from: Reader, tables: FlowTables, action: RelatedAction, path: Path): void {
  if (action.kind === 'send') checkSent(from, tables, action, [...path, 'send'])
  if (action.kind === 'create' || action.via === undefined) return
  const field = tables.fields.get(action.via)
  const at = [...path, action.kind === 'send' ? 'toRelated' : action.kind]
  if (!field) from.refuse(at, 'unknown-field', { name: action.via, known: tables.blueprint.fields.map((f) => f.key) })
  else if (field.type !== 'relation') from.refuse(at, 'flow-not-related', { field: field.key })
}

/** To this record, or to others of its kind. */
function checkSent(from: Reader, tables: FlowTables, action: SendAction, path: Path): void {
  const { blueprint } = tables.flow
  const events = [tables.flow, ...tables.beside].flatMap((flow) => flow.events)
  if ((action.blueprint ?? blueprint) !== blueprint || events.some(({ key }) => key === action.event)) return
  from.refuse(path, 'flow-unknown-sent', { name: action.event, blueprint, known: events.map(({ key }) => key) })
}

function checkAssign(from: Reader, field: FieldDef, { rule }: AssignAction, path: Path): void {
  if (field.type !== 'user') from.refuse(path, 'flow-assigns-people', { field: field.key })
  // Counted inside of the step, among all records there are.
  else if (rule === 'least-busy' && (!field.quickFilter || field.many))
    from.refuse([...path.slice(0, -1), 'rule'], 'flow-assign-counts', { field: field.key })
}

/** Read-only fields are what actions are for; the state and what is computed are not. */
function writable(from: Reader, tables: FlowTables, id: FieldDef['id'], path: Path): FieldDef | undefined {
  const field = tables.fields.get(id)
  if (!field) return from.refuse(path, 'unknown-field', { name: id, known: tables.blueprint.fields.map((f) => f.key) })
  if ([tables.flow, ...tables.beside].some((flow) => stateFieldsOf(flow).includes(id)))
    return from.refuse(path, 'flow-sets-state', { field: field.key })
  if (isComputed(field)) return from.refuse(path, 'flow-computed-field', { field: field.key })
  return field
}

/** What can only be seen once all transitions are there. */
function checkExits(from: Reader, tables: FlowTables): void {
  let count = 0
  for (const [state, events] of tables.exits) {
    for (const [first, ...others] of events.values()) {
      count += 1 + others.length
      for (const other of others) if (first && !sameForm(first.form, other.form)) refuseForm(from, tables, state, other)
    }
  }
  for (const state of tables.flow.states) if (state.regions) checkRegionForms(from, tables, state)
  const limit = flowLimits.exits
  if (count > limit) from.refuse(['transitions'], 'flow-too-large', { part: 'transitions', count, limit })
}

function sameForm(a: readonly FormField[], b: readonly FormField[]): boolean {
  return a.length === b.length && a.every((x) => b.some((y) => x.field === y.field && !x.required === !y.required))
}

/** Regions may take the same event at once. */
function checkRegionForms(from: Reader, tables: FlowTables, { id, regions = [] }: FlowState): void {
  const leaves = [id, ...regions.flatMap(({ states }) => states.map((state) => state.id))]
  const firsts = new Map<EventId, Transition>()
  for (const leaf of leaves)
    for (const [event, [first]] of tables.exits.get(leaf) ?? []) {
      const other = firsts.get(event)
      if (first && other && !sameForm(first.form, other.form)) refuseForm(from, tables, id, first)
      if (first && !other) firsts.set(event, first)
    }
}

function refuseForm(from: Reader, tables: FlowTables, state: OptionId, transition: Transition): void {
  const event = transitionLabel(tables, transition)
  const path = ['transitions', tables.flow.transitions.indexOf(transition), 'form']
  from.refuse(path, 'flow-form-differs', { event, state: stateKey(tables, state) })
}

function unknownState(tables: FlowTables, name: string) {
  const known = [...tables.options.values()].map((option) => option.key)
  return { name, field: tables.fields.get(tables.flow.stateField)?.key ?? tables.flow.stateField, known }
}
