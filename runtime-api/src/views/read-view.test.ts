// What becomes of a view whose fields are not what they were: it can still be changed, and is refused only where it is touched.
import { idGiver, type MoldeError, newBlueprint, scopeOf } from '@molde/engine'
import { expect, test } from 'vitest'
import type { Definition } from '../blueprints/definition.ts'
import { readView, type WireView } from './read-view.ts'
import type { StoredView } from './view-table.ts'

const head = newBlueprint(
  {
    name: 'visit',
    fields: [
      { key: 'title', type: 'text' },
      { key: 'mood', type: 'enum', options: ['GOOD'] },
      { key: 'day', type: 'date' },
    ],
  },
  idGiver({}),
)
const definition = { head, scope: scopeOf(head), newest: { flows: [] } } as unknown as Definition
const idOf = (key: string) => head.fields.find((field) => field.key === key)?.id
const board: StoredView = { kind: 'board', group: 'f99', sort: [], columns: [], shared: true, pinned: false }
const calendar: StoredView = {
  kind: 'calendar',
  // A text now, a date when the view was saved.
  start: idOf('title')!,
  end: 'f98',
  sort: [],
  columns: [],
  shared: true,
  pinned: false,
}

const refusal = (wire: WireView, before?: StoredView): string | undefined => {
  try {
    readView(definition, wire, before)
    return undefined
  } catch (thrown) {
    return (thrown as MoldeError).issues.map(({ path, code }) => `${path.join('/')} ${code}`).join(', ')
  }
}

test.each<[WireView]>([
  [{ name: 'Other' }],
  [{ shared: false }],
  [{ sort: '-title' }],
  [{ filter: 'title != null' }],
  [{ columns: ['title'] }],
])('%j changes a view that went stale, and nothing else of it', (wire) => {
  for (const before of [board, calendar]) {
    const { kind, group, start, end } = readView(definition, wire, before)
    expect({ kind, group, start, end }).toEqual({
      kind: before.kind,
      group: before.group,
      start: before.start,
      end: before.end,
    })
  }
})

test('what is touched must be good', () => {
  expect(refusal({ kind: 'board' }, board)).toBe('group board-group')
  expect(refusal({ group: 'title' }, board)).toBe('group board-group')
  expect(refusal({ group: 'gone' }, board)).toBe('group unknown-member')
  expect(refusal({ kind: 'calendar' }, calendar)).toBe('start calendar-field, end calendar-field')
  expect(refusal({ end: 'mood' }, calendar)).toBe('end calendar-field')
  expect(refusal({ kind: 'board' })).toBe('group board-group')
  expect(refusal({ kind: 'chart' as 'board' })).toBe('kind not-one-of')
})

test('a stale view is mended member by member', () => {
  expect(readView(definition, { group: 'mood' }, board).group).toBe(idOf('mood'))
  expect(readView(definition, { start: 'day', end: null }, calendar)).toMatchObject({ start: idOf('day') })
  expect(readView(definition, { kind: 'table' }, calendar).kind).toBe('table')
})
