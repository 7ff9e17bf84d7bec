// What this person should hear of, and that they have seen it.
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, path, post } from './api-client.ts'
import type { Job } from './jobs-api.ts'
import { keys } from './query-client.ts'

export interface Notification {
  readonly id: string
  readonly kind: 'mention' | 'comment' | 'assigned' | 'job' | 'flow'
  /** So many of this kind stand in it. */
  readonly count: number
  readonly at: string
  readonly readAt: string | null
  /** The user's or key's id; null: the system. */
  readonly by: string | null
  readonly keyName: string | null
  readonly blueprint: string | null
  /** The field that names the person. */
  readonly field: string | null
  /** Null when it is gone. `deleted`: in the trash. */
  readonly record: { readonly id: string; readonly title: string; readonly deleted: boolean } | null
  /** How the comment begins. */
  readonly comment: { readonly id: string; readonly text: string } | null
  readonly job: Job | null
  /** What a flow says, in the reader's language. */
  readonly text: string | null
}

export interface Unread {
  readonly value: number
  readonly capped: boolean
}

type NotificationPage = Page<Notification> & { readonly unread: Unread }

const listPath = (tenant: string) => path('tenants', tenant, 'notifications')
const countKey = (tenant: string) => [...keys.notifications(tenant), 'unread']

/** How many are unread; live events keep it fresh. */
export function useUnread(tenant: string) {
  return useQuery({
    queryKey: countKey(tenant),
    queryFn: async () => (await get<NotificationPage>(listPath(tenant), { query: { limit: 1 } })).unread,
    // For a line that is cut, and for what another process of the server has written.
    refetchInterval: 120_000,
  })
}

export function useNotifications(tenant: string) {
  return useInfiniteQuery({
    queryKey: [...keys.notifications(tenant), 'list'],
    queryFn: ({ pageParam }) => get<NotificationPage>(listPath(tenant), { query: { limit: 30, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

/** Some by their ids, or all up to a moment; at once to be seen. */
export function useMarkSeen(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (seen: { readonly ids: readonly string[] } | { readonly until: string }) =>
      post<{ unread: Unread }>(`${listPath(tenant)}/read`, seen, { idempotencyKey: newIdempotencyKey() }),
    onMutate: (seen) => {
      const isSeen = (one: Notification) => ('ids' in seen ? seen.ids.includes(one.id) : one.at <= seen.until)
      const readAt = new Date().toISOString()
      client.setQueryData<InfiniteData<NotificationPage>>(
        [...keys.notifications(tenant), 'list'],
        (before) =>
          before && {
            ...before,
            pages: before.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (isSeen(one) ? { ...one, readAt: one.readAt ?? readAt } : one)),
            })),
          },
      )
    },
    onSuccess: ({ unread }) => client.setQueryData(countKey(tenant), unread),
    onError: () => client.invalidateQueries({ queryKey: keys.notifications(tenant) }),
  })
}
