// The records of the days that are shown, all of them up to a limit, and how many have no date at all.
import { useEffect, useMemo } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { useRecords } from '../api/records-api.ts'
import { byTime, type Entry, entryOf, type TimeField } from './calendar-entry.ts'
import { type Range, rangeFilter, undatedFilter } from './range-filter.ts'

/** More could neither be drawn nor read. */
export const mostEntries = 500

export interface EntriesAsk {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly filter: string | undefined
  readonly q: string | undefined
  readonly start: TimeField
  readonly end: TimeField | undefined
  readonly range: Range
  readonly zone: string
}

export function useEntries({ tenant, blueprint, filter, q, start, end, range, zone }: EntriesAsk) {
  const { first, last } = range
  const ask = { filter: rangeFilter(filter, start, end, { first, last }, zone), sort: start.key, ...(q ? { q } : {}) }
  const found = useRecords(tenant, blueprint.name, ask)
  const records = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data])
  const isCut = found.hasNextPage && records.length >= mostEntries
  const wantsMore = found.hasNextPage && !isCut && !found.isFetchingNextPage && !found.isPlaceholderData && !found.error
  const { fetchNextPage } = found
  useEffect(() => {
    if (wantsMore) void fetchNextPage()
  }, [wantsMore, fetchNextPage])
  const entries = useMemo(
    () =>
      records
        .flatMap((record) => entryOf(record, start, end, zone) ?? [])
        // What another page of the calendar holds is kept on the screen until this one has come.
        .filter((entry): entry is Entry => entry.first <= last && entry.last >= first)
        .sort(byTime),
    [records, start, end, zone, first, last],
  )
  return {
    entries,
    isCut,
    isPending: found.isPending,
    isLoading: found.isPlaceholderData || found.isFetchingNextPage || wantsMore,
    error: found.data ? null : found.error,
    refetch: found.refetch,
  }
}

/** Counted, not read: undefined until it is known. */
export function useUndated({ tenant, blueprint, filter, q, start }: Omit<EntriesAsk, 'end' | 'range' | 'zone'>) {
  return useRecordCount(tenant, blueprint.name, { filter: undatedFilter(filter, start), ...(q ? { q } : {}) })
}
