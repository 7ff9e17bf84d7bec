// Which keywords do our stored schemas and meta-schemas have that JSON Schema lacks?
import { compareDecimals, fractionDigits } from '../decimal.ts'
import { checkDocument, jsonFieldLimits } from './check-document.ts'
import { acceptsType } from './file-kinds.ts'

/** In the form Ajv takes them. `x-issue` is read by check-shape.ts, not here. */
export const ownKeywords = [
  { keyword: 'x-issue', schemaType: 'string' },
  { keyword: 'x-bounded', schemaType: 'boolean', validate: (_: boolean, value: unknown) => isBounded(value) },
  {
    keyword: 'x-accepts',
    type: 'string',
    validate: (accept: readonly string[], type: string) => acceptsType(accept, type),
  },
  { keyword: 'x-digits', validate: (most: number, value: unknown) => digitsOf(value) <= most },
  {
    keyword: 'x-least',
    type: 'string',
    validate: (limit: number, amount: string) => holds(amount, limit, (order) => order >= 0),
  },
  {
    keyword: 'x-most',
    type: 'string',
    validate: (limit: number, amount: string) => holds(amount, limit, (order) => order <= 0),
  },
  {
    keyword: 'x-above',
    type: 'string',
    validate: (limit: number, amount: string) => holds(amount, limit, (order) => order > 0),
  },
  {
    keyword: 'x-below',
    type: 'string',
    validate: (limit: number, amount: string) => holds(amount, limit, (order) => order < 0),
  },
] as const

function isBounded(value: unknown): boolean {
  return checkDocument(value, [], jsonFieldLimits).length === 0
}

/** Digits after the point of a number or of decimal text. */
function digitsOf(value: unknown): number {
  if (typeof value === 'string') return fractionDigits(value)
  if (typeof value !== 'number') return 0
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, fractionDigits(digits) - Number(exponent))
}

/** Text that is no decimal is refused by its pattern; here it just passes. */
function holds(amount: string, limit: number, wanted: (order: number) => boolean): boolean {
  if (amount.length > 40 || !/^-?\d+([.]\d+)?$/.test(amount)) return true
  return wanted(compareDecimals(amount, plainNumber(limit)))
}

/** Beyond what an amount can say, the nearest one it can. */
const LARGEST = `1${'0'.repeat(45)}`

/** A JavaScript number without an exponent. */
function plainNumber(value: number): string {
  const [digits = '0', exponent] = String(value).split('e')
  if (exponent === undefined) return digits
  if (Number(exponent) < 0) return value.toFixed(20)
  return Number(exponent) > 40 ? `${value < 0 ? '-' : ''}${LARGEST}` : BigInt(value).toString()
}
