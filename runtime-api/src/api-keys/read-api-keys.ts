// The keys of a tenant, without their texts.
import type { Scope } from '../runtime.ts'
import { type ApiKeyRow, hasApiKey, listApiKeys } from './api-key-table.ts'

/** Is there such a key of this tenant, and is it still valid? */
export function isKeyOf(scope: Scope, id: string): Promise<boolean> {
  return hasApiKey(scope.runtime.control.read, scope.tenant.no, id)
}

export type { ApiKeyRow } from './api-key-table.ts'

export function readApiKeys(
  scope: Scope,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number },
): Promise<ApiKeyRow[]> {
  return listApiKeys(scope.runtime.control.read, scope.tenant.no, page)
}
