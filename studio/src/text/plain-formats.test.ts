// Do numbers and days look exactly as the browser itself would write them?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeDay, writeNumber } from './plain-formats.ts'
import { languages } from './text.ts'

describe.each(languages)('in %s', (language) => {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 12 })
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })

  it('a number is written as by Intl, or left to it', () => {
    const some = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.integer().map((cents) => cents / 100),
      fc.maxSafeInteger(),
      fc.constantFrom(0, -0, 999, 1000, 1e15, 1e21, 1e-7, Number.NaN, Number.POSITIVE_INFINITY),
    )
    fc.assert(
      fc.property(some, (value) => {
        const written = writeNumber(language, value)
        if (written !== undefined) expect(written).toBe(numbers.format(value))
      }),
    )
  })

  it('an ordinary number is written here', () => {
    for (const value of [0, 7, -7, 12.5, 1234, -1234567.25, 999999999])
      expect(writeNumber(language, value)).toBe(numbers.format(value))
  })

  it('every day of a leap year is written here, as by Intl', () => {
    for (let at = Date.UTC(2028, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000)
      expect(writeDay(language, new Date(at).toISOString().slice(0, 10))).toBe(days.format(at))
  })

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '0999-01-01', '20260-01-01', 'soon', ''])(
    'what is no such day is left to Intl: %s',
    (text) => expect(writeDay(language, text)).toBeUndefined(),
  )
})

it('another language is left to Intl', () => {
  expect(writeNumber('de', 1234)).toBeUndefined()
  expect(writeDay('de', '2026-01-01')).toBeUndefined()
})
