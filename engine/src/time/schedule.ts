// When does something that recurs happen next, by the clocks of a zone?
import { type Issue, issue, MoldeError, type Path } from '../errors.ts'
import { dayText, isDatable } from '../expression/moments.ts'
import { firstInstantOf, isZone, wallTime } from '../zone-time.ts'
import { type CronTimes, namesDay, readCron } from './cron.ts'
import { DAY, daysIn } from './move-time.ts'
import { type Refusing, readEntries, readObject, readOrThrow, shorten } from './refusing.ts'
import { readTimeOfDay } from './time-of-day.ts'
import { type Weekday, weekdayOf, weekdays } from './weekday.ts'

/** As it is sent and kept: a cron line, or the same in plain members. */
export type WireSchedule = { readonly zone: string } & (
  | { readonly cron: string }
  | { readonly every: 'day'; readonly at: string }
  | { readonly every: 'week'; readonly on: readonly Weekday[]; readonly at: string }
  | { readonly every: 'month'; readonly on: readonly (number | 'last')[]; readonly at: string }
)

export interface Schedule {
  readonly zone: string
  /** Five fields; what was sent in plain members is said in it, too. */
  readonly cron: string
  readonly times: CronTimes
}

/** Every combination of day, month and weekday that comes does so within 40 years: 29 February skips 2100, for one. */
const MOST_DAYS = 41 * 366

/** Throws a MoldeError that names every place where the document is no schedule. */
export function newSchedule(document: unknown): Schedule {
  return readOrThrow((from) => readSchedule(from, document, []))
}

export function readSchedule(from: Refusing, document: unknown, path: Path): Schedule | undefined {
  const read = readObject(from, document, path, 'schedule', ['zone', 'cron', 'every', 'on', 'at'])
  if (!read) return undefined
  const zone = typeof read['zone'] === 'string' ? read['zone'] : ''
  if (read['zone'] === undefined) from.refuse(path, 'missing-member', { name: 'zone' })
  else if (!isZone(zone)) from.refuse([...path, 'zone'], 'unknown-time-zone', { name: shorten(read['zone']) })
  const isCron = read['cron'] !== undefined
  if (isCron === (read['every'] !== undefined) || (isCron && (read['at'] ?? read['on']) !== undefined))
    return from.refuse(path, 'schedule-form')
  const cron = isCron ? read['cron'] : cronOf(from, read, path)
  const times = cron === undefined ? undefined : readCron(from, cron, isCron ? [...path, 'cron'] : path)
  return times && { zone, cron: (cron as string).trim().split(/\s+/).join(' '), times }
}

/**
 * The first instant after `after`, in epoch milliseconds, at which the schedule has something to happen.
 *
 * What the clocks skip happens once, at the moment after the gap; what they show twice happens once, at the first. So of a
 * schedule every fifteen minutes nothing happens while the clocks show an hour again.
 *
 * Throws a MoldeError when the years of the calendar end before.
 */
export function nextOccurrence(schedule: Schedule, after: number): number {
  for (const wall of wallsAfter(schedule.times, wallTime(after, schedule.zone))) {
    const at = firstInstantOf(wall, schedule.zone)
    // Not later only while the clocks show again what they had shown before `after`.
    if (at <= after) continue
    if (isDatable(at)) return at
    break
  }
  const params: Issue['params'] = { text: schedule.cron, date: dayText(after) }
  throw new MoldeError([issue([], 'schedule-ended', params)])
}

/** What the clocks show when it is to happen, later than a wall time. */
function* wallsAfter(times: CronTimes, wall: number): Generator<number, undefined> {
  const today = Math.floor(wall / DAY) * DAY
  for (let day = today; day < today + MOST_DAYS * DAY; day += DAY)
    if (namesDay(times, dateOf(day)))
      for (const hour of times.hours)
        for (const minute of times.minutes) {
          const at = day + (hour * 60 + minute) * 60_000
          if (at > wall) yield at
        }
}

function dateOf(day: number): { month: number; day: number; last: number; weekday: number } {
  const date = new Date(day)
  const month = date.getUTCMonth()
  return {
    month: month + 1,
    day: date.getUTCDate(),
    last: daysIn(date.getUTCFullYear(), month),
    weekday: weekdayOf(day),
  }
}

/** `{ every: 'week', on: ['monday'], at: '08:00' }` → `0 8 * * 1` */
function cronOf(
  from: Refusing,
  { every, on, at }: { readonly [name: string]: unknown },
  path: Path,
): string | undefined {
  const time = readTimeOfDay(at)
  if (at === undefined) from.refuse(path, 'missing-member', { name: 'at' })
  else if (time === undefined) from.refuse([...path, 'at'], 'schedule-at', { text: shorten(at) })
  const days = daysOf(from, every, on, path)
  if (time === undefined || days === undefined) return undefined
  const minutes = time / 60_000
  return `${minutes % 60} ${Math.floor(minutes / 60)} ${days}`
}

/** The last three fields. */
function daysOf(from: Refusing, every: unknown, on: unknown, path: Path): string | undefined {
  if (every === 'day') return on === undefined ? '* * *' : from.refuse([...path, 'on'], 'schedule-form')
  if (every !== 'week' && every !== 'month')
    return from.refuse([...path, 'every'], 'not-one-of', { allowed: ['day', 'week', 'month'] })
  if (on === undefined) return from.refuse(path, 'missing-member', { name: 'on' })
  const at = [...path, 'on']
  const asked = readEntries(from, on, at, 'on', 40)
  if (!asked) return undefined
  if (asked.length === 0) return from.refuse(at, 'count-out-of-range', { least: 1, most: 31 })
  const field = every === 'week' ? weekdayField : monthDayField
  const wrong = asked.findIndex((one) => field(one) === undefined)
  if (wrong >= 0)
    return every === 'week'
      ? from.refuse([...at, wrong], 'not-one-of', { allowed: weekdays })
      : from.refuse([...at, wrong], 'schedule-month-day', { text: shorten(asked[wrong]) })
  const list = [...new Set(asked.map(field))].join(',')
  return every === 'week' ? `* * ${list}` : `${list} * *`
}

function weekdayField(day: unknown): string | undefined {
  const at = weekdays.findIndex((one) => one === day)
  return at < 0 ? undefined : String(at)
}

function monthDayField(day: unknown): string | undefined {
  if (day === 'last') return 'L'
  return typeof day === 'number' && Number.isInteger(day) && day >= 1 && day <= 31 ? String(day) : undefined
}
