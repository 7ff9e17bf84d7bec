// Gives a member another role. What they granted with the power they lose ends with it.
import { revokeApiKeysBy } from '../api-keys/api-key-table.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { Role } from '../tenants/tenant-table.ts'
import { countOwners, deleteInvitationsBy, findRole, lockMembers, setRole } from './member-table.ts'

export async function changeMember(scope: Scope, user: string, role: Role): Promise<void> {
  const { control, now } = scope.runtime
  const tenant = scope.tenant.no
  await control.inTransaction(async (tx) => {
    await lockMembers(tx, tenant)
    const before = await findRole(tx, tenant, user)
    if (!before) throw new ApiError('not-found')
    if (before === role) return
    if (before === 'owner' && (await countOwners(tx, tenant)) === 1) throw new ApiError('last-owner')
    await setRole(tx, tenant, user, role)
    if (before !== 'owner') return
    await revokeApiKeysBy(tx, tenant, user, 'owner', now())
    await deleteInvitationsBy(tx, tenant, user)
  })
}
