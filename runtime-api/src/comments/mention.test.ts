// Mentions are found in a text, and a text is cut without breaking one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginningOf, mentionsIn } from './mention.ts'

const ana = '0f8fad5b-d9cb-469f-a165-70867728950e'
const bob = '7c9e6679-7425-40de-944b-e07fc1f90ae7'

test.each([
  ['nobody', []],
  [`@[${ana}] look`, [ana]],
  [`@[${ana}]@[${bob}] and @[${ana}] again`, [ana, bob]],
  ['an @[array] of @[things], a@b.co', []],
  [`@[${ana}`, []],
  [`@[${ana.toUpperCase()}]`, []],
])('%j mentions %j', (text, ids) => expect(mentionsIn(text)).toEqual(ids))

test.each([
  ['short', 10, 'short'],
  ['a longer one', 8, 'a longer…'],
  [`see @[${ana}] now`, 20, 'see…'],
  [`see @[${ana}] now`, 5, 'see…'],
  ['ab😀', 3, 'ab…'],
])('%j begins, in %i characters, with %j', (text, most, begins) => expect(beginningOf(text, most)).toBe(begins))

test('a beginning is never longer than asked, and holds no half mention', () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom(`@[${ana}]`, '@', '[', '😀', ' '))
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 200 }), (whole, most) => {
      const begins = beginningOf(whole, most)
      expect(begins.length).toBeLessThanOrEqual(most + 1)
      expect(mentionsIn(whole).slice(0, mentionsIn(begins).length)).toEqual(mentionsIn(begins))
    }),
  )
})
