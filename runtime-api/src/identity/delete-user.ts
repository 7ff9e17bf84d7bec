// A person leaves for good: account, sessions and memberships go; tenants that were only theirs are closed.
import { ApiError } from '../errors.ts'
import type { SignedInUser } from '../http/route.ts'
import { forgetMember } from '../members/forget-member.ts'
import { listStanding, lockMembers } from '../members/member-table.ts'
import { takeOut } from '../members/remove-member.ts'
import type { Runtime } from '../runtime.ts'
import { markTenantDeleted } from '../tenants/tenant-table.ts'
import { verifyPassword } from './password-hash.ts'
import { deleteUserRows, findPasswordHash } from './user-table.ts'

/**
 * Refused while others would be left in a tenant without an owner: the choice who follows is the person's, not ours.
 * Records and comments keep the id of who wrote them; nothing leads from it to a person any more. What was the person's
 * alone (notifications, followed records, favourites) is erased.
 */
export async function deleteUser(runtime: Runtime, user: SignedInUser, password: string): Promise<void> {
  const hash = await findPasswordHash(runtime.control.read, user.id)
  if (hash === undefined || !(await verifyPassword({ hash, password }))) throw new ApiError('wrong-password')
  const left = await runtime.control.inTransaction(async (tx) => {
    const at = runtime.now()
    for (const { tenant } of await listStanding(tx, user.id)) await lockMembers(tx, tenant)
    const standing = await listStanding(tx, user.id)
    if (standing.some((one) => one.role === 'owner' && one.others > 0 && one.otherOwners === 0))
      throw new ApiError('last-owner')
    for (const { tenant, id, others } of standing) {
      await takeOut(tx, tenant, user.id, at)
      if (others === 0) await markTenantDeleted(tx, tenant, id, at)
    }
    await deleteUserRows(tx, user.id, user.email)
    return standing
  })
  for (const { tenant } of left) await forgetMember(runtime, tenant, user.id)
}
