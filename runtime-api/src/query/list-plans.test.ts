import {
  type BlueprintVersion,
  type FieldDef,
  type FieldId,
  type ListQuery,
  type Predicate,
  projectRecord,
  type SlotMap,
  type SlotName,
  type SortKey,
  viewKey,
} from '@molde/engine'
import pg from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { describeOnBoth, postgres } from '../../test/describe-on-both.ts'
import { planOf } from '../../test/plan-of.ts'
import { indexSearch } from '../record-store/search-table.ts'
import { insertRecord } from '../record-store/write-record.ts'
import type { TenantStore } from '../store/store.ts'
import { type ListAsk, listRecords } from './list-records.ts'

const long = process.env['TEST_SIZE'] === 'long'
const size = Number(process.env['PLAN_ROWS'] ?? (long ? 1_000_000 : 10_000))
/** Rare enough to lead, however many rows there are. */
const rare = size / 100
const narrow = Math.min(400, size / 125)
const blueprint = 5
const fields = (['text', 'enum', 'number', 'boolean', 'datetime', 'relation', 'tags', 'text'] as const).map(
  (type, i): FieldDef => ({
    id: `f${i + 1}`,
    key: `k${i + 1}`,
    type,
    ...(type === 'relation' && { blueprint: 'target' }),
  }),
)
const version: BlueprintVersion = { name: 'deal', version: 1, fields, rules: [], uniques: [], reserved: [] }
const slots: SlotMap = [
  { slot: 's0', field: 'f1' },
  { slot: 's1', field: 'f2' },
  { slot: 'n0', field: 'f3' },
  { slot: 'n1', field: 'f4' },
  { slot: 't0', field: 'f5' },
  { slot: 'r0', field: 'f6' },
]
const always: Predicate = { op: 'always' }
const by = (field: FieldId, descending = false): SortKey => ({
  ref: { field },
  descending,
  type: fields.find(({ id }) => id === field)?.type as FieldDef['type'],
})
const is = (field: FieldId, value: string | number | boolean, cmp: 'eq' | 'gt' = 'eq'): Predicate => ({
  op: 'compare',
  ref: { field },
  cmp,
  value,
})
const both = (...of: Predicate[]): Predicate => ({ op: 'and', of })

const dueAt = { member: 'clocks.m1.dueAt' } as const
const byDue = (descending = false): SortKey => ({ ref: dueAt, descending })
const firstDue = 1_800_000_000_000
const due = (cmp: 'lt' | 'gt', value: number): Predicate => ({ op: 'compare', ref: dueAt, cmp, value })

interface Shape {
  readonly name: string
  readonly where?: Predicate
  readonly sort?: readonly SortKey[]
  readonly words?: readonly string[]
  readonly joined?: readonly string[]
  readonly viewKey?: SlotName
  readonly after?: readonly (string | number)[]
  /** Any of these may lead to the rows. */
  readonly uses: readonly string[]
}

const shapes: readonly Shape[] = [
  // PostgreSQL may take the key where nearly all rows of the partition are this blueprint's.
  { name: 'newest first', uses: ['record_list', 'record_no'] },
  { name: 'newest first, second page', after: [], uses: ['record_list', 'record_no'] },
  ...(['f1', 'f3', 'f5'] as const).flatMap((field, i) => {
    const uses = [['record_s0'], ['record_n0'], ['record_t0']][i] as string[]
    const after = [['name 1999'], [500], [1_700_000_500_000]][i] as (string | number)[]
    return [false, true].flatMap((down) => [
      { name: `by ${field}${down ? ' down' : ''}`, sort: [by(field, down)], uses },
      { name: `by ${field}${down ? ' down' : ''}, second page`, sort: [by(field, down)], after, uses },
    ])
  }),
  { name: 'by two slots', sort: [by('f3', true), by('f1')], uses: ['record_n0'] },
  { name: 'by two slots, second page', sort: [by('f3', true), by('f1')], after: [500, 'name 7'], uses: ['record_n0'] },
  { name: 'one option', where: is('f2', 'o1'), uses: ['record_s1'] },
  {
    name: 'a common option by a slot',
    where: is('f2', 'o1'),
    sort: [by('f3', true)],
    uses: ['record_n0', 'record_s1'],
  },
  { name: 'a rare option by a slot', where: is('f2', 'o9'), sort: [by('f3', true)], uses: ['record_s1'] },
  { name: 'a name among a common option', where: both(is('f2', 'o1'), is('f1', 'Name 17')), uses: ['record_s0'] },
  {
    name: 'a common option and a wide range',
    where: both(is('f2', 'o1'), is('f3', 5, 'gt')),
    uses: ['record_s1', 'record_list', 'record_no'],
  },
  {
    name: 'one of two rare values',
    where: { op: 'or', of: [is('f1', 'Name 3'), is('f2', 'o9')] },
    sort: [by('f3')],
    uses: ['record_s0', 'record_s1', 'record_n0'],
  },
  { name: 'a name', where: is('f1', 'Name 17'), sort: [by('f3')], uses: ['record_s0'] },
  {
    name: 'a beginning',
    where: { op: 'startsWith', ref: { field: 'f1' }, value: 'Name 17' },
    sort: [by('f1')],
    uses: ['record_s0'],
  },
  { name: 'a range in its own order', where: is('f3', 900, 'gt'), sort: [by('f3')], uses: ['record_n0'] },
  {
    name: 'a narrow range',
    where: is('f5', new Date(1_700_000_000_000 + (size - narrow) * 1_000).toISOString(), 'gt'),
    uses: ['record_t0', 'record_list'],
  },
  {
    name: 'a state',
    where: { op: 'compare', ref: { member: 'state' }, cmp: 'eq', value: 'o1' },
    uses: ['record_state'],
  },
  { name: 'a target', where: is('f6', 'T3'), uses: ['record_r0'] },
  {
    name: 'a tag',
    where: { op: 'has', ref: { field: 'f7' }, value: 'o20' },
    uses: ['record_tag', 'record_tag_pkey', 'sqlite_autoindex_record_tag_1', 'record_no', 'record_list'],
  },
  { name: 'a pinned view', viewKey: 's7', sort: [by('f3')], uses: ['record_s7'] },
  { name: 'a pinned view, second page', viewKey: 's7', sort: [by('f3')], after: [5], uses: ['record_s7'] },
  { name: 'a document member within an option', where: both(is('f2', 'o9'), is('f8', 'x')), uses: ['record_s1'] },
  { name: 'by a promised time', sort: [byDue()], uses: ['record_clock_due'] },
  { name: 'by a promised time down', sort: [byDue(true)], uses: ['record_clock_due'] },
  { name: 'by a promised time, second page', sort: [byDue()], after: [firstDue + 500], uses: ['record_clock_due'] },
  {
    name: 'what is late, most urgent first',
    where: due('lt', firstDue + 900),
    sort: [byDue()],
    uses: ['record_clock_due'],
  },
  { name: 'what is late', where: due('lt', firstDue + 40), uses: ['record_clock_due', 'record_no'] },
  { name: 'among a common option', where: is('f2', 'o1'), sort: [byDue()], uses: ['record_clock_due', 'record_s1'] },
  {
    name: 'what pauses',
    where: { op: 'compare', ref: { member: 'clocks.m1.status' }, cmp: 'eq', value: 'pauses' },
    uses: ['record_clock_status', 'record_no', 'record_list'],
  },
  { name: 'words', words: ['name', '17'], uses: ['record_no', 'record_list', 'record_search_words'] },
  {
    name: 'words, or a number in one piece',
    words: ['1', '7'],
    joined: ['17'],
    uses: ['record_no', 'record_list', 'record_search_words'],
  },
]

describeOnBoth('the plan of a list', (open) => {
  let store: TenantStore
  /** Records of other tenants may have been numbered before these. */
  let first: number

  beforeAll(
    async () => {
      store = await open()
      await fill(store)
      const numbers = 'SELECT min(no) AS first FROM record WHERE tenant = ? AND blueprint = ?'
      first = Number((await store.read.get<{ first: number }>(numbers, [store.tenant, blueprint]))?.first)
      await fillClocks(store, first)
      if (store.dialect === 'postgres') await analyse()
    },
    60_000 + size * 2,
  )

  it.each(shapes)('$name', async (shape) => {
    const plan = await planOf(store, askOf(shape))
    expect(plan.fullScan, plan.lines.join('\n')).toBe(false)
    // The target's number is looked up first.
    const [lead] = plan.indexes.filter((index) => index !== 'record_id')
    expect(shape.uses, plan.lines.join('\n')).toContain(lead)
    expect((await listRecords(store, askOf(shape))).rows.length).toBeGreaterThan(0)
  })

  function askOf({ where = always, sort = [], words = [], joined, viewKey, after }: Shape): ListAsk {
    const cursor = after && { hash: 'h', values: after, no: first + 2_500 }
    const query: ListQuery = {
      where,
      sort,
      words,
      ...(joined && { joined }),
      known: { now: 0 },
      limit: 50,
      expand: [],
      trash: false,
      hash: 'h',
      ...(cursor && { cursor }),
    }
    return { tenant: store.tenant, blueprint, flow: 7, query, version, slots, ...(viewKey && { viewKey }) }
  }
})

async function fill(store: TenantStore): Promise<void> {
  const base = { version: 1, flowVersion: 1, createdBy: 'me', at: 1_000 }
  const targets = Array.from({ length: 40 }, (_, i) => `T${i}`)
  await store.inTransaction(async (tx) => {
    for (const id of targets)
      await insertRecord(
        tx,
        store,
        { ...base, blueprint: 6, id, state: null, data: {} },
        projectRecord(version, [], {}),
      )
  })
  for (let from = 0; from < size; from += 200)
    await store.inTransaction(async (tx) => {
      for (let i = from; i < from + 200; i++) {
        const data = {
          f1: `Name ${i}`,
          f2: i % rare === 0 ? 'o9' : `o${i % 4}`,
          f3: (i * 7919) % 1000,
          f4: i % 2 === 0,
          f5: new Date(1_700_000_000_000 + i * 1_000).toISOString(),
          f6: targets[i % targets.length] as string,
          f7: [`o${20 + (i % 30)}`],
          f8: i % 3 === 0 ? 'x' : 'y',
        }
        const projection = projectRecord(version, slots, data)
        const row = { ...base, blueprint, id: `R${i}`, state: `o${i % 3}`, data }
        const stored = { ...row, no: 0, rev: 1, createdAt: 1, updatedAt: 1, deletedAt: null }
        const s7 = viewKey({ sort: [by('f3')] }, version, stored)
        await insertRecord(tx, store, row, { ...projection, slots: { ...projection.slots, s7 } })
      }
    })
  while ((await indexSearch(store)) > 0);
}

/** Of every third record the clock is on its way, few stand still. */
async function fillClocks(store: TenantStore, first: number): Promise<void> {
  const runs = `(no - ${first}) % 3 = 0`
  const due = `CASE WHEN ${runs} THEN ${firstDue} + no - ${first} END`
  const status = `CASE WHEN ${runs} THEN 'runs' WHEN (no - ${first}) % ${rare} = 1 THEN 'pauses' ELSE 'stopped' END`
  await store.inTransaction((tx) =>
    tx.run(
      `INSERT INTO record_clock (tenant, record, flow, clock, status, due_at, late_at, since, remaining)
        SELECT tenant, no, 7, 'm1', ${status}, ${due}, ${due}, NULL, 5 FROM record WHERE tenant = ? AND blueprint = ?`,
      [store.tenant, blueprint],
    ),
  )
}

async function analyse(): Promise<void> {
  // The program's role owns nothing, so it cannot; on a real server autovacuum does.
  const owner = new pg.Client(postgres.url)
  await owner.connect()
  await owner.query('ANALYZE')
  await owner.end()
}
