// Where does a record stand in a calendar: from which day to which, and at what time on the tenant's clocks?
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireData, WireRecord } from '../api/records-api.ts'
import { addDays, type Day, daysBetween, isDay, minutesOfDay } from '../date-input/calendar-days.ts'
import { toLocal } from '../field-value/local-datetime.ts'

export type TimeField = Pick<WireField, 'key' | 'type'>

export interface Entry {
  readonly record: WireRecord
  readonly first: Day
  readonly last: Day
  /** Minutes after midnight on the first day; undefined when days are all that is known. */
  readonly from?: number
  /** Minutes after midnight on the last day, up to 1440; undefined when the end is not known. */
  readonly to?: number
}

/** How long something is drawn whose end is not known. */
const usualLength = 30

/** Can a calendar go by it? */
export function isTimeField(field: Pick<WireField, 'type' | 'many'>): boolean {
  return (field.type === 'date' || field.type === 'datetime') && field.many !== true
}

/** Undefined when the record has no such date. An end before the start is as good as none. */
export function entryOf(
  record: WireRecord,
  start: TimeField,
  end: TimeField | undefined,
  zone: string,
): Entry | undefined {
  const begin = momentOf(record.data, start, zone)
  if (!begin) return undefined
  const from = begin.minutes === undefined ? {} : { from: begin.minutes }
  const stop = end && endOf(momentOf(record.data, end, zone))
  if (!stop || isBefore(stop, begin)) return { record, first: begin.day, last: begin.day, ...from }
  const to = begin.minutes === undefined || stop.minutes === undefined ? {} : { to: stop.minutes }
  return { record, first: begin.day, last: stop.day, ...from, ...to }
}

/** Is it drawn as a band over whole days? What goes past midnight but is shorter than a day keeps its times. */
export function isBand({ first, last, from, to }: Entry): boolean {
  if (from === undefined) return true
  if (first === last) return false
  return to === undefined || daysBetween(first, last) * minutesOfDay + to - from >= minutesOfDay
}

/** The part of a day that an entry takes there. */
export function partOn(entry: Entry, day: Day): { readonly from: number; readonly to: number } {
  const from = day === entry.first ? (entry.from ?? 0) : 0
  const known = day === entry.last ? (entry.to ?? from + usualLength) : minutesOfDay
  return { from, to: Math.min(minutesOfDay, Math.max(known, from)) }
}

/** Those that stand on any of these days; they follow each other. */
export function shownOn(entries: readonly Entry[], days: readonly Day[]): readonly Entry[] {
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return []
  return entries.filter(({ first, last }) => first <= to && last >= from)
}

/** By day, then longer ones first, then by time: the order in which a calendar is read. */
export function byTime(a: Entry, b: Entry): number {
  if (a.first !== b.first) return a.first < b.first ? -1 : 1
  if (a.last !== b.last) return a.last > b.last ? -1 : 1
  return (a.from ?? -1) - (b.from ?? -1)
}

interface Moment {
  readonly day: Day
  readonly minutes?: number
}

function momentOf(data: WireData, field: TimeField, zone: string): Moment | undefined {
  const value: Json | undefined = data[field.key]
  if (typeof value !== 'string') return undefined
  if (field.type !== 'datetime') return isDay(value) ? { day: value } : undefined
  const local = toLocal(value, zone)
  if (!local) return undefined
  return { day: local.slice(0, 10), minutes: Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16)) }
}

/** Midnight ends the day before; it does not begin one more. */
function endOf(moment: Moment | undefined): Moment | undefined {
  return moment?.minutes === 0 ? { day: addDays(moment.day, -1), minutes: minutesOfDay } : moment
}

function isBefore(a: Moment, b: Moment): boolean {
  if (a.day !== b.day) return a.day < b.day
  return a.minutes !== undefined && b.minutes !== undefined && a.minutes < b.minutes
}
