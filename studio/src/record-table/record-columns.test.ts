// Does a list show the right columns?
import { describe, expect, it } from 'vitest'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import {
  cardClocks,
  movedColumn,
  offeredColumns,
  recordColumns,
  sortableFields,
  sortKeyOf,
  toggledColumn,
} from './record-columns.ts'

const field = (key: string, type: FieldType, more: Partial<WireField> = {}): WireField => ({
  id: key,
  key,
  type,
  ...more,
})

describe('recordColumns', () => {
  const fields = [
    field('notes', 'longText'),
    field('story', 'richText'),
    field('n', 'integer'),
    field('name', 'text'),
    field('tags', 'tags'),
    field('who', 'relation', { many: true, blueprint: 'x' }),
  ]

  it('puts the title first and then what makes a line, long texts too, in the order of the fields', () => {
    expect(recordColumns({ titleField: 'name', fields }).map((column) => column.key)).toEqual([
      'name',
      'notes',
      'n',
      'tags',
      'who',
    ])
  })

  it('puts how a record stands beside its title, however many fields came before it', () => {
    const many = [...fields, ...Array.from({ length: 9 }, (_, i) => field(`f${i}`, 'text'))]
    const columns = recordColumns({
      titleField: 'name',
      fields: [...many, field('size', 'enum'), field('status', 'enum', { quickFilter: true })],
    })
    expect(columns.slice(0, 3).map(({ key }) => key)).toEqual(['name', 'status', 'notes'])
    expect(columns.map(({ key }) => key)).not.toContain('size')
  })

  it('shows what a view asks for, in its order, and skips what is gone', () => {
    expect(recordColumns({ titleField: 'name', fields }, ['notes', 'gone', 'n']).map((column) => column.key)).toEqual([
      'notes',
      'n',
    ])
  })

  it('knows what can be sorted by and what stands at the right', () => {
    const byKey = new Map(recordColumns({ fields }).map((column) => [column.key, column]))
    expect(byKey.get('n')).toMatchObject({ sortable: true, right: true })
    expect(byKey.get('notes')).toMatchObject({ sortable: false })
    expect(byKey.get('tags')).toMatchObject({ sortable: false, right: false })
    expect(byKey.get('who')).toMatchObject({ sortable: false })
  })

  it('never shows more columns than a screen can hold', () => {
    const many = Array.from({ length: 30 }, (_, i) => field(`f${i}`, 'text'))
    expect(recordColumns({ fields: many })).toHaveLength(9)
  })
})

describe('choosing columns', () => {
  const fields = [field('a', 'text'), field('b', 'text'), field('c', 'longText')]

  it('offers what is shown first, in its order, then the others', () => {
    expect(offeredColumns({ fields }, ['b', 'gone']).map(({ key }) => key)).toEqual(['b', 'a', 'c'])
  })

  it('adds at the end, takes away, and moves by one place within the ends', () => {
    expect(toggledColumn(['a', 'b'], 'c')).toEqual(['a', 'b', 'c'])
    expect(toggledColumn(['a', 'b'], 'a')).toEqual(['b'])
    expect(movedColumn(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(movedColumn(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
    expect(movedColumn(['a', 'b'], 'gone', 1)).toEqual(['a', 'b'])
  })
})

describe('promised times', () => {
  const clocks = [{ name: 'answer', label: 'Answer' }, { name: 'in-office' }]
  const kind = { titleField: 'name', fields: [field('name', 'text'), field('n', 'integer')], clocks }
  const [answer, office] = ['record.clocks.answer', 'record.clocks.in-office']
  const chosen = [office, 'name', 'record.clocks.gone', answer]

  it('are columns where they are chosen, as long as the flow has them', () => {
    expect(recordColumns(kind).map(({ key }) => key)).toEqual(['name', 'n'])
    const columns = recordColumns(kind, chosen)
    expect(columns.map(({ key, clock }) => [key, clock?.name])).toEqual([
      [office, 'in-office'],
      ['name', undefined],
      [answer, 'answer'],
    ])
    expect(columns.map(({ field: { label } }) => label)).toEqual(['In office', undefined, 'Answer'])
    expect(recordColumns({ fields: kind.fields }, chosen).map(({ key }) => key)).toEqual(['name'])
  })

  it('are put in order by when they run out', () => {
    expect(recordColumns(kind, chosen).map(sortKeyOf)).toEqual([`${office}.dueAt`, 'name', `${answer}.dueAt`])
    expect(sortableFields(kind).map(({ key }) => key)).toEqual(['name', 'n', `${answer}.dueAt`, `${office}.dueAt`])
  })

  it('are offered after the fields, and first where they are shown', () => {
    expect(offeredColumns(kind, [answer, 'n']).map(({ key }) => key)).toEqual([answer, 'n', 'name', office])
  })

  it('are on cards where they are chosen, and on cards without columns until somebody chooses', () => {
    const names = (columns: readonly string[] | undefined, isEvery: boolean) =>
      cardClocks(kind, columns, isEvery).map(({ name }) => name)
    expect(names(chosen, true)).toEqual(['in-office', 'answer'])
    expect(names(['name'], true)).toEqual([])
    expect([names(undefined, true), names([], false)]).toEqual([['answer', 'in-office'], []])
  })
})
