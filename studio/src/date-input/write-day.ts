// How does an input show a day, a time or both, and what does it take what is typed for? Days and moments are as the wall shows them:
// `2026-12-24`, `09:30`, `2026-12-24T09:30`.
import type { Formats } from '../text/formats.ts'
import { isDay } from './calendar-days.ts'
import { type DayReader, readClock, readDay, readMoment } from './read-day.ts'

export type WhenKind = 'date' | 'time' | 'datetime'

/** What cannot be read is shown as it is. */
export function writeMoment(kind: WhenKind, value: string, formats: Formats): string {
  if (!isMoment(kind, value)) return value
  const [first = '', second = ''] = value.split('T')
  switch (kind) {
    case 'date':
      return formats.date(first)
    case 'time':
      return formats.time(first)
    case 'datetime':
      return `${formats.date(first)}, ${formats.time(second)}`
  }
}

/** Is it in the form of its kind, and not what was typed and could not be read? */
export function isMoment(kind: WhenKind, value: string): boolean {
  const [first, second] = value.split('T')
  switch (kind) {
    case 'date':
      return isDay(value)
    case 'time':
      return isClock(value)
    case 'datetime':
      return isDay(first) && isClock(second)
  }
}

const isClock = (text: string | undefined) => text !== undefined && /^([01]\d|2[0-3])(:[0-5]\d){1,2}$/.test(text)

/** What cannot be read is handed on as it was typed; an empty text is empty. */
export function readAs(kind: WhenKind, typed: string, reader: DayReader): string {
  const read = {
    date: () => readDay(typed, reader),
    time: () => readClock(typed),
    datetime: () => readMoment(typed, reader),
  }[kind]()
  return read ?? typed.trim()
}
