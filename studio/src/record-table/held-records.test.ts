// Does what is picked stay at hand when one scrolls away, and is nothing held that was deleted?
import { describe, expect, it } from 'vitest'
import type { WireRecord } from '../api/records-api.ts'
import { withHeld } from './held-records.ts'

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `r${from + i}` })) as unknown as WireRecord[]
const part = (from: number, to: number) => ({ records: rows(from, to), offset: from })
const ids = (records: readonly WireRecord[]) => records.map(({ id }) => id)
const picked =
  (...wanted: string[]) =>
  (id: string) =>
    wanted.includes(id)

describe('records that are picked', () => {
  it('are held when their part of the list is let go, and given back when it comes again', () => {
    const held = withHeld([], part(0, 10), part(5, 15), picked('r2', 'r7'))
    expect(ids(held)).toEqual(['r2'])
    expect(ids(withHeld(held, part(5, 15), part(50, 60), picked('r2', 'r7')))).toEqual(['r2', 'r7'])
    expect(ids(withHeld(held, part(5, 15), part(0, 10), picked('r2', 'r7')))).toEqual([])
  })

  it('are let go when they are picked no more', () => {
    expect(withHeld(rows(2, 3), part(5, 15), part(6, 16), picked())).toEqual([])
  })

  it('are not held when they were deleted from a part that is kept', () => {
    const without = { records: rows(0, 10).filter(({ id }) => id !== 'r2'), offset: 0 }
    expect(withHeld([], part(0, 10), without, picked('r2'))).toEqual([])
  })
})
