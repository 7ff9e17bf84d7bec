// What are days, instants and spans of time inside an expression, and how are they read from text and written as text?

/** A point in time. */
export class Instant {
  constructor(readonly ms: number) {}
}

/** A day of the calendar, without a zone. `start` is its midnight as if it were UTC. */
export class Day {
  constructor(readonly start: number) {}
}

/** A length of time. */
export class Span {
  constructor(readonly ms: number) {}
}

export const DAY = 86_400_000
const HOUR = 3_600_000
const MINUTE = 60_000
const LAST = Date.UTC(9999, 11, 31) + DAY - 1
const EARLIEST = new Date(0).setUTCFullYear(1, 0, 1)

/** Years of four digits only: their ISO texts sort as they follow each other. */
export function isDatable(ms: number): boolean {
  return ms >= EARLIEST && ms <= LAST
}

/** `2026-01-31` */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const start = Date.parse(`${text}T00:00:00Z`)
  // Some engines roll 30 February over into March.
  return isDatable(start) && dayText(start) === text ? new Day(start) : undefined
}

const instantPattern = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([Zz]|[+-]\d\d:\d\d)$/

/** RFC 3339 with a zone: `2026-01-31T12:00:00Z`, `2026-01-31T09:00-03:00`. Digits below a millisecond are dropped. */
export function parseInstant(text: string): Instant | undefined {
  return parseCanonical(text) ?? parseAnyInstant(text)
}

/** The form that records hold, several times faster. */
function parseCanonical(text: string): Instant | undefined {
  if (text.length !== 24 || text.charCodeAt(23) !== 0x5a) return undefined
  const ms = Date.parse(text)
  return isDatable(ms) && instantText(ms) === text ? new Instant(ms) : undefined
}

function parseAnyInstant(text: string): Instant | undefined {
  const parts = instantPattern.exec(text)
  if (!parts) return undefined
  const [, date, hour, minute, second, fraction, zone] = parts as unknown as string[]
  const day = parseDay(date as string)
  const offset = offsetOf(zone as string)
  const clock = [Number(hour), Number(minute), Number(second ?? 0)] as const
  if (!day || offset === undefined || clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return undefined
  const ms = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'))
  const at = day.start + clock[0] * HOUR + clock[1] * MINUTE + clock[2] * 1000 + ms - offset
  return isDatable(at) ? new Instant(at) : undefined
}

function offsetOf(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4))
  if (hours > 23 || minutes > 59) return undefined
  return (zone[0] === '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE)
}

const isoSpan =
  /^(-?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/
const celSpan = /^(-?)((?:\d{1,12}(?:\.\d{1,9})?(?:ms|us|ns|d|h|m|s))+)$/
const units: { readonly [unit: string]: number } = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000, m: MINUTE, h: HOUR, d: DAY }

/** ISO 8601 without years and months (`PT48H`, `P2D`, `-PT5M`) or CEL's form (`48h`, `1h30m`, `500ms`). */
export function parseSpan(text: string): Span | undefined {
  if (text.length > 80) return undefined
  const iso = isoSpan.exec(text)
  if (iso) return spanOf(iso[1] === '-', isoParts(text, iso))
  const cel = celSpan.exec(text)
  return cel ? spanOf(cel[1] === '-', celParts(cel[2] as string)) : undefined
}

function spanOf(negative: boolean, ms: number | undefined): Span | undefined {
  if (ms === undefined || ms > Number.MAX_SAFE_INTEGER) return undefined
  const whole = Math.round(ms)
  return new Span(negative && whole !== 0 ? -whole : whole)
}

function isoParts(text: string, parts: RegExpExecArray): number | undefined {
  if (/[PT]$/.test(text)) return undefined
  const [w, d, h, m, s] = parts.slice(2).map((part) => Number(part ?? 0)) as [number, number, number, number, number]
  return (w * 7 + d) * DAY + h * HOUR + m * MINUTE + s * 1000
}

function celParts(text: string): number {
  let ms = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|d|h|m|s)/g))
    ms += Number(amount) * (units[unit as string] as number)
  return ms
}

/** `2026-01-31` */
export function dayText(start: number): string {
  return new Date(start).toISOString().slice(0, 10)
}

/** `2026-01-31T12:00:00.000Z` */
export function instantText(ms: number): string {
  return new Date(ms).toISOString()
}

/** `PT48H`, `PT1H30M`, `-PT0.5S`: hours are the largest unit, so equal spans have equal texts. */
export function spanText(ms: number): string {
  if (ms === 0) return 'PT0S'
  const size = Math.abs(ms)
  const hours = Math.floor(size / HOUR)
  const minutes = Math.floor((size % HOUR) / MINUTE)
  const seconds = (size % MINUTE) / 1000
  return `${ms < 0 ? '-' : ''}PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`
}
