import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { boardColumns, cardsIn, columnAsk, groupFields } from './board-columns.ts'

const status: WireField = {
  id: 'f1',
  key: 'status',
  type: 'enum',
  options: [
    { id: 'o1', key: 'NEW' },
    { id: 'o2', key: 'OLD', retired: true },
    { id: 'o3', key: 'DONE' },
  ],
}
const record = (id: string) => ({ id }) as WireRecord

describe('the columns of a board', () => {
  it('are the choices that are still offered, after one for records without any', () => {
    expect(boardColumns(status, false).map(({ key }) => key)).toEqual([null, 'NEW', 'DONE'])
  })

  it('have no place for records without a choice where there can be none', () => {
    expect(boardColumns({ ...status, required: true }, false).map(({ key }) => key)).toEqual(['NEW', 'DONE'])
    expect(boardColumns(status, true).map(({ key, isGone }) => [key, isGone])).toEqual([
      ['NEW', undefined],
      ['OLD', true],
      ['DONE', undefined],
    ])
  })

  it('come from fields that hold one choice', () => {
    const tags: WireField = { ...status, key: 'tags', type: 'tags' }
    expect(groupFields([tags, status, { id: 'f3', key: 'title', type: 'text' }])).toEqual([status])
  })

  it('ask for their own records, within what the list asks for', () => {
    const [none, fresh] = boardColumns(status, false)
    expect(columnAsk({ sort: '-due' }, status, fresh!)).toEqual({ sort: '-due', filter: 'status == "NEW"' })
    expect(columnAsk({ filter: 'a > 1 || b' }, status, none!)).toEqual({ filter: '(a > 1 || b) && status == null' })
  })
})

describe('the cards of a column', () => {
  const [none, fresh, done] = boardColumns(status, false)

  it('are the records of its list', () => {
    expect(cardsIn(fresh!, [record('1'), record('2')], []).map(({ id }) => id)).toEqual(['1', '2'])
  })

  it('leave at once for the column they are dropped on', () => {
    const onTheWay = [{ record: record('2'), to: 'DONE' }]
    expect(cardsIn(fresh!, [record('1'), record('2')], onTheWay).map(({ id }) => id)).toEqual(['1'])
    expect(cardsIn(done!, [record('3')], onTheWay).map(({ id }) => id)).toEqual(['2', '3'])
    // The list may know already.
    expect(cardsIn(done!, [record('3'), record('2')], onTheWay).map(({ id }) => id)).toEqual(['2', '3'])
    expect(cardsIn(none!, [], onTheWay)).toEqual([])
  })
})
