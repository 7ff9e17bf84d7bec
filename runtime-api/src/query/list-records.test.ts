import {
  type BlueprintVersion,
  canGroup,
  compareRecords,
  type FieldDef,
  type FieldId,
  type Json,
  type ListQuery,
  matchRecord,
  type Predicate,
  projectRecord,
  type Scalar,
  type SlotMap,
  type SlotName,
  type SortKey,
  type StoredData,
  sayTotal,
  type Tally,
  type Total,
  type TotalValue,
  tallyOf,
  totalsOf,
} from '@molde/engine'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { describeOnBoth } from '../../test/describe-on-both.ts'
import { findColumnsByNo, type RecordRow, recordOf } from '../record-store/record-table.ts'
import { indexSearch } from '../record-store/search-table.ts'
import { insertRecord, trashRecord, updateRecord } from '../record-store/write-record.ts'
import type { TenantStore } from '../store/store.ts'
import { countRecords, type ListAsk, listRecords } from './list-records.ts'
import { totalRecords } from './total-records.ts'

const thorough = process.env['TEST_SIZE'] === 'long'
const runs = Number(process.env['MOLDE_RUNS'] ?? (thorough ? 400 : 120))
const blueprint = 7
const targets = 8

const fields = (
  [
    { key: 'title', type: 'text' },
    { key: 'note', type: 'longText' },
    { key: 'amount', type: 'number' },
    { key: 'count', type: 'integer' },
    { key: 'price', type: 'money' },
    { key: 'active', type: 'boolean' },
    { key: 'seen', type: 'boolean' },
    { key: 'day', type: 'date' },
    { key: 'born', type: 'date' },
    { key: 'at', type: 'datetime' },
    { key: 'then', type: 'datetime' },
    { key: 'clock', type: 'time' },
    { key: 'lasts', type: 'duration' },
    { key: 'stage', type: 'enum', options: ['o1', 'o2', 'o3'].map((id) => ({ id, key: id })) },
    { key: 'kind', type: 'enum', options: ['o4', 'o5'].map((id) => ({ id, key: id })) },
    { key: 'tags', type: 'tags', options: ['o6', 'o7'].map((id) => ({ id, key: id })) },
    { key: 'words', type: 'list', of: 'text' },
    { key: 'owner', type: 'user' },
    { key: 'customer', type: 'relation', blueprint: 'target' },
    { key: 'place', type: 'relation', blueprint: 'target' },
    { key: 'places', type: 'relation', blueprint: 'target', many: true },
    { key: 'mail', type: 'email' },
  ] as unknown as FieldDef[]
).map((field, i): FieldDef => ({ ...field, id: `f${i + 1}` }))

const version: BlueprintVersion = { name: 'thing', version: 1, fields, rules: [], uniques: [], reserved: [] }
const idOf = (key: string) => fields.find((field) => field.key === key)?.id as FieldId
const slotted: readonly [SlotName, string][] = [
  ['s0', 'title'],
  ['s1', 'stage'],
  ['s2', 'owner'],
  ['n0', 'amount'],
  ['n1', 'price'],
  ['n2', 'active'],
  ['n3', 'lasts'],
  ['t0', 'day'],
  ['t1', 'at'],
  ['t2', 'clock'],
  ['r0', 'customer'],
]
const slots: SlotMap = slotted.map(([slot, key]) => ({ slot, field: idOf(key) }))

const long = 'Æ'.repeat(40) + 'lang'.repeat(60)
const texts = [
  '',
  'a',
  'A',
  'á',
  'ab',
  'Ab c',
  'straße',
  'STRASSE',
  'Ação',
  'acao',
  '10',
  '9',
  'ΣΟΦΟΣ',
  'σοφος',
  '𝒳y',
  '\u{1f600}',
  '\uffee',
  'ﬁn',
  "o'c%_\\",
  `${long}1`,
  `${long}2`,
  long,
  `${long.toLowerCase()}1`,
]
const targetIds = ['01T0', '01T1', '01T2']
const values: { readonly [type: string]: readonly Json[] } = {
  text: texts,
  longText: texts,
  email: ['a@b.c', 'A@b.c', 'z@b.c'],
  number: [-1.5, 0, 1, 2, 2.5, 1e21, 9007199254740993],
  integer: [-3, 0, 7, 8],
  money: ['1.50', '2', '10.00', '-3'].map((amount) => ({ amount, currency: 'BRL' })),
  boolean: [true, false],
  date: ['2024-02-29', '1969-12-31', '2026-01-01'],
  datetime: ['2024-02-29T10:00:00.000Z', '1969-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z'],
  time: ['00:00', '09:30', '09:30:30', '23:59'],
  duration: ['PT1H', 'PT90M', 'P2D'],
  enum: ['o1', 'o2', 'o3', 'o4'],
  tags: [['o6'], ['o7'], ['o6', 'o7']],
  list: [['a'], ['a', 'b'], [], ['Ação']],
  user: ['u-A', 'u-b'],
  relation: targetIds,
}

function valueOf(field: FieldDef): fc.Arbitrary<Json> {
  const some = fc.constantFrom(...(values[field.type] as Json[]))
  return field.many === true ? fc.uniqueArray(some, { maxLength: 3 }) : some
}

const anyData: fc.Arbitrary<StoredData> = fc
  .tuple(...fields.map((field) => fc.option(valueOf(field), { freq: 3 })))
  .map((all) => Object.fromEntries(all.flatMap((value, i) => (value === null ? [] : [[`f${i + 1}`, value]]))))

/** A literal as the engine puts it into a filter: money is compared with a number, a list is asked for one element. */
function literalOf(field: FieldDef): readonly Scalar[] {
  if (field.type === 'money') return [1.5, 2, 10, 3]
  return (values[field.type] as readonly Json[]).flat() as Scalar[]
}

const scalars = fields.filter((field) => !['tags', 'list', 'duration'].includes(field.type) && field.many !== true)
const textual = fields.filter(({ type }) => ['text', 'longText', 'email'].includes(type))
const many = fields.filter(({ type, many }) => type === 'tags' || type === 'list' || many === true)
const members = [
  { member: 'createdAt', values: [1000, 1005, 1010.5] },
  { member: 'version', values: [1, 2] },
  { member: 'rev', values: [1, 2, 3] },
  { member: 'state', values: ['o1', 'o2'] },
  { member: 'createdBy', values: ['me', 'Me'] },
] as const
const comparison = fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte') as fc.Arbitrary<'eq'>

const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...scalars).chain((field) =>
      fc.record({
        op: fc.constant('compare' as const),
        ref: fc.constant({ field: field.id }),
        cmp: comparison,
        value: fc.constantFrom(...literalOf(field)),
      }),
    ),
  },
  fc.constantFrom(...members).chain(({ member, values }) =>
    fc.record({
      op: fc.constant('compare' as const),
      ref: fc.constant({ member }),
      cmp: comparison,
      value: fc.constantFrom(...(values as readonly Scalar[])),
    }),
  ),
  fc.constantFrom(...scalars).chain((field) =>
    fc.record({
      op: fc.constant('in' as const),
      ref: fc.constant({ field: field.id }),
      values: fc.array(fc.constantFrom(...literalOf(field)), { maxLength: 4 }),
    }),
  ),
  fc.constantFrom(...fields).map((field) => ({ op: 'empty' as const, ref: { field: field.id } })),
  fc.constantFrom(...textual).chain((field) =>
    fc.record({
      op: fc.constantFrom('contains', 'startsWith', 'endsWith', 'like') as fc.Arbitrary<'like'>,
      ref: fc.constant({ field: field.id }),
      value: fc.constantFrom(...texts, 'A', 's', 'lang', 'l'),
    }),
  ),
  fc.constantFrom(...many).chain((field) =>
    fc.record({
      op: fc.constant('has' as const),
      ref: fc.constant({ field: field.id }),
      value: fc.constantFrom(...literalOf(field)),
    }),
  ),
  fc
    .constantFrom(
      ['title', 'note'],
      ['title', 'title'],
      ['amount', 'count'],
      ['day', 'born'],
      ['at', 'then'],
      ['active', 'seen'],
      ['customer', 'place'],
      ['stage', 'kind'],
      ['note', 'mail'],
    )
    .chain(([left, right]) =>
      fc.record({
        op: fc.constant('compare-fields' as const),
        left: fc.constant({ field: idOf(left as string) }),
        cmp: comparison,
        right: fc.constant({ field: idOf(right as string) }),
      }),
    ),
  fc.constantFrom({ op: 'always' as const }, { op: 'never' as const }),
)

const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }),
    }),
    tie('predicate').map((of) => ({ op: 'not' as const, of })),
  ),
}))

const sortable = fields.filter((field) => !['tags', 'list', 'relation'].includes(field.type))
const sortKey: fc.Arbitrary<SortKey> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ ref: fc.constantFrom(...sortable).map(({ id }) => ({ field: id })), descending: fc.boolean() })
      .map((key) => ({ ...key, type: sortable.find(({ id }) => id === key.ref.field)?.type as FieldDef['type'] })),
  },
  fc.record({
    ref: fc.constantFrom('createdAt', 'updatedAt', 'id', 'state').map((member) => ({ member }) as { member: 'id' }),
    descending: fc.boolean(),
  }),
)

const query: fc.Arbitrary<ListQuery> = fc.record({
  where: predicate,
  known: fc.constant({ now: 0 }),
  words: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    fc.array(fc.constantFrom('a', 'ab', 'acao', 'strasse', 'sof', 'σοφ', '10', 'lang', 'aelang', 'b'), {
      maxLength: 2,
    }),
  ),
  sort: fc.uniqueArray(sortKey, { maxLength: 3, selector: ({ ref }) => JSON.stringify(ref) }),
  limit: fc.constant(200),
  expand: fc.constant([]),
  trash: fc.boolean(),
  hash: fc.constant('h'),
})

/**
 * How long the pages are, taken in turn. Now and then all have one row, which asks at every row whether the next page begins
 * there, in hundreds of statements; else every list is asked it at some rows.
 */
const pageLengths = fc.array(fc.constantFrom(1, 7, 20, 60, 200), { minLength: 1, maxLength: 6 })

describeOnBoth('lists', (open) => {
  let store: TenantStore
  let rows: readonly RecordRow[]

  beforeAll(async () => {
    store = await open()
    rows = await fill(store)
  })

  it('[Q1] shows the rows the engine would, in its order, page by page', {
    timeout: 60_000 + runs * 1_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(query, pageLengths, async (asked, lengths) => {
        const wanted = reference(rows, asked).map(({ no }) => no)
        expect(await allPages(store, ask(asked), lengths)).toEqual(wanted)
        const count = await countRecords(store, ask(asked))
        expect(count).toEqual({ value: wanted.length, capped: false })
      }),
      { numRuns: runs },
    )
  })

  it('[Q13] comes to what the engine says, as a whole and group by group', {
    timeout: 60_000 + runs * 1_000,
  }, async () => {
    const totals = fields.flatMap((field) => totalsOf(field).map((one): Total => ({ function: one, field })))
    const asks = fc.record({ asked: query, group: fc.constantFrom(undefined, ...fields.filter(canGroup)) })
    await fc.assert(
      fc.asyncProperty(asks, fc.shuffledSubarray(totals, { minLength: 1 }), async ({ asked, group }, wanted) => {
        const found = reference(rows, { ...asked, sort: [] })
        const answer = await totalRecords(store, {
          ...ask({ ...asked, sort: [] }),
          totals: wanted,
          ...(group && { group: { field: group, ref: { field: group.id } } }),
        })
        expect(answer).toMatchObject({ looked: found.length, capped: false })
        const keyOf = (row: RecordRow) => (group && row.data[group.id]) ?? null
        expect(new Set(answer.groups.map(({ key }) => key))).toEqual(new Set(found.map(keyOf)))
        for (const { key, records, tallies } of answer.groups) {
          const own = found.filter((row) => keyOf(row) === key)
          expect(records).toBe(own.length)
          const values = (field: FieldDef) => own.map(({ data }) => data[field.id])
          for (const total of wanted)
            expect([
              total.field.key,
              total.function,
              rounded(sayTotal(total, tallies.get(total.field) as Tally)),
            ]).toEqual([
              total.field.key,
              total.function,
              rounded(sayTotal(total, tallyOf(total.field, values(total.field)))),
            ])
        }
      }),
      { numRuns: runs },
    )
  })

  function ask(asked: ListQuery): ListAsk {
    return { tenant: store.tenant, blueprint, query: asked, version, slots }
  }
})

/** Floats are added in another order by each of the three. */
function rounded(value: TotalValue): TotalValue {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value
}

function reference(rows: readonly RecordRow[], query: ListQuery): RecordRow[] {
  return rows.filter((row) => matchRecord(query, row, version)).sort((a, b) => compareRecords(query, a, b))
}

async function allPages(store: TenantStore, ask: ListAsk, lengths: readonly number[]): Promise<number[]> {
  const nos: number[] = []
  let { query } = ask
  for (let page = 0; page < 500; page++) {
    query = { ...query, limit: lengths[page % lengths.length] as number }
    const { rows, more, next } = await listRecords(store, { ...ask, query })
    nos.push(...rows.map(({ no }) => no))
    expect(more).toBe(next !== undefined)
    if (!next) return nos
    expect(rows.length).toBe(query.limit)
    query = { ...query, cursor: JSON.parse(JSON.stringify({ hash: 'h', ...next })) }
  }
  throw new Error('pages without end')
}

async function fill(store: TenantStore): Promise<readonly RecordRow[]> {
  const samples = fc.sample(anyData, { numRuns: 320, seed: 11 })
  const base = { version: 1, flowVersion: null, createdBy: 'me', state: null }
  const none = { slots: {}, relations: [], bad: 0, tags: [], links: [], uniques: [], words: [] }
  await store.inTransaction(async (tx) => {
    for (const id of targetIds)
      await insertRecord(tx, store, { ...base, blueprint: targets, id, data: {}, at: 1 }, none)
  })
  const created: RecordRow[] = []
  for (const [i, data] of samples.entries()) {
    const state = [null, 'o1', 'o2'][i % 3] ?? null
    const row = { ...base, state, blueprint, id: `01R${String(i).padStart(4, '0')}`, data, at: 1000 + (i % 20) }
    created.push(await store.inTransaction((tx) => insertRecord(tx, store, row, project(data))))
  }
  const others = fc.sample(anyData, { numRuns: 80, seed: 12 })
  for (const [i, data] of others.entries()) {
    const before = created[i] as RecordRow
    const change = { version: 1, state: 'o2', flowVersion: null, data, at: 3000 + i, actor: 'me' }
    await store.inTransaction((tx) => updateRecord(tx, store, before, change, project(before.data), project(data)))
  }
  for (const row of created.slice(100, 140))
    await store.inTransaction((tx) => trashRecord(tx, store, row, { at: 5000, actor: 'me' }, project(row.data)))
  while ((await indexSearch(store)) > 0);
  const nos = created.map(({ no }) => no)
  return (await findColumnsByNo(store.read, store.tenant, nos)).map(recordOf)
}

function project(data: StoredData) {
  return projectRecord(version, slots, data)
}
