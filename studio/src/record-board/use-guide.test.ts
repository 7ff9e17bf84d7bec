// Does a board on a phone open at its first cards, and not before it knows where they are?
import { expect, it } from 'vitest'
import { firstFilled } from './use-guide.ts'

const counts = (...all: readonly (readonly [string | null, number])[]) =>
  new Map(all.map(([key, value]) => [key, { value, capped: false }]))

it.each([
  ['is the first that has any', counts([null, 0], ['NEW', 0], ['SENT', 2], ['DONE', 1]), 'SENT'],
  ['may be that of no choice', counts([null, 1], ['NEW', 0], ['SENT', 2], ['DONE', 1]), null],
  ['is none of an empty board', counts([null, 0], ['NEW', 0], ['SENT', 0], ['DONE', 0]), undefined],
  ['is not guessed while one is still being read', counts([null, 0], ['SENT', 2], ['DONE', 1]), undefined],
] as const)('the column to open at %s', (_, known, key) => {
  expect(firstFilled([null, 'NEW', 'SENT', 'DONE'], known)).toBe(key)
})
