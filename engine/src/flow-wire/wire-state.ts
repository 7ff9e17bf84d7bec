// A state as the API says it ↔ as it is stored.
import type { OptionDef } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import type { Reader } from '../flow/collect-issues.ts'
import type { FlowState } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateScope } from '../flow/flow-scope.ts'
import type { OptionId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { type FlowReading, readState } from './flow-reading.ts'
import { readActions, wireAction } from './wire-action.ts'
import { readLabel, readMap, readMembers } from './wire-reader.ts'
import type { Names } from './wire-transition.ts'

const members = {
  known: ['id', 'type', 'label', 'color', 'pos', 'onEnter', 'onExit'],
  later: ['timers', 'editable', 'parent', 'initial', 'states', 'always', 'history', 'on', 'after'],
}
const laterTypes = ['group', 'parallel', 'history']
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
  return {
    id,
    kind: readKind(from, wire['type'], [...path, 'type']),
    ...(label !== undefined && { label }),
    ...(color !== undefined && { color }),
    onEnter: readActions(reading, wire['onEnter'], [...path, 'onEnter'], scope),
    onExit: readActions(reading, wire['onExit'], [...path, 'onExit'], scope),
    ...(pos && { pos }),
  }
}

function readKind(from: Reader, value: unknown, path: Path): FlowState['kind'] {
  if (value === undefined || value === 'state') return 'state'
  if (value === 'final') return 'final'
  if (laterTypes.includes(value as string)) from.refuse(path, 'flow-comes-later', { part: value as string })
  else from.refuse(path, 'not-one-of', { allowed: ['state', 'final'] })
  return 'state'
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
  const actions = (of: FlowState['onEnter']) => of.map((action) => wireAction(action, names.onState, names.field))
  return {
    id: state.id,
    ...(state.kind === 'final' && { type: 'final' }),
    ...(state.label !== undefined && { label: state.label }),
    ...(state.color !== undefined && { color: state.color }),
    ...(state.pos && { pos: { ...state.pos } }),
    ...(state.onEnter.length > 0 && { onEnter: actions(state.onEnter) }),
    ...(state.onExit.length > 0 && { onExit: actions(state.onExit) }),
  }
}
