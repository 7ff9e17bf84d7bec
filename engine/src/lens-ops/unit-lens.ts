// How does a number become one of another unit, and back, without an accident of floating point?

import type { FieldDef } from '../blueprint/blueprint.ts'
import { decimalOfNumber, type Rounding, type Scaling, scaleDecimal, unscaleDecimal } from '../decimal.ts'
import type { NewUnit } from '../expression/rescale-field.ts'
import type { Json, JsonObject } from '../json.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens } from '../lens/lens.ts'
import { ofKind } from '../lens/of-kind.ts'
import type { ChangeUnitOp } from '../lens/op.ts'
import { encoderOf } from '../lens-converters/encoder-of.ts'
import { currencyDigits } from '../record/encode-money.ts'

export const limitNames = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const

/** One of the two ways: of decimals, and of numbers that no decimal can say. */
interface Way {
  decimal(text: string, scaling: Scaling, digits: number, rounding: Rounding): string
  number(value: number, over: number, under: number, plus: number): number
}
const there: Way = { decimal: scaleDecimal, number: (value, over, under, plus) => (value * over) / under + plus }
const back: Way = { decimal: unscaleDecimal, number: (value, over, under, plus) => ((value - plus) * under) / over }

export function unitLens(op: ChangeUnitOp): Lens {
  const forward = converter(op, op.after, there)
  const backward = converter(op, op.before, back)
  const fits = fitsField(op.after)
  const carried = (value: Json) => {
    const scaled = forward(value)
    return scaled !== undefined && fits(scaled) ? scaled : undefined
  }
  return {
    from: [op.field],
    to: [op.field],
    forward: ([value = null]) => [value === null ? null : (carried(value) ?? null)],
    backward: ([value = null]) => [value === null ? null : (backward(value) ?? null)],
    fails: ([value = null]) => value !== null && carried(value) === undefined,
  }
}

/** The field with its limits and its default in the new unit. */
export function unitField(op: ChangeUnitOp): FieldDef {
  const { before } = op
  const convert = converter(op, before, there)
  const number = numberConverter(op, before, there)
  const limits = limitNames.flatMap((name) => {
    const limit = before[name] === undefined ? undefined : number(before[name])
    return limit === undefined ? [] : [[name, limit] as const]
  })
  const { default: standing } = before
  const value = standing && 'value' in standing ? convert(standing.value) : undefined
  return { ...before, ...Object.fromEntries(limits), ...(value !== undefined && { default: { value } }) }
}

function converter(op: ChangeUnitOp, field: FieldDef, way: Way): (value: Json) => Json | undefined {
  const knows = ofKind(field)
  const convert = field.type === 'money' ? amountConverter(op, field, way) : numberConverter(op, field, way)
  return (value) => (knows(value) ? convert(value) : undefined)
}

/** Beyond what a number can tell apart anyway. */
const NUMBER_DIGITS = 30

function numberConverter(op: ChangeUnitOp, { type, precision }: FieldDef, way: Way): (value: Json) => Json | undefined {
  const scaling = scalingOf(op)
  const digits = type === 'integer' ? 0 : (precision ?? NUMBER_DIGITS)
  return (value) => {
    const decimal = decimalOfNumber(value as number)
    const scaled =
      decimal === undefined
        ? way.number(value as number, Number(scaling.over), Number(scaling.under), Number(scaling.plus))
        : Number(way.decimal(decimal, scaling, digits, op.rounding)) + 0
    return Number.isFinite(scaled) && (type !== 'integer' || Number.isSafeInteger(scaled)) ? scaled : undefined
  }
}

/** To the digits of the field, else of the currency. */
function amountConverter(op: ChangeUnitOp, field: FieldDef, way: Way): (value: Json) => Json | undefined {
  const scaling = scalingOf(op)
  const encode = encoderOf(field)
  return (value) => {
    const { amount, currency } = value as JsonObject
    const digits = field.precision ?? currencyDigits(String(currency))
    return encode({ amount: way.decimal(String(amount), scaling, digits, op.rounding), currency: currency ?? null })
  }
}

/** The same for expressions, which count in numbers. */
export function newUnitOf(op: ChangeUnitOp): NewUnit {
  const { over, under, plus } = scalingOf(op)
  const scale = numberConverter(op, { ...op.before, type: 'number' }, there)
  return {
    ...{ over: Number(over), under: Number(under), plus: Number(plus) },
    scaled: (value) => scale(value) as number | undefined,
  }
}

/** What the unit becomes when the change is undone. */
export function oldUnitOf(op: ChangeUnitOp): NewUnit {
  const { over, under, plus } = newUnitOf(op)
  const scale = numberConverter(op, { ...op.before, type: 'number' }, back)
  return {
    ...{ over: under, under: over, plus: (-plus * under) / over },
    scaled: (value) => scale(value) as number | undefined,
  }
}

function scalingOf({ factor, offset = '0' }: ChangeUnitOp): Scaling {
  const [over = '1', under = '1'] = factor.split('/')
  return { over, under, plus: offset }
}
