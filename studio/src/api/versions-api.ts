// Records and their definition as an earlier version has them.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ApiError, get, type Page, path } from './api-client.ts'
import type { BlueprintVersion } from './blueprints-api.ts'
import { keys } from './query-client.ts'
import type { WireRecord } from './records-api.ts'

const pageSize = 50

export const readVersion = (tenant: string, blueprint: string, version: number) =>
  get<BlueprintVersion>(path('tenants', tenant, 'blueprints', blueprint, 'versions', version))

export function useBlueprintAt(tenant: string, blueprint: string, version: number) {
  return useQuery({
    queryKey: [...keys.blueprint(tenant, blueprint), 'versions', version],
    queryFn: () => readVersion(tenant, blueprint, version),
    // A published version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A server that cannot list another version's records is asked for them one by one: fewer at a time. */
const fewAtATime = 25

export function useRecordsAt(tenant: string, blueprint: string, version: number) {
  const at = path('tenants', tenant, 'records', blueprint)
  return useInfiniteQuery({
    queryKey: [...keys.records(tenant, blueprint), 'as', version],
    queryFn: async ({ pageParam: cursor, signal }): Promise<Page<WireRecord>> => {
      const query = { cursor, count: 'none' }
      try {
        return await get(at, { query: { ...query, as: version, limit: pageSize }, signal })
      } catch (refused) {
        if (!(refused instanceof ApiError) || refused.status !== 422) throw refused
      }
      const page = await get<Page<WireRecord>>(at, { query: { ...query, limit: fewAtATime }, signal })
      const shown = await Promise.all(page.items.map(({ id }) => recordAt(tenant, blueprint, id, version)))
      return { ...page, items: shown.flatMap((record) => record ?? []) }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

/** Undefined when it cannot be said in the shape of that version. */
function recordAt(tenant: string, blueprint: string, id: string, version: number): Promise<WireRecord | undefined> {
  return readRecordAt(tenant, blueprint, id, version).catch((refused: unknown) => {
    if (refused instanceof ApiError && refused.status < 500 && refused.status > 0) return undefined
    throw refused
  })
}

const readRecordAt = (tenant: string, blueprint: string, id: string, version: number) =>
  get<WireRecord>(path('tenants', tenant, 'records', blueprint, id), { query: { as: version, trash: true } })

export function useRecordAt(tenant: string, blueprint: string, id: string, version: number) {
  return useQuery({
    queryKey: [...keys.record(tenant, blueprint, id), 'as', version],
    queryFn: () => readRecordAt(tenant, blueprint, id, version),
  })
}
