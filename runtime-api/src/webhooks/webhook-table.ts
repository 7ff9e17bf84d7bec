// The rows of webhooks: where a tenant's flows may call, and under which secret.
import type { Db } from '../store/store.ts'

/** `gone`: the receiver has said that there is nothing any more. */
type WebhookStatus = 'on' | 'paused' | 'gone'

export interface WebhookRow {
  readonly name: string
  readonly url: string
  readonly description: string | null
  readonly status: WebhookStatus
  /** Under encryption, both. */
  readonly secret: string
  readonly earlierSecret: string | null
  readonly earlierUntil: number | null
  readonly createdAt: number
  readonly createdBy: string | null
  readonly updatedAt: number
}

const columns =
  'name, url, description, status, secret, earlier_secret, earlier_until, created_at, created_by, updated_at'

interface Columns extends Pick<WebhookRow, 'name' | 'url' | 'description' | 'status' | 'secret'> {
  readonly earlier_secret: string | null
  readonly earlier_until: number | null
  readonly created_at: number
  readonly created_by: string | null
  readonly updated_at: number
}

function read(row: Columns): WebhookRow {
  const { name, url, description, status, secret } = row
  return {
    ...{ name, url, description, status, secret, earlierSecret: row.earlier_secret, createdBy: row.created_by },
    earlierUntil: row.earlier_until === null ? null : Number(row.earlier_until),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  }
}

export async function findWebhook(db: Db, tenant: number, name: string): Promise<WebhookRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM webhook WHERE tenant = ? AND name = ?`, [tenant, name])
  return row && read(row)
}

/** In the order of their names. */
export async function listWebhooks(db: Db, tenant: number): Promise<WebhookRow[]> {
  const rows = await db.all<Columns>(`SELECT ${columns} FROM webhook WHERE tenant = ? ORDER BY name`, [tenant])
  return rows.map(read)
}

export async function insertWebhook(
  tx: Db,
  tenant: number,
  one: Pick<WebhookRow, 'name' | 'url' | 'description' | 'secret' | 'createdBy' | 'createdAt'>,
): Promise<void> {
  await tx.run(
    `INSERT INTO webhook (tenant, name, url, description, secret, created_by, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [tenant, one.name, one.url, one.description, one.secret, one.createdBy, one.createdAt, one.createdAt],
  )
}

export async function updateWebhook(
  tx: Db,
  tenant: number,
  { name, url, description, status, secret, earlierSecret, earlierUntil, updatedAt }: WebhookRow,
): Promise<void> {
  await tx.run(
    `UPDATE webhook SET url = ?, description = ?, status = ?, secret = ?, earlier_secret = ?, earlier_until = ?, updated_at = ?
      WHERE tenant = ? AND name = ?`,
    [url, description, status, secret, earlierSecret, earlierUntil, updatedAt, tenant, name],
  )
}

/** Nothing is sent there until a person says so; whoever changed the address meanwhile has said so. */
export async function noteGone(tx: Db, tenant: number, name: string, url: string, at: number): Promise<void> {
  await tx.run(`UPDATE webhook SET status = 'gone', updated_at = ? WHERE tenant = ? AND name = ? AND url = ?`, [
    at,
    tenant,
    name,
    url,
  ])
}

export async function deleteWebhook(tx: Db, tenant: number, name: string): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM webhook WHERE tenant = ? AND name = ?', [tenant, name])
  return changes === 1
}
