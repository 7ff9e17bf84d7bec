// Answers about the past are added up.
import { expect, test } from 'vitest'
import { addUp, type PastGroup, type PastPage } from './backtest-api.ts'

const sample = (id: string) => ({ id, title: id, live: true, at: '2030-01-07T12:00:00Z', from: 'A', to: 'B' })
const refused = (count: number, ids: readonly string[], reason = 'Too light'): PastGroup => ({
  ...{ kind: 'refused', event: 'start', label: 'Start', reason, count },
  samples: ids.map(sample),
})
const page = (more: Partial<PastPage>): PastPage => ({
  ...{ events: { value: 30, capped: false }, looked: 10, same: 10, skipped: 0, steps: [], groups: [], next: null },
  ...more,
})

test('what says the same is one, with its samples; what was taken how often is of all pages', () => {
  const steps = [{ event: 'start', times: 10 }]
  const past = addUp([
    page({ same: 7, steps, groups: [refused(2, ['a', 'b']), refused(1, ['c'], 'No driver')] }),
    page({ same: 4, skipped: 1, steps, groups: [refused(5, ['d', 'e', 'f', 'g'])] }),
  ])
  expect(past).toMatchObject({ looked: 20, same: 11, skipped: 1, events: { value: 30 } })
  expect(past?.groups.map(({ reason, count, times }) => [reason, count, times])).toEqual([
    ['Too light', 7, 20],
    ['No driver', 1, 20],
  ])
  expect(past?.groups[0]?.samples.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e', 'f'])
})

test('without an answer there is nothing', () => {
  expect(addUp([])).toBeUndefined()
})
