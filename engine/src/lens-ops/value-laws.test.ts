// Do records come back as they were, and do edits survive, whatever op that changes values lies between?
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Crossed, crossOps } from '../../test/cross-ops.ts'
import { GrownMaps } from '../../test/grown-maps.ts'
import { newBlueprint } from '../blueprint/read-blueprint.ts'
import { idGiver } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import type { StoredData } from '../record/stored-record.ts'

const nasty = [
  'R$ 1.234,56',
  ' 7 ',
  '4.5 kg',
  '1/3',
  '🙂',
  'שלום',
  '9007199254740993',
  '1e400',
  '-0',
  '٣',
  '',
  'x'.repeat(10_000),
]
const text = fc.oneof(
  fc.constantFrom(...nasty, '12.5', 'won', 'a, b', 'Ana Silva', 'São Paulo, SP', '2026-01-31', 'sim'),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((one) => one.normalize('NFC')),
)
const number = fc
  .oneof(fc.integer({ min: -50, max: 50 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((one) => one + 0)
const integer = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger()).map((one) => one + 0)
const money = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('BRL', 'USD'))
  .map(([cents, currency]): Json => {
    const size = String(Math.abs(cents)).padStart(3, '0')
    return { amount: `${cents < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`, currency }
  })
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const link = fc.constantFrom('R1', 'R2', 'R3', 'R4')
const option = fc.constantFrom('o1', 'o2', 'o3')
const values: { readonly [type: string]: fc.Arbitrary<Json> } = {
  text,
  longText: text,
  richText: text,
  number,
  percent: number,
  integer,
  rating: fc.integer({ min: 1, max: 5 }),
  money,
  boolean: fc.boolean(),
  date: day.map((date) => date.slice(0, 10)),
  datetime: day,
  enum: option,
  tags: fc.uniqueArray(option, { minLength: 1 }),
  email: fc.constantFrom('ana@example.com', 'b@c.de'),
  relation: link,
}
const options: Json = ['yes', 'no', { key: '3', label: 'won' }]
const fields = Object.keys(values).map((type) => ({
  ...{ key: type, type },
  ...((type === 'enum' || type === 'tags') && { options }),
  ...(type === 'relation' && { blueprint: 'other' }),
}))
const moving = ['text', 'integer', 'enum']
const like = newBlueprint(
  { name: 'like', fields: fields.filter(({ key }) => moving.includes(key)) },
  idGiver({ o: 500 }),
)
const others = ['other', 'another'].map((name) => ({
  ...{ name, version: 1, rules: [], uniques: [], reserved: [] },
  fields: [{ id: 'f1' as const, key: 'name', type: 'text' as const }],
}))
/** Some values have a record, several share one, some have none; and the same of records. */
const maps = [
  ...[...nasty, 'won', 'Ana Silva', '12.5', 'b@c.de'].map((key, i) => [key, `R${1 + (i % 5)}`] as const),
  ...[
    ['o1', 'R1'],
    ['o2', 'R2'],
    ['R1', 'R2'],
    ['R2', 'R2'],
    ['R3', 'R5'],
    ['["won",1,"o1"]', 'R1'],
    ['["won",null,null]', 'R2'],
    ['[null,2,"o2"]', 'R1'],
    ['[" 7",null,null]', 'R3'],
    ['[null,null,"o1"]', 'R4'],
    ['["won"]', 'R1'],
    ['["won"]', 'R2'],
    ['["12.5"]', 'R3'],
  ],
].reduce((all, [key, record]) => all.add('p1', key as string, record as string), new GrownMaps())
const cross = (op: JsonObject) => crossOps({ fields }, [op], undefined, { blueprints: [...others, like], maps })

const texts = (...keys: string[]) => keys.map((key): JsonObject => ({ key, type: 'text' }))
const ops: readonly (readonly [JsonObject, 'lossy' | 'exact'])[] = [
  [{ op: 'retype', field: 'text', type: 'number' }, 'lossy'],
  [{ op: 'retype', field: 'text', type: 'number', unit: 'kg' }, 'lossy'],
  [{ op: 'retype', field: 'text', type: 'integer', params: { rounding: 'half-up', locale: 'ru' } }, 'lossy'],
  [{ op: 'retype', field: 'text', type: 'money', params: { currency: 'BRL' }, onError: 'quarantine' }, 'lossy'],
  [{ op: 'retype', field: 'text', type: 'boolean' }, 'lossy'],
  [{ op: 'retype', field: 'text', type: 'date', onError: { value: '2000-01-01' } }, 'lossy'],
  [{ op: 'retype', field: 'text', type: 'enum', options }, 'lossy'],
  [{ op: 'retype', field: 'longText', type: 'tags', options }, 'lossy'],
  [{ op: 'retype', field: 'longText', type: 'text', onError: 'truncate' }, 'exact'],
  [{ op: 'retype', field: 'richText', type: 'url' }, 'lossy'],
  [{ op: 'retype', field: 'number', type: 'integer' }, 'lossy'],
  [{ op: 'retype', field: 'number', type: 'money', precision: 1, params: { currency: 'USD' } }, 'lossy'],
  [{ op: 'retype', field: 'number', type: 'text' }, 'exact'],
  [{ op: 'retype', field: 'percent', type: 'boolean' }, 'lossy'],
  [{ op: 'retype', field: 'integer', type: 'number' }, 'exact'],
  [{ op: 'retype', field: 'rating', type: 'percent' }, 'exact'],
  [{ op: 'retype', field: 'money', type: 'integer' }, 'lossy'],
  [{ op: 'retype', field: 'money', type: 'text' }, 'exact'],
  [{ op: 'retype', field: 'boolean', type: 'enum' }, 'exact'],
  [{ op: 'retype', field: 'datetime', type: 'date' }, 'lossy'],
  [{ op: 'retype', field: 'date', type: 'text', params: { format: 'DD/MM/YY' } }, 'lossy'],
  [{ op: 'retype', field: 'enum', type: 'boolean' }, 'lossy'],
  [{ op: 'retype', field: 'tags', type: 'enum' }, 'lossy'],
  [{ op: 'retype', field: 'email', type: 'text' }, 'exact'],
  [{ op: 'split', field: 'text', into: texts('a', 'b'), by: ' ' }, 'lossy'],
  [{ op: 'split', field: 'text', into: texts('a', 'b'), pattern: '^(\\w+)\\W+(\\w+)$' }, 'lossy'],
  [{ op: 'split', field: 'text', into: [...texts('a'), { key: 'b', type: 'integer' }], at: [2] }, 'lossy'],
  [{ op: 'split', field: 'longText', into: texts('a', 'b'), strategy: 'city-state' }, 'lossy'],
  [
    { op: 'merge', fields: ['text', 'number'], into: { key: 'a', type: 'longText' }, template: '{text} {number}' },
    'lossy',
  ],
  [{ op: 'merge', fields: ['email', 'text'], into: { key: 'a', type: 'text' }, strategy: 'first-non-empty' }, 'lossy'],
  [{ op: 'merge', fields: ['integer', 'number'], into: { key: 'a', type: 'number' }, strategy: 'sum' }, 'lossy'],
  [{ op: 'merge', fields: ['number', 'money'], into: { key: 'a', type: 'number' }, strategy: 'max' }, 'lossy'],
  [{ op: 'remap', field: 'enum', map: { yes: 'no' }, representative: { no: 'yes' } }, 'lossy'],
  [{ op: 'remap', field: 'tags', map: { yes: null, no: '3' } }, 'lossy'],
  [{ op: 'normalise', field: 'text', form: 'trim' }, 'lossy'],
  [{ op: 'normalise', field: 'longText', form: 'upper' }, 'lossy'],
  [{ op: 'unit', field: 'number', factor: '1/3', offset: '-7.5' }, 'lossy'],
  [{ op: 'unit', field: 'money', factor: '1/100', rounding: 'down' }, 'lossy'],
  [{ op: 'options', field: 'tags', add: ['late'] }, 'exact'],
  [{ op: 'toRelation', field: 'text', blueprint: 'other' }, 'lossy'],
  [{ op: 'toRelation', field: 'email', blueprint: 'other', createMissing: true }, 'lossy'],
  [{ op: 'toRelation', field: 'enum', blueprint: 'another' }, 'lossy'],
  [{ op: 'toRelation', field: 'tags', blueprint: 'another' }, 'lossy'],
  [{ op: 'fromRelation', field: 'relation', type: 'text' }, 'lossy'],
  [{ op: 'fromRelation', field: 'relation', type: 'enum', options: ['1/3', 'won'] }, 'lossy'],
  [{ op: 'retarget', field: 'relation', blueprint: 'another', match: 'name' }, 'lossy'],
  [{ op: 'extract', fields: moving, blueprint: 'like', as: 'a' }, 'lossy'],
  [{ op: 'inline', field: 'relation', fields: ['name'] }, 'lossy'],
]

/** Records under a version: some fields filled, the others empty. */
function records({ fields: known }: Crossed['version']): fc.Arbitrary<StoredData> {
  const named = known.map(({ id, type, many, options: own = [] }) => {
    const ids = own.map((one) => one.id)
    const value =
      type === 'enum'
        ? fc.constantFrom<Json>(...ids)
        : type === 'tags'
          ? fc.subarray<Json>(ids, { minLength: 1 })
          : many
            ? fc.uniqueArray(link, { minLength: 1 })
            : values[type]
    return [id, fc.option((value ?? text) as fc.Arbitrary<Json>, { nil: null })] as const
  })
  return fc.record(Object.fromEntries(named)).map((all) => {
    const filled = Object.entries(all).filter(([, value]) => value !== null)
    return Object.fromEntries(filled) as StoredData
  })
}

describe('ops that change values', () => {
  it.each(ops)('[L26] %j: there and back is the same record, and edits on either side survive', (op) => {
    const crossed = cross(op)
    fc.assert(
      fc.property(records(crossed.before), records(crossed.version), records(crossed.before), (old, edit, again) => {
        const there = crossed.forward(old)
        const back = crossed.backward(there.data, there.attic)
        expect(back.data).toEqual(old)
        // An edit at the new version survives going back and coming again.
        const edited = crossed.backward(edit, there.attic)
        expect(crossed.forward(edited.data, edited.attic).data).toEqual(edit)
        // So does one at the old version after that.
        const once = crossed.forward(again, edited.attic)
        expect(crossed.backward(once.data, once.attic).data).toEqual(again)
      }),
      { numRuns: 40 },
    )
  })

  it.each(ops.filter(([, kind]) => kind === 'lossy'))('[L26] %j loses something without the attic', (op) => {
    const crossed = cross(op)
    const isLost = (old: StoredData) => {
      const there = crossed.forward(old)
      return (
        Object.keys(there.attic).length > 0 && JSON.stringify(crossed.backward(there.data).data) !== JSON.stringify(old)
      )
    }
    expect(fc.sample(records(crossed.before), { numRuns: 300, seed: 7 }).some(isLost)).toBe(true)
  })

  it('[L26] inside a group as well, row by row', () => {
    const rows: readonly JsonObject[] = [
      { key: 'who', type: 'text' },
      { key: 'qty', type: 'text' },
      { key: 'size', type: 'number' },
      { key: 'kind', type: 'enum', options: ['a', 'b'] },
    ]
    const crossed = crossOps({ fields: [{ key: 'lines', type: 'list', fields: rows }] }, [
      {
        op: 'each',
        field: 'lines',
        ops: [
          { op: 'retype', field: 'qty', type: 'integer' },
          { op: 'split', field: 'who', into: texts('first', 'last'), by: ' ' },
          { op: 'unit', field: 'size', factor: '1/3' },
          { op: 'remap', field: 'kind', map: { a: 'b' } },
          { op: 'normalise', field: 'last', form: 'upper' },
          { op: 'merge', fields: ['last', 'first'], into: { key: 'who', type: 'text' }, template: '{last}, {first}' },
        ],
      },
    ])
    const old: StoredData = {
      f1: [
        { _id: 'r1', f2: ' Ana  Silva', f3: ' 7 ', f4: 1, f5: 'o1' },
        { _id: 'r2', f2: 'Rui', f3: 'many', f5: 'o2' },
      ],
    }
    const there = crossed.forward(old)
    expect(there.data['f1']).toMatchObject([
      { f8: 'SILVA, Ana', f3: 7, f4: 0.3333333333333333, f5: 'o2' },
      { f8: 'Rui', f5: 'o2' },
    ])
    expect(crossed.backward(there.data, there.attic).data).toEqual(old)
  })
})
