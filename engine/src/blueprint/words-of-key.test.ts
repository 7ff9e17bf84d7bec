import { expect, it } from 'vitest'
import { wordsOfKey } from './words-of-key.ts'

it.each([
  ['weight', 'Weight'],
  ['deliver_from', 'Deliver from'],
  ['onItsWay', 'On its way'],
  ['NEW', 'New'],
  ['ON_ITS_WAY', 'On its way'],
  ['год-выпуска', 'Год выпуска'],
  ['_', '_'],
])('[B41] %s is called "%s"', (key, words) => {
  expect(wordsOfKey(key)).toBe(words)
})
