// The rows of jobs. Whoever works on one holds a lease; every change by the worker names it, so a job taken over or stopped is noticed.
import { type Db, jsonOf } from '../store/store.ts'
import type { Job, JobCursor, JobError, JobPayload, JobStatus } from './job.ts'

const columns =
  'no, id, payload, status, cursor, done, total, quarantined, errors, attempts, created_at, updated_at, finished_at, created_by'

export async function insertJob(
  tx: Db,
  tenant: number,
  job: {
    readonly id: string
    readonly payload: JobPayload
    readonly total: number | null
    readonly at: number
    readonly by: string
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO job (tenant, id, kind, payload, total, due_at, created_at, updated_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [tenant, job.id, job.payload.kind, JSON.stringify(job.payload), job.total, job.at, job.at, job.at, job.by],
  )
}

export async function findJob(db: Db, tenant: number, id: string): Promise<Job | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM job WHERE tenant = ? AND id = ?`, [tenant, id])
  return row && read(row)
}

/** Newest first, below the row number `before`. */
export async function listJobs(db: Db, tenant: number, before: number, limit: number): Promise<Job[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM job WHERE tenant = ? AND no < ? ORDER BY no DESC LIMIT ?`,
    [tenant, before, limit],
  )
  return rows.map(read)
}

/** Those of one kind that came after the job with this number, newest first. */
export async function jobsAfter(db: Db, tenant: number, kind: Job['payload']['kind'], no: number): Promise<Job[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM job WHERE tenant = ? AND kind = ? AND no > ? ORDER BY no DESC LIMIT 1000`,
    [tenant, kind, no],
  )
  return rows.map(read)
}

export async function pausedJobs(db: Db, tenant: number): Promise<Job[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM job WHERE tenant = ? AND status = 'paused' ORDER BY no DESC LIMIT 1000`,
    [tenant],
  )
  return rows.map(read)
}

/** The oldest job that is due, now leased to `lease`; none while a job of this tenant is at work anywhere. */
export async function leaseDueJob(
  tx: Db,
  tenant: number,
  lease: { readonly name: string; readonly until: number; readonly now: number },
): Promise<Job | undefined> {
  const free = `status IN ('queued', 'running') AND due_at <= ? AND (lease_until IS NULL OR lease_until < ?)`
  const atWork = `EXISTS (SELECT 1 FROM job AS other WHERE other.tenant = ? AND other.status = 'running' AND other.lease_until >= ?)`
  const row = await tx.get<Columns>(
    `UPDATE job SET status = 'running', lease = ?, lease_until = ?, attempts = attempts + 1, updated_at = ?
      WHERE tenant = ? AND ${free} AND NOT ${atWork}
        AND no = (SELECT no FROM job WHERE tenant = ? AND ${free} ORDER BY due_at, no LIMIT 1)
      RETURNING ${columns}`,
    [
      ...[lease.name, lease.until, lease.now],
      ...[tenant, lease.now, lease.now],
      ...[tenant, lease.now],
      ...[tenant, lease.now, lease.now],
    ],
  )
  return row && read(row)
}

/** When the next job may be taken, or undefined when there is none. */
export async function nextDueAt(db: Db, tenant: number): Promise<number | undefined> {
  const row = await db.get<{ at: number | null }>(
    `SELECT MIN(CASE WHEN lease_until IS NULL OR lease_until < due_at THEN due_at ELSE lease_until END) AS at
      FROM job WHERE tenant = ? AND status IN ('queued', 'running')`,
    [tenant],
  )
  return row?.at === null || row === undefined ? undefined : Number(row.at)
}

/** In the transaction of the batch itself. False: the job was stopped or taken over, and the batch must not count. */
export async function checkpointJob(
  tx: Db,
  tenant: number,
  point: {
    readonly no: number
    readonly lease: string
    readonly leaseUntil: number
    readonly cursor: JobCursor
    readonly done: number
    readonly quarantined: number
    readonly errors: readonly JobError[]
    readonly finished: boolean
    readonly at: number
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE job SET cursor = ?, done = ?, quarantined = ?, errors = ?, status = ?, lease_until = ?, attempts = 0, updated_at = ?, finished_at = ?
      WHERE tenant = ? AND no = ? AND lease = ? AND status = 'running'`,
    [
      JSON.stringify(point.cursor),
      point.done,
      point.quarantined,
      JSON.stringify(point.errors),
      point.finished ? 'succeeded' : 'running',
      point.finished ? null : point.leaseUntil,
      point.at,
      point.finished ? point.at : null,
      tenant,
      point.no,
      point.lease,
    ],
  )
  return changes === 1
}

/** A batch failed: again later, or given up. */
export async function postponeJob(
  tx: Db,
  tenant: number,
  failed: {
    readonly no: number
    readonly lease: string
    readonly errors: readonly JobError[]
    readonly dueAt: number
    readonly giveUp: boolean
    readonly at: number
  },
): Promise<void> {
  await tx.run(
    `UPDATE job SET status = ?, errors = ?, due_at = ?, lease = NULL, lease_until = NULL, updated_at = ?, finished_at = ?
      WHERE tenant = ? AND no = ? AND lease = ? AND status = 'running'`,
    [
      failed.giveUp ? 'failed' : 'queued',
      JSON.stringify(failed.errors),
      failed.dueAt,
      failed.at,
      failed.giveUp ? failed.at : null,
      tenant,
      failed.no,
      failed.lease,
    ],
  )
}

/** The program stops: whoever comes next goes on at once. */
export async function handBackJobs(tx: Db, tenant: number, lease: string): Promise<void> {
  await tx.run(
    `UPDATE job SET status = 'queued', lease = NULL, lease_until = NULL WHERE tenant = ? AND lease = ? AND status = 'running'`,
    [tenant, lease],
  )
}

/** The program starts on a database that only one program opens: whoever held a lease is gone. */
export async function freeLeases(tx: Db, tenant: number, own: string): Promise<void> {
  await tx.run(
    `UPDATE job SET lease = NULL, lease_until = NULL WHERE tenant = ? AND lease <> ? AND status = 'running'`,
    [tenant, own],
  )
}

/** It stands still until its reason is gone. */
export async function holdJob(
  tx: Db,
  tenant: number,
  held: { readonly no: number; readonly lease: string; readonly errors: readonly JobError[]; readonly at: number },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE job SET status = 'paused', errors = ?, lease = NULL, lease_until = NULL, attempts = 0, updated_at = ?
      WHERE tenant = ? AND no = ? AND lease = ? AND status = 'running'`,
    [JSON.stringify(held.errors), held.at, tenant, held.no, held.lease],
  )
  return changes === 1
}

/** The reason is gone. */
export async function releaseJob(
  tx: Db,
  tenant: number,
  { no, errors, at }: { readonly no: number; readonly errors: readonly JobError[]; readonly at: number },
): Promise<void> {
  await tx.run(
    `UPDATE job SET status = 'queued', errors = ?, due_at = ?, updated_at = ? WHERE tenant = ? AND no = ? AND status = 'paused'`,
    [JSON.stringify(errors), at, at, tenant, no],
  )
}

/** By a person's wish. False when the job is not in one of the states `from`. */
export async function changeJobStatus(
  tx: Db,
  tenant: number,
  change: {
    readonly id: string
    readonly from: readonly JobStatus[]
    readonly to: JobStatus
    readonly at: number
  },
): Promise<boolean> {
  const ended = change.to === 'cancelled' ? change.at : null
  const { changes } = await tx.run(
    `UPDATE job SET status = ?, lease = NULL, lease_until = NULL, due_at = ?, updated_at = ?, finished_at = ?, attempts = 0
      WHERE tenant = ? AND id = ? AND status IN (${change.from.map(() => '?').join(', ')})`,
    [change.to, change.at, change.at, ended, tenant, change.id, ...change.from],
  )
  return changes === 1
}

interface Columns {
  readonly no: number
  readonly id: string
  readonly payload: unknown
  readonly status: JobStatus
  readonly cursor: unknown
  readonly done: number
  readonly total: number | null
  readonly quarantined: number
  readonly errors: unknown
  readonly attempts: number
  readonly created_at: number
  readonly updated_at: number
  readonly finished_at: number | null
  readonly created_by: string | null
}

function read(row: Columns): Job {
  return {
    no: Number(row.no),
    id: row.id,
    payload: jsonOf<JobPayload>(row.payload),
    status: row.status,
    cursor: row.cursor === null ? 0 : jsonOf<JobCursor>(row.cursor),
    done: Number(row.done),
    total: row.total === null ? null : Number(row.total),
    quarantined: Number(row.quarantined),
    errors: row.errors === null ? [] : jsonOf<JobError[]>(row.errors),
    attempts: row.attempts,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
    createdBy: row.created_by,
  }
}
