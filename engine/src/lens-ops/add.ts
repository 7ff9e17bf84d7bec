// A new field: what it needs, and what records that rest below it get.
import type { AddOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { valueTypeOf } from '../blueprint/field-types.ts'
import { readExpression, wireChoice } from '../blueprint/read-field.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { wireField } from '../blueprint/wire-blueprint.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { sayExpression } from '../expression/say-expression.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { Json, JsonObject } from '../json.ts'
import { pairStep } from '../lens/crossing.ts'
import type { Lens } from '../lens/lens.ts'
import type { AddFieldOp, Fill } from '../lens/op.ts'
import { type OpKind, type OpPlace, report } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { computedValue } from '../record/computed-value.ts'
import { Refused } from '../record/refused.ts'
import type { StoredData } from '../record/stored-record.ts'
import { fieldValue, newField } from './new-field.ts'

export const add: OpKind<AddOp, AddFieldOp> = {
  check(wire, place) {
    const field = newField(wire.field, ['field'], place)
    if (!field) return undefined
    const fill =
      wire.fill === undefined ? fillFromDefault(field, place) : readFill(wire.fill as JsonObject, field, place)
    if (field.required && fill === undefined && wire.fill === undefined)
      return report(place, ['fill'], 'fill-needed', { label: field.label ?? field.key })
    return { id: place.id, op: 'add', field, ...(fill && { fill }) }
  },
  onVersion: (version, { field }) => ({ ...version, fields: [...version.fields, field] }),
  describe: ({ field, fill }, before) => [
    { code: 'added', params: { label: field.label ?? field.key } },
    // They are permanent: nobody shall publish any that they have not read.
    ...sayOptions(field),
    ...sayFill(field, fill, before),
  ],
  toWire({ field, fill }, before) {
    const after = { fields: [...before.fields, field] }
    return { field: wireField(field, after), ...(fill && { fill: wireFill(field, fill, before) }) }
  },
  steps: ({ id, field, fill }) => [pairStep(id, fillLens(field, fill))],
}

/** A required field with a default fills existing records with it. */
function fillFromDefault(field: FieldDef, place: OpPlace): Fill | undefined {
  const { default: standing } = field
  if (!field.required || !standing) return undefined
  if ('value' in standing) return { value: standing.value }
  return standing.expr.usesActor ? undefined : { expr: standing.expr, at: place.now, zone: place.zone }
}

function readFill(wire: JsonObject, field: FieldDef, place: OpPlace): Fill | undefined {
  if (Object.hasOwn(wire, 'ask')) return report(place, ['fill'], 'op-not-offered', { op: 'add (fill: ask)' })
  const path = [...place.path, 'fill']
  if (typeof wire['expr'] === 'string') {
    const expr = readExpression(wire['expr'], fillScope(place.version), valueTypeOf(field), place.reading.issues, [
      ...path,
      'expr',
    ])
    return expr && { expr, at: place.now, zone: place.zone }
  }
  const value = fieldValue(field, wire['value'] as Json, place, ['fill', 'value'])
  return value === undefined ? undefined : { value }
}

/** A fill is worked out from the record's own values and the moment of publishing. */
function fillScope(version: BlueprintVersion): ExpressionScope {
  return { ...scopeOf(version), allow: { input: false, actor: false, now: true, record: false } }
}

/** Nothing becomes the fill; going back, what somebody typed into the new field is kept. */
function fillLens(field: FieldDef, fill: Fill | undefined): Lens {
  const lens = { from: [], to: [field.id], backward: () => [] } as const
  if (fill === undefined) return { ...lens, forward: () => [null] }
  if ('value' in fill) return { ...lens, forward: () => [fill.value] }
  return { ...lens, forward: (_, { data }) => [evaluated(field, fill, data) ?? null], readsAround: true }
}

function evaluated(field: FieldDef, fill: Exclude<Fill, { readonly value: Json }>, data: StoredData): Json | undefined {
  const answer = compileExpression(fill.expr)({ data, now: fill.at, zone: fill.zone })
  const value = answer.kind === 'value' ? computedValue(field, answer.value, fill.zone) : undefined
  return value instanceof Refused ? undefined : value
}

function wireFill(field: FieldDef, fill: Fill, before: BlueprintVersion): JsonObject {
  return 'value' in fill
    ? { value: wireChoice(field, fill.value) }
    : { expr: sayExpression(fill.expr, scopeOf(before)) }
}

function sayOptions({ options = [] }: FieldDef): OpSentence[] {
  const offered = options.filter(({ retired }) => !retired).map(({ key, label }) => label ?? key)
  return offered.length > 0 ? [{ code: 'added-options', params: { options: offered } }] : []
}

function sayFill(field: FieldDef, fill: Fill | undefined, before: BlueprintVersion): OpSentence[] {
  if (!fill) return []
  if ('value' in fill) return [{ code: 'filled-with-value', params: { value: wireChoice(field, fill.value) } }]
  return [{ code: 'filled-by-expression', params: { value: sayExpression(fill.expr, scopeOf(before)) } }]
}
