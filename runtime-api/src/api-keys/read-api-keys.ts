// The keys of a tenant, without their texts.
import type { Scope } from '../runtime.ts'
import { type ApiKeyRow, listApiKeys } from './api-key-table.ts'

export type { ApiKeyRow } from './api-key-table.ts'

export function readApiKeys(
  scope: Scope,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number },
): Promise<ApiKeyRow[]> {
  return listApiKeys(scope.runtime.control.read, scope.tenant.no, page)
}
