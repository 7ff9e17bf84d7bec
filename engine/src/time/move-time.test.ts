// Do days and months move what the clock on the wall shows, and hours the instant?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDuration, anyMoment, anyZone, DAY } from '../../test/any-calendar.ts'
import { firstInstantOf, localTime, wallTime } from '../zone-time.ts'
import { type Duration, noDuration, parseDuration } from './duration.ts'
import { addDuration } from './move-time.ts'

const iso = (at: number): string => new Date(at).toISOString().replace(':00.000Z', 'Z')
const moved = (from: string, text: string, zone = 'UTC'): string =>
  iso(addDuration(Date.parse(from), parseDuration(text, { negative: true }), zone))

describe('the calendar', () => {
  it.each([
    ['2026-01-31T10:00Z', 'P1M', '2026-02-28T10:00Z'],
    ['2024-01-31T10:00Z', 'P1M', '2024-02-29T10:00Z'],
    ['2024-02-29T10:00Z', 'P1Y', '2025-02-28T10:00Z'],
    ['2024-02-29T10:00Z', 'P4Y', '2028-02-29T10:00Z'],
    ['2026-12-31T23:59Z', 'PT1M', '2027-01-01T00:00Z'],
    ['2026-12-31T10:00Z', 'P2M', '2027-02-28T10:00Z'],
    ['2026-01-31T10:00Z', 'P1M1D', '2026-03-01T10:00Z'],
    ['2026-10-31T10:00Z', 'P1Y1M', '2027-11-30T10:00Z'],
    ['2026-02-22T10:00Z', 'P2W', '2026-03-08T10:00Z'],
    ['2026-03-31T10:00Z', '-P1M', '2026-02-28T10:00Z'],
    ['2026-03-01T10:00Z', '-P1DT11H', '2026-02-27T23:00Z'],
    ['2100-02-28T10:00Z', 'P1D', '2100-03-01T10:00Z'],
  ])('[F82] %s and %s', (from, text, to) => {
    expect(moved(from, text)).toBe(to)
  })
})

describe('the night the clocks change', () => {
  it.each([
    // 00:00 to 01:00 is skipped
    ['America/Sao_Paulo', '2018-11-03T03:30Z', 'P1D', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', '2018-11-03T15:00Z', 'P1D', '2018-11-04T14:00Z'],
    ['America/Sao_Paulo', '2018-11-03T15:00Z', 'PT24H', '2018-11-04T15:00Z'],
    // 23:00 to 24:00 is shown twice
    ['America/Sao_Paulo', '2019-02-16T01:30Z', 'P1D', '2019-02-17T01:30Z'],
    ['America/Sao_Paulo', '2019-02-16T14:00Z', 'P1D', '2019-02-17T15:00Z'],
    ['Europe/Lisbon', '2026-03-28T01:30Z', 'P1D', '2026-03-29T01:00Z'],
    ['Europe/Lisbon', '2026-10-24T00:30Z', 'P1D', '2026-10-25T00:30Z'],
    ['Europe/Lisbon', '2026-09-25T01:30Z', 'P1M', '2026-10-25T02:30Z'],
    ['Asia/Kolkata', '2026-03-28T18:31Z', 'P1D', '2026-03-29T18:31Z'],
    // half an hour is skipped at 02:00
    ['Australia/Lord_Howe', '2026-10-02T15:40Z', 'P1D', '2026-10-03T15:30Z'],
    ['Australia/Lord_Howe', '2026-10-02T20:00Z', 'P1D', '2026-10-03T19:30Z'],
    // Friday 30 December 2011 is not there
    ['Pacific/Apia', '2011-12-29T22:00Z', 'P1D', '2011-12-30T10:00Z'],
    ['Pacific/Apia', '2011-12-29T22:00Z', 'P2D', '2011-12-30T22:00Z'],
    ['Pacific/Apia', '2011-12-29T22:00Z', 'PT24H', '2011-12-30T22:00Z'],
    ['Pacific/Apia', '2011-12-30T22:00Z', '-P1D', '2011-12-30T10:00Z'],
  ])('[F82] %s: %s and %s', (zone, from, text, to) => {
    expect(moved(from, text, zone)).toBe(to)
  })

  it('[F82] the first instant of a wall time shows it, or the end of the gap it is in', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, fc.integer({ min: -DAY, max: DAY }), (near, zone, by) => {
        const wall = wallTime(near, zone) + by
        const at = firstInstantOf(wall, zone)
        expect(wallTime(at, zone)).toBeGreaterThanOrEqual(wall)
        expect(wallTime(at - 1, zone)).toBeLessThan(wall)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('laws', () => {
  const later = fc.integer({ min: 0, max: 3 * DAY })

  it('[F82] a later start is never due earlier, unless the clocks show it again', () => {
    fc.assert(
      fc.property(anyMoment, later, anyZone, anyDuration, (from, by, zone, { years: _, months: __, ...parts }) => {
        fc.pre(wallTime(from + by, zone) >= wallTime(from, zone))
        const length = { ...parts, years: 0, months: 0 }
        expect(addDuration(from + by, length, zone)).toBeGreaterThanOrEqual(addDuration(from, length, zone))
      }),
      { numRuns: 2_000 },
    )
  })

  it('[F82] with months neither, but that days which a month lacks share its last one', () => {
    const dayOf = (at: number, zone: string): number => Math.floor(wallTime(at, zone) / DAY)
    fc.assert(
      fc.property(anyMoment, later, anyZone, anyDuration, (from, by, zone, { years, months, days }) => {
        const length = { ...noDuration, years, months, days }
        const [due, dueLater] = [addDuration(from, length, zone), addDuration(from + by, length, zone)]
        expect(dayOf(dueLater, zone)).toBeGreaterThanOrEqual(dayOf(due, zone))
        if (wallTime(from + by, zone) >= wallTime(from, zone) && new Date(wallTime(from + by, zone)).getUTCDate() <= 28)
          expect(dueLater).toBeGreaterThanOrEqual(due)
      }),
      { numRuns: 2_000 },
    )
  })

  it('[F82] a longer duration is never due earlier', () => {
    const parts = fc.constantFrom('years', 'months', 'days', 'hours', 'minutes', 'seconds')
    fc.assert(
      fc.property(anyMoment, anyZone, anyDuration, parts, (from, zone, length, part) => {
        const longer: Duration = { ...length, [part]: length[part] + 1 }
        expect(addDuration(from, longer, zone)).toBeGreaterThanOrEqual(addDuration(from, length, zone))
        expect(addDuration(from, length, zone)).toBeGreaterThanOrEqual(from)
      }),
      { numRuns: 2_000 },
    )
  })

  it('[F82] days keep what the wall shows wherever the clocks show that', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, fc.integer({ min: 1, max: 400 }), (from, zone, days) => {
        const to = addDuration(from, parseDuration(`P${days}D`), zone)
        const wall = wallTime(from, zone) + days * DAY
        if (wallTime(to, zone) !== wall) expect(wallTime(to - 1, zone)).toBeLessThan(wall)
        else expect(localTime(to, zone).time).toBe(localTime(from, zone).time)
      }),
    )
  })
})
