// A tenant's flows as the API says them.
import type { JsonObject } from '@molde/engine'
import { type QueryClient, queryOptions, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get, newIdempotencyKey, type Page, path, post, put, remove } from './api-client.ts'
import type { Blueprint } from './blueprints-api.ts'
import type { Finding, Flow } from './flow.ts'
import { readFlow } from './flow-nodes.ts'
import { flowsOfKind, mainOf, stateFieldsOf } from './flows-of-kind.ts'
import { keys } from './query-client.ts'

export type {
  Finding,
  Flow,
  ListClock,
  WireClock,
  WireFlowState,
  WireGroup,
  WireRegion,
  WireTimer,
  WireTransition,
} from './flow.ts'

export function useFlows(tenant: string) {
  return useQuery({
    queryKey: keys.flows(tenant),
    queryFn: () => readFlows(tenant),
  })
}

export async function readFlows(tenant: string): Promise<Page<Flow>> {
  const page = await get<Page<Flow>>(path('tenants', tenant, 'flows'), { query: { limit: 200 } })
  return { ...page, items: page.items.map(readFlow) }
}

export async function readNamedFlow(tenant: string, name: string): Promise<Flow> {
  return readFlow(await get<Flow>(path('tenants', tenant, 'flows', name)))
}

export const flowQuery = (tenant: string, name: string | undefined) =>
  queryOptions({
    queryKey: [...keys.flows(tenant), name],
    queryFn: () => readNamedFlow(tenant, name ?? ''),
    enabled: name !== undefined,
  })

/** The flows that move a blueprint's records beside each other, the main one first. */
export function useFlowsOf(tenant: string, blueprint: string) {
  const listed = useFlows(tenant)
  const items = listed.data?.items
  const names = useMemo(() => flowsOfKind(items, blueprint).map(({ name }) => name), [items, blueprint])
  const found = useQueries({ queries: names.map((name) => flowQuery(tenant, name)), combine: together })
  const pending = listed.isPending || found.isPending
  const flows = pending ? none : found.flows
  const stateFields = useMemo(() => stateFieldsOf(flows), [flows])
  return {
    flows,
    /** The one that `record.state` follows. */
    main: mainOf(flows),
    /** Keys of the fields that hold their states: nothing but their steps writes those. */
    stateFields,
    pending,
    error: listed.error ?? found.error,
  }
}

const none: readonly Flow[] = []

/** The same list as long as none of them changes. */
function together(found: readonly UseQueryResult<Flow>[]) {
  return {
    flows: found.flatMap(({ data }): readonly Flow[] => (data ? [data] : [])),
    isPending: found.some(({ isPending }) => isPending),
    error: found.find(({ error }) => error)?.error ?? null,
  }
}

/** The kind of record, and beside it what its flow promises. The same one until one of them changes. */
export function useWithClocks(tenant: string, blueprint: Blueprint): Blueprint {
  const flows = useFlows(tenant).data?.items
  return useMemo(() => {
    const own = flows?.filter((flow) => flow.blueprint === blueprint.name) ?? []
    const clocks = own.flatMap((flow) => flow.clocks ?? [])
    return clocks.length > 0 ? { ...blueprint, clocks } : blueprint
  }, [blueprint, flows])
}

export async function createFlow(tenant: string, flow: JsonObject): Promise<Flow> {
  return readFlow(await post<Flow>(path('tenants', tenant, 'flows'), flow, { idempotencyKey: newIdempotencyKey() }))
}

/** The draft that everybody who builds shares. */
export interface FlowDraft {
  /** 0 while there is none: `definition` is then the published flow. */
  readonly rev: number
  /** The version it begins from. */
  readonly base: number
  readonly definition: Flow
  readonly updatedBy: string | null
}

const flowDraftPath = (tenant: string, name: string) => `${path('tenants', tenant, 'flows', name)}/draft`

/** As an answer says it. */
export function readDraft(answer: FlowDraft): FlowDraft {
  return { ...answer, definition: readFlow(answer.definition) }
}

/** Read anew whenever the builder is opened: what was read before must not be the ground of a change. */
export function useSharedFlowDraft(tenant: string, name: string | undefined) {
  return useQuery({
    queryKey: [...keys.flows(tenant), name, 'draft'],
    queryFn: async () => readDraft(await get<FlowDraft>(flowDraftPath(tenant, name ?? ''))),
    enabled: name !== undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
}

/** The flows that move a blueprint's records and have a draft. Held apart from the drafts, which are read to be written on. */
export function useFlowChangesWait(tenant: string, blueprint: string): readonly Flow[] {
  const all = flowsOfKind(useFlows(tenant).data?.items, blueprint)
  const waits = useQueries({
    queries: all.map(({ name }) => ({
      queryKey: [...keys.flows(tenant), name, 'waits'],
      queryFn: async () => (await get<FlowDraft>(flowDraftPath(tenant, name))).rev > 0,
      staleTime: 0,
    })),
  })
  return all.filter((_, at) => waits[at]?.data === true)
}

/** After publishing: there is no draft any more. */
export function forgetFlowDraft(client: QueryClient, tenant: string, published: Flow): void {
  const none: FlowDraft = { rev: 0, base: published.version, definition: published, updatedBy: null }
  client.setQueryData([...keys.flows(tenant), published.name, 'draft'], none)
}

/** 412 when somebody else has written it since `on`; the answer then carries theirs as `current`. */
export async function putFlowDraft(
  tenant: string,
  name: string,
  flow: JsonObject,
  on: Pick<FlowDraft, 'rev' | 'base'>,
): Promise<FlowDraft> {
  const onto = { ifMatch: { rev: on.rev, version: on.base } }
  return readDraft(await put<FlowDraft>(flowDraftPath(tenant, name), flow, onto))
}

export function discardFlowDraft(tenant: string, name: string, on: Pick<FlowDraft, 'rev' | 'base'>): Promise<void> {
  return remove(flowDraftPath(tenant, name), { ifMatch: { rev: on.rev, version: on.base } })
}

/** What publishing would do, and the token that publishing needs. */
export interface FlowPreview {
  readonly token: string
  readonly report: {
    readonly from: number
    readonly to: number
    readonly records: { readonly total: number }
    /** What changes, in the reader's language. */
    readonly sentences: readonly string[]
    readonly states: readonly {
      readonly state: string
      readonly records: number
      readonly stays: boolean
      /** Of one that goes away: where its records would go on most likely. */
      readonly guess?: string
      /** Words on the buttons that records get or lose. */
      readonly gained: readonly string[]
      readonly lost: readonly string[]
    }[]
    readonly findings: readonly Finding[]
    /** Absent when they stay as they are. */
    readonly timers?: {
      /** That run, those of them that would be due at another moment, and those that would be due at once. */
      readonly running: number
      readonly moved: number
      readonly overdue: number
      /** Of these the new ones. */
      readonly overdueNew: number
      readonly exact: boolean
    }
  }
}

/** What becomes of timers that run. */
export type TimerPolicy = 'recompute' | 'keep-deadline' | 'restart'

export interface PublishAnswers {
  readonly moves?: JsonObject | undefined
  readonly timers?: TimerPolicy | undefined
}

/** `moves` says where records go whose state goes away. */
export const previewFlow = (tenant: string, name: string, moves?: JsonObject) =>
  post<FlowPreview>(`${flowDraftPath(tenant, name)}/preview`, { ...(moves && { moves }) })

/** With what was previewed. `job` of the answer moves the records. */
export const publishFlow = async (
  tenant: string,
  name: string,
  token: string,
  { moves, timers }: PublishAnswers = {},
) =>
  readFlow(
    await post<Flow>(
      `${flowDraftPath(tenant, name)}/publish`,
      { token, ...(moves && { moves }), ...(timers && { timers }) },
      { idempotencyKey: newIdempotencyKey() },
    ),
  )

/** A published version. Not kept: it is read to be published again. */
export const readFlowVersion = async (tenant: string, name: string, version: number) =>
  readFlow(
    await get<Flow & { readonly blueprintVersion: number }>(
      path('tenants', tenant, 'flows', name, 'versions', version),
    ),
  )

/** How long records stayed in each state on average, in milliseconds, by the state's key; those that nothing left are not there. */
export function useTimesInStates(tenant: string, name: string | undefined, blueprint: string) {
  return useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'times', name],
    queryFn: async () => {
      const answer = await get<{
        readonly items: readonly { readonly state: string; readonly averageMs: number | null }[]
      }>(path('tenants', tenant, 'flows', name ?? '', 'times'))
      return new Map(answer.items.flatMap(({ state, averageMs }) => (averageMs === null ? [] : [[state, averageMs]])))
    },
    enabled: name !== undefined,
    // Nothing that somebody would see change while they look.
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  })
}

/** How many records stand in each state, by the state's key. */
export function useStateCounts(tenant: string, name: string | undefined, blueprint: string) {
  return useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'states', name],
    queryFn: async () => {
      const answer = await get<Pick<Page<{ readonly state: string; readonly records: number }>, 'items'>>(
        path('tenants', tenant, 'flows', name ?? '', 'states'),
      )
      return new Map(answer.items.map(({ state, records }) => [state, records]))
    },
    enabled: name !== undefined,
  })
}
