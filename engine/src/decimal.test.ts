// Does exact decimal text stay exact?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  decimalOfNumber,
  decimalWithDigits,
  fractionDigits,
  roundDecimal,
} from './decimal.ts'

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.option(fc.stringMatching(/^\d{1,18}$/), { nil: '' }))
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`)

describe('decimal text', () => {
  it('[R1] is written the same whether it is read as text or as a number of units', () => {
    const asUnits = (text: string) => roundDecimal(text, 60, 'down')
    const same = (text: string) => void expect(canonicalDecimal(text)).toBe(asUnits(text))
    fc.assert(fc.property(decimal, same))
    fc.assert(fc.property(fc.stringMatching(/^[+-]?\d{1,25}(\.\d{1,25})?$/), same))
    fc.assert(
      fc.property(fc.double({ min: -1e20, max: 1e20, noNaN: true }), (value) => {
        const text = String(value)
        fc.pre(!text.includes('e'))
        expect(decimalOfNumber(value)).toBe(asUnits(text))
      }),
    )
  })

  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['+1', '1'],
    ['007', '7'],
    ['12.50', '12.5'],
    ['-012.050', '-12.05'],
    ['0.000000000000000001', '0.000000000000000001'],
    ['12345678901234567890.12', '12345678901234567890.12'],
  ])('[R1] %s is written %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical)
  })

  it.each([
    '',
    ' 1',
    '1 ',
    '1e3',
    '.5',
    '5.',
    '1,5',
    '--1',
    '+-1',
    '0x10',
    'NaN',
    'Infinity',
    '١',
    '9'.repeat(61),
    '1\n',
  ])('[R1] %j is no decimal', (text) => {
    expect(canonicalDecimal(text)).toBeUndefined()
    expect(decimalWithDigits(text, 2)).toBeUndefined()
    expect(() => compareDecimals(text, '1')).toThrow(RangeError)
    expect(() => addDecimals('1', text)).toThrow(RangeError)
  })

  it.each([
    ['12.5', 2, '12.50'],
    ['12', 2, '12.00'],
    ['12', 0, '12'],
    ['12.345', 2, '12.345'],
    ['12.5000', 2, '12.50'],
    ['-1', 3, '-1.000'],
  ])('[R1] %s with at least %i digits is %s', (text, digits, padded) => {
    expect(decimalWithDigits(text, digits)).toBe(padded)
    expect(fractionDigits(padded)).toBeGreaterThanOrEqual(digits)
  })

  it('[R1] adds without the error of floats', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3')
    expect(addDecimals('99999999999999999999.99', '0.01')).toBe('100000000000000000000')
    expect(addDecimals('1', '-1.00')).toBe('0')
  })

  it('[R1] canonical text is a fixed point and equal values have equal text', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [left, right] = [canonicalDecimal(a) as string, canonicalDecimal(b) as string]
        expect(canonicalDecimal(left)).toBe(left)
        expect(compareDecimals(a, b) === 0).toBe(left === right)
        expect(compareDecimals(a, b)).toBe(-compareDecimals(b, a) || 0)
        expect(addDecimals(a, b)).toBe(addDecimals(b, a))
        expect(addDecimals(addDecimals(a, b), negated(b))).toBe(left)
      }),
    )
  })

  it('[R1] the order is that of whole numbers at one scale', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        (a, b) => {
          const text = (units: bigint) =>
            `${units < 0n ? '-' : ''}${(units < 0n ? -units : units) / 1000n}.${String((units < 0n ? -units : units) % 1000n).padStart(3, '0')}`
          expect(compareDecimals(text(a), text(b))).toBe(a < b ? -1 : a > b ? 1 : 0)
        },
      ),
    )
  })
})

function negated(text: string): string {
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}
