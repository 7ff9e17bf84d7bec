// How does a day become a moment, and a moment a day?
import { isDatable } from '../expression/moments.ts'
import { datetimeValue, timeValue } from '../record/canonical-time.ts'
import { instantOf, localTime } from '../zone-time.ts'
import type { ConversionParams, Converter } from './converter.ts'

/** The day's beginning by the clocks of the zone, or the time that was said. A moment that comes back keeps its time of day. */
export const dateToDatetime: Converter = ({ params }) => {
  const zone = params.zone ?? 'UTC'
  return (value, past) => {
    const before = typeof past === 'string' ? datetimeValue(past) : undefined
    const time = before === undefined ? timeOfDay(params) : localTime(before, zone).time
    return isoDatetime(instantOf({ date: value as string, time }, zone))
  }
}

export const datetimeToDate: Converter = ({ params }) => {
  const zone = params.zone ?? 'UTC'
  return (value) => {
    const instant = datetimeValue(value as string)
    const date = instant === undefined ? undefined : localTime(instant, zone).date
    // The zone's clocks may show a year that is no year of four digits.
    return date !== undefined && /^\d{4}-/.test(date) && date >= '0001-01-01' ? date : undefined
  }
}

/** Canonical text of a moment; undefined outside of years of four digits. */
export function isoDatetime(instant: number): string | undefined {
  return isDatable(instant) ? new Date(instant).toISOString() : undefined
}

/** Milliseconds since midnight for days without a time. */
export function timeOfDay({ time }: ConversionParams): number {
  return (time === undefined ? undefined : timeValue(time)) ?? 0
}
