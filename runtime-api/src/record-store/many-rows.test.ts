// Do records that are changed together come out as if each had been changed alone?
import type { Projection, StoredData } from '@molde/engine'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../../test/describe-on-both.ts'
import type { TenantStore } from '../store/store.ts'
import { readBackLinks } from './link-table.ts'
import { changeRows, fillSlots } from './many-rows-table.ts'
import { findRecords, type RecordRow } from './record-table.ts'
import { type Derivation, deriveAnew, insertRecord } from './write-record.ts'

const none: Projection = { slots: {}, relations: [], bad: 0, tags: [], links: [], uniques: [], words: [] }

async function rowsOf(store: TenantStore, count: number, data: StoredData = { f1: 'a' }): Promise<RecordRow[]> {
  const rows: RecordRow[] = []
  for (let i = 0; i < count; i += 1) {
    const row = {
      blueprint: 3,
      id: `R${i}`,
      version: 1,
      state: null,
      flowVersion: null,
      data,
      createdBy: null,
      at: 1_000,
    }
    rows.push(await store.inTransaction((tx) => insertRecord(tx, store, row, none)))
  }
  return rows
}

const stored = async (store: TenantStore, rows: readonly RecordRow[]) => {
  const ids = rows.map(({ id }) => id)
  const found = await findRecords(store.read, store.tenant, 3, ids)
  return ids.map((id) => found.find((row) => row.id === id) as RecordRow)
}

describeOnBoth('many rows at once', (open) => {
  it('are each changed in their own columns, and only where they are still as they were read', async () => {
    const store = await open()
    const rows = await rowsOf(store, 300)
    const text = 'Ação "q" \\ \u{1f600}'
    const changes = rows.map((before, i) =>
      i % 3 === 0
        ? { before, grows: false, change: { version: 2, derived_version: 1, moved_before: null } }
        : { before, grows: true, change: { version: 2, data: JSON.stringify({ f1: `${text} ${i}` }), attic: null } },
    )
    // Somebody has written one, and a migration has moved another.
    await store.inTransaction((tx) =>
      changeRows(tx, store.tenant, [
        { before: rows[4] as RecordRow, grows: true, change: { data: '{"f1":"mine"}' } },
        { before: rows[6] as RecordRow, grows: false, change: { version: 3 } },
      ]),
    )
    const changed = await store.inTransaction((tx) => changeRows(tx, store.tenant, changes))
    expect(rows.filter(({ no }) => !changed.has(no)).map(({ id }) => id)).toEqual(['R4', 'R6'])
    const now = await stored(store, rows)
    expect(now[4]).toMatchObject({ version: 1, rev: 2, data: { f1: 'mine' } })
    expect(now[6]).toMatchObject({ version: 3, rev: 1, data: { f1: 'a' } })
    expect(now[0]).toMatchObject({ version: 2, rev: 1, derivedVersion: 1, data: { f1: 'a' } })
    for (const i of [1, 5, 299]) expect(now[i]).toMatchObject({ version: 2, rev: 2, data: { f1: `${text} ${i}` } })
    expect((await changeRows(store.read, store.tenant, [])).size).toBe(0)
  })

  it('get each their own slots, and none where somebody has written meanwhile', async () => {
    const store = await open()
    const rows = await rowsOf(store, 5)
    await store.inTransaction((tx) =>
      changeRows(tx, store.tenant, [
        { before: rows[1] as RecordRow, grows: true, change: { s0: 'mine', n0: 7, t1: 8 } },
      ]),
    )
    const wanted = rows.map((row, i) => ({
      row,
      values: { s0: i === 2 ? null : `s${i}`, n0: i + 0.1, t1: 2 ** 40 + i },
    }))
    await store.inTransaction((tx) => fillSlots(tx, store.tenant, wanted))
    const text = 'SELECT s0, n0, t1 FROM record WHERE tenant = ? ORDER BY no'
    expect((await store.read.all<object>(text, [store.tenant])).map((row) => Object.values(row))).toEqual([
      ['s0', 0.1, 2 ** 40],
      ['mine', 7, 8],
      [null, 2.1, 2 ** 40 + 2],
      ['s3', 3.1, 2 ** 40 + 3],
      ['s4', 4.1, 2 ** 40 + 4],
    ])
  })

  it('take along what hangs on each, and a unique value stays with the first', async () => {
    const store = await open()
    const [target, ...rows] = (await rowsOf(store, 4)) as [RecordRow, ...RecordRow[]]
    const derivations = rows.map(
      (row, i): Derivation => ({
        row,
        state: row.state,
        before: none,
        after: {
          ...none,
          tags: [{ field: 'f1', value: `t${i % 2}` }],
          links: [{ field: 'f2', id: target.id, pos: 0 }],
          uniques: [{ rule: 'u1', key: i === 2 ? 'other' : 'same' }],
          words: ['w'],
        },
      }),
    )
    // One that was written meanwhile is left as it is.
    await store.inTransaction((tx) =>
      changeRows(tx, store.tenant, [{ before: rows[2] as RecordRow, grows: true, change: { bad: 0 } }]),
    )
    const taken = await store.inTransaction((tx) => deriveAnew(tx, store, derivations, { version: 2, at: 2_000 }))
    expect(taken.map((own) => own.length)).toEqual([0, 1, 0])
    const tags = 'SELECT value FROM record_tag WHERE tenant = ? ORDER BY value'
    expect((await store.read.all<{ value: string }>(tags, [store.tenant])).map(({ value }) => value)).toEqual([
      't0',
      't1',
    ])
    const own = rows.slice(0, 2).map(({ no }) => ({ field: 'f2', from: no }))
    expect(await readBackLinks(store.read, store.tenant, target.no, 10)).toEqual(own)
    const words = `SELECT record FROM outbox WHERE tenant = ? AND kind = 'index' ORDER BY seq`
    const queued = await store.read.all<{ record: number }>(words, [store.tenant])
    expect(queued.map(({ record }) => Number(record))).toEqual(own.map(({ from }) => from))
    expect((await stored(store, rows)).map(({ derivedVersion }) => derivedVersion)).toEqual([2, 2, 1])
  })
})
