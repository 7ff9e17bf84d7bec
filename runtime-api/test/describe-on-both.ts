// Runs the same storage tests on SQLite and on PostgreSQL, each on tenants of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, inject } from 'vitest'
import type { TenantStore } from '../src/store/store.ts'
import type { StoreConfig } from '../src/store/store-config.ts'
import { openTenantStores } from '../src/store/tenant-store.ts'

/** Opens a tenant that nobody has used yet, or the one with this number. */
export type OpenTenant = (tenant?: number) => Promise<TenantStore>

const answer = await fetch(`${inject('postgresDoor')}/migrated`).catch(() => undefined)
const said = (await answer?.text()) ?? 'vitest was not started with the project’s configuration'

/** Where the migrated database of the files that one worker runs is; undefined with a reason when there is none. */
export const postgres: { readonly url: string } | { readonly url: undefined; readonly reason: string } = answer?.ok
  ? { url: said }
  : { url: undefined, reason: said }

export function describeOnBoth(name: string, tests: (open: OpenTenant, config: StoreConfig) => void): void {
  const dataFolder = mkdtempSync(join(tmpdir(), 'molde-test-'))
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }))
  describe(`${name} (SQLite)`, () => withStores({ dataFolder }, tests))
  if (postgres.url === undefined)
    describe.skip(`${name} (PostgreSQL: ${postgres.reason})`, () => withStores({ dataFolder }, tests))
  else describe(`${name} (PostgreSQL)`, () => withStores({ dataFolder, databaseUrl: postgres.url }, tests))
}

let lastTenant = 0

function withStores(config: StoreConfig, tests: (open: OpenTenant, config: StoreConfig) => void): void {
  const stores = openTenantStores(config)
  afterAll(() => stores.close())
  tests((tenant = ++lastTenant) => stores.open(tenant), config)
}
