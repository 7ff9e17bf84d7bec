// The hours of a week, in as few lines as they take: "Mon – Fri: 09:00–18:00".
import { type Weekday, weekdays } from '@molde/engine'
import type { OpenHours, Week } from '../api/calendars-api.ts'
import type { Weekday as WeekdayNumber } from '../text/week-start.ts'

/** Its days in their order, from the one on which a week begins. */
export function weekFrom(weekStart: WeekdayNumber): readonly Weekday[] {
  const first = weekStart % 7
  return [...weekdays.slice(first), ...weekdays.slice(0, first)]
}

/** A Sunday, from which days are named. */
const sunday = Date.UTC(2023, 0, 1)

export function dayName(day: Weekday, language: string, form: 'long' | 'short'): string {
  const at = sunday + weekdays.indexOf(day) * 86_400_000
  return new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(at)
}

/** As a choice or a heading: some languages write the names of days small. */
export function dayTitle(day: Weekday, language: string): string {
  const name = dayName(day, language, 'long')
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1)
}

/** Days that follow each other with the same hours are one line; closed ones are not said. */
export function sayWeek(week: Week, language: string, order: readonly Weekday[]): readonly string[] {
  const runs: { days: Weekday[]; hours: string }[] = []
  for (const day of order) {
    const hours = sayHours(week[day] ?? [])
    const last = runs.at(-1)
    if (last && last.hours === hours) last.days.push(day)
    else runs.push({ days: [day], hours })
  }
  return runs.flatMap(({ days: [first, ...rest], hours }) => {
    if (hours === '' || first === undefined) return []
    const to = rest.at(-1)
    const name = (day: Weekday) => dayName(day, language, 'short')
    return [`${to === undefined ? name(first) : `${name(first)} – ${name(to)}`}: ${hours}`]
  })
}

function sayHours(hours: readonly OpenHours[]): string {
  return hours.map(({ opens, closes }) => `${opens}–${closes}`).join(', ')
}
