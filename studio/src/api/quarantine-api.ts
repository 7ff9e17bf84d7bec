// Records that could not be moved: which they are and why, mending their values where they rest, and trying again.
import type { Json } from '@molde/engine'
import { type UseQueryResult, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, newIdempotencyKey, type Page, path, post } from './api-client.ts'
import { type BulkAnswer, refusalOf } from './bulk-api.ts'
import { isUnderWay, type Job } from './jobs-api.ts'
import { keys } from './query-client.ts'
import type { WireRecord } from './records-api.ts'

export interface Quarantined {
  readonly record: { readonly id: string; readonly title: string }
  /** Where it rests, and the key of the field there, if it is there. */
  readonly version: number
  readonly field: string | null
  /** The key of that field where it was to go, if it is there. */
  readonly targetField: string | null
  readonly code: string
  readonly message: string
  readonly value: Json
  /** The record that has what only one may have. */
  readonly duplicateOf?: { readonly id: string; readonly title: string }
}

interface Quarantine {
  /** The newest records first, at most as many as are mended in one go. */
  readonly items: readonly Quarantined[]
  /** Of all that wait. */
  readonly count: number
}

/** The server takes no more in one request. */
const mostAtOnce = 1_000

const quarantineKey = (tenant: string, blueprint: string) => [...keys.blueprint(tenant, blueprint), 'quarantine']

export function useQuarantine(tenant: string, blueprint: string) {
  return useQuery({
    queryKey: quarantineKey(tenant, blueprint),
    queryFn: async (): Promise<Quarantine> => {
      const items: Quarantined[] = []
      for (let cursor: string | undefined; ; ) {
        const page: Page<Quarantined> = await get(path('tenants', tenant, 'blueprints', blueprint, 'quarantine'), {
          query: { limit: 200, cursor },
        })
        items.push(...page.items)
        cursor = page.next ?? undefined
        if (cursor === undefined || items.length >= mostAtOnce)
          return { items, count: page.count?.value ?? items.length }
      }
    },
    // Somebody may come back from mending a record on its own page.
    staleTime: 0,
  })
}

/** Everything that one record waits for. */
export function useWaitingOf(tenant: string, blueprint: string, record: string, enabled: boolean) {
  return useQuery({
    queryKey: [...quarantineKey(tenant, blueprint), record],
    queryFn: () =>
      get<Page<Quarantined>>(path('tenants', tenant, 'blueprints', blueprint, 'quarantine'), { query: { record } }),
    enabled,
  })
}

/** A server answers for no more in one question. */
const mostAsked = 200

/**
 * What these records of a list wait for, by id. Asked only of those that rest behind the newest version, and only while any
 * record of the blueprint waits.
 */
export function useWaitingAmong(
  tenant: string,
  { name, version }: { readonly name: string; readonly version: number },
  records: readonly WireRecord[],
): ReadonlyMap<string, readonly Quarantined[]> {
  const behind = records.flatMap(({ id, storedVersion, deletedAt }) =>
    deletedAt === null && (storedVersion ?? version) < version ? [id] : [],
  )
  const at = path('tenants', tenant, 'blueprints', name, 'quarantine')
  const isAny = useQuery({
    queryKey: [...quarantineKey(tenant, name), 'any'],
    queryFn: async () => (await get<Page<Quarantined>>(at, { query: { limit: 1 } })).items.length > 0,
    enabled: behind.length > 0,
  })
  const chunks = Array.from({ length: isAny.data ? Math.ceil(behind.length / mostAsked) : 0 }, (_, i) =>
    behind.slice(i * mostAsked, (i + 1) * mostAsked).join(','),
  )
  return useQueries({
    queries: chunks.map((record) => ({
      queryKey: [...quarantineKey(tenant, name), record],
      queryFn: () => get<Page<Quarantined>>(at, { query: { record } }),
    })),
    combine: byRecord,
  })
}

function byRecord(answers: readonly UseQueryResult<Page<Quarantined>>[]) {
  const waiting = new Map<string, readonly Quarantined[]>()
  for (const one of answers.flatMap(({ data }) => data?.items ?? []))
    waiting.set(one.record.id, [...(waiting.get(one.record.id) ?? []), one])
  return waiting
}

/** Asks again where the records rest and which of them wait: a job that moves them has ended. */
export function useAskPlacesAgain(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [...keys.blueprint(tenant, blueprint), 'versions'] }),
      client.invalidateQueries({ queryKey: quarantineKey(tenant, blueprint) }),
      client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) }),
      client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
    ])
}

interface Mending {
  readonly ids: readonly string[]
  /** In the shape of the version where they rest. */
  readonly version: number
  readonly field: string
  readonly value: Json
}

/** Writes the value where the records rest, then tries to move them again; answers the job when it has ended. */
export function useMendQuarantined(tenant: string, blueprint: string) {
  const again = useAskPlacesAgain(tenant, blueprint)
  return useMutation({
    async mutationFn({ ids, version, field, value }: Mending) {
      const items = ids.map((id) => ({ op: 'update', id, data: { [field]: value } }))
      const to = `${path('tenants', tenant, 'records', blueprint, 'bulk')}?partial=true&as=${version}`
      const answers = await post<{ readonly items: readonly BulkAnswer[] }>(
        to,
        { items },
        { idempotencyKey: newIdempotencyKey() },
      )
      const refusal = answers.items.map(refusalOf).find((said) => said !== undefined)
      if (refusal !== undefined) throw new Error(refusal)
      return retried(tenant, blueprint, ids)
    },
    onSettled: again,
  })
}

/** Tries to move these again, as they are now; answers the job when it has ended. */
export function useRetryQuarantined(tenant: string, blueprint: string) {
  const again = useAskPlacesAgain(tenant, blueprint)
  return useMutation({ mutationFn: (ids: readonly string[]) => retried(tenant, blueprint, ids), onSettled: again })
}

/** Moves one record to the newest version; answers whether it has to wait instead. */
export function useUpdateRecord(tenant: string, blueprint: string) {
  const again = useAskPlacesAgain(tenant, blueprint)
  return useMutation({
    async mutationFn({ id, to }: { readonly id: string; readonly to: number }): Promise<boolean> {
      const at = path('tenants', tenant, 'blueprints', blueprint)
      const begun = await post<Job>(`${at}/migrations`, { to, ids: [id] }, { idempotencyKey: newIdempotencyKey() })
      const job = await endOf(tenant, begun)
      if (job.status !== 'succeeded') throw new Error(job.errors?.[0]?.message ?? job.status)
      return (job.quarantined ?? 0) > 0
    },
    onSettled: again,
  })
}

async function retried(tenant: string, blueprint: string, ids: readonly string[]): Promise<Job> {
  const to = `${path('tenants', tenant, 'blueprints', blueprint, 'quarantine')}/retry`
  return endOf(tenant, await post<Job>(to, { ids }, { idempotencyKey: newIdempotencyKey() }))
}

async function endOf(tenant: string, begun: Job): Promise<Job> {
  let job = begun
  while (isUnderWay(job)) {
    await new Promise((resolve) => setTimeout(resolve, 400))
    job = await get<Job>(path('tenants', tenant, 'jobs', job.id))
  }
  return job
}
