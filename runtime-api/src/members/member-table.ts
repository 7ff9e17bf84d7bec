// SQL on who belongs to a tenant and who is invited.
import type { Db } from '../store/store.ts'
import type { Role } from '../tenants/tenant-table.ts'

/** A member, or somebody who is invited and has not accepted yet (then `id` is the invitation's). */
export interface MemberRow {
  readonly id: string
  readonly name: string | null
  readonly email: string
  readonly role: Role
  readonly status: 'active' | 'invited'
  readonly createdAt: number
}

export interface InvitationRow {
  readonly id: string
  readonly tenant: number
  readonly email: string
  readonly role: Role
  /** The user who sent it; null when that one is gone. */
  readonly by: string | null
  readonly expiresAt: number
}

interface Listed {
  id: string
  name: string | null
  email: string
  role: string
  status: string
  created_at: number
}

export async function listMembers(
  db: Db,
  tenant: number,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number; readonly now: number },
): Promise<MemberRow[]> {
  const [at, id] = page.after ?? [-1, '']
  const rows = await db.all<Listed>(
    `SELECT id, name, email, role, status, created_at FROM (
       SELECT u.id, u.name, u.email, m.role, 'active' AS status, m.created_at
         FROM member m JOIN "user" u ON u.id = m.user_id WHERE m.tenant = ?
       UNION ALL
       SELECT i.id, NULL, i.email, i.role, 'invited', i.created_at FROM invitation i WHERE i.tenant = ? AND i.expires_at > ?
     ) AS people WHERE created_at > ? OR (created_at = ? AND id > ?) ORDER BY created_at, id LIMIT ?`,
    [tenant, tenant, page.now, at, at, id, page.limit],
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    status: row.status as MemberRow['status'],
    createdAt: Number(row.created_at),
  }))
}

export async function findRole(db: Db, tenant: number, user: string): Promise<Role | undefined> {
  const row = await db.get<{ role: string }>('SELECT role FROM member WHERE tenant = ? AND user_id = ?', [tenant, user])
  return row?.role as Role | undefined
}

const mostInOne = 128

/** Which of these users belong to the tenant. */
export async function membersAmong(db: Db, tenant: number, users: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let at = 0; at < users.length; at += mostInOne) {
    const some = users.slice(at, at + mostInOne)
    // Lists come in a few lengths only, filled up by repetition, so that few texts are prepared.
    const length = 2 ** Math.ceil(Math.log2(some.length))
    const asked = Array.from({ length }, (_, i) => some[Math.min(i, some.length - 1)] as string)
    const text = `SELECT user_id FROM member WHERE tenant = ? AND user_id IN (${asked.map(() => '?').join(', ')})`
    for (const { user_id } of await db.all<{ user_id: string }>(text, [tenant, ...asked])) found.add(user_id)
  }
  return found
}

export async function membersWithRole(db: Db, tenant: number, role: Role): Promise<string[]> {
  const rows = await db.all<{ user_id: string }>('SELECT user_id FROM member WHERE tenant = ? AND role = ?', [
    tenant,
    role,
  ])
  return rows.map(({ user_id }) => user_id)
}

export async function isMemberByEmail(db: Db, tenant: number, email: string): Promise<boolean> {
  const found = await db.get(
    'SELECT 1 AS found FROM member m JOIN "user" u ON u.id = m.user_id WHERE m.tenant = ? AND u.email = ?',
    [tenant, email],
  )
  return found !== undefined
}

export async function insertMember(db: Db, tenant: number, user: string, role: Role, at: number): Promise<void> {
  await db.run('INSERT INTO member (tenant, user_id, role, created_at) VALUES (?, ?, ?, ?)', [tenant, user, role, at])
}

export async function setRole(db: Db, tenant: number, user: string, role: Role): Promise<void> {
  await db.run('UPDATE member SET role = ? WHERE tenant = ? AND user_id = ?', [role, tenant, user])
}

export async function deleteMember(db: Db, tenant: number, user: string): Promise<void> {
  await db.run('DELETE FROM member WHERE tenant = ? AND user_id = ?', [tenant, user])
}

/**
 * Holds the tenant's row until the transaction ends, so that two owners who leave at once do not both see the other stay.
 * SQLite has one writer and needs no lock.
 */
export async function lockMembers(db: Db, tenant: number): Promise<void> {
  if (db.dialect === 'postgres') await db.get('SELECT no FROM tenant WHERE no = ? FOR UPDATE', [tenant])
}

export async function countOwners(db: Db, tenant: number): Promise<number> {
  const row = await db.get<{ n: number }>(`SELECT count(*) AS n FROM member WHERE tenant = ? AND role = 'owner'`, [
    tenant,
  ])
  return Number(row?.n ?? 0)
}

/** How many people have each role. */
export async function countByRole(db: Db, tenant: number): Promise<{ readonly [role in Role]?: number }> {
  const rows = await db.all<{ role: string; n: number }>(
    'SELECT role, count(*) AS n FROM member WHERE tenant = ? GROUP BY role',
    [tenant],
  )
  return Object.fromEntries(rows.map(({ role, n }) => [role, Number(n)]))
}

/** What the user leaves behind: the tenants where they are, with how many others and how many other owners. */
export async function listStanding(
  db: Db,
  user: string,
): Promise<{ tenant: number; id: string; role: Role; others: number; otherOwners: number }[]> {
  const rows = await db.all<{ tenant: number; id: string; role: string; others: number; owners: number }>(
    `SELECT m.tenant, t.id, m.role,
       (SELECT count(*) FROM member o WHERE o.tenant = m.tenant AND o.user_id <> m.user_id) AS others,
       (SELECT count(*) FROM member o WHERE o.tenant = m.tenant AND o.user_id <> m.user_id AND o.role = 'owner') AS owners
     FROM member m JOIN tenant t ON t.no = m.tenant WHERE m.user_id = ? ORDER BY m.tenant`,
    [user],
  )
  return rows.map((row) => ({
    tenant: Number(row.tenant),
    id: row.id,
    role: row.role as Role,
    others: Number(row.others),
    otherOwners: Number(row.owners),
  }))
}

/** A second invitation of the same address takes the place of the first. */
export async function insertInvitation(
  db: Db,
  invitation: { id: string; tenant: number; email: string; role: Role; by: string; at: number; expiresAt: number },
): Promise<void> {
  await db.run('DELETE FROM invitation WHERE tenant = ? AND email = ?', [invitation.tenant, invitation.email])
  await db.run(
    'INSERT INTO invitation (id, tenant, email, role, created_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [
      invitation.id,
      invitation.tenant,
      invitation.email,
      invitation.role,
      invitation.by,
      invitation.at,
      invitation.expiresAt,
    ],
  )
}

export async function deleteInvitation(db: Db, tenant: number, id: string): Promise<boolean> {
  return (await db.run('DELETE FROM invitation WHERE tenant = ? AND id = ?', [tenant, id])).changes === 1
}

interface Invited {
  id: string
  tenant: number
  email: string
  role: string
  created_by: string | null
  expires_at: number
}

const invitationColumns = 'id, tenant, email, role, created_by, expires_at'

export async function findInvitation(
  db: Db,
  id: string,
  email: string,
  now: number,
): Promise<InvitationRow | undefined> {
  const row = await db.get<Invited>(
    `SELECT ${invitationColumns} FROM invitation WHERE id = ? AND email = ? AND expires_at > ?`,
    [id, email, now],
  )
  return row && invitationOf(row)
}

/** Whoever asks must show that it was sent to them. */
export async function findInvitationById(db: Db, id: string, now: number): Promise<InvitationRow | undefined> {
  const row = await db.get<Invited>(`SELECT ${invitationColumns} FROM invitation WHERE id = ? AND expires_at > ?`, [
    id,
    now,
  ])
  return row && invitationOf(row)
}

function invitationOf(row: Invited): InvitationRow {
  return {
    id: row.id,
    tenant: Number(row.tenant),
    email: row.email,
    role: row.role as Role,
    by: row.created_by,
    expiresAt: Number(row.expires_at),
  }
}

/** Withdrawn with the power of whoever sent it: nobody grants more than they hold. */
export async function deleteInvitationsBy(db: Db, tenant: number, user: string): Promise<void> {
  await db.run('DELETE FROM invitation WHERE tenant = ? AND created_by = ?', [tenant, user])
}

export async function listInvitationsOf(
  db: Db,
  email: string,
  now: number,
): Promise<{ id: string; role: Role; expiresAt: number; tenantName: string; invitedBy: string | null }[]> {
  const rows = await db.all<{
    id: string
    role: string
    expires_at: number
    tenant_name: string
    invited_by: string | null
  }>(
    `SELECT i.id, i.role, i.expires_at, t.name AS tenant_name, u.name AS invited_by FROM invitation i
       JOIN tenant t ON t.no = i.tenant AND t.deleted_at IS NULL LEFT JOIN "user" u ON u.id = i.created_by
      WHERE i.email = ? AND i.expires_at > ? ORDER BY i.created_at, i.id LIMIT 200`,
    [email, now],
  )
  return rows.map((row) => ({
    id: row.id,
    role: row.role as Role,
    expiresAt: Number(row.expires_at),
    tenantName: row.tenant_name,
    invitedBy: row.invited_by,
  }))
}
