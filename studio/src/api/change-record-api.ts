// Changing some fields of a record that is seen in a list: shown at once, and put back when the server refuses.
import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, type Page, patch, path } from './api-client.ts'
import { keys } from './query-client.ts'
import type { WireData, WireRecord } from './records-api.ts'

export interface RecordChange {
  readonly record: WireRecord
  readonly data: WireData
  /** Only if nobody has changed the record since: taking back must not take back what somebody else did. */
  readonly exact?: true
}

/** Changes wait for each other, so that the second one of a record is made on what the first one left. */
export function useChangeRecord(tenant: string, blueprint: string) {
  const client = useQueryClient()
  const lists = [...keys.records(tenant, blueprint), 'list']
  return useMutation({
    scope: { id: lists.join('/') },
    mutationFn: ({ record, data, exact }: RecordChange) => {
      const now = exact ? record : (listed(client, lists, record.id) ?? record)
      return patch<WireRecord>(
        path('tenants', tenant, 'records', blueprint, record.id),
        { data },
        // In the words it was typed in, also when there are newer ones by now.
        { ifMatch: { rev: now.rev, version: record.version }, query: { as: record.version } },
      )
    },
    onMutate: async ({ record, data }) => {
      // An answer that is on its way would undo what is shown.
      await client.cancelQueries({ queryKey: lists })
      const before = listed(client, lists, record.id) ?? record
      replace(client, lists, { ...before, data: { ...before.data, ...data } })
      return { before }
    },
    onError: (error, { record }, kept) => replace(client, lists, currentOf(error) ?? kept?.before ?? record),
    onSuccess: (record) => {
      // In an older version's words it would stand wrong among the others, which are read again anyway.
      if (listed(client, lists, record.id)?.version === record.version) replace(client, lists, record)
      client.setQueryData(keys.record(tenant, blueprint, record.id), record)
    },
    // Not waited for: what was changed is shown, and the next change need not wait until all lists were read again.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) })
    },
  })
}

type Lists = InfiniteData<Page<WireRecord>>

function listed(client: QueryClient, lists: readonly unknown[], id: string): WireRecord | undefined {
  return client
    .getQueriesData<Lists>({ queryKey: lists })
    .flatMap(([, list]) => list?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((record) => record.id === id)
    .sort((a, b) => b.rev - a.rev)[0]
}

function replace(client: QueryClient, lists: readonly unknown[], record: WireRecord): void {
  client.setQueriesData<Lists>({ queryKey: lists }, (list) =>
    list === undefined
      ? undefined
      : {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            // How its promised times stand only lists are told.
            items: page.items.map((one) =>
              one.id === record.id ? { ...(one.clocks && { clocks: one.clocks }), ...record } : one,
            ),
          })),
        },
  )
}

/** A 412 carries the record as it is now. */
function currentOf(error: unknown): WireRecord | undefined {
  if (!(error instanceof ApiError) || error.status !== 412) return undefined
  return (error.body as { current?: WireRecord } | undefined)?.current
}
