// Is a day that somebody types the day they mean, in each language and in each notation?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFormats } from '../text/formats.ts'
import { readClock, readDay, readMoment } from './read-day.ts'
import { writeMoment } from './write-day.ts'

const today = '2026-11-26'
const languages = ['en', 'pt-BR', 'ru'] as const

describe('a day', () => {
  it.each([
    ['en', '12/24/2026', '2026-12-24'],
    ['en', '12/24/26', '2026-12-24'],
    ['en', '3/4/2027', '2027-03-04'],
    ['pt-BR', '3/4/2027', '2027-04-03'],
    ['ru', '3.4.2027', '2027-04-03'],
    // No month has the number 24.
    ['en', '24/12/2026', '2026-12-24'],
    ['ru', '12.24.2026', '2026-12-24'],
    ['en', '2026-12-24', '2026-12-24'],
    ['ru', '2026/12/24', '2026-12-24'],
    ['pt-BR', '24-12-2026', '2026-12-24'],
    ['pt-BR', '24122026', '2026-12-24'],
    ['pt-BR', '241226', '2026-12-24'],
    ['en', '122426', '2026-12-24'],
    ['en', '20261224', '2026-12-24'],
    ['en', '12/24', '2026-12-24'],
    ['pt-BR', '24/12', '2026-12-24'],
    ['ru', '24.12.2026 г.', '2026-12-24'],
    ['en', 'Dec 24, 2026', '2026-12-24'],
    ['en', '24 December', '2026-12-24'],
    ['en', 'Sept 1st 2026', '2026-09-01'],
    ['pt-BR', '24 de dezembro de 2026', '2026-12-24'],
    ['pt-BR', '24 dez', '2026-12-24'],
    ['pt-BR', '24 December 2026', '2026-12-24'],
    ['ru', '24 декабря 2026 г.', '2026-12-24'],
    ['ru', '9 мая', '2026-05-09'],
    ['ru', '9 май 2027', '2027-05-09'],
    ['en', 'today', '2026-11-26'],
    ['pt-BR', 'Amanhã', '2026-11-27'],
    ['ru', 'вчера', '2026-11-25'],
    ['en', '1/1/70', '1970-01-01'],
    ['en', '1/1/45', '2045-01-01'],
    ['en', '1/1/46', '1946-01-01'],
    ['en', '1/1/0050', '0050-01-01'],
  ])('in %s, "%s" is %s', (language, typed, day) => {
    expect(readDay(typed, { language, today })).toBe(day)
  })

  it.each([
    '',
    '1',
    '1/2/2',
    '1/2/202',
    '2/30/2026',
    '30 Feb',
    'Dec',
    'decimal 5',
    '1 2 3 4',
    'soon',
    '99/99/9999',
    '123/1/2026',
  ])('"%s" is none', (typed) => {
    for (const language of languages) expect(readDay(typed, { language, today })).toBeUndefined()
  })

  it('is read as it is written, in every language', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom(...languages), (at, language) => {
        const day = at.toISOString().slice(0, 10)
        expect(readDay(makeFormats(language, 'UTC').date(day), { language, today })).toBe(day)
      }),
    )
  })

  it('is undefined or a day, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 24 }), fc.constantFrom(...languages), (typed, language) => {
        const day = readDay(typed, { language, today })
        if (day !== undefined) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }),
    )
  })
})

describe('a time of day', () => {
  it.each([
    ['9:30', '09:30'],
    ['09:30:15', '09:30:15'],
    ['09:30:00', '09:30'],
    ['9h30', '09:30'],
    ['9h', '09:00'],
    ['9.30', '09:30'],
    ['0930', '09:30'],
    ['9:30 PM', '21:30'],
    ['9:30\u202fp.m.', '21:30'],
    ['9 am', '09:00'],
    ['12 am', '00:00'],
    ['12:05 pm', '12:05'],
    ['9', undefined],
    ['24:00', undefined],
    ['9:60', undefined],
    ['13 pm', undefined],
    ['noon', undefined],
    ['', undefined],
  ])('"%s" is %s', (typed, clock) => {
    expect(readClock(typed)).toBe(clock)
  })
})

describe('a moment', () => {
  it.each([
    ['en', '12/24/2026 9:30 PM', '2026-12-24T21:30'],
    ['en', 'Dec 24, 2026 at 9 am', '2026-12-24T09:00'],
    ['en', '2026-12-24T09:30', '2026-12-24T09:30'],
    ['en', '2026-12-24T09:30:15', '2026-12-24T09:30:15'],
    ['en', 'tomorrow 9:30', '2026-11-27T09:30'],
    ['pt-BR', '24/12/2026 às 9h30', '2026-12-24T09:30'],
    ['ru', '24.12.2026 9.30', '2026-12-24T09:30'],
    ['ru', '24 декабря 2026 г. в 9:30', '2026-12-24T09:30'],
    ['en', '12/24/2026', undefined],
    ['en', '9:30', undefined],
    ['en', '12/24/2026 25:00', undefined],
  ])('in %s, "%s" is %s', (language, typed, moment) => {
    expect(readMoment(typed, { language, today })).toBe(moment)
  })

  it('is read as it is written, in every language', () => {
    const minutes = fc.integer({ min: Date.UTC(1000, 0) / 60_000, max: Date.UTC(9999, 11) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...languages), (minute, language) => {
        const moment = new Date(minute * 60_000).toISOString().slice(0, 16)
        const written = writeMoment('datetime', moment, makeFormats(language, 'UTC'))
        expect(readMoment(written, { language, today })).toBe(moment)
      }),
    )
  })
})
