// A person takes up an invitation that was sent to their verified address.
import { ApiError } from '../errors.ts'
import type { SignedInUser } from '../http/route.ts'
import type { Runtime } from '../runtime.ts'
import { findTenantByNo, type Role, type TenantRow } from '../tenants/tenant-table.ts'
import {
  deleteInvitation,
  findInvitation,
  findRole,
  insertMember,
  listInvitationsOf,
  lockMembers,
} from './member-table.ts'

/** Somebody else's invitation is 404, like one that does not exist. */
export async function acceptInvitation(
  runtime: Runtime,
  user: SignedInUser,
  id: string,
): Promise<{ tenant: TenantRow; role: Role }> {
  const joined = await runtime.control.inTransaction(async (tx) => {
    const found = await findInvitation(tx, id, user.email, runtime.now())
    if (!found) throw new ApiError('not-found')
    // Whoever accepted it a moment ago has taken it away.
    await lockMembers(tx, found.tenant)
    const invitation = await findInvitation(tx, id, user.email, runtime.now())
    const tenant = invitation && (await findTenantByNo(tx, invitation.tenant))
    if (!invitation || !tenant) throw new ApiError('not-found')
    const present = await findRole(tx, tenant.no, user.id)
    if (!present) await insertMember(tx, tenant.no, user.id, invitation.role, runtime.now())
    await deleteInvitation(tx, tenant.no, id)
    return { tenant, role: present ?? invitation.role }
  })
  runtime.hub.publish(joined.tenant.no, [{ kind: 'members.changed' }])
  return joined
}

export async function declineInvitation(runtime: Runtime, user: SignedInUser, id: string): Promise<void> {
  await runtime.control.inTransaction(async (tx) => {
    const invitation = await findInvitation(tx, id, user.email, runtime.now())
    if (!invitation) throw new ApiError('not-found')
    await deleteInvitation(tx, invitation.tenant, id)
  })
}

export function readInvitations(runtime: Runtime, user: SignedInUser) {
  return listInvitationsOf(runtime.control.read, user.email, runtime.now())
}
