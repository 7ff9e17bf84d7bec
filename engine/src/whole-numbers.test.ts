// Does a number written in groups meet the same number in one piece?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busyTime } from '../test/busy-time.ts'
import { wordsOf } from './fold-text.ts'
import { searchedWords, wholeNumbers } from './whole-numbers.ts'

const found = (text: string, typed: string) => {
  const there = new Set(searchedWords(text))
  return [wordsOf(typed), wholeNumbers(typed) ?? []].some(
    (words) =>
      words.length > 0 &&
      words.every((word, i) =>
        i === words.length - 1 ? [...there].some((one) => one.startsWith(word)) : there.has(word),
      ),
  )
}

describe('numbers in groups', () => {
  it.each([
    ['912 345 678', '912345678'],
    ['912345678', '912 345 678'],
    ['912 345 678', '912-345-678'],
    ['912345678', '912 34'],
    ['912 345 678', '345678'],
    ['912 345 678', '345 678'],
    ['912 345 678', '91234'],
    ['+351 912 345 678', '912345678'],
    ['+351912345678', '912345678'],
    ['+351912345678', '912 345 678'],
    ['+351 912 345 678', '+351912345678'],
    ['+44 (20) 7946-0958', '442079460958'],
    ['+1 (415) 555-0134', '4155550134'],
    ['(11) 91234-5678', '11912345678'],
    ['(11) 91234-5678', '912345678'],
    ['123.456.789-09', '12345678909'],
    ['12.345.678/0001-95', '12345678000195'],
    ['4111 1111 1111 1111', '4111111111111111'],
    ['912\u00a0345\u00a0678', '912345678'],
    ['Ana, 912 345 678 at night', '912345678 ana'],
    ['Ana Prado 912345678', 'ana 912 345 678'],
    ['order 2026, 15 boxes', '2026 15'],
  ])('[R24] %s is found by %s', (text, typed) => expect(found(text, typed)).toBe(true))

  it.each([
    ['1 2', '12'],
    ['912 345 678', '912346'],
    ['912345, 678', '912345678'],
    ['912345\n678', '912345678'],
    ['912345 678kg', '912345678'],
    ['A912 345', '912345'],
    ['912345678', '345678'],
  ])('[R24] %s is not found by %s', (text, typed) => expect(found(text, typed)).toBe(false))

  it('[R24] however it is grouped, a phone number is found by any other grouping of it', () => {
    const groups = fc.array(fc.stringMatching(/^\d{2,4}$/), { minLength: 2, maxLength: 4 })
    const between = fc.constantFrom(' ', '-', '.', '', ') ')
    fc.assert(fc.property(groups, between, between, (parts, one, other) => found(parts.join(one), parts.join(other))))
  })

  it('[R24] nothing but numbers costs no more than twice its words', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `${i}`).join(' ')
    expect(busyTime(() => searchedWords(text))).toBeLessThan(1000)
    expect(searchedWords(text).length).toBeLessThanOrEqual(2 * wordsOf(text).length)
  })
})
