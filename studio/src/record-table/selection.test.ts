import { expect, it } from 'vitest'
import { toggled } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const after = (ids: string[], id: string, from?: string) => [...toggled(new Set(ids), order, { id, from })].sort()

it('a click picks a row, and another one lets it go', () => {
  expect(after([], 'b')).toEqual(['b'])
  expect(after(['b', 'c'], 'b')).toEqual(['c'])
})

it('with shift it picks or lets go everything in between, in either direction', () => {
  expect(after(['b'], 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(after(['d'], 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(after(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a'])
})

it('with shift from a row that is gone it picks the row alone', () => {
  expect(after([], 'c', 'gone')).toEqual(['c'])
})
