// What is true of PostgreSQL only: a pool of connections, each under the program's role and held in one tenant.
import { type Migration, migrateUp } from '@molde/migrations'
import type pg from 'pg'
import { namedText } from './statement-text.ts'
import type { Binding, Db, Store } from './store.ts'
import { driverCode, StoreUnavailable } from './store-errors.ts'

/** Who a statement runs as: inside one tenant, or over the control tables. */
type Standing = { readonly tenant: number } | 'control'

export interface PostgresPool {
  storeOf(standing: Standing): Store
  close(): Promise<void>
}

interface Migrating {
  readonly list: readonly Migration[]
  readonly table: string
  readonly schema: 'public' | 'control'
}

/** Any number; the same for every process of this program. */
const migrationLock = 6_653_307

const bigintType = 20

function typesOf({ types }: typeof pg) {
  return {
    getTypeParser(oid: number, format?: 'text' | 'binary') {
      if (oid === bigintType) return Number
      return types.getTypeParser(oid, format as 'text')
    },
  }
}

export async function openPostgres(url: string, migrating: Migrating): Promise<PostgresPool> {
  // Loaded only by those who use it.
  const { default: driver } = await import('pg')
  await migrate(driver, url, migrating)
  const pool = new driver.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 15_000,
    options: `-c search_path=${migrating.schema}`,
    types: typesOf(driver) as pg.CustomTypesConfig,
  })
  // A server that restarts ends idle connections; without a listener that would end this process too.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const role = await hasAppRole(pool)
  const checkout = checkoutFrom(pool, migrating.schema === 'public' && role)
  return {
    storeOf: (standing) => ({
      dialect: 'postgres',
      read: readDb(checkout, standing),
      inTransaction: (work) => inTransaction(checkout, standing, work),
      close: async () => undefined,
    }),
    close: () => pool.end(),
  }
}

async function migrate(driver: typeof pg, url: string, { list, table, schema }: Migrating): Promise<void> {
  const lock = new driver.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  lock.on('error', () => undefined)
  const { default: knex } = await import('knex')
  const migrator = knex({ client: 'pg', connection: url, searchPath: [schema], pool: { min: 0, max: 2 } })
  try {
    await lock.connect()
    // Two processes that start at once must not both migrate; the lock goes away with the connection, also after a kill.
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await lock.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)
    await migrateUp(migrator, list, table)
  } catch (reason) {
    throw explain(reason)
  } finally {
    await migrator.destroy()
    await lock.end().catch(() => undefined)
  }
}

async function hasAppRole(pool: pg.Pool): Promise<boolean> {
  const found = await pool.query(
    `SELECT pg_has_role(current_user, oid, 'MEMBER') AS yes FROM pg_roles WHERE rolname = 'molde_app'`,
  )
  return found.rows[0]?.yes === true
}

type Checkout = <T>(standing: Standing, use: (client: pg.PoolClient) => Promise<T>) => Promise<T>

/** Lends a connection that stands where the statement must run; what it stood for last is remembered with it. */
function checkoutFrom(pool: pg.Pool, role: boolean): Checkout {
  const stands = new WeakMap<pg.PoolClient, number>()

  return async (standing, use) => {
    const client = await pool.connect().catch((reason) => {
      throw explain(reason)
    })
    try {
      if (standing !== 'control') await standIn(client, standing.tenant)
      const answer = await use(client)
      client.release()
      return answer
    } catch (reason) {
      const said = explain(reason)
      client.release(said instanceof StoreUnavailable)
      throw said
    }
  }

  async function standIn(client: pg.PoolClient, tenant: number): Promise<void> {
    const last = stands.get(client)
    if (last === tenant) return
    if (last === undefined && role) await client.query('SET ROLE molde_app')
    await client.query(settingText, [String(tenant)])
    stands.set(client, tenant)
  }
}

const settingText = `SELECT set_config('molde.tenant', $1, false)`

function readDb(checkout: Checkout, standing: Standing): Db {
  return {
    dialect: 'postgres',
    all: (sql, bindings) => checkout(standing, (client) => dbOn(client).all(sql, bindings)),
    get: (sql, bindings) => checkout(standing, (client) => dbOn(client).get(sql, bindings)),
    run: (sql, bindings) => checkout(standing, (client) => dbOn(client).run(sql, bindings)),
    runEach: (sql, rows) => checkout(standing, (client) => dbOn(client).runEach(sql, rows)),
  }
}

/**
 * Correctness comes from unique indexes and compare-and-set, not from an isolation level (READ COMMITTED).
 * A transaction chosen as the victim of a deadlock is run again.
 */
async function inTransaction<T>(checkout: Checkout, standing: Standing, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await checkout(standing, (client) => runOnce(client, work))
    } catch (reason) {
      if (attempt === 4 || !isVictim(reason)) throw reason
    }
  }
}

async function runOnce<T>(client: pg.PoolClient, work: (tx: Db) => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const value = await work(dbOn(client))
    await client.query('COMMIT')
    return value
  } catch (reason) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw reason
  }
}

function dbOn(client: pg.PoolClient): Db {
  const query = (sql: string, bindings: readonly Binding[] = []) => {
    const { name, text } = namedText(sql)
    const values = bindings.map(bound)
    return client.query(name === undefined ? { text, values } : { name, text, values })
  }
  return {
    dialect: 'postgres',
    all: async <Row>(sql: string, bindings?: readonly Binding[]) => (await query(sql, bindings)).rows as Row[],
    get: async <Row>(sql: string, bindings?: readonly Binding[]) =>
      (await query(sql, bindings)).rows[0] as Row | undefined,
    run: async (sql, bindings) => ({ changes: (await query(sql, bindings)).rowCount ?? 0 }),
    runEach: async (sql, rows) => {
      const changes: number[] = []
      for (const bindings of rows) changes.push((await query(sql, bindings)).rowCount ?? 0)
      return changes
    },
  }
}

function bound(value: Binding): unknown {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Uint8Array ? Buffer.from(value) : value
}

const victims = new Set(['40001', '40P01'])

function isVictim(reason: unknown): boolean {
  return victims.has(driverCode(reason) ?? '')
}

const unavailableCodes = /^(08...|57P0.|53...|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
const unavailableWords =
  /connection terminated|connection error|connection ended|timeout exceeded when trying to connect|pool after calling end/i

function explain(reason: unknown): unknown {
  if (reason instanceof StoreUnavailable) return reason
  const code = driverCode(reason)
  if (code !== undefined && unavailableCodes.test(code)) return new StoreUnavailable(code, reason)
  if (reason instanceof Error && unavailableWords.test(reason.message))
    return new StoreUnavailable('ECONNRESET', reason)
  return reason
}
