// An action on other records, as the API says it (`{ "create": "task", "values": { "title": "'Call ' + name" } }`) ↔ as it is stored.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { isMany, valueTypeOf } from '../blueprint/field-types.ts'
import type { Path } from '../errors.ts'
import type { ValueType } from '../expression/expression.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { shorten } from '../flow/collect-issues.ts'
import type { AssignAction, RelatedAction, RelatedValues } from '../flow/flow.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { stateFieldsOf } from '../flow/flow-tables.ts'
import { isComputed, isGroup } from '../flow/writable-field.ts'
import { type ActionId, type FieldId, partNamed } from '../ids.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { type ActionReading, type OtherBlueprint, readExpression, readField } from './flow-reading.ts'
import { readList, readMap, readMembers, readName, readText } from './wire-reader.ts'

export const relatedKinds = ['create', 'updateRelated', 'send'] as const
type RelatedKind = (typeof relatedKinds)[number]

export function isRelatedKind(kind: string): kind is RelatedKind {
  return relatedKinds.some((one) => one === kind)
}

export function readRelated(
  reading: ActionReading,
  kind: RelatedKind,
  id: ActionId,
  wire: JsonObject,
  path: Path,
  scope: ExpressionScope,
): RelatedAction | undefined {
  if (kind === 'send') return readSend(reading, id, wire, path)
  const at = [...path, kind]
  const via = kind === 'updateRelated' ? readVia(reading, wire[kind], at) : undefined
  const blueprint = kind === 'create' ? readName(reading.from, wire[kind], at) : via?.blueprint
  if (blueprint === undefined) return undefined
  const other = otherNamed(reading, blueprint, at)
  if (reading.others && !other) return undefined
  const values = readValues(reading, wire['values'], [...path, 'values'], scope, other)
  if (kind === 'updateRelated') return via && { id, kind, via: via.id, blueprint, values }
  if (other) refuseMissing(reading, values, [...path, 'values'], other)
  return { id, kind, blueprint, values }
}

/** What must be filled in and nothing else fills is asked for at once, not when the first record is refused. */
function refuseMissing({ from }: ActionReading, values: RelatedValues, path: Path, other: OtherBlueprint): void {
  const given = new Set<string>(values.map(({ field }) => field))
  for (const field of other.version.fields) {
    const isFilled = given.has(field.id) || field.default !== undefined || isComputed(field)
    if (field.required && !isFilled && !other.stateFields?.includes(field.id) && !field.showWhen)
      from.refuse(path, 'flow-create-misses', { field: field.label ?? field.key })
  }
}

function readSend(reading: ActionReading, id: ActionId, wire: JsonObject, path: Path): RelatedAction | undefined {
  const { from } = reading
  const at = [...path, 'send']
  const event = readName(from, wire['send'], at)
  const toRelated = wire['toRelated']
  if (toRelated === undefined) {
    return event === undefined ? undefined : { id, kind: 'send', event }
  }
  const via = readVia(reading, toRelated, [...path, 'toRelated'])
  if (event === undefined || via?.blueprint === undefined) return undefined
  const other = otherNamed(reading, via.blueprint, [...path, 'toRelated'])
  // Which events this flow has itself is known once all of it is read.
  if (other && via.blueprint !== reading.blueprint.name && !other.events?.includes(event))
    return from.refuse(at, 'flow-unknown-sent', {
      name: event,
      blueprint: via.blueprint,
      known: [...(other.events ?? [])],
    })
  return { id, kind: 'send', event, via: via.id, blueprint: via.blueprint }
}

/** A field that leads to other records. */
function readVia(reading: ActionReading, value: unknown, path: Path): FieldDef | undefined {
  const field = readField(reading, value, path)
  if (!field || (field.type === 'relation' && field.blueprint !== undefined)) return field
  return reading.from.refuse(path, 'flow-not-related', { field: field.key })
}

function otherNamed(reading: ActionReading, name: string, path: Path): OtherBlueprint | undefined {
  const { from, others, blueprint, stateField, regionFields, beside = [] } = reading
  if (name === blueprint.name) {
    const own = [...(stateField ? [stateField] : []), ...regionFields].map(({ id }) => id)
    return { version: blueprint, stateFields: [...own, ...beside.flatMap(stateFieldsOf)] }
  }
  const known = others?.get(name)
  if (known || !others) return known
  return from.refuse(path, 'unknown-blueprint', { name: shorten(name), known: [...others.keys()] })
}

function readValues(
  reading: ActionReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
  other: OtherBlueprint | undefined,
): RelatedValues {
  const seen = new Set<string>()
  return readMap(reading.from, value ?? {}, path, flowLimits.actions).flatMap(([name, wire]) => {
    const at = [...path, name]
    const field = other ? readTarget(reading, other, name, at) : undefined
    if (other && !field) return []
    const { inTarget, want } = targetOf(scope, field)
    const expression = readExpression(reading, wire, at, inTarget, want)
    const id = (field?.id ?? name) as FieldId
    if (seen.has(id)) reading.from.refuse(at, 'given-twice', { name })
    seen.add(id)
    return expression ? [{ field: id, value: expression }] : []
  })
}

/** No field is called so. */
const target = { id: 'f0', key: '' } as const

/** Its choices are known beside the fields of the record: ids of the two mean different things. */
function targetOf(scope: ExpressionScope, field: FieldDef | undefined) {
  const type = field && valueTypeOf(field)
  if (!field?.options || !type) return { inTarget: scope, want: type }
  const one: ValueType = { kind: 'enum', field: target.id }
  const known = { ...target, type: one, options: field.options }
  return {
    inTarget: { ...scope, fields: [...scope.fields, known] },
    want: isMany(field) ? ({ kind: 'list', of: one } as const) : one,
  }
}

function readTarget({ from }: ActionReading, { version, stateFields = [] }: OtherBlueprint, name: string, path: Path) {
  const field = partNamed(version.fields, name)
  if (!field)
    return from.refuse(path, 'unknown-field', { name: shorten(name), known: version.fields.map(({ key }) => key) })
  if (stateFields.includes(field.id)) return from.refuse(path, 'flow-sets-state', { field: field.key })
  if (isComputed(field)) return from.refuse(path, 'flow-computed-field', { field: field.key })
  if (isGroup(field)) return from.refuse(path, 'flow-comes-later', { part: field.key })
  return field
}

export function readAssign(
  reading: ActionReading,
  id: ActionId,
  wire: JsonObject,
  path: Path,
  scope: ExpressionScope,
): AssignAction | undefined {
  const { from } = reading
  const field = readField(reading, wire['assign'], [...path, 'assign'])
  const rule = readRule(reading, wire['rule'], [...path, 'rule'], scope, field)
  const roles = readList(from, wire['roles'], [...path, 'roles'], flowLimits.roles).flatMap(
    (role, index) => readText(from, role, [...path, 'roles', index], flowLimits.name) ?? [],
  )
  return field && rule && { id, kind: 'assign', field: field.id, rule, ...(roles.length > 0 && { roles }) }
}

function readRule(
  reading: ActionReading,
  value: unknown,
  path: Path,
  scope: ExpressionScope,
  field: FieldDef | undefined,
): AssignAction['rule'] | undefined {
  if (value === 'round-robin' || value === 'least-busy') return value
  if (!isJsonObject(value))
    return reading.from.refuse(path, 'not-one-of', { allowed: ['round-robin', 'least-busy', 'expr'] })
  const wire = readMembers(reading.from, value, path, { known: ['expr'] })
  return wire && readExpression(reading, wire['expr'], [...path, 'expr'], scope, field && valueTypeOf(field))
}

export interface RelatedNames {
  readonly field: (id: string) => string
  readonly other: (blueprint: string, id: string) => FieldDef | undefined
}

export function wireRelated(action: RelatedAction, scope: ExpressionScope, names: RelatedNames): JsonObject {
  const { id, kind } = action
  if (kind === 'send')
    return { id, send: action.event, ...(action.via !== undefined && { toRelated: names.field(action.via) }) }
  const values = Object.fromEntries(
    action.values.map(({ field: id, value }) => {
      const field = names.other(action.blueprint, id)
      const { inTarget, want } = targetOf(scope, field)
      return [field?.key ?? id, sayExpression(value, inTarget, want)]
    }),
  )
  return {
    id,
    ...(kind === 'create' ? { create: action.blueprint } : { updateRelated: names.field(action.via) }),
    values,
  }
}

export function wireAssign(
  { id, field, rule, roles }: AssignAction,
  scope: ExpressionScope,
  names: RelatedNames,
): JsonObject {
  return {
    id,
    assign: names.field(field),
    rule: typeof rule === 'string' ? rule : { expr: sayExpression(rule, scope) },
    ...(roles && { roles }),
  }
}
