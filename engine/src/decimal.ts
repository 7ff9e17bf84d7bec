// How is an exact decimal number read, written, compared and added, when it must never become a float?
// A decimal is text here: an optional minus, digits, and after a point more digits that do not end in 0.

/** Longest decimal that is read: far beyond any amount, and short enough that hostile text costs nothing. */
const LONGEST = 60

const SHAPE = /^[+-]?\d+(\.\d+)?$/
/** What most decimals are: canonical, or with digits too many after the point. */
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** One value, one text: `+012.50` → `12.5`, `-0` → `0`. Undefined when the text is no plain decimal. */
export function canonicalDecimal(text: string): string | undefined {
  if (text.length <= LONGEST && PLAIN.test(text)) return withoutZeros(text)
  const parts = read(text)
  return parts && write(parts)
}

/** The canonical text with at least `digits` digits after the point: (`12.5`, 2) → `12.50`. */
export function decimalWithDigits(text: string, digits: number): string | undefined {
  const canonical = canonicalDecimal(text)
  if (canonical === undefined) return undefined
  const missing = digits - fractionDigits(canonical)
  if (missing <= 0) return canonical
  return `${canonical}${canonical.includes('.') ? '' : '.'}${'0'.repeat(missing)}`
}

/** How many digits follow the point, trailing zeros included. */
export function fractionDigits(text: string): number {
  const point = text.indexOf('.')
  return point < 0 ? 0 : text.length - point - 1
}

/** Negative, zero or positive, as a sort wants it. Throws a RangeError on text that is no decimal. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = sameScale(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The exact sum in canonical form. Throws a RangeError on text that is no decimal. */
export function addDecimals(a: string, b: string): string {
  const [left, right, scale] = sameScale(a, b)
  return write({ units: left + right, scale })
}

/** A decimal, and how often it is counted. */
export interface Counted {
  readonly amount: string
  readonly n: number
}

/** The exact sum, however long it becomes. Throws a RangeError on text that is no decimal. */
export function sumDecimals(amounts: readonly Counted[]): string {
  return write(sumOf(amounts))
}

/** The average, rounded half away from zero to `digits` digits after the point; undefined of nothing. */
export function averageDecimals(amounts: readonly Counted[], digits: number): string | undefined {
  const count = BigInt(amounts.reduce((sum, { n }) => sum + n, 0))
  if (count === 0n) return undefined
  const { units, scale } = sumOf(amounts)
  const size = (units < 0n ? -units : units) * 10n ** BigInt(digits)
  const divisor = count * 10n ** BigInt(scale)
  const rounded = (size * 2n + divisor) / (divisor * 2n)
  return write({ units: units < 0n ? -rounded : rounded, scale: digits })
}

/** What becomes of digits that do not fit. `half-up` and `up` look away from zero, `down` towards it. */
export type Rounding = 'half-even' | 'half-up' | 'up' | 'down'

/** At most `digits` digits after the point. Throws a RangeError on text that is no decimal. */
export function roundDecimal(text: string, digits: number, rounding: Rounding): string {
  const { units, scale } = decimalOrThrow(text)
  if (scale <= digits) return write({ units, scale })
  return write({ units: quotient(units, 10n ** BigInt(scale - digits), rounding), scale: digits })
}

/** What turns one unit into another: × `over` ÷ `under` + `plus`, all decimals; neither of the first two is 0. */
export interface Scaling {
  readonly over: string
  readonly under: string
  readonly plus: string
}

/** The scaled value with at most `digits` digits after the point. Throws a RangeError on text that is no decimal. */
export function scaleDecimal(text: string, scaling: Scaling, digits: number, rounding: Rounding): string {
  const [value, over, under, plus] = scalingParts(text, scaling)
  const dividend =
    value.units * over.units * tenTo(under.scale + plus.scale) +
    plus.units * under.units * tenTo(value.scale + over.scale)
  return ratio(dividend, under.units * tenTo(value.scale + over.scale + plus.scale), digits, rounding)
}

/** The way back of `scaleDecimal`, rounding aside. */
export function unscaleDecimal(text: string, scaling: Scaling, digits: number, rounding: Rounding): string {
  const [value, over, under, plus] = scalingParts(text, scaling)
  const dividend = (value.units * tenTo(plus.scale) - plus.units * tenTo(value.scale)) * under.units * tenTo(over.scale)
  return ratio(dividend, over.units * tenTo(value.scale + plus.scale + under.scale), digits, rounding)
}

function scalingParts(text: string, { over, under, plus }: Scaling): readonly [Parts, Parts, Parts, Parts] {
  return [decimalOrThrow(text), decimalOrThrow(over), decimalOrThrow(under), decimalOrThrow(plus)]
}

function ratio(dividend: bigint, divisor: bigint, digits: number, rounding: Rounding): string {
  return write({ units: quotient(dividend * tenTo(digits), divisor, rounding), scale: digits })
}

function tenTo(power: number): bigint {
  return 10n ** BigInt(power)
}

/** The exact decimal that a number is written as (`1e-7` → `0.0000001`); undefined when it is longer than a decimal may be. */
export function decimalOfNumber(value: number): string | undefined {
  const written = String(value)
  if (written.length <= LONGEST && PLAIN.test(written)) return written
  const [mantissa = '', exponent] = written.split('e')
  if (exponent === undefined) return canonicalDecimal(mantissa)
  const power = Number(exponent)
  const parts = read(mantissa)
  if (!parts || Math.abs(power) > LONGEST) return undefined
  const scale = parts.scale - power
  const text = write(scale < 0 ? { units: parts.units * tenTo(-scale), scale: 0 } : { units: parts.units, scale })
  return text.length > LONGEST ? undefined : text
}

/** Division of whole numbers, rounded. */
function quotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const [top, bottom] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor]
  const size = top < 0n ? -top : top
  const whole = size / bottom
  const twice = (size % bottom) * 2n
  const away =
    rounding === 'up'
      ? twice > 0n
      : rounding !== 'down' && (twice > bottom || (twice === bottom && (rounding === 'half-up' || whole % 2n === 1n)))
  const rounded = away ? whole + 1n : whole
  return top < 0n ? -rounded : rounded
}

function sumOf(amounts: readonly Counted[]): Parts {
  const parts = amounts.map(({ amount, n }) => ({ ...decimalOrThrow(amount), n: BigInt(n) }))
  const scale = parts.reduce((most, part) => Math.max(most, part.scale), 0)
  return { units: parts.reduce((sum, part) => sum + atScale(part, scale) * part.n, 0n), scale }
}

/** `units` × 10^-`scale`. */
interface Parts {
  readonly units: bigint
  readonly scale: number
}

function read(text: string): Parts | undefined {
  if (text.length > LONGEST || !SHAPE.test(text)) return undefined
  const unsigned = text.startsWith('+') ? text.slice(1) : text
  return { units: BigInt(unsigned.replace('.', '')), scale: fractionDigits(unsigned) }
}

function write({ units, scale }: Parts): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = withoutTrailingZeros(digits.slice(digits.length - scale))
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}

/** Of a plain decimal. */
function withoutZeros(text: string): string {
  const shorter = text.includes('.') ? withoutTrailingZeros(text) : text
  const kept = shorter.endsWith('.') ? shorter.slice(0, -1) : shorter
  return kept === '-0' ? '0' : kept
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits[end - 1] === '0') end -= 1
  return digits.slice(0, end)
}

function sameScale(a: string, b: string): readonly [bigint, bigint, number] {
  const [left, right] = [decimalOrThrow(a), decimalOrThrow(b)]
  const scale = Math.max(left.scale, right.scale)
  return [atScale(left, scale), atScale(right, scale), scale]
}

function decimalOrThrow(text: string): Parts {
  const parts = read(text)
  if (!parts) throw new RangeError('not a decimal')
  return parts
}

function atScale({ units, scale }: Parts, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale)
}
