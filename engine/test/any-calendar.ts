// Calendars, instants and durations for tests of time, and what a clock on a wall shows according to Intl alone.
import fc from 'fast-check'
import { type WireCalendar, type WireOpenHours } from '../src/time/business-calendar.ts'
import { type Duration, noDuration } from '../src/time/duration.ts'
import { weekdays } from '../src/time/weekday.ts'

export const zones = [
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
  'UTC',
] as const

/** Nights on which clocks change somewhere above, the day that Samoa skipped, a leap day and the end of a year. */
const turns = [
  '2018-11-04T03:00Z',
  '2019-02-17T02:00Z',
  '2026-03-29T01:00Z',
  '2026-10-25T01:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2011-12-30T10:00Z',
  '2026-03-08T05:00Z',
  '2026-11-01T05:00Z',
  '2024-02-29T12:00Z',
  '2025-12-31T23:00Z',
].map((text) => Date.parse(text))

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const anyZone = fc.constantFrom(...zones)

/** To the minute, within four days of a turn. */
export const anyInstant = fc
  .tuple(fc.constantFrom(...turns), fc.integer({ min: -4 * 1440, max: 4 * 1440 }))
  .map(([turn, minutes]) => turn + minutes * MINUTE)

/** Also between the minutes, and years away. */
export const anyMoment = fc.oneof(
  fc.tuple(anyInstant, fc.integer({ min: 0, max: MINUTE })).map(([at, ms]) => at + ms),
  fc.integer({ min: Date.parse('1975-01-01T00:00Z'), max: Date.parse('2089-01-01T00:00Z') }),
)

const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to three stretches of a day, in quarters of an hour. */
const anyHours: fc.Arbitrary<WireOpenHours[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((quarters) => {
    const ends = quarters.sort((a, b) => a - b).map((quarter) => text(quarter * 15))
    return ends.flatMap((opens, i) => (i % 2 === 0 && ends[i + 1] ? [{ opens, closes: ends[i + 1] as string }] : []))
  })

const anyDate = anyInstant.map((at) => new Date(at).toISOString().slice(0, 10))

export const anyCalendar: fc.Arbitrary<WireCalendar> = fc
  .record({
    zone: anyZone,
    hours: fc.tuple(anyHours, anyHours, anyHours, anyHours, anyHours, anyHours, anyHours),
    holidays: fc.uniqueArray(anyDate, { maxLength: 4 }),
    yearly: fc.boolean(),
    exceptions: fc.uniqueArray(fc.tuple(anyDate, anyHours), { maxLength: 3, selector: ([date]) => date }),
  })
  .filter(({ hours }) => hours.filter((day) => day.length > 0).length > 1)
  .map(({ zone, hours, holidays, yearly, exceptions }) => ({
    zone,
    week: Object.fromEntries(weekdays.map((day, i) => [day, hours[i]])),
    holidays: [...holidays.map((date) => ({ date })), ...(yearly ? [{ yearly: '12-31' }] : [])],
    exceptions: exceptions.map(([date, hours]) => ({ date, hours })),
  }))

export const anyDuration: fc.Arbitrary<Duration> = fc
  .record({
    years: fc.constantFrom(0, 0, 1, 4),
    months: fc.constantFrom(0, 0, 1, 11, 13),
    days: fc.constantFrom(0, 1, 2, 30),
    hours: fc.constantFrom(0, 1, 4, 25),
    minutes: fc.constantFrom(0, 1, 30),
    seconds: fc.constantFrom(0, 0.001, 59),
  })
  .map((parts) => ({ ...noDuration, ...parts }))

export interface Shown {
  /** `2026-12-31` */
  readonly date: string
  /** `23:59` */
  readonly time: string
}

const QUARTER = 15 * MINUTE
const formats = new Map<string, Intl.DateTimeFormat>()
let quarter: { readonly zone: string; readonly at: number; readonly date: string; readonly minutes: number } | undefined

/**
 * What the clocks of the zone show, to the minute. Intl is asked once per quarter of an hour: since 1975 no clocks have changed
 * within one, and none is off by less.
 */
export function shown(at: number, zone: string): Shown {
  const start = Math.floor(at / QUARTER) * QUARTER
  if (quarter?.zone !== zone || quarter.at !== start) quarter = quarterAt(start, zone)
  return { date: quarter.date, time: text(quarter.minutes + Math.floor((at - start) / MINUTE)) }
}

function quarterAt(at: number, zone: string): NonNullable<typeof quarter> {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  const [date = '', time = ''] = format.format(at).split(' ')
  return { zone, at, date, minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }
}

/** Is the calendar open, by its document alone? */
export function isOpenByDocument(calendar: WireCalendar, at: number): boolean {
  const { date, time } = shown(at, calendar.zone)
  return hoursByDocument(calendar, date).some(({ opens, closes }) => opens <= time && time < closes)
}

const known = new WeakMap<WireCalendar, Map<string, readonly WireOpenHours[]>>()

function hoursByDocument(calendar: WireCalendar, date: string): readonly WireOpenHours[] {
  const dates = known.get(calendar) ?? new Map<string, readonly WireOpenHours[]>()
  known.set(calendar, dates)
  const hours = dates.get(date) ?? hoursOn(calendar, date)
  dates.set(date, hours)
  return hours
}

function hoursOn({ week, holidays = [], exceptions = [] }: WireCalendar, date: string): readonly WireOpenHours[] {
  const exception = exceptions.find((one) => one.date === date)
  if (exception) return exception.hours
  const isHoliday = holidays.some((one) => ('date' in one ? one.date === date : date.endsWith(one.yearly)))
  const day = weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]
  return isHoliday || !day ? [] : (week[day] ?? [])
}
