// Many records at once: each for itself, so that one refusal stops no other.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError, newIdempotencyKey, path, post } from './api-client.ts'
import type { Job } from './jobs-api.ts'
import { keys } from './query-client.ts'
import type { ListAsk, WireData } from './records-api.ts'

export type BulkItem =
  | { readonly op: 'create'; readonly data: WireData }
  | { readonly op: 'update'; readonly id: string; readonly rev: number; readonly data: WireData }
  | { readonly op: 'delete'; readonly id: string; readonly rev: number }

export interface BulkAnswer {
  readonly status: number
  readonly id?: string
  readonly rev?: number
  readonly error?: {
    readonly title: string
    readonly detail?: string
    readonly errors?: readonly { message: string }[]
  }
}

/** What is done with every record of a list. */
export type BulkAct =
  | { readonly op: 'update'; readonly data: WireData }
  | { readonly op: 'delete' }
  | { readonly op: 'transition'; readonly event: string; readonly input: WireData }

/** Answers the job that does it, also with records that are not loaded. */
export function startBulk(
  tenant: string,
  blueprint: string,
  wish: Pick<ListAsk, 'filter' | 'q'> & { readonly act: BulkAct },
): Promise<Job> {
  return post<Job>(path('tenants', tenant, 'records', blueprint, 'bulk-jobs'), wish, {
    idempotencyKey: newIdempotencyKey(),
  })
}

/** The server takes no more in one request. */
const mostInOne = 1_000

/** Answers in the order of the items. When a later request fails, what earlier ones did stands: its items alone are refused. */
export async function sendBulk(
  tenant: string,
  blueprint: string,
  items: readonly BulkItem[],
): Promise<readonly BulkAnswer[]> {
  const answers: BulkAnswer[] = []
  for (let at = 0; at < items.length; at += mostInOne) {
    const some = { items: items.slice(at, at + mostInOne) }
    const to = `${path('tenants', tenant, 'records', blueprint, 'bulk')}?partial=true`
    const ask = post<{ items: BulkAnswer[] }>(to, some, { idempotencyKey: newIdempotencyKey() })
    answers.push(
      ...(await ask.then(
        ({ items }) => items,
        (failed: unknown) => refusals(failed, some.items, at),
      )),
    )
  }
  return answers
}

export function useBulk(tenant: string, blueprint: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (items: readonly BulkItem[]) => sendBulk(tenant, blueprint, items),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.records(tenant, blueprint) }),
        client.invalidateQueries({ queryKey: keys.trash(tenant) }),
      ]),
  })
}

function refusals(failed: unknown, items: readonly BulkItem[], before: number): BulkAnswer[] {
  if (before === 0 || !(failed instanceof ApiError)) throw failed
  return items.map(() => ({ status: failed.status, error: { title: failed.message } }))
}

/** Why an item was refused, as a sentence. */
export function refusalOf({ error }: BulkAnswer): string | undefined {
  return error && (error.errors?.[0]?.message ?? error.detail ?? error.title)
}

/** What the fields hold now, to be written back; null where they are empty. */
export function valuesOf(data: WireData, keys: readonly string[]): WireData {
  return Object.fromEntries(keys.map((key) => [key, data[key] ?? null]))
}
