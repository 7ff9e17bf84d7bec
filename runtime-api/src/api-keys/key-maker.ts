// In whose name does an actor grant something? A key acts for the person who made it, with what that person holds now.
import { findRole } from '../members/member-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { Role } from '../tenants/tenant-table.ts'
import { findMakerOfKey } from './api-key-table.ts'

export async function makerOf(
  tx: Db,
  scope: Scope,
): Promise<{ readonly user: string; readonly role: Role } | undefined> {
  const user = scope.actor.kind === 'key' ? await findMakerOfKey(tx, scope.actor.id) : scope.actor.id
  const role = user && (await findRole(tx, scope.tenant.no, user))
  return user && role ? { user, role: scope.actor.roles.includes('owner') ? role : 'member' } : undefined
}
