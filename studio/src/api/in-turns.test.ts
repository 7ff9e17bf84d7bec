import { expect, it } from 'vitest'
import { inTurns } from './in-turns.ts'

it('does everything once, a few at a time, and answers in order', async () => {
  let running = 0
  let most = 0
  const answers = await inTurns([5, 1, 4, 2, 3], 2, async (ms) => {
    most = Math.max(most, ++running)
    await new Promise((go) => setTimeout(go, ms))
    running--
    return ms * 10
  })
  expect(answers).toEqual([50, 10, 40, 20, 30])
  expect(most).toBe(2)
  expect(await inTurns([], 2, async () => 1)).toEqual([])
})
