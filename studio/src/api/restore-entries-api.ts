// Many things out of the trash at once: each for itself, so that one refusal keeps no other there.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newIdempotencyKey, path, post } from './api-client.ts'
import { forgetRefusals } from './forget-refusals.ts'
import { inTurns } from './in-turns.ts'
import { keys } from './query-client.ts'
import type { TrashEntry } from './records-api.ts'

/** A page stays usable meanwhile, and a server of many tenants too. */
const lanes = 6

/** Answers with what went wrong, in the order of the entries; undefined where it is back. */
export function useRestoreEntries(tenant: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (entries: readonly TrashEntry[]) => {
      const refusals = new Map<string, unknown>()
      const restore = (entry: TrashEntry) =>
        post(placeOf(tenant, entry), {}, { idempotencyKey: newIdempotencyKey() }).catch((failed: unknown) => {
          refusals.set(entry.id, failed)
        })
      // Records may lead to records of a kind that is in the trash itself.
      await inTurns(
        entries.filter(({ kind }) => kind === 'blueprint'),
        1,
        restore,
      )
      await inTurns(
        entries.filter(({ kind }) => kind === 'record'),
        lanes,
        restore,
      )
      return entries.map(({ id }) => refusals.get(id))
    },
    onSettled: () => {
      forgetRefusals(client, tenant)
      return client.invalidateQueries({ queryKey: keys.tenant(tenant) })
    },
  })
}

function placeOf(tenant: string, entry: TrashEntry): string {
  return entry.kind === 'blueprint'
    ? `${path('tenants', tenant, 'blueprints', entry.id)}/restore`
    : `${path('tenants', tenant, 'records', entry.blueprint, entry.id)}/restore`
}
