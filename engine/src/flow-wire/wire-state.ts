// A state as the API says it ↔ as it is stored.
import type { OptionDef } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import type { Reader } from '../flow/collect-issues.ts'
import type { FlowState, Region } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope } from '../flow/flow-scope.ts'
import { isComputed } from '../flow/writable-field.ts'
import type { OptionId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { type FlowReading, readField, readState } from './flow-reading.ts'
import { readActions, wireAction } from './wire-action.ts'
import { readLabel, readList, readMap, readMembers } from './wire-reader.ts'
import { readTimers, wireTimer } from './wire-timer.ts'
import type { Names } from './wire-transition.ts'

const members = {
  known: ['id', 'type', 'label', 'color', 'pos', 'onEnter', 'onExit', 'timers', 'regions'],
  later: ['editable'],
}
const kinds = ['state', 'final', 'parallel'] as const
/** A named hue of the product, or one of the tenant's own. */
const colorPattern = /^(?:[a-z]{3,12}|#[0-9a-fA-F]{6})$/

/**
 * One state per option of the state field, in the options' order. An option that the flow does not mention becomes a plain
 * state: a record may rest there from before the flow, and every value of the field stays a state.
 */
export function readStates(reading: FlowReading, value: unknown, path: Path): readonly FlowState[] {
  const options = reading.stateField.options ?? []
  const given = new Map<OptionId, FlowState>()
  for (const [name, wire] of readMap(reading.from, value, path, flowLimits.states)) {
    const at = [...path, name]
    const id = readState(reading, name, at)
    if (id === undefined) continue
    if (given.has(id)) reading.from.refuse(at, 'given-twice', { name })
    given.set(id, readOne(reading, id, wire, at))
  }
  if (options.length > flowLimits.states) tooMany(reading.from, path, options)
  return options.map((option) => given.get(option.id) ?? plainState(option.id))
}

function tooMany(from: Reader, path: Path, options: readonly OptionDef[]): void {
  from.refuse(path, 'flow-too-large', { part: 'states', count: options.length, limit: flowLimits.states })
}

function plainState(id: OptionId): FlowState {
  return { id, kind: 'state', onEnter: [], onExit: [] }
}

function readOne(reading: FlowReading, id: OptionId, value: unknown, path: Path): FlowState {
  const { from } = reading
  const wire = readMembers(from, value, path, members)
  if (!wire) return plainState(id)
  const scope = stateScope(reading.blueprint, reading.stateField.id)
  if (wire['id'] !== undefined && wire['id'] !== id)
    from.refuse([...path, 'id'], 'flow-other-version', { name: 'id', value: id })
  const label = readLabel(from, wire['label'], [...path, 'label'])
  const color = readColor(from, wire['color'], [...path, 'color'])
  const pos = readPos(from, wire['pos'], [...path, 'pos'])
  const kind = readKind(from, wire['type'], [...path, 'type'])
  const timers = readTimers(reading, wire['timers'], [...path, 'timers'])
  const regions = readRegions(reading, wire['regions'], [...path, 'regions'])
  if (kind === 'parallel' ? regions.length < 2 : regions.length > 0)
    from.refuse([...path, 'regions'], 'flow-regions', { state: String(path.at(-1)) })
  return {
    id,
    kind,
    ...(label !== undefined && { label }),
    ...(color !== undefined && { color }),
    onEnter: readActions(reading, wire['onEnter'], [...path, 'onEnter'], scope),
    onExit: readActions(reading, wire['onExit'], [...path, 'onExit'], scope),
    ...(timers.length > 0 && { timers }),
    ...(pos && { pos }),
    ...(kind === 'parallel' && { regions }),
  }
}

/** What goes on at the same time while a record stands in a parallel state, each told by a field of its own. */
function readRegions(reading: FlowReading, value: unknown, path: Path): readonly Region[] {
  return readList(reading.from, value, path, flowLimits.regions).flatMap((item, index) => {
    const region = readRegion(reading, item, [...path, index])
    return region ? [region] : []
  })
}

function readRegion(reading: FlowReading, value: unknown, path: Path): Region | undefined {
  const { from } = reading
  const wire = readMembers(from, value, path, { known: ['stateField', 'initial', 'states'] })
  const field = wire && readField(reading, wire['stateField'], [...path, 'stateField'])
  if (!wire || !field) return undefined
  const at = [...path, 'stateField']
  if (field.type !== 'enum' || isComputed(field)) return from.refuse(at, 'flow-state-field', { name: field.key })
  if ([reading.stateField, ...reading.regionFields].some(({ id }) => id === field.id))
    return from.refuse(at, 'given-twice', { name: field.key })
  // Empty while the record does not stand in the parallel state.
  if (field.required) from.refuse(at, 'flow-region-required', { name: field.label ?? field.key })
  reading.regionFields.push(field)
  const inside = { ...reading, stateField: field }
  const initial = readState(inside, wire['initial'], [...path, 'initial'])
  const states = readStates(inside, wire['states'] ?? {}, [...path, 'states'])
  states.forEach(({ id, kind }) => {
    const key = field.options?.find((option) => option.id === id)?.key ?? id
    if (kind === 'parallel')
      from.refuse([...path, 'states', key, 'type'], 'not-one-of', { allowed: ['state', 'final'] })
  })
  return initial === undefined ? undefined : { stateField: field.id, initial, states }
}

function readKind(from: Reader, value: unknown, path: Path): FlowState['kind'] {
  const kind = kinds.find((one) => one === (value ?? 'state'))
  if (!kind) from.refuse(path, 'not-one-of', { allowed: [...kinds] })
  return kind ?? 'state'
}

export function readColor(from: Reader, value: unknown, path: Path): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && colorPattern.test(value)) return value
  return from.refuse(path, 'wrong-form', { form: 'blue, #1f4bd8' })
}

function readPos(from: Reader, value: unknown, path: Path): { readonly x: number; readonly y: number } | undefined {
  if (value === undefined) return undefined
  const wire = readMembers(from, value, path, { known: ['x', 'y'] })
  const x = wire && readCoordinate(from, wire['x'], [...path, 'x'])
  const y = wire && readCoordinate(from, wire['y'], [...path, 'y'])
  return x === undefined || y === undefined ? undefined : { x, y }
}

function readCoordinate(from: Reader, value: unknown, path: Path): number | undefined {
  const most = flowLimits.pos
  if (typeof value === 'number' && Math.abs(value) <= most) return value
  return from.refuse(path, 'number-out-of-range', { least: -most, most })
}

export function wireState(state: FlowState, names: Names): JsonObject {
  const actions = (of: FlowState['onEnter']) => of.map((action) => wireAction(action, names.onState, names))
  return {
    id: state.id,
    ...(state.kind !== 'state' && { type: state.kind }),
    ...(state.label !== undefined && { label: state.label }),
    ...(state.color !== undefined && { color: state.color }),
    ...(state.pos && { pos: { ...state.pos } }),
    ...(state.onEnter.length > 0 && { onEnter: actions(state.onEnter) }),
    ...(state.onExit.length > 0 && { onExit: actions(state.onExit) }),
    ...(state.timers && { timers: state.timers.map((timer) => wireTimer(timer, names)) }),
    ...(state.regions && {
      regions: state.regions.map(({ stateField, initial, states }) => ({
        stateField: names.field(stateField),
        initial: names.inRegion(initial),
        states: Object.fromEntries(states.map((leaf) => [names.inRegion(leaf.id), wireState(leaf, names)])),
      })),
    }),
  }
}
