// How long records stay, roughly.
import { expect, test } from 'vitest'
import { stayDuration } from './stay-duration.ts'

const hour = 3_600_000

test.each([
  [0, 'PT1M'],
  [90_000, 'PT2M'],
  [1.9 * hour, 'PT114M'],
  [2 * hour, 'PT2H'],
  [47.4 * hour, 'PT47H'],
  [48 * hour, 'P2D'],
  [60 * hour, 'P3D'],
  [10_000 * hour, 'P417D'],
])('%d ms', (ms, text) => {
  expect(stayDuration(ms)).toBe(text)
})
