import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPlace, placeAfter } from './grid-place.ts'

const size = { rows: 50, columns: 4, page: 10 }
const press = (key: string, ctrlKey = false) =>
  placeAfter({ row: 5, column: 1 }, { key, ctrlKey, metaKey: false }, size)

describe('a key leads', () => {
  it.each([
    ['ArrowUp', false, 4, 1],
    ['ArrowDown', false, 6, 1],
    ['ArrowLeft', false, 5, 0],
    ['ArrowRight', false, 5, 2],
    ['ArrowUp', true, 0, 1],
    ['ArrowDown', true, 49, 1],
    ['ArrowLeft', true, 5, 0],
    ['ArrowRight', true, 5, 3],
    ['Home', false, 5, 0],
    ['End', false, 5, 3],
    ['Home', true, 0, 0],
    ['End', true, 49, 3],
    ['PageUp', false, 0, 1],
    ['PageDown', false, 15, 1],
  ])('%s (control: %s) to %i, %i', (key, control, row, column) => {
    expect(press(key, control)).toEqual({ row, column })
  })

  it('nowhere when it is another one', () => {
    for (const key of ['a', 'Enter', ' ', 'Tab', 'Escape']) expect(press(key)).toBeUndefined()
  })

  it('never out of the grid', () => {
    const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')
    const place = fc.record({ row: fc.nat(49), column: fc.nat(3) })
    fc.assert(
      fc.property(place, keys, fc.boolean(), (from, key, ctrlKey) => {
        const to = placeAfter(from, { key, ctrlKey, metaKey: false }, size)
        expect(to?.row).toSatisfy((row: number) => row >= 0 && row < 50)
        expect(to?.column).toSatisfy((column: number) => column >= 0 && column < 4)
      }),
    )
  })
})

describe('after an edit', () => {
  it.each([
    [{ row: 0, column: 0 }, 1, { row: 0, column: 1 }],
    [{ row: 0, column: 3 }, 1, { row: 1, column: 0 }],
    [{ row: 49, column: 3 }, 1, { row: 49, column: 3 }],
    [{ row: 1, column: 0 }, -1, { row: 0, column: 3 }],
    [{ row: 0, column: 0 }, -1, { row: 0, column: 0 }],
  ] as const)('%j by %i comes %j', (from, by, to) => {
    expect(nextPlace(from, by, size)).toEqual(to)
  })
})
