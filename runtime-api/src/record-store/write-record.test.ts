import type { FieldId, Projection, StoredData } from '@molde/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../../test/describe-on-both.ts'
import type { TenantStore } from '../store/store.ts'
import { countsOf, totalOf } from './count-table.ts'
import { dataAtRev, readHistory } from './history-table.ts'
import { readBackLinks } from './link-table.ts'
import { CountChanges, moveRecords } from './move-record.ts'
import { StaleRecord, TargetMissing, UniqueTaken } from './record-errors.ts'
import { findColumnsByNo, findRecord, findRecords, type NewRow, type RecordRow, recordOf } from './record-table.ts'
import { insertRecord, trashRecord, untrashRecord, updateRecord } from './write-record.ts'

const none: Projection = { slots: {}, relations: [], bad: 0, tags: [], links: [], uniques: [], words: [] }
const newRow = (id: string, data: StoredData = {}): NewRow => ({
  blueprint: 3,
  id,
  version: 1,
  state: null,
  flowVersion: null,
  data,
  createdBy: 'ana',
  at: 1_000,
})
const changeTo = (data: StoredData, more = {}) => ({
  version: 1,
  state: null,
  flowVersion: null,
  data,
  at: 2_000,
  actor: 'bo',
  ...more,
})
const unique = (key: string): Projection => ({ ...none, uniques: [{ rule: 'u1', key }] })
const insert = (store: TenantStore, row: NewRow, projection: Projection = none) =>
  store.inTransaction((tx) => insertRecord(tx, store, row, projection))
const act = { at: 5_000, actor: 'cy' }

describeOnBoth('writing a record', (open) => {
  it('gives back what was written, by id and by number', async () => {
    const store = await open()
    const data = { f1: 'Ação "q" \u{1f600}', f2: 1.5, f3: { amount: '1.50', currency: 'BRL' }, f4: [], f5: false }
    const row = await insert(store, { ...newRow('A', data), state: 'o1', flowVersion: 2 })
    expect(row).toEqual({
      no: row.no,
      id: 'A',
      blueprint: 3,
      version: 1,
      rev: 1,
      live: true,
      state: 'o1',
      flowVersion: 2,
      createdAt: 1_000,
      updatedAt: 1_000,
      createdBy: 'ana',
      deletedAt: null,
      data,
      attic: {},
      derivedVersion: 1,
    })
    expect(await findRecord(store.read, store.tenant, 3, 'A')).toEqual(row)
    expect((await findColumnsByNo(store.read, store.tenant, [row.no])).map(recordOf)).toEqual([row])
    const kept = { p1: { from: ['old'], to: [null] } } as const
    const old = await insert(store, { ...newRow('B', data), attic: kept, derivedVersion: 3 })
    expect(await findRecord(store.read, store.tenant, 3, 'B')).toEqual(old)
    expect(old).toMatchObject({ version: 1, attic: kept, derivedVersion: 3 })
    expect(await findRecord(store.read, store.tenant, 4, 'A')).toBeUndefined()
    expect(await findRecord(store.read, store.tenant + 1, 3, 'A')).toBeUndefined()
  })

  it('finds any number of records at once', async () => {
    const store = await open()
    const ids = Array.from({ length: 600 }, (_, i) => `R${i}`)
    await store.inTransaction(async (tx) => {
      for (const id of ids) await insertRecord(tx, store, newRow(id), none)
    })
    const found = await findRecords(store.read, store.tenant, 3, [...ids, 'nobody', 'R1'])
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids))
    expect(await findRecords(store.read, store.tenant, 3, [])).toEqual([])
    expect(await totalOf(store.read, store.tenant, 3, true)).toBe(600)
  })

  it('refuses the second of two writers who read the same rev', async () => {
    const store = await open()
    const row = await insert(store, newRow('A', { f1: 'a' }))
    const write = (text: string) =>
      store.inTransaction((tx) => updateRecord(tx, store, row, changeTo({ f1: text }), none, none))
    const outcomes = await Promise.allSettled([write('b'), write('c')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(StaleRecord)
    expect((await findRecord(store.read, store.tenant, 3, 'A'))?.rev).toBe(2)
  })

  it('refuses a writer who read the record before a migration gave it another version, although its rev stands', async () => {
    const store = await open()
    const row = await insert(store, newRow('A', { f1: 'a' }))
    const counts = new CountChanges()
    const arrival = {
      version: 2,
      data: row.data,
      attic: {},
      flowVersion: row.flowVersion,
      mark: { job: 7, from: 1, earlier: [] },
      at: 3_000,
      actor: null,
    }
    const moved = await store.inTransaction(async (tx) => {
      const [done] = await moveRecords(tx, store.tenant, [{ before: row, arrival }], counts)
      await counts.write(tx, store.tenant)
      return done
    })
    expect(moved).toBe('stamped')
    const write = store.inTransaction((tx) => updateRecord(tx, store, row, changeTo({ f1: 'b' }), none, none))
    await expect(write).rejects.toBeInstanceOf(StaleRecord)
    const trash = store.inTransaction((tx) => trashRecord(tx, store, row, act, none))
    await expect(trash).rejects.toBeInstanceOf(StaleRecord)
    const now = (await findRecord(store.read, store.tenant, 3, 'A')) as RecordRow
    expect(now).toMatchObject({ version: 2, rev: 1, data: { f1: 'a' } })
    const late = store.inTransaction((tx) => moveRecords(tx, store.tenant, [{ before: row, arrival }], counts))
    expect(await late).toEqual(['missed'])
    expect(await countsOf(store.read, store.tenant, 3)).toEqual([{ version: 2, live: true, state: null, n: 1 }])
  })

  it('[G5] loses no append of many writers who try again', async () => {
    const store = await open()
    await insert(store, newRow('A', { f1: [] }))
    const append = async (value: number): Promise<void> => {
      const row = (await findRecord(store.read, store.tenant, 3, 'A')) as RecordRow
      const data = { f1: [...(row.data['f1'] as number[]), value] }
      await store
        .inTransaction((tx) => updateRecord(tx, store, row, changeTo(data), none, none))
        .catch((thrown) => (thrown instanceof StaleRecord ? append(value) : Promise.reject(thrown)))
    }
    await Promise.all(Array.from({ length: 40 }, (_, i) => append(i)))
    const row = await findRecord(store.read, store.tenant, 3, 'A')
    expect(row?.rev).toBe(41)
    expect([...(row?.data['f1'] as number[])].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i))
  })

  it('[G6] gives a unique value to one of a hundred who want it at once', async () => {
    const store = await open()
    const wish = (i: number) => insert(store, newRow(`W${i}`), unique('same'))
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, (_, i) => wish(i)))
    const winners = outcomes.filter((one) => one.status === 'fulfilled')
    expect(winners.length).toBe(1)
    const by = winners[0]?.value.id
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'UniqueTaken', rule: 'u1', by })
    expect(await totalOf(store.read, store.tenant, 3, true)).toBe(1)
  })

  it('frees unique values on change and in the trash, and takes them again on the way back', async () => {
    const store = await open()
    const first = await insert(store, newRow('A'), unique('x'))
    const renamed = await store.inTransaction((tx) =>
      updateRecord(tx, store, first, changeTo({}), unique('x'), unique('y')),
    )
    const second = await insert(store, newRow('B'), unique('x'))
    const back = store.inTransaction((tx) => updateRecord(tx, store, renamed, changeTo({}), unique('y'), unique('x')))
    await expect(back).rejects.toMatchObject({ name: 'UniqueTaken', by: 'B' })
    const trashed = await store.inTransaction((tx) => trashRecord(tx, store, second, act, unique('x')))
    expect(trashed).toMatchObject({ live: false, deletedAt: 5_000, rev: 2 })
    const third = await insert(store, newRow('C'), unique('x'))
    const restore = () => store.inTransaction((tx) => untrashRecord(tx, store, trashed, act, unique('x')))
    await expect(restore()).rejects.toBeInstanceOf(UniqueTaken)
    expect((await findRecord(store.read, store.tenant, 3, 'B'))?.live).toBe(false)
    await store.inTransaction((tx) => trashRecord(tx, store, third, act, unique('x')))
    expect(await restore()).toMatchObject({ live: true, deletedAt: null, rev: 3 })
    await expect(insert(store, newRow('D'), unique('x'))).rejects.toMatchObject({ by: 'B' })
  })

  it('trashes once', async () => {
    const store = await open()
    const row = await insert(store, newRow('A'))
    const trashed = await store.inTransaction((tx) => trashRecord(tx, store, row, act, none))
    await expect(store.inTransaction((tx) => trashRecord(tx, store, trashed, act, none))).rejects.toBeInstanceOf(
      StaleRecord,
    )
    await expect(store.inTransaction((tx) => trashRecord(tx, store, row, act, none))).rejects.toBeInstanceOf(
      StaleRecord,
    )
  })

  it('counts by version, state and trash', async () => {
    const store = await open()
    const a = await insert(store, { ...newRow('A'), state: 'o1' })
    await insert(store, newRow('B'))
    await insert(store, { ...newRow('C'), blueprint: 4 })
    const moved = await store.inTransaction((tx) =>
      updateRecord(tx, store, a, changeTo({}, { state: 'o2', version: 2 }), none, none),
    )
    expect(await countsOf(store.read, store.tenant, 3)).toEqual([
      { version: 1, live: true, state: null, n: 1 },
      { version: 2, live: true, state: 'o2', n: 1 },
    ])
    await store.inTransaction((tx) => trashRecord(tx, store, moved, act, none))
    expect(await totalOf(store.read, store.tenant, 3, true)).toBe(1)
    expect(await totalOf(store.read, store.tenant, 3, false)).toBe(1)
  })

  it('links to targets that exist, in both directions', async () => {
    const store = await open()
    const [one, two] = [await insert(store, newRow('T1')), await insert(store, newRow('T2'))]
    const to = (...ids: string[]): Projection => ({
      ...none,
      relations: ids.slice(0, 1).map((id) => ({ slot: 'r0', id })),
      links: ids.map((id, pos) => ({ field: 'f1' as FieldId, pos, id })),
    })
    await expect(insert(store, newRow('A'), to('T1', 'gone'))).rejects.toMatchObject({
      name: 'TargetMissing',
      ids: ['gone'],
    })
    expect(new TargetMissing(['x']).message).toContain('x')
    const row = await insert(store, newRow('A'), to('T1', 'T2'))
    expect(await readBackLinks(store.read, store.tenant, two.no, 10)).toEqual([{ field: 'f1', from: row.no }])
    const after = await store.inTransaction((tx) =>
      updateRecord(tx, store, row, changeTo({}), to('T1', 'T2'), to('T2')),
    )
    expect(await readBackLinks(store.read, store.tenant, one.no, 10)).toEqual([])
    expect(await slotOfRow(store, row.no, 'r0')).toBe(two.no)
    await store.inTransaction((tx) => updateRecord(tx, store, after, changeTo({}), to('T2'), none))
    expect(await readBackLinks(store.read, store.tenant, two.no, 10)).toEqual([])
  })

  it('keeps what it was, rev by rev', async () => {
    const store = await open()
    const value = fc.option(
      fc.constantFrom<(string | number | boolean | readonly string[])[]>('a', 1, false, ['x'], 'b'),
      { nil: null },
    )
    const data = fc.dictionary(fc.constantFrom('f1', 'f2', 'f3'), value).map(withoutNull)
    await fc.assert(
      fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 8 }), async (steps) => {
        const id = `H${Math.random()}`
        const [first, ...rest] = steps as [StoredData, ...StoredData[]]
        let row = await insert(store, newRow(id, first))
        const known = [row]
        for (const [i, step] of rest.entries()) {
          const before = row
          const change = changeTo(step, { version: 1 + (i % 2), state: i % 3 === 0 ? 'o1' : null, note: `n${i}` })
          row = await store.inTransaction((tx) => updateRecord(tx, store, before, change, none, none))
          known.push(row)
        }
        const trashed = await store.inTransaction((tx) => trashRecord(tx, store, row, act, none))
        for (const was of known) {
          const { data, version, state, live, rev } = (await dataAtRev(
            store.read,
            store.tenant,
            trashed,
            was.rev,
          )) as RecordRow
          expect({ data, version, state, live, rev }).toEqual({
            data: was.data,
            version: was.version,
            state: was.state,
            live: true,
            rev: was.rev,
          })
        }
      }),
      { numRuns: 25 },
    )
  })

  it('tells the history newest first, page by page, down to the creation', async () => {
    const store = await open()
    let row = await insert(store, newRow('A', { f1: 'a', f2: 1 }))
    for (const text of ['b', 'c']) {
      const before = row
      row = await store.inTransaction((tx) =>
        updateRecord(tx, store, before, changeTo({ f1: text }, { note: 'why' }), none, none),
      )
    }
    const entries = await readHistory(store.read, store.tenant, row.no, undefined, 10)
    expect(entries).toEqual([
      { rev: 3, at: 2_000, actor: 'bo', data: { f1: ['b', 'c'] }, note: 'why' },
      { rev: 2, at: 2_000, actor: 'bo', data: { f1: ['a', 'b'], f2: [1, null] }, note: 'why' },
      { rev: 1, at: 1_000, actor: 'ana' },
    ])
    expect(await readHistory(store.read, store.tenant, row.no, undefined, 2)).toEqual(entries.slice(0, 2))
    expect(await readHistory(store.read, store.tenant, row.no, 2, 2)).toEqual(entries.slice(2))
    expect(await readHistory(store.read, store.tenant, row.no, 1, 2)).toEqual([])
    expect(await dataAtRev(store.read, store.tenant, row, 4)).toBeUndefined()
    expect(await dataAtRev(store.read, store.tenant, row, 0)).toBeUndefined()
  })

  it('leaves nothing behind when a part of the write is refused', async () => {
    const store = await open()
    await insert(store, newRow('A'), unique('x'))
    const heavy: Projection = { ...unique('x'), slots: { s0: 'a' }, tags: [{ field: 'f1', value: 't' }], words: ['w'] }
    const together = store.inTransaction(async (tx) => {
      await insertRecord(tx, store, newRow('B'), { ...heavy, uniques: [] })
      await insertRecord(tx, store, newRow('C'), heavy)
    })
    await expect(together).rejects.toBeInstanceOf(UniqueTaken)
    for (const table of ['record_tag', 'outbox']) {
      expect(await store.read.all(`SELECT tenant FROM ${table} WHERE tenant = ?`, [store.tenant])).toEqual([])
    }
    expect(await totalOf(store.read, store.tenant, 3, true)).toBe(1)
  })

  it('sets changed slots, keeps the others, and writes all of them on the way through the trash', async () => {
    const store = await open()
    const at = (s0: string | null, n0: number | null): Projection => ({ ...none, slots: { s0, n0 } })
    const row = await insert(store, newRow('A'), at('a', 1))
    const after = await store.inTransaction((tx) => updateRecord(tx, store, row, changeTo({}), at('a', 1), at(null, 1)))
    expect([await slotOfRow(store, row.no, 's0'), await slotOfRow(store, row.no, 'n0')]).toEqual([null, 1])
    const trashed = await store.inTransaction((tx) => trashRecord(tx, store, after, act, at('b', 2)))
    expect([await slotOfRow(store, row.no, 's0'), await slotOfRow(store, row.no, 'n0')]).toEqual(['b', 2])
    expect(trashed.rev).toBe(3)
  })
})

async function slotOfRow(store: TenantStore, no: number, slot: string) {
  const row = await store.read.get<Record<string, unknown>>(`SELECT ${slot} FROM record WHERE tenant = ? AND no = ?`, [
    store.tenant,
    no,
  ])
  return row?.[slot]
}

function withoutNull(data: Record<string, unknown>): StoredData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null)) as StoredData
}
