// How much of the time that was promised is used up, when the clock stands still in some states?
import type { BusinessCalendar } from './business-calendar.ts'
import { addBusinessTime, addOpenTime, businessTimeBetween } from './business-time.ts'
import type { Duration } from './duration.ts'
import { addDuration } from './move-time.ts'
import { nextOpening } from './open-stretches.ts'

/** From this instant on the clock runs, or stands still: a record came into a state of the one kind or the other. */
export interface ClockTurn {
  /** Epoch milliseconds. One earlier than the turn before it (a clock was set back) counts as at the same moment. */
  readonly at: number
  readonly runs: boolean
}

export interface SlaPromise {
  readonly target: Duration
  /** In which days and months of the target are measured; a calendar has its own. */
  readonly zone: string
  readonly calendar?: BusinessCalendar | undefined
}

export interface SlaReading {
  readonly runs: boolean
  /** Milliseconds during which the clock ran, working time where there is a calendar. */
  readonly elapsed: number
  /** Milliseconds left; negative once the promise is broken. */
  readonly remaining: number
  /** While the clock runs: the instant at which the time is used up, also when that is past. */
  readonly due?: number
  /** The instant at which it was used up while the clock ran. It stays, whatever comes later. */
  readonly breachedAt?: number
}

/** What is known of a clock since it last began to run or stood still: only time passes on top of it. */
export interface SlaStanding {
  /** Milliseconds left at the last turn; negative once the promise is broken. */
  readonly remaining: number
  /** The last turn, while the clock runs. */
  readonly since?: number
  /** While it runs: as in a reading. */
  readonly due?: number
  /** The instant from which on the promise is broken: past, or still to come if the clock goes on running. */
  readonly lateAt?: number
}

/** A clock between two readings. */
interface Clock {
  /** Milliseconds of the target, known from the first run on. */
  readonly length?: number
  readonly elapsed: number
  readonly since?: number
  readonly due?: number
  readonly breachedAt?: number
}

/**
 * A target in days or months is measured once, from the moment the clock first runs to what is due then; a pause moves what is left
 * of it. Who stops the clock at the very moment at which the time is used up is in time; a clock that still runs then is late.
 * Throws what `addBusinessTime` throws.
 */
export function readSlaClock(promise: SlaPromise, turns: readonly ClockTurn[], now: number): SlaReading {
  const { clock, latest } = turned(promise, turns)
  return reading(promise, clock, Math.max(now, latest))
}

/** The same without a moment to read it at; undefined of a clock that never ran. Throws what `addBusinessTime` throws. */
export function standingOfSlaClock(promise: SlaPromise, turns: readonly ClockTurn[]): SlaStanding | undefined {
  const { clock } = turned(promise, turns)
  const { length, elapsed, since, due, breachedAt } = clock
  if (length === undefined) return undefined
  const lateAt = breachedAt ?? due
  return {
    remaining: length - elapsed,
    ...(since !== undefined && { since }),
    ...(since !== undefined && lateAt !== undefined && { due: lateAt }),
    ...(lateAt !== undefined && { lateAt }),
  }
}

/** Milliseconds left at a moment, negative once the promise is broken. */
export function remainingAt(
  promise: Pick<SlaPromise, 'calendar'>,
  { remaining, since }: Pick<SlaStanding, 'remaining' | 'since'>,
  now: number,
): number {
  return since === undefined ? remaining : remaining - between(promise, since, Math.max(now, since))
}

function turned(promise: SlaPromise, turns: readonly ClockTurn[]): { readonly clock: Clock; readonly latest: number } {
  let clock: Clock = { elapsed: 0 }
  let latest = Number.NEGATIVE_INFINITY
  for (const { at, runs } of turns) {
    latest = Math.max(latest, at)
    if (runs && clock.since === undefined) clock = started(promise, clock, latest)
    else if (!runs && clock.since !== undefined) clock = stopped(promise, clock, latest)
  }
  return { clock, latest }
}

function started(promise: SlaPromise, clock: Clock, at: number): Clock {
  if (clock.length !== undefined) return { ...clock, since: at, due: dueIn(promise, at, clock.length - clock.elapsed) }
  const due = targetFrom(promise, at)
  return { ...clock, length: between(promise, at, due), since: at, due }
}

function stopped(promise: SlaPromise, clock: Clock, at: number): Clock {
  const { since: _, due, ...rest } = passed(promise, clock, at)
  const isLate = clock.breachedAt === undefined && due !== undefined && due < at
  return { ...rest, ...(isLate && { breachedAt: due }) }
}

function reading(promise: SlaPromise, clock: Clock, now: number): SlaReading {
  const { length, elapsed, due, breachedAt } = passed(promise, clock, now)
  const late = breachedAt ?? (due !== undefined && due <= now ? due : undefined)
  return {
    runs: clock.since !== undefined,
    elapsed,
    remaining: (length ?? between(promise, now, targetFrom(promise, now))) - elapsed,
    ...(clock.since !== undefined && { due: late ?? (due as number) }),
    ...(late !== undefined && { breachedAt: late }),
  }
}

function passed(promise: SlaPromise, clock: Clock, at: number): Clock {
  return clock.since === undefined ? clock : { ...clock, elapsed: clock.elapsed + between(promise, clock.since, at) }
}

function targetFrom({ target, zone, calendar }: SlaPromise, from: number): number {
  return calendar ? addBusinessTime(calendar, from, target) : addDuration(from, target, zone)
}

function dueIn({ calendar }: SlaPromise, from: number, left: number): number {
  if (!calendar) return from + Math.max(left, 0)
  return left > 0 ? addOpenTime(calendar, from, left) : nextOpening(calendar, from)
}

function between({ calendar }: Pick<SlaPromise, 'calendar'>, from: number, to: number): number {
  return calendar ? businessTimeBetween(calendar, from, to) : to - from
}
