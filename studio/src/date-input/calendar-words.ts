// How are months, weeks, days and hours said in a language?
import { type Day, isSameMonth, type Span } from './calendar-days.ts'

export interface CalendarWords {
  /** `November 2026`, `Nov 22 – 28, 2026`, `Thursday, November 26, 2026` */
  title(days: readonly Day[], at: Day, span: Span): string
  /** `Thu` */
  shortWeekday(day: Day): string
  /** `Thursday` */
  weekday(day: Day): string
  /** `26`, and `December 1` where another month begins. */
  date(day: Day, isFirstOfMonth: boolean): string
  /** `Thursday, November 26, 2026` */
  full(day: Day): string
  /** `9 AM`, or `09:00` where a bare 9 would say nothing. */
  hour(hour: number): string
  /** `9:30 AM` */
  clock(minutes: number): string
  range(from: Day, to: Day): string
}

export function makeCalendarWords(language: string): CalendarWords {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  const month = format({ month: 'long', year: 'numeric' })
  const full = format({ dateStyle: 'full' })
  const range = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const [short, long] = [format({ weekday: 'short' }), format({ weekday: 'long' })]
  const [date, dateOfMonth] = [format({ day: 'numeric' }), format({ day: 'numeric', month: 'long' })]
  const [hour, clock] = [format({ hour: 'numeric' }), format({ timeStyle: 'short' })]
  const said = {
    full: (day: Day) => capital(full.format(timeOf(day)), language),
    range: (from: Day, to: Day) => range.formatRange(timeOf(from), timeOf(to)),
  }
  return {
    ...said,
    title: (days, at, span) => {
      if (span === 'day') return said.full(at)
      if (span === 'week') return said.range(days[0] ?? at, days.at(-1) ?? at)
      return capital(month.format(timeOf(at)), language)
    },
    shortWeekday: (day) => short.format(timeOf(day)),
    weekday: (day) => long.format(timeOf(day)),
    date: (day, isFirstOfMonth) => (isFirstOfMonth ? dateOfMonth : date).format(timeOf(day)),
    hour: (at) => (hour.resolvedOptions().hour12 ? hour : clock).format(at * 3_600_000),
    clock: (minutes) => clock.format(minutes * 60_000),
  }
}

/** Does the number need the month's name beside it? */
export function beginsMonth(day: Day, before: Day | undefined): boolean {
  return before === undefined ? false : !isSameMonth(day, before)
}

function timeOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** Some languages write months and weekdays small, but not at the beginning of a title. */
function capital(text: string, language: string): string {
  return text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1)
}
