// Do letters go to the choice that a person means?
import { expect, it } from 'vitest'
import { optionByLetters } from './option-by-letters.ts'

const choices = ['is', 'is not', 'Contains', 'is empty', 'Содержит'].map((label) => ({ value: label, label }))

it.each([
  ['is', 'c', 'Contains'],
  ['is', 'i', 'is not'],
  ['is not', 'i', 'is empty'],
  ['is empty', 'i', 'is'],
  ['is empty', 'ii', 'is'],
  ['is', 'is n', 'is not'],
  ['is not', 'is', 'is not'],
  ['Contains', 'is e', 'is empty'],
  ['is', 'с', 'Содержит'],
  ['gone', 'i', 'is'],
  ['is', 'x', undefined],
] as const)('from “%s”, “%s” goes to “%s”', (chosen, letters, found) => {
  expect(optionByLetters<string>(choices, chosen, letters)).toBe(found)
})

it('goes nowhere when there is nothing', () => {
  expect(optionByLetters([], 'a', 'a')).toBeUndefined()
})
