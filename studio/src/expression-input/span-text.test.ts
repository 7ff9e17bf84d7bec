// Does a length of time come back as it was typed?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpan, spanUnits, writeSpan } from './span-text.ts'

describe('a length of time', () => {
  it.each([
    [48, 'hours', 'PT48H', { amount: 2, unit: 'days' }],
    [90, 'minutes', 'PT1H30M', { amount: 90, unit: 'minutes' }],
    [1.5, 'hours', 'PT1H30M', { amount: 90, unit: 'minutes' }],
    [0, 'days', 'PT0S', undefined],
  ] as const)('%d %s is written as %s', (amount, unit, text, read) => {
    expect(writeSpan(amount, unit)).toBe(text)
    expect(readSpan(text)).toEqual(read)
  })

  it('is the same length after writing and reading', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(...spanUnits), (amount, unit) => {
        const text = writeSpan(amount, unit)
        const read = readSpan(text)
        expect(read && writeSpan(read.amount, read.unit)).toBe(text)
      }),
    )
  })

  it('is left as text where an amount of one unit cannot say it', () => {
    for (const text of ['PT5S', 'P', 'PT', 'soon', 'P1M']) expect(readSpan(text)).toBeUndefined()
  })
})
