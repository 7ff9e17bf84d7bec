// What must be written so that a record stands on another day, or at another time, and lasts as long as before?
import { instantOf, localTime } from '@molde/engine'
import type { WireData } from '../api/records-api.ts'
import { addDays, type Day, daysBetween } from '../date-input/calendar-days.ts'
import type { TimeField } from './calendar-entry.ts'

export interface Place {
  readonly day: Day
  /** Minutes after midnight on the tenant's clocks; without them the time of day stays. */
  readonly minutes?: number
}

/** The fields that change, or undefined when nothing does. */
export function movedData(
  data: WireData,
  start: TimeField,
  end: TimeField | undefined,
  to: Place,
  zone: string,
): WireData | undefined {
  const before = textOf(data, start)
  if (before === undefined) return undefined
  const after = start.type === 'datetime' ? movedInstant(before, to, zone) : to.day
  if (after === before) return undefined
  const stop = end && end.key !== start.key ? textOf(data, end) : undefined
  if (!end || stop === undefined) return { [start.key]: after }
  return { [start.key]: after, [end.key]: movedEnd(stop, end, { start, before, after, zone }) }
}

interface Shift {
  readonly start: TimeField
  readonly before: string
  readonly after: string
  readonly zone: string
}

/** Between two moments the time that passes is kept, even over a change of the clocks; otherwise the number of days. */
function movedEnd(stop: string, end: TimeField, { start, before, after, zone }: Shift): string {
  if (start.type === 'datetime' && end.type === 'datetime')
    return new Date(Date.parse(stop) + Date.parse(after) - Date.parse(before)).toISOString()
  const days = daysBetween(dayIn(before, start, zone), dayIn(after, start, zone))
  if (end.type !== 'datetime') return addDays(stop, days)
  return movedInstant(stop, { day: addDays(dayIn(stop, end, zone), days) }, zone)
}

function movedInstant(instant: string, { day, minutes }: Place, zone: string): string {
  const local = localTime(Date.parse(instant), zone)
  const time = minutes === undefined ? local.time : minutes * 60_000
  // The second of two equal times of day stays the second one, as long as nothing moves.
  if (local.date === day && local.time === time) return instant
  return new Date(instantOf({ date: day, time }, zone)).toISOString()
}

function dayIn(value: string, field: TimeField, zone: string): Day {
  return field.type === 'datetime' ? localTime(Date.parse(value), zone).date : value
}

function textOf(data: WireData, field: TimeField): string | undefined {
  const value = data[field.key]
  return typeof value === 'string' ? value : undefined
}
