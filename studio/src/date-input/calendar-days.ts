// Which days does a calendar show, and which day comes before, after, a month later? Days are `YYYY-MM-DD`, without a zone.

import type { Weekday } from '../text/week-start.ts'

export type Span = 'month' | 'week' | 'day'

/** `2026-11-26` */
export type Day = string

export const minutesOfDay = 1440
const dayLength = minutesOfDay * 60_000
/** Years have four digits; a calendar ends where they do. */
const first = Date.parse('0001-01-01T00:00:00Z')
const last = Date.parse('9999-12-31T00:00:00Z')

export function isDay(text: string | undefined): text is Day {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && at >= first && dayOf(at) === text
}

export function addDays(day: Day, count: number): Day {
  return dayOf(timeOf(day) + count * dayLength)
}

/** The same day of another month, or that month's last day when it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + count
  const [to, toMonth] = [Math.floor(index / 12), ((index % 12) + 12) % 12]
  return dayOf(timeOfParts(to, toMonth, Math.min(date, timesDate(timeOfParts(to, toMonth + 1, 0)))))
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((timeOf(to) - timeOf(from)) / dayLength)
}

export function weekdayOf(day: Day): Weekday {
  return (((new Date(timeOf(day)).getUTCDay() + 6) % 7) + 1) as Weekday
}

export function isSameMonth(a: Day, b: Day): boolean {
  return a.slice(0, 7) === b.slice(0, 7)
}

export function startOfWeek(day: Day, weekStart: Weekday): Day {
  return addDays(day, -((weekdayOf(day) - weekStart + 7) % 7))
}

export function weekOf(day: Day, weekStart: Weekday): readonly Day[] {
  const start = startOfWeek(day, weekStart)
  return Array.from({ length: 7 }, (_, i) => addDays(start, i))
}

/** The whole weeks that a month touches: four, five or six. */
export function weeksOfMonth(day: Day, weekStart: Weekday): readonly (readonly Day[])[] {
  const month = `${day.slice(0, 7)}-01`
  const start = startOfWeek(month, weekStart)
  const end = addDays(addMonths(month, 1), -1)
  const count = Math.floor(daysBetween(start, end) / 7) + 1
  return Array.from({ length: count }, (_, week) => weekOf(addDays(start, week * 7), weekStart))
}

/** Every day that is shown, in order. */
export function daysOf(at: Day, span: Span, weekStart: Weekday): readonly Day[] {
  switch (span) {
    case 'month':
      return weeksOfMonth(at, weekStart).flat()
    case 'week':
      return weekOf(at, weekStart)
    case 'day':
      return [at]
  }
}

/** One page further, or back. */
export function turnPage(at: Day, span: Span, by: 1 | -1): Day {
  switch (span) {
    case 'month':
      return addMonths(at, by)
    case 'week':
      return addDays(at, by * 7)
    case 'day':
      return addDays(at, by)
  }
}

function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** `Date.UTC` takes the year 26 for 1926. */
function timeOfParts(year: number, month: number, date: number): number {
  const at = new Date(0)
  return at.setUTCFullYear(year, month, date)
}

const timesDate = (time: number) => new Date(time).getUTCDate()

function dayOf(time: number): Day {
  return new Date(Math.min(Math.max(time, first), last)).toISOString().slice(0, 10)
}
