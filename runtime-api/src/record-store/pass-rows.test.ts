// Do records that pass together come out as if each had passed alone?
import type { Projection, SlotName } from '@molde/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../../test/describe-on-both.ts'
import type { TenantStore } from '../store/store.ts'
import { columnsOf } from './move-mark-table.ts'
import { passRows, type RowPassing } from './pass-rows.ts'
import { UniqueTaken } from './record-errors.ts'
import { type RecordRow, updateRow } from './record-table.ts'
import { insertRecord, moveTo } from './write-record.ts'

const none: Projection = { slots: {}, relations: [], bad: 0, tags: [], links: [], uniques: [], words: [] }
const act = { at: 5_000, actor: 'user-1' }

/** What one record is and becomes; `i` makes its unique values its own. */
const anyRecord = fc.record({
  ...{ live: fc.boolean(), isWritten: fc.boolean(), state: fc.option(fc.constantFrom('s1', 's2')) },
  ...{ version: fc.integer({ min: 1, max: 3 }), keeps: fc.boolean(), mark: fc.option(fc.integer({ min: 1, max: 9 })) },
  here: anyHung('T0', 'T1'),
  // Some links lead nowhere by then.
  there: anyHung('T0', 'T1', 'gone'),
})
type AnyRecord = typeof anyRecord extends fc.Arbitrary<infer T> ? T : never

function anyHung(...targets: readonly string[]) {
  return fc.record({
    text: fc.constantFrom('', 'a', 'Ação "q" \\ \u{1f600}', '2026'),
    tags: fc.uniqueArray(fc.constantFrom('red', 'blue', 'o1'), { maxLength: 3 }),
    links: fc.uniqueArray(fc.constantFrom(...targets), { maxLength: 3 }),
    uniques: fc.uniqueArray(fc.constantFrom('u1', 'u2'), { maxLength: 2 }),
    bad: fc.constantFrom(0, 5),
  })
}

function projectionOf({ text, tags, links, uniques, bad }: AnyRecord['here'], i: number): Projection {
  return {
    ...{ bad, words: text === '' ? [] : [text] },
    slots: { s0: text, n1: text.length + 0.1, t2: 2 ** 40 + i } as Projection['slots'],
    relations: links.slice(0, 1).map((id) => ({ slot: 'r0' as SlotName & `r${number}`, id })),
    tags: tags.map((value) => ({ field: 'f1', value })),
    links: links.map((id, pos) => ({ field: 'f2', id, pos })),
    uniques: uniques.map((rule) => ({ rule, key: `${rule} ${i}` })),
  }
}

/** The same records in a tenant of its own; answers how they are to pass. */
async function standing(store: TenantStore, records: readonly AnyRecord[]): Promise<RowPassing[]> {
  const passings: RowPassing[] = []
  const create = (id: string, blueprint: number, hung: Projection, state: string | null = null) =>
    store.inTransaction((tx) => {
      const row = { blueprint, id, version: 1, state, flowVersion: null, data: { f1: id }, createdBy: null, at: 1_000 }
      return insertRecord(tx, store, row, hung)
    })
  for (const id of ['T0', 'T1']) await create(id, 9, none)
  for (const [i, { here, there, live, state, version, keeps, mark }] of records.entries()) {
    const before = projectionOf(here, i)
    const made = await create(`R${i}`, 3, before, state)
    const trash = { at: 2_000, actor: null, place: 'trash' } as const
    const from = live ? made : await store.inTransaction((tx) => moveTo(tx, store, made, trash, before))
    const attic: RecordRow['attic'] = keeps ? { p1: { from: [1], to: ['1'] } } : {}
    const row = { blueprint: 4, version, data: { f7: i, f1: there.text }, attic, state, flowVersion: 2 }
    const columns = columnsOf(mark === null ? undefined : { job: mark, from: 1, earlier: [[2, 1]] })
    const after = projectionOf(there, i)
    passings.push({ from, to: { row: { ...row, derivedVersion: 3 }, mark: columns, before, after } })
  }
  // Somebody has written these meanwhile: they stay.
  for (const [i, { isWritten }] of records.entries())
    if (isWritten)
      await store.inTransaction((tx) => updateRow(tx, store.tenant, (passings[i] as RowPassing).from, { bad: 7 }))
  return passings
}

const tables = {
  record: 'no',
  record_unique: 'blueprint, rule, key',
  record_tag: 'blueprint, field, value, no',
  record_link: 'from_no, field, to_no',
  record_history: 'no, rev',
  outbox: 'seq',
}

/** Every column of every row, by the order of the records and not by their numbers; counts without the row they are kept in. */
async function dumpOf({ read, tenant }: TenantStore): Promise<unknown> {
  const nos = await read.all<{ no: number }>('SELECT no FROM record WHERE tenant = ? ORDER BY no', [tenant])
  const place = new Map(nos.map(({ no }, i) => [Number(no), i]))
  const relative = ['no', 'from_no', 'to_no', 'record', 'r0']
  const dump: { [table: string]: unknown } = {}
  for (const [table, order] of Object.entries(tables)) {
    const rows = await read.all<Record<string, unknown>>(`SELECT * FROM ${table} WHERE tenant = ? ORDER BY ${order}`, [
      tenant,
    ])
    dump[table] = rows.map(({ tenant: _, seq: __, ...row }) => ({
      ...row,
      ...Object.fromEntries(relative.flatMap((name) => (name in row ? [[name, place.get(Number(row[name]))]] : []))),
    }))
  }
  const counts = `SELECT blueprint, version, live, state, SUM(n) AS n FROM record_count WHERE tenant = ?
    GROUP BY blueprint, version, live, state HAVING SUM(n) <> 0 ORDER BY blueprint, version, live, state`
  return {
    ...dump,
    counts: (await read.all<{ n: unknown }>(counts, [tenant])).map((row) => ({ ...row, n: Number(row.n) })),
  }
}

describeOnBoth('records that pass to another blueprint', (open) => {
  it('together are the same rows as one by one, and who was written meanwhile stays', {
    timeout: 120_000,
  }, async () => {
    const property = fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 12 }), async (records) => {
      const [together, alone] = [await open(), await open()]
      const [all, each] = [await standing(together, records), await standing(alone, records)]
      const done = await together.inTransaction((tx) => passRows(tx, together.tenant, all, act))
      for (const one of each) await alone.inTransaction((tx) => passRows(tx, alone.tenant, [one], act))
      expect(await dumpOf(together)).toEqual(await dumpOf(alone))
      expect(all.map(({ from }) => done.has(from.no))).toEqual(records.map(({ isWritten }) => !isWritten))
    })
    await fc.assert(property, { numRuns: process.env['TEST_SIZE'] === 'long' ? 200 : 15, seed: 20_261_126 })
  })

  it('none of them does when another one there has such a value', async () => {
    const store = await open()
    const record = fc.sample(anyRecord, { numRuns: 1, seed: 1 })[0] as AnyRecord
    const there = { ...record.there, uniques: ['u1' as const, 'u2' as const] }
    const records = [0, 1, 2].map(() => ({ ...record, live: true, isWritten: false, there }))
    const passings = await standing(store, records)
    const taken = { ...none, uniques: [{ rule: 'u2' as const, key: 'u2 1' }] }
    const row = { blueprint: 4, version: 1, state: null, flowVersion: null, data: {}, createdBy: null, at: 1_000 }
    await store.inTransaction((tx) => insertRecord(tx, store, { ...row, id: 'Holder' }, taken))
    const before = await dumpOf(store)
    const passing = store.inTransaction((tx) => passRows(tx, store.tenant, passings, act))
    await expect(passing).rejects.toThrow(UniqueTaken)
    await expect(passing).rejects.toMatchObject({ rule: 'u2', by: 'Holder' })
    expect(await dumpOf(store)).toEqual(before)
  })
})
