// Which day or time does somebody mean by what they type? Read in the notation of their language, in that of the standard, and in
// any other that can mean one thing only.
import { addDays, type Day, isDay } from './calendar-days.ts'

export interface DayReader {
  /** Of the person who types. */
  readonly language: string
  readonly today: Day
}

/** `12/24/2026`, `24 dez.`, `tomorrow` → `2026-12-24`; undefined where it says no day. */
export function readDay(typed: string, reader: DayReader): Day | undefined {
  const text = bare(typed)
  return (
    readDigits(text, reader) ??
    readParts(text, reader) ??
    readNamedMonth(text, reader) ??
    readNearby(text, reader) ??
    undefined
  )
}

/** `9:30`, `9h30`, `9:30 pm`, `9 pm` → `09:30`, `21:30`, `21:00`; with seconds only where there are some. */
export function readClock(typed: string): string | undefined {
  const text = bare(typed)
  const [, hours, minutes = '00', seconds, half] =
    /^(\d{1,2})(?:[:h.](\d{2})(?:[:.](\d{2})(?:\.0+)?)?(?:min)?)? ?(?:([ap])\.? ?m\.?)?$/.exec(text) ??
    /^(\d{1,2})h()$/.exec(text) ??
    /^(\d{2})(\d{2})$/.exec(text) ??
    []
  // A bare number says nothing yet.
  if (hours === undefined || (/^\d{1,2}$/.test(text) && half === undefined)) return undefined
  const hour = hourOf(Number(hours), half)
  const [minute, second] = [Number(minutes || 0), Number(seconds ?? 0)]
  if (hour === undefined || minute > 59 || second > 59) return undefined
  const clock = [hour, minute, ...(second > 0 ? [second] : [])]
  return clock.map((part) => String(part).padStart(2, '0')).join(':')
}

/** A day with a time behind it → `2026-12-24T09:30`; undefined where one of the two is missing. */
export function readMoment(typed: string, reader: DayReader): string | undefined {
  const text = bare(typed)
  for (const split of text.matchAll(/t(?=\d)|,? (?:at |às |as |в )?/g)) {
    const clock = readClock(text.slice(split.index + split[0].length))
    const day = clock && readDay(text.slice(0, split.index), reader)
    if (day) return `${day}T${clock}`
  }
  return undefined
}

function bare(typed: string): string {
  return typed
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

/** `24122026` and `241226`, as on a keyboard of digits; `20261224`. */
function readDigits(text: string, reader: DayReader): Day | undefined {
  if (!/^(\d{6}|\d{8})$/.test(text)) return undefined
  const year = text.slice(4)
  const own = fromNumbers([text.slice(0, 2), text.slice(2, 4), year], reader)
  return own ?? dayFrom(text.slice(0, 4), text.slice(4, 6), text.slice(6), reader)
}

/** Numbers with something between them. Without a year it is this one's. */
function readParts(text: string, reader: DayReader): Day | undefined {
  const [, first = '', , second = '', third = String(Number(reader.today.slice(0, 4)))] =
    /^(\d{1,4})( ?[-/.] ?| )(\d{1,2})(?:\2(\d{2}|\d{4}))?[.,]?(?: г\.?)?$/.exec(text) ?? []
  if (first === '') return undefined
  if (first.length === 4) return dayFrom(first, second, third.length === 2 ? third : '', reader)
  return first.length < 3 ? fromNumbers([first, second, third], reader) : undefined
}

/** The order of the language first; the other one where that is no day. */
function fromNumbers([first, second, year]: readonly [string, string, string], reader: DayReader): Day | undefined {
  const [dayFirst, monthFirst] = [dayFrom(year, second, first, reader), dayFrom(year, first, second, reader)]
  return beginsWithMonth(reader.language) ? (monthFirst ?? dayFirst) : (dayFirst ?? monthFirst)
}

function beginsWithMonth(language: string): boolean {
  const parts = new Intl.DateTimeFormat(language, { dateStyle: 'short' }).formatToParts(0).map(({ type }) => type)
  return parts.indexOf('month') < parts.indexOf('day')
}

/** A year of two digits is one of the twenty to come, else one of those that were: people are born long before plans are made. */
function dayFrom(year: string, month: string, date: string, { today }: DayReader): Day | undefined {
  const now = Number(today.slice(0, 4))
  const full = year.length === 2 ? now + ((((Number(year) - now) % 100) + 180) % 100) - 80 : Number(year)
  const day = [String(full).padStart(4, '0'), month.padStart(2, '0'), date.padStart(2, '0')].join('-')
  return isDay(day) ? day : undefined
}

/** `Dec 24, 2026`, `24 de dezembro`, `24 дек. 2026 г.` */
function readNamedMonth(text: string, reader: DayReader): Day | undefined {
  const words = text.split(/[\s,./-]+/).filter((word) => word !== '' && word !== 'de' && word !== 'г')
  const place = words.findIndex((word) => /^\p{L}{3,}$/u.test(word))
  const month = place < 0 ? undefined : monthCalled(words[place] as string, reader.language)
  const [date = '', year = reader.today.slice(0, 4), more] = words.filter((_, at) => at !== place)
  if (month === undefined || place > 1 || more !== undefined) return undefined
  const [, number = ''] = /^(\d{1,2})(?:st|nd|rd|th|º|-?е)?$/.exec(date) ?? []
  if (number === '' || !/^(\d{2}|\d{4})$/.test(year)) return undefined
  return dayFrom(year, String(month), number, reader)
}

/** Three letters tell the months apart, in the language of the reader and in English. */
function monthCalled(word: string, language: string): number | undefined {
  const begins = word.slice(0, 3)
  for (const spoken of [language, 'en'])
    for (const form of [{ month: 'long' }, { month: 'long', day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(spoken, { ...form, timeZone: 'UTC' })
      for (let month = 0; month < 12; month += 1) {
        const named = format.formatToParts(Date.UTC(2026, month)).find(({ type }) => type === 'month')?.value ?? ''
        if (named.toLowerCase().startsWith(begins))
          return named.toLowerCase().startsWith(stem(word)) ? month + 1 : undefined
      }
    }
  return undefined
}

/** "sept" is September too, "decimal" is not December. */
const stem = (word: string) => word.slice(0, Math.max(3, Math.min(word.length, 4)))

/** Today, tomorrow and yesterday, as the language says them. */
function readNearby(text: string, { language, today }: DayReader): Day | undefined {
  for (const spoken of [language, 'en']) {
    const words = new Intl.RelativeTimeFormat(spoken, { numeric: 'auto' })
    const away = [0, 1, -1].find((count) => words.format(count, 'day').toLowerCase() === text)
    if (away !== undefined) return addDays(today, away)
  }
  return undefined
}
