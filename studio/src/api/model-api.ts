// The whole data model of a tenant at once: every definition, every draft, and the single changes a canvas makes of them.
import type { JsonObject } from '@molde/engine'
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, get, newIdempotencyKey, type Page, path, post, remove } from './api-client.ts'
import { type Blueprint, putDraft, readDraft } from './blueprints-api.ts'
import { inTurns } from './in-turns.ts'
import { keys } from './query-client.ts'

const pageSize = 200
const atOnce = 6

/** Ops that wait to be published, by the name of their blueprint; one without a draft is not in it. */
export type Drafts = { readonly [blueprint: string]: readonly JsonObject[] }

/** Below the key of all blueprints, so that what makes their list stale makes this stale too. No blueprint is called `*`. */
const definitionsKey = (tenant: string) => keys.blueprint(tenant, '*')
const draftsKey = (tenant: string) => [...keys.tenant(tenant), 'drafts'] as const

const definitionsQuery = (tenant: string) =>
  queryOptions({ queryKey: definitionsKey(tenant), queryFn: () => readDefinitions(tenant) })

const draftsQuery = (tenant: string, blueprints: readonly string[]) =>
  queryOptions({
    queryKey: draftsKey(tenant),
    queryFn: ({ client }) => readDrafts(client, tenant, blueprints),
    // A draft is written on: what was read before this page was opened must not be the ground for the next change.
    gcTime: 0,
    refetchOnWindowFocus: false,
  })

export const useDefinitions = (tenant: string) => useQuery(definitionsQuery(tenant))

/** Read once the names are known. */
export function useDrafts(tenant: string, blueprints: readonly Blueprint[] | undefined) {
  const names = (blueprints ?? []).map((one) => one.name)
  return useQuery({ ...draftsQuery(tenant, names), enabled: blueprints !== undefined })
}

export function rereadModel(client: QueryClient, tenant: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
    client.invalidateQueries({ queryKey: keys.trash(tenant) }),
  ])
}

/** The blueprint's own page and the canvas then show the same draft. */
export async function writeDraft(
  client: QueryClient,
  tenant: string,
  blueprint: string,
  ops: readonly JsonObject[],
): Promise<void> {
  try {
    setDraft(client, tenant, blueprint, (await putDraft(client, tenant, blueprint, { ops })).ops)
  } catch (failed) {
    // Somebody else has written it: the next change begins from what they left.
    if (failed instanceof ApiError && failed.status === 412) await rereadDraft(client, tenant, blueprint)
    throw failed
  }
}

/** After publishing nothing waits any more; after a restoration something may. */
export async function rereadDraft(client: QueryClient, tenant: string, blueprint: string): Promise<void> {
  setDraft(client, tenant, blueprint, (await readDraft(client, tenant, blueprint)).ops)
}

export const createBlueprint = (tenant: string, document: JsonObject) =>
  post<Blueprint>(path('tenants', tenant, 'blueprints'), document, { idempotencyKey: newIdempotencyKey() })

export const trashBlueprint = (tenant: string, blueprint: string) =>
  remove(path('tenants', tenant, 'blueprints', blueprint))

async function readDefinitions(tenant: string): Promise<readonly Blueprint[]> {
  const all: Blueprint[] = []
  let cursor: string | undefined
  do {
    const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }
    const page = await get<Page<Blueprint>>(path('tenants', tenant, 'blueprints'), { query })
    all.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return all
}

/** A few at a time: there is one address per draft. */
async function readDrafts(client: QueryClient, tenant: string, blueprints: readonly string[]): Promise<Drafts> {
  const drafts = await inTurns(blueprints, atOnce, (name) => readDraft(client, tenant, name))
  const named = blueprints.map((name, i) => [name, drafts[i]?.ops ?? []] as const)
  return Object.fromEntries(named.filter(([, ops]) => ops.length > 0))
}

function setDraft(client: QueryClient, tenant: string, blueprint: string, ops: readonly JsonObject[]): void {
  client.setQueryData<Drafts>(draftsKey(tenant), (drafts) => {
    const { [blueprint]: _, ...others } = drafts ?? {}
    return ops.length > 0 ? { ...others, [blueprint]: ops } : others
  })
}

/** What is known at this moment, also between two changes of which the page has shown only the first. */
export function cachedModel(client: QueryClient, tenant: string) {
  return {
    blueprints: client.getQueryData<readonly Blueprint[]>(definitionsKey(tenant)) ?? [],
    drafts: client.getQueryData<Drafts>(draftsKey(tenant)) ?? {},
  }
}

/** The same once the drafts are there: no change may begin from a draft that was not read yet. */
export async function readModel(client: QueryClient, tenant: string) {
  const names = cachedModel(client, tenant).blueprints.map((one) => one.name)
  await client.ensureQueryData(draftsQuery(tenant, names))
  return cachedModel(client, tenant)
}
