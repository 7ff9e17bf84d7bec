// Is every row of a list found again, whatever was let go on the way to it?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from './api-client.ts'
import { firstPlace, nextPlace, type PagePlace, placeOfRow } from './record-window.ts'
import type { WireRecord } from './records-api.ts'

const pageOf = (rows: number, next: string | null) =>
  ({ items: Array.from({ length: rows }), next }) as unknown as Page<WireRecord>

/** The places that one passes when every page has as many rows as said. */
function walk(sizes: readonly number[]): readonly PagePlace[] {
  const places = [firstPlace]
  for (const [i, rows] of sizes.entries()) {
    const next = nextPlace(pageOf(rows, `c${i}`), places.at(-1) as PagePlace)
    if (next) places.push(next)
  }
  return places
}

describe('the pages of a list', () => {
  it('know what lies before them, also where a page is short', () => {
    expect(walk([100, 80, 100]).map(({ offset, cursor }) => [offset, cursor])).toEqual([
      [0, undefined],
      [100, 'c0'],
      [180, 'c1'],
      [280, 'c2'],
    ])
    expect(nextPlace(pageOf(3, null), firstPlace)).toBeUndefined()
  })

  it('are found by any row, as far as one has come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 50 }),
        fc.nat({ max: 6000 }),
        (sizes, row) => {
          const places = walk(sizes)
          const found = placeOfRow(places.at(-1) as PagePlace, row)
          const wanted = places.filter(({ offset }) => offset <= row).at(-1)
          expect(found).toBe(wanted)
        },
      ),
    )
  })
})
