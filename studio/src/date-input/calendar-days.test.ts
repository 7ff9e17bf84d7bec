// Are the days of a calendar the right ones, wherever the week begins?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Weekday, weekStartOf } from '../text/week-start.ts'
import {
  addDays,
  addMonths,
  daysBetween,
  daysOf,
  isDay,
  startOfWeek,
  turnPage,
  weekdayOf,
  weeksOfMonth,
} from './calendar-days.ts'

const anyDay = fc
  .integer({ min: Date.parse('0100-01-01'), max: Date.parse('9900-01-01') })
  .map((time) => new Date(time).toISOString().slice(0, 10))
const anyWeekStart = fc.integer({ min: 1, max: 7 }).map((n) => n as Weekday)

describe('days', () => {
  it('knows a day from what only looks like one', () => {
    expect(['2026-11-26', '2028-02-29'].every(isDay)).toBe(true)
    expect(['2026-02-29', '2026-13-01', '2026-1-1', 'today', '0000-01-01', undefined].some(isDay)).toBe(false)
  })

  it('goes over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(addMonths('2026-11-30', 15)).toBe('2028-02-29')
    expect(addMonths('0026-12-31', 2)).toBe('0027-02-28')
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31')
  })

  it('counts weekdays as ISO does', () => {
    expect([weekdayOf('2026-11-26'), weekdayOf('2026-11-29'), weekdayOf('2026-11-30')]).toEqual([4, 7, 1])
  })

  it('moves there and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count)
      }),
    )
  })
})

describe('the month grid', () => {
  it.each([
    [1, '2026-10-26', '2026-12-06', 6],
    [7, '2026-11-01', '2026-12-05', 5],
    [6, '2026-10-31', '2026-12-04', 5],
  ] as const)('of November 2026, weeks from day %i', (weekStart, first, last, weeks) => {
    const grid = weeksOfMonth('2026-11-26', weekStart)
    expect(grid).toHaveLength(weeks)
    expect([grid[0]?.[0], grid.at(-1)?.[6]]).toEqual([first, last])
  })

  it('needs four weeks for a February that fits', () => {
    expect(weeksOfMonth('2027-02-10', 1)).toHaveLength(4)
  })

  it('holds every day of the month once, in whole weeks', () => {
    fc.assert(
      fc.property(anyDay, anyWeekStart, (day, weekStart) => {
        const days = weeksOfMonth(day, weekStart).flat()
        expect(days.length % 7).toBe(0)
        expect(new Set(days).size).toBe(days.length)
        expect(days[0]).toBe(startOfWeek(`${day.slice(0, 7)}-01`, weekStart))
        expect(weekdayOf(days[0] as string)).toBe(weekStart)
        const own = days.filter((one) => one.slice(0, 7) === day.slice(0, 7))
        expect(own).toHaveLength(daysBetween(`${day.slice(0, 7)}-01`, addMonths(`${day.slice(0, 7)}-01`, 1)))
      }),
    )
  })
})

describe('pages', () => {
  it('turns a month, a week, a day', () => {
    expect(turnPage('2026-03-31', 'month', -1)).toBe('2026-02-28')
    expect(turnPage('2026-11-26', 'week', 1)).toBe('2026-12-03')
    expect(turnPage('2026-11-26', 'day', -1)).toBe('2026-11-25')
  })

  it('shows the days of a span', () => {
    expect(daysOf('2026-11-26', 'week', 7)).toEqual(
      ['22', '23', '24', '25', '26', '27', '28'].map((day) => `2026-11-${day}`),
    )
    expect(daysOf('2026-11-26', 'day', 7)).toEqual(['2026-11-26'])
  })
})

describe('the week', () => {
  it('begins on Sunday in Brazil and the United States, on Monday in Russia', () => {
    expect(['pt-BR', 'en', 'ru', 'en-GB', 'de'].map(weekStartOf)).toEqual([7, 7, 1, 1, 1])
  })

  it('begins on Monday in a language nobody knows', () => {
    expect(weekStartOf('not a language')).toBe(1)
  })
})
