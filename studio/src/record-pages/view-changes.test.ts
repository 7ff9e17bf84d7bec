// Is it known what a list shows besides its view, and what must be kept?
import { describe, expect, it } from 'vitest'
import type { WireField } from '../api/blueprints-api.ts'
import type { View } from '../api/views-api.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { lookOf } from './look.ts'
import { differs, filterAsked, onlyFilled, shownAsView } from './view-changes.ts'

const fields: readonly WireField[] = [
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'stage', type: 'enum', options: [{ id: 'o1', key: 'WON' }] },
  { id: 'f3', key: 'due', type: 'date' },
]
const kind = { fields, titleField: 'title' }
const won: View = {
  id: 'v1',
  name: 'Won',
  blueprint: 'deal',
  filter: 'stage == "WON"',
  sort: '-due',
  columns: ['title', 'due'],
  kind: 'table',
}
const arranged: View = {
  ...won,
  id: 'v2',
  pinnedColumns: ['title', 'due'],
  widths: { due: 90, title: 300 },
  totals: { due: 'max' },
  rowHeight: 'compact',
}
const where = [{ field: 'stage', operator: '==' as const, value: 'WON' }]
const changed = (search: ListSearch, view?: View) =>
  differs(kind, search, view, lookOf(kind, search, view, undefined), undefined)

describe('a list and its view', () => {
  it.each<[ListSearch, View | undefined, boolean]>([
    [{}, undefined, false],
    [{ q: 'x' }, undefined, false],
    [{ kind: 'table' }, undefined, false],
    [{ columns: ['title', 'stage', 'due'] }, undefined, false],
    [{ columns: ['title'] }, undefined, true],
    [{ sort: 'due' }, undefined, true],
    [{ kind: 'board' }, undefined, true],
    [{ where }, undefined, true],
    [{ where: [{ field: 'stage', operator: '==' }] }, undefined, false],
    [{ view: 'v1' }, won, false],
    [{ view: 'v1', where }, won, false],
    [{ view: 'v1', sort: '-due', columns: ['title', 'due'] }, won, false],
    [{ view: 'v1', where: [] }, won, true],
    [{ view: 'v1', sort: '-' }, won, true],
    [{ view: 'v1', kind: 'calendar' }, won, true],
    [{ pin: 'title' }, undefined, true],
    [{ rows: 'normal', pin: '-', wide: '-', total: '-' }, undefined, false],
    [{ view: 'v1', wide: 'title-200' }, won, true],
    [{ view: 'v2' }, arranged, false],
    [{ view: 'v2', wide: 'title-300.due-90', pin: 'due.title' }, arranged, false],
    [{ view: 'v2', total: '-' }, arranged, true],
    [{ view: 'v2', rows: 'normal' }, arranged, true],
  ])('%j differs: %#', (search, view, expected) => {
    expect(changed(search, view)).toBe(expected)
  })

  it('keeps what is shown, and takes away what is not shown any more', () => {
    const search: ListSearch = { view: 'v1', where: [], sort: '-', kind: 'board' }
    const shown = shownAsView(kind, search, won, lookOf(kind, search, won, undefined))
    expect(shown).toEqual({
      filter: null,
      sort: null,
      columns: ['title', 'due'],
      pinnedColumns: null,
      widths: null,
      totals: null,
      rowHeight: null,
      kind: 'board',
      group: 'stage',
      start: null,
      end: null,
    })
    expect(onlyFilled(shown)).toEqual({ columns: ['title', 'due'], kind: 'board', group: 'stage' })
  })

  it('asks for the conditions of the address instead of those of the view', () => {
    expect(filterAsked(fields, {}, won)).toBe('stage == "WON"')
    expect(filterAsked(fields, { where: [{ field: 'due', operator: 'empty' }] }, won)).toBe('due == null')
    expect(filterAsked(fields, { where: [] }, won)).toBeUndefined()
  })
})
