// Is this definition a legal flow of that blueprint version? Places are those of the wire form.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, type Path } from '../errors.ts'
import { type Reader, reader } from './collect-issues.ts'
import type { Action, FlowVersion, FormField, Transition } from './flow.ts'
import { flowLimits } from './flow-limits.ts'
import { type FlowTables, flowTables, stateKey } from './flow-tables.ts'
import { isComputed, isGroup, takesAdding } from './writable-field.ts'

/** Everything that makes it no flow, each with its place; none when it is one. */
export function checkFlow(flow: FlowVersion, blueprint: BlueprintVersion): readonly Issue[] {
  const from = reader()
  const tables = flowTables(flow, blueprint)
  if (!tables.states.has(flow.initial))
    from.refuse(['initial'], 'flow-unknown-state', unknownState(tables, flow.initial))
  checkStates(from, tables)
  flow.transitions.forEach((transition, index) => checkTransition(from, tables, transition, ['transitions', index]))
  checkExits(from, tables)
  return from.issues
}

function checkStates(from: Reader, tables: FlowTables): void {
  for (const state of tables.flow.states) {
    const path = ['states', stateKey(tables, state.id)]
    checkActions(from, tables, state.onEnter, [...path, 'onEnter'])
    checkActions(from, tables, state.onExit, [...path, 'onExit'])
    if (state.kind === 'final' && state.onExit.length > 0) {
      from.refuse([...path, 'onExit'], 'flow-final-leaves', { state: stateKey(tables, state.id) })
    }
  }
}

function checkTransition(from: Reader, tables: FlowTables, transition: Transition, path: Path): void {
  if (!tables.states.has(transition.to))
    from.refuse([...path, 'to'], 'flow-unknown-state', unknownState(tables, transition.to))
  if (transition.from !== '*') checkOrigins(from, tables, transition.from, [...path, 'from'])
  checkForm(from, tables, transition.form, [...path, 'form'])
  checkActions(from, tables, transition.do, [...path, 'do'])
}

function checkOrigins(from: Reader, tables: FlowTables, origins: Exclude<Transition['from'], '*'>, path: Path): void {
  origins.forEach((origin, index) => {
    const at = [...path, index]
    const state = tables.states.get(origin)
    if (!state) from.refuse(at, 'flow-unknown-state', unknownState(tables, origin))
    if (state?.kind === 'final') from.refuse(at, 'flow-final-leaves', { state: stateKey(tables, origin) })
    if (origins.indexOf(origin) !== index) from.refuse(at, 'given-twice', { name: stateKey(tables, origin) })
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

function checkActions(from: Reader, tables: FlowTables, actions: readonly Action[], path: Path): void {
  actions.forEach((action, index) => {
    const at = [...path, index, action.kind]
    const field = writable(from, tables, action.field, at)
    if (!field) return
    if (action.kind !== 'clear' && isGroup(field))
      from.refuse(at, 'flow-comes-later', { part: `${action.kind} ${field.key}` })
    else if (action.kind === 'add' && !takesAdding(field)) from.refuse(at, 'flow-cannot-add', { field: field.key })
  })
}

/** Read-only fields are what actions are for; the state and what is computed are not. */
function writable(from: Reader, tables: FlowTables, id: FieldDef['id'], path: Path): FieldDef | undefined {
  const field = tables.fields.get(id)
  if (!field) return from.refuse(path, 'unknown-field', { name: id, known: tables.blueprint.fields.map((f) => f.key) })
  if (id === tables.flow.stateField) return from.refuse(path, 'flow-sets-state', { field: field.key })
  if (isComputed(field)) return from.refuse(path, 'flow-computed-field', { field: field.key })
  return field
}

/** What can only be seen once all transitions are there. */
function checkExits(from: Reader, tables: FlowTables): void {
  let count = 0
  for (const [state, events] of tables.exits) {
    for (const [first, ...others] of events.values()) {
      count += 1 + others.length
      for (const other of others)
        if (first && !sameForm(first.form, other.form)) checkSameForm(from, tables, state, other)
    }
  }
  const limit = flowLimits.exits
  if (count > limit) from.refuse(['transitions'], 'flow-too-large', { part: 'transitions', count, limit })
}

function sameForm(a: readonly FormField[], b: readonly FormField[]): boolean {
  return a.length === b.length && a.every((x) => b.some((y) => x.field === y.field && !x.required === !y.required))
}

function checkSameForm(from: Reader, tables: FlowTables, state: FlowVersion['initial'], transition: Transition): void {
  const event = tables.events.get(transition.event)?.key ?? transition.event
  const path = ['transitions', tables.flow.transitions.indexOf(transition), 'form']
  from.refuse(path, 'flow-form-differs', { event, state: stateKey(tables, state) })
}

function unknownState(tables: FlowTables, name: string) {
  const known = [...tables.options.values()].map((option) => option.key)
  return { name, field: tables.fields.get(tables.flow.stateField)?.key ?? tables.flow.stateField, known }
}
