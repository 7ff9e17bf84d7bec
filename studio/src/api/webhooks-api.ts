// Where this workspace's flows may call, and what became of what they sent.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

export interface Webhook {
  readonly name: string
  readonly url: string
  /** `gone`: the receiver said that there is nothing any more. */
  readonly status: 'on' | 'paused' | 'gone'
  readonly waiting: number
  readonly dead: number
}

export interface WebhookWithSecret extends Webhook {
  /** Said this once and never again. */
  readonly secret: string
}

export interface Delivery {
  readonly id: string
  readonly event: string | null
  readonly status: 'waiting' | 'done' | 'dead'
  readonly attempts: number
  /** Why it was not taken, in the reader's language. */
  readonly reason: string | null
  readonly record: {
    readonly id: string
    readonly blueprint: string
    readonly title: string
    readonly deleted: boolean
  } | null
  readonly createdAt: string
  readonly nextAt: string | null
}

const at = (tenant: string, ...steps: readonly string[]) => path('tenants', tenant, 'webhooks', ...steps)
/** While something is on its way. */
const lookMs = 2_000

/** `isAsked`: only owners may ask. */
export function useWebhooks(tenant: string, isAsked = true) {
  return useQuery({
    queryKey: keys.webhooks(tenant),
    queryFn: () => get<Page<Webhook>>(at(tenant)),
    enabled: isAsked,
    refetchInterval: (query) => (query.state.data?.items.some(({ waiting }) => waiting > 0) ? lookMs : false),
  })
}

export function useDeliveries(tenant: string, webhook: string) {
  return useQuery({
    queryKey: [...keys.webhooks(tenant), webhook],
    queryFn: () => get<Page<Delivery>>(at(tenant, webhook, 'deliveries')),
    refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === 'waiting') ? lookMs : false),
  })
}

export function useCreateWebhook(tenant: string) {
  return useChange(tenant, (wish: { readonly name: string; readonly url: string }) =>
    post<WebhookWithSecret>(at(tenant), wish, { idempotencyKey: newIdempotencyKey() }),
  )
}

export function useRotateSecret(tenant: string) {
  return useChange(tenant, (name: string) =>
    post<WebhookWithSecret>(at(tenant, name, 'rotate'), undefined, { idempotencyKey: newIdempotencyKey() }),
  )
}

export function useSwitchWebhook(tenant: string) {
  return useChange(tenant, ({ name, status }: { readonly name: string; readonly status: 'on' | 'paused' }) =>
    patch<Webhook>(at(tenant, name), { status }),
  )
}

export function useTestWebhook(tenant: string) {
  return useChange(tenant, (name: string) =>
    post<Delivery>(at(tenant, name, 'test'), undefined, { idempotencyKey: newIdempotencyKey() }),
  )
}

export function useReplayDelivery(tenant: string) {
  return useChange(tenant, (id: string) =>
    post<Delivery>(path('tenants', tenant, 'deliveries', id, 'replay'), undefined, {
      idempotencyKey: newIdempotencyKey(),
    }),
  )
}

export function useDeleteWebhook(tenant: string) {
  return useChange(tenant, (name: string) => remove(at(tenant, name)))
}

function useChange<Wish, Answer>(tenant: string, mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: keys.webhooks(tenant) }),
  })
}
