// Do numbers keep every digit on their way through rounding and other units?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDecimals, decimalOfNumber, type Rounding, roundDecimal, scaleDecimal, unscaleDecimal } from '../decimal.ts'

const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(12)).map(([units, scale]) => {
  const size = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  return `${units < 0n ? '-' : ''}${size.slice(0, size.length - scale)}${scale ? `.${size.slice(size.length - scale)}` : ''}`
})

describe('decimals', () => {
  const rows: readonly (readonly [string, number, Rounding, string])[] = [
    ['2.5', 0, 'half-even', '2'],
    ['3.5', 0, 'half-even', '4'],
    ['-2.5', 0, 'half-even', '-2'],
    ['2.51', 0, 'half-even', '3'],
    ['2.5', 0, 'half-up', '3'],
    ['-2.5', 0, 'half-up', '-3'],
    ['2.49', 0, 'half-up', '2'],
    ['2.01', 0, 'up', '3'],
    ['-2.01', 0, 'up', '-3'],
    ['2', 0, 'up', '2'],
    ['2.99', 0, 'down', '2'],
    ['-2.99', 0, 'down', '-2'],
    ['-0.4', 0, 'half-even', '0'],
    ['1.005', 2, 'half-even', '1'],
    ['1.015', 2, 'half-even', '1.02'],
    ['12', 5, 'up', '12'],
  ]
  it.each(rows)('[L29] %s to %d digits, %s, is %s', (text, digits, rounding, wanted) => {
    expect(roundDecimal(text, digits, rounding)).toBe(wanted)
  })

  it('[L29] scaling agrees with whole numbers, and unscaling turns it round', () => {
    const part = fc.integer({ min: 1, max: 100_000 }).map((whole) => String(whole))
    fc.assert(
      fc.property(decimal, part, decimal, (value, over, plus) => {
        const scaling = { over, under: '1', plus }
        const scaled = scaleDecimal(value, scaling, 24, 'half-even')
        const sum = Array.from({ length: 3 }, () => value).reduce(addDecimals)
        expect(scaleDecimal(value, { over: '3', under: '1', plus }, 24, 'down')).toBe(addDecimals(sum, plus))
        if (scaled.length <= 60)
          expect(unscaleDecimal(scaled, scaling, 12, 'half-even')).toBe(roundDecimal(value, 12, 'down'))
      }),
    )
    expect(scaleDecimal('1', { over: '1', under: '3', plus: '0' }, 4, 'up')).toBe('0.3334')
    expect(scaleDecimal('-1', { over: '0.5', under: '0.25', plus: '-0.5' }, 4, 'up')).toBe('-2.5')
    expect(unscaleDecimal('33.8', { over: '9', under: '5', plus: '32' }, 10, 'half-even')).toBe('1')
  })

  it('[L29] a number is the decimal it is written as', () => {
    for (const [value, wanted] of [
      [12.5, '12.5'],
      [-0, '0'],
      [1e-7, '0.0000001'],
      [-1.5e-8, '-0.000000015'],
      [1e21, '1000000000000000000000'],
      [1.25e22, '12500000000000000000000'],
      [2 ** 53, '9007199254740992'],
      [1e300, undefined],
      [5e-324, undefined],
      [Number.NaN, undefined],
    ] as const)
      expect(decimalOfNumber(value)).toBe(wanted)
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimalOfNumber(value)
        if (text !== undefined) expect(Number(text)).toBe(value + 0)
      }),
    )
  })
})
