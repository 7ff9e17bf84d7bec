// Which element shows which row: no row twice, none missing, and never another record below somebody's hands.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noSlots, type RowSlots, readingOrder, slotsFor } from './row-slots.ts'

const line = (row: number) => `line ${row}`
const at = (row: number) => ({ row, column: 0 })
const keysOf = ({ slots }: RowSlots, first: number, last: number) =>
  new Map(slots.flatMap((slot) => (slot && slot.row >= first && slot.row <= last ? [[slot.row, slot.key]] : [])))

test('a row that stays in sight stays in its element, and one that comes takes that of one that went', () => {
  const before = slotsFor(noSlots, { first: 3, last: 9 }, 8, line, at(0))
  const now = slotsFor(before, { first: 5, last: 11 }, 8, line, at(0))
  const [was, is] = [keysOf(before, 3, 9), keysOf(now, 5, 11)]
  for (let row = 5; row <= 9; row++) expect(is.get(row)).toBe(was.get(row))
  expect(is.get(11)).toBe(was.get(3))
})

test('the element in which somebody stands goes with its row', () => {
  const before = slotsFor(noSlots, { first: 0, last: 7 }, 8, line, at(2))
  const now = slotsFor(before, { first: 3, last: 10 }, 8, line, at(2))
  expect(keysOf(now, 10, 10).get(10)).not.toBe(keysOf(before, 2, 2).get(2))
  expect(keysOf(now, 9, 9).get(9)).toBe(keysOf(before, 1, 1).get(1))
})

test('so it does when another order puts another line into the row, and not when the same line is read again', () => {
  const before = slotsFor(noSlots, { first: 0, last: 7 }, 8, line, at(2))
  const again = slotsFor(before, { first: 0, last: 7 }, 8, line, at(2))
  expect(again.slots).toEqual(before.slots)
  const turned = slotsFor(again, { first: 0, last: 7 }, 8, (row) => line(7 - row), at(5))
  expect(keysOf(turned, 2, 2).get(2)).not.toBe(keysOf(before, 2, 2).get(2))
  expect(keysOf(turned, 3, 3).get(3)).toBe(keysOf(before, 3, 3).get(3))
})

test('what is no longer in the list is drawn nowhere', () => {
  const before = slotsFor(noSlots, { first: 0, last: 7 }, 8, line, at(0))
  const shorter = slotsFor(before, { first: 0, last: 2 }, 8, (row) => (row < 3 ? line(row) : undefined), at(0))
  expect(shorter.slots.flatMap((slot) => (slot ? [slot.row] : []))).toEqual([0, 1, 2])
})

test('whoever is read to hears the rows in their order, wherever their elements stand', () => {
  const first = slotsFor(noSlots, { first: 0, last: 3 }, 4, line, at(0))
  expect(readingOrder(first)).toBeUndefined()
  expect(readingOrder(slotsFor(first, { first: 2, last: 5 }, 4, line, at(0)))).toEqual([2, 3, 0, 1])
})

test('wherever one scrolls, every row of the drawing is there once, no key twice, and no element is handed on while it is held', () => {
  const move = fc.record({ first: fc.nat(200), rows: fc.integer({ min: 1, max: 12 }), held: fc.nat(200) })
  fc.assert(
    fc.property(fc.array(move, { minLength: 1, maxLength: 20 }), (moves) => {
      let now = noSlots
      let held = 0
      for (const { first, rows, held: next } of moves) {
        const before = now
        now = slotsFor(before, { first, last: first + rows - 1 }, 12, line, at(next))
        const drawn = now.slots.flatMap((slot) => (slot ? [slot] : []))
        const wanted = Array.from({ length: rows }, (_, i) => first + i)
        expect(drawn.map(({ row }) => row)).toEqual(expect.arrayContaining(wanted))
        expect(new Set(drawn.map(({ row }) => row)).size).toBe(drawn.length)
        expect(new Set(drawn.map(({ key }) => key)).size).toBe(drawn.length)
        const key = before.slots.find((slot) => slot?.row === held)?.key
        if (key) expect([held, undefined]).toContain(drawn.find((slot) => slot.key === key)?.row)
        held = next
      }
    }),
  )
})
