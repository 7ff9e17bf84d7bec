import { describe, expect, it } from 'vitest'
import { droppedColumn, gridColumns } from './grid-columns.ts'
import { groupedLines, type LineGroup, recordLines } from './grid-lines.ts'
import type { Column } from './record-columns.ts'

const column = (key: string, width = 100): Column => ({
  key,
  field: { id: key, key, type: 'text' },
  width,
  right: false,
  sortable: true,
})

describe('pinned columns', () => {
  const places = (pins: readonly string[], frame = 1000) =>
    gridColumns([column('a'), column('b', 200), column('c')], pins, 40, frame, 400).map(({ key, left }) => [key, left])

  it('come first, side by side, in the order of the table', () => {
    expect(places([])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', undefined],
    ])
    expect(places(['c', 'b', 'gone'])).toEqual([
      ['b', 40],
      ['c', 240],
      ['a', undefined],
    ])
  })

  it('leave room for the others', () => {
    expect(places(['a', 'b', 'c'], 400)).toEqual([
      ['a', 40],
      ['c', 140],
      ['b', undefined],
    ])
    expect(places(['a', 'b', 'c'], 0).map(([, left]) => left)).toEqual([40, 140, 340])
  })
})

describe('the letters of a column', () => {
  const letters = (mostWidth: number, ...widths: number[]) =>
    gridColumns(
      widths.map((width, at) => column(`${at}`, width)),
      [],
      40,
      1000,
      mostWidth,
    ).map((one) => one.letters)

  it('are as many as its width can show of the narrowest', () => {
    expect(letters(300, 120, 240)).toEqual([40, 80])
  })

  it('are more where columns share what is left of a wide window', () => {
    expect(letters(720, 120, 240)).toEqual([80, 160])
  })
})

describe('the line of a record', () => {
  const record = (id: string) => ({ id, blueprint: 'deal', data: {} }) as never

  it('is the same one when more records have come', () => {
    const [one, other] = [record('1'), record('2')]
    const [before] = recordLines([one])
    expect(recordLines([other, one])[1]).toBe(before)
    expect(recordLines([record('1')])[0]).not.toBe(before)
  })
})

describe('a column that is dropped', () => {
  it.each([
    ['a', 'c', 'before', 'bac'],
    ['a', 'c', 'after', 'bca'],
    ['c', 'a', 'before', 'cab'],
    ['b', 'b', 'after', 'abc'],
    ['x', 'a', 'after', 'abc'],
  ] as const)('%s at %s, %s: %s', (key, beside, side, order) => {
    expect(droppedColumn(['a', 'b', 'c'], key, beside, side).join('')).toBe(order)
  })
})

describe('groups as lines', () => {
  const group = (name: string, isOpen: boolean): LineGroup => ({
    ...{ name, value: name, label: name, count: 1, isCapped: false, totals: {}, isOpen },
  })
  const record = (id: string) => ({ id }) as never
  it('are a header, what is loaded, and a place for what is not', () => {
    const lines = groupedLines([group('a', true), group('b', false), group('c', true), group('d', true)], (name) =>
      name === 'a'
        ? { records: [record('1'), record('2')], hasMore: true }
        : name === 'c'
          ? { records: [record('3')], hasMore: false }
          : undefined,
    )
    expect(lines.map(({ id }) => id)).toEqual([
      'group a',
      '1',
      '2',
      'more a',
      'group b',
      'group c',
      '3',
      'group d',
      'more d',
    ])
  })
})
