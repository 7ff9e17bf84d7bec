// What may be done with a record now, and doing it.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, path, post } from './api-client.ts'
import { keys } from './query-client.ts'
import type { ToldClock, WireData, WireRecord } from './records-api.ts'

export interface AvailableTransition {
  readonly event: string
  /** Name of the flow whose event it is. */
  readonly flow?: string
  /** Id of the transition it would take. */
  readonly transition?: string
  readonly label?: Label | null
  /**
   * Key of the state it leads to, that of a region or of another flow than the main one as `field.STATE`; null for an event of
   * another state.
   */
  readonly to: string | null
  /** Where other regions go by the same event, named so, too. */
  readonly alsoTo?: readonly string[]
  /** Fields asked for, by key. */
  readonly form: readonly { readonly field: string; readonly required: boolean }[]
  readonly allowed: boolean
  /** Of the refusal: `guard` for a condition that does not hold. */
  readonly code?: string
  /** Why not, in the reader's language. */
  readonly reason?: string | null
}

const transitionsPath = (tenant: string, blueprint: string, id: string) =>
  path('tenants', tenant, 'records', blueprint, id, 'transitions')

const transitionsQuery = (tenant: string, blueprint: string, id: string) =>
  queryOptions({
    queryKey: keys.transitions(tenant, blueprint, id),
    queryFn: async () => readTransitions(await get<Transitions>(transitionsPath(tenant, blueprint, id))),
  })

/** What may be done with a record now, and where it stands. */
export interface Transitions {
  readonly state: string | null
  readonly items: readonly AvailableTransition[]
  /** The main one first. */
  readonly flows?: readonly { readonly flow: string; readonly stateField: string; readonly state: string | null }[]
}

/** In an answer a state is named as its own flow names it: here it is named as seen from the record, which may have several. */
export function readTransitions({ flows = [], ...answer }: Transitions): Transitions {
  const further = new Map(flows.slice(1).map(({ flow, stateField }) => [flow, stateField]))
  const items = answer.items.map((one) => {
    const field = further.get(one.flow ?? '')
    if (field === undefined) return one
    const named = (state: string) => (state.includes('.') ? state : `${field}.${state}`)
    const alsoTo = one.alsoTo?.map(named)
    return { ...one, to: one.to === null ? null : named(one.to), ...(alsoTo && { alsoTo }) }
  })
  return { ...answer, items, flows }
}

export function useTransitions(tenant: string, blueprint: string, id: string, enabled: boolean) {
  return useQuery({ ...transitionsQuery(tenant, blueprint, id), enabled })
}

/** Something that happens to a record by itself, in the state in which it stands. */
export interface RecordTimer {
  readonly name: string
  /** Name of the flow that it belongs to. */
  readonly flow?: string
  readonly event: string
  readonly label: Label
  readonly dueAt: string
  readonly status: 'armed' | 'done' | 'refused' | 'failed'
  /** Why not, in the language of the tenant. */
  readonly reason?: string
}

/** A promised time of the record. */
export interface RecordClock extends Omit<ToldClock, 'toldAt'> {
  readonly name: string
  /** Name of the flow that it belongs to. */
  readonly flow?: string
  readonly label: Label
  readonly elapsed: string
  readonly calendar?: string
}

interface ByItself {
  readonly items: readonly RecordTimer[]
  readonly clocks: readonly RecordClock[]
}

export function useTimers(tenant: string, blueprint: string, id: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.timers(tenant, blueprint, id),
    queryFn: () => get<ByItself>(path('tenants', tenant, 'records', blueprint, id, 'timers')),
    enabled,
    // One that is refused changes nothing that would be told.
    refetchInterval: ({ state }) => untilDue(state.data),
  })
}

const longestWait = 3_600_000

/** Until shortly after the next one is due, in milliseconds; false when none is soon. */
function untilDue({ items, clocks }: ByItself = { items: [], clocks: [] }): number | false {
  const moments = [
    ...items.flatMap(({ status, dueAt }) => (status === 'armed' ? [dueAt] : [])),
    ...clocks.flatMap(({ dueAt, breachedAt }) => (breachedAt === undefined ? (dueAt ?? []) : [])),
  ]
  const due = moments.map((at) => Date.parse(at) - Date.now())
  const next = Math.max(1_000, Math.min(...due) + 1_000)
  return next <= longestWait ? next : false
}

/** The same when it is asked for by an act and not by what is shown: fresh, whatever was known, or no older than told, in ms. */
export function useAskTransitions(tenant: string, blueprint: string, staleTime = 0) {
  const client = useQueryClient()
  return useCallback(
    async (id: string): Promise<readonly AvailableTransition[]> =>
      (await client.fetchQuery({ ...transitionsQuery(tenant, blueprint, id), staleTime })).items,
    [client, tenant, blueprint, staleTime],
  )
}

export interface SendEvent {
  readonly id: string
  readonly event: string
  readonly input: WireData
  readonly on: { readonly rev: number; readonly version: number }
  readonly idempotencyKey: string
}

export function sendEvent(
  tenant: string,
  blueprint: string,
  { id, event, input, on, idempotencyKey }: SendEvent,
): Promise<WireRecord> {
  return post<WireRecord>(`${transitionsPath(tenant, blueprint, id)}/${encodeURIComponent(event)}`, input, {
    ifMatch: on,
    idempotencyKey,
  })
}

export function useSendEvent(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (send: SendEvent) => sendEvent(tenant, blueprint, send),
    onSuccess: async (record) => {
      client.setQueryData(keys.record(tenant, blueprint, record.id), record)
      await client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) })
    },
  })
}

/** Takes the last step back. `rev` is the one after it; refused when somebody has changed the record since. */
export function useUndoStep(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, rev }: { readonly id: string; readonly rev: number }) =>
      post<WireRecord>(
        path('tenants', tenant, 'records', blueprint, id, 'undo'),
        { rev },
        {
          idempotencyKey: newIdempotencyKey(),
        },
      ),
    onSuccess: (record) => client.setQueryData(keys.record(tenant, blueprint, record.id), record),
    onSettled: () => client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) }),
  })
}
