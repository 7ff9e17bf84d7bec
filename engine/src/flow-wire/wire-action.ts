// An action as the API says it (`{ "set": "started_at", "value": "now" }`) ↔ as it is stored.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany, valueTypeOf } from '../blueprint/field-types.ts'
import type { Path } from '../errors.ts'
import type { ValueType } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { Action } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import type { JsonObject } from '../json.ts'
import { type FlowReading, readExpression, readField } from './flow-reading.ts'
import { readList, readMembers } from './wire-reader.ts'

const kinds = ['set', 'clear', 'add'] as const
/** Kinds of the grammar that leave the record. They are named when they are refused. */
const laterKinds = ['create', 'updateRelated', 'notify', 'webhook', 'assign', 'send']
const laterMembers = [
  ...laterKinds,
  'body',
  'to',
  'template',
  'values',
  'via',
  'event',
  'rule',
  'toRelated',
  'blueprint',
]

export function readActions(
  reading: FlowReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
): readonly Action[] {
  const list = readList(reading.from, value, path, flowLimits.actions)
  return list.flatMap((wire, index) => readAction(reading, wire, [...path, index], scope) ?? [])
}

function readAction(reading: FlowReading, value: unknown, path: Path, scope: ExpressionScope): Action | undefined {
  const later = laterKinds.find((kind) => typeof value === 'object' && value !== null && Object.hasOwn(value, kind))
  if (later) return reading.from.refuse([...path, later], 'flow-comes-later', { part: later })
  const wire = readMembers(reading.from, value, path, { known: ['id', ...kinds, 'value'], later: laterMembers })
  if (!wire) return undefined
  const [kind, ...more] = kinds.filter((name) => wire[name] !== undefined)
  if (kind === undefined || more.length > 0) return reading.from.refuse(path, 'flow-one-action', { known: [...kinds] })
  const id = reading.ids.take('a', wire['id'], [...path, 'id'])
  const field = readField(reading, wire[kind], [...path, kind])
  if (kind === 'clear') return readClear(reading, wire, path, field && { id, kind, field: field.id })
  const wish = field && wishOf(kind, field)
  const expression = readExpression(reading, wire['value'], [...path, 'value'], scope, wish)
  return field && expression && { id, kind, field: field.id, value: expression }
}

function readClear(reading: FlowReading, wire: JsonObject, path: Path, action: Action | undefined): Action | undefined {
  if (wire['value'] === undefined) return action
  return reading.from.refuse([...path, 'value'], 'unknown-member', { name: 'value', known: ['id', 'clear'] })
}

/** What the value has to be: the whole field when it is set, one element when something is added to a list. */
function wishOf(kind: 'set' | 'add', field: FieldDef): ValueType {
  const whole = valueTypeOf(field)
  return kind === 'add' && isMany(field) && whole.kind === 'list' ? whole.of : whole
}

export function wireAction(action: Action, scope: ExpressionScope, keyOf: (field: string) => string): JsonObject {
  const field = keyOf(action.field)
  if (action.kind === 'clear') return { id: action.id, clear: field }
  return { id: action.id, [action.kind]: field, value: sayExpression(action.value, scope) }
}
