// Does working time pass as somebody with a watch and the calendar's document would count it?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyCalendar,
  anyInstant,
  anyMoment,
  DAY,
  HOUR,
  isOpenByDocument,
  MINUTE,
  shown,
} from '../../test/any-calendar.ts'
import { wallTime } from '../zone-time.ts'
import { newCalendar, type WireCalendar } from './business-calendar.ts'
import { addBusinessTime, businessTimeBetween } from './business-time.ts'
import { clockDuration, type Duration, noDuration, parseDuration } from './duration.ts'
import { isOpen } from './open-stretches.ts'

const SIZE = process.env['TEST_SIZE'] === 'long' ? 20 : 1

const hours = [
  { opens: '09:00', closes: '12:00' },
  { opens: '13:00', closes: '18:00' },
]
/** Local time is three hours behind UTC, two in its summer, which ended in 2019. */
const office = newCalendar({
  zone: 'America/Sao_Paulo',
  week: {
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: [{ opens: '09:00', closes: '12:00' }],
  },
  holidays: [{ yearly: '12-25' }, { yearly: '01-01' }],
  exceptions: [{ date: '2026-12-24', hours: [{ opens: '09:00', closes: '11:00' }] }],
})
const always = (zone: string) => {
  const day = [{ opens: '00:00', closes: '24:00' }]
  const week = { sunday: day, monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day }
  return newCalendar({ zone, week })
}
const iso = (at: number): string => new Date(at).toISOString().replace(':00.000Z', 'Z')
const due = (from: string, text: string, calendar = office): string =>
  iso(addBusinessTime(calendar, Date.parse(from), parseDuration(text, { negative: true, zero: true })))

describe('hours', () => {
  it.each([
    ['within hours', '2026-11-23T12:00Z', 'PT2H', '2026-11-23T14:00Z'],
    ['over lunch', '2026-11-23T14:00Z', 'PT2H', '2026-11-23T17:00Z'],
    ['used up at noon', '2026-11-23T14:00Z', 'PT1H', '2026-11-23T15:00Z'],
    ['used up at closing time', '2026-11-23T20:00Z', 'PT1H', '2026-11-23T21:00Z'],
    ['a millisecond more', '2026-11-23T20:00Z', 'PT1H0.001S', '2026-11-24T12:00:00.001Z'],
    ['from the evening', '2026-11-23T23:30Z', 'PT30M', '2026-11-24T12:30Z'],
    ['over a weekend', '2026-11-27T20:00Z', 'PT5H', '2026-11-30T13:00Z'],
    ['over Christmas', '2026-12-24T13:30Z', 'PT1H', '2026-12-26T12:30Z'],
    ['none, closed', '2026-11-22T12:00Z', 'PT0S', '2026-11-23T12:00Z'],
    ['none, open', '2026-11-23T12:30Z', 'PT0S', '2026-11-23T12:30Z'],
    ['back', '2026-11-23T13:00Z', '-PT2H', '2026-11-21T14:00Z'],
    ['back to an opening', '2026-11-23T13:00Z', '-PT1H', '2026-11-23T12:00Z'],
    ['back from closing time', '2026-11-23T21:00Z', '-PT1H', '2026-11-23T20:00Z'],
    ['back from the night', '2026-11-23T23:00Z', '-PT1H', '2026-11-23T20:00Z'],
  ])('[F85] %s', (_, from, text, to) => {
    expect(due(from, text)).toBe(to)
  })

  it('[F85] an hour that the clocks show twice is two, and one that they skip none', () => {
    const saturday = newCalendar({
      zone: 'America/Sao_Paulo',
      week: { saturday: [{ opens: '20:00', closes: '24:00' }], sunday: [{ opens: '00:00', closes: '02:00' }] },
    })
    const worked = (from: string, to: string) => businessTimeBetween(saturday, Date.parse(from), Date.parse(to)) / HOUR
    expect(worked('2019-02-16T12:00Z', '2019-02-17T12:00Z')).toBe(7)
    expect(worked('2018-11-03T12:00Z', '2018-11-04T12:00Z')).toBe(5)
    expect(worked('2018-11-10T12:00Z', '2018-11-11T12:00Z')).toBe(6)
    expect(due('2019-02-16T23:00Z', 'PT4H', saturday)).toBe('2019-02-17T03:00Z')
  })

  it('[F85] counts backward what it counts forward', () => {
    const [from, to] = [Date.parse('2026-11-20T12:00Z'), Date.parse('2026-11-24T13:00Z')]
    expect(businessTimeBetween(office, from, to)).toBe(20 * HOUR)
    expect(businessTimeBetween(office, to, from)).toBe(-20 * HOUR)
    expect(businessTimeBetween(office, from, from)).toBe(0)
  })
})

describe('days', () => {
  it.each([
    ['Thursday to Monday', '2026-11-19T13:00Z', 'P3D', '2026-11-23T13:00Z'],
    ['Friday afternoon to the end of Saturday', '2026-11-27T19:00Z', 'P1D', '2026-11-28T15:00Z'],
    ['Friday afternoon to Monday', '2026-11-27T19:00Z', 'P2D', '2026-11-30T19:00Z'],
    ['from Sunday', '2026-11-22T12:00Z', 'P1D', '2026-11-24T12:00Z'],
    ['from the evening', '2026-11-23T23:00Z', 'P1D', '2026-11-25T12:00Z'],
    ['from lunch', '2026-11-23T15:30Z', 'P1D', '2026-11-24T16:00Z'],
    ['from closing time', '2026-11-23T21:00Z', 'P1D', '2026-11-25T12:00Z'],
    ['to a short day', '2026-12-23T19:00Z', 'P1D', '2026-12-24T14:00Z'],
    ['over the end of the year', '2026-12-31T13:00Z', 'P1D', '2027-01-02T13:00Z'],
    ['and hours', '2026-11-26T19:00Z', 'P1DT3H', '2026-11-28T13:00Z'],
    ['back', '2026-11-23T13:00Z', '-P2D', '2026-11-20T13:00Z'],
    ['back from closing time', '2026-11-24T21:00Z', '-P1D', '2026-11-23T21:00Z'],
    ['back from the evening', '2026-11-23T23:00Z', '-P1D', '2026-11-23T12:00Z'],
    ['a week', '2026-11-21T13:00Z', 'P1W', '2026-11-28T13:00Z'],
    ['a week to a holiday', '2026-12-18T19:00Z', 'P1W', '2026-12-26T12:00Z'],
    ['a month to a Sunday', '2026-10-29T13:00Z', 'P1M', '2026-11-30T12:00Z'],
    ['a month from a Sunday', '2026-11-01T13:00Z', 'P1M', '2026-12-01T13:00Z'],
    ['a month and a day', '2026-10-29T13:00Z', 'P1M1D', '2026-12-01T12:00Z'],
    ['a year', '2024-02-29T13:00Z', 'P1Y', '2025-02-28T13:00Z'],
  ])('[F86] %s', (_, from, text, to) => {
    expect(due(from, text)).toBe(to)
  })

  it('[F86] a day that the clocks skip as a whole is no working day', () => {
    expect(due('2011-12-29T22:00Z', 'P1D', always('Pacific/Apia'))).toBe('2011-12-30T22:00Z')
    expect(due('2011-12-29T22:00Z', 'PT24H', always('Pacific/Apia'))).toBe('2011-12-30T22:00Z')
  })

  it('[F86] the end of hours that the clocks show twice is the second', () => {
    const evening = [{ opens: '09:00', closes: '23:30' }]
    const calendar = newCalendar({
      zone: 'America/Sao_Paulo',
      week: { friday: [{ opens: '09:00', closes: '24:00' }], saturday: evening },
    })
    expect(due('2019-02-16T01:45Z', 'P1D', calendar)).toBe('2019-02-17T02:30Z')
  })
})

describe('an end', () => {
  it('[F87] nothing is looked for farther than ten years away', () => {
    const hour = newCalendar({ zone: 'UTC', week: { monday: [{ opens: '09:00', closes: '10:00' }] } })
    const from = Date.parse('2026-11-23T00:00Z')
    expect(iso(addBusinessTime(hour, from, parseDuration('PT520H')))).toBe('2036-11-03T10:00Z')
    for (const text of ['PT530H', '-PT530H', 'P530D', '-P530D'])
      expect(() => addBusinessTime(hour, from, parseDuration(text, { negative: true }))).toThrow(
        'within 10 years of 2026-11-23',
      )
    expect(() => businessTimeBetween(hour, -8e14, 8e14)).toThrow(RangeError)
  })

  it('[F87] works at the edges of the calendar', () => {
    const end = Date.parse('9999-12-31T20:00Z')
    expect(addBusinessTime(office, end, parseDuration('P1D'))).toBeGreaterThan(end)
    expect(addBusinessTime(office, Date.parse('0001-01-04T00:00Z'), parseDuration('PT1H'))).toBeGreaterThan(
      -62135596800000,
    )
  })
})

/** Minutes of a calendar, one by one. */
const DAYS = 9
function minutesOf(calendar: WireCalendar, from: number): readonly boolean[] {
  return Array.from({ length: DAYS * 1440 }, (_, minute) => isOpenByDocument(calendar, from + minute * MINUTE))
}

describe('agreement with a watch', () => {
  it('[F85] minute by minute', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: DAYS * 1440 }),
        (wire, from, length, window) => {
          const calendar = newCalendar(wire)
          const minutes = minutesOf(wire, from)
          const counted = minutes.slice(0, window).filter(Boolean).length
          expect(businessTimeBetween(calendar, from, from + window * MINUTE)).toBe(counted * MINUTE)
          let left = length
          const last = minutes.findIndex((open) => open && (left -= 1) < 1)
          if (last < 0) return
          const expected = from + (length === 0 ? last : last + 1) * MINUTE
          expect(addBusinessTime(calendar, from, clockDuration(length * MINUTE))).toBe(expected)
        },
      ),
      { numRuns: 60 * SIZE },
    )
  })

  it('[F86] day by day', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 1, max: 4 }), (wire, from, days) => {
        const minutes = minutesOf(wire, from)
        const first = minutes.indexOf(true)
        if (first < 0) return
        const clocks = minutes.map((_, i) => shown(from + i * MINUTE, wire.zone))
        const { date, time } = clocks[first] as { date: string; time: string }
        const working = [
          ...new Set(clocks.filter((clock, i) => minutes[i] && clock.date > date).map((clock) => clock.date)),
        ].sort()
        const day = working[days - 1]
        // The last date of the window may not be there as a whole.
        if (day === undefined || day === clocks.at(-1)?.date) return
        const ofDay = clocks.flatMap((clock, i) => (clock.date === day && minutes[i] ? [i] : []))
        const next = ofDay.find((i) => (clocks[i] as { time: string }).time >= time)
        const expected = from + (next ?? (ofDay.at(-1) as number) + 1) * MINUTE
        expect(addBusinessTime(newCalendar(wire), from, { ...noDuration, days })).toBe(expected)
      }),
      { numRuns: 60 * SIZE },
    )
  })
})

describe('laws', () => {
  const anyLength = fc.integer({ min: 1, max: 40 * HOUR })

  it('[F85] what is added is what lies between, in both directions', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyLength, fc.boolean(), (wire, from, length, back) => {
        const calendar = newCalendar(wire)
        const ms = back ? -length : length
        expect(businessTimeBetween(calendar, from, addBusinessTime(calendar, from, clockDuration(ms)))).toBe(ms)
      }),
      { numRuns: 300 },
    )
  })

  it('[F85] parts of a stretch come to the whole', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyLength, anyLength, (wire, from, first, second) => {
        const calendar = newCalendar(wire)
        const [middle, to] = [from + first, from + first + second]
        const parts = businessTimeBetween(calendar, from, middle) + businessTimeBetween(calendar, middle, to)
        expect(parts).toBe(businessTimeBetween(calendar, from, to))
      }),
      { numRuns: 300 },
    )
  })

  const anyWorkingTime = fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 20 * 60 }))
    .map(([days, minutes]): Duration => ({ ...noDuration, days, minutes }))

  it('[F86] a later start is never due earlier, unless the clocks show it again', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMoment,
        fc.integer({ min: 0, max: 2 * DAY }),
        anyWorkingTime,
        (wire, from, by, length) => {
          const calendar = newCalendar(wire)
          fc.pre(length.days === 0 || wallTime(from + by, wire.zone) >= wallTime(from, wire.zone))
          expect(addBusinessTime(calendar, from + by, length)).toBeGreaterThanOrEqual(
            addBusinessTime(calendar, from, length),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  it('[F86] a longer duration is never due earlier, and nothing before it begins', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMoment,
        anyWorkingTime,
        fc.constantFrom('days', 'hours', 'minutes'),
        (wire, from, length, part) => {
          const calendar = newCalendar(wire)
          const at = addBusinessTime(calendar, from, length)
          expect(at).toBeGreaterThanOrEqual(from)
          expect(addBusinessTime(calendar, from, { ...length, [part]: length[part] + 1 })).toBeGreaterThanOrEqual(at)
          expect(isOpen(calendar, at) || isOpen(calendar, at - 1)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
