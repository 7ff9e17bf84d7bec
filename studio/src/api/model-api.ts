// The whole data model of a tenant at once: every definition, every draft, and the single changes a canvas makes of them.
import type { JsonObject } from '@molde/engine'
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, get, newIdempotencyKey, type Page, path, post, remove } from './api-client.ts'
import { type Blueprint, putDraft, readDraft } from './blueprints-api.ts'
import { type Drafts, draftsKey, draftsQuery, noDrafts, setOps, setPlanned } from './drafts-api.ts'
import { keys } from './query-client.ts'

const pageSize = 200

/** Below the key of all blueprints, so that what makes their list stale makes this stale too. No blueprint is called `*`. */
const definitionsKey = (tenant: string) => keys.blueprint(tenant, '*')

const definitionsQuery = (tenant: string) =>
  queryOptions({ queryKey: definitionsKey(tenant), queryFn: () => readDefinitions(tenant) })

export const useDefinitions = (tenant: string, enabled = true) => useQuery({ ...definitionsQuery(tenant), enabled })

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
    setOps(client, tenant, blueprint, (await putDraft(client, tenant, blueprint, { ops })).ops)
  } catch (failed) {
    // Somebody else has written it: the next change begins from what they left.
    if (failed instanceof ApiError && failed.status === 412) await rereadDraft(client, tenant, blueprint)
    throw failed
  }
}

/** After publishing nothing waits any more; after a restoration something may. */
export async function rereadDraft(client: QueryClient, tenant: string, blueprint: string): Promise<void> {
  setOps(client, tenant, blueprint, (await readDraft(client, tenant, blueprint)).ops)
}

/** What waited under its name has become this. */
export async function createBlueprint(client: QueryClient, tenant: string, document: JsonObject): Promise<Blueprint> {
  const url = path('tenants', tenant, 'blueprints')
  const made = await post<Blueprint>(url, document, { idempotencyKey: newIdempotencyKey() })
  setPlanned(client, tenant, made.name, null)
  return made
}

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

/** What is known at this moment, also between two changes of which the page has shown only the first. */
export function cachedModel(client: QueryClient, tenant: string) {
  return {
    blueprints: client.getQueryData<readonly Blueprint[]>(definitionsKey(tenant)) ?? [],
    drafts: client.getQueryData<Drafts>(draftsKey(tenant)) ?? noDrafts,
  }
}

/** The same once the drafts are there: no change may begin from a draft that was not read yet. */
export async function readModel(client: QueryClient, tenant: string) {
  await client.ensureQueryData(draftsQuery(tenant))
  return cachedModel(client, tenant)
}
