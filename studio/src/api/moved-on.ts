// Have the records of a kind, or has a record, moved on to another kind? The refusal says to which.
import { ApiError } from './api-client.ts'

/** The other kind's name; undefined where something else went wrong. */
export function movedOnTo(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.status !== 410) return undefined
  const { blueprint } = (error.body ?? {}) as { readonly blueprint?: unknown }
  return typeof blueprint === 'string' ? blueprint : undefined
}
