// In which states does a clock begin, stand still and end, and what is left of its time?
import { describe, expect, it } from 'vitest'
import { delivery, flowWith, noon } from '../../test/delivery-flow.ts'
import { wireFlow } from '../flow-wire/wire-flow.ts'
import { readClocks } from './clocks.ts'

const HOUR = 3_600_000
const transitions = [
  { event: 'start', from: ['PENDING'], to: 'IN_PROGRESS' },
  { event: 'finish', from: ['IN_PROGRESS'], to: 'DELIVERED' },
]
const clock = { name: 'arrival', starts: ['PENDING'], pauses: ['IN_PROGRESS'], stops: ['DELIVERED'], target: 'PT8H' }
const [pending, onTheWay, delivered] = ['o1', 'o2', 'o3']

describe('a clock of a flow', () => {
  const flow = flowWith(transitions, { clocks: [clock] })
  const read = (moves: readonly (readonly [string | undefined, number])[], hours: number) =>
    readClocks(flow, {
      moves: moves.map(([state = '', at]) => ({ state, at: noon + at * HOUR })),
      now: noon + hours * HOUR,
      zone: 'UTC',
    })[0]

  it('[F69] is written as it was read', () => {
    expect(wireFlow(flow, delivery)).toMatchObject({ clocks: [{ id: 'm1', ...clock }] })
  })

  it.each([
    ['has not begun elsewhere', [[onTheWay, 0]], 5, 'waits', 0, undefined],
    ['runs from where it begins', [[pending, 0]], 3, 'runs', 3, 8],
    [
      'stands still',
      [
        [pending, 0],
        [onTheWay, 3],
      ],
      100,
      'pauses',
      3,
      undefined,
    ],
    [
      'goes on',
      [
        [pending, 0],
        [onTheWay, 3],
        [pending, 100],
      ],
      101,
      'runs',
      4,
      105,
    ],
    [
      'goes on in a state of no kind',
      [
        [pending, 0],
        [onTheWay, 3],
        ['o9', 100],
      ],
      101,
      'runs',
      4,
      105,
    ],
    [
      'ends',
      [
        [pending, 0],
        [delivered, 3],
      ],
      100,
      'stopped',
      3,
      undefined,
    ],
    [
      'stays ended in a state of no kind',
      [
        [pending, 0],
        [delivered, 3],
        ['o9', 4],
      ],
      100,
      'stopped',
      3,
      undefined,
    ],
  ] as const)('[F69] %s', (_, moves, hours, status, elapsed, due) => {
    const reading = read(moves, hours)
    expect(reading).toMatchObject({ status, elapsed: elapsed * HOUR })
    expect(reading?.due).toBe(due === undefined ? undefined : noon + due * HOUR)
  })
})
