// What people say about a record, and whether this person hears of it.
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

export interface Comment {
  readonly id: string
  readonly rev: number
  /** Plain text with line breaks; a mention is `@[<user id>]`. */
  readonly text: string
  readonly mentions: readonly string[]
  /** The user's or key's id. */
  readonly createdBy: string
  readonly keyName: string | null
  readonly createdAt: string
  readonly editedAt: string | null
}

/** The record that is talked about. */
export interface Topic {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
}

const recordPath = ({ tenant, blueprint, id }: Topic) => path('tenants', tenant, 'records', blueprint, id)
const keyOf = ({ tenant, blueprint, id }: Topic) => keys.comments(tenant, blueprint, id)

export function useComments(topic: Topic) {
  return useInfiniteQuery({
    queryKey: keyOf(topic),
    queryFn: ({ pageParam }) =>
      get<Page<Comment>>(`${recordPath(topic)}/comments`, { query: { limit: 30, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

/** `idempotencyKey`: the same for every try to say the same thing. */
export function useSayComment(topic: Topic) {
  const forget = useForget(topic)
  return useMutation({
    mutationFn: ({ text, idempotencyKey }: { text: string; idempotencyKey: string }) =>
      post<Comment>(`${recordPath(topic)}/comments`, { text }, { idempotencyKey }),
    onSuccess: forget,
  })
}

export function useChangeComment(topic: Topic) {
  const forget = useForget(topic)
  return useMutation({
    mutationFn: ({ on, text }: { on: Comment; text: string }) =>
      patch<Comment>(`${recordPath(topic)}/comments/${on.id}`, { text }, { ifMatch: { rev: on.rev, version: 1 } }),
    onSettled: forget,
  })
}

/** Gone from sight at once; `useRestoreComment` brings it back. */
export function useDeleteComment(topic: Topic) {
  const client = useQueryClient()
  const forget = useForget(topic)
  return useMutation({
    mutationFn: (comment: Comment) => remove(`${recordPath(topic)}/comments/${comment.id}`),
    onMutate: async (comment) => {
      await client.cancelQueries({ queryKey: keyOf(topic) })
      client.setQueryData<InfiniteData<Page<Comment>>>(keyOf(topic), (before) => before && without(before, comment.id))
    },
    onSettled: forget,
  })
}

export function useRestoreComment(topic: Topic) {
  const forget = useForget(topic)
  return useMutation({
    mutationFn: (comment: Comment) =>
      post<Comment>(`${recordPath(topic)}/comments/${comment.id}/restore`, {}, { idempotencyKey: newIdempotencyKey() }),
    onSettled: forget,
  })
}

function without(data: InfiniteData<Page<Comment>>, id: string): InfiniteData<Page<Comment>> {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => one.id !== id),
    ...(page.count && { count: { ...page.count, value: Math.max(0, page.count.value - 1) } }),
  }))
  return { ...data, pages }
}

function useForget(topic: Topic) {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keyOf(topic) })
}

/** Does this person hear of what is said about the record? */
export function useFollowing(topic: Topic) {
  return useQuery({
    queryKey: [...keyOf(topic), 'following'],
    queryFn: () => get<{ following: boolean }>(`${recordPath(topic)}/following`),
  })
}

export function useFollow(topic: Topic) {
  const client = useQueryClient()
  const queryKey = [...keyOf(topic), 'following']
  return useMutation({
    mutationFn: (following: boolean) =>
      post<{ following: boolean }>(
        `${recordPath(topic)}/following`,
        { following },
        { idempotencyKey: newIdempotencyKey() },
      ),
    onMutate: (following) => client.setQueryData(queryKey, { following }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}
