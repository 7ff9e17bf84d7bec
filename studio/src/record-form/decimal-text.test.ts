// Is a number read the way the person who typed it meant it?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDecimal, writeDecimal } from './decimal-text.ts'

describe('readDecimal', () => {
  it.each([
    ['en', '1,234.5', '1234.5'],
    ['en', '1234.50', '1234.50'],
    ['en', '.5', '0.5'],
    ['en', '-0', '0'],
    ['en', '+7', '7'],
    ['en', '007', '7'],
    ['pt-BR', '1.234,50', '1234.50'],
    ['pt-BR', '12,5', '12.5'],
    ['pt-BR', '12.5', '12.5'],
    ['pt-BR', '1.234', '1234'],
    ['ru', '1 234 567,8', '1234567.8'],
    ['ru', '12.5', '12.5'],
    ['ru', '\u22125', '-5'],
    ['en', '5.', '5'],
  ])('reads in %s "%s" as %s', (language, typed, plain) => {
    expect(readDecimal(typed, language)).toBe(plain)
  })

  it.each([
    ['en', ''],
    ['en', 'a lot'],
    ['en', '1,23,4'],
    ['en', '1.2.3'],
    ['pt-BR', '1,2,3'],
    ['en', '--1'],
    ['en', '1e5'],
    ['en', '.'],
  ])('does not guess in %s what "%s" means', (language, typed) => {
    expect(readDecimal(typed, language)).toBeUndefined()
  })

  it('reads back what it wrote', () => {
    const number = fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
      .map((n) => Math.round(n * 1e4) / 1e4 + 0)
    fc.assert(
      fc.property(fc.constantFrom('en', 'pt-BR', 'ru'), number, (language, value) => {
        expect(Number(readDecimal(writeDecimal(value, language), language))).toBe(value)
      }),
    )
  })
})
