// From which instant to which is a calendar open? Open is when the clock on the wall shows an opening hour: one that the
// clocks show twice counts twice, one that they skip does not count.
import { issue, MoldeError } from '../errors.ts'
import { dayText } from '../expression/moments.ts'
import { changeWithin, localTime, zoneOffset } from '../zone-time.ts'
import { type BusinessCalendar, businessDay } from './business-calendar.ts'
import { DAY } from './move-time.ts'

/** From an instant to another one, which is outside. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** How far one looks for an opening hour. */
const YEARS = 10
export const MOST_DAYS = YEARS * 366

export function isOpen(calendar: BusinessCalendar, at: number): boolean {
  const { date, time } = localTime(at, calendar.zone)
  const { hours } = businessDay(calendar, Date.parse(`${date}T00:00:00Z`))
  return hours.some(({ opens, closes }) => opens <= time && time < closes)
}

/** The instant itself when it is open, else the next that is. Throws a MoldeError when there is none within ten years. */
export function nextOpening(calendar: BusinessCalendar, at: number): number {
  for (const { from } of openAfter(calendar, at)) return from
  throw neverOpen(at)
}

/** What is open from an instant on, the earliest first; ends after ten years. The first stretch may begin at the instant. */
export function* openAfter(calendar: BusinessCalendar, at: number): Generator<Stretch, undefined> {
  for (let days = 0; days < MOST_DAYS; days += 1)
    yield* openWithin(calendar, { from: at + days * DAY, to: at + (days + 1) * DAY })
}

/** What is open up to an instant, the latest first; ends ten years before. The first stretch may end at the instant. */
export function* openBefore(calendar: BusinessCalendar, at: number): Generator<Stretch, undefined> {
  for (let days = 0; days < MOST_DAYS; days += 1)
    yield* openWithin(calendar, { from: at - (days + 1) * DAY, to: at - days * DAY }).reverse()
}

/** Said of a calendar that does not open, or not long enough, within the years that are looked at. */
export function neverOpen(at: number): MoldeError {
  return new MoldeError([issue([], 'calendar-never-open', { date: dayText(at), years: YEARS })])
}

/** What is open within a stretch of a day at most, in order. */
export function openWithin(calendar: BusinessCalendar, within: Stretch): Stretch[] {
  return samePace(within, calendar.zone).flatMap(({ from, to, offset }) => {
    const open: Stretch[] = []
    for (let day = Math.floor((from + offset) / DAY) * DAY; day < to + offset; day += DAY)
      for (const { opens, closes } of businessDay(calendar, day).hours) {
        const stretch = { from: Math.max(from, day + opens - offset), to: Math.min(to, day + closes - offset) }
        if (stretch.from < stretch.to) open.push(stretch)
      }
    return open
  })
}

/** Cut where the clocks change. No zone changes them twice within a day. */
function samePace({ from, to }: Stretch, zone: string): (Stretch & { readonly offset: number })[] {
  const offset = zoneOffset(from, zone)
  // The end is outside: what the clocks show there is what they show from there on.
  if (zoneOffset(to - 1, zone) === offset) return [{ from, to, offset }]
  const change = changeWithin(from, to - 1, zone)
  return [
    { from, to: change, offset },
    { from: change, to, offset: zoneOffset(change, zone) },
  ]
}
