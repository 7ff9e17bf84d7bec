// What do the clocks of a named zone show at an instant, and which instant is a local date and time there?
// The zone rules are those of the platform's Intl; no table of our own.

/** What a calendar and a clock on the wall show. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** Milliseconds since midnight on the wall. */
  readonly time: number
}

const DAY = 86_400_000
/** Years of four digits; the clocks of years beyond are those of the nearest. */
const FIRST = Date.parse('0001-01-03T00:00:00Z')
const LAST = Date.parse('9999-12-29T00:00:00Z')
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/

/** Is this the name of a zone, such as `America/Sao_Paulo` or `UTC`? Bare offsets are not names. */
export function isZone(name: string): boolean {
  return formatOf(name) !== undefined
}

/** Milliseconds that the zone's clocks are ahead of UTC at this instant. Throws a RangeError for an unknown zone. */
export function zoneOffset(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  const format = formatOf(zone)
  if (!format) throw new RangeError(`no time zone is called ${zone}`)
  const second = Math.floor(Math.min(Math.max(instant, FIRST), LAST) / 1000) * 1000
  return wallOf(format, second) - second
}

/** What the clocks of the zone show at this instant, in milliseconds, as if it were UTC. */
export function wallTime(instant: number, zone: string): number {
  return instant + zoneOffset(instant, zone)
}

/** What the clocks of the zone show at this instant. */
export function localTime(instant: number, zone: string): LocalTime {
  const wall = wallTime(instant, zone)
  const time = ((wall % DAY) + DAY) % DAY
  return { date: new Date(wall - time).toISOString().slice(0, 10), time }
}

/**
 * The instant at which the clocks of the zone show this. A time the clocks skip moves forward by what they skip
 * (02:30 in a gap of one hour is 03:30); a time they show twice is the first of the two, or the second when `overlap` says so.
 */
export function instantOf(local: LocalTime, zone: string, overlap: 'first' | 'second' = 'first'): number {
  const wall = Date.parse(`${local.date}T00:00:00Z`) + local.time
  const { before, shown } = showings(wall, zone)
  if (shown.length === 0) return before
  return overlap === 'first' ? Math.min(...shown) : Math.max(...shown)
}

/**
 * The first instant at which the clocks of the zone show this wall time or a later one. A time they skip is the moment after the
 * gap, so of two wall times the later one is never the earlier instant.
 */
export function firstInstantOf(wall: number, zone: string): number {
  const { before, after, shown } = showings(wall, zone)
  return shown.length > 0 ? Math.min(...shown) : changeWithin(after, before, zone)
}

/** The first instant after `from`, up to `to`, at which the clocks of the zone are no longer ahead by what they were at `from`. */
export function changeWithin(from: number, to: number, zone: string): number {
  const offset = zoneOffset(from, zone)
  let [still, changed] = [from, to]
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2)
    if (zoneOffset(middle, zone) === offset) still = middle
    else changed = middle
  }
  return changed
}

/** The instants at which the clocks show a wall time: none, one or two of those that the clocks before and after it would give. */
function showings(wall: number, zone: string): { before: number; after: number; shown: readonly number[] } {
  // No zone is a day or more away from UTC, so these two lie on either side of any change of the clocks near the time.
  const before = wall - zoneOffset(wall - DAY, zone)
  const after = wall - zoneOffset(wall + DAY, zone)
  if (before === after) return { before, after, shown: [before] }
  return { before, after, shown: [before, after].filter((instant) => wallTime(instant, zone) === wall) }
}

/** Formats are slow to make and few; a name that is no zone is remembered too. */
const formats = new Map<string, Intl.DateTimeFormat | undefined>()
const MOST_FORMATS = 1000

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone)
  if (!NAME.test(zone)) return undefined
  if (formats.size >= MOST_FORMATS) formats.clear()
  const format = makeFormat(zone)
  formats.set(zone, format)
  return format
}

function makeFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}

/** The wall clock's reading at an instant, as if it were UTC. */
function wallOf(format: Intl.DateTimeFormat, instant: number): number {
  const read: { [part: string]: number } = {}
  for (const { type, value } of format.formatToParts(instant)) read[type] = Number(value)
  const at = new Date(0)
  at.setUTCFullYear(read.year as number, (read.month as number) - 1, read.day)
  return at.setUTCHours(read.hour as number, read.minute, read.second)
}
