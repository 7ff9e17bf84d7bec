// Does a clock that stands still in some states say what is used up, what is left and when it is due?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCalendar, anyMoment, HOUR, MINUTE } from '../../test/any-calendar.ts'
import { newCalendar } from './business-calendar.ts'
import { businessTimeBetween } from './business-time.ts'
import { clockDuration, parseDuration } from './duration.ts'
import { type ClockTurn, readSlaClock, remainingAt, standingOfSlaClock } from './sla-clock.ts'

const zone = 'America/Sao_Paulo'
const hours = [{ opens: '09:00', closes: '18:00' }]
const calendar = newCalendar({
  zone,
  week: { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours },
})
/** On Friday 20 November 2026, and the days after it; local time is three hours behind UTC. */
const at = (time: string, day = 20): number => Date.parse(`2026-11-${day}T${time}Z`) + 3 * HOUR
const iso = (instant: number | undefined) => instant && new Date(instant - 3 * HOUR).toISOString().slice(8, 16)
const read = (target: string, turns: readonly (readonly [number, boolean])[], now: number, by?: typeof calendar) => {
  const promise = { target: parseDuration(target), zone, calendar: by }
  const said = readSlaClock(
    promise,
    turns.map(([moment, runs]) => ({ at: moment, runs })),
    now,
  )
  return [said.runs, said.elapsed / HOUR, said.remaining / HOUR, iso(said.due), iso(said.breachedAt)]
}

describe('hours', () => {
  it.each<[string, readonly (readonly [number, boolean])[], number, readonly unknown[]]>([
    ['not begun', [], at('10:00'), [false, 0, 4, undefined, undefined]],
    ['begun in a state that waits', [[at('09:00'), false]], at('10:00'), [false, 0, 4, undefined, undefined]],
    ['runs', [[at('09:00'), true]], at('10:00'), [true, 1, 3, '20T13:00', undefined]],
    [
      'stands still',
      [
        [at('09:00'), true],
        [at('11:00'), false],
      ],
      at('17:00'),
      [false, 2, 2, undefined, undefined],
    ],
    [
      'goes on',
      [
        [at('09:00'), true],
        [at('11:00'), false],
        [at('15:00'), true],
      ],
      at('16:00'),
      [true, 3, 1, '20T17:00', undefined],
    ],
    [
      'from state to state',
      [
        [at('09:00'), true],
        [at('10:00'), true],
        [at('11:00'), true],
      ],
      at('12:00'),
      [true, 3, 1, '20T13:00', undefined],
    ],
    ['used up', [[at('09:00'), true]], at('13:00'), [true, 4, 0, '20T13:00', '20T13:00']],
    ['late', [[at('09:00'), true]], at('15:00'), [true, 6, -2, '20T13:00', '20T13:00']],
    [
      'stopped late',
      [
        [at('09:00'), true],
        [at('14:00'), false],
      ],
      at('17:00'),
      [false, 5, -1, undefined, '20T13:00'],
    ],
    [
      'stopped in the last moment',
      [
        [at('09:00'), true],
        [at('13:00'), false],
      ],
      at('17:00'),
      [false, 4, 0, undefined, undefined],
    ],
    [
      'and goes on',
      [
        [at('09:00'), true],
        [at('13:00'), false],
        [at('15:00'), true],
      ],
      at('15:00'),
      [true, 4, 0, '20T15:00', '20T15:00'],
    ],
    [
      'late, and goes on',
      [
        [at('09:00'), true],
        [at('14:00'), false],
        [at('15:00'), true],
      ],
      at('16:00'),
      [true, 6, -2, '20T13:00', '20T13:00'],
    ],
    [
      'set back between turns',
      [
        [at('09:00'), true],
        [at('08:00'), false],
        [at('10:00'), true],
      ],
      at('11:00'),
      [true, 1, 3, '20T14:00', undefined],
    ],
    [
      'set back before now',
      [
        [at('09:00'), true],
        [at('11:00'), true],
      ],
      at('10:00'),
      [true, 2, 2, '20T13:00', undefined],
    ],
  ])('[F91] %s', (_, turns, now, expected) => {
    expect(read('PT4H', turns, now)).toEqual(expected)
  })

  it('[F91] by a calendar only working time counts', () => {
    expect(read('PT4H', [[at('16:00'), true]], at('23:00'), calendar)).toEqual([true, 2, 2, '23T11:00', undefined])
    expect(
      read(
        'PT4H',
        [
          [at('16:00'), true],
          [at('20:00'), false],
          [at('10:00', 22), true],
        ],
        at('10:00', 23),
        calendar,
      ),
    ).toEqual([true, 3, 1, '23T11:00', undefined])
    expect(read('PT4H', [[at('20:00'), false]], at('20:00'), calendar)).toEqual([false, 0, 4, undefined, undefined])
  })
})

describe('days', () => {
  it('[F92] are those of the zone, measured when the clock first runs', () => {
    const begun = Date.parse('2018-11-03T15:00Z')
    const promise = { target: parseDuration('P1D'), zone }
    const said = readSlaClock(promise, [{ at: begun, runs: true }], begun + HOUR)
    expect(said).toEqual({ runs: true, elapsed: HOUR, remaining: 22 * HOUR, due: begun + 23 * HOUR })
    const later = begun + 100 * 24 * HOUR
    const paused = [
      { at: begun, runs: true },
      { at: begun + 20 * HOUR, runs: false },
      { at: later, runs: true },
    ]
    expect(readSlaClock(promise, paused, later).due).toBe(later + 3 * HOUR)
  })

  it('[F92] by a calendar are working days; a pause moves the working time that is left', () => {
    expect(read('P2D', [[at('10:00'), true]], at('11:00'), calendar)).toEqual([true, 1, 17, '24T10:00', undefined])
    const paused = [
      [at('10:00'), true],
      [at('11:00'), false],
      [at('16:00', 24), true],
    ] as const
    expect(read('P2D', paused, at('16:00', 24), calendar)).toEqual([true, 1, 17, '26T15:00', undefined])
  })

  it('[F92] nothing left, after hours, is due at the next opening', () => {
    const turns = [
      [at('19:00'), true],
      [at('18:00', 23), false],
      [at('20:00', 23), true],
    ] as const
    expect(read('P1D', turns, at('08:00', 24), calendar)).toEqual([true, 9, 0, '24T09:00', undefined])
    expect(read('P1D', turns, at('09:00', 24), calendar)).toEqual([true, 9, 0, '24T09:00', '24T09:00'])
  })
})

describe('laws', () => {
  const anyTurns = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.boolean()), { maxLength: 8 })
  const turnsFrom = (from: number, steps: readonly (readonly [number, boolean])[]): ClockTurn[] => {
    let moment = from
    return steps.map(([minutes, runs]) => {
      moment += minutes * MINUTE
      return { at: moment, runs }
    })
  }

  it('[F91] agrees with adding up the stretches, and is due when nothing is left', () => {
    const minutes = fc.integer({ min: 1, max: 3000 })
    fc.assert(
      fc.property(
        anyCalendar,
        fc.boolean(),
        anyMoment,
        anyTurns,
        minutes,
        minutes,
        (wire, worked, from, steps, target, after) => {
          const by = worked ? newCalendar(wire) : undefined
          const promise = { target: clockDuration(target * MINUTE), zone: wire.zone, calendar: by }
          const between = (a: number, b: number) => (by ? businessTimeBetween(by, a, b) : b - a)
          const turns = turnsFrom(from, steps)
          const now = (turns.at(-1)?.at ?? from) + after * MINUTE
          const elapsed = turns.reduce(
            (sum, { at: start, runs }, i) => sum + (runs ? between(start, turns[i + 1]?.at ?? now) : 0),
            0,
          )
          const said = readSlaClock(promise, turns, now)
          expect(said).toMatchObject({
            runs: turns.at(-1)?.runs ?? false,
            elapsed,
            remaining: target * MINUTE - elapsed,
          })
          const stands = standingOfSlaClock(promise, turns)
          expect(stands !== undefined).toBe(turns.some(({ runs }) => runs))
          if (stands) {
            expect([remainingAt(promise, stands, now), stands.due]).toEqual([said.remaining, said.due])
            const isLate = stands.lateAt !== undefined && stands.lateAt <= now
            expect(isLate ? stands.lateAt : undefined).toBe(said.breachedAt)
          }
          expect(said.due !== undefined).toBe(said.runs)
          if (said.remaining < 0) expect(said.breachedAt).toBeLessThan(now)
          if (said.remaining > 0) expect(said.breachedAt).toBeUndefined()
          if (said.runs && said.remaining > 0) {
            const atDue = readSlaClock(promise, turns, said.due as number)
            expect([atDue.remaining, atDue.breachedAt]).toEqual([0, said.due])
            expect(readSlaClock(promise, turns, (said.due as number) - 1).breachedAt).toBeUndefined()
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
