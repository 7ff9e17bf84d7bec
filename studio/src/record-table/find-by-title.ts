// Which records are called exactly so? For a title that is pasted where a record belongs.
import type { QueryClient } from '@tanstack/react-query'
import { get, type Page, path } from '../api/api-client.ts'
import { blueprintQuery } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { recordTitle } from '../field-value/record-title.ts'
import type { TenantFormats } from '../text/use-formats.tsx'

export async function findByTitle(
  client: QueryClient,
  tenant: string,
  blueprint: string,
  title: string,
  formats: TenantFormats,
): Promise<readonly WireRecord[]> {
  const definition = await client.ensureQueryData(blueprintQuery(tenant, blueprint))
  const query = { q: title.slice(0, 200), limit: 50, count: 'none' }
  const { items } = await get<Page<WireRecord>>(path('tenants', tenant, 'records', blueprint), { query })
  return items.filter(({ data }) => recordTitle(definition, data, formats) === title)
}
