// When an entry is, in words: its times on one day, or its days.

import type { CalendarWords } from '../date-input/calendar-words.ts'
import type { Entry } from './calendar-entry.ts'

/** `9:00 AM`, `9:00 AM – 10:00 AM`, `Nov 26 – 28, 2026`; empty for a single whole day. */
export function entryTime({ first, last, from, to }: Entry, words: CalendarWords): string {
  const clock = from === undefined ? '' : words.clock(from)
  const end = to === undefined || (to === from && first === last) ? '' : words.clock(to)
  const times = clock && end ? `${clock} – ${end}` : clock
  if (first === last) return times
  return [words.range(first, last), times].filter(Boolean).join(', ')
}
