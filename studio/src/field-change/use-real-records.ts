// Records to try a change on: the first few hundred, read once.
import { useQuery } from '@tanstack/react-query'
import type { Page } from '../api/api-client.ts'
import { keys } from '../api/query-client.ts'
import { readPage, type WireRecord } from '../api/records-api.ts'

const mostRecords = 500

export interface RealRecords {
  readonly records: readonly WireRecord[]
  /** How many there are in all, and whether there may be more. */
  readonly count: Page<WireRecord>['count']
}

export function useRealRecords(tenant: string, blueprint: string, enabled = true) {
  return useQuery({
    queryKey: [...keys.records(tenant, blueprint), 'to-try'],
    queryFn: async ({ client, signal }): Promise<RealRecords> => {
      const records: WireRecord[] = []
      let count: RealRecords['count']
      let cursor: string | undefined
      do {
        const isFirst = cursor === undefined
        const page = await readPage(client, { tenant, blueprint, ask: {}, cursor, count: isFirst, signal })
        if (isFirst) count = page.count
        records.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined && records.length < mostRecords)
      return { records: records.slice(0, mostRecords), count }
    },
    staleTime: 60_000,
    enabled,
  })
}
