// What happens by itself in a workspace: the automations, and the log of their runs.
import type { JsonObject } from '@molde/engine'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, type Page, patch, path, post, remove } from './api-client.ts'
import { keys } from './query-client.ts'

export const triggerKinds = ['created', 'submitted', 'changed', 'transition', 'deleted', 'schedule', 'webhook'] as const
export type TriggerKind = (typeof triggerKinds)[number]

/** Which members there are depends on the kind. */
export interface WireTrigger {
  readonly kind: TriggerKind
  readonly fields?: readonly string[]
  /** Null is empty. */
  readonly from?: string | number | boolean | null
  readonly to?: string | number | boolean | null
  readonly event?: string
  /** The name of a form. */
  readonly form?: string
  readonly cron?: string
  readonly every?: 'day' | 'week' | 'month'
  readonly on?: readonly (string | number)[]
  readonly at?: string
  readonly zone?: string
  readonly signed?: boolean
  readonly find?: { readonly field: string; readonly value: string }
}

export interface Automation {
  readonly id: string
  readonly name: string
  readonly label?: Label
  readonly blueprint?: string
  readonly trigger: WireTrigger
  readonly when?: string
  readonly do: readonly JsonObject[]
  readonly status: 'on' | 'off'
  readonly rev: number
  readonly version: number
  readonly runs: { readonly waiting: number; readonly failed: number; readonly lastAt: string | null }
  readonly nextAt?: string | null
  readonly hasAddress?: boolean
}

export const runStatuses = ['waiting', 'done', 'skipped', 'refused', 'failed', 'stopped'] as const
export type RunStatus = (typeof runStatuses)[number]

/** What one action came to. */
export interface RunAction {
  readonly action: string
  readonly kind?: string
  readonly field?: string
  readonly value?: unknown
  readonly blueprint?: string
  readonly records?: readonly string[]
  readonly refused?: boolean
  readonly text?: string
}

export interface Outcome {
  readonly status: RunStatus
  readonly condition: {
    readonly is: 'none' | 'holds' | 'fails' | 'unknown' | 'error'
    readonly when: string | null
  } | null
  readonly actions: readonly RunAction[]
  /** Why nothing was done, in the reader's language. */
  readonly error: string | null
}

export interface Run extends Outcome {
  readonly id: string
  readonly version: number
  readonly trigger: TriggerKind
  readonly record: { readonly blueprint: string; readonly id: string; readonly title: string } | null
  readonly input: { readonly changed?: readonly string[]; readonly payload?: unknown }
  readonly attempts: number
  readonly nextAt: string | null
  readonly cause: { readonly run: string; readonly chain: readonly string[] } | null
  readonly createdAt: string
}

export interface Address {
  /** Said this once and never again. */
  readonly url: string
  readonly secret?: string
}

const at = (tenant: string, ...steps: readonly string[]) => path('tenants', tenant, 'automations', ...steps)
/** While something is on its way. */
const lookMs = 2_000

export function useAutomations(tenant: string, blueprint?: string) {
  return useQuery({
    queryKey: [...keys.automations(tenant), 'all', blueprint],
    queryFn: () => get<Page<Automation>>(at(tenant), { query: { blueprint } }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ runs }) => runs.waiting > 0) ? lookMs : false),
  })
}

export function useAutomation(tenant: string, name: string) {
  return useQuery({
    queryKey: [...keys.automations(tenant), 'one', name],
    queryFn: () => get<Automation>(at(tenant, name)),
  })
}

export function useRuns(tenant: string, name: string, status: RunStatus | undefined) {
  return useInfiniteQuery({
    queryKey: [...keys.automations(tenant), 'runs', name, status],
    queryFn: ({ pageParam }) =>
      get<Page<Run>>(at(tenant, name, 'runs'), { query: { limit: 30, status, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.status === 'waiting')) ? lookMs : false,
  })
}

/** Of what a page edits; the name is given once. */
export type AutomationDocument = JsonObject

export function useCreateAutomation(tenant: string) {
  return useChange(tenant, (document: AutomationDocument) =>
    post<Automation>(at(tenant), document, { idempotencyKey: newIdempotencyKey() }),
  )
}

/** `on`: 412 when somebody else has changed it since. */
export function useChangeAutomation(tenant: string, name: string) {
  return useChange(
    tenant,
    ({ change, on }: { readonly change: JsonObject; readonly on?: Pick<Automation, 'rev' | 'version'> }) =>
      patch<Automation>(at(tenant, name), change, on ? { ifMatch: { rev: on.rev, version: on.version } } : {}),
  )
}

export function useDeleteAutomation(tenant: string) {
  return useChange(tenant, (name: string) => remove(at(tenant, name)))
}

export function useRetryRun(tenant: string, name: string) {
  return useChange(tenant, (run: string) =>
    post<Run>(at(tenant, name, 'runs', run, 'retry'), undefined, { idempotencyKey: newIdempotencyKey() }),
  )
}

export function useNewAddress(tenant: string, name: string) {
  return useChange(tenant, () =>
    post<Address>(at(tenant, name, 'address'), undefined, { idempotencyKey: newIdempotencyKey() }),
  )
}

/** What it would do; nothing is kept and nothing is sent. */
export function useTryAutomation(tenant: string, name: string) {
  return useMutation({ mutationFn: (trial: JsonObject) => post<Outcome>(at(tenant, name, 'test'), trial) })
}

function useChange<Wish, Answer>(tenant: string, mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: keys.automations(tenant) }),
  })
}
