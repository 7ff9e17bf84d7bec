// Which expression asks for the records that a calendar's days show?
import { instantOf, sayFieldName } from '@molde/engine'
import { addDays, type Day } from '../date-input/calendar-days.ts'
import type { TimeField } from './calendar-entry.ts'

export interface Range {
  readonly first: Day
  readonly last: Day
}

/** What starts within the days; with an end also what started earlier and reaches into them. */
export function rangeFilter(
  base: string | undefined,
  start: TimeField,
  end: TimeField | undefined,
  { first, last }: Range,
  zone: string,
): string {
  const begun = `${sayFieldName(start.key)} ${before(start, addDays(last, 1), zone)}`
  const own = `${sayFieldName(start.key)} ${from(start, first, zone)}`
  const late = end ? `(${own} || ${sayFieldName(end.key)} ${after(end, first, zone)})` : own
  return joined(base, `${late} && ${begun}`)
}

/** Records that a calendar by this field cannot show. */
export function undatedFilter(base: string | undefined, start: TimeField): string {
  return joined(base, `${sayFieldName(start.key)} == null`)
}

function joined(base: string | undefined, more: string): string {
  return base ? `(${base}) && ${more}` : more
}

function from(field: TimeField, day: Day, zone: string): string {
  return `>= ${momentText(field, day, zone)}`
}

function before(field: TimeField, day: Day, zone: string): string {
  return `< ${momentText(field, day, zone)}`
}

/** What ends on a day ends at its evening, what ends at midnight has ended. */
function after(field: TimeField, day: Day, zone: string): string {
  return field.type === 'datetime' ? `> ${momentText(field, day, zone)}` : from(field, day, zone)
}

function momentText(field: TimeField, day: Day, zone: string): string {
  if (field.type !== 'datetime') return `date("${day}")`
  return `timestamp("${new Date(instantOf({ date: day, time: 0 }, zone)).toISOString()}")`
}
