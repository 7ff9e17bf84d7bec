// How many records a filter finds, without reading them.
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, type Page, path } from './api-client.ts'
import { keys } from './query-client.ts'
import type { ListAsk, WireRecord } from './records-api.ts'

type Count = Page<WireRecord>['count']

const countQuery = (tenant: string, blueprint: string, ask: Pick<ListAsk, 'filter' | 'q'>) =>
  queryOptions({
    queryKey: [...keys.records(tenant, blueprint), 'count', ask],
    queryFn: ({ signal }) =>
      get<Page<WireRecord>>(path('tenants', tenant, 'records', blueprint), { query: { ...ask, limit: 1 }, signal }),
  })

/** Undefined until it is known. */
export function useRecordCount(
  tenant: string,
  blueprint: string,
  ask: Pick<ListAsk, 'filter' | 'q'>,
  enabled = true,
): Count | undefined {
  const found = useQuery({ ...countQuery(tenant, blueprint, ask), placeholderData: (before) => before, enabled })
  return found.data?.count
}

/** Beyond what a list counts by itself: up to a million. Undefined until it is known. */
export function useExactCount(
  tenant: string,
  blueprint: string,
  ask: Pick<ListAsk, 'filter' | 'q'>,
  enabled: boolean,
): Count | undefined {
  const found = useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'count', ask, 'exact'],
    queryFn: ({ signal }) =>
      get<Page<WireRecord>>(path('tenants', tenant, 'records', blueprint), {
        query: { ...ask, limit: 1, count: 'exact' },
        signal,
      }),
    enabled,
  })
  return found.data?.count
}

/** Counts once, when it is called, as things are then. */
export function useCountRecords(tenant: string) {
  const client: QueryClient = useQueryClient()
  return async (blueprint: string, filter?: string): Promise<NonNullable<Count>> => {
    const ask = filter === undefined ? {} : { filter }
    const page = await client.fetchQuery({ ...countQuery(tenant, blueprint, ask), staleTime: 0 })
    return page.count ?? { value: page.items.length, capped: page.next !== null }
  }
}
