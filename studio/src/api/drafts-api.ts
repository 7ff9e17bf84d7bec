// Everything that waits to be published: changes of blueprints, and blueprints that were never published.
import type { JsonObject } from '@molde/engine'
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, get, type Page, path, put, remove } from './api-client.ts'
import { type Draft, rememberDraft } from './blueprints-api.ts'
import { keys } from './query-client.ts'

const pageSize = 200

/** A blueprint that was never published; the document is what a POST of it would hold, with ids of its own. */
export interface PlannedBlueprint {
  /** 0 once it was thrown away. */
  readonly rev: number
  readonly document: JsonObject | null
}

export interface Drafts {
  /** Ops that wait, by the name of their blueprint; one without a draft is not in it. */
  readonly ops: { readonly [blueprint: string]: readonly JsonObject[] }
  readonly planned: { readonly [blueprint: string]: PlannedBlueprint }
}

export const noDrafts: Drafts = { ops: {}, planned: {} }

type WaitingDraft =
  | (Draft & { readonly blueprint: string; readonly document?: undefined })
  | { readonly blueprint: string; readonly rev: number; readonly base: 0; readonly document: JsonObject }

export const draftsKey = (tenant: string) => [...keys.tenant(tenant), 'drafts'] as const

export const draftsQuery = (tenant: string) =>
  queryOptions({
    queryKey: draftsKey(tenant),
    queryFn: ({ client }) => readDrafts(client, tenant),
    // A draft is written on: what was read before this page was opened must not be the ground for the next change.
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export const useDrafts = (tenant: string) => useQuery(draftsQuery(tenant))

async function readDrafts(client: QueryClient, tenant: string): Promise<Drafts> {
  const ops: Record<string, readonly JsonObject[]> = {}
  const planned: Record<string, PlannedBlueprint> = {}
  let cursor: string | undefined
  do {
    const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }
    const page = await get<Page<WaitingDraft>>(path('tenants', tenant, 'drafts'), { query })
    for (const draft of page.items) {
      if (draft.document) planned[draft.blueprint] = { rev: draft.rev, document: draft.document }
      else {
        rememberDraft(client, tenant, draft.blueprint, draft as Draft)
        if (draft.ops && draft.ops.length > 0) ops[draft.blueprint] = draft.ops
      }
    }
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return { ops, planned }
}

/** Refused when somebody else has written it since it was read here; it is then read again. Null throws it away. */
export async function writePlanned(
  client: QueryClient,
  tenant: string,
  blueprint: string,
  document: JsonObject | null,
): Promise<void> {
  const key = draftsKey(tenant)
  const rev = client.getQueryData<Drafts>(key)?.planned[blueprint]?.rev ?? 0
  const at = path('tenants', tenant, 'drafts', blueprint)
  const ifMatch = { rev, version: 0 }
  try {
    if (document === null) await remove(at, { ifMatch })
    const saved = document && (await put<{ readonly rev: number }>(at, { document }, { ifMatch }))
    setPlanned(client, tenant, blueprint, saved && { rev: saved.rev, document })
  } catch (failed) {
    if (failed instanceof ApiError && [404, 409, 412].includes(failed.status))
      await client.invalidateQueries({ queryKey: key })
    throw failed
  }
}

/** Null: it is no plan any more, since it was published or thrown away. */
export function setPlanned(
  client: QueryClient,
  tenant: string,
  blueprint: string,
  planned: PlannedBlueprint | null,
): void {
  client.setQueryData<Drafts>(draftsKey(tenant), (drafts = noDrafts) => {
    const { [blueprint]: _, ...others } = drafts.planned
    return { ...drafts, planned: planned ? { ...others, [blueprint]: planned } : others }
  })
}

export function setOps(client: QueryClient, tenant: string, blueprint: string, ops: readonly JsonObject[]): void {
  client.setQueryData<Drafts>(draftsKey(tenant), (drafts = noDrafts) => {
    const { [blueprint]: _, ...others } = drafts.ops
    return { ...drafts, ops: ops.length > 0 ? { ...others, [blueprint]: ops } : others }
  })
}
