// When is somebody at work? Hours per weekday, holidays, and days that have other hours, as data.
import type { Label } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import { dayText, parseDay } from '../expression/moments.ts'
import { isJsonObject } from '../json.ts'
import { isStorable } from '../record/plain-text.ts'
import { isZone } from '../zone-time.ts'
import { type Refusing, readEntries, readObject, readOrThrow, shorten } from './refusing.ts'
import { readEndOfHours, readTimeOfDay, timeOfDayText } from './time-of-day.ts'
import { type Weekday, weekdayOf, weekdays } from './weekday.ts'

/** What the clocks show from when to when, in milliseconds since midnight; the end is outside. */
export interface OpenHours {
  readonly opens: number
  readonly closes: number
}

/** As it is written: `{ opens: '09:00', closes: '18:00' }`; a day may close at `24:00`. */
export interface WireOpenHours {
  readonly opens: string
  readonly closes: string
}

/** As it is sent and kept. */
export interface WireCalendar {
  readonly zone: string
  /** A weekday that is not named is closed. */
  readonly week: { readonly [day in Weekday]?: readonly WireOpenHours[] }
  /** Closed: on one day (`date`, `2026-04-03`), or every year (`yearly`, `12-25`). */
  readonly holidays?: readonly ({ readonly date: string; readonly label?: Label } | WireYearly)[]
  /** Days with other hours, or none, whatever weekday or holiday they are. */
  readonly exceptions?: readonly {
    readonly date: string
    readonly hours: readonly WireOpenHours[]
    readonly label?: Label
  }[]
}

interface WireYearly {
  readonly yearly: string
  readonly label?: Label
}

/** Hours of one day are in order and apart from each other. */
export interface BusinessCalendar {
  readonly zone: string
  /** From Sunday on. */
  readonly week: readonly (readonly OpenHours[])[]
  /** By `2026-04-03` and, of every year, by `12-25`. */
  readonly holidays: ReadonlyMap<string, Label | undefined>
  readonly exceptions: ReadonlyMap<string, BusinessDay>
}

/** One day of a calendar. */
export interface BusinessDay {
  readonly hours: readonly OpenHours[]
  /** The name of the holiday, or why the hours are others. */
  readonly label?: Label
}

const limits = { hours: 24, days: 1_000, label: 200 }
const noHours: readonly OpenHours[] = []

/** Throws a MoldeError that names every place where the document is no calendar. */
export function newCalendar(document: unknown): BusinessCalendar {
  return readOrThrow((from) => readCalendar(from, document, []))
}

export function readCalendar(from: Refusing, document: unknown, path: Path): BusinessCalendar | undefined {
  const read = readObject(from, document, path, 'calendar', ['zone', 'week', 'holidays', 'exceptions'])
  if (!read) return undefined
  const zone = typeof read['zone'] === 'string' ? read['zone'] : ''
  if (read['zone'] === undefined) from.refuse(path, 'missing-member', { name: 'zone' })
  else if (!isZone(zone)) from.refuse([...path, 'zone'], 'unknown-time-zone', { name: shorten(read['zone']) })
  return {
    zone,
    week: readWeek(from, read['week'], [...path, 'week']),
    holidays: readHolidays(from, read['holidays'], [...path, 'holidays']),
    exceptions: readExceptions(from, read['exceptions'], [...path, 'exceptions']),
  }
}

/** The hours of a day of the calendar, and why they are those. The wall time is in milliseconds, as if it were UTC. */
export function businessDay(calendar: BusinessCalendar, wall: number): BusinessDay {
  const date = dayText(wall)
  const exception = calendar.exceptions.get(date)
  if (exception) return exception
  const holiday = [date, date.slice(5)].find((name) => calendar.holidays.has(name))
  if (holiday === undefined) return { hours: calendar.week[weekdayOf(wall)] ?? noHours }
  const label = calendar.holidays.get(holiday)
  return { hours: noHours, ...(label !== undefined && { label }) }
}

function readWeek(from: Refusing, value: unknown, path: Path): BusinessCalendar['week'] {
  const read = value === undefined ? {} : readObject(from, value, path, 'week', weekdays)
  if (!read) return []
  const week = weekdays.map((day) => readHours(from, read[day], [...path, day]))
  // Hours that could not be read have been refused already.
  if (week.every((hours) => hours?.length === 0)) from.refuse(path, 'calendar-no-hours')
  return week.map((hours) => hours ?? noHours)
}

/** Undefined when something was refused that could have been hours. */
function readHours(from: Refusing, value: unknown, path: Path): readonly OpenHours[] | undefined {
  const entries = readEntries(from, value, path, 'hours', limits.hours)
  const hours = entries?.map((one, i) => readOpening(from, one, [...path, i]))
  if (!hours?.every((one) => one !== undefined)) return undefined
  const sorted = hours.sort((a, b) => a.opens - b.opens)
  for (const [i, one] of sorted.entries()) {
    const before = sorted[i - 1]
    if (before && one.opens < before.closes)
      return from.refuse(path, 'calendar-hours-overlap', { first: hoursText(before), second: hoursText(one) })
  }
  return joined(sorted)
}

function readOpening(from: Refusing, value: unknown, path: Path): OpenHours | undefined {
  const read = readObject(from, value, path, 'hours', ['opens', 'closes'])
  if (!read) return undefined
  const opens = readTimeOfDay(read['opens'])
  const closes = readEndOfHours(read['closes'])
  for (const name of ['opens', 'closes'] as const) {
    const text = read[name]
    if (text === undefined) from.refuse(path, 'missing-member', { name })
    else if ((name === 'opens' ? opens : closes) === undefined)
      from.refuse([...path, name], name === 'opens' ? 'calendar-opens' : 'calendar-closes', { text: shorten(text) })
  }
  if (opens === undefined || closes === undefined) return undefined
  if (closes > opens) return { opens, closes }
  return from.refuse(path, 'calendar-hours-order', { opens: timeOfDayText(opens), closes: timeOfDayText(closes) })
}

/** Hours that follow each other without a break are one stretch. */
function joined(hours: readonly OpenHours[]): readonly OpenHours[] {
  const stretches: OpenHours[] = []
  for (const one of hours) {
    const last = stretches.at(-1)
    if (last?.closes === one.opens) stretches[stretches.length - 1] = { opens: last.opens, closes: one.closes }
    else stretches.push(one)
  }
  return stretches
}

function readHolidays(from: Refusing, value: unknown, path: Path): BusinessCalendar['holidays'] {
  const holidays = new Map<string, Label | undefined>()
  for (const [i, one] of (readEntries(from, value, path, 'holidays', limits.days) ?? []).entries()) {
    const at = [...path, i]
    const read = readObject(from, one, at, 'holiday', ['date', 'yearly', 'label'])
    if (!read) continue
    const name = read['yearly'] === undefined ? readDate(from, read['date'], at) : readYearly(from, read, at)
    if (name === undefined) continue
    if (holidays.has(name)) from.refuse(at, 'calendar-date-twice', { date: name })
    holidays.set(name, readLabel(from, read['label'], [...at, 'label']))
  }
  return holidays
}

function readExceptions(from: Refusing, value: unknown, path: Path): BusinessCalendar['exceptions'] {
  const exceptions = new Map<string, BusinessDay>()
  for (const [i, one] of (readEntries(from, value, path, 'exceptions', limits.days) ?? []).entries()) {
    const at = [...path, i]
    const read = readObject(from, one, at, 'exception', ['date', 'hours', 'label'])
    if (!read) continue
    const date = readDate(from, read['date'], at)
    if (read['hours'] === undefined) from.refuse(at, 'missing-member', { name: 'hours' })
    const hours = readHours(from, read['hours'], [...at, 'hours']) ?? noHours
    const label = readLabel(from, read['label'], [...at, 'label'])
    if (date === undefined) continue
    if (exceptions.has(date)) from.refuse(at, 'calendar-date-twice', { date })
    exceptions.set(date, { hours, ...(label !== undefined && { label }) })
  }
  return exceptions
}

function readDate(from: Refusing, value: unknown, path: Path): string | undefined {
  if (value === undefined) return from.refuse(path, 'missing-member', { name: 'date' })
  if (typeof value === 'string' && parseDay(value)) return value
  return from.refuse([...path, 'date'], 'not-date', { label: shorten(value) })
}

/** 29 February is a day of the leap years. */
function readYearly(
  from: Refusing,
  { date, yearly }: { readonly [name: string]: unknown },
  path: Path,
): string | undefined {
  if (date !== undefined) return from.refuse(path, 'calendar-date-or-yearly')
  if (typeof yearly === 'string' && parseDay(`2024-${yearly}`)) return yearly
  return from.refuse([...path, 'yearly'], 'calendar-yearly', { text: shorten(yearly) })
}

function readLabel(from: Refusing, value: unknown, path: Path): Label | undefined {
  if (value === undefined) return undefined
  const texts: readonly unknown[] = isJsonObject(value) ? Object.values(value) : [value]
  const isLabel = texts.length > 0 && texts.length <= 30 && texts.every((text) => typeof text === 'string')
  if (!isLabel) return from.refuse(path, 'not-text', { label: 'label' })
  if (!texts.every((text) => isStorable(text as string)))
    return from.refuse(path, 'unstorable-text', { label: 'label' })
  if (texts.every((text) => (text as string).length > 0 && (text as string).length <= limits.label))
    return value as Label
  return from.refuse(path, 'length-out-of-range', { least: 1, most: limits.label })
}

function hoursText({ opens, closes }: OpenHours): string {
  return `${timeOfDayText(opens)}–${timeOfDayText(closes)}`
}
