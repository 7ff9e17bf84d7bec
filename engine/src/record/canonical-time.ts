// What is the one spelling of a date, a time of day, an instant and a duration in a record, and what number does each sort by?
import { instantText, parseDay, parseInstant, parseSpan } from '../expression/moments.ts'

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
const DURATION = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/

/** A day of the calendar, `YYYY-MM-DD`; undefined for 2026-02-30. */
export function canonicalDate(text: string): string | undefined {
  return parseDay(text) && text
}

/** `HH:mm`, with seconds only when there are any: `09:30:00` → `09:30`. */
export function canonicalTime(text: string): string | undefined {
  if (!TIME.test(text)) return undefined
  return text.length === 8 && text.endsWith(':00') ? text.slice(0, 5) : text
}

/** Any RFC 3339 text with a zone as UTC with milliseconds: `2026-01-01T01:00:00+01:00` → `2026-01-01T00:00:00.000Z`. */
export function canonicalDatetime(text: string): string | undefined {
  const instant = parseInstant(text)
  return instant && instantText(instant.ms)
}

/**
 * ISO 8601 of a fixed length (no years, no months), in the parts it was said in: `PT048H0M` → `PT48H`, `P0D` → `PT0S`.
 * `P2D` stays `P2D`; it sorts and compares as `PT48H` does.
 */
export function canonicalDuration(text: string): string | undefined {
  const upper = text.toUpperCase().replace(',', '.')
  const parts = parseSpan(upper) && DURATION.exec(upper)
  if (!parts) return undefined
  const [, sign, weeks, days, hours, minutes, seconds, fraction] = parts
  const date = `${part(weeks, 'W')}${part(days, 'D')}`
  const time = `${part(hours, 'H')}${part(minutes, 'M')}${secondsPart(seconds, fraction)}`
  if (date === '' && time === '') return 'PT0S'
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`
}

/** Midnight UTC of a date, in epoch milliseconds. */
export function dateValue(text: string): number | undefined {
  return parseDay(text)?.start
}

/** Milliseconds since midnight. */
export function timeValue(text: string): number | undefined {
  const parts = TIME.exec(text)
  return parts ? (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 1000 : undefined
}

/** Epoch milliseconds. */
export function datetimeValue(text: string): number | undefined {
  return parseInstant(text)?.ms
}

/** Milliseconds. */
export function durationValue(text: string): number | undefined {
  return parseSpan(text)?.ms
}

function part(digits: string | undefined, letter: string): string {
  const number = Number(digits ?? 0)
  return number === 0 ? '' : `${number}${letter}`
}

function secondsPart(whole: string | undefined, fraction: string | undefined): string {
  const decimals = (fraction ?? '').replace(/0+$/, '')
  return decimals === '' ? part(whole, 'S') : `${Number(whole)}.${decimals}S`
}
