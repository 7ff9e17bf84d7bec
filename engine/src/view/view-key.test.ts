import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import { checkExpression } from '../expression/check-expression.ts'
import { readSort, saySort } from '../record/read-sort.ts'
import { compareBySort, type SortKey, sortValue } from '../record/sort-key.ts'
import type { StoredData, StoredRecord } from '../record/stored-record.ts'
import { isKeyable, isReadBackward, viewKey, viewKeyOf } from './view-key.ts'

const fields: readonly FieldDef[] = [
  { id: 'f1', key: 'title', type: 'text' },
  { id: 'f2', key: 'amount', type: 'number' },
  { id: 'f3', key: 'due', type: 'date' },
  { id: 'f4', key: 'active', type: 'boolean' },
  { id: 'f5', key: 'price', type: 'money' },
  { id: 'f6', key: 'took', type: 'duration' },
  {
    id: 'f7',
    key: 'id',
    type: 'enum',
    options: [
      { id: 'o1', key: 'A' },
      { id: 'o2', key: 'B' },
    ],
  },
]
const version: BlueprintVersion = { name: 'deal', version: 1, fields, rules: [], uniques: [], reserved: [] }
const base = { id: 'r', version: 1, rev: 1, createdBy: null, deletedAt: null, updatedAt: 0 }

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'A',
    'ab',
    'a\x01',
    'a\x02',
    'a\x01b',
    'á',
    'z',
    '\x7f',
    '\x80',
    '\xff',
    '\uffff',
    '\u{1f600}',
    '\u{10ffff}',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((one) => !one.includes('\0')),
  fc.string({ unit: 'binary', maxLength: 5 }).filter((one) => !/[\0\ud800-\udfff]/.test(one)),
)
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1e-300, -1e-300, Number.MAX_SAFE_INTEGER, -1, 1),
)
const stored: fc.Arbitrary<StoredRecord> = fc
  .record({
    no: fc.nat(),
    createdAt: fc.integer({ min: 0, max: 3 }),
    state: fc.constantFrom('o1', 'o2', null),
    data: fc.record(
      {
        f1: text,
        f2: number,
        f3: fc.constantFrom('1969-12-31', '2026-01-01'),
        f4: fc.boolean(),
        f5: fc.constantFrom('-1.5', '10', '9').map((amount) => ({ amount, currency: 'BRL' })),
        f6: fc.constantFrom('PT9M', 'PT10M', 'P1D'),
        f7: fc.constantFrom('o1', 'o2'),
      },
      { requiredKeys: [] },
    ),
  })
  .map((one) => ({ ...base, ...one }))
const sorts: fc.Arbitrary<readonly SortKey[]> = fc
  .subarray(['title', 'amount', 'due', 'active', 'price', 'took', 'id', 'createdAt', 'state', 'record.id'], {
    maxLength: 3,
  })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.boolean().map((descending) => `${descending ? '-' : ''}${name}`))),
  )
  .map((names) => readSort(names, version, [], []))

const bytes = (key: string | null) => Buffer.from(new TextEncoder().encode(key ?? ''))

describe('view keys', () => {
  it('[V1] compare by their bytes as the records do', () => {
    fc.assert(
      fc.property(stored, stored, sorts, (a, b, sort) => {
        const [left, right] = [viewKey({ sort }, version, a), viewKey({ sort }, version, b)]
        const [first, second] = isReadBackward(sort) ? [right, left] : [left, right]
        expect(Buffer.compare(bytes(first), bytes(second))).toBe(Math.sign(compareBySort(sort, a, b)))
        // What databases do not take does not come in.
        expect(/[\0\ud800-\udbff](?![\udc00-\udfff])/.test(left ?? '')).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })

  it('[V1] puts empty values last in both directions', () => {
    const one = (data: StoredRecord['data']): StoredRecord => ({ ...base, no: 1, createdAt: 0, state: null, data })
    for (const sign of ['', '-']) {
      const sort = readSort([`${sign}amount`], version, [], [])
      const datas: StoredData[] = [{}, { f2: sign ? -1e300 : 1e300 }]
      const [empty, last] = datas.map((data) => bytes(viewKey({ sort }, version, one(data))))
      expect(empty?.compare(last ?? Buffer.from(''))).toBe(isReadBackward(sort) ? -1 : 1)
    }
  })

  it('[V2] is there only for records of the view', () => {
    const filter = (cel: string) => {
      const found = checkExpression(cel, scopeOf(version), { kind: 'boolean' }, [])
      if ('issues' in found) throw new Error(cel)
      return found.expression
    }
    const one: StoredRecord = { ...base, no: 1, createdAt: 0, state: null, data: { f2: 3 } }
    const sort = readSort(['amount'], version, [], [])
    expect(viewKey({ sort, filter: filter('amount > 1') }, version, one)).toBe(viewKey({ sort }, version, one))
    expect(viewKey({ sort, filter: filter('amount > 5') }, version, one)).toBeNull()
    expect(viewKey({ sort, filter: filter('title == "x"') }, version, one)).toBeNull()
    expect(viewKey({ sort, filter: filter('1 / (amount - 3) > 1') }, version, one)).toBeNull()
    expect(viewKey({ sort, where: { op: 'never' } }, version, one)).toBeNull()
    expect(viewKey({ sort, where: { op: 'always' }, filter: filter('record.rev == 1') }, version, one)).not.toBeNull()
    expect(viewKey({ sort: [] }, version, one)).toBe('')
    expect([isKeyable({ sort }), isKeyable({ sort, filter: filter('amount > 1') })]).toEqual([true, true])
    expect([
      isKeyable({ sort, filter: filter('due < today()') }),
      isKeyable({ sort, filter: filter('record.createdBy == actor.id') }),
      isKeyable({ sort: [...sort, ...sort, ...sort, ...sort] }),
    ]).toEqual([false, false, false])
  })

  it('[V3] takes the type that the field has by now, and a place between records', () => {
    const one: StoredRecord = { ...base, no: 1, createdAt: 0, state: null, data: { f6: 'PT10M' } }
    const untyped: SortKey = { ref: { field: 'f6' }, descending: false }
    expect(viewKey({ sort: [untyped] }, version, one)).toBe(viewKeyOf([untyped], [600_000]))
    expect(viewKeyOf([untyped, untyped], [600_000])).toBe(`${viewKeyOf([untyped], [600_000])}2`)
    expect(viewKey({ sort: [{ ref: { field: 'f99' }, descending: true, type: 'text' }] }, version, one)).toBe('0')
    expect(sortValue({ ref: { field: 'f99' }, descending: true }, { ...one, data: { f99: 'Á' } })).toBe('a')
  })

  it('[Q4] says an order as it is written today', () => {
    const written = ['-amount', 'title', 'id', '-record.id', 'createdAt']
    expect(saySort(readSort(written, version, [], []), version)).toEqual(written)
    expect(saySort([{ ref: { field: 'f99' }, descending: false }], version)).toEqual(['f99'])
  })
})
