// How is a length of time read and written that may hold months and days, whose length the calendar decides?
import type { Path } from '../errors.ts'
import { type Refusing, readOrThrow, shorten } from './refusing.ts'

/**
 * ISO 8601, in the parts it was said in. Years, months, weeks and days move the calendar and keep what the clock on the wall
 * shows; hours, minutes and seconds are a length of time. A record's field of type `duration` is another thing: it has no months,
 * and a day of it is 24 hours.
 */
export interface Duration {
  readonly years: number
  readonly months: number
  readonly weeks: number
  readonly days: number
  readonly hours: number
  readonly minutes: number
  /** With at most three digits after the point. */
  readonly seconds: number
  /** Back in time. */
  readonly negative: boolean
}

/** What a place takes beside lengths of time that are something. */
export interface DurationRules {
  readonly negative?: boolean
  readonly zero?: boolean
}

export const noDuration: Duration = {
  years: 0,
  months: 0,
  weeks: 0,
  days: 0,
  hours: 0,
  minutes: 0,
  seconds: 0,
  negative: false,
}

/** Longer than anything that is planned, and short enough that no sum leaves the years of four digits by surprise. */
const LONGEST_YEARS = 100

const SHAPE =
  /^([+-]?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,10}(?:\.\d{1,3})?)S)?)?$/
/** The same with a fraction where it is not taken. */
const FRACTION = /^[+-]?P[\dYMWD.,]*(?:T[\dHMS.,]*)?$/

/** Throws a MoldeError: durations are written as `P2D`, `PT4H`, `P1DT2H30M`, `P2W`. */
export function parseDuration(text: string, rules: DurationRules = {}): Duration {
  return readOrThrow((from) => readDuration(from, text, [], rules))
}

export function readDuration(
  from: Refusing,
  value: unknown,
  path: Path,
  rules: DurationRules = {},
): Duration | undefined {
  const text = shorten(value)
  const duration = typeof value === 'string' ? partsOf(value) : undefined
  if (!duration) {
    const isFraction = typeof value === 'string' && value.length <= 60 && FRACTION.test(value) && /[.,]/.test(value)
    return from.refuse(path, isFraction ? 'duration-fraction' : 'duration-form', { text })
  }
  if (duration.negative && !rules.negative) return from.refuse(path, 'duration-negative', { text })
  if (isZero(duration) && !rules.zero) return from.refuse(path, 'duration-zero', { text })
  if (duration.weeks > 0 && monthsOf(duration) + duration.days + clockOf(duration) > 0)
    return from.refuse(path, 'duration-weeks-mixed', { text, wish: durationText(withoutWeeks(duration)) })
  if (yearsAtLeast(duration) > LONGEST_YEARS)
    return from.refuse(path, 'duration-too-long', { text, most: LONGEST_YEARS })
  return duration
}

/** `P1DT2H30M`: the parts that are something, in the units they were said in. `PT0S` is nothing. */
export function durationText({ years, months, weeks, days, hours, minutes, seconds, negative }: Duration): string {
  const part = (amount: number, letter: string): string => (amount === 0 ? '' : `${amount}${letter}`)
  const date = part(years, 'Y') + part(months, 'M') + part(weeks, 'W') + part(days, 'D')
  const clock = part(hours, 'H') + part(minutes, 'M') + part(seconds, 'S')
  if (date === '' && clock === '') return 'PT0S'
  return `${negative ? '-' : ''}P${date}${clock === '' ? '' : `T${clock}`}`
}

/** A length in milliseconds as hours, minutes and seconds, the way `parseDuration` would give it. */
export function clockDuration(ms: number): Duration {
  const size = Math.abs(ms)
  const hours = Math.floor(size / 3_600_000)
  const minutes = Math.floor((size % 3_600_000) / 60_000)
  return { ...noDuration, hours, minutes, seconds: (size % 60_000) / 1000, negative: ms < 0 }
}

function isZero(duration: Duration): boolean {
  return monthsOf(duration) + duration.weeks + duration.days + clockOf(duration) === 0
}

export function reverse(duration: Duration): Duration {
  return { ...duration, negative: !duration.negative && !isZero(duration) }
}

/** Years and months, in months, without the sign. */
export function monthsOf({ years, months }: Duration): number {
  return years * 12 + months
}

/** Hours, minutes and seconds, in milliseconds, without the sign. */
export function clockOf({ hours, minutes, seconds }: Duration): number {
  return hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1000)
}

function partsOf(text: string): Duration | undefined {
  const parts = text.length > 80 || /[PT+-]$/.test(text) ? null : SHAPE.exec(text)
  if (!parts) return undefined
  const [, sign, years, months, weeks, days, , hours, minutes, seconds] = parts
  const part = (digits: string | undefined): number => Number(digits ?? 0)
  const duration = {
    years: part(years),
    months: part(months),
    weeks: part(weeks),
    days: part(days),
    hours: part(hours),
    minutes: part(minutes),
    seconds: part(seconds),
    negative: false,
  }
  return sign === '-' ? reverse(duration) : duration
}

function withoutWeeks(duration: Duration): Duration {
  return { ...duration, weeks: 0, days: duration.days + duration.weeks * 7 }
}

/** A year of this is never longer than one of the calendar. */
function yearsAtLeast(duration: Duration): number {
  const days = duration.weeks * 7 + duration.days + clockOf(duration) / 86_400_000
  return monthsOf(duration) / 12 + days / 366
}
