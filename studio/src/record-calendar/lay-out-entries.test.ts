// Do overlapping entries share the width, and does a band stay on one line?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weekOf } from '../date-input/calendar-days.ts'
import type { Entry } from './calendar-entry.ts'
import { cutColumns, inColumns, shortest } from './entry-columns.ts'
import { cutLanes, lanesOf, shownLines } from './entry-lanes.ts'

describe('inColumns', () => {
  it('leaves the whole width to what is alone', () => {
    expect(inColumns([part(0, 60), part(60, 120)])).toMatchObject([
      { part: part(0, 60), column: 0, columns: 1 },
      { part: part(60, 120), column: 0, columns: 1 },
    ])
  })

  it('uses a column again as soon as it is free', () => {
    const placed = inColumns([part(0, 60), part(30, 180), part(60, 120), part(200, 240)])
    expect(placed.map(({ column, columns }) => [column, columns])).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ])
  })

  it('takes a moment for as long as it is drawn', () => {
    expect(inColumns([part(0, 0), part(10, 10)]).map(({ column }) => column)).toEqual([0, 1])
  })

  it('never lets two lie upon each other', () => {
    const parts = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 300 })).map(([a, b]) => part(a, a + b)),
    )
    fc.assert(
      fc.property(parts, (all) => {
        const placed = inColumns(all)
        expect(placed).toHaveLength(all.length)
        for (const [i, one] of placed.entries())
          for (const other of placed.slice(i + 1)) {
            const meet = one.part.from < drawnEnd(other.part) && other.part.from < drawnEnd(one.part)
            if (meet) expect([one.column, one.columns]).not.toEqual([other.column, one.columns])
            if (meet) expect(one.columns).toBe(other.columns)
          }
      }),
    )
  })
})

describe('cutColumns', () => {
  it('leaves a column for saying how many more there are', () => {
    const crowd = [part(0, 60), part(10, 60), part(20, 60), part(30, 60), part(600, 660)]
    const { shown, hidden } = cutColumns(inColumns(crowd), 3)
    expect(shown.map(({ column, columns }) => [column, columns])).toEqual([
      [0, 3],
      [1, 3],
      [0, 1],
    ])
    expect(hidden).toEqual([{ from: 20, count: 2 }])
  })

  it('leaves nothing out while there is room', () => {
    const placed = inColumns([part(0, 60), part(10, 60)])
    expect(cutColumns(placed, 2)).toEqual({ shown: placed, hidden: [] })
  })
})

describe('lanesOf', () => {
  const week = weekOf('2026-11-26', 1)

  it('keeps a band on one line and fills the holes', () => {
    const long = entry('long', '2026-11-24', '2026-11-27')
    const early = entry('early', '2026-11-23', '2026-11-24')
    const short = entry('short', '2026-11-25', '2026-11-25')
    expect(lanesOf([short, long, early], week).map((day) => day.map((one) => one?.record.id))).toEqual([
      ['early'],
      ['early', 'long'],
      ['short', 'long'],
      [undefined, 'long'],
      [undefined, 'long'],
      [],
      [],
    ])
  })

  it('cuts what comes from before and goes on after', () => {
    const always = entry('always', '2026-01-01', '2027-01-01')
    expect(lanesOf([always], week).every((day) => day[0] === always)).toBe(true)
  })
})

describe('what fits', () => {
  const one = entry('one', '2026-11-26', '2026-11-26')
  it('shows every line, or leaves the last one of the whole week', () => {
    expect(shownLines([[one, one], []], 2)).toBe(2)
    expect(shownLines([[one, undefined, one], [one]], 2)).toBe(1)
    expect(shownLines([[one]], 0)).toBe(0)
  })

  it('counts what is not shown', () => {
    expect(cutLanes([one, undefined, one, one], 2)).toEqual({ shown: [one, undefined], hidden: 2 })
    expect(cutLanes([one], Number.POSITIVE_INFINITY)).toEqual({ shown: [one], hidden: 0 })
  })
})

function part(from: number, to: number) {
  return { from, to }
}

function drawnEnd({ from, to }: { from: number; to: number }): number {
  return Math.max(to, from + shortest)
}

function entry(id: string, first: string, last: string): Entry {
  const record = { id, blueprint: 'deal', version: 1, rev: 1, state: null, data: {} }
  return { record: { ...record, createdAt: '', updatedAt: '', createdBy: null, deletedAt: null }, first, last }
}
