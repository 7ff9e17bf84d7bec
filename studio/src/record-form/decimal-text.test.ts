// Is a number read the way the person who typed it meant it?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUnusual, readDecimal, writeDecimal } from './decimal-text.ts'

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
    ['en', '12,50', '12.50'],
    ['en', '2,5', '2.5'],
    ['en', '0,125', '0.125'],
    ['en', '1,234', '1234'],
    ['en', '1.234,56', '1234.56'],
    ['en', '1 234,56', '1234.56'],
    ['en', '1.234.567', '1234567'],
    ['en', '12,3456', '12.3456'],
    ['pt-BR', '1,234.56', '1234.56'],
    ['pt-BR', '1,234,567.5', '1234567.5'],
    ['pt-BR', '0.125', '0.125'],
    ['ru', '1.234,56', '1234.56'],
    ['ru', '1,234.56', '1234.56'],
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
    ['en', ','],
    ['en', '1.234,567,8'],
    ['en', '12,34.5'],
    ['ru', '1,234,56'],
    ['pt-BR', '1.2,3.4'],
  ])('does not guess in %s what "%s" means', (language, typed) => {
    expect(readDecimal(typed, language)).toBeUndefined()
  })

  it.each([
    ['en', '12,50', true],
    ['en', '1,234', true],
    ['en', '1.234,56', true],
    ['pt-BR', '12.5', true],
    ['en', '12.50', false],
    ['en', '1,234.50', false],
    ['pt-BR', '12,50', false],
    ['ru', '12,50', false],
    ['en', '12', false],
    ['en', 'a lot', false],
  ])('says in %s of "%s" what was understood: %s', (language, typed, said) => {
    expect(isUnusual(typed, language)).toBe(said)
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
