// How are decimals added and divided however long they become? Numbers that come and go must leave nothing behind.

/** `a + by × b`, exactly; plain decimal texts, without limit. */
export function addExact(a: string, b: string, by: 1 | -1): string {
  const [left, right] = [partsOf(a), partsOf(b)]
  const scale = Math.max(left.scale, right.scale)
  const units = atScale(left, scale) + BigInt(by) * atScale(right, scale)
  return written(units, scale)
}

/** The quotient by a count, rounded half away from zero to `digits` digits after the point. */
export function divideExact(a: string, n: number, digits: number): string {
  const { units, scale } = partsOf(a)
  const size = (units < 0n ? -units : units) * 10n ** BigInt(digits)
  const divisor = BigInt(n) * 10n ** BigInt(scale)
  const rounded = (size * 2n + divisor) / (divisor * 2n)
  return written(units < 0n ? -rounded : rounded, digits)
}

interface Parts {
  readonly units: bigint
  readonly scale: number
}

function partsOf(text: string): Parts {
  const [whole = '0', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

function atScale({ units, scale }: Parts, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale)
}

function written(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
