// How many records a filter finds, without reading them.
import { useQuery } from '@tanstack/react-query'
import { get, type Page, path } from './api-client.ts'
import { keys } from './query-client.ts'
import type { ListAsk, WireRecord } from './records-api.ts'

/** Undefined until it is known. */
export function useRecordCount(
  tenant: string,
  blueprint: string,
  ask: Pick<ListAsk, 'filter' | 'q'>,
): Page<WireRecord>['count'] {
  const found = useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'count', ask],
    queryFn: ({ signal }) =>
      get<Page<WireRecord>>(path('tenants', tenant, 'records', blueprint), { query: { ...ask, limit: 1 }, signal }),
    placeholderData: (before) => before,
  })
  return found.data?.count
}
