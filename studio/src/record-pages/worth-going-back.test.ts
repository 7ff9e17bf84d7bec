// Does the history offer what has an effect, and promise nothing else?
import { expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import { isElsewhereSince, revsWorthGoingBack, revToUndo } from './worth-going-back.ts'

const fields: readonly WireField[] = [
  { id: 'f1', key: 'cargo', type: 'text' },
  { id: 'f2', key: 'status', type: 'enum' },
  { id: 'f3', key: 'started', type: 'datetime', readOnly: true },
]
const entry = (rev: number, ...changed: string[]) => ({
  rev,
  changes: changed.map((field) => ({ field, from: null, to: 'x' })),
})

it('offers the revs after which a value was written', () => {
  const entries = [entry(4, 'cargo'), entry(3, 'status', 'started'), entry(2, 'cargo'), entry(1, 'cargo', 'status')]
  expect([...revsWorthGoingBack(entries, fields, ['status'])]).toEqual([3, 2, 1])
})

it('offers nothing when only the flow and the system wrote since', () => {
  const entries = [entry(3, 'status', 'started'), entry(2, 'status', 'started'), entry(1, 'cargo')]
  expect([...revsWorthGoingBack(entries, fields, ['status'])]).toEqual([])
  expect([...revsWorthGoingBack(entries, fields, [])]).toEqual([2, 1])
})

it('knows whether the flow stood elsewhere then', () => {
  const move = (rev: number, from: string, to: string) => ({ rev, changes: [{ field: 'status', from, to }] })
  const entries = [move(4, 'SENT', 'DONE'), entry(3, 'cargo'), move(2, 'NEW', 'SENT'), entry(1, 'cargo')]
  expect([4, 3, 2, 1].map((rev) => isElsewhereSince(entries, rev, 'status'))).toEqual([false, true, true, true])
  expect(isElsewhereSince(entries, 1, 'payment')).toBe(false)
  const thereAndBack = [move(3, 'SENT', 'NEW'), move(2, 'NEW', 'SENT'), entry(1, 'cargo')]
  expect([2, 1].map((rev) => isElsewhereSince(thereAndBack, rev, 'status'))).toEqual([true, false])
})

it.each([
  ['my last step', [['transition', 'me', 0]], 1],
  [
    'also when something was worked out since',
    [
      ['updated', null, 0, 'computed'],
      ['transition', 'me', 0],
    ],
    1,
  ],
  ["nobody else's", [['transition', 'you', 0]], undefined],
  [
    'not what was changed since',
    [
      ['updated', 'me', 0],
      ['transition', 'me', 0],
    ],
    undefined,
  ],
  [
    'not twice',
    [
      ['undone', 'me', 0],
      ['transition', 'me', 0],
    ],
    undefined,
  ],
  ['not for ever', [['transition', 'me', 11]], undefined],
  ['not what was taken by itself', [['transition', 'me', 0, 'by itself']], undefined],
] as const)('offers to take back %s', (_, told, rev) => {
  const now = Date.parse('2026-11-26T12:00:00Z')
  const entries = told.map(([kind, by, minutes, note], i) => ({
    rev: told.length - i,
    kind,
    by,
    note: note === 'by itself' ? null : (note ?? null),
    event: note === 'by itself' ? null : 'start',
    at: new Date(now - minutes * 60_000).toISOString(),
  }))
  expect(revToUndo(entries, 'me', now)).toBe(rev)
})
