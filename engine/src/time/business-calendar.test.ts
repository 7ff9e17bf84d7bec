// Is a calendar read, refused at its places, and open when its document says so?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCalendar, anyInstant, isOpenByDocument, MINUTE } from '../../test/any-calendar.ts'
import { readOrRefuse, refusalsOf } from '../../test/refusals.ts'
import { businessDay, newCalendar, type WireCalendar } from './business-calendar.ts'
import { isOpen, nextOpening } from './open-stretches.ts'

const office = [
  { opens: '13:00', closes: '18:00' },
  { opens: '09:00', closes: '12:00' },
]
const zone = 'America/Sao_Paulo'
const document = {
  zone,
  week: { monday: office, tuesday: office, saturday: [{ opens: '22:00', closes: '24:00' }] },
  holidays: [
    { yearly: '12-25', label: { en: 'Christmas', ru: 'Рождество' } },
    { date: '2026-11-30', label: 'Inventory' },
  ],
  exceptions: [
    { date: '2028-12-25', hours: [{ opens: '10:00', closes: '11:00' }], label: 'Open on Christmas' },
    { date: '2026-12-01', hours: [] },
  ],
} as const satisfies WireCalendar

const refusals = (wrong: unknown): readonly string[] => refusalsOf(() => newCalendar(wrong))
const with_ = (part: object): unknown => ({ ...document, ...part })
const monday = (...hours: readonly unknown[]): unknown => with_({ week: { monday: hours } })

describe('reading', () => {
  it('[F83] hours are in order, and those without a break between are one', () => {
    const calendar = newCalendar(monday(...office, { opens: '18:00', closes: '20:00' }))
    expect(calendar.week[1]).toEqual([
      { opens: 9 * 60 * MINUTE, closes: 12 * 60 * MINUTE },
      { opens: 13 * 60 * MINUTE, closes: 20 * 60 * MINUTE },
    ])
    expect(calendar.week[2]).toEqual([])
  })

  it.each<[string, unknown, readonly string[]]>([
    ['no object', [], [' not-object']],
    ['nothing', undefined, [' not-object']],
    ['an unknown member', with_({ hours: [] }), ['/hours unknown-member']],
    ['no zone', with_({ zone: undefined }), [' missing-member']],
    ['a zone that is none', with_({ zone: 'Brasília' }), ['/zone unknown-time-zone']],
    ['an offset for a zone', with_({ zone: '-03:00' }), ['/zone unknown-time-zone']],
    ['no hours at all', with_({ week: {} }), ['/week calendar-no-hours']],
    ['no week', with_({ week: undefined }), ['/week calendar-no-hours']],
    ['only empty days', with_({ week: { monday: [], friday: [] } }), ['/week calendar-no-hours']],
    ['an unknown day', with_({ week: { mon: office, monday: office } }), ['/week/mon unknown-member']],
    ['hours that are no list', with_({ week: { monday: '9-18' } }), ['/week/monday not-list']],
    ['25 hours', monday(...Array(25).fill(office[0])), ['/week/monday count-out-of-range']],
    ['hours that are a text', monday('9-18'), ['/week/monday/0 not-object']],
    ['no end', monday({ opens: '09:00' }), ['/week/monday/0 missing-member']],
    [
      'no time',
      monday({ opens: '9:00', closes: '18h' }),
      ['/week/monday/0/opens calendar-opens', '/week/monday/0/closes calendar-closes'],
    ],
    ['24:00 as a beginning', monday({ opens: '24:00', closes: '24:00' }), ['/week/monday/0/opens calendar-opens']],
    ['24:01', monday({ opens: '09:00', closes: '24:01' }), ['/week/monday/0/closes calendar-closes']],
    ['over midnight', monday({ opens: '22:00', closes: '06:00' }), ['/week/monday/0 calendar-hours-order']],
    ['nothing between', monday({ opens: '09:00', closes: '09:00' }), ['/week/monday/0 calendar-hours-order']],
    ['an overlap', monday(...office, { opens: '11:59', closes: '12:30' }), ['/week/monday calendar-hours-overlap']],
    ['a date that is none', with_({ holidays: [{ date: '2026-02-29' }] }), ['/holidays/0/date not-date']],
    ['no date', with_({ holidays: [{ label: 'x' }] }), ['/holidays/0 missing-member']],
    ['a day of no year', with_({ holidays: [{ yearly: '02-30' }] }), ['/holidays/0/yearly calendar-yearly']],
    ['a day with its year', with_({ holidays: [{ yearly: '2026-12-25' }] }), ['/holidays/0/yearly calendar-yearly']],
    ['both', with_({ holidays: [{ yearly: '12-25', date: '2026-12-25' }] }), ['/holidays/0 calendar-date-or-yearly']],
    [
      'a date twice',
      with_({ holidays: [{ date: '2026-04-03' }, { date: '2026-04-03' }] }),
      ['/holidays/1 calendar-date-twice'],
    ],
    ['a label that is none', with_({ holidays: [{ date: '2026-04-03', label: 3 }] }), ['/holidays/0/label not-text']],
    [
      'an empty label',
      with_({ holidays: [{ date: '2026-04-03', label: { en: '' } }] }),
      ['/holidays/0/label length-out-of-range'],
    ],
    [
      'a label with half of a character',
      with_({ holidays: [{ date: '2026-04-03', label: '\ud800' }] }),
      ['/holidays/0/label unstorable-text'],
    ],
    ['an exception without hours', with_({ exceptions: [{ date: '2026-04-03' }] }), ['/exceptions/0 missing-member']],
    ['an exception without a date', with_({ exceptions: [{ hours: [] }] }), ['/exceptions/0 missing-member']],
    [
      'an exception twice',
      with_({
        exceptions: [
          { date: '2026-04-03', hours: [] },
          { date: '2026-04-03', hours: office },
        ],
      }),
      ['/exceptions/1 calendar-date-twice'],
    ],
    [
      'wrong hours of an exception',
      with_({ exceptions: [{ date: '2026-04-03', hours: ['9'] }] }),
      ['/exceptions/0/hours/0 not-object'],
    ],
    ['too many days', with_({ holidays: Array(1001).fill({ date: '2026-04-03' }) }), ['/holidays count-out-of-range']],
    [
      'a holiday that is a text',
      with_({ holidays: ['2026-04-03'], exceptions: [null] }),
      ['/holidays/0 not-object', '/exceptions/0 not-object'],
    ],
    ['several', { zone: 4, week: [] }, ['/zone unknown-time-zone', '/week not-object']],
    [
      'a place that is none',
      JSON.parse('{"__proto__": 1}'),
      ['/__proto__ unknown-member', ' missing-member', '/week calendar-no-hours'],
    ],
  ])('[F83] %s is refused at its place', (_, wrong, expected) => {
    expect(refusals(wrong)).toEqual(expected)
  })

  it('[F83] whatever is sent is a calendar or a refusal', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (a, b) => {
        for (const wrong of [
          a,
          with_({ week: a }),
          with_({ week: { monday: [a, { opens: b, closes: a }] } }),
          with_({ holidays: [a, { date: b, label: a }], exceptions: b }),
        ])
          readOrRefuse(() => newCalendar(wrong))
      }),
    )
  })
})

describe('a day', () => {
  const calendar = newCalendar(document)
  const day = (date: string) => businessDay(calendar, Date.parse(`${date}T00:00:00Z`))

  it('[F84] an exception wins over a holiday, a holiday over the week', () => {
    expect(day('2026-11-23').hours).toHaveLength(2)
    expect(day('2026-11-22')).toEqual({ hours: [] })
    expect(day('2026-11-30')).toEqual({ hours: [], label: 'Inventory' })
    expect(day('2026-12-01')).toEqual({ hours: [] })
    expect(day('2027-12-25')).toEqual({ hours: [], label: { en: 'Christmas', ru: 'Рождество' } })
    expect(day('2028-12-25')).toEqual({
      hours: [{ opens: 600 * MINUTE, closes: 660 * MINUTE }],
      label: 'Open on Christmas',
    })
  })

  it('[F84] 29 February is a holiday of the years that have it', () => {
    const leap = newCalendar({ zone, week: { monday: office, tuesday: office }, holidays: [{ yearly: '02-29' }] })
    expect(businessDay(leap, Date.UTC(2028, 1, 29)).hours).toEqual([])
    expect(businessDay(leap, Date.UTC(2027, 2, 1)).hours).toHaveLength(2)
  })

  it.each([
    ['2026-11-23T12:00Z', true],
    ['2026-11-23T11:59Z', false],
    ['2026-11-23T14:59Z', true],
    ['2026-11-23T15:00Z', false],
    ['2026-11-23T16:00Z', true],
    ['2026-11-23T21:00Z', false],
    ['2026-11-22T02:59Z', true],
    ['2026-11-22T03:00Z', false],
  ])('[F84] at %s: open is %s', (at, open) => {
    expect(isOpen(calendar, Date.parse(at))).toBe(open)
  })

  it('[F84] is open when the clock on the wall shows an opening hour', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (wire, at) => {
        expect(isOpen(newCalendar(wire), at)).toBe(isOpenByDocument(wire, at))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['open already', '2026-11-23T12:34Z', '2026-11-23T12:34Z'],
    ['over lunch', '2026-11-23T15:00Z', '2026-11-23T16:00Z'],
    ['over two closed days', '2026-11-29T03:00Z', '2026-12-06T01:00Z'],
  ])('[F84] the next opening, %s', (_, at, next) => {
    expect(nextOpening(calendar, Date.parse(at))).toBe(Date.parse(next))
  })

  it('[F84] an opening that the clocks skip is the moment after the gap', () => {
    const night = newCalendar({ zone, week: { sunday: [{ opens: '00:30', closes: '02:00' }] } })
    expect(nextOpening(night, Date.parse('2018-11-03T12:00Z'))).toBe(Date.parse('2018-11-04T03:00Z'))
  })

  it('[F87] a calendar that does not open within ten years is told', () => {
    const once = newCalendar({ zone, week: { monday: office }, holidays: mondays })
    expect(() => nextOpening(once, Date.parse('2026-01-01T00:00Z'))).toThrow(
      'not open long enough within 10 years of 2026-01-01',
    )
    expect(nextOpening(once, Date.parse('2027-01-01T00:00Z'))).toBe(Date.parse('2036-12-29T12:00Z'))
  })
})

/** Of eleven years. */
const mondays = Array.from({ length: 573 }, (_, week) => ({
  date: new Date(Date.UTC(2026, 0, 5 + week * 7)).toISOString().slice(0, 10),
}))
