// What do many values of one field come to: their sum, the least, how many differ? The reference for what the SQL must answer.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { averageDecimals, canonicalDecimal, compareDecimals, sumDecimals } from '../decimal.ts'
import { spanText } from '../expression/moments.ts'
import type { Json } from '../json.ts'
import { slotValue } from '../record/slot-value.ts'
import type { Total } from './read-totals.ts'

/** Beyond this, a sum of many numbers might be no number any more. */
export const MAX_ADDEND = 1e300

/** What is known about the values of one field among some records. */
export interface Tally {
  readonly records: number
  readonly filled: number
  readonly distinct: number
  /** Of numbers and durations (milliseconds); null when there is none, or one of them is beyond `MAX_ADDEND`. */
  readonly sum: number | null
  /** How many numbers are in the sum. */
  readonly added: number
  /** As a slot holds it, or the text of a moment. */
  readonly min: number | string | null
  readonly max: number | string | null
  /** Of money: every amount, and how many have it. */
  readonly amounts: readonly Amount[]
}

export interface Amount {
  readonly currency: string
  /** Exact decimal text. */
  readonly amount: string
  readonly n: number
}

export interface MoneyTotal {
  readonly currency: string
  readonly amount: string
}

/** Money comes per currency, the empty list when there is none; durations and moments as they are on the wire. */
export type TotalValue = number | string | null | readonly MoneyTotal[]

/** The same from the values themselves, in stored form. */
export function tallyOf(field: FieldDef, values: readonly (Json | undefined)[]): Tally {
  const filled = values.filter((value) => !isEmpty(value))
  const slots = filled.map((value) => comparable(field, value)).filter((slot) => slot !== null)
  const numbers = slots.filter((slot) => typeof slot === 'number')
  const isHuge = numbers.some((number) => Math.abs(number) >= MAX_ADDEND)
  const ordered = [...slots].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    records: values.length,
    filled: filled.length,
    distinct: new Set(slots).size,
    sum: numbers.length === 0 || isHuge ? null : numbers.reduce((sum, number) => sum + number, 0),
    added: numbers.length,
    min: ordered[0] ?? null,
    max: ordered.at(-1) ?? null,
    amounts: field.type === 'money' ? filled.flatMap(amountOf) : [],
  }
}

export function sayTotal({ function: wanted, field }: Total, tally: Tally): TotalValue {
  switch (wanted) {
    case 'filled':
      return tally.filled
    case 'empty':
      return tally.records - tally.filled
    case 'distinct':
      return field.type === 'money' ? new Set(tally.amounts.map(moneyKey)).size : tally.distinct
    default:
      return field.type === 'money' ? moneyTotals(wanted, field, tally.amounts) : sayNumber(wanted, field, tally)
  }
}

function sayNumber(wanted: 'sum' | 'avg' | 'min' | 'max', field: FieldDef, tally: Tally): number | string | null {
  const { sum, added } = tally
  const value =
    wanted === 'sum' ? sum : wanted === 'avg' ? (sum !== null && added > 0 ? sum / added : null) : tally[wanted]
  if (value === null || typeof value === 'string') return value
  switch (field.type) {
    case 'duration':
      return spanText(Math.round(value))
    case 'date':
      return new Date(value).toISOString().slice(0, 10)
    case 'datetime':
      return new Date(value).toISOString()
    case 'time':
      return new Date(value).toISOString().slice(11, 19).replace(/:00$/, '')
    default:
      return tidy(value)
  }
}

/** 0.1 + 0.2 is 0.3 to everybody who reads a total. */
function tidy(value: number): number {
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(15))
}

function moneyTotals(
  wanted: 'sum' | 'avg' | 'min' | 'max',
  field: FieldDef,
  amounts: readonly Amount[],
): readonly MoneyTotal[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort()
  return currencies.map((currency) => {
    const own = amounts.filter((one) => one.currency === currency)
    return { currency, amount: moneyTotal(wanted, field.precision ?? 2, own) }
  })
}

/** An average is rounded to a digit that an amount may have. */
function moneyTotal(wanted: 'sum' | 'avg' | 'min' | 'max', precision: number, amounts: readonly Amount[]): string {
  const [first] = amounts as [Amount]
  if (wanted === 'min' || wanted === 'max') {
    const sign = wanted === 'min' ? 1 : -1
    const best = amounts.reduce((a, b) => (compareDecimals(b.amount, a.amount) * sign < 0 ? b : a), first)
    return canonicalDecimal(best.amount) ?? best.amount
  }
  return wanted === 'sum' ? sumDecimals(amounts) : (averageDecimals(amounts, precision) ?? '0')
}

function moneyKey({ currency, amount }: Amount): string {
  return `${currency} ${canonicalDecimal(amount)}`
}

function amountOf(value: Json | undefined): readonly Amount[] {
  const { amount, currency } = (value ?? {}) as { readonly amount?: unknown; readonly currency?: unknown }
  if (typeof amount !== 'string' || typeof currency !== 'string') return []
  return canonicalDecimal(amount) === undefined ? [] : [{ currency, amount, n: 1 }]
}

/** What makes a value another one than its neighbour. Texts count as they are written; slots hold them folded and cut. */
function comparable(field: FieldDef, value: Json | undefined): number | string | null {
  if (typeof value === 'string' && !['date', 'datetime', 'time', 'duration'].includes(field.type)) return value
  const slot = slotValue(field, value)
  return typeof slot === 'number' ? slot : null
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}
