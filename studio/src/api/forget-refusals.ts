// What was refused is no answer for ever: what was in the trash may be back, and who had no access may have it now.
import type { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-client.ts'

/**
 * As if it had never been asked for. A page throws the refusal that it finds, and then is not there any more to ask again; so it does not
 * help to call such an answer stale. What is seen is asked for at once. A server that could not be reached has refused nothing.
 */
export function forgetRefusals(client: QueryClient, tenant: string): void {
  void client.resetQueries({
    queryKey: ['tenant', tenant],
    predicate: ({ state: { error } }) => error instanceof ApiError && refusals.has(error.status),
  })
}

const refusals = new Set([403, 404, 410])
