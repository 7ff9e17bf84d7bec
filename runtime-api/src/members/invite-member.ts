// Invites an address into a tenant. The answer never tells whether the address has an account.
import { randomUUID } from 'node:crypto'
import { makerOf } from '../api-keys/key-maker.ts'
import { ApiError } from '../errors.ts'
import { findUser } from '../identity/user-table.ts'
import { handOver } from '../mail/hand-over.ts'
import { sayMail } from '../mail/mail-templates.ts'
import type { Scope } from '../runtime.ts'
import type { Role } from '../tenants/tenant-table.ts'
import { invitationLink } from './join-by-mail.ts'
import { insertInvitation, isMemberByEmail, lockMembers, type MemberRow } from './member-table.ts'

const days = 7

export async function inviteMember(
  scope: Scope,
  asked: { readonly email: string; readonly role: Role },
): Promise<MemberRow> {
  const { control, now, config } = scope.runtime
  const email = asked.email.toLowerCase()
  const at = now()
  const { invitation, by } = await control.inTransaction(async (tx) => {
    await lockMembers(tx, scope.tenant.no)
    const maker = await makerOf(tx, scope)
    if (!maker || (asked.role === 'owner' && maker.role !== 'owner')) throw new ApiError('forbidden')
    if (await isMemberByEmail(tx, scope.tenant.no, email)) throw new ApiError('already-exists')
    const row = {
      id: randomUUID(),
      tenant: scope.tenant.no,
      email,
      role: asked.role,
      by: maker.user,
      at,
      expiresAt: at + days * 86_400_000,
    }
    await insertInvitation(tx, row)
    return { invitation: row, by: await findUser(tx, maker.user) }
  })
  const link = invitationLink(scope.runtime, invitation)
  const said = sayMail('invitation', scope.tenant.language, {
    name: by?.name ?? '',
    tenant: scope.tenant.name,
    link,
    support: config.supportEmail,
  })
  // The invitation stands also when the mail is late: it is listed to the invited person after sign-in.
  await handOver(scope.runtime, { to: email, ...said })
  return { id: invitation.id, name: null, email, role: asked.role, status: 'invited', createdAt: at }
}
