// Does the address of a list say what is shown, and does any address open one?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextSort, readListSearch, readSort, writtenSearch } from './list-search.ts'

describe('readListSearch', () => {
  it('reads what it knows and leaves out the rest', () => {
    const where = [{ field: 'a', operator: '==', value: 1 }, { field: 'b', operator: 'explode' }, 'x', null]
    expect(readListSearch({ q: 42, sort: '-a', view: 'v', trash: true, where, evil: 1 })).toEqual({
      q: '42',
      sort: '-a',
      view: 'v',
      trash: true,
      where: [{ field: 'a', operator: '==', value: 1 }],
    })
    const calendar = { kind: 'calendar', start: 'due', end: 'until', at: '2026-11-26', span: 'week' } as const
    expect(readListSearch(calendar)).toEqual(calendar)
    expect(readListSearch({ kind: 'heap', span: 'century', start: 7 })).toEqual({ start: '7' })
    const arranged = {
      columns: ['title', 'stage'],
      pin: 'title',
      wide: 'title-240',
      total: 'weight-sum',
      rows: 'compact',
    }
    expect(readListSearch(writtenSearch(arranged))).toEqual(arranged)
    expect(writtenSearch(arranged)['columns']).toBe('title.stage')
    expect(writtenSearch(writtenSearch(arranged)), 'what is written already').toEqual(writtenSearch(arranged))
    expect(writtenSearch({ wide: 'title-240', columns: [] })).toEqual({ wide: 'title-240' })
    expect(readListSearch({ where: 'x', q: '', sort: {} })).toEqual({})
    const clocks = { columns: ['title', 'record.clocks.in-office', 'stage'] }
    expect(writtenSearch(clocks)).toEqual({ columns: 'title.*in-office.stage' })
    expect(readListSearch(writtenSearch(clocks))).toEqual(clocks)
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.anything()), (search) => void readListSearch(search)))
  })
})

describe('sorting by clicks', () => {
  it('goes up, down, away', () => {
    const up = nextSort(undefined, 'a', false)
    const down = nextSort(up, 'a', false)
    expect([up, down, nextSort(down, 'a', false)]).toEqual(['a', '-a', undefined])
  })
  it('replaces the other keys, or keeps them with shift', () => {
    expect(nextSort('b,-c', 'a', false)).toBe('a')
    expect(nextSort('b,-c', 'a', true)).toBe('b,-c,a')
    expect(nextSort('b,-c', 'b', true)).toBe('-b,-c')
    expect(nextSort('-b,-c', 'b', true)).toBe('-c')
  })
  it('reads a sort text', () => {
    expect(readSort(' -a , b,,-')).toEqual([
      { key: 'a', descending: true },
      { key: 'b', descending: false },
    ])
  })
})
