// A tenant's blueprints as the API says them: names, with the ids beside.
import type { FieldType, JsonObject, RollupFunction } from '@molde/engine'
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { ApiError, get, newIdempotencyKey, type Page, path, post, put, remove } from './api-client.ts'
import type { ListClock } from './flow.ts'
import { forgetRefusals } from './forget-refusals.ts'
import type { Job } from './jobs-api.ts'
import { keys } from './query-client.ts'

export type { FieldType, RollupFunction }

export interface WireOption {
  readonly id: string
  readonly key: string
  readonly label?: Label
  readonly color?: string
  readonly retired?: boolean
}

/** How the value of a field comes about that nobody writes. */
export interface WireComputed {
  readonly kind: 'formula' | 'lookup' | 'rollup' | 'autonumber'
  readonly expr?: string
  /** What a formula's number or text is taken for. */
  readonly as?: FieldType
  readonly via?: string
  readonly field?: string
  readonly blueprint?: string
  readonly function?: RollupFunction
  readonly where?: string
  readonly format?: string
  readonly start?: number
}

export interface WireField {
  readonly id: string
  readonly key: string
  readonly type: FieldType
  readonly label?: Label
  readonly help?: Label
  readonly required?: boolean
  /** Whoever edits a record in which it is empty has to fill it in. */
  readonly askOnEdit?: boolean
  readonly readOnly?: boolean
  readonly quickFilter?: boolean
  readonly search?: boolean
  readonly default?: unknown
  readonly showWhen?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly precision?: number
  /** What a number counts, written behind it. */
  readonly unit?: string
  readonly max?: number
  readonly options?: readonly WireOption[]
  readonly currencies?: readonly string[]
  readonly blueprint?: string
  readonly many?: boolean
  readonly of?: FieldType
  readonly fields?: readonly WireField[]
  readonly minItems?: number
  readonly maxItems?: number
  /** Kinds of files, or media types. */
  readonly accept?: readonly string[]
  readonly maxBytes?: number
  readonly computed?: WireComputed
}

export interface WireRule {
  readonly id: string
  readonly check: string
  readonly message: Label
}

export interface BlueprintSummary {
  readonly id?: string
  readonly name: string
  readonly version: number
  readonly label?: Label
  /** What several records are called. */
  readonly plural?: Label
  readonly icon?: string
}

export interface Blueprint extends BlueprintSummary {
  /** Key of the field that names a record. */
  readonly titleField?: string | null
  readonly fields: readonly WireField[]
  readonly rules: readonly WireRule[]
  readonly uniques: readonly (readonly string[])[]
  /** What its flow promises, where records are listed: put beside it by `useWithClocks`, not by the server. */
  readonly clocks?: readonly ListClock[]
}

/** One published version, with the standard JSON Schema derived from its fields. */
export interface BlueprintVersion extends Blueprint {
  readonly schema: JsonObject
  readonly ops: readonly JsonObject[]
  readonly summary: readonly string[]
  readonly publishedAt: string
  readonly publishedBy: string | null
  /** How many rest at it. */
  readonly records: number
}

const blueprintsQuery = (tenant: string) =>
  queryOptions({
    queryKey: keys.blueprints(tenant),
    queryFn: () => get<Page<Blueprint>>(path('tenants', tenant, 'blueprints'), { query: { limit: 200 } }),
  })

export const blueprintQuery = (tenant: string, blueprint: string) =>
  queryOptions({
    queryKey: keys.blueprint(tenant, blueprint),
    queryFn: () => readBlueprint(tenant, blueprint),
  })

/** As it is now, not as it was read before. */
export const readBlueprint = (tenant: string, blueprint: string) =>
  get<Blueprint>(path('tenants', tenant, 'blueprints', blueprint))

export const useBlueprints = (tenant: string) => useQuery(blueprintsQuery(tenant))
export const useBlueprint = (tenant: string, blueprint: string, enabled = true) =>
  useQuery({ ...blueprintQuery(tenant, blueprint), enabled })

export function useCreateBlueprint(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (blueprint: JsonObject) =>
      post<Blueprint>(path('tenants', tenant, 'blueprints'), blueprint, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
  })
}

/** Puts it in the trash; its records stay. */
export function useTrashBlueprint(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (blueprint: string) => remove(path('tenants', tenant, 'blueprints', blueprint)),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
        client.invalidateQueries({ queryKey: keys.trash(tenant) }),
      ]),
  })
}

/** By id: several of one name can lie in the trash. With `name` it comes back under that one. */
export function useRestoreBlueprint(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...wish }: { readonly id: string; readonly name?: string }) =>
      post<Blueprint>(path('tenants', tenant, 'blueprints', id, 'restore'), wish),
    onSuccess: () => {
      forgetRefusals(client, tenant)
      return Promise.all([
        client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
        client.invalidateQueries({ queryKey: keys.flows(tenant) }),
        client.invalidateQueries({ queryKey: keys.views(tenant) }),
        client.invalidateQueries({ queryKey: keys.favourites(tenant) }),
        client.invalidateQueries({ queryKey: keys.allRecords(tenant) }),
        client.invalidateQueries({ queryKey: keys.trash(tenant) }),
      ])
    },
  })
}

/** Out of the trash, for good, by id; `confirm` is its name with the reason. Answers the job that destroys it. */
export function usePurgeBlueprint(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, confirm }: { id: string; confirm: { readonly [name: string]: string } }) =>
      post<Job>(
        `${path('tenants', tenant, 'blueprints', id)}/purge`,
        { confirm },
        { idempotencyKey: newIdempotencyKey() },
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.trash(tenant) }),
        client.invalidateQueries({ queryKey: keys.jobs(tenant) }),
      ]),
  })
}

export const blueprintVersionsQuery = (tenant: string, blueprint: string) =>
  queryOptions({
    queryKey: [...keys.blueprint(tenant, blueprint), 'versions'],
    queryFn: () =>
      get<Page<BlueprintVersion>>(path('tenants', tenant, 'blueprints', blueprint, 'versions'), {
        query: { limit: 200 },
      }),
  })

export const useBlueprintVersions = (tenant: string, blueprint: string, enabled = true) =>
  useQuery({ ...blueprintVersionsQuery(tenant, blueprint), enabled })

export interface Draft {
  /** 0 while there is none. */
  readonly rev: number
  /** The version it begins from. */
  readonly base: number
  readonly ops: readonly JsonObject[]
  readonly [member: string]: unknown
}

const draftPath = (tenant: string, blueprint: string) => path('tenants', tenant, 'blueprints', blueprint, 'draft')
const draftKey = (tenant: string, blueprint: string) => [...keys.blueprint(tenant, blueprint), 'draft']

/** As it was read along with others. */
export function rememberDraft(client: QueryClient, tenant: string, blueprint: string, draft: Draft): void {
  client.setQueryData(draftKey(tenant, blueprint), draft)
}

export async function readDraft(client: QueryClient, tenant: string, blueprint: string): Promise<Draft> {
  const draft = await get<Draft>(draftPath(tenant, blueprint))
  client.setQueryData(draftKey(tenant, blueprint), draft)
  return draft
}

/** Refused when somebody else has written the draft since it was read here; it is then read again. */
export async function putDraft(
  client: QueryClient,
  tenant: string,
  blueprint: string,
  draft: JsonObject,
): Promise<Draft> {
  const known = client.getQueryData<Draft>(draftKey(tenant, blueprint))
  try {
    // Who has read none believes that there is none.
    const ifMatch = { rev: known?.rev ?? 0, version: known?.base ?? 1 }
    const saved = await put<Draft>(draftPath(tenant, blueprint), draft, { ifMatch })
    client.setQueryData(draftKey(tenant, blueprint), saved)
    return saved
  } catch (failed) {
    if (failed instanceof ApiError && failed.status === 412) await readDraft(client, tenant, blueprint)
    throw failed
  }
}

export function useDraft(tenant: string, blueprint: string) {
  return useQuery({
    queryKey: draftKey(tenant, blueprint),
    queryFn: () => get<Draft>(draftPath(tenant, blueprint)),
  })
}

export function useSaveDraft(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: JsonObject) => putDraft(client, tenant, blueprint, draft),
  })
}

/** `confirm`: why each field that the draft destroys for good goes, by its key. `accept`: ids of what was decided to stay as it is. */
export interface PublishWish {
  readonly token: string
  readonly confirm?: Readonly<Record<string, string>>
  readonly accept?: readonly string[]
}

export async function publishDraft(
  client: QueryClient,
  tenant: string,
  blueprint: string,
  { token, confirm = {}, accept = [] }: PublishWish,
) {
  const published = await post<BlueprintVersion>(
    `${draftPath(tenant, blueprint)}/publish`,
    { token, ...(Object.keys(confirm).length > 0 && { confirm }), ...(accept.length > 0 && { accept }) },
    { idempotencyKey: newIdempotencyKey() },
  )
  // Nothing waits any more: the draft must not be laid on top of what it has become.
  client.setQueryData<Draft>(draftKey(tenant, blueprint), { rev: 0, base: published.version, ops: [] })
  // What is held of its records goes with the answer about it (in-step.ts).
  await client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
  return published
}

export function usePublishDraft(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (wish: PublishWish) => publishDraft(client, tenant, blueprint, wish) })
}

/** Adds the enumeration that holds the state of a flow, and publishes that at once. */
export function addStateField(
  tenant: string,
  blueprint: string,
  key: string,
  label: string,
  options: readonly JsonObject[],
): Promise<BlueprintVersion> {
  const field = { key, label, type: 'enum', options, quickFilter: true }
  return publishOps(tenant, blueprint, [{ op: 'add', field }])
}

/** Adds a field, and publishes that at once. Refused with 412 while other changes of the blueprint wait. */
export function addField(tenant: string, blueprint: string, field: JsonObject): Promise<BlueprintVersion> {
  return publishOps(tenant, blueprint, [{ op: 'add', field }])
}

/** Publishes them at once. */
export async function publishOps(
  tenant: string,
  blueprint: string,
  ops: readonly JsonObject[],
): Promise<BlueprintVersion> {
  const draft = draftPath(tenant, blueprint)
  // Whoever is changing the same definition keeps what they have: then this is refused.
  await put<Draft>(draft, { ops }, { ifMatch: { rev: 0, version: 1 } })
  const { token } = await post<{ readonly token: string }>(`${draft}/preview`, {})
  return post<BlueprintVersion>(`${draft}/publish`, { token }, { idempotencyKey: newIdempotencyKey() })
}

/** Takes a blueprint out of the trash. */
export function restoreBlueprint(tenant: string, blueprint: string): Promise<Blueprint> {
  return post<Blueprint>(path('tenants', tenant, 'blueprints', blueprint, 'restore'), {})
}
