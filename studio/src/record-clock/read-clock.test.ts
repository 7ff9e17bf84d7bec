// Is what is left of a promised time said right at any moment after it was told?
import { describe, expect, it } from 'vitest'
import type { ToldClock } from '../api/records-api.ts'
import { everyMoment, lengthOf, readClock } from './read-clock.ts'

const HOUR = 3_600_000
const toldAt = 1_000 * HOUR
const told = (status: ToldClock['status'], remaining: string, more: Partial<ToldClock> = {}): ToldClock => ({
  ...{ status, remaining, toldAt },
  ...more,
})
const breached = { breachedAt: '2026-11-02T17:00:00.000Z' }

describe('a promised time', () => {
  it.each([
    ['runs', told('runs', 'PT3H'), 0, 'runs', 3],
    ['runs on', told('runs', 'PT3H30M'), 1, 'runs', 2.5],
    ['is soon used up', told('runs', 'PT3H'), 2, 'soon', 1],
    ['is used up', told('runs', 'PT3H'), 3, 'late', 0],
    ['is late by more and more', told('runs', 'PT3H'), 5.5, 'late', -2.5],
    ['was late when it was told', told('runs', '-PT1H30M', breached), 1, 'late', -2.5],
    ['stands still', told('pauses', 'PT30M'), 9, 'pauses', 0.5],
    ['stands still and is late', told('pauses', '-PT30M', breached), 9, 'latePauses', -0.5],
    ['was kept', told('stopped', 'PT6.5S'), 9, 'kept', 6.5 / 3_600],
    ['was kept at the last moment', told('stopped', 'PT0S'), 9, 'kept', 0],
    ['was not kept', told('stopped', '-PT71H', breached), 9, 'wasLate', -71],
    ['is not read backwards by a clock that was set back', told('runs', 'PT3H'), -2, 'runs', 3],
  ] as const)('%s', (_, clock, later, way, left) => {
    const reading = readClock(clock, toldAt + later * HOUR, everyMoment)
    expect(reading.way).toBe(way)
    expect(reading.left).toBeCloseTo(left * HOUR)
  })

  it('passes as its calendar says', () => {
    const reading = readClock(told('runs', 'PT3H'), toldAt + 40 * HOUR, () => HOUR)
    expect(reading).toEqual({ way: 'runs', left: 2 * HOUR })
  })

  it.each([
    [3 * HOUR + 59_000, false, 'PT3H'],
    [-(50 * HOUR), false, 'P2DT2H'],
    [50 * HOUR, true, 'PT50H'],
    [25 * 60_000, false, 'PT25M'],
    [59_999, false, undefined],
    [0, false, undefined],
  ])('of %d ms is said in two units', (left, isWorking, said) => {
    expect(lengthOf({ way: 'runs', left }, isWorking)).toBe(said)
  })
})
