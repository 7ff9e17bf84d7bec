// Takes a member out of a tenant, or withdraws an invitation. Keys they made end with them; what they wrote stays.
import { revokeApiKeysBy } from '../api-keys/api-key-table.ts'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { forgetMember } from './forget-member.ts'
import {
  countOwners,
  deleteInvitation,
  deleteInvitationsBy,
  deleteMember,
  findRole,
  lockMembers,
} from './member-table.ts'

/** An owner may remove anybody, everybody may leave. */
export async function removeMember(scope: Scope, id: string): Promise<void> {
  const { control, now } = scope.runtime
  const tenant = scope.tenant.no
  const isOwner = scope.actor.roles.includes('owner')
  const leaving = scope.actor.kind === 'member' && scope.actor.id === id
  if (!isOwner && !leaving) throw new ApiError('forbidden')
  const hasLeft = await control.inTransaction(async (tx) => {
    await lockMembers(tx, tenant)
    const role = await findRole(tx, tenant, id)
    if (!role) {
      if (await deleteInvitation(tx, tenant, id)) return false
      throw new ApiError('not-found')
    }
    if (role === 'owner' && (await countOwners(tx, tenant)) === 1) throw new ApiError('last-owner')
    await takeOut(tx, tenant, id, now())
    return true
  })
  if (hasLeft) await forgetMember(scope.runtime, tenant, id)
  scope.runtime.hub.publish(tenant, [{ kind: 'members.changed' }])
}

export async function takeOut(tx: Db, tenant: number, user: string, at: number): Promise<void> {
  await deleteMember(tx, tenant, user)
  await revokeApiKeysBy(tx, tenant, user, 'all', at)
  await deleteInvitationsBy(tx, tenant, user)
}
