// A tenant's flows as the API says them.
import type { JsonObject } from '@molde/engine'
import { useQuery } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, newIdempotencyKey, type Page, path, post, put } from './api-client.ts'
import { keys } from './query-client.ts'

export interface WireFlowState {
  readonly id?: string
  readonly label?: Label
  readonly color?: string
  readonly type?: 'final'
  /** Where it lies on the canvas. */
  readonly pos?: { readonly x: number; readonly y: number }
  readonly [member: string]: unknown
}

export interface WireTransition {
  readonly id?: string
  readonly event: string
  readonly label?: Label
  readonly from: readonly string[] | '*'
  readonly to: string
  readonly [member: string]: unknown
}

export interface Flow {
  readonly name: string
  readonly version: number
  readonly label?: Label
  readonly blueprint: string
  /** Key of the field that holds the state. */
  readonly stateField: string
  readonly initial: string
  readonly states: { readonly [key: string]: WireFlowState }
  readonly transitions: readonly WireTransition[]
  readonly findings?: readonly Finding[]
}

export interface Finding {
  readonly check: string
  readonly severity: 'info' | 'warn' | 'block'
  readonly state?: string
  readonly transition?: string
  readonly message: string
}

export function useFlows(tenant: string) {
  return useQuery({
    queryKey: keys.flows(tenant),
    queryFn: () => get<Page<Flow>>(path('tenants', tenant, 'flows'), { query: { limit: 200 } }),
  })
}

/** The flow that moves a blueprint's records, or undefined when it has none. */
export function useFlowOf(tenant: string, blueprint: string) {
  const flows = useFlows(tenant)
  const name = flows.data?.items.find((flow) => flow.blueprint === blueprint)?.name
  const flow = useQuery({
    queryKey: [...keys.flows(tenant), name],
    queryFn: () => get<Flow>(path('tenants', tenant, 'flows', name ?? '')),
    enabled: name !== undefined,
  })
  return {
    flow: name === undefined ? undefined : flow.data,
    pending: flows.isPending || (name !== undefined && flow.isPending),
    error: flows.error ?? flow.error,
  }
}

export function createFlow(tenant: string, flow: JsonObject): Promise<Flow> {
  return post<Flow>(path('tenants', tenant, 'flows'), flow, { idempotencyKey: newIdempotencyKey() })
}

/** Replaces the whole definition: saved as the draft, previewed, published. */
export async function publishFlow(tenant: string, name: string, flow: JsonObject): Promise<Flow> {
  const draft = `${path('tenants', tenant, 'flows', name)}/draft`
  await put<Flow>(draft, flow)
  const { token } = await post<{ readonly token: string }>(`${draft}/preview`, {})
  return post<Flow>(`${draft}/publish`, { token }, { idempotencyKey: newIdempotencyKey() })
}
