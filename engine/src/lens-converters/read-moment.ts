// Which day, or which time of a day, does a text say, and how is one written in a form that a person chose?
import { parseDay } from '../expression/moments.ts'
import type { LocalTime } from '../zone-time.ts'
import type { Locale } from './locales.ts'

const tokens = /YYYY|YY|MM|M|DD|D|HH|H|mm|ss/g
const parts: { readonly [token: string]: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' } = {
  YYYY: 'year',
  YY: 'year',
  MM: 'month',
  M: 'month',
  DD: 'day',
  D: 'day',
  HH: 'hour',
  H: 'hour',
  mm: 'minute',
  ss: 'second',
}
type Part = (typeof parts)[string]

interface Piece {
  readonly literal?: string
  readonly token?: string
}

/** `DD/MM/YYYY HH:mm` in pieces; undefined when it is no form of a day: year, month and day once each, times from the hour down. */
export function readFormat(format: string): readonly Piece[] | undefined {
  const pieces: Piece[] = []
  let end = 0
  for (const found of format.matchAll(tokens)) {
    if (found.index > end) pieces.push({ literal: format.slice(end, found.index) })
    pieces.push({ token: found[0] })
    end = found.index + found[0].length
  }
  if (end < format.length) pieces.push({ literal: format.slice(end) })
  const named = pieces.flatMap(({ token }) => (token === undefined ? [] : [parts[token] as Part]))
  const has = (part: Part) => named.includes(part)
  const isWhole =
    has('year') && has('month') && has('day') && (!has('minute') || has('hour')) && (!has('second') || has('minute'))
  // A letter that is no token would be read as itself, which nobody means; the T of ISO is.
  const strays = pieces.some(({ literal = '' }) => /[\p{L}\d]/u.test(literal.replace('T', '')))
  return isWhole && !strays && new Set(named).size === named.length ? pieces : undefined
}

/** What the text says in this form; without a time of day when the form has none. */
export function readInFormat(text: string, format: readonly Piece[]): ReadMoment | undefined {
  const said: { [part in Part]?: number } = {}
  let at = 0
  for (const [i, { literal, token }] of format.entries()) {
    if (literal !== undefined) {
      if (!text.startsWith(literal, at)) return undefined
      at += literal.length
      continue
    }
    // Beside another number only the full width tells where this one ends.
    const fixed =
      token === 'YYYY' || token === 'YY' || format[i + 1]?.token !== undefined || format[i - 1]?.token !== undefined
    const width = (token as string).length
    const digits = new RegExp(fixed ? `^\\d{${width}}` : '^\\d{1,2}').exec(text.slice(at, at + 4))?.[0]
    if (digits === undefined) return undefined
    said[parts[token as string] as Part] = token === 'YY' ? century(Number(digits)) : Number(digits)
    at += digits.length
  }
  return at === text.length ? momentOf(said) : undefined
}

/** A day of the calendar, and milliseconds since midnight when they were said. */
export interface ReadMoment {
  readonly date: string
  readonly time?: number
}

function momentOf(said: { readonly [part in Part]?: number }): ReadMoment | undefined {
  const { year = 0, month = 0, day = 0, hour, minute = 0, second = 0 } = said
  const date = dateOf(year, month, day)
  if (date === undefined || hour === undefined) return date === undefined ? undefined : { date }
  return hour > 23 || minute > 59 || second > 59 ? undefined : { date, time: clock(hour, minute, second) }
}

/** 69 is 1969, 68 is 2068, as POSIX has it. */
function century(year: number): number {
  return year + (year < 69 ? 2000 : 1900)
}

function dateOf(year: number, month: number, day: number): string | undefined {
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return parseDay(date) && date
}

function clock(hour: number, minute: number, second: number, ms = 0): number {
  return ((hour * 60 + minute) * 60 + second) * 1000 + ms
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/
const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/
const timeOfDay = /^(\d{1,2})[:hч](\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?(?: ?([ap])\.?m\.?)?$/i

/** A day as people of a place write it: ISO anywhere, `31.12.2026` with dots day first, what is ambiguous only with a place. */
function readDay(text: string, locale: Locale | undefined): string | undefined {
  const iso = yearFirst.exec(text)
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const said = yearLast.exec(text)
  if (!said) return undefined
  const [first, second] = [Number(said[1]), Number(said[3])]
  const year = said[4]?.length === 2 ? century(Number(said[4])) : Number(said[4])
  const dayFirst = dateOf(year, second, first)
  const monthFirst = dateOf(year, first, second)
  if (said[2] === '.') return dayFirst
  if (locale) return locale.days === 'DMY' ? dayFirst : monthFirst
  return dayFirst === undefined || monthFirst === undefined || dayFirst === monthFirst
    ? (dayFirst ?? monthFirst)
    : undefined
}

/** `9:30`, `09:30:15`, `9h30`, `9:30 pm` in milliseconds since midnight. */
export function readTime(text: string): number | undefined {
  const said = timeOfDay.exec(text)
  if (!said) return undefined
  const [, hours, minutes, seconds = '0', fraction = '', half] = said
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)]
  if (minute > 59 || second > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return undefined
  const shown = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return clock(shown, minute, second, Number(fraction.padEnd(3, '0')))
}

/** A day with or without a time: `2026-01-31T09:30`, `31/12/2026, 9:30`. */
export function readMoment(text: string, locale: Locale | undefined): ReadMoment | undefined {
  const cut = /^(\S+?)(?:[T ]|, ?)(\S.*)$/.exec(text)
  if (cut && /^\d/.test(cut[2] as string)) {
    const [date, time] = [readDay(cut[1] as string, locale), readTime(cut[2] as string)]
    return date === undefined || time === undefined ? undefined : { date, time }
  }
  const date = readDay(text, locale)
  return date === undefined ? undefined : { date }
}

/** The day and time in this form. */
export function writeInFormat({ date, time }: LocalTime, format: readonly Piece[]): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const second = Math.floor(time / 1000)
  const values = {
    year,
    month,
    day,
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  }
  return format
    .map(({ literal, token }) => literal ?? writePart(token as string, values[parts[token as string] as Part]))
    .join('')
}

function writePart(token: string, value: number): string {
  return pad(token === 'YY' ? value % 100 : value, token.length)
}
