// Which records a job has written, and the rev that it left each at.
import type { Db } from '../store/store.ts'

export interface BulkChange {
  /** The record's number. */
  readonly record: number
  readonly rev: number
}

export async function insertBulkChange(
  tx: Db,
  tenant: number,
  job: number,
  { record, rev }: BulkChange,
): Promise<void> {
  await tx.run('INSERT INTO bulk_change (tenant, job, record, rev) VALUES (?, ?, ?, ?)', [tenant, job, record, rev])
}

/** Newest record first, below the number `before`. */
export async function bulkChangesBefore(
  db: Db,
  tenant: number,
  job: number,
  before: number,
  limit: number,
): Promise<BulkChange[]> {
  return db.all<BulkChange>(
    'SELECT record, rev FROM bulk_change WHERE tenant = ? AND job = ? AND record < ? ORDER BY record DESC LIMIT ?',
    [tenant, job, before, limit],
  )
}

export async function countBulkChanges(db: Db, tenant: number, job: number): Promise<number> {
  const row = await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM bulk_change WHERE tenant = ? AND job = ?', [
    tenant,
    job,
  ])
  return Number(row?.n ?? 0)
}

/** Of jobs that ended before a moment. Answers how many went. */
export async function dropOldBulkChanges(tx: Db, tenant: number, before: number, limit: number): Promise<number> {
  const { changes } = await tx.run(
    `DELETE FROM bulk_change WHERE tenant = ? AND (job, record) IN (
      SELECT c.job, c.record FROM bulk_change c JOIN job j ON j.tenant = c.tenant AND j.no = c.job
        WHERE c.tenant = ? AND j.finished_at < ? LIMIT ?)`,
    [tenant, tenant, before, limit],
  )
  return changes
}
