// What would have become of past steps on the draft of a flow, a thousand steps per answer, added up as they come.
import type { Json, JsonObject } from '@molde/engine'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { path, post } from './api-client.ts'
import { keys } from './query-client.ts'

export interface PastSample {
  readonly id: string
  readonly title: string | null
  /** False: in the trash. */
  readonly live: boolean
  readonly at: string
  readonly from: string | null
  readonly to: string
  readonly values?: readonly { readonly field: string; readonly was: Json; readonly would: Json }[]
}

export interface PastGroup {
  readonly kind: 'refused' | 'elsewhere' | 'values'
  /** Both null where the step was taken by itself. */
  readonly event: string | null
  readonly label: string | null
  readonly reason?: string
  /** The condition that did not hold. */
  readonly guard?: string
  readonly state?: string
  readonly fields?: readonly string[]
  readonly count: number
  readonly samples: readonly PastSample[]
}

export interface PastPage {
  readonly events: { readonly value: number; readonly capped: boolean }
  readonly looked: number
  readonly same: number
  readonly skipped: number
  readonly steps: readonly { readonly event: string | null; readonly times: number }[]
  readonly groups: readonly PastGroup[]
  readonly next: string | null
}

export interface Past extends Pick<PastPage, 'events' | 'looked' | 'same' | 'skipped'> {
  readonly groups: readonly (PastGroup & { /** How often the step was taken at all. */ readonly times: number })[]
}

export const pastDays = 90
const mostSamples = 5

/** Goes on by itself until it has seen as many as are counted. `token`: what draft was previewed. */
export function usePastOnDraft(tenant: string, flow: string, token: string, moves: JsonObject | undefined) {
  const query = useInfiniteQuery({
    queryKey: [...keys.flows(tenant), flow, 'backtest', token],
    queryFn: ({ pageParam: cursor, signal }) =>
      post<PastPage>(
        `${path('tenants', tenant, 'flows', flow)}/draft/backtest`,
        { days: pastDays, ...(moves && { moves }), ...(cursor !== undefined && { cursor }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last, pages) => {
      const looked = pages.reduce((all, page) => all + page.looked, 0)
      return last.next !== null && looked < last.events.value ? last.next : undefined
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  return {
    past: query.data && addUp(query.data.pages),
    isDone: query.data !== undefined && !hasNextPage,
    error: query.error,
    again: () => void (query.data ? fetchNextPage() : query.refetch()),
  }
}

/** Those that say the same are one; the most frequent first. */
export function addUp(pages: readonly PastPage[]): Past | undefined {
  const [first] = pages
  if (!first) return undefined
  const groups = new Map<string, PastGroup>()
  const times = new Map<string | null, number>()
  for (const page of pages) {
    for (const step of page.steps) times.set(step.event, (times.get(step.event) ?? 0) + step.times)
    for (const group of page.groups) {
      const { kind, event, reason, state, fields } = group
      const key = JSON.stringify([kind, event, reason, state, fields])
      const known = groups.get(key)
      const samples = [...(known?.samples ?? []), ...group.samples].slice(0, mostSamples)
      groups.set(key, { ...group, count: (known?.count ?? 0) + group.count, samples })
    }
  }
  const sum = (of: (page: PastPage) => number) => pages.reduce((all, page) => all + of(page), 0)
  return {
    events: first.events,
    looked: sum(({ looked }) => looked),
    same: sum(({ same }) => same),
    skipped: sum(({ skipped }) => skipped),
    groups: [...groups.values()]
      .map((group) => ({ ...group, times: times.get(group.event) ?? group.count }))
      .sort((a, b) => b.count - a.count),
  }
}
