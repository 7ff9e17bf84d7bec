// What do several values make together, and what does each become when they come apart again?
import type { FieldDef } from '../blueprint/blueprint.ts'
import { addDecimals, compareDecimals, decimalOfNumber } from '../decimal.ts'
import type { Json, JsonObject } from '../json.ts'
import { fitsField } from '../lens/fits-field.ts'
import type { Lens, Tuple } from '../lens/lens.ts'
import type { MergeFieldsOp, MergeStrategy, TemplatePart } from '../lens/op.ts'
import { converterNamed } from '../lens-converters/all-converters.ts'
import type { Convert } from '../lens-converters/converter.ts'
import { filledTemplate, takenApart } from './merge-template.ts'

export function mergeLens(op: MergeFieldsOp): Lens {
  const put = 'template' in op.way ? byTemplate(op, op.way.template) : byStrategy(op, op.way.strategy)
  const fits = fitsField(op.into)
  const whole = (from: Tuple) => {
    const value = put.together(from)
    return value === undefined || value === null || fits(value) ? value : undefined
  }
  return {
    from: op.fields,
    to: [op.into.id],
    forward: (from) => [whole(from) ?? null],
    backward: ([value = null]) => (value === null ? op.fields.map(() => null) : put.apart(value)),
    fails: (from) => from.some((value) => value !== null) && whole(from) === undefined,
  }
}

interface Way {
  /** Undefined when they make nothing together. */
  together(from: Tuple): Json | undefined
  apart(value: Json): Tuple
}

function byTemplate(op: MergeFieldsOp, template: readonly TemplatePart[]): Way {
  const text: FieldDef = { id: op.into.id, key: op.into.key, type: 'text' }
  const params = { zone: op.zone }
  const write = op.before.map((from, i) => converterNamed(op.there[i] as string, { from, to: text, params }))
  const read = op.before.map((to, i) => converterNamed(op.back[i] as string, { from: text, to, params }))
  const whole = converterNamed(op.text?.there ?? '', { from: text, to: op.into, params })
  const unread = converterNamed(op.text?.back ?? '', { from: op.into, to: text, params })
  return {
    together(from) {
      const texts = new Map(op.fields.map((id, i) => [id, textOf(write[i] as Convert, from[i] ?? null)]))
      const said = filledTemplate(template, (id) => texts.get(id) ?? '')
      return said === '' ? null : whole(said, null)
    },
    apart(value) {
      const said = unread(value, null)
      const found = typeof said === 'string' ? takenApart(template, said) : undefined
      const parts = op.fields.map((id, i) => {
        const piece = found?.get(id)
        return piece === undefined || piece === '' ? null : (read[i] as Convert)(piece, null)
      })
      return found && parts.every((part) => part !== undefined) ? (parts as Tuple) : intoFirst(read, said ?? null)
    },
  }
}

function textOf(write: Convert, value: Json): string {
  return value === null ? '' : String(write(value, null) ?? '')
}

/** What cannot be taken apart goes into the first field, if that can hold it. */
function intoFirst(read: readonly Convert[], value: Json): Tuple {
  return read.map((one, i) => (i === 0 && value !== null ? (one(value, null) ?? null) : null))
}

function byStrategy(op: MergeFieldsOp, strategy: MergeStrategy): Way {
  const params = { zone: op.zone }
  const read = op.before.map((from, i) => converterNamed(op.there[i] as string, { from, to: op.into, params }))
  const back = op.before.map((to, i) => converterNamed(op.back[i] as string, { from: op.into, to, params }))
  const join = joins[strategy]
  return {
    together(from) {
      let result: Json | undefined = null
      for (const [i, convert] of read.entries()) {
        const value = from[i] ?? null
        const converted = value === null ? null : convert(value, null)
        if (converted === undefined || result === undefined) return undefined
        if (converted !== null) result = result === null ? converted : join(result, converted)
      }
      return result
    },
    apart: (value) => intoFirst(back, value),
  }
}

const joins: { readonly [S in MergeStrategy]: (a: Json, b: Json) => Json | undefined } = {
  'first-non-empty': (a) => a,
  sum: (a, b) => (isAmount(a) ? withAmount(a, b, addDecimals) : addedNumbers(a as number, b as number)),
  min: (a, b) => pick(a, b, (order) => order <= 0),
  max: (a, b) => pick(a, b, (order) => order >= 0),
}

function isAmount(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null
}

/** Amounts of two currencies make nothing together. */
function withAmount(a: JsonObject, b: Json, join: (a: string, b: string) => string): Json | undefined {
  const other = b as JsonObject
  if (a['currency'] !== other['currency']) return undefined
  const digits = Math.max(...[a, other].map(({ amount }) => String(amount).split('.')[1]?.length ?? 0))
  const sum = join(String(a['amount']), String(other['amount']))
  const [whole = '', fraction = ''] = sum.split('.')
  return { ...a, amount: digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, '0')}` }
}

/** 0.1 and 0.2 make 0.3. */
function addedNumbers(a: number, b: number): number | undefined {
  const [left, right] = [decimalOfNumber(a), decimalOfNumber(b)]
  const sum = left === undefined || right === undefined ? a + b : Number(addDecimals(left, right))
  return Number.isFinite(sum) ? sum : undefined
}

function pick(a: Json, b: Json, takesFirst: (order: number) => boolean): Json | undefined {
  const order = compared(a, b)
  if (order === undefined) return undefined
  return takesFirst(order) ? a : b
}

/** Canonical texts of days, times and moments sort as they follow each other. */
function compared(a: Json, b: Json): number | undefined {
  if (isAmount(a) && isAmount(b))
    return a['currency'] === b['currency'] ? compareDecimals(String(a['amount']), String(b['amount'])) : undefined
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}
