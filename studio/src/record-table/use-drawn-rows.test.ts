// Which rows of a long table are drawn: all that can be seen, and never more than a few around them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowHeights, rowsBetween } from './use-drawn-rows.ts'

test.each([
  ['at the beginning', 0, 360, 1000, 0, { first: 0, last: 9 }],
  ['a row that is cut by the upper edge is seen', 35, 360, 1000, 0, { first: 0, last: 10 }],
  ['with some around', 3600, 360, 1000, 8, { first: 92, last: 117 }],
  ['at the end', 36_000 - 360, 360, 1000, 8, { first: 982, last: 999 }],
  ['a frame without height still has a row', 0, 0, 1000, 0, { first: 0, last: 0 }],
  ['nothing', 0, 360, 0, 8, { first: 0, last: -1 }],
])('%s', (_, top, height, count, more, drawn) => {
  expect(rowsBetween(top, height, { count, rowHeight: rowHeights.normal }, more)).toEqual(drawn)
})

test('every row of which a pixel is in sight is drawn, and how many does not depend on the length of the list', () => {
  const anywhere = {
    rowHeight: fc.constantFrom(rowHeights.normal, rowHeights.compact),
    top: fc.nat(36_000_000),
    height: fc.integer({ min: 1, max: 3000 }),
    more: fc.nat(20),
  }
  fc.assert(
    fc.property(fc.record(anywhere), ({ top, height, more, rowHeight }) => {
      const count = 1_000_000
      const { first, last } = rowsBetween(top, height, { count, rowHeight }, more)
      const seen = { first: Math.floor(top / rowHeight), last: Math.floor((top + height - 1) / rowHeight) }
      expect(first).toBeLessThanOrEqual(Math.min(seen.first, count - 1))
      expect(last).toBeGreaterThanOrEqual(Math.min(seen.last, count - 1))
      expect(last - first).toBeLessThanOrEqual(height / rowHeight + 2 + 2 * more)
    }),
  )
})
