// SQL on the keys with which programs reach a tenant. A key itself is never stored.
import type { Db } from '../store/store.ts'
import type { Role } from '../tenants/tenant-table.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly tenant: number
  readonly name: string
  readonly role: Role
  /** The first characters, by which a person recognises it. */
  readonly prefix: string
  readonly createdBy: string | null
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

interface Row {
  id: string
  tenant: number
  name: string
  role: string
  prefix: string
  created_by: string | null
  created_at: number
  last_used_at: number | null
}

const columns = 'id, tenant, name, role, prefix, created_by, created_at, last_used_at'

export async function findApiKey(db: Db, hash: string): Promise<ApiKeyRow | undefined> {
  const row = await db.get<Row>(`SELECT ${columns} FROM api_key WHERE hash = ? AND revoked_at IS NULL`, [hash])
  return row && keyOf(row)
}

export async function hasApiKey(db: Db, tenant: number, id: string): Promise<boolean> {
  const sql = 'SELECT id FROM api_key WHERE tenant = ? AND id = ? AND revoked_at IS NULL'
  return (await db.get(sql, [tenant, id])) !== undefined
}

export async function listApiKeys(
  db: Db,
  tenant: number,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number },
): Promise<ApiKeyRow[]> {
  const [at, id] = page.after ?? [-1, '']
  const rows = await db.all<Row>(
    `SELECT ${columns} FROM api_key WHERE tenant = ? AND revoked_at IS NULL AND (created_at > ? OR (created_at = ? AND id > ?))
      ORDER BY created_at, id LIMIT ?`,
    [tenant, at, at, id, page.limit],
  )
  return rows.map(keyOf)
}

export async function insertApiKey(
  db: Db,
  key: Omit<ApiKeyRow, 'lastUsedAt'> & { readonly hash: string },
): Promise<void> {
  await db.run(
    'INSERT INTO api_key (id, tenant, name, role, hash, prefix, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [key.id, key.tenant, key.name, key.role, key.hash, key.prefix, key.createdBy, key.createdAt],
  )
}

export async function revokeApiKeyRow(db: Db, tenant: number, id: string, at: number): Promise<boolean> {
  const { changes } = await db.run(
    'UPDATE api_key SET revoked_at = ? WHERE tenant = ? AND id = ? AND revoked_at IS NULL',
    [at, tenant, id],
  )
  return changes === 1
}

/** Keys outlive nobody's authority: they end when their maker leaves, owner keys when the maker is no owner any more. */
export async function revokeApiKeysBy(
  db: Db,
  tenant: number,
  user: string,
  which: 'all' | 'owner',
  at: number,
): Promise<void> {
  const owner = which === 'owner' ? ` AND role = 'owner'` : ''
  await db.run(`UPDATE api_key SET revoked_at = ? WHERE tenant = ? AND created_by = ? AND revoked_at IS NULL${owner}`, [
    at,
    tenant,
    user,
  ])
}

export async function noteApiKeyUse(db: Db, id: string, at: number): Promise<void> {
  await db.run('UPDATE api_key SET last_used_at = ? WHERE id = ?', [at, id])
}

function keyOf(row: Row): ApiKeyRow {
  return {
    id: row.id,
    tenant: Number(row.tenant),
    name: row.name,
    role: row.role as Role,
    prefix: row.prefix,
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : Number(row.last_used_at),
  }
}

/** Names by id, also of revoked ones. */
export async function keyNames(db: Db, tenant: number, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const id of ids) {
    const row = await db.get<{ name: string }>('SELECT name FROM api_key WHERE tenant = ? AND id = ?', [tenant, id])
    if (row) names.set(id, row.name)
  }
  return names
}

/** The person behind a key that is still valid. */
export async function findMakerOfKey(db: Db, id: string): Promise<string | undefined> {
  const row = await db.get<{ created_by: string | null }>(
    'SELECT created_by FROM api_key WHERE id = ? AND revoked_at IS NULL',
    [id],
  )
  return row?.created_by ?? undefined
}

/** Also of one that is no longer valid. */
export async function findRoleOfKey(db: Db, tenant: number, id: string): Promise<Role | undefined> {
  const row = await db.get<{ role: string }>('SELECT role FROM api_key WHERE tenant = ? AND id = ?', [tenant, id])
  return row?.role as Role | undefined
}
