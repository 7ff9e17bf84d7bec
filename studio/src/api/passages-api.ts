// Records that leave a kind of record for another one: what that would do, doing it, and taking it back.
import type { JsonObject } from '@molde/engine'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { newIdempotencyKey, path, post } from './api-client.ts'
import { publishOps } from './blueprints-api.ts'
import { type Job, useJobs } from './jobs-api.ts'
import { useJob } from './migrations-api.ts'
import { keys } from './query-client.ts'

export interface PassageReport {
  readonly blueprint: string
  readonly records: number
  /** Of a split: how many stay, and how many of those because something is missing or cannot be worked out. */
  readonly stays?: number
  readonly empty?: number
  readonly errors?: number
  /** Of a merge: records that have what only one may have. */
  readonly collisions?: {
    readonly n: number
    readonly examples: readonly {
      readonly record: string
      readonly other: string
      readonly fields: readonly string[]
    }[]
  }
  readonly exact: boolean
}

interface PassagePreview {
  readonly report: { readonly sentences: readonly string[]; readonly passages: readonly PassageReport[] }
}

/** Nothing is kept. While somebody still chooses, what was said last stays in sight. */
export function usePassagePreview(tenant: string, blueprint: string, op: JsonObject | undefined) {
  return useQuery({
    queryKey: [...keys.blueprint(tenant, blueprint), 'passage', op],
    queryFn: () =>
      post<PassagePreview>(path('tenants', tenant, 'blueprints', blueprint, 'draft', 'preview'), { ops: [op] }),
    enabled: op !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
}

/** Publishes the one op. Somebody else's unpublished changes are not touched: then it is refused. */
export function usePass(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (op: JsonObject) => publishOps(tenant, blueprint, [op]),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
  })
}

/** The newest job that moves records into or out of this kind, as it stands. */
export function usePassing(tenant: string, blueprint: string): Job | undefined {
  const jobs = useJobs(tenant)
  const newest = jobs.data?.items.find((job) => job.kind === 'pass' && job.blueprint === blueprint)
  return useJob(tenant, newest?.id).data ?? newest
}

export function useTakeBack(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      post<Job>(path('tenants', tenant, 'jobs', id, 'undo'), {}, { idempotencyKey: newIdempotencyKey() }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
  })
}
