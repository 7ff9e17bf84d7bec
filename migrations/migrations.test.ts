import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex, { type Knex } from 'knex'
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest'
import { controlMigrations, type Migration, migrateDown, migrateUp, tenantMigrations } from './index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresDoor: string
  }
}

const folder = mkdtempSync(join(tmpdir(), 'molde-migrations-'))
const answer = await fetch(`${inject('postgresDoor')}/empty`).catch(() => undefined)
const said = (await answer?.text()) ?? 'vitest was not started with the project’s configuration'
const open: Knex[] = []

afterEach(async () => {
  for (const database of open.splice(0)) await database.destroy()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lists: readonly [string, readonly Migration[]][] = [
  ['control', controlMigrations],
  ['tenant', tenantMigrations],
]

describe.each(lists)('%s migrations', (name, list) => {
  it('are numbered without a gap', () => {
    const numbers = list.map((migration) => /^(\d{4})-[a-z-]+$/.exec(migration.name)?.[1])
    expect(numbers).toEqual(list.map((_, i) => String(i + 1).padStart(4, '0')))
  })

  it('go up, down and up again on SQLite', async () => {
    const database = connect({
      client: 'better-sqlite3',
      connection: { filename: join(folder, `${name}.db`) },
      useNullAsDefault: true,
    })
    await upDownUp(
      database,
      list,
      `SELECT type, name, sql FROM sqlite_master
      WHERE name NOT LIKE 'migration%' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
  })

  it.skipIf(!answer?.ok)(`go up, down and up again on PostgreSQL${answer?.ok ? '' : ` (${said})`}`, async () => {
    const database = connect({ client: 'pg', connection: said, searchPath: [name] })
    await database.raw(`CREATE SCHEMA IF NOT EXISTS "${name}"`)
    await upDownUp(
      database,
      list,
      `SELECT c.relname, c.relkind, a.attname, a.attnotnull, pg_get_indexdef(i.indexrelid) AS def FROM pg_class c
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_index i ON i.indexrelid = c.oid
      WHERE c.relnamespace = '"${name}"'::regnamespace AND c.relname NOT LIKE 'migration%' ORDER BY c.relname, a.attnum`,
    )
  })

  it('take away a lock that a killed process left', async () => {
    const database = connect({ client: 'better-sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true })
    await migrateUp(database, list.slice(0, 1), 'migration')
    await database('migration_lock').update({ is_locked: 1 })
    await migrateUp(database, list, 'migration')
    expect(await database('migration').pluck('name')).toEqual(list.map((migration) => migration.name))
  })
})

describe('a blueprint that lay in the trash before who put it there was written down', () => {
  it('lies there still, put there by nobody known, on SQLite', async () => {
    await upgrade(connect({ client: 'better-sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true }))
  })

  it.skipIf(!answer?.ok)(`and on PostgreSQL${answer?.ok ? '' : ` (${said})`}`, async () => {
    const database = connect({ client: 'pg', connection: said, searchPath: ['upgraded'] })
    await database.raw('CREATE SCHEMA "upgraded"')
    await database.raw(`SELECT set_config('molde.tenant', '1', false)`)
    await upgrade(database)
  })

  async function upgrade(database: Knex) {
    const before = tenantMigrations.findIndex(({ name }) => name === '0028-trashed-by')
    await migrateUp(database, tenantMigrations.slice(0, before), 'migration')
    const row = {
      tenant: 1,
      id: 'b1',
      name: 'van',
      status: 'trashed',
      head: 1,
      counters: '{}',
      created_at: 1,
      updated_at: 1,
    }
    await database('blueprint').insert({ ...row, trashed_at: 5 })
    await migrateUp(database, tenantMigrations, 'migration')
    const found = await database('blueprint').where({ tenant: 1, id: 'b1' }).first('status', 'trashed_at', 'trashed_by')
    expect({ ...found, trashed_at: Number(found.trashed_at) }).toEqual({
      status: 'trashed',
      trashed_at: 5,
      trashed_by: null,
    })
  }
})

describe('records whose flow promised times before rows told how these stand', () => {
  it('get their rows by a job, on SQLite', async () => {
    await upgrade(connect({ client: 'better-sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true }))
  })

  it.skipIf(!answer?.ok)(`and on PostgreSQL${answer?.ok ? '' : ` (${said})`}`, async () => {
    const database = connect({ client: 'pg', connection: said, searchPath: ['clocked'] })
    await database.raw('CREATE SCHEMA "clocked"')
    await upgrade(database)
    const walls = await database.raw(
      `SELECT relforcerowsecurity AS walled FROM pg_class
        WHERE relnamespace = '"clocked"'::regnamespace AND relname IN ('flow', 'flow_version', 'blueprint', 'job')`,
    )
    expect(walls.rows).toEqual(Array.from({ length: 4 }, () => ({ walled: true })))
  })

  async function upgrade(database: Knex) {
    const before = tenantMigrations.findIndex(({ name }) => name === '0030-record-clocks')
    await migrateUp(database, tenantMigrations.slice(0, before), 'migration')
    const made = { head: 2, counters: '{}', created_at: 1, updated_at: 1 }
    const clocks = [{ id: 'm1', name: 'answer' }]
    for (const [no, tenant, name, definition] of [
      [1, 1, 'ticket', { clocks }],
      [2, 1, 'order', {}],
      [3, 2, 'visit', { clocks }],
    ] as const) {
      await database('blueprint').insert({ ...made, no, tenant, id: `b${no}`, name })
      await database('flow').insert({ ...made, no, tenant, id: `w${no}`, name, blueprint: no })
      for (const version of [1, 2])
        await database('flow_version').insert({
          ...{ tenant, flow: no, version, blueprint_version: 1, hash: 'h', published_at: 1 },
          definition: JSON.stringify(version === 2 ? definition : { clocks }),
        })
    }
    await migrateUp(database, tenantMigrations, 'migration')
    const jobs = await database('job').orderBy('tenant').select('tenant', 'id', 'kind', 'status', 'payload')
    const payloads = jobs.map(({ payload }) => (typeof payload === 'string' ? JSON.parse(payload) : payload))
    expect(jobs.map(({ tenant, kind, status }) => [tenant, kind, status])).toEqual([
      [1, 'set-timers', 'queued'],
      [2, 'set-timers', 'queued'],
    ])
    expect(payloads).toEqual([
      { kind: 'set-timers', blueprint: 'ticket', blueprintNo: 1 },
      { kind: 'set-timers', blueprint: 'visit', blueprintNo: 3 },
    ])
    expect(jobs.every(({ id }) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true)
  }
})

async function upDownUp(database: Knex, list: readonly Migration[], shape: string) {
  const rows = async () => {
    const read = await database.raw(shape)
    return 'rows' in read ? read.rows : read
  }
  await migrateUp(database, list, 'migration')
  const first = await rows()
  expect(first.length).toBeGreaterThan(list.length)
  await migrateDown(database, list, 'migration')
  expect(await rows()).toEqual([])
  await migrateUp(database, list, 'migration')
  expect(await rows()).toEqual(first)
  await migrateUp(database, list, 'migration')
}

function connect(config: Knex.Config): Knex {
  const database = knex({ ...config, pool: { min: 0, max: 1 } })
  open.push(database)
  return database
}
