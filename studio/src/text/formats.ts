// How values are written for a reader: numbers, money, dates and durations in one language and one time zone.

import { writeDay, writeNumber } from './plain-formats.ts'

export interface Formats {
  readonly language: string
  readonly zone: string
  number(value: number, digits?: number): string
  percent(value: number): string
  /** Money comes as decimal text and is never made a float. */
  money(amount: string, currency: string): string
  /** Do clocks show something else here than where the reader is, at this moment (epoch milliseconds)? */
  isOtherZone(at: number): boolean
  /** `2026-11-20`: a day without a zone. */
  date(day: string): string
  time(time: string): string
  /** Names the zone where the reader's own clocks would show another time. */
  dateTime(instant: string): string
  /** With seconds and zone: what a hover says. */
  exact(instant: string): string
  duration(iso: string): string
  /** "3 minutes ago". */
  relative(instant: string, now: number): string
}

/**
 * Both zones are IANA names; an unknown one is UTC. Nothing is made before it is needed: a browser takes longer to make a format,
 * and to say which zone its reader is in, than to draw a row.
 */
export function makeFormats(language: string, zone: string, readerZone: () => string = () => zone): Formats {
  const zoned = late(() => knownZone(zone))
  const differs = late(() => zonesDiffer(zoned(), knownZone(readerZone())))
  const isOtherZone = (at: number) => differs()(at)
  const dayFormat = late(() => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }))
  const timeFormat = late(() => new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: 'UTC' }))
  const instantFormat = late(
    () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zoned() }),
  )
  const foreignFormat = late(
    () =>
      new Intl.DateTimeFormat(language, {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        timeZone: zoned(),
        timeZoneName: 'short',
      }),
  )
  const exactFormat = late(
    () => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: zoned() }),
  )
  const plain = late(() => new Intl.NumberFormat(language, { maximumFractionDigits: 12 }))
  // Making a format takes a hundred times longer than writing with it, and a table writes thousands.
  const ofDigits = keptFormats((digits: number) => {
    return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  })
  const ofCurrency = keptFormats((currency: string) => new Intl.NumberFormat(language, { style: 'currency', currency }))
  const ofUnit = keptFormats((unit: string) => {
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
  })
  const relativeFormat = late(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
  return {
    language,
    get zone() {
      return zoned()
    },
    isOtherZone,
    number: (value, digits) =>
      digits === undefined ? (writeNumber(language, value) ?? plain().format(value)) : ofDigits(digits).format(value),
    percent: (value) => `${writeNumber(language, value) ?? plain().format(value)} %`,
    money: (amount, currency) => formatMoney(ofCurrency, amount, currency),
    date: (day) => writeDay(language, day) ?? formatWith(dayFormat(), `${day}T00:00:00Z`, day),
    time: (time) => formatWith(timeFormat(), `1970-01-01T${time}Z`, time),
    dateTime: (instant) =>
      formatWith(isOtherZone(Date.parse(instant)) ? foreignFormat() : instantFormat(), instant, instant),
    exact: (instant) => formatWith(exactFormat(), instant, instant),
    duration: (iso) => formatDuration(ofUnit, iso),
    relative: (instant, now) => formatRelative(relativeFormat(), Date.parse(instant) - now) ?? instant,
  }
}

function late<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

function formatWith(format: Intl.DateTimeFormat, text: string, fallback: string): string {
  const at = Date.parse(text)
  return Number.isNaN(at) ? fallback : format.format(at)
}

function keptFormats<Kind>(make: (kind: Kind) => Intl.NumberFormat): (kind: Kind) => Intl.NumberFormat {
  const kept = new Map<Kind, Intl.NumberFormat>()
  return (kind) => {
    const format = kept.get(kind) ?? make(kind)
    kept.set(kind, format)
    return format
  }
}

type FormatOf = (kind: string) => Intl.NumberFormat

function formatMoney(formatOf: FormatOf, amount: string, currency: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return `${amount} ${currency}`
  try {
    // The text form keeps every digit; a number would not.
    return formatOf(currency).format(amount as Intl.StringNumericLiteral)
  } catch {
    return `${amount} ${currency}`
  }
}

const durationUnits = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const
const durationPattern =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

function formatDuration(formatOf: FormatOf, iso: string): string {
  const match = durationPattern.exec(iso)
  if (!match) return iso
  const parts = durationUnits.flatMap((unit, i) => {
    const amount = match[i + 2]
    if (!amount || Number(amount) === 0) return []
    return [formatOf(unit).format(Number(amount))]
  })
  return parts.length === 0 ? '0' : (match[1] ?? '') + parts.join(' ')
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

function formatRelative(format: Intl.RelativeTimeFormat, away: number): string | undefined {
  if (Number.isNaN(away)) return undefined
  const step = steps.find(([, size]) => Math.abs(away) >= size)
  // Counting seconds would make the page restless: less than a minute is "now".
  return step ? format.format(Math.round(away / step[1]), step[0]) : format.format(0, 'second')
}

/** Of two zones: are their clocks apart at a moment? Names alone do not say it: many zones go by the same clock. */
function zonesDiffer(one: string, other: string): (at: number) => boolean {
  if (one === other) return () => false
  const clocks = [one, other].map(
    (timeZone) => new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  )
  return (at) => {
    if (Number.isNaN(at)) return false
    const [here, there] = clocks.map((clock) => clock.format(at))
    return here !== there
  }
}

function knownZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return 'UTC'
  }
}
