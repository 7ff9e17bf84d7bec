// What may be done with a record now, and doing it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '../text/say-label.ts'
import { get, path, post } from './api-client.ts'
import { keys } from './query-client.ts'
import type { WireData, WireRecord } from './records-api.ts'

export interface AvailableTransition {
  readonly event: string
  readonly label?: Label | null
  /** Key of the state it leads to; null for an event of another state. */
  readonly to: string | null
  /** Fields asked for, by key. */
  readonly form: readonly { readonly field: string; readonly required: boolean }[]
  readonly allowed: boolean
  /** Why not, in the reader's language. */
  readonly reason?: string | null
}

const transitionsPath = (tenant: string, blueprint: string, id: string) =>
  path('tenants', tenant, 'records', blueprint, id, 'transitions')

export function useTransitions(tenant: string, blueprint: string, id: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.transitions(tenant, blueprint, id),
    queryFn: () =>
      get<{ state: string | null; items: readonly AvailableTransition[] }>(transitionsPath(tenant, blueprint, id)),
    enabled,
  })
}

export function useSendEvent(tenant: string, blueprint: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (send: {
      event: string
      input: WireData
      on: { rev: number; version: number }
      idempotencyKey: string
    }) =>
      post<WireRecord>(`${transitionsPath(tenant, blueprint, id)}/${encodeURIComponent(send.event)}`, send.input, {
        ifMatch: send.on,
        idempotencyKey: send.idempotencyKey,
      }),
    onSuccess: async (record) => {
      client.setQueryData(keys.record(tenant, blueprint, id), record)
      await client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) })
    },
  })
}
