// A list of any length, of which only the pages around what is seen are kept: memory stays flat however far one scrolls.
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  replaceEqualDeep,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Page } from './api-client.ts'
import { keys } from './query-client.ts'
import { type ListAsk, readPage, rereadEvery, type WireRecord } from './records-api.ts'

/** Pages of a hundred that are kept at once. */
const mostPages = 10
/** Rows before an end of what is kept at which the next page is asked for. */
const ahead = 60
/** Milliseconds after which it is said that more is being read. */
const slow = 300
/** Milliseconds that the scroll bar must rest before the list jumps to where it stands. */
const rest = 80

/**
 * Where a page begins. Cursors lead forwards only, so every place knows the one before it. A class: places are passed on as
 * they are, never compared member by member.
 */
export class PagePlace {
  constructor(
    /** Rows before it. */
    readonly offset: number,
    readonly cursor: string | undefined,
    readonly before: PagePlace | undefined,
  ) {}
}

export const firstPlace = new PagePlace(0, undefined, undefined)

export type Pages = InfiniteData<Page<WireRecord>, PagePlace>

export const windowQuery = (tenant: string, blueprint: string, ask: ListAsk) =>
  infiniteQueryOptions<Page<WireRecord>, Error, Pages, readonly unknown[], PagePlace>({
    queryKey: [...keys.records(tenant, blueprint), 'list', ask, 'window'],
    queryFn: ({ pageParam, signal, client }) =>
      readPage(client, { tenant, blueprint, ask, cursor: pageParam.cursor, signal, count: pageParam.offset === 0 }),
    initialPageParam: firstPlace,
    getNextPageParam: (last, _, place) => nextPlace(last, place),
    getPreviousPageParam: (_, __, place) => place.before,
    maxPages: mostPages,
    placeholderData: (before) => before,
    refetchInterval: rereadEvery(ask),
    // Pages that moved up by one are other pages: comparing them record by record would only take time.
    structuralSharing: (old, next) =>
      (old as Pages | undefined)?.pageParams[0] === (next as Pages).pageParams[0] ? replaceEqualDeep(old, next) : next,
  })

export function nextPlace(page: Page<WireRecord>, place: PagePlace): PagePlace | undefined {
  return page.next ? new PagePlace(place.offset + page.items.length, page.next, place) : undefined
}

/** The last place that begins at or before a row, on the way to `furthest`. */
export function placeOfRow(furthest: PagePlace, row: number): PagePlace {
  let place = furthest
  while (place.before && place.offset > row) place = place.before
  return place
}

interface RecordWindow {
  /** What is kept, in the order of the list. */
  readonly records: readonly WireRecord[]
  /** How many rows of the list lie before `records`. */
  readonly offset: number
  /** How many rows of the list are known of, from its beginning. */
  readonly known: number
  /** Is there more after those? */
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** These rows are seen: what they need is loaded. */
  readonly show: (first: number, last: number) => void
}

export function useRecordWindow(tenant: string, blueprint: string, ask: ListAsk) {
  const client = useQueryClient()
  const options = windowQuery(tenant, blueprint, ask)
  const query = useInfiniteQuery(options)
  // Whether something is being read is not asked of the query: everything would be drawn once more with each page.
  const { data, isPlaceholderData, hasNextPage, hasPreviousPage, fetchNextPage, fetchPreviousPage } = query
  const records = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  // Of the list that is shown until the other one is there, only what was seen last is at hand.
  const offset = isPlaceholderData ? 0 : (data?.pageParams[0]?.offset ?? 0)
  const listKey = JSON.stringify(options.queryKey)
  const trail = useTrail(listKey, isPlaceholderData ? undefined : data)
  const end = offset + records.length
  const known = hasNextPage || isPlaceholderData ? Math.max(end, trail.known) : end
  const jump = useJump(client, { tenant, blueprint, ask }, options.queryKey)
  const seen = useRef({ first: 0, last: 0 })
  const [isSlow, setSlow] = useState(false)
  const say = useRef<ReturnType<typeof setTimeout>>(undefined)
  const settle = useCallback(() => {
    if (isPlaceholderData) return
    const { first, last } = seen.current
    const isOutside = first > end + ahead || last < offset - ahead
    if (isOutside && records.length > 0) return jump(placeOfRow(trail.furthest, first))
    const isNext = last >= end - ahead && hasNextPage
    if (!isNext && !(first < offset + ahead && hasPreviousPage)) return
    // What is being read may be what is needed; when it has come, this is asked again.
    if (client.isFetching({ queryKey: JSON.parse(listKey) as readonly unknown[], exact: true }) > 0) return
    if (!isNext) return void fetchPreviousPage()
    say.current = setTimeout(() => setSlow(true), slow)
    void fetchNextPage().finally(() => {
      clearTimeout(say.current)
      setSlow(false)
    })
  }, [
    client,
    listKey,
    isPlaceholderData,
    end,
    offset,
    records.length,
    jump,
    trail,
    hasNextPage,
    hasPreviousPage,
    fetchNextPage,
    fetchPreviousPage,
  ])
  useEffect(() => () => clearTimeout(say.current), [])
  // A page that has come may not be enough for what is seen.
  useEffect(settle, [settle])
  useWhenRead(client, listKey, settle)
  const show = useCallback(
    (first: number, last: number) => {
      seen.current = { first, last }
      settle()
    },
    [settle],
  )
  const window: RecordWindow = {
    records,
    offset,
    known,
    hasMore: hasNextPage || known > end,
    isLoadingMore: isSlow && end >= known,
    show,
  }
  return { query, window, count: trail.count }
}

/** Tells when an answer for the list has come, also where nothing is drawn for it because it says what was known. */
function useWhenRead(client: QueryClient, listKey: string, tell: () => void): void {
  useEffect(() => {
    let next = 0
    const end = client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated' || query.state.fetchStatus !== 'idle' || JSON.stringify(query.queryKey) !== listKey) return
      // By then it is drawn.
      cancelAnimationFrame(next)
      next = requestAnimationFrame(tell)
    })
    return () => {
      cancelAnimationFrame(next)
      end()
    }
  }, [client, listKey, tell])
}

interface Trail {
  /** From it every page that was ever loaded can be found again. */
  readonly furthest: PagePlace
  readonly known: number
  readonly count: Page<unknown>['count']
}

const noTrail: Trail = { furthest: firstPlace, known: 0, count: undefined }

/** What was learned about the list on the way, also about pages that are not kept any more. */
function useTrail(listKey: string, data: Pages | undefined): Trail {
  const kept = useRef<{ readonly listKey: string; readonly trail: Trail }>({ listKey, trail: noTrail })
  return useMemo(() => {
    const before = kept.current.listKey === listKey ? kept.current.trail : noTrail
    const trail = data ? longer(before, data) : before
    kept.current = { listKey, trail }
    return trail
  }, [listKey, data])
}

function longer(before: Trail, { pages, pageParams }: Pages): Trail {
  const [page, place] = [pages.at(-1), pageParams.at(-1)]
  if (!page || !place) return before
  const reached = nextPlace(page, place) ?? place
  return {
    furthest: reached.offset >= before.furthest.offset ? reached : before.furthest,
    known: Math.max(before.known, place.offset + page.items.length),
    count: pages.find((one) => one.count)?.count ?? before.count,
  }
}

/** Far away from what is kept: the page there takes the place of all others, and its neighbours follow. */
function useJump(
  client: QueryClient,
  on: { readonly tenant: string; readonly blueprint: string; readonly ask: ListAsk },
  queryKey: readonly unknown[],
): (place: PagePlace) => void {
  const state = useRef<{ timer?: ReturnType<typeof setTimeout>; going?: AbortController }>({})
  const now = useRef({ on, queryKey })
  now.current = { on, queryKey }
  useEffect(() => {
    const { current } = state
    return () => {
      clearTimeout(current.timer)
      current.going?.abort()
    }
  }, [])
  return useCallback(
    (place) => {
      clearTimeout(state.current.timer)
      state.current.timer = setTimeout(async () => {
        state.current.going?.abort()
        const going = new AbortController()
        state.current.going = going
        const { on: asked, queryKey: key } = now.current
        try {
          await client.cancelQueries({ queryKey: key, exact: true })
          const page = await readPage(client, {
            ...asked,
            cursor: place.cursor,
            count: place.offset === 0,
            signal: going.signal,
          })
          if (!going.signal.aborted) client.setQueryData<Pages>(key, { pages: [page], pageParams: [place] })
        } catch (failed) {
          // Let go for another jump, or without a connection: the rows stay empty until the list is moved again.
          if (!going.signal.aborted) void client.invalidateQueries({ queryKey: key, exact: true })
          void failed
        }
      }, rest)
    },
    [client],
  )
}
