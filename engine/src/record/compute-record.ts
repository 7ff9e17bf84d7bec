// What do the fields that nobody writes hold, for the values that somebody wrote?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { computedCycle } from '../blueprint/computed-order.ts'
import { MAX_LONG_TEXT, MAX_TEXT_VALUE } from '../blueprint/field-types.ts'
import { readsOf } from '../blueprint/read-computed.ts'
import { decimalOfNumber, roundDecimal } from '../decimal.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import { type CompiledExpression } from '../expression/expression.ts'
import { equalJson, type Json } from '../json.ts'
import { computedValue } from './computed-value.ts'
import { currencyDigits } from './encode-money.ts'
import { Refused } from './refused.ts'
import type { StoredData } from './stored-record.ts'

/**
 * What comes from outside of the record, by field: looked-up values, roll-ups, running numbers. Null empties a field; one that is
 * not named keeps what it holds.
 */
export type FromOutside = { readonly [field: string]: Json }

/**
 * The data with everything worked out that can be from it. Values that are as they were are the same values, and so is the data
 * when all of them are. A formula that fails is empty.
 */
export function withComputed(
  version: BlueprintVersion,
  data: StoredData,
  zone: string,
  outside: FromOutside = {},
): StoredData {
  const { computed, formulas } = compiled(version)
  if (computed.length === 0) return data
  const after: { [field: string]: Json } = { ...data }
  for (const field of computed) {
    const value = Object.hasOwn(outside, field.id) ? outside[field.id] : (after[field.id] ?? initialValue(field))
    put(after, field, value ?? undefined)
  }
  for (const { field, run } of formulas) put(after, field, formulaValue(field, run, after, zone))
  return computed.some(({ id }) => after[id] !== data[id]) ? after : data
}

/** Of no records there are none, and they come to nothing. */
function initialValue({ type, computed }: FieldDef): Json | undefined {
  if (computed?.kind !== 'rollup') return undefined
  if (computed.function === 'count') return 0
  if (computed.function === 'any') return false
  return computed.function === 'sum' && type !== 'money' && type !== 'duration' ? 0 : undefined
}

function put(data: { [field: string]: Json }, { id }: FieldDef, value: Json | undefined): void {
  if (value === undefined) delete data[id]
  else if (data[id] === undefined || !equalJson(data[id], value)) data[id] = value
}

function formulaValue(field: FieldDef, run: CompiledExpression, data: StoredData, zone: string): Json | undefined {
  const answer = run({ data, now: 0, zone })
  if (answer.kind !== 'value') return undefined
  const value = computedValue(field, shaped(field, answer.value), zone)
  return value === undefined || value instanceof Refused || isTooLong(field, value) ? undefined : value
}

/** A number with the digits of the field, and as an amount where that is wanted. */
function shaped(field: FieldDef, value: unknown): unknown {
  if (typeof value !== 'number' || field.type === 'boolean') return value
  const currency = field.type === 'money' ? (field.currencies?.[0] ?? '') : undefined
  const digits = field.precision ?? (currency === undefined ? undefined : currencyDigits(currency))
  // What a double cannot say exactly shows in its last digits, to nobody's use.
  if (digits === undefined) return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))
  const decimal = decimalOfNumber(value)
  // Too long to be written down: no digits after the point are left to round either.
  if (decimal === undefined) return currency === undefined ? value : undefined
  const rounded = roundDecimal(decimal, digits, 'half-even')
  return currency === undefined ? Number(rounded) : { amount: rounded, currency }
}

function isTooLong({ type }: FieldDef, value: Json): boolean {
  return typeof value === 'string' && value.length > (type === 'longText' ? MAX_LONG_TEXT : MAX_TEXT_VALUE)
}

interface Compiled {
  /** All of them, formulas aside. */
  readonly computed: readonly FieldDef[]
  /** Each after those that it reads. */
  readonly formulas: readonly { readonly field: FieldDef; readonly run: CompiledExpression }[]
}

const known = new WeakMap<BlueprintVersion, Compiled>()

function compiled(version: BlueprintVersion): Compiled {
  const before = known.get(version)
  if (before) return before
  const byId = new Map<string, FieldDef>(version.fields.map((field) => [field.id, field]))
  const all = version.fields.filter((field) => field.computed)
  const found = computedCycle(
    all.map(({ id }) => id),
    (id) => readsOf(byId.get(id) as FieldDef).filter((one) => byId.get(one)?.computed),
  )
  // Versions with a ring are refused when they are defined.
  const order = 'cycle' in found ? [] : found.order
  const made: Compiled = {
    computed: all,
    formulas: order.flatMap((id) => {
      const field = byId.get(id) as FieldDef
      return field.computed?.kind === 'formula' ? [{ field, run: compileExpression(field.computed.expr) }] : []
    }),
  }
  known.set(version, made)
  return made
}
