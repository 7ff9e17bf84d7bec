// Somebody follows the link of an invitation mail: who invites them where, and joining with a new account. The link proves the address.
import { randomUUID } from 'node:crypto'
import type { Language } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { hashPassword } from '../identity/password-hash.ts'
import { findUser, findUserByEmail, insertProvenUser, takeOverUnproven, type UserRow } from '../identity/user-table.ts'
import type { Runtime } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { findTenantByNo, type Role, type TenantRow } from '../tenants/tenant-table.ts'
import { invitationToken, isInvitationToken } from './invitation-token.ts'
import {
  deleteInvitation,
  findInvitationById,
  findRole,
  type InvitationRow,
  insertMember,
  lockMembers,
} from './member-table.ts'

export interface MailedLink {
  readonly id: string
  readonly token: string
}

/** Behind `#`, which no browser sends to any server: neither an access log nor a Referer ever holds the token. */
export function invitationLink(
  runtime: Runtime,
  invitation: Pick<InvitationRow, 'id' | 'email' | 'expiresAt'>,
): string {
  return `${runtime.config.publicUrl}/invitations/${invitation.id}#${invitationToken(runtime, invitation)}`
}

export interface OpenedInvitation {
  readonly tenantName: string
  readonly invitedBy: string | null
  readonly email: string
  readonly role: Role
  readonly expiresAt: number
  /** Its owner signs in; nobody else's password is set by an invitation. */
  readonly hasAccount: boolean
}

/** A wrong token is 404, like an invitation that does not exist. */
export async function openInvitation(runtime: Runtime, link: MailedLink): Promise<OpenedInvitation> {
  const db = runtime.control.read
  const invitation = await invitationOf(runtime, db, link)
  const tenant = await tenantOf(db, invitation)
  const by = invitation.by === null ? undefined : await findUser(db, invitation.by)
  const account = await findUserByEmail(db, invitation.email)
  return {
    tenantName: tenant.name,
    invitedBy: by?.name ?? null,
    email: invitation.email,
    role: invitation.role,
    expiresAt: invitation.expiresAt,
    hasAccount: isProven(account),
  }
}

/**
 * Makes the account of the invited address, confirmed, and its membership at once. An account whose address nobody ever
 * confirmed may have been made by anybody: it is taken over with a new name and password. 409 `already-exists` where the
 * address has a confirmed account.
 */
export async function joinWithNewAccount(
  runtime: Runtime,
  link: MailedLink,
  person: { readonly name: string; readonly password: string; readonly language: Language },
): Promise<{ readonly tenant: TenantRow; readonly role: Role; readonly email: string }> {
  // Nobody without the link makes the server hash.
  await invitationOf(runtime, runtime.control.read, link)
  const passwordHash = await hashPassword(person.password)
  const { name, language } = person
  const joined = await runtime.control.inTransaction(async (tx) => {
    const { tenant: no } = await invitationOf(runtime, tx, link)
    // Whoever was faster with the same link has taken it away.
    await lockMembers(tx, no)
    const invitation = await invitationOf(runtime, tx, link)
    const tenant = await tenantOf(tx, invitation)
    const { email, role } = invitation
    const at = new Date(runtime.now()).toISOString()
    const known = await findUserByEmail(tx, email)
    if (isProven(known)) throw new ApiError('already-exists')
    const id = known?.id ?? randomUUID()
    const made = { id, name, email, language, passwordHash, at }
    if (known) await takeOverUnproven(tx, made)
    else if (!(await insertProvenUser(tx, made))) throw new ApiError('already-exists')
    if (!(await findRole(tx, no, id))) await insertMember(tx, no, id, role, runtime.now())
    await deleteInvitation(tx, no, invitation.id)
    return { tenant, role, email }
  })
  runtime.hub.publish(joined.tenant.no, [{ kind: 'members.changed' }])
  return joined
}

const isProven = (user: UserRow | undefined): boolean => user?.emailVerified === true

async function invitationOf(runtime: Runtime, db: Db, { id, token }: MailedLink): Promise<InvitationRow> {
  const invitation = await findInvitationById(db, id, runtime.now())
  if (!invitation || !isInvitationToken(runtime, invitation, token)) throw new ApiError('not-found')
  return invitation
}

async function tenantOf(db: Db, { tenant: no }: InvitationRow): Promise<TenantRow> {
  const tenant = await findTenantByNo(db, no)
  if (!tenant) throw new ApiError('not-found')
  return tenant
}
