// Which instant lies a duration after another one, where every hour of the week counts?
import { firstInstantOf, wallTime } from '../zone-time.ts'
import { clockOf, type Duration, monthsOf } from './duration.ts'

export const DAY = 86_400_000

/**
 * Months first, then weeks and days: these move the wall clock, in the zone; then hours, minutes and seconds, which move the
 * instant. A day that a month lacks is its last one (31 January and one month is 28 February), as it is in PostgreSQL and in
 * java.time; so two starts may share a day there, each at its own time. A time that the clocks skip is the moment after the gap, one that they show twice the first of the two.
 */
export function addDuration(from: number, duration: Duration, zone: string): number {
  const sign = duration.negative ? -1 : 1
  const days = duration.weeks * 7 + duration.days
  return moveWall(from, sign * monthsOf(duration), sign * days, zone) + sign * clockOf(duration)
}

/** The instant at which the wall shows the same time so many months and days later; the very instant for none. */
export function moveWall(from: number, months: number, days: number, zone: string): number {
  if (months === 0 && days === 0) return from
  return firstInstantOf(addMonths(wallTime(from, zone), months) + days * DAY, zone)
}

function addMonths(wall: number, months: number): number {
  if (months === 0) return wall
  const at = new Date(wall)
  const day = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.setUTCDate(Math.min(day, daysIn(at.getUTCFullYear(), at.getUTCMonth())))
}

/** Months count from 0. */
export function daysIn(year: number, month: number): number {
  const first = new Date(0)
  first.setUTCFullYear(year, month + 1, 0)
  return first.getUTCDate()
}
