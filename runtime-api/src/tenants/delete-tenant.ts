// Closes a tenant: at once nobody enters it. Its data stays on disk until the operator purges it, so a mistake can be mended.
import type { Scope } from '../runtime.ts'
import { markTenantDeleted } from './tenant-table.ts'

export async function deleteTenant(scope: Scope): Promise<void> {
  const { control, now } = scope.runtime
  await control.inTransaction((tx) => markTenantDeleted(tx, scope.tenant.no, scope.tenant.id, now()))
}
