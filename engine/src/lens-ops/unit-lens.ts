// How does a number become one of another unit, and back, without an accident of floating point?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { decimalOfNumber, type Rounding, type Scaling, scaleDecimal, unscaleDecimal } from '../decimal.ts'
import type { Json, JsonObject } from '../json.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import type { ChangeUnitOp } from '../lens/op.ts'
import { encoderOf } from '../lens-converters/encoder-of.ts'
import { currencyDigits } from '../record/encode-money.ts'

export const limitNames = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const

type Scale = (text: string, scaling: Scaling, digits: number, rounding: Rounding) => string

export function unitLens(op: ChangeUnitOp): Lens {
  const there = converter(op, op.after, scaleDecimal)
  const back = converter(op, op.before, unscaleDecimal)
  const fits = fitsField(op.after)
  const carried = (value: Json) => {
    const scaled = there(value)
    return scaled !== undefined && fits(scaled) ? scaled : undefined
  }
  return {
    from: [op.field],
    to: [op.field],
    forward: ([value = null]) => [value === null ? null : (carried(value) ?? null)],
    backward: ([value = null]) => [value === null ? null : (back(value) ?? null)],
    fails: ([value = null]) => value !== null && carried(value) === undefined,
  }
}

/** The field with its limits and its default in the new unit. */
export function unitField(op: ChangeUnitOp): FieldDef {
  const { before } = op
  const convert = converter(op, before, scaleDecimal)
  const number = numberConverter(op, before, scaleDecimal)
  const limits = limitNames.flatMap((name) => {
    const limit = before[name] === undefined ? undefined : number(before[name])
    return limit === undefined ? [] : [[name, limit] as const]
  })
  const { default: standing } = before
  const value = standing && 'value' in standing ? convert(standing.value) : undefined
  return { ...before, ...Object.fromEntries(limits), ...(value !== undefined && { default: { value } }) }
}

function converter(op: ChangeUnitOp, field: FieldDef, scale: Scale): (value: Json) => Json | undefined {
  return field.type === 'money' ? amountConverter(op, field, scale) : numberConverter(op, field, scale)
}

/** Beyond what a number can tell apart anyway. */
const NUMBER_DIGITS = 30

function numberConverter(
  op: ChangeUnitOp,
  { type, precision }: FieldDef,
  scale: Scale,
): (value: Json) => Json | undefined {
  const scaling = scalingOf(op)
  const digits = type === 'integer' ? 0 : (precision ?? NUMBER_DIGITS)
  return (value) => {
    const decimal = decimalOfNumber(value as number)
    if (decimal === undefined) return undefined
    const scaled = Number(scale(decimal, scaling, digits, op.rounding)) + 0
    return type === 'integer' && !Number.isSafeInteger(scaled) ? undefined : scaled
  }
}

/** To the digits of the field, else of the currency. */
function amountConverter(op: ChangeUnitOp, field: FieldDef, scale: Scale): (value: Json) => Json | undefined {
  const scaling = scalingOf(op)
  const encode = encoderOf(field)
  return (value) => {
    const { amount, currency } = value as JsonObject
    const digits = field.precision ?? currencyDigits(String(currency))
    return encode({ amount: scale(String(amount), scaling, digits, op.rounding), currency: currency ?? null })
  }
}

function scalingOf({ factor, offset = '0' }: ChangeUnitOp): Scaling {
  const [over = '1', under = '1'] = factor.split('/')
  return { over, under, plus: offset }
}
