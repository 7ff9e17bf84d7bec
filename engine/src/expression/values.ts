// How do the values of an expression compare, and what becomes of them outside? Missing (undefined) is the third truth value.
import { compareCodePoints, foldText } from '../fold-text.ts'
import { Day, dayText, Instant, instantText, parseDay, parseInstant, parseSpan, Span, spanText } from './moments.ts'

/** What stops an evaluation. */
export class Fault extends Error {
  constructor(
    readonly code: 'budget' | 'bad-value' | 'division-by-zero',
    message: string,
  ) {
    super(message)
  }
}

/** The part of an evaluation that functions may use. */
export interface Meter {
  readonly now: number
  readonly zone: string
  /** Counts work; throws a Fault when too much is done. */
  spend(steps: number): void
  /** Counts bytes of something built. */
  build(bytes: number): void
  /** The instant at which a day begins in the zone. */
  startOf(day: Day): number
  /** The day that the zone's calendar shows. */
  dayOf(instant: Instant): Day
}

export interface Money {
  readonly amount: string
  readonly currency: string
}

export function isMoney(value: unknown): value is Money {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Money).amount === 'string' &&
    typeof (value as Money).currency === 'string'
  )
}

/** A number, or the amount of money as one. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (isMoney(value)) return Number(value.amount)
  throw mismatch(value, 'a number')
}

/** Exact equality; undefined when a side is missing. */
export function equal(a: unknown, b: unknown, meter: Meter): boolean | undefined {
  if (a === undefined || b === undefined) return undefined
  if (a === b) return true
  if (typeof a !== 'object' && typeof b !== 'object') return false
  return equalObjects(a, b, meter)
}

function equalObjects(a: unknown, b: unknown, meter: Meter): boolean | undefined {
  const moments = momentsOf(a, b, meter)
  if (moments) return moments[0] === moments[1]
  if (isMoney(a) && isMoney(b)) return a.currency === b.currency && Number(a.amount) === Number(b.amount)
  if (isMoney(a) || isMoney(b)) return (typeof a === 'number' || typeof b === 'number') && numberOf(a) === numberOf(b)
  if (Array.isArray(a) && Array.isArray(b)) return equalLists(a, b, meter)
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) || Array.isArray(b)) return false
  return equalMembers(a as Members, b as Members, meter)
}

type Members = { readonly [name: string]: unknown }

function equalLists(a: readonly unknown[], b: readonly unknown[], meter: Meter): boolean {
  meter.spend(a.length)
  return (
    a.length === b.length && a.every((item, i) => item === b[i] || equal(present(item), present(b[i]), meter) === true)
  )
}

function equalMembers(a: Members, b: Members, meter: Meter): boolean {
  const names = Object.keys(a)
  meter.spend(names.length)
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) =>
        Object.hasOwn(b, name) && (a[name] === b[name] || equal(present(a[name]), present(b[name]), meter) === true),
    )
  )
}

/** null from outside is missing inside. */
export function present(value: unknown): unknown {
  return value === null ? undefined : value
}

/**
 * Negative, zero or positive; undefined when a side is missing or the two cannot be ordered (money in two currencies).
 * Text is ordered by its fold.
 */
export function order(a: unknown, b: unknown, meter: Meter): number | undefined {
  if (a === undefined || b === undefined) return undefined
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return compareFolded(a, b, meter)
  const moments = momentsOf(a, b, meter)
  if (moments) return moments[0] - moments[1]
  if (isMoney(a) && isMoney(b)) return a.currency === b.currency ? Number(a.amount) - Number(b.amount) : undefined
  return numberOf(a) - numberOf(b)
}

function compareFolded(a: string, b: string, meter: Meter): number {
  meter.spend((a.length + b.length) >> 6)
  return compareCodePoints(foldText(a), foldText(b))
}

/** Both as numbers of milliseconds when at least one is a day, an instant or a span and the other can be read as such. */
function momentsOf(a: unknown, b: unknown, meter: Meter): readonly [number, number] | undefined {
  const kind = momentKind(a) ?? momentKind(b)
  if (kind === undefined) return undefined
  const left = readMoment(a, kind)
  const right = readMoment(b, kind)
  if (left instanceof Span && right instanceof Span) return [left.ms, right.ms]
  if (left instanceof Day && right instanceof Day) return [left.start, right.start]
  if (left instanceof Span || right instanceof Span) throw mismatch(b, 'a duration')
  return [msOf(left, meter), msOf(right, meter)]
}

function momentKind(value: unknown): 'day' | 'instant' | 'span' | undefined {
  if (value instanceof Instant) return 'instant'
  if (value instanceof Day) return 'day'
  return value instanceof Span ? 'span' : undefined
}

/** A moment as it is, or a text that says one. */
function readMoment(value: unknown, kind: 'day' | 'instant' | 'span'): Instant | Day | Span {
  if (value instanceof Instant || value instanceof Day || value instanceof Span) return value
  const read =
    typeof value !== 'string'
      ? undefined
      : kind === 'span'
        ? parseSpan(value)
        : (parseDay(value) ?? parseInstant(value))
  if (!read) throw mismatch(value, kind === 'span' ? 'a duration' : 'a date')
  return read
}

function msOf(value: Instant | Day, meter: Meter): number {
  return value instanceof Instant ? value.ms : meter.startOf(value)
}

export function mismatch(value: unknown, wanted: string): Fault {
  return new Fault('bad-value', `${describe(value)} is not ${wanted}`)
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  if (value === undefined) return 'nothing'
  const said = toStored(value)
  return typeof said === 'object' ? (Array.isArray(said) ? 'a list' : 'an object') : String(said)
}

/** The value in stored form: instants, days and spans as text, anything missing in a list as null. */
export function toStored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? finite(value) : value
  if (value instanceof Instant) return instantText(value.ms)
  if (value instanceof Day) return dayText(value.start)
  if (value instanceof Span) return spanText(value.ms)
  return Array.isArray(value) ? value.map((item: unknown) => (item === undefined ? null : toStored(item))) : value
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Fault('bad-value', 'the number is too large')
  return value === 0 ? 0 : value
}
