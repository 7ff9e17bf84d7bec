// A blueprint's records: lists page by page, one record, and everything that can be done to it.
import type { Json } from '@molde/engine'
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import type { WireField } from './blueprints-api.ts'
import { keys } from './query-client.ts'

export type WireData = { readonly [key: string]: Json }

export interface WireRecord {
  readonly id: string
  readonly blueprint: string
  readonly version: number
  readonly storedVersion?: number
  readonly rev: number
  readonly state: string | null
  readonly data: WireData
  readonly createdAt: string
  readonly updatedAt: string
  readonly createdBy: string | null
  readonly deletedAt: string | null
  /** Expanded relations by field key, when asked for. */
  readonly expanded?: { readonly [key: string]: unknown }
  /** Its promised times that have begun, by name, when asked for. */
  readonly clocks?: { readonly [name: string]: ToldClock }
}

/** How a promised time stood when it was told. Lengths are ISO 8601. */
export interface ToldClock {
  readonly status: 'runs' | 'pauses' | 'stopped'
  /** In working time where there is a calendar. Negative: late by so much. */
  readonly remaining: string
  readonly dueAt?: string
  readonly breachedAt?: string
  /** When that was, by the clock of this browser: from then on time has passed. Epoch milliseconds. */
  readonly toldAt: number
}

export interface ListAsk {
  /** An expression in the filter language. */
  readonly filter?: string
  /** `-amount,title` */
  readonly sort?: string
  readonly q?: string
  readonly trash?: boolean
  /** Keys of relation fields whose records come along, and `record.clocks`. */
  readonly expand?: string
}

const pageSize = 100
const listPath = (tenant: string, blueprint: string) => path('tenants', tenant, 'records', blueprint)
const onePath = (tenant: string, blueprint: string, id: string) => path('tenants', tenant, 'records', blueprint, id)

/** What becomes late does so without anybody's doing: a list that is filtered by promised times is read again every minute. */
export const rereadEvery = ({ filter }: ListAsk): number | false => (filter?.includes('record.clocks') ? 60_000 : false)

export const recordsQuery = (tenant: string, blueprint: string, ask: ListAsk) =>
  infiniteQueryOptions({
    queryKey: [...keys.records(tenant, blueprint), 'list', ask],
    queryFn: ({ pageParam, signal, client }) =>
      readPage(client, { tenant, blueprint, ask, cursor: pageParam, signal, count: true }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: rereadEvery(ask),
  })

export interface PageAsk {
  readonly tenant: string
  readonly blueprint: string
  readonly ask: ListAsk
  readonly cursor: string | undefined
  /** How many there are is worked out anew for every page that asks for it. */
  readonly count: boolean
  readonly signal?: AbortSignal
}

export async function readPage(client: QueryClient, asked: PageAsk): Promise<Page<WireRecord>> {
  const { tenant, blueprint, ask, cursor, count, signal } = asked
  const page = await get<Page<WireRecord>>(listPath(tenant, blueprint), {
    query: {
      ...ask,
      trash: ask.trash || undefined,
      limit: pageSize,
      cursor,
      ...(count ? {} : { count: 'none' }),
    },
    ...(signal ? { signal } : {}),
  })
  keepExpanded(client, tenant, page.items)
  return { ...page, items: page.items.map(toldNow) }
}

function toldNow(record: WireRecord): WireRecord {
  if (!record.clocks) return record
  const toldAt = Date.now()
  const clocks = Object.entries(record.clocks).map(([name, clock]) => [name, { ...clock, toldAt }] as const)
  return { ...record, clocks: Object.fromEntries(clocks) }
}

/** What came along is there when a title asks for it: one request for a page, not one per row. */
function keepExpanded(client: QueryClient, tenant: string, records: readonly WireRecord[]): void {
  for (const related of records.flatMap((record) => Object.values(record.expanded ?? {})).flat()) {
    if (isRecord(related)) client.setQueryData(keys.record(tenant, related.blueprint, related.id), related)
  }
}

function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && 'blueprint' in value && 'id' in value && 'rev' in value
}

export const useRecords = (tenant: string, blueprint: string, ask: ListAsk) =>
  useInfiniteQuery(recordsQuery(tenant, blueprint, ask))

/** A handful of records that match what was typed: for pickers. */
export function useRecordSearch(tenant: string, blueprint: string, q: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'search', q],
    queryFn: ({ signal }) => get<Page<WireRecord>>(listPath(tenant, blueprint), { query: { q, limit: 20 }, signal }),
    enabled,
    placeholderData: (before) => before,
  })
}

/** The newest few that pass a filter, and how many there are. */
interface FewRecords {
  readonly filter: string
  readonly sort?: string
  readonly limit: number
}

export const fewRecordsQuery = (tenant: string, blueprint: string, ask: FewRecords) =>
  queryOptions({
    queryKey: [...keys.records(tenant, blueprint), 'few', ask],
    queryFn: ({ signal }) => get<Page<WireRecord>>(listPath(tenant, blueprint), { query: { ...ask }, signal }),
  })

export const useFewRecords = (tenant: string, blueprint: string, ask: FewRecords) =>
  useQuery(fewRecordsQuery(tenant, blueprint, ask))

/** Records of every kind that have the words; nothing is asked before two letters are typed. */
export function useSearchEverywhere(tenant: string, q: string) {
  return useQuery({
    queryKey: ['tenant', tenant, 'search', q],
    queryFn: ({ signal }) =>
      get<Pick<Page<WireRecord>, 'items'>>(path('tenants', tenant, 'search'), { query: { q, limit: 12 }, signal }),
    enabled: q.trim().length >= 2,
    placeholderData: (before) => before,
  })
}

export const recordQuery = (tenant: string, blueprint: string, id: string) =>
  queryOptions({
    queryKey: keys.record(tenant, blueprint, id),
    queryFn: () => get<WireRecord>(onePath(tenant, blueprint, id), { query: { trash: true } }),
  })

/** Also when it lies in the trash: `deletedAt` says so. A 404 means that there is nothing for this reader. */
export const useRecord = (tenant: string, blueprint: string, id: string) => useQuery(recordQuery(tenant, blueprint, id))

export function useCreateRecord(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    /** `form`: the id of the one that was filled in. */
    mutationFn: ({
      data,
      idempotencyKey,
      form,
    }: {
      data: WireData
      idempotencyKey: string
      form?: string | undefined
    }) => post<WireRecord>(listPath(tenant, blueprint), { data }, { idempotencyKey, query: { form } }),
    onSuccess: (record) => {
      client.setQueryData(keys.record(tenant, blueprint, record.id), record)
      return client.invalidateQueries({ queryKey: [...keys.records(tenant, blueprint), 'list'] })
    },
  })
}

export function useSaveRecord(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: { data: WireData; on: { id: string; rev: number; version: number } }) =>
      patch<WireRecord>(
        onePath(tenant, blueprint, change.on.id),
        { data: change.data },
        // In the words it was typed in, also when there are newer ones by now.
        { ifMatch: change.on, query: { as: change.on.version } },
      ),
    onSuccess: async (record) => {
      client.setQueryData(keys.record(tenant, blueprint, record.id), record)
      await client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) })
    },
  })
}

/** Puts it in the trash, from where `useRestoreRecord` brings it back. */
export function useDeleteRecord(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (record: { id: string }) => remove(onePath(tenant, blueprint, record.id)),
    onSuccess: () => forgetLists(client, tenant, blueprint),
  })
}

/** Out of the trash, for good: nothing brings it back. */
export function usePurgeRecord(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: { id: string }) =>
      post<void>(`${onePath(tenant, blueprint, id)}/purge`, { confirm: id }, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => forgetLists(client, tenant, blueprint),
  })
}

/** With a rev: back to how it was then. Without: out of the trash. */
export function useRestoreRecord(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (restore: { id: string; rev?: number }) =>
      post<WireRecord>(
        `${onePath(tenant, blueprint, restore.id)}/restore`,
        restore.rev === undefined ? {} : { rev: restore.rev },
        {
          idempotencyKey: newIdempotencyKey(),
        },
      ),
    onSuccess: () => forgetLists(client, tenant, blueprint),
  })
}

function forgetLists(client: ReturnType<typeof useQueryClient>, tenant: string, blueprint: string) {
  return Promise.all([
    client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) }),
    client.invalidateQueries({ queryKey: keys.trash(tenant) }),
  ])
}

export interface HistoryEntry {
  readonly rev: number
  readonly at: string
  /** The user's or key's id. */
  readonly by: string | null
  readonly kind: 'created' | 'updated' | 'transition' | 'undone' | 'deleted' | 'restored' | 'moved' | 'passed'
  /** Key of the event that was sent, of a transition, and null of one that was taken by itself; or of the one that was taken back. */
  readonly event: string | null
  /** Name of the flow that it moved in. */
  readonly flow?: string | null
  readonly note: string | null
  /** Names of the kinds between which it moved. */
  readonly from?: string | null
  readonly into?: string | null
  /** At which version it rested before, and at which after; only where it did not stay at one. */
  readonly versions?: { readonly from: number; readonly to: number }
  readonly changes: readonly HistoryChange[]
}

interface HistoryChange {
  readonly field: string
  readonly from: Json
  readonly to: Json
  /** What the newest version cannot show, in the words of its own. */
  readonly fromAsItWas?: AsItWas
  readonly toAsItWas?: AsItWas
}

export interface AsItWas {
  readonly version: number
  readonly field: WireField
  readonly value: Json
}

export function useHistory(tenant: string, blueprint: string, id: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keys.history(tenant, blueprint, id),
    queryFn: ({ pageParam }) =>
      get<Page<HistoryEntry>>(`${onePath(tenant, blueprint, id)}/history`, { query: { limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    enabled,
  })
}

export type TrashEntry =
  | ({ readonly kind: 'record'; readonly deletedBy: string | null } & WireRecord)
  /** A blueprint, and with it all its records. */
  | {
      readonly kind: 'blueprint'
      readonly id: string
      readonly blueprint: string
      readonly label?: Label
      readonly records: number
      readonly deletedAt: string | null
      /** Null where nobody wrote it down. */
      readonly deletedBy: string | null
    }

export function useTrash(tenant: string) {
  return useInfiniteQuery({
    queryKey: keys.trash(tenant),
    queryFn: ({ pageParam }) =>
      get<Page<TrashEntry>>(path('tenants', tenant, 'trash'), { query: { limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}
