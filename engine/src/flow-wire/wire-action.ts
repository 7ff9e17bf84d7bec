// An action as the API says it (`{ "set": "started_at", "value": "now" }`) ↔ as it is stored.
import { valueTypeOf } from '../blueprint/field-types.ts'
import type { Path } from '../errors.ts'
import type { ValueType } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { isOutside, isRelated } from '../flow/action-parts.ts'
import type { Action } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import type { JsonObject } from '../json.ts'
import { type ActionReading, readExpression, readField } from './flow-reading.ts'
import { isOutsideKind, outsideKinds, readOutside, wireOutside } from './wire-outside-action.ts'
import { readList, readMembers } from './wire-reader.ts'
import {
  isRelatedKind,
  type RelatedNames,
  readAssign,
  readRelated,
  relatedKinds,
  wireAssign,
  wireRelated,
} from './wire-related-action.ts'

const kinds = ['set', 'clear', 'add', 'assign', ...relatedKinds, ...outsideKinds] as const
/** Beside the name of the action itself. */
const allMembers = ['value', 'values', 'rule', 'roles', 'toRelated', 'body', 'subject', 'template'] as const

export function readActions(
  reading: ActionReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
): readonly Action[] {
  const list = readList(reading.from, value, path, flowLimits.actions)
  return list.flatMap((wire, index) => readAction(reading, wire, [...path, index], scope) ?? [])
}

function readAction(reading: ActionReading, value: unknown, path: Path, scope: ExpressionScope): Action | undefined {
  const wire = readMembers(reading.from, value, path, {
    known: ['id', ...kinds, ...allMembers],
  })
  if (!wire) return undefined
  const [kind, ...more] = kinds.filter((name) => wire[name] !== undefined)
  if (kind === undefined || more.length > 0) return reading.from.refuse(path, 'flow-one-action', { known: [...kinds] })
  refuseStrangers(reading, wire, path, kind)
  const id = reading.ids.take('a', wire['id'], [...path, 'id'])
  if (isOutsideKind(kind)) return readOutside(reading, kind, id, wire, path, scope)
  if (isRelatedKind(kind)) return readRelated(reading, kind, id, wire, path, scope)
  if (kind === 'assign') return readAssign(reading, id, wire, path, scope)
  const field = readField(reading, wire[kind], [...path, kind])
  if (kind === 'clear') return field && { id, kind, field: field.id }
  const wish = field && wishOf(kind, valueTypeOf(field))
  const expression = readExpression(reading, wire['value'], [...path, 'value'], scope, wish)
  return field && expression && { id, kind, field: field.id, value: expression }
}

const membersOf = {
  set: ['value'],
  add: ['value'],
  clear: [],
  assign: ['rule', 'roles'],
  create: ['values'],
  updateRelated: ['values'],
  send: ['toRelated'],
  webhook: ['body'],
  notify: ['template'],
  mail: ['subject', 'template'],
} as const

/** Each kind has members of its own. */
function refuseStrangers({ from }: ActionReading, wire: JsonObject, path: Path, kind: (typeof kinds)[number]): void {
  const known: readonly string[] = ['id', kind, ...membersOf[kind]]
  for (const name of allMembers)
    if (wire[name] !== undefined && !known.includes(name))
      from.refuse([...path, name], 'unknown-member', { name, known })
}

/** What the value has to be: the whole field when it is set, one element when something is added to a list. */
function wishOf(kind: 'set' | 'add', type: ValueType): ValueType {
  return kind === 'add' && type.kind === 'list' ? type.of : type
}

export function wireAction(action: Action, scope: ExpressionScope, names: RelatedNames): JsonObject {
  if (isOutside(action)) return wireOutside(action, scope, names.field)
  if (isRelated(action)) return wireRelated(action, scope, names)
  if (action.kind === 'assign') return wireAssign(action, scope, names)
  const field = names.field(action.field)
  if (action.kind === 'clear') return { id: action.id, clear: field }
  const type = scope.fields.find(({ id }) => id === action.field)?.type
  return {
    id: action.id,
    [action.kind]: field,
    value: sayExpression(action.value, scope, type && wishOf(action.kind, type)),
  }
}
