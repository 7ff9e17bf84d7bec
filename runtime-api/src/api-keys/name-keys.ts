// What are the keys called that did something? Also those that were revoked since: what they wrote is still theirs.
import type { Scope } from '../runtime.ts'
import { keyNames } from './api-key-table.ts'

interface Doer {
  readonly kind: string | null
  readonly id: string | null
}

/** Names by id, of the keys among those who did something. */
export function nameKeys(scope: Scope, doers: readonly Doer[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(doers.flatMap(({ kind, id }) => (kind === 'key' && id !== null ? [id] : [])))
  return keyNames(scope.runtime.control.read, scope.tenant.no, [...ids])
}
