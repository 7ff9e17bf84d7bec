// How long is waited, and how often it is tried within three days.
import { expect, test } from 'vitest'
import { retryWait } from './retry-wait.ts'
import { triedForMs } from './write-effects.ts'

test('each wait is longer than the one before, up to four hours, and never the same for all', () => {
  const waits = Array.from({ length: 12 }, (_, i) => retryWait(i + 1, 0.5))
  expect(waits.slice(0, 4)).toEqual([1_000, 4_000, 16_000, 64_000])
  expect(waits.every((wait, i) => i === 0 || wait >= (waits[i - 1] as number))).toBe(true)
  expect(waits.at(-1)).toBe(4 * 3_600_000)
  expect([retryWait(3, 0), retryWait(3, 1)]).toEqual([12_800, 19_200])
})

test('within three days it is tried some two dozen times', () => {
  let [spent, attempts] = [0, 1]
  while (spent + retryWait(attempts, 0.5) <= triedForMs) spent += retryWait(attempts++, 0.5)
  expect(attempts).toBeGreaterThan(20)
  expect(attempts).toBeLessThan(40)
})

test('a receiver may ask for more time, and not for more than there is', () => {
  expect(retryWait(1, 0.5, 60_000)).toBe(60_000)
  expect(retryWait(4, 0.5, 1_000)).toBe(64_000)
  expect(retryWait(1, 0.5, 1e12)).toBe(4 * 3_600_000)
})
