// Opens tenants: each its own file, or all of PostgreSQL seen as one tenant.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { tenantMigrations } from '@molde/migrations'
import { openPostgres, type PostgresPool } from './postgres.ts'
import { openSqlite, type SqliteStore } from './sqlite.ts'
import type { TenantStore, TenantStores } from './store.ts'
import type { StoreConfig } from './store-config.ts'

/** Files kept open; of further ones the longest unused rests. A resting file opens again by itself. */
const mostOpen = 100

/** Nothing is opened before the first tenant is asked for. */
export function openTenantStores({ dataFolder, databaseUrl }: StoreConfig): TenantStores {
  const stores = databaseUrl === undefined ? filePerTenant(join(dataFolder, 'tenants')) : oneDatabase(databaseUrl)
  return {
    ...stores,
    async erase(tenant) {
      await stores.erase(tenant)
      // Uploaded files lie beside the database, on either one.
      rmSync(join(dataFolder, 'files', String(tenant)), { recursive: true, force: true })
    },
  }
}

function filePerTenant(folder: string): TenantStores {
  type Opened = SqliteStore & TenantStore
  const stores = new Map<number, Promise<Opened>>()
  return {
    async open(tenant) {
      const known = stores.get(tenant)
      if (known) stores.delete(tenant)
      const store = known ?? openFile(tenant)
      stores.set(tenant, store)
      if (!known) void restOldest()
      return store
    },
    async erase(tenant) {
      await stores.get(tenant)?.then((store) => store.close())
      stores.delete(tenant)
      for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `${tenant}.db${end}`), { force: true })
    },
    async close() {
      for (const store of stores.values()) await store.then((opened) => opened.close()).catch(() => undefined)
      stores.clear()
    },
  }

  async function openFile(tenant: number): Promise<Opened> {
    try {
      const store = await openSqlite(join(folder, `${tenant}.db`), tenantMigrations)
      return { ...store, tenant }
    } catch (reason) {
      stores.delete(tenant)
      throw reason
    }
  }

  /** The map is in order of use: the first ones are the longest unused. */
  async function restOldest(): Promise<void> {
    const oldest = [...stores.values()].slice(0, Math.max(0, stores.size - mostOpen))
    for (const store of oldest) await store.then((opened) => opened.rest()).catch(() => undefined)
  }
}

/** Every table with a column `tenant`; a partition is reached through its table. */
const tablesText = `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname`

function oneDatabase(url: string): TenantStores {
  let pool: Promise<PostgresPool> | undefined
  const openPool = () =>
    openPostgres(url, { list: tenantMigrations, table: 'tenant_migration', schema: 'public' }).catch((reason) => {
      pool = undefined
      throw reason
    })
  return {
    async open(tenant) {
      const opened = await (pool ??= openPool())
      return { ...opened.storeOf({ tenant }), tenant }
    },
    async erase(tenant) {
      const { inTransaction } = (await (pool ??= openPool())).storeOf({ tenant })
      await inTransaction(async (tx) => {
        for (const { name } of await tx.all<{ name: string }>(tablesText))
          await tx.run(`DELETE FROM "${name}" WHERE tenant = ?`, [tenant])
      })
    },
    async close() {
      await pool?.then((opened) => opened.close())
    },
  }
}
