// Moving records to another version: long work that can be tried, stopped and undone.
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, path, post } from './api-client.ts'
import { isUnderWay, type Job } from './jobs-api.ts'
import { keys } from './query-client.ts'

export interface Migration {
  readonly to: number
  readonly filter?: string
  readonly ids?: readonly string[]
  /** Nothing is written; the job says what would become of the records. */
  readonly dryRun?: boolean
}

export function useMigrate(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (migration: Migration) =>
      post<Job>(path('tenants', tenant, 'blueprints', blueprint, 'migrations'), migration, {
        idempotencyKey: newIdempotencyKey(),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
  })
}

const jobQuery = (tenant: string, id: string) => ({
  queryKey: [...keys.jobs(tenant), id],
  queryFn: () => get<Job>(path('tenants', tenant, 'jobs', id)),
  refetchInterval: ({ state }: { readonly state: { readonly data: Job | undefined } }) =>
    state.data && !isUnderWay(state.data) ? (false as const) : 1_000,
})

/** The job as it stands; live events say when it moves. */
export function useJob(tenant: string, id: string | undefined) {
  return useQuery({ ...jobQuery(tenant, id ?? ''), enabled: id !== undefined })
}

/** Several jobs as they stand; those that are not known yet are left out. */
export function useJobsOf(tenant: string, ids: readonly string[]): readonly Job[] {
  return useQueries({
    queries: ids.map((id) => jobQuery(tenant, id)),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  })
}

/** Brings back what these jobs moved, the newest first; answers the jobs that do so. */
export function useUndoJobs(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    async mutationFn(newestFirst: readonly string[]) {
      const undoing: Job[] = []
      for (const id of newestFirst)
        undoing.push(
          await post<Job>(path('tenants', tenant, 'jobs', id, 'undo'), {}, { idempotencyKey: newIdempotencyKey() }),
        )
      return undoing
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
  })
}
