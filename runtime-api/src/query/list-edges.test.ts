import {
  type BlueprintVersion,
  type Expression,
  type FieldDef,
  type FieldId,
  type ListQuery,
  type Predicate,
  projectRecord,
  type SlotMap,
  type SortKey,
  type StoredData,
  type Total,
  viewKey,
} from '@molde/engine'
import { beforeAll, expect, it } from 'vitest'
import { describeOnBoth } from '../../test/describe-on-both.ts'
import { addCount } from '../record-store/count-table.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { indexSearch, indexWord, writeWords } from '../record-store/search-table.ts'
import { insertRecord, trashRecord, updateRecord } from '../record-store/write-record.ts'
import type { Db, TenantStore } from '../store/store.ts'
import { countRecords, type Lift, type ListAsk, listRecords } from './list-records.ts'
import { mostScanned } from './query-errors.ts'
import { allocateSlot, freeSlot, setSlotCursor, setSlotStatus, slotsOf } from './slot-table.ts'
import { totalRecords } from './total-records.ts'

const fields: FieldDef[] = (['text', 'number', 'text', 'enum', 'number'] as const).map((type, i) => ({
  id: `f${i + 1}`,
  key: `k${i + 1}`,
  type,
}))
const version: BlueprintVersion = { name: 'a', version: 2, fields, rules: [], uniques: [], reserved: [] }
const slots: SlotMap = [
  { slot: 's0', field: 'f1' },
  { slot: 'n0', field: 'f2' },
]
const is = (field: FieldId, value: string | number): Predicate => ({ op: 'compare', ref: { field }, cmp: 'eq', value })
const by = (field: FieldId, descending = false): SortKey => ({
  ref: { field },
  descending,
  type: fields.find(({ id }) => id === field)?.type as 'text',
})
const query = (more: Partial<ListQuery>): ListQuery => ({
  where: { op: 'always' },
  sort: [],
  words: [],
  known: { now: 0 },
  limit: 3,
  expand: [],
  trash: false,
  hash: 'h',
  ...more,
})
const ask = (store: TenantStore, more: Partial<ListQuery>, rest: Partial<ListAsk> = {}): ListAsk => ({
  tenant: store.tenant,
  blueprint: 1,
  version,
  slots,
  query: query(more),
  ...rest,
})
const create = (
  store: TenantStore,
  id: string,
  data: StoredData,
  more: { version?: number; blueprint?: number; state?: string } = {},
) =>
  store.inTransaction((tx) =>
    insertRecord(
      tx,
      store,
      { blueprint: 1, id, version: 2, state: null, flowVersion: null, createdBy: null, at: 1, data, ...more },
      projectRecord(version, slots, data),
    ),
  )
const ids = async (store: TenantStore, wanted: ListAsk) => (await listRecords(store, wanted)).rows.map(({ id }) => id)

describeOnBoth('a list', (open) => {
  it('says which fields it read without a slot', async () => {
    const store = await open()
    await create(store, 'A', { f1: 'a', f3: 'x' })
    expect((await listRecords(store, ask(store, { where: is('f3', 'x') }))).slow).toEqual(['f3'])
    expect((await listRecords(store, ask(store, { sort: [by('f5')] }))).slow).toEqual(['f5'])
    expect(await listRecords(store, ask(store, { where: is('f1', 'a') }))).not.toHaveProperty('slow')
  })

  it('refuses to look through too many rows, and says which slot would help', async () => {
    const store = await open()
    await create(store, 'A', { f1: 'a', f3: 'x' })
    await pretendRows(store, mostScanned + 1)
    await expect(listRecords(store, ask(store, { where: is('f3', 'x') }))).rejects.toMatchObject({
      name: 'SlotNeeded',
      fields: ['f3'],
    })
    await expect(listRecords(store, ask(store, { sort: [by('f5')] }))).rejects.toMatchObject({
      name: 'SlotNeeded',
      fields: ['f5'],
    })
    await expect(countRecords(store, ask(store, { where: is('f3', 'x') }))).rejects.toMatchObject({
      name: 'SlotNeeded',
    })
    const byTime = ask(store, { sort: [{ ref: { member: 'updatedAt' }, descending: true }] })
    await expect(listRecords(store, byTime)).rejects.toMatchObject({ name: 'ScanTooLarge' })
    // A slot narrows it down first: then the rest is looked up.
    const narrow: Predicate = { op: 'and', of: [is('f1', 'a'), is('f3', 'x')] }
    expect(await ids(store, ask(store, { where: narrow }))).toEqual(['A'])
  })

  it('[Q13] adds up no more records than are looked at in a moment, and says so', async () => {
    const store = await open()
    await create(store, 'A', { f1: 'a', f2: 2, f5: 3 })
    const copies = `INSERT INTO record (tenant, id, blueprint, version, rev, live, created_at, updated_at, data, n0)
      WITH RECURSIVE more(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM more WHERE i < ?)
      SELECT tenant, 'X' || i, blueprint, version, rev, live, created_at, updated_at, data, n0 FROM record, more
      WHERE tenant = ? AND id = 'A'`
    await store.inTransaction((tx) => tx.run(copies, [mostScanned + 400, store.tenant]))
    const totals = (['f2', 'f5'] as const).map(
      (id): Total => ({ function: 'sum', field: fields.find((field) => field.id === id) as FieldDef }),
    )
    const most = mostScanned + 1
    const whole = await totalRecords(store, { ...ask(store, {}), totals })
    expect(whole).toMatchObject({ capped: true, looked: most })
    const sums = (answer: typeof whole) => [...(answer.groups[0]?.tallies.values() ?? [])].map(({ sum }) => sum)
    expect(sums(whole)).toEqual([most * 2, most * 3])
    // What only a row can say ends soon after as many rows.
    const residual = {
      cel: 'f2 * 2.0 > f5',
      uses: ['f2', 'f5'],
      usesRecord: [],
      usesInput: [],
      usesActor: false,
      usesNow: false,
    } as Expression
    const looked = await totalRecords(store, { ...ask(store, { residual }), totals })
    expect(looked.capped).toBe(true)
    expect(looked.looked).toBeLessThan(most + 500)
  })

  it('evaluates per row what no database can say', async () => {
    const store = await open()
    for (let i = 0; i < 20; i++) await create(store, `R${i}`, { f2: i, f5: 10 })
    const residual = {
      cel: 'f2 * 2.0 > f5 + 20.0',
      uses: ['f2', 'f5'],
      usesRecord: [],
      usesInput: [],
      usesActor: false,
      usesNow: false,
    } as Expression
    const wanted = ask(store, { residual, sort: [by('f2')] })
    expect(await ids(store, wanted)).toEqual(['R16', 'R17', 'R18'])
    expect(await countRecords(store, wanted)).toEqual({ value: 4, capped: false })
  })

  it('refuses a cursor whose values are of another kind', async () => {
    const store = await open()
    await create(store, 'A', { f2: 1 })
    for (const values of [['x'], [1, 2], [], [true], [{}]]) {
      const cursor = { hash: 'h', no: 1, values: values as number[] }
      await expect(listRecords(store, ask(store, { sort: [by('f2')], cursor }))).rejects.toMatchObject({
        name: 'MoldeError',
      })
    }
  })

  it('gives every record once while others come and go between pages', async () => {
    const store = await open()
    for (let i = 0; i < 12; i++) await create(store, `R${i}`, i % 3 === 0 ? {} : { f2: i % 4 })
    const seen: string[] = []
    let cursor: ListQuery['cursor']
    for (let page = 0; page < 20; page++) {
      const { rows, next } = await listRecords(store, ask(store, { sort: [by('f2', true)], ...(cursor && { cursor }) }))
      seen.push(...rows.map(({ id }) => id))
      if (!next) break
      cursor = { hash: 'h', ...next }
      await create(store, `new${page}`, { f2: 99 })
      const gone = (await findRecord(store.read, store.tenant, 1, seen[0] as string)) as RecordRow
      if (gone.live)
        await store.inTransaction((tx) =>
          trashRecord(tx, store, gone, { at: 1, actor: null }, projectRecord(version, slots, gone.data)),
        )
    }
    expect(seen.length).toBe(12)
    expect(new Set(seen).size).toBe(12)
  })

  it('finds in the newest shape what rests in an older one', async () => {
    const store = await open()
    const filled = { f4: 'o1', f1: 'filled' }
    const old = await create(store, 'old', { f2: 1 }, { version: 1 })
    // The slots were filled with the newest shape by a job.
    await store.inTransaction((tx) =>
      tx.run(`UPDATE record SET s0 = 'filled' WHERE tenant = ? AND no = ?`, [store.tenant, old.no]),
    )
    await create(store, 'new', { f2: 2, f1: 'Filled', f4: 'o2' })
    const lift: Lift = {
      fields: new Set<FieldId>(['f1', 'f4']),
      underived: new Set<FieldId>(['f1', 'f4']),
      rows: async (_, rows) =>
        rows.map((row) => (row.version === 1 ? { ...row, data: { ...filled, ...row.data } } : row)),
    }
    const lifted = (more: Partial<ListQuery>) => ids(store, ask(store, more, { lift }))
    expect(await lifted({ where: is('f4', 'o1') })).toEqual(['old'])
    expect(await lifted({ where: is('f1', 'filled') })).toEqual(['old'])
    expect(await lifted({ where: { op: 'not', of: { op: 'empty', ref: { field: 'f4' } } } })).toEqual(['new', 'old'])
    expect(await lifted({ where: { op: 'like', ref: { field: 'f1' }, value: 'ILL' } })).toEqual(['new', 'old'])
    expect(await lifted({ sort: [by('f4')] })).toEqual(['old', 'new'])
    expect(await countRecords(store, ask(store, { where: is('f4', 'o1') }, { lift }))).toEqual({
      value: 1,
      capped: false,
    })
  })

  it('reads a pinned view along its key, in the order of the plain list', async () => {
    const store = await open()
    const sort = [by('f1', true), by('f2')]
    const where: Predicate = { op: 'compare', ref: { field: 'f2' }, cmp: 'gte', value: 2 }
    for (let i = 0; i < 40; i++) {
      const data: StoredData = { ...(i % 5 === 0 ? {} : { f1: ['é', 'E', 'z', 'A'][i % 4] as string }), f2: i % 7 }
      const row = {
        blueprint: 1,
        id: `R${i}`,
        version: 2,
        state: null,
        flowVersion: null,
        createdBy: null,
        at: 1,
        data,
      }
      const stored = { ...row, no: 0, rev: 1, createdAt: 1, updatedAt: 1, deletedAt: null }
      const projection = projectRecord(version, slots, data)
      const keys = { s7: viewKey({ where, sort }, version, stored), s6: viewKey({ where, sort: [] }, version, stored) }
      await store.inTransaction((tx) =>
        insertRecord(tx, store, row, { ...projection, slots: { ...projection.slots, ...keys } }),
      )
    }
    for (const [slot, order] of [
      ['s7', sort],
      ['s6', []],
    ] as const) {
      const plain = await allIds(store, ask(store, { where, sort: order }))
      expect(plain.length).toBeGreaterThan(20)
      expect(await allIds(store, ask(store, { where, sort: order }, { viewKey: slot }))).toEqual(plain)
      const count = await countRecords(store, ask(store, { where, sort: order }, { viewKey: slot }))
      expect(count).toEqual({ value: plain.length, capped: false })
    }
  })

  it('counts no further than ten thousand', async () => {
    const store = await open()
    const record = await create(store, 'R0', {}, { state: 'o1' })
    // One statement instead of ten thousand times what one record takes.
    await store.inTransaction(async (tx) => {
      await tx.run(
        `INSERT INTO record (tenant, blueprint, id, version, state, created_at, updated_at, bad, data)
          WITH RECURSIVE more (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM more WHERE i < 10049)
          SELECT tenant, blueprint, id || '-' || i, version, state, created_at, updated_at, bad, data
          FROM record, more WHERE tenant = ? AND no = ?`,
        [store.tenant, record.no],
      )
      await addCount(tx, store.tenant, record, 10_049)
    })
    const filtered = ask(store, { where: { op: 'compare', ref: { member: 'state' }, cmp: 'eq', value: 'o1' } })
    expect(await countRecords(store, filtered)).toEqual({ value: 10_000, capped: true })
    expect(await countRecords(store, ask(store, {}))).toEqual({ value: 10_050, capped: false })
  })
})

describeOnBoth('search', (open) => {
  let store: TenantStore
  beforeAll(async () => {
    store = await open()
  })
  const found = (...words: string[]) => ids(store, ask(store, { words, limit: 50 }))

  it('finds nothing before the words are taken in, everything afterwards, and follows changes', async () => {
    const row = await create(store, 'A', { f1: 'Ação na Praça', f3: '日本語 Ünï' })
    expect(await found('acao')).toEqual([])
    expect(await indexSearch(store)).toBe(1)
    expect(await indexSearch(store)).toBe(0)
    for (const words of [['acao'], ['ac'], ['praca', 'ac'], ['日本語'], ['日'], ['uni']])
      expect(await found(...words)).toEqual(['A'])
    expect(await found('ac', 'praca')).toEqual([])
    const data = { f1: 'outra' }
    const [before, after] = [projectRecord(version, slots, row.data), projectRecord(version, slots, data)]
    const change = { version: 2, state: null, flowVersion: null, data, at: 2, actor: null }
    await store.inTransaction((tx) => updateRecord(tx, store, row, change, before, after))
    await indexSearch(store)
    expect([await found('acao'), await found('outra')]).toEqual([[], ['A']])
  })

  it('keeps blueprints and tenants apart', async () => {
    const other = await open()
    await create(store, 'other', { f1: 'outra' }, { blueprint: 11 })
    await create(other, 'foreign', { f1: 'outra' })
    await indexSearch(store)
    await indexSearch(other)
    expect(await found('outra')).toEqual(['A'])
    expect(await found('1xoutra')).toEqual([])
    expect(await ids(store, ask(store, { words: ['outra'] }, { blueprint: 11 }))).toEqual(['other'])
    expect(await ids(other, ask(other, { words: ['outra'] }))).toEqual(['foreign'])
  })

  it('takes hostile words for what they are', async () => {
    for (const word of ["o'c", '"', '*', 'a" OR "b', "x' | 'y", '\\', ':*', 'and', 'near', ''])
      expect(await found(word)).toBeInstanceOf(Array)
  })

  it('lets the order lead when very many records have the word', async () => {
    const many = await open()
    // One of each kind as it is always written; all between them are copies, in a statement each.
    const isRare = (i: number) => i % 4_000 === 7
    const own = Array.from({ length: 20_100 }, (_, i) => i).filter((i) => i < 4 || isRare(i))
    for (const [at, i] of own.entries()) {
      const data = { f1: isRare(i) ? 'common rare' : 'common', f2: i % 3 === 0 ? 1 : 2 }
      const { no } = await create(many, `R${i}`, data)
      await many.inTransaction(async (tx) => {
        await writeWords(tx, many, [{ no, blueprint: 1, words: projectRecord(version, slots, data).words }])
        if (i >= 3) await copyBetween(tx, many, i + 1, (own[at + 1] ?? 20_100) - 1)
      })
    }
    while ((await indexSearch(many)) > 0);
    const common = (more: Partial<ListQuery>) => ids(many, ask(many, { words: ['common'], ...more }))
    expect(await common({})).toEqual(['R20099', 'R20098', 'R20097'])
    const { next } = await listRecords(many, ask(many, { words: ['common'], limit: 3 }))
    expect(next).toBeDefined()
    const cursor = { hash: '', values: next?.values ?? [], no: next?.no ?? 0 }
    expect(await common({ cursor, limit: 3 })).toEqual(['R20096', 'R20095', 'R20094'])
    expect(await common({ sort: [by('f2')], limit: 2 })).toEqual(['R0', 'R3'])
    expect(await common({ where: is('f2', 2), limit: 2 })).toEqual(['R20099', 'R20098'])
    expect(await common({ where: is('f1', 'common rare'), limit: 9 })).toEqual([
      'R20007',
      'R16007',
      'R12007',
      'R8007',
      'R4007',
      'R7',
    ])
    expect(await common({ words: ['common', 'ra'], limit: 9 })).toEqual([
      'R20007',
      'R16007',
      'R12007',
      'R8007',
      'R4007',
      'R7',
    ])
    // In the trash nothing is found, after every row of it was looked at.
    expect(await common({ trash: true })).toEqual([])
    expect(await countRecords(many, ask(many, { words: ['common'] }))).toEqual({ value: 10_000, capped: true })
  })
})

describeOnBoth('slots', (open) => {
  it('are given out until all of a kind are taken, and given back', async () => {
    const store = await open()
    const wish = (field: string) => ({
      blueprint: 1,
      field,
      kind: 't' as const,
      status: 'building' as const,
      forVersion: 3,
    })
    const take = (field: string) => store.inTransaction((tx) => allocateSlot(tx, store.tenant, wish(field)))
    expect((await take('f1'))?.slot).toBe('t0')
    expect(await take('f1')).toEqual({ slot: 't0', field: 'f1', status: 'building', forVersion: 3, cursor: null })
    const others = await Promise.all(['f2', 'f3', 'f4', 'f5', 'f6'].map(take))
    expect(others.map((one) => one?.slot).sort()).toEqual(['t1', 't2', 't3', undefined, undefined])
    await store.inTransaction(async (tx) => {
      await setSlotCursor(tx, store.tenant, 1, 't0', 77)
      await setSlotStatus(tx, store.tenant, 1, 't1', 'ready')
      await freeSlot(tx, store.tenant, 1, 't3')
    })
    const rows = await slotsOf(store.read, store.tenant, 1)
    expect(rows.map(({ slot, status, cursor }) => [slot, status, cursor])).toEqual([
      ['t0', 'building', 77],
      ['t1', 'ready', null],
      ['t2', 'building', null],
    ])
    expect((await take('f9'))?.slot).toBe('t3')
  })
})

async function allIds(store: TenantStore, wanted: ListAsk): Promise<string[]> {
  const seen: string[] = []
  let asked = wanted.query
  for (;;) {
    const { rows, next } = await listRecords(store, { ...wanted, query: asked })
    seen.push(...rows.map(({ id }) => id))
    if (!next) return seen
    asked = { ...asked, cursor: { hash: 'h', ...next } }
  }
}

/** The counter says there are more rows than there are. */
async function pretendRows(store: TenantStore, n: number): Promise<void> {
  await store.inTransaction((tx) => tx.run('UPDATE record_count SET n = n + ? WHERE tenant = ?', [n, store.tenant]))
}

/** Copies of R0 and R1, as often as every third and the others: `R<from>` to `R<to>`. */
async function copyBetween(tx: Db, { tenant }: TenantStore, from: number, to: number): Promise<void> {
  if (from > to) return
  const columns = [
    'tenant, blueprint, version, created_at, updated_at, bad, data',
    ...slots.map(({ slot }) => slot),
  ].join(', ')
  await tx.run(
    `INSERT INTO record (id, ${columns})
      WITH RECURSIVE more (i) AS (SELECT CAST(? AS integer) UNION ALL SELECT i + 1 FROM more WHERE i < ?)
      SELECT 'R' || i, ${columns} FROM more
      JOIN record ON tenant = ? AND id = CASE WHEN i % 3 = 0 THEN 'R0' ELSE 'R1' END ORDER BY i`,
    [from, to, tenant],
  )
  const [name, value] =
    tx.dialect === 'sqlite'
      ? ['rowid, body', 'no, ?']
      : ['tenant, no, words', 'tenant, no, array_to_tsvector(ARRAY[?])']
  await tx.run(
    `INSERT INTO record_search (${name}) SELECT ${value} FROM record
      WHERE tenant = ? AND no > (SELECT MAX(no) FROM record WHERE tenant = ?) - CAST(? AS integer)`,
    [indexWord(1, 'common'), tenant, tenant, to - from + 1],
  )
  await addCount(tx, tenant, { blueprint: 1, version: 2, live: true, state: null }, to - from + 1)
}
