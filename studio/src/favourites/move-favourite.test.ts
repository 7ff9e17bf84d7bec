// A favourite goes to the place it was sent to, and nothing is lost on the way.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Favourite, placeKey } from '../api/favourites-api.ts'
import { moveFavourite } from './move-favourite.ts'

const items: readonly Favourite[] = ['a', 'b', 'c'].map((blueprint) => ({ kind: 'list', blueprint }))
const said = (some: readonly Favourite[]) => some.map(({ blueprint }) => blueprint).join('')

test.each([
  ['list a', 2, 'bca'],
  ['list c', 0, 'cab'],
  ['list b', 1, 'abc'],
  ['list b', 99, 'acb'],
  ['list a', -1, 'abc'],
  ['list x', 0, 'abc'],
])('%s to %i', (key, to, order) => expect(said(moveFavourite(items, key, to))).toBe(order))

test('it stands where it was sent to, and the others keep their order', () => {
  fc.assert(
    fc.property(fc.nat(2), fc.nat(2), (from, to) => {
      const one = items[from] as Favourite
      const moved = moveFavourite(items, placeKey(one), to)
      expect(moved[to]).toBe(one)
      expect(said(moved.filter((other) => other !== one))).toBe(said(items.filter((other) => other !== one)))
    }),
  )
})
