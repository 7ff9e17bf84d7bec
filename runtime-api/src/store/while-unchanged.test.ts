// Is a remembered answer as true as a fresh one?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { controlMigrations } from '@molde/migrations'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSqlite, type SqliteStore } from './sqlite.ts'
import type { Db, Store } from './store.ts'
import { whileUnchanged } from './while-unchanged.ts'

let folder: string
let store: SqliteStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'molde-'))
  store = await openSqlite(join(folder, 'control.db'), controlMigrations)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const count = async (db: Db) => (await db.get<{ n: number }>('SELECT count(*) AS n FROM verification'))?.n
const add = "INSERT INTO verification VALUES ('a', 'a', 'a', '2027', '2026', '2026')"

it('reads once while nothing is committed', async () => {
  const read = vi.fn(count)
  expect(await whileUnchanged(store, 'how many', read)).toBe(0)
  expect(await whileUnchanged(store, 'how many', read)).toBe(0)
  expect(read).toHaveBeenCalledTimes(1)
  expect(await whileUnchanged(store, 'others', async () => 'other')).toBe('other')
})

it('remembers nothing of what is not there', async () => {
  const read = vi.fn(async () => undefined)
  await whileUnchanged(store, 'nobody', read)
  await whileUnchanged(store, 'nobody', read)
  expect(read).toHaveBeenCalledTimes(2)
})

it('reads again after a commit of ours, and of somebody else', async () => {
  expect(await whileUnchanged(store, 'how many', count)).toBe(0)
  await store.inTransaction((tx) => tx.run(add))
  expect(await whileUnchanged(store, 'how many', count)).toBe(1)
  const other = new Database(join(folder, 'control.db'))
  other.exec('DELETE FROM verification')
  other.close()
  expect(await whileUnchanged(store, 'how many', count)).toBe(0)
})

it('reads again after the file was closed and opened', async () => {
  expect(await whileUnchanged(store, 'how many', count)).toBe(0)
  expect(store.rest()).toBe(true)
  const other = new Database(join(folder, 'control.db'))
  other.exec(add)
  other.close()
  expect(await whileUnchanged(store, 'how many', count)).toBe(1)
})

it('reads each time where commits are not told', async () => {
  const { commits: _, ...silent } = store
  const read = vi.fn(count)
  await whileUnchanged(silent as Store, 'how many', read)
  await whileUnchanged(silent as Store, 'how many', read)
  expect(read).toHaveBeenCalledTimes(2)
})
