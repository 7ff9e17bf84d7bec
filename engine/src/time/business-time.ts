// Which instant lies so much working time after another one, and how much working time lies between two?
import { dayText } from '../expression/moments.ts'
import { firstInstantOf, instantOf, wallTime } from '../zone-time.ts'
import { type BusinessCalendar, businessDay } from './business-calendar.ts'
import { clockOf, type Duration, monthsOf } from './duration.ts'
import { DAY, moveWall } from './move-time.ts'
import { isOpen, MOST_DAYS, neverOpen, nextOpening, openAfter, openBefore, openWithin } from './open-stretches.ts'

const LONGEST = 100 * 366 * DAY

/**
 * Counting begins at the next opening, in either direction; what is given at closing time belongs to the hours that end, so a
 * working day back from Monday 18:00 is Friday 18:00.
 * - Years, months and weeks move the calendar, first; where that is closed, it goes on to the next opening. A term in months is
 *   one of the calendar everywhere (Brazilian Civil Code, art. 132), and ends on the next working day.
 * - A day is a day with opening hours: `P2D` from Thursday 10:00 is Monday 10:00. The day it begins on does not count (the same
 *   article). A clock time that is closed there moves on to the next opening of that day; after the last one it is the end of that
 *   day's hours, because the day was given, not the night.
 * - Hours, minutes and seconds pass while the calendar is open. What is used up at closing time ends at closing time.
 *
 * Throws a MoldeError when the calendar does not open long enough within ten years.
 */
export function addBusinessTime(calendar: BusinessCalendar, from: number, duration: Duration): number {
  const sign = duration.negative ? -1 : 1
  const moved = moveWall(from, sign * monthsOf(duration), sign * duration.weeks * 7, calendar.zone)
  const begun = sign < 0 && isOpen(calendar, moved - 1) ? moved : nextOpening(calendar, moved)
  return addOpenTime(calendar, moveDays(calendar, begun, sign * duration.days), sign * clockOf(duration))
}

/**
 * Milliseconds that the calendar is open between two instants; negative when the second is the earlier one. Throws a RangeError
 * when they are more than a hundred years apart.
 */
export function businessTimeBetween(calendar: BusinessCalendar, from: number, to: number): number {
  if (to < from) return -businessTimeBetween(calendar, to, from)
  if (to - from > LONGEST) throw new RangeError('working time is counted over a hundred years at most')
  let open = 0
  for (let at = from; at < to; at += DAY)
    for (const stretch of openWithin(calendar, { from: at, to: Math.min(at + DAY, to) }))
      open += stretch.to - stretch.from
  return open
}

/**
 * Of the instants with so much open time between: the first one going forward, the last one going back, so neither is at rest
 * where it could be at work.
 */
export function addOpenTime(calendar: BusinessCalendar, from: number, ms: number): number {
  if (ms === 0) return from
  let left = Math.abs(ms)
  for (const stretch of ms > 0 ? openAfter(calendar, from) : openBefore(calendar, from)) {
    const length = stretch.to - stretch.from
    if (length >= left) return ms > 0 ? stretch.from + left : stretch.to - left
    left -= length
  }
  throw neverOpen(from)
}

function moveDays(calendar: BusinessCalendar, from: number, days: number): number {
  if (days === 0) return from
  const wall = wallTime(from, calendar.zone)
  const time = wall - Math.floor(wall / DAY) * DAY
  const day = workingDay(calendar, wall - time, days)
  if (day === undefined) throw neverOpen(from)
  const { hours } = businessDay(calendar, day)
  const next = hours.find(({ closes }) => time < closes)
  if (!next) return endOf(day, hours.at(-1)?.closes ?? time, calendar.zone)
  // Open already, unless the clocks skip what is left of these hours.
  return nextOpening(calendar, firstInstantOf(day + Math.max(time, next.opens), calendar.zone))
}

function workingDay(calendar: BusinessCalendar, start: number, days: number): number | undefined {
  const step = days < 0 ? -DAY : DAY
  let left = Math.abs(days)
  for (let looked = 1; looked <= MOST_DAYS; looked += 1) {
    const day = start + looked * step
    if (isWorkingDay(calendar, day)) left -= 1
    if (left === 0) return day
  }
  return undefined
}

/** After the last moment of the hours, also when the clocks show that twice. */
function endOf(day: number, closes: number, zone: string): number {
  return instantOf({ date: dayText(day), time: closes - 1 }, zone, 'second') + 1
}

/** Hours that the clocks skip are none: Samoa had no 30 December in 2011. */
function isWorkingDay(calendar: BusinessCalendar, day: number): boolean {
  return businessDay(calendar, day).hours.some(({ opens, closes }) => {
    const opening = firstInstantOf(day + opens, calendar.zone)
    return wallTime(opening, calendar.zone) < day + closes
  })
}
