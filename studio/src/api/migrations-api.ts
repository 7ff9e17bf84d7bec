// Moving records to another version: long work that can be tried, stopped, undone; and the records that need somebody.
import type { Json } from '@molde/engine'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, patch, path, post } from './api-client.ts'
import type { Job } from './jobs-api.ts'
import { keys } from './query-client.ts'

export interface Migration {
  readonly to: number
  readonly filter?: string
  /** Nothing is written; the job says what would become of the records. */
  readonly dryRun?: boolean
}

export interface Quarantined {
  readonly record: { readonly id: string; readonly title: string }
  /** Where it rests. */
  readonly version: number
  readonly field: string | null
  readonly code: string
  readonly message: string
  readonly value: Json
}

const route = '/blueprints/{name}/migrations'

/** Does the server move records? Its own document of routes says so; asked once. */
export function useOffersMigrations(tenant: string): boolean {
  const routes = useQuery({
    queryKey: [...keys.tenant(tenant), 'routes'],
    queryFn: async () => {
      const { paths } = await get<{ readonly paths: object }>(path('openapi.json'))
      return Object.keys(paths)
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return routes.data?.some((one) => one.endsWith(route)) ?? false
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

/** The job as it stands; live events say when it moves. */
export function useJob(tenant: string, id: string | undefined) {
  return useQuery({
    queryKey: [...keys.jobs(tenant), id],
    queryFn: () => get<Job>(path('tenants', tenant, 'jobs', id ?? '')),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && !['queued', 'running'].includes(state.data.status) ? false : 1_000),
  })
}

const quarantineKey = (tenant: string, blueprint: string) => [...keys.blueprint(tenant, blueprint), 'quarantine']

export function useQuarantine(tenant: string, blueprint: string, enabled: boolean) {
  return useQuery({
    queryKey: quarantineKey(tenant, blueprint),
    queryFn: () =>
      get<Page<Quarantined>>(path('tenants', tenant, 'blueprints', blueprint, 'quarantine'), { query: { limit: 200 } }),
    enabled,
  })
}

/** Writes the value where the record rests, in the shape of that version. */
export function useMendQuarantined(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ record, version, field, value }: Quarantined & { readonly field: string }) =>
      patch(
        path('tenants', tenant, 'records', blueprint, record.id),
        { data: { [field]: value } },
        { query: { as: version } },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) }),
  })
}

export function useRetryQuarantined(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      post<Job>(
        `${path('tenants', tenant, 'blueprints', blueprint, 'quarantine')}/retry`,
        { ids },
        {
          idempotencyKey: newIdempotencyKey(),
        },
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: quarantineKey(tenant, blueprint) }),
        client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
      ]),
  })
}
