// Ends a key at once.
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import { revokeApiKeyRow } from './api-key-table.ts'

export async function revokeApiKey(scope: Scope, id: string): Promise<void> {
  const { control, now } = scope.runtime
  const revoked = await control.inTransaction((tx) => revokeApiKeyRow(tx, scope.tenant.no, id, now()))
  if (!revoked) throw new ApiError('not-found')
}
