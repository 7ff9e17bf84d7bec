// How does a promised time stand at a moment, by how it was told to stand a while ago?
import type { ToldClock } from '../api/records-api.ts'
import { roughLength } from './rough-length.ts'

/** `soon`: it runs, and an hour is left or less. `kept`, `wasLate`: it has stopped. */
export type ClockWay = 'runs' | 'soon' | 'late' | 'pauses' | 'latePauses' | 'kept' | 'wasLate'

export interface ClockReading {
  readonly way: ClockWay
  /** Milliseconds that are or were left; negative: late by so much. */
  readonly left: number
}

/** How much of its time passes between two moments: of a clock that counts by a calendar, working time. */
export type Passed = (from: number, to: number) => number

export const everyMoment: Passed = (from, to) => to - from

const hour = 3_600_000

export function readClock(told: ToldClock, now: number, passed: Passed): ClockReading {
  const left =
    millisecondsOf(told.remaining) - (told.status === 'runs' ? passed(told.toldAt, Math.max(told.toldAt, now)) : 0)
  const isLate = told.breachedAt !== undefined || (told.status === 'runs' && left <= 0)
  switch (told.status) {
    case 'runs':
      return { way: isLate ? 'late' : left <= hour ? 'soon' : 'runs', left }
    case 'pauses':
      return { way: isLate ? 'latePauses' : 'pauses', left }
    case 'stopped':
      return { way: isLate ? 'wasLate' : 'kept', left }
  }
}

/** As a duration of two units, without its sign; undefined of less than a minute. */
export function lengthOf({ left }: ClockReading, isWorking: boolean): string | undefined {
  const minutes = Math.floor(Math.abs(left) / 60_000)
  return minutes === 0 ? undefined : roughLength(`PT${Math.floor(minutes / 60)}H${minutes % 60}M`, isWorking)
}

const length = /^(-)?PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/

function millisecondsOf(iso: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] = length.exec(iso) ?? []
  const passed = Number(hours) * hour + Number(minutes) * 60_000 + Number(seconds) * 1_000
  return sign ? -passed : passed
}
