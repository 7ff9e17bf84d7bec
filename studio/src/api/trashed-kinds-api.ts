// A blueprint in the trash, by its public id, and its records: to be read, until it comes back.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get, type Page, path } from './api-client.ts'
import type { Blueprint, BlueprintVersion } from './blueprints-api.ts'
import type { WireRecord } from './records-api.ts'

export interface TrashedBlueprint extends Blueprint {
  readonly id: string
  readonly records: number
  readonly deletedAt: string | null
  /** Null where nobody wrote it down. */
  readonly deletedBy: string | null
  /** It comes back only under another name. */
  readonly nameTaken: boolean
  /** The name of the blueprint in which its records are now. */
  readonly mergedInto: string | null
}

const pathOf = (tenant: string, id: string) => path('tenants', tenant, 'trash', 'blueprints', id)
/** Not below the trash's list: bringing it back must not ask for it once more, and find nothing, while it is still looked at. */
const keyOf = (tenant: string, id: string) => ['tenant', tenant, 'trashed', id] as const

export function useTrashedBlueprint(tenant: string, id: string) {
  return useQuery({
    queryKey: [...keyOf(tenant, id), 'kind'],
    queryFn: () => get<TrashedBlueprint>(pathOf(tenant, id)),
  })
}

/** Undefined: of none yet. */
export function useTrashedVersion(tenant: string, id: string, version: number | undefined) {
  return useQuery({
    queryKey: [...keyOf(tenant, id), 'versions', version],
    queryFn: () => get<BlueprintVersion>(`${pathOf(tenant, id)}/versions/${version}`),
    enabled: version !== undefined,
    // A published version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useTrashedRecords(tenant: string, id: string, version: number | undefined) {
  return useInfiniteQuery({
    queryKey: [...keyOf(tenant, id), 'records', version],
    queryFn: ({ pageParam: cursor, signal }) =>
      get<Page<WireRecord>>(`${pathOf(tenant, id)}/records`, { query: { as: version, limit: 50, cursor }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: version !== undefined,
  })
}

/** In the version at which it rests, unless another is asked for. */
export function useTrashedRecord(tenant: string, id: string, record: string, version: number | undefined) {
  return useQuery({
    queryKey: [...keyOf(tenant, id), 'record', record, version],
    queryFn: () =>
      get<WireRecord>(`${pathOf(tenant, id)}/records/${encodeURIComponent(record)}`, { query: { as: version } }),
  })
}
