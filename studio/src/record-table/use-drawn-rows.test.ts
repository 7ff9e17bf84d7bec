// Which rows of a long table are drawn: all that can be seen, and never more than a few around them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DrawnRows, drawnNext, rowHeights, rowsBetween } from './use-drawn-rows.ts'

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

describe('what the next frame draws', () => {
  const seen = { first: 100, last: 109 }
  const around = { seen, least: { first: 96, last: 113 }, most: { first: 92, last: 117 } }

  test.each([
    ['nothing while enough is left at either edge', { first: 96, last: 113 }, { first: 96, last: 113 }],
    ['nothing, though more than is wanted stands there', { first: 80, last: 113 }, { first: 80, last: 113 }],
    ['a few rows further down, and none at the other edge', { first: 89, last: 112 }, { first: 92, last: 116 }],
    ['a few rows further up, and none at the other edge', { first: 97, last: 120 }, { first: 93, last: 117 }],
    ['a few at both edges', { first: 98, last: 111 }, { first: 94, last: 115 }],
    ['all that is seen, though it is much', { first: 80, last: 101 }, { first: 92, last: 109 }],
    ['only what is seen at a place far away, and a little', { first: 0, last: 20 }, { first: 96, last: 113 }],
  ])('%s', (_, now, next) => {
    expect(drawnNext(now, around)).toEqual(next)
  })

  test('only what is seen with a frame that has enough to do', () => {
    expect(drawnNext({ first: 89, last: 110 }, around, 0)).toEqual({ first: 92, last: 110 })
    expect(drawnNext({ first: 80, last: 101 }, around, 0)).toEqual({ first: 92, last: 109 })
  })

  test('every step draws what is seen and few rows more than before, and after a few there is enough', () => {
    const anywhere = fc.nat(5000).map((top) => top * 7)
    fc.assert(
      fc.property(anywhere, anywhere, fc.integer({ min: 40, max: 2000 }), (from, to, height) => {
        const size = { count: 1000, rowHeight: rowHeights.normal }
        const between = (more: number) => rowsBetween(to, height, size, more)
        const [sight, least, most] = [between(0), between(4), between(8)]
        const isEnough = (rows: DrawnRows) => rows.first <= least.first && rows.last >= least.last
        let now: DrawnRows = rowsBetween(from, height, size, 8)
        for (let steps = 0; !isEnough(now); steps++) {
          expect(steps).toBeLessThan(3)
          const next = drawnNext(now, { seen: sight, least, most })
          expect(next.first).toBeLessThanOrEqual(sight.first)
          expect(next.last).toBeGreaterThanOrEqual(sight.last)
          expect(next.first).toBeGreaterThanOrEqual(most.first)
          expect(next.last).toBeLessThanOrEqual(most.last)
          const rows = (of: DrawnRows) => Array.from({ length: of.last - of.first + 1 }, (_, at) => of.first + at)
          const fresh = rows(next).filter((row) => row < now.first || row > now.last)
          expect(fresh.filter((row) => row < sight.first || row > sight.last).length).toBeLessThanOrEqual(8)
          now = next
        }
        expect(drawnNext(now, { seen: sight, least, most })).toBe(now)
      }),
    )
  })
})
