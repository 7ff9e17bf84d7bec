// How does a number, an amount or a yes become one of the others?

import type { FieldDef } from '../blueprint/blueprint.ts'
import { decimalOfNumber, type Rounding, roundDecimal } from '../decimal.ts'
import type { Json, JsonObject } from '../json.ts'
import type { ConversionParams, Converter } from './converter.ts'
import { currencyIn, usualCurrency } from './currencies.ts'
import { encoderOf } from './encoder-of.ts'

/** A whole number that is exact; undefined when there is none, or when digits would have to go and nobody said how. */
export function integerOf(decimal: string | undefined, rounding: Rounding | undefined): number | undefined {
  if (decimal === undefined) return undefined
  const rounded = roundDecimal(decimal, 0, rounding ?? 'down')
  const value = Number(rounded) + 0
  return (rounding || rounded === decimal) && Number.isSafeInteger(value) ? value : undefined
}

/** The number with the digits that the field keeps; undefined when it would be another number and nobody said how to round. */
export function numberOf(
  decimal: string | undefined,
  { precision }: FieldDef,
  rounding: Rounding | undefined,
): number | undefined {
  if (decimal === undefined) return undefined
  const kept = rounding && precision !== undefined ? roundDecimal(decimal, precision, rounding) : decimal
  const value = Number(kept) + 0
  return rounding || decimalOfNumber(value) === kept ? value : undefined
}

/** Smaller numbers than a decimal can say are as good as the smallest that it can. */
const LEAST = 1e-40

function decimalOf(value: Json): string | undefined {
  const number = value as number
  return decimalOfNumber(number !== 0 && Math.abs(number) < LEAST ? Math.sign(number) * LEAST : number)
}

export const toInteger: Converter = ({ params }) => {
  const rounding = params.rounding ?? 'half-even'
  return (value) => integerOf(decimalOf(value), rounding)
}

export const toNumber: Converter = ({ to, params }) => {
  const rounding = params.rounding ?? 'half-even'
  return (value) => (to.precision === undefined ? value : numberOf(decimalOf(value), to, rounding))
}

/** Going back to a field of money, an amount keeps the currency that it had. */
export const toMoney: Converter = ({ to, params }) => {
  const usual = usualCurrency(to, params)
  const encode = encoderOf(to)
  return (value, past) => {
    const [amount, currency] = [decimalOf(value), currencyIn(past) ?? usual]
    if (amount === undefined || currency === undefined) return undefined
    const rounded =
      to.precision === undefined ? amount : roundDecimal(amount, to.precision, params.rounding ?? 'half-even')
    return encode({ amount: rounded, currency })
  }
}

/** Amounts of another currency than the one that was said would be wrong numbers. */
function amountIn({ params }: { readonly params: ConversionParams }): (value: Json) => string | undefined {
  return (value) => {
    const { amount, currency } = value as JsonObject
    return params.currency === undefined || currency === params.currency ? String(amount) : undefined
  }
}

export const moneyToInteger: Converter = (conversion) => {
  const amountOf = amountIn(conversion)
  const rounding = conversion.params.rounding ?? 'half-even'
  return (value) => integerOf(amountOf(value), rounding)
}

export const moneyToNumber: Converter = (conversion) => {
  const amountOf = amountIn(conversion)
  const rounding = conversion.params.rounding ?? 'half-even'
  return (value) => numberOf(amountOf(value), conversion.to, rounding)
}

export const booleanToNumber: Converter = () => (value) => (value === true ? 1 : 0)
export const numberToBoolean: Converter = () => (value) => value !== 0
