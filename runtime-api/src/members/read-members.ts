// Who may work in a tenant, and who is invited.
import type { Scope } from '../runtime.ts'
import { listMembers, type MemberRow } from './member-table.ts'

export type { MemberRow } from './member-table.ts'

export function readMembers(
  scope: Scope,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number },
): Promise<MemberRow[]> {
  return listMembers(scope.runtime.control.read, scope.tenant.no, { ...page, now: scope.runtime.now() })
}
