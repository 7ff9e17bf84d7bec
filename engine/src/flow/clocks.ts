// How much of each promised time is used up for a record, by the states that it has been in?
import type { BusinessCalendar } from '../time/business-calendar.ts'
import {
  type ClockTurn,
  readSlaClock,
  type SlaPromise,
  type SlaReading,
  type SlaStanding,
  standingOfSlaClock,
} from '../time/sla-clock.ts'
import type { FlowClock, FlowVersion } from './flow.ts'

/** `waits`: it has not come to a state where the clock starts. */
export type ClockStatus = 'waits' | 'runs' | 'pauses' | 'stopped'

export interface ClockReading extends SlaReading {
  readonly clock: FlowClock
  readonly status: ClockStatus
}

export interface ClockSituation {
  /** The states that the record came into, oldest first. */
  readonly moves: readonly { readonly state: string; readonly at: number }[]
  readonly now: number
  /** IANA zone of the tenant. */
  readonly zone: string
  /** Those of the tenant, by name. */
  readonly calendars?: ReadonlyMap<string, BusinessCalendar>
}

/** How a clock stands that has begun, whenever it is looked at. */
export interface ClockStanding extends SlaStanding {
  readonly clock: FlowClock
  readonly status: Exclude<ClockStatus, 'waits'>
}

/** In the order of the flow; one whose calendar is not there is left out. */
export function readClocks({ clocks = [] }: Pick<FlowVersion, 'clocks'>, situation: ClockSituation): ClockReading[] {
  return clocks.flatMap((clock) => {
    const promise = promiseOf(clock, situation)
    const { status, turns } = turnsOf(clock, situation.moves)
    return promise ? [{ clock, status, ...readSlaClock(promise, turns, situation.now) }] : []
  })
}

/** Those that have begun, in the order of the flow. What `readClocks` says at any moment follows from it. */
export function standingClocks(
  { clocks = [] }: Pick<FlowVersion, 'clocks'>,
  situation: Omit<ClockSituation, 'now'>,
): ClockStanding[] {
  return clocks.flatMap((clock) => {
    const promise = promiseOf(clock, situation)
    const { status, turns } = turnsOf(clock, situation.moves)
    const standing = promise && standingOfSlaClock(promise, turns)
    return standing && status !== 'waits' ? [{ clock, status, ...standing }] : []
  })
}

/** Undefined when its calendar is not there. */
export function promiseOf(
  clock: FlowClock,
  { zone, calendars }: Pick<ClockSituation, 'zone' | 'calendars'>,
): SlaPromise | undefined {
  const calendar = clock.calendar === undefined ? undefined : calendars?.get(clock.calendar)
  return clock.calendar !== undefined && !calendar ? undefined : { target: clock.target, zone, calendar }
}

/**
 * It starts in its states and goes on in whatever comes then; it stands still while the record is where it pauses, and where it
 * stops until the record is back where it starts.
 */
function turnsOf(clock: FlowClock, moves: ClockSituation['moves']) {
  let status: ClockStatus = 'waits'
  const turns: ClockTurn[] = []
  for (const { state, at } of moves) {
    status = after(status, clock, state)
    turns.push({ at, runs: status === 'runs' })
  }
  return { status, turns }
}

function after(status: ClockStatus, { starts, pauses, stops }: FlowClock, state: string): ClockStatus {
  const isIn = (states: readonly string[]) => states.includes(state)
  if (isIn(starts)) return 'runs'
  if (status === 'waits' || status === 'stopped') return status
  if (isIn(stops)) return 'stopped'
  return isIn(pauses) ? 'pauses' : 'runs'
}
