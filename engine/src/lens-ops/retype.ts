// Another type for a field. Each value goes through a named converter; what cannot be carried over is kept for the way back.
import type { RetypeOp } from '@molde/schemas'
import type { BlueprintVersion, FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { checkDefaults, checkField } from '../blueprint/check-blueprint.ts'
import { fieldTypeDefs, slotOf, valueTypeOf } from '../blueprint/field-types.ts'
import { typeNames } from '../blueprint/type-names.ts'
import { keyOf, wireField } from '../blueprint/wire-blueprint.ts'
import { equalJson, type JsonObject } from '../json.ts'
import { lensStep } from '../lens/crossing.ts'
import type { RetypeFieldOp } from '../lens/op.ts'
import { fieldById, fieldOf, type OpKind, type OpPlace, report, withField } from '../lens/op-kind.ts'
import type { OpSentence } from '../lens/op-texts.ts'
import { refuseUses, usesAt } from '../lens/uses-of-field.ts'
import { versionOf } from '../lens/version-of.ts'
import { convertersBetween } from '../lens-converters/all-converters.ts'
import type { ConversionParams } from '../lens-converters/converter.ts'
import { usualCurrency } from '../lens-converters/currencies.ts'
import { localeNamed, sampleDay, sampleNumber } from '../lens-converters/locales.ts'
import { readParams } from '../lens-converters/read-params.ts'
import { kindOfType, stepBetween } from '../lens-converters/retype-matrix.ts'
import { booleansOf, yesAndNo } from '../lens-converters/words.ts'
import { readOnError, sayOnError, wireOnError } from './on-error.ts'
import { retypeLens } from './retype-lens.ts'
import { keptSettings, retypedField, withOwnExpressions } from './retyped-field.ts'

export const retype: OpKind<RetypeOp, RetypeFieldOp> = {
  check(wire, place) {
    const before = fieldOf(wire.field, place)
    const converters = before && convertersTo(before, wire.type, place)
    if (!before || !converters) return undefined
    const faults = place.reading.issues.length
    const bare = retypedField(before, wire, place)
    const params = readParams(wire.params ?? {}, before, bare, place)
    place.reading.issues.push(...checkField(bare, place.path, place.outer !== undefined))
    if (!params || place.reading.issues.length > faults) return undefined
    refuseMeaningless(before, bare, params, place)
    const onError = readOnError(wire.onError, bare, ['keep', 'quarantine', ...cutting(bare)], place)
    const { id } = place
    const op: RetypeFieldOp = {
      ...{ id, op: 'retype', field: before.id, before, after: bare, ...converters },
      ...(Object.keys(params).length > 0 && { params }),
      ...(onError !== undefined && { onError }),
    }
    const after = withOwnExpressions(op, place)
    refuseLostUses(before, after, place)
    if (place.reading.issues.length === faults)
      place.reading.issues.push(...checkDefaults(versionOf(after), () => [...place.path, 'field']))
    return place.reading.issues.length > faults ? undefined : { ...op, after }
  },
  onVersion: (version, op) => withField(version, op.field, () => op.after),
  describe: (op, before) => sentences(op, before),
  toWire: (op, before) => wireRetype(op, before),
  steps: (op) => [lensStep(op.id, retypeLens(op))],
}

/** The converters of both ways, or the reason why the one does not become the other like this. */
function convertersTo(before: FieldDef, to: FieldType, place: OpPlace): ReturnType<typeof convertersBetween> {
  const from = before.type
  if (from === to) return report(place, ['type'], 'nothing-changes')
  if (!fieldTypeDefs[to].offered) {
    place.reading.issues.push(...checkField({ id: 'f0', key: 'x', type: to }, place.path))
    return undefined
  }
  const [kind, wanted] = [kindOfType(from), kindOfType(to)]
  if (kind === undefined || wanted === undefined)
    return report(place, ['type'], 'retype-by-op', { from, to, op: opBetween(from, to) })
  return (
    convertersBetween(before, { type: to }) ??
    report(place, ['type'], 'retype-in-steps', { from, to, first: stepBetween(kind, wanted) })
  )
}

/** The op that makes the one of the other, where values alone do not say how; a new field where none does. */
function opBetween(from: FieldType, to: FieldType): string {
  const ops: readonly (readonly [FieldType, FieldType, string])[] = [
    [to, 'relation', 'toRelation'],
    [from, 'relation', 'fromRelation'],
    [to, 'list', 'toList'],
    [from, 'list', 'toSingle'],
  ]
  return ops.find(([type, wanted]) => type === wanted)?.[2] ?? 'add'
}

/** Only a text can be cut. */
function cutting({ type }: FieldDef): readonly 'truncate'[] {
  const kind = kindOfType(type)
  return kind === 'text' || kind === 'longText' ? ['truncate'] : []
}

/** Conversions under which every value would fail. */
function refuseMeaningless(before: FieldDef, after: FieldDef, params: ConversionParams, place: OpPlace): void {
  const isNumber = fieldTypeDefs[before.type].slot === 'n' && before.type !== 'boolean'
  if (after.type === 'money' && isNumber && usualCurrency(after, params) === undefined)
    report(place, ['params', 'currency'], 'currency-needed', { label: before.label ?? before.key })
  const meansNothing =
    (before.type === 'boolean' && after.type === 'enum' && yesAndNo(after) === undefined) ||
    (before.type === 'enum' && after.type === 'boolean' && booleansOf(before).size === 0)
  if (meansNothing)
    report(place, ['options'], 'no-yes-and-no', {
      options: (after.options ?? before.options ?? []).map(({ key }) => key),
    })
}

/** Expressions go on where the type of the values in them stays what it was; a title must be text, a unique combination comparable. */
function refuseLostUses(before: FieldDef, after: FieldDef, place: OpPlace): void {
  const sameKind = equalJson(valueTypeOf(before), valueTypeOf(after))
  const lost = usesAt(place, before.id).filter(({ by }) => {
    if (by === 'title') return fieldTypeDefs[after.type].textLike !== true
    return by === 'unique' ? slotOf(after) === null : !sameKind
  })
  refuseUses(lost, before, place)
}

function sentences(op: RetypeFieldOp, version: BlueprintVersion): OpSentence[] {
  const before = fieldById(version, op.field)
  const { after } = op
  const label = before.label ?? before.key
  const offered = (after.options ?? []).map((option) => option.label ?? option.key)
  const meant = before.type === 'boolean' ? yesAndNo(after) : undefined
  const isOld = equalJson(before.options, after.options)
  return [
    { code: 'retyped', params: { label, type: typeNames[after.type] } },
    ...(offered.length > 0 && !isOld ? [{ code: 'added-options', params: { options: offered } } as const] : []),
    ...(meant ? [{ code: 'yes-and-no', params: meaningIn(meant) } as const] : []),
    ...sayParams(op),
    ...sayOnError(op.onError, after),
    ...sayDefault(before, after, version),
    ...Object.keys(before)
      .filter((setting) => keptSettings.includes(setting) && !Object.hasOwn(after, setting))
      .map((setting) => ({ code: 'setting-gone', params: { label, setting } }) as const),
  ]
}

/** Everything that decides how a value is read: nobody shall publish what they have not seen. */
function sayParams({ before, after, params = {} }: RetypeFieldOp): OpSentence[] {
  const { locale, format, zone, time, currency, rounding } = params
  const fromMoney = before.type === 'money'
  return [
    ...sayLocale(locale, after),
    ...(format === undefined ? [] : [{ code: 'written-as', params: { format } } as const]),
    ...(zone === undefined ? [] : [{ code: 'by-the-clocks-of', params: { zone } } as const]),
    ...(time === undefined ? [] : [{ code: 'begins-at', params: { time } } as const]),
    ...(currency === undefined
      ? []
      : [{ code: fromMoney ? 'only-in-currency' : 'counted-in', params: { currency } } as const]),
    ...(rounding === undefined ? [] : [{ code: `rounded-${rounding}`, params: {} } as const]),
  ]
}

/** By an example: names of places and languages would have to be known. */
function sayLocale(name: string | undefined, { type }: FieldDef): OpSentence[] {
  const locale = localeNamed(name)
  if (!locale) return []
  return type === 'date' || type === 'datetime'
    ? [{ code: 'days-read-as', params: { sample: sampleDay(locale) } }]
    : [{ code: 'numbers-read-as', params: { sample: sampleNumber(locale) } }]
}

function meaningIn({ yes, no }: NonNullable<ReturnType<typeof yesAndNo>>) {
  return { yes: yes.label ?? yes.key, no: no.label ?? no.key }
}

function sayDefault(before: FieldDef, after: FieldDef, version: BlueprintVersion): OpSentence[] {
  const label = before.label ?? before.key
  const [was, is] = [before, after].map((field) => wireField(field, version)['default'])
  if (equalJson(was, is)) return []
  return is === undefined
    ? [{ code: 'default-gone', params: { label } }]
    : [{ code: 'default-set', params: { label, value: is } }]
}

const said = ['options', 'precision', 'currencies', 'max', 'unit'] as const

function wireRetype(op: RetypeFieldOp, version: BlueprintVersion): JsonObject {
  const before = fieldById(version, op.field)
  const { after, params } = op
  const settings = said.filter((name) => after[name] !== undefined && !equalJson(after[name], before[name]))
  return {
    field: keyOf(version, op.field),
    type: after.type,
    ...Object.fromEntries(settings.map((name) => [name, after[name] as unknown as JsonObject])),
    ...(params && { params: params as unknown as JsonObject }),
    ...wireOnError(op.onError, after),
  }
}
