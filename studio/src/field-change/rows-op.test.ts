// Which op makes rows records, and how are rows counted beforehand?
import { expect, it } from 'vitest'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { countRows, hasRows, rowsOp } from './rows-op.ts'

const what: WireField = { id: 'f3', key: 'order', type: 'text' }
const lines: WireField = { id: 'f2', key: 'lines', type: 'list', fields: [what] }
const order = { name: 'order', version: 1, fields: [lines], rules: [], uniques: [] } as unknown as Blueprint

it('takes names that nobody has', () => {
  const said = { rows: 'Lines', parent: 'Order' }
  expect(rowsOp(order, lines, said, new Set(['order', 'lines']))).toEqual({
    op: 'subtable',
    field: 'f2',
    blueprint: 'lines_2',
    parent: 'order_2',
  })
  expect(rowsOp(order, lines, { rows: 'Строки', parent: '訂單' }, new Set())).toMatchObject({
    blueprint: 'stroki',
    parent: 'order_2',
  })
})

it('is called as somebody says', () => {
  const said = { rows: 'Items of it', parent: 'Order', name: 'Items of it' }
  expect(rowsOp(order, lines, said, new Set())).toMatchObject({ blueprint: 'items_of_it', label: 'Items of it' })
})

it('is offered for lists of rows only', () => {
  expect([lines, what, { ...lines, fields: undefined } as unknown as WireField].map(hasRows)).toEqual([
    true,
    false,
    false,
  ])
})

it('counts rows, those in which nothing stands too', () => {
  const rows = [{ _id: 'a', order: '1' }, { _id: 'b' }]
  const records = [{ data: { lines: rows } }, { data: {} }, { data: { lines: [] } }]
  expect(countRows(records as never, lines)).toEqual({ looked: 3, records: 1, rows: 2, empty: 1 })
})
