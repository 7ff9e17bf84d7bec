// Long work: how far it is, and stopping it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, path, post } from './api-client.ts'
import { keys } from './query-client.ts'

interface BulkReport {
  readonly written: number
  readonly unchanged: number
  readonly refused: number
  readonly reasons: readonly { readonly message: string; readonly records: number }[]
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly status: 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  readonly quarantined?: number
  /** When it is expected to end, ISO text or seconds left. */
  readonly eta?: string | number | null
  /** Name of the blueprint it is about. */
  readonly blueprint?: string
  readonly errors?: readonly { readonly message?: string }[]
  readonly createdAt?: string
  readonly finishedAt?: string | null
  /** The id of the user or key that began it. */
  readonly createdBy?: string | null
  /** Of the purge of a blueprint: as whoever destroyed it gave it. */
  readonly reason?: string
  /** Of a migration: the version it moves records to, what it moved, whether it only tried, and the job that it undoes. */
  readonly to?: number
  readonly report?: { readonly moved: number }
  /** Of one act for all records of a list: what became of them. */
  readonly bulk?: BulkReport
  readonly dryRun?: boolean
  readonly undoes?: string
  /** Of a migration, when it is read alone: what undoing it brings back and what not; of an undo, what it has brought back. */
  readonly undo?: {
    readonly back: number
    readonly movedOn: readonly { readonly job: string; readonly to: number; readonly records: number }[]
    readonly elsewhere?: number
  }
}

export type JobVerb = 'pause' | 'resume' | 'cancel' | 'undo'

export const isUnderWay = (job: Job) => job.status === 'queued' || job.status === 'running'

export function useJobs(tenant: string) {
  return useQuery({
    queryKey: keys.jobs(tenant),
    queryFn: () => get<Page<Job>>(path('tenants', tenant, 'jobs'), { query: { limit: 100 } }),
    // Live events say when a job moves; this is for a connection that is cut.
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 3_000 : false),
  })
}

export function useTellJob(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (tell: { id: string; verb: JobVerb }) =>
      post<Job>(path('tenants', tenant, 'jobs', tell.id, tell.verb), {}, { idempotencyKey: newIdempotencyKey() }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
  })
}
