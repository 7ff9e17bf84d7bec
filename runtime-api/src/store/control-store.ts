// Opens the control database: users, sign-in, tenants.
import { join } from 'node:path'
import { controlMigrations } from '@molde/migrations'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'
import type { StoreConfig } from './store-config.ts'

export async function openControlStore({ dataFolder, databaseUrl }: StoreConfig): Promise<Store> {
  if (databaseUrl === undefined) return openSqlite(join(dataFolder, 'control.db'), controlMigrations)
  const pool = await openPostgres(databaseUrl, {
    list: controlMigrations,
    table: 'control_migration',
    schema: 'control',
  })
  return { ...pool.storeOf('control'), close: pool.close }
}
