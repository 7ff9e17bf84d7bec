// SQL on the registry of tenants and on who may enter them.
import type { Language } from '@molde/engine'
import type { Db } from '../store/store.ts'

export type Role = 'owner' | 'member'

export const weekStarts = ['monday', 'saturday', 'sunday'] as const
export type WeekStart = (typeof weekStarts)[number]

/** `no` is internal and leads every key; `id` and `slug` are public. */
export interface TenantRow {
  readonly no: number
  readonly id: string
  readonly slug: string
  readonly name: string
  /** IANA zone. */
  readonly timezone: string
  readonly language: Language
  /** Those in which the tenant has words of its own; the first is `language`. */
  readonly languages: readonly Language[]
  /** ISO 4217: what a new amount of money begins with, whoever writes it. Null in a tenant that is older than the question. */
  readonly currency: string | null
  /** Null: as is usual where the reader's language is spoken. */
  readonly weekStart: WeekStart | null
  readonly rev: number
  readonly createdAt: number
}

interface Row {
  no: number
  id: string
  slug: string
  name: string
  timezone: string
  language: string
  languages: string | null
  currency: string | null
  week_start: string | null
  rev: number
  created_at: number
  role?: string
}

const columns =
  't.no, t.id, t.slug, t.name, t.timezone, t.language, t.languages, t.currency, t.week_start, t.rev, t.created_at'

/** `name` is the slug or the id. The role is what this user has in it now; undefined when the tenant is not theirs. */
export async function findTenantOfMember(
  db: Db,
  name: string,
  user: string,
): Promise<{ tenant: TenantRow; role: Role } | undefined> {
  const row = await db.get<Row>(
    `SELECT ${columns}, m.role FROM tenant t JOIN member m ON m.tenant = t.no AND m.user_id = ?
      WHERE (t.slug = ? OR t.id = ?) AND t.deleted_at IS NULL`,
    [user, name, name],
  )
  return row && { tenant: tenantOf(row), role: row.role as Role }
}

export async function findTenantById(db: Db, id: string): Promise<TenantRow | undefined> {
  const row = await db.get<Row>(`SELECT ${columns} FROM tenant t WHERE t.id = ? AND t.deleted_at IS NULL`, [id])
  return row && tenantOf(row)
}

export async function findTenantByNo(db: Db, no: number): Promise<TenantRow | undefined> {
  const row = await db.get<Row>(`SELECT ${columns} FROM tenant t WHERE t.no = ? AND t.deleted_at IS NULL`, [no])
  return row && tenantOf(row)
}

export async function listTenantsOfMember(
  db: Db,
  user: string,
  page: { readonly after: readonly [number, string] | undefined; readonly limit: number },
): Promise<{ tenant: TenantRow; role: Role }[]> {
  const [at, id] = page.after ?? [-1, '']
  const rows = await db.all<Row>(
    `SELECT ${columns}, m.role FROM tenant t JOIN member m ON m.tenant = t.no
      WHERE m.user_id = ? AND t.deleted_at IS NULL AND (t.created_at > ? OR (t.created_at = ? AND t.id > ?))
      ORDER BY t.created_at, t.id LIMIT ?`,
    [user, at, at, id, page.limit],
  )
  return rows.map((row) => ({ tenant: tenantOf(row), role: row.role as Role }))
}

export async function countTenantsOfMember(db: Db, user: string): Promise<number> {
  const row = await db.get<{ n: number }>('SELECT count(*) AS n FROM member WHERE user_id = ?', [user])
  return Number(row?.n ?? 0)
}

/** Every living tenant, for the worker. */
export async function listTenantNumbers(db: Db): Promise<number[]> {
  const rows = await db.all<{ no: number }>('SELECT no FROM tenant WHERE deleted_at IS NULL ORDER BY no')
  return rows.map(({ no }) => Number(no))
}

export async function insertTenant(
  db: Db,
  tenant: Pick<TenantRow, 'id' | 'slug' | 'name' | 'timezone' | 'language' | 'languages' | 'currency' | 'weekStart'> & {
    readonly at: number
  },
): Promise<TenantRow | undefined> {
  const { changes } = await db.run(
    `INSERT INTO tenant (id, slug, name, timezone, language, languages, currency, week_start, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING`,
    [
      tenant.id,
      tenant.slug,
      tenant.name,
      tenant.timezone,
      tenant.language,
      tenant.languages.join(' '),
      tenant.currency,
      tenant.weekStart,
      tenant.at,
    ],
  )
  if (changes === 0) return undefined
  const row = await db.get<Row>(`SELECT ${columns} FROM tenant t WHERE t.id = ?`, [tenant.id])
  return row && tenantOf(row)
}

/** Compare-and-set on the rev; answers whether it was still the expected one. */
export async function updateTenant(
  db: Db,
  before: TenantRow,
  after: Pick<TenantRow, 'slug' | 'name' | 'timezone' | 'language' | 'languages' | 'currency' | 'weekStart'>,
): Promise<boolean> {
  const { changes } = await db.run(
    `UPDATE tenant SET slug = ?, name = ?, timezone = ?, language = ?, languages = ?, currency = ?,
        week_start = ?, rev = rev + 1
      WHERE no = ? AND rev = ? AND deleted_at IS NULL`,
    [
      after.slug,
      after.name,
      after.timezone,
      after.language,
      after.languages.join(' '),
      after.currency,
      after.weekStart,
      before.no,
      before.rev,
    ],
  )
  return changes === 1
}

export async function slugIsTaken(db: Db, slug: string, but: number): Promise<boolean> {
  return (await db.get('SELECT 1 AS found FROM tenant WHERE slug = ? AND no <> ?', [slug, but])) !== undefined
}

/** Nobody enters it any more. The slug becomes free; the data stays until it is purged. */
export async function markTenantDeleted(db: Db, no: number, id: string, at: number): Promise<void> {
  await db.run('UPDATE tenant SET deleted_at = ?, slug = ? WHERE no = ?', [at, `deleted ${id}`, no])
  await db.run('UPDATE api_key SET revoked_at = ? WHERE tenant = ? AND revoked_at IS NULL', [at, no])
  await db.run('DELETE FROM invitation WHERE tenant = ?', [no])
  await db.run('DELETE FROM member WHERE tenant = ?', [no])
}

function tenantOf(row: Row): TenantRow {
  const language = row.language as Language
  return {
    no: Number(row.no),
    id: row.id,
    slug: row.slug,
    name: row.name,
    timezone: row.timezone,
    language,
    languages: row.languages ? (row.languages.split(' ') as Language[]) : [language],
    currency: row.currency,
    weekStart: row.week_start as WeekStart | null,
    rev: Number(row.rev),
    createdAt: Number(row.created_at),
  }
}
