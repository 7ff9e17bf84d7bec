// What the records of a list come to: sums, averages and counts, as a whole or group by group.
import type { Json } from '@molde/engine'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, type Page, path } from './api-client.ts'
import { keys } from './query-client.ts'
import type { ListAsk, WireRecord } from './records-api.ts'

/** What can be said of all values of a field. */
export const totalFunctions = ['sum', 'avg', 'min', 'max', 'filled', 'empty', 'distinct'] as const
export type TotalFunction = (typeof totalFunctions)[number]

/** By function and field, such as `sum:amount`. Money comes per currency. */
export type TotalValues = { readonly [total: string]: TotalValue }
export type TotalValue = number | string | null | readonly { readonly currency: string; readonly amount: string }[]

export interface TotalGroup {
  /** Null: records without a value. */
  readonly value: Json
  /** Of a relation: what the group is about. */
  readonly record?: WireRecord | null
  readonly count: { readonly value: number; readonly capped: boolean }
  readonly totals: TotalValues
}

export interface Totals {
  readonly count: NonNullable<Page<unknown>['count']>
  readonly totals: TotalValues
  /** There are more records than were looked at. */
  readonly capped: boolean
  /** Those with most records first; absent when no group was asked for. */
  readonly groups?: readonly TotalGroup[]
  readonly moreGroups?: boolean
}

export interface TotalsAsk extends Pick<ListAsk, 'filter' | 'q'> {
  /** `sum:amount`; nothing is asked when there is neither this nor a group. */
  readonly totals: readonly string[]
  readonly group?: string
}

export function useTotals(tenant: string, blueprint: string, ask: TotalsAsk) {
  const client = useQueryClient()
  const { filter, q, totals, group } = ask
  return useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'totals', ask],
    queryFn: async ({ signal }) => {
      const query = { filter, q, totals: totals.join(','), group }
      const answer = await get<Totals>(`${path('tenants', tenant, 'records', blueprint)}/totals`, { query, signal })
      // The titles of groups are there when they are asked for.
      for (const { record } of answer.groups ?? [])
        if (record) client.setQueryData(keys.record(tenant, record.blueprint, record.id), record)
      return answer
    },
    enabled: totals.length > 0 || group !== undefined,
    placeholderData: keepPreviousData,
  })
}
