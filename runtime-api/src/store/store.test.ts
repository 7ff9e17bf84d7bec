import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { describeOnBoth, postgres } from '../../test/describe-on-both.ts'
import { openControlStore } from './control-store.ts'
import { openSqlite } from './sqlite.ts'
import type { Db, TenantStore } from './store.ts'
import { StoreUnavailable } from './store-errors.ts'
import { openTenantStores } from './tenant-store.ts'

const put = (tx: Db, tenant: number, key: string) =>
  tx.run(`INSERT INTO record_unique (tenant, blueprint, rule, key, no) VALUES (?, 1, 'u1', ?, 1)`, [tenant, key])
const keys = async (store: TenantStore) =>
  (
    await store.read.all<{ key: string }>('SELECT key FROM record_unique WHERE tenant = ? ORDER BY key', [store.tenant])
  ).map(({ key }) => key)

describeOnBoth('a store', (open, config) => {
  it('keeps what a transaction wrote and answers with its value', async () => {
    const store = await open()
    expect(await store.inTransaction(async (tx) => (await put(tx, store.tenant, 'k')).changes)).toBe(1)
    expect(await keys(store)).toEqual(['k'])
  })

  it('runs one text for each of many, and says how many rows each changed', async () => {
    const store = await open()
    await store.inTransaction(async (tx) => {
      for (const key of ['a', 'b']) await put(tx, store.tenant, key)
    })
    const text = 'DELETE FROM record_unique WHERE tenant = ? AND key = ?'
    const each = ['b', 'c', 'b', 'a'].map((key) => [store.tenant, key])
    expect(await store.inTransaction((tx) => tx.runEach(text, each))).toEqual([1, 0, 0, 1])
    expect(await store.inTransaction((tx) => tx.runEach(text, []))).toEqual([])
    expect(await keys(store)).toEqual([])
  })

  it('keeps nothing of a transaction that throws, and everything of its neighbours', async () => {
    const store = await open()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        store.inTransaction(async (tx) => {
          await put(tx, store.tenant, `k${String(i).padStart(2, '0')}`)
          if (i % 3 === 0) throw new Error(`no ${i}`)
          return i
        }),
      ),
    )
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual(
      Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? `no ${i}` : i)),
    )
    expect(await keys(store)).toEqual(
      Array.from({ length: 20 }, (_, i) => `k${String(i).padStart(2, '0')}`).filter((_, i) => i % 3 !== 0),
    )
  })

  it('lets a statement fail and the transaction go on', async () => {
    const store = await open()
    const failed = store.inTransaction(async (tx) => {
      await put(tx, store.tenant, 'once')
      await put(tx, store.tenant, 'once')
    })
    await expect(failed).rejects.toThrow(/UNIQUE|duplicate key/)
    await store.inTransaction((tx) => put(tx, store.tenant, 'after'))
    expect(await keys(store)).toEqual(['after'])
  })

  it('loses no update when many count at once', async () => {
    const store = await open()
    await store.inTransaction((tx) => put(tx, store.tenant, 'n'))
    await Promise.all(
      Array.from({ length: 60 }, () =>
        store.inTransaction((tx) => tx.run('UPDATE record_unique SET no = no + 1 WHERE tenant = ?', [store.tenant])),
      ),
    )
    expect(await store.read.get('SELECT no FROM record_unique WHERE tenant = ?', [store.tenant])).toEqual({
      no: 61,
    })
  })

  it('gives whole numbers as numbers, JSON as text or value, and takes every kind of binding', async () => {
    const store = await open()
    await store.inTransaction((tx) =>
      tx.run(`INSERT INTO outbox (tenant, kind, payload, due_at, created_at, attempts) VALUES (?, ?, ?, ?, ?, ?)`, [
        store.tenant,
        'x',
        '{"b":1,"a":2}',
        4_102_444_800_000,
        5n,
        0,
      ]),
    )
    const row = await store.read.get<{ due_at: number; created_at: number; payload: unknown }>(
      'SELECT due_at, created_at, payload FROM outbox WHERE tenant = ? AND kind = ?',
      [store.tenant, 'x'],
    )
    expect(row).toMatchObject({ due_at: 4_102_444_800_000, created_at: 5 })
    expect(typeof row?.payload === 'string' ? JSON.parse(row.payload) : row?.payload).toEqual({ b: 1, a: 2 })
  })

  it('erases a tenant and nobody else', async () => {
    const stores = openTenantStores(config)
    const [gone, stays] = [await stores.open(9001), await stores.open(9002)]
    for (const store of [gone, stays]) await store.inTransaction((tx) => put(tx, store.tenant, 'k'))
    await stores.erase(9001)
    expect(await keys(await stores.open(9001))).toEqual([])
    expect(await keys(stays)).toEqual(['k'])
    await stores.close()
  })

  it('opens the control database beside the tenants', async () => {
    const control = await openControlStore(config)
    expect(await control.read.all('SELECT no FROM tenant')).toEqual([])
    await control.close()
  })
})

describe('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'molde-sqlite-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('shares one commit among transactions that wait together', async () => {
    const stores = openTenantStores({ dataFolder: join(folder, 'shared') })
    const store = await stores.open(1)
    const frames = () => readFileSync(join(folder, 'shared/tenants/1.db-wal')).length
    const sizeOf = async (work: () => Promise<unknown>) => {
      const before = frames()
      await work()
      return frames() - before
    }
    const many = (from: number) =>
      Array.from({ length: 50 }, (_, i) => () => store.inTransaction((tx) => put(tx, 1, `${from}-${i}`)))
    const alone = await sizeOf(async () => {
      for (const one of many(1)) await one()
    })
    const together = await sizeOf(() => Promise.all(many(2).map((one) => one())))
    expect(together * 5).toBeLessThan(alone)
    await stores.close()
  })

  it('refuses a statement of a transaction that has ended, and ends one that waits for something else', async () => {
    const stores = openTenantStores({ dataFolder: join(folder, 'ended') })
    const store = await stores.open(1)
    const kept = await store.inTransaction(async (tx) => tx)
    await expect(kept.run('DELETE FROM record_unique')).rejects.toThrow('has ended')
    const stuck = store.inTransaction(async (tx) => {
      await put(tx, 1, 'half')
      await store.inTransaction((inner) => put(inner, 1, 'inner'))
    })
    const inner = expect(stuck).rejects.toThrow('waited for something')
    const behind = store.inTransaction((tx) => put(tx, 1, 'behind'))
    await inner
    await behind
    expect(await keys(store)).toEqual(['behind', 'inner'])
    await stores.close()
  })

  it('answers "not available" when another process holds the file, and goes on afterwards', async () => {
    const stores = openTenantStores({ dataFolder: join(folder, 'held') })
    const store = await stores.open(1)
    const other = new Database(join(folder, 'held/tenants/1.db'))
    other.exec('BEGIN IMMEDIATE')
    await expect(store.inTransaction((tx) => put(tx, 1, 'k'))).rejects.toBeInstanceOf(StoreUnavailable)
    other.exec('COMMIT')
    other.close()
    await store.inTransaction((tx) => put(tx, 1, 'k'))
    expect(await keys(store)).toEqual(['k'])
    await stores.close()
  })

  it('rests the longest unused of many open files and opens them again by itself', async () => {
    const stores = openTenantStores({ dataFolder: join(folder, 'many') })
    const first = await stores.open(1)
    await first.inTransaction((tx) => put(tx, 1, 'k'))
    for (let tenant = 2; tenant <= 110; tenant++) await stores.open(tenant)
    const openFiles = () => readFdsOf(join(folder, 'many')).length
    expect(openFiles()).toBeLessThanOrEqual(100 * 4)
    expect(await keys(first)).toEqual(['k'])
    await first.inTransaction((tx) => put(tx, 1, 'l'))
    await stores.close()
    expect(openFiles()).toBe(0)
  })

  it('runs with a full fsync at every commit and refuses a file that is none', async () => {
    writeFileSync(join(folder, 'none.db'), 'x'.repeat(5000))
    await expect(openSqlite(join(folder, 'none.db'), [])).rejects.toThrow('not a database')
    const stores = openTenantStores({ dataFolder: join(folder, 'full') })
    const store = await stores.open(1)
    const pragmas = await store.inTransaction(async (tx) => [
      await tx.get('PRAGMA synchronous'),
      await tx.get('PRAGMA journal_mode'),
    ])
    expect(pragmas).toEqual([{ synchronous: 2 }, { journal_mode: 'wal' }])
    await expect(store.read.run('DELETE FROM record_unique')).rejects.toThrow(/readonly/i)
    await stores.close()
  })
})

describe.skipIf(postgres.url === undefined)('PostgreSQL', () => {
  const databaseUrl = postgres.url ?? ''

  it('holds every tenant’s table behind a policy, for its owner too', async () => {
    const client = new pg.Client(databaseUrl)
    await client.connect()
    const { rows } = await client.query(`SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      WHERE c.relnamespace = 'public'::regnamespace`)
    await client.end()
    expect(rows.length).toBeGreaterThan(15)
    expect(rows.filter((row) => !row.relrowsecurity)).toEqual([])
    // Read through `search_record`, which says the tenant itself.
    expect(rows.filter((row) => !row.relforcerowsecurity).map((row) => row.relname)).toEqual(['record_search'])
  })

  it('shows and takes no row of another tenant, whatever the statement says', async () => {
    const stores = openTenantStores({ dataFolder: '', databaseUrl })
    const [one, two] = [await stores.open(7001), await stores.open(7002)]
    await one.inTransaction((tx) => put(tx, 7001, 'mine'))
    expect(await two.read.all('SELECT * FROM record_unique')).toEqual([])
    expect(await two.read.all('SELECT * FROM record_unique WHERE tenant = ?', [7001])).toEqual([])
    await expect(two.inTransaction((tx) => put(tx, 7001, 'theirs'))).rejects.toThrow('row-level security')
    expect((await two.inTransaction((tx) => tx.run('DELETE FROM record_unique'))).changes).toBe(0)
    expect(await two.read.get('SELECT current_user AS name')).toEqual({ name: 'molde_app' })
    await stores.close()
  })

  it('reaches no partition and no control table past the policy', async () => {
    const stores = openTenantStores({ dataFolder: '', databaseUrl })
    const store = await stores.open(7003)
    await expect(store.read.all('SELECT * FROM record_p0')).rejects.toThrow('permission denied')
    await expect(store.read.all('SELECT * FROM control.tenant')).rejects.toThrow('permission denied')
    await stores.close()
  })

  it('fails without a tenant', async () => {
    const client = new pg.Client(databaseUrl)
    await client.connect()
    await client.query('SET ROLE molde_app')
    await expect(client.query('SELECT * FROM record_unique')).rejects.toThrow('molde.tenant')
    await client.end()
  })

  it('survives connections that the server ends, idle or at work', async () => {
    const stores = openTenantStores({ dataFolder: '', databaseUrl })
    const store = await stores.open(7004)
    await Promise.all(Array.from({ length: 5 }, () => store.read.all('SELECT pg_sleep(0.02)')))
    const admin = new pg.Client(databaseUrl)
    await admin.connect()
    const end = () =>
      admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
    await end()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await store.read.all('SELECT 1 AS one')).toEqual([{ one: 1 }])
    const atWork = store.inTransaction((tx) => tx.all('SELECT pg_sleep(5)'))
    const answered = expect(atWork).rejects.toBeInstanceOf(StoreUnavailable)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await end()
    await answered
    expect(await keys(store)).toEqual([])
    await admin.end()
    await stores.close()
  })

  it('answers "not available" when there is no server', async () => {
    const stores = openTenantStores({ dataFolder: '', databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })
    await expect(stores.open(1)).rejects.toBeInstanceOf(StoreUnavailable)
    await stores.close()
  })

  it('runs the victim of a deadlock again', async () => {
    const stores = openTenantStores({ dataFolder: '', databaseUrl })
    const store = await stores.open(7005)
    for (const key of ['a', 'b']) await store.inTransaction((tx) => put(tx, 7005, key))
    const bump = (tx: Db, key: string) =>
      tx.run('UPDATE record_unique SET no = no + 1 WHERE tenant = ? AND key = ?', [7005, key])
    const cross = (first: string, second: string) =>
      store.inTransaction(async (tx) => {
        await bump(tx, first)
        await tx.all('SELECT pg_sleep(0.2)')
        await bump(tx, second)
      })
    await Promise.all([cross('a', 'b'), cross('b', 'a')])
    expect(await store.read.all('SELECT no FROM record_unique WHERE tenant = ?', [7005])).toEqual([
      { no: 3 },
      { no: 3 },
    ])
    await stores.close()
  })
})

function readFdsOf(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`)
      return target.startsWith(folder) ? [target] : []
    } catch {
      return []
    }
  })
}
