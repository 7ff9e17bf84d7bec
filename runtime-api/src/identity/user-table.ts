// SQL on users and sessions that is ours: who is behind a session, and what belongs to a user.
import type { Language } from '@molde/engine'
import type { Db } from '../store/store.ts'

export interface UserRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly emailVerified: boolean
  readonly language: Language | undefined
  readonly mustChangePassword: boolean
  readonly superAdmin: boolean
  readonly createdAt: string
}

interface Row {
  id: string
  name: string
  email: string
  email_verified: number
  language: string | null
  must_change_password: number
  super_admin: number
  created_at: string
}

const userColumns =
  'u.id, u.name, u.email, u.email_verified, u.language, u.must_change_password, u.super_admin, u.created_at'

/** A session that is alive now, with its user; undefined when it was ended, has run out, or never was. */
export async function findSession(
  db: Db,
  by: { readonly id: string } | { readonly token: string },
  now: number,
): Promise<{ readonly session: string; readonly user: UserRow } | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['token', by.token]
  const row = await db.get<Row & { session: string }>(
    `SELECT s.id AS session, ${userColumns} FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.${column} = ? AND s.expires_at > ?`,
    [value, new Date(now).toISOString()],
  )
  return row && { session: row.session, user: userOf(row) }
}

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  const row = await db.get<Row>(`SELECT ${userColumns} FROM "user" u WHERE u.id = ?`, [id])
  return row && userOf(row)
}

export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  const row = await db.get<Row>(`SELECT ${userColumns} FROM "user" u WHERE u.email = ?`, [email])
  return row && userOf(row)
}

interface ProvenUser {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly passwordHash: string
  readonly at: string
}

/** Somebody who has shown that the address is theirs. False when the address has just got an account. */
export async function insertProvenUser(db: Db, user: ProvenUser): Promise<boolean> {
  const made = await db.run(
    `INSERT INTO "user" (id, name, email, email_verified, language, created_at, updated_at)
     VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (email) DO NOTHING`,
    [user.id, user.name, user.email, user.language, user.at, user.at],
  )
  if (made.changes === 0) return false
  await insertPassword(db, user)
  return true
}

/** Whoever made the account never showed that the address is theirs: neither their password nor a session of theirs stays. */
export async function takeOverUnproven(db: Db, user: ProvenUser): Promise<void> {
  await db.run('DELETE FROM session WHERE user_id = ?', [user.id])
  await db.run('DELETE FROM account WHERE user_id = ?', [user.id])
  await db.run('DELETE FROM verification WHERE value = ?', [user.id])
  await db.run('UPDATE "user" SET name = ?, language = ?, email_verified = 1, updated_at = ? WHERE id = ?', [
    user.name,
    user.language,
    user.at,
    user.id,
  ])
  await insertPassword(db, user)
}

async function insertPassword(db: Db, { id, passwordHash, at }: Pick<ProvenUser, 'id' | 'passwordHash' | 'at'>) {
  await db.run(
    `INSERT INTO account (id, user_id, account_id, provider_id, password, created_at, updated_at) VALUES (?, ?, ?, 'credential', ?, ?, ?)`,
    [id, id, id, passwordHash, at, at],
  )
}

export async function anySuperAdmin(db: Db): Promise<boolean> {
  return (await db.get('SELECT 1 AS found FROM "user" WHERE super_admin = 1 LIMIT 1')) !== undefined
}

export async function insertSuperAdmin(
  db: Db,
  user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly passwordHash: string
    readonly at: string
  },
): Promise<void> {
  await db.run(
    `INSERT INTO "user" (id, name, email, email_verified, must_change_password, super_admin, created_at, updated_at)
     VALUES (?, ?, ?, 1, 1, 1, ?, ?)`,
    [user.id, user.name, user.email, user.at, user.at],
  )
  await insertPassword(db, user)
}

export async function updateProfile(
  db: Db,
  id: string,
  change: { readonly name?: string; readonly language?: Language | null },
  at: string,
): Promise<void> {
  if (change.name !== undefined)
    await db.run('UPDATE "user" SET name = ?, updated_at = ? WHERE id = ?', [change.name, at, id])
  if (change.language !== undefined)
    await db.run('UPDATE "user" SET language = ?, updated_at = ? WHERE id = ?', [change.language, at, id])
}

export async function passwordWasChanged(db: Db, id: string): Promise<void> {
  await db.run('UPDATE "user" SET must_change_password = 0 WHERE id = ?', [id])
}

export async function findPasswordHash(db: Db, user: string): Promise<string | undefined> {
  const row = await db.get<{ password: string | null }>(
    `SELECT password FROM account WHERE user_id = ? AND provider_id = 'credential'`,
    [user],
  )
  return row?.password ?? undefined
}

/** The user with sessions and accounts. Memberships must be gone. */
export async function deleteUserRows(db: Db, user: string, email: string): Promise<void> {
  await db.run('DELETE FROM session WHERE user_id = ?', [user])
  await db.run('DELETE FROM account WHERE user_id = ?', [user])
  await db.run('DELETE FROM verification WHERE value = ?', [user])
  await db.run('DELETE FROM invitation WHERE email = ?', [email])
  await db.run('DELETE FROM "user" WHERE id = ?', [user])
}

function userOf(row: Row): UserRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: Number(row.email_verified) === 1,
    language: (row.language as Language | null) ?? undefined,
    mustChangePassword: Number(row.must_change_password) === 1,
    superAdmin: Number(row.super_admin) === 1,
    createdAt: row.created_at,
  }
}

export async function listSessions(db: Db, user: string, now: number) {
  const rows = await db.all<{ id: string; user_agent: string | null; created_at: string; expires_at: string }>(
    'SELECT id, user_agent, created_at, expires_at FROM session WHERE user_id = ? AND expires_at > ? ORDER BY created_at DESC, id LIMIT 200',
    [user, new Date(now).toISOString()],
  )
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }))
}

export async function endSession(db: Db, user: string, id: string): Promise<boolean> {
  return (await db.run('DELETE FROM session WHERE user_id = ? AND id = ?', [user, id])).changes === 1
}
