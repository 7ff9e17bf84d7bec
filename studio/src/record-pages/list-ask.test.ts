// Does a list ask for what it shows, and for nothing else?
import { describe, expect, it } from 'vitest'
import type { Blueprint } from '../api/blueprints-api.ts'
import { askOf } from './list-ask.ts'

const kind: Blueprint = {
  ...{ name: 'ticket', version: 1, titleField: 'title', rules: [], uniques: [] },
  fields: [
    { id: 'f1', key: 'title', type: 'text' },
    { id: 'f2', key: 'customer', type: 'relation', blueprint: 'customer' },
  ],
}
const promising: Blueprint = { ...kind, clocks: [{ name: 'answer' }] }

describe('how promised times stand', () => {
  it.each([
    ['no column of theirs', promising, {}, undefined, 'table', 'customer'],
    ['a column', promising, { columns: ['title', 'record.clocks.answer'] }, undefined, 'table', 'record.clocks'],
    [
      'a column, before the flow is known',
      kind,
      { columns: ['record.clocks.answer'] },
      undefined,
      'table',
      'record.clocks',
    ],
    ['a column of the view', promising, {}, ['customer', 'record.clocks.answer'], 'table', 'customer,record.clocks'],
    ['cards without chosen columns', promising, {}, undefined, 'board', 'customer,record.clocks'],
    ['cards of what promises nothing', kind, {}, undefined, 'gallery', 'customer'],
    ['cards with other columns', promising, {}, ['title'], 'board', undefined],
  ] as const)('%s', (_, blueprint, search, columns, look, expand) => {
    const view = columns && { id: 'v', name: 'v', blueprint: 'ticket', columns }
    expect(askOf(blueprint, search, view, look).expand).toBe(expand)
  })
})
