// Several lists of records at once, each with pages of its own: what a grouped table shows.
import { InfiniteQueryObserver, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type ListAsk, recordsQuery, type WireRecord } from './records-api.ts'

export interface RecordList {
  readonly records: readonly WireRecord[]
  readonly isPending: boolean
  readonly isLoadingMore: boolean
  readonly hasMore: boolean
  readonly error: unknown
  more(): void
}

/** By the names the asks have; only what is named is asked for and kept up to date. */
export function useRecordLists(
  tenant: string,
  blueprint: string,
  asks: ReadonlyMap<string, ListAsk>,
): ReadonlyMap<string, RecordList> {
  const client = useQueryClient()
  const observers = useRef(new Map<string, Observed>())
  const [, redraw] = useState(0)
  const wanted = useMemo(
    () => new Map([...asks].map(([name, ask]) => [name, { ask, key: JSON.stringify([tenant, blueprint, ask]) }])),
    [asks, tenant, blueprint],
  )
  useEffect(() => {
    const kept = observers.current
    for (const [name, one] of kept) {
      if (wanted.get(name)?.key === one.key) continue
      one.stop()
      kept.delete(name)
    }
    for (const [name, { ask, key }] of wanted) {
      if (kept.has(name)) continue
      const observer = observe(client, tenant, blueprint, ask)
      kept.set(name, { key, observer, stop: observer.subscribe(() => redraw((n) => n + 1)) })
    }
    redraw((n) => n + 1)
  }, [wanted, client, tenant, blueprint])
  useEffect(() => {
    const kept = observers.current
    return () => {
      for (const { stop } of kept.values()) stop()
      kept.clear()
    }
  }, [])
  return new Map([...observers.current].map(([name, { observer }]) => [name, listOf(observer)]))
}

const observe = (client: QueryClient, tenant: string, blueprint: string, ask: ListAsk) =>
  new InfiniteQueryObserver(client, recordsQuery(tenant, blueprint, ask))
type Observer = ReturnType<typeof observe>

interface Observed {
  readonly key: string
  readonly observer: Observer
  readonly stop: () => void
}

function listOf(observer: Observer): RecordList {
  const now = observer.getCurrentResult()
  return {
    records: now.data?.pages.flatMap((page) => page.items) ?? [],
    isPending: now.isPending,
    isLoadingMore: now.isFetchingNextPage,
    hasMore: now.hasNextPage,
    error: now.error,
    more: () => {
      const { hasNextPage, isFetching } = observer.getCurrentResult()
      // What is being read again must not be broken off: the next drawing asks again.
      if (hasNextPage && !isFetching) void observer.fetchNextPage()
    },
  }
}
