// What do existing records get in a field that is new or must be filled in from now on?
import type { Fill as WireFill } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { valueTypeOf } from '../blueprint/field-types.ts'
import { type Reading, readExpression, wireChoice } from '../blueprint/read-field.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { validateData } from '../blueprint/validator.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { Json, JsonObject } from '../json.ts'
import { computedValue } from '../record/computed-value.ts'
import { encodeRecord } from '../record/encode-record.ts'
import { Refused } from '../record/refused.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Fill } from './op.ts'
import type { OpPlace } from './op-kind.ts'
import type { OpSentence } from './op-texts.ts'
import { saidValue } from './said-value.ts'

/** Does the draft leave it to whoever edits a record next? */
export function asksOnEdit(wire: WireFill | undefined): boolean {
  return wire !== undefined && Object.hasOwn(wire, 'ask')
}

/** A default that can be worked out without an actor fills existing records too. */
export function fillFromDefault({ default: standing }: FieldDef, place: OpPlace): Fill | undefined {
  if (!standing) return undefined
  if ('value' in standing) return { value: standing.value }
  return standing.expr.usesActor ? undefined : { expr: standing.expr, at: place.now, zone: place.zone }
}

/** Frozen with the moment and zone of publishing. Undefined when it is faulty, or when nobody fills. */
export function readFill(wire: JsonObject, field: FieldDef, place: OpPlace): Fill | undefined {
  if (Object.hasOwn(wire, 'ask')) return undefined
  const path = [...place.path, 'fill']
  if (typeof wire['expr'] === 'string') {
    const expr = readExpression(wire['expr'], fillScope(place.version), valueTypeOf(field), place.reading.issues, [
      ...path,
      'expr',
    ])
    return expr && { expr, at: place.now, zone: place.zone }
  }
  const value = fillValue(field, wire['value'] as Json, place.version, place.reading, [...path, 'value'])
  return value === undefined ? undefined : { value }
}

/** The value in canonical form, if the field could hold it. */
export function fillValue(
  field: FieldDef,
  wire: Json,
  version: BlueprintVersion,
  reading: Reading,
  path: OpPlace['path'],
): Json | undefined {
  const only = { ...version, fields: [field] }
  const { data, issues } = encodeRecord(only, { [field.key]: wire })
  const faults =
    issues.length > 0 ? issues : validateData({ ...only, fields: [{ ...field, required: true }] }, withoutNulls(data))
  reading.issues.push(...faults.map((said) => ({ ...said, path: [...path, ...said.path.slice(1)] })))
  return faults.length > 0 ? undefined : data[field.id]
}

/** Undefined when it cannot be worked out, or when the field cannot hold it. */
export function evaluatedFill(field: FieldDef, fill: Fill, data: StoredData): Json | undefined {
  if ('value' in fill) return fill.value
  const answer = compileExpression(fill.expr)({ data, now: fill.at, zone: fill.zone })
  const value = answer.kind === 'value' ? computedValue(field, answer.value, fill.zone) : undefined
  return value instanceof Refused ? undefined : value
}

export function wireFill(field: FieldDef, fill: Fill, before: BlueprintVersion): JsonObject {
  return 'value' in fill
    ? { value: wireChoice(field, fill.value) }
    : { expr: sayExpression(fill.expr, scopeOf(before)) }
}

/** `onlyEmpty`: the field was there before, and what records hold in it stays. */
export function sayFill(
  field: FieldDef,
  fill: Fill | undefined,
  before: BlueprintVersion,
  onlyEmpty = false,
): OpSentence[] {
  if (!fill) return []
  if ('value' in fill)
    return [
      {
        code: onlyEmpty ? 'empty-filled-with-value' : 'filled-with-value',
        params: { value: saidValue(field, fill.value) },
      },
    ]
  const value = sayExpression(fill.expr, scopeOf(before))
  return [{ code: onlyEmpty ? 'empty-filled-by-expression' : 'filled-by-expression', params: { value } }]
}

function withoutNulls(data: StoredData): StoredData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null))
}

/** A fill is worked out from the record's own values and the moment of publishing. */
function fillScope(version: BlueprintVersion): ExpressionScope {
  return { ...scopeOf(version), allow: { input: false, actor: false, now: true, record: false } }
}
