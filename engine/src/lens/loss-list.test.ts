// Where others say that data is lost: each of their stories, to the end and back, with the same data as before.
import { describe, expect, it } from 'vitest'
import { crossOps } from '../../test/cross-ops.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import type { Json, JsonObject } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'

/** The values that stand for what people have in such a field. */
const samples: { readonly [type: string]: readonly Json[] } = {
  text: [
    'Ana',
    '',
    '   ',
    ' 7 ',
    '1/3',
    'R$ 1.234,56',
    '1e400',
    '-0',
    '٣',
    '🙂',
    'שלום',
    '9007199254740993',
    'won, lost',
    '31/12/2026',
    'x'.repeat(10_000),
  ],
  longText: ['a\nb', '', '12,5', 'x'.repeat(50_000)],
  richText: ['**a** ~~b~~', ''],
  integer: [0, 1, -7, 9_007_199_254_740_991],
  number: [0, 12.5, 0.1, -1e-7, 1e21, 1e300, 5e-324],
  percent: [12.5, 0],
  rating: [1, 5],
  money: [
    { amount: '12.50', currency: 'BRL' },
    { amount: '0.005', currency: 'USD' },
    { amount: '12345678901234567890.12', currency: 'BRL' },
  ],
  boolean: [true, false],
  date: ['2026-01-31', '0001-01-01', '9999-12-31', '2018-11-04'],
  datetime: ['2026-01-31T02:30:00.000Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  enum: ['o1', 'o2', 'o3'],
  tags: [['o1'], ['o3', 'o2'], []],
  email: ['ana@example.com', 'rui@example.com'],
  relation: ['R1', 'R2', 'R3', 'gone'],
  phone: ['+55 (11) 91234-5678'],
  url: ['https://example.com/a'],
  time: ['09:30'],
  duration: ['P2DT0.5S'],
  color: ['#1a2b3c'],
  list: [
    [{ _id: 'a', f3: ' 7 ', f4: 'o1' }, { _id: 'b', f3: '1/3' }, { _id: 'c' }],
    [{ _id: 'c' }, { _id: 'a', f3: 'x'.repeat(10_000), f4: 'gone' }],
    [],
    'no list',
    ['no row', { _id: 'a' }, { _id: 'a', f3: 'twice' }, { f3: 'without an id' }, 5],
  ],
}
const columns: JsonObject = {
  fields: [
    { key: 'what', type: 'text' },
    { key: 'size', type: 'enum', options: ['S', 'L'] },
  ],
}
const choices: JsonObject = { options: ['won', { key: 'lost', label: 'Lost' }, '12'] }
const needs: { readonly [type: string]: JsonObject } = {
  enum: choices,
  tags: choices,
  relation: { blueprint: 'account' },
}
const blueprints = ['account', 'partner'].map((name) => ({
  ...{ name, version: 1, rules: [], uniques: [], reserved: [] },
  fields: [
    { id: 'f1' as const, key: 'name', type: 'text' as const },
    { id: 'f2' as const, key: 'x', type: 'text' as const },
    { id: 'f3' as const, key: 'stays', type: 'text' as const },
  ],
}))
/** Few values have a record, two share one, and one text is that of two records. */
const pairs: readonly (readonly [string, string])[] = [
  ['Ana', 'R1'],
  ['Ana', 'R2'],
  ['o1', 'R1'],
  ['o2', 'R1'],
  ['ana@example.com', 'R3'],
  ['R1', 'R2'],
  ['R3', 'R2'],
  ['["Ana","as it was"]', 'R1'],
  ['["Ana"]', 'R1'],
  ['["Ana"]', 'R3'],
]

/** Every value of the field goes there and back; the records are as they were, member by member. */
function undone(field: JsonObject, ops: readonly JsonObject[]): void {
  const crossed = crossOps(
    {
      fields: [
        { key: 'x', ...field },
        { key: 'stays', type: 'text' },
      ],
    },
    ops,
    undefined,
    { blueprints, maps: pairs.reduce((maps, [key, record]) => maps.add('p1', key, record), new GrownMaps()) },
  )
  for (const value of samples[field['type'] as string] ?? []) {
    const record: StoredData = { f1: value, f2: 'as it was' }
    const there = crossed.forward(record)
    expect(crossed.backward(there.data, there.attic, there.left).data).toEqual(record)
  }
}

function retyped(from: string, to: string, more: JsonObject = {}): void {
  const isNew = from !== 'enum' && from !== 'tags'
  undone({ type: from, ...needs[from] }, [{ op: 'retype', field: 'x', type: to, ...(isNew && needs[to]), ...more }])
}

describe('the loss list', () => {
  it.each([
    ['date', 'text'],
    ['date', 'longText'],
    ['date', 'datetime'],
    ['datetime', 'date'],
    ['datetime', 'text'],
    ['text', 'date'],
    ['text', 'datetime'],
    ['longText', 'date'],
  ])('[L27] to/from Date: %s to %s', (from, to) => retyped(from, to))

  it.each([
    ['text', 'number'],
    ['text', 'integer'],
    ['longText', 'number'],
    ['number', 'integer'],
    ['money', 'number'],
    ['money', 'integer'],
    ['boolean', 'number'],
    ['enum', 'integer'],
  ])('[L27] to Number from any: %s to %s', (from, to) => retyped(from, to))

  it.each(['text', 'longText', 'integer', 'number', 'money', 'boolean', 'rating'])(
    '[L27] to Percent from any: %s',
    (from) => retyped(from, 'percent', { precision: 1 }),
  )

  it.each(['text', 'longText', 'integer', 'number', 'percent'])('[L27] to Currency from any: %s', (from) =>
    retyped(from, 'money', { params: { currency: 'BRL' } }),
  )

  it.each(['text', 'longText', 'integer', 'number', 'enum'])('[L27] from Checkbox: to %s', (to) =>
    retyped('boolean', to, to === 'enum' ? { options: ['yes', 'no'] } : {}),
  )

  it.each([
    ['tags', 'enum'],
    ['tags', 'text'],
    ['tags', 'longText'],
    ['enum', 'tags'],
    ['text', 'tags'],
    ['longText', 'tags'],
  ])('[L27] to/from Multi-select: %s to %s', (from, to) => retyped(from, to))

  it.each(['keep', 'quarantine', { value: 'won' }])('[L27] Text to Picklist, what fails: %j', (onError) =>
    retyped('text', 'enum', { onError }),
  )

  it.each(['text', 'number', 'boolean', 'date', 'enum', 'email', 'phone', 'url'])('[L27] Long text to %s', (to) =>
    retyped('longText', to),
  )

  it('[L27] Long text that is cut', () => retyped('longText', 'text', { onError: 'truncate' }))

  it('[L27] values not in the picklist definition deleted: options go away', () => {
    for (const type of ['enum', 'tags'])
      undone({ type, ...choices }, [{ op: 'remap', field: 'x', map: { lost: null, won: '12' } }])
  })

  it.each(['text', 'longText', 'email', 'url', 'phone', 'enum', 'tags'])('[L27] to Lookup from any: %s', (type) => {
    for (const createMissing of [true, false])
      undone({ type, ...needs[type] }, [{ op: 'toRelation', field: 'x', blueprint: 'account', createMissing }])
  })

  it.each(['text', 'enum'])('[L27] from Lookup: to %s', (type) =>
    undone({ type: 'relation', ...needs['relation'] }, [
      { op: 'fromRelation', field: 'x', type, ...(type === 'enum' && { options: ['Ana', 'Rui'] }) },
    ]),
  )

  it('[L27] Lookup to another kind of record', () =>
    undone({ type: 'relation', ...needs['relation'] }, [
      { op: 'retarget', field: 'x', blueprint: 'partner', match: 'name' },
    ]))

  it('[L27] columns moved to a table of their own', () =>
    undone({ type: 'text' }, [{ op: 'extract', fields: ['x', 'stays'], blueprint: 'account', as: 'a' }]))

  it('[L27] rows of a table inside the record moved to a table of their own, as they are and changed before', () => {
    const subtable = { op: 'subtable', field: 'x', blueprint: 'line', parent: 'order' }
    undone({ type: 'list', ...columns }, [subtable])
    undone({ type: 'list', ...columns }, [
      {
        ...{ op: 'each', field: 'x' },
        ops: [
          { op: 'retype', field: 'what', type: 'number' },
          { op: 'remap', field: 'size', map: { L: 'S' } },
          { op: 'add', field: { key: 'note', type: 'text' } },
        ],
      },
      subtable,
    ])
  })

  it('[L27] a Lookup that gives way to a copy of what it showed', () =>
    undone({ type: 'relation', ...needs['relation'] }, [{ op: 'inline', field: 'x', fields: ['name'] }]))

  it('[L27] Picklist to Lookup and on to text, without a record for most', () =>
    undone({ type: 'enum', ...choices }, [
      { op: 'toRelation', field: 'x', blueprint: 'account' },
      { op: 'toList', field: 'x' },
      { op: 'retarget', field: 'x', blueprint: 'partner', match: 'name' },
      { op: 'toSingle', field: 'x', pick: 'last' },
      { op: 'fromRelation', field: 'x', type: 'text' },
      { op: 'normalise', field: 'x', form: 'upper' },
    ]))

  it('[L27] and all of it in a row', () => {
    undone({ type: 'text' }, [
      { op: 'normalise', field: 'x', form: 'trim' },
      { op: 'retype', field: 'x', type: 'number', params: { locale: 'pt-BR' } },
      { op: 'unit', field: 'x', factor: '1/3' },
      { op: 'retype', field: 'x', type: 'integer' },
      { op: 'retype', field: 'x', type: 'enum', ...choices },
      { op: 'options', field: 'x', add: ['later'] },
      { op: 'remap', field: 'x', map: { won: 'lost' } },
      { op: 'retype', field: 'x', type: 'text' },
      {
        op: 'split',
        field: 'x',
        into: [
          { key: 'a', type: 'text' },
          { key: 'b', type: 'text' },
        ],
        by: ' ',
      },
      { op: 'merge', fields: ['a', 'b'], into: { key: 'x', type: 'longText' }, template: '{a}, {b}' },
    ])
  })
})
