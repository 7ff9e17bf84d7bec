// What every part of a calendar knows: whose records, how they are said and coloured, and what can be done with them.
import type { WireRecord } from '../api/records-api.ts'
import type { Day, Span } from '../date-input/calendar-days.ts'
import type { CalendarWords } from '../date-input/calendar-words.ts'
import type { RecordHue } from '../field-value/record-hue.ts'
import type { Entry } from './calendar-entry.ts'
import type { Place } from './move-entry.ts'
import type { DayFocus } from './use-day-focus.ts'
import type { Today } from './use-today.ts'

export interface Calendar {
  readonly tenant: string
  readonly words: CalendarWords
  readonly today: Today
  readonly focus: DayFocus
  readonly titleOf: (record: WireRecord) => string
  readonly hueOf: (record: WireRecord) => RecordHue
  /** Why records cannot be moved; undefined when they can. */
  readonly fixed: string | undefined
  readonly onOpen: (record: WireRecord) => void
  readonly onMove: (at: Day, span: Span) => void
  readonly onMoveEntry: (entry: Entry, to: Place) => void
  /** Asks where to. */
  readonly onAskMove: (record: WireRecord) => void
  /** On a day, `2026-11-26`, or at a time of it, `2026-11-26T09:30`. Undefined when the system fills the date in. */
  readonly onCreate: ((at: string) => void) | undefined
}

/** How many records stand on each of the days. */
export function countByDay(entries: readonly Entry[], days: readonly Day[]): ReadonlyMap<Day, number> {
  return new Map(days.map((day) => [day, entries.filter(({ first, last }) => first <= day && day <= last).length]))
}
