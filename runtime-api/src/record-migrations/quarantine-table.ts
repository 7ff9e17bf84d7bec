// Records that a migration could not move: they stay whole at their version until somebody mends them or asks again.
import type { FieldId, Issue, Json, UniqueId } from '@molde/engine'
import { inChunks } from '../record-store/record-table.ts'
import { type Db, jsonOf } from '../store/store.ts'

/** A value that cannot be carried over, what is wrong with the record at the target. */
export type QuarantineReason =
  | { readonly kind: 'value'; readonly fields: readonly string[]; readonly values: readonly Json[] }
  | { readonly kind: 'issue'; readonly issue: Issue }
  /** Another record has the values of these fields, and no two may. */
  | { readonly kind: 'duplicate'; readonly rule: UniqueId; readonly fields: readonly FieldId[] }

export interface Quarantined {
  readonly record: number
  /** Public id. */
  readonly id: string
  readonly version: number
  readonly target: number
  readonly reasons: readonly QuarantineReason[]
  readonly at: number
}

export async function putQuarantine(
  tx: Db,
  tenant: number,
  entry: Omit<Quarantined, 'id'> & { readonly blueprint: number; readonly job: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO quarantine (tenant, record, blueprint, job, version, target, reasons, duplicate, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, record) DO UPDATE SET job = excluded.job, version = excluded.version, target = excluded.target,
        reasons = excluded.reasons, duplicate = excluded.duplicate, at = excluded.at`,
    [
      tenant,
      entry.record,
      entry.blueprint,
      entry.job,
      entry.version,
      entry.target,
      JSON.stringify(entry.reasons),
      entry.reasons.every(({ kind }) => kind === 'duplicate') ? 1 : 0,
      entry.at,
    ],
  )
}

export async function leaveQuarantine(tx: Db, tenant: number, records: readonly number[]): Promise<void> {
  // What is answered does not matter: these lists are asked in chunks.
  await inChunks(tx, 'DELETE FROM quarantine WHERE tenant = ? AND record IN', [tenant], records, ' RETURNING record')
}

/** Who has moved by an edit since, or lies in the trash, waits no more. */
const heldBack = `FROM quarantine AS waiting JOIN record ON record.tenant = waiting.tenant AND record.no = waiting.record
  WHERE waiting.tenant = ? AND waiting.blueprint = ? AND record.live = 1 AND record.version <> waiting.target`

/** Nor does who repeats nothing any more where that was all: it only has to be moved. */
const stillWaiting = `${heldBack}
    AND (waiting.duplicate = 0 OR EXISTS (SELECT 1 FROM record_duplicate AS line
      WHERE line.tenant = waiting.tenant AND line.no = waiting.record))`

export interface QuarantinePage {
  readonly before: number
  readonly limit: number
}

/** Newest record first, below the number `before`. */
export async function listQuarantine(
  db: Db,
  tenant: number,
  blueprint: number,
  { before, limit }: QuarantinePage,
): Promise<Quarantined[]> {
  const rows = await db.all<Waiting>(
    `${waitingColumns} ${stillWaiting} AND waiting.record < ? ORDER BY waiting.record DESC LIMIT ?`,
    [tenant, blueprint, before, limit],
  )
  return rows.map(quarantinedOf)
}

type Waiting = Omit<Quarantined, 'reasons'> & { readonly reasons: unknown }

const waitingColumns = 'SELECT waiting.record, record.id, record.version, waiting.target, waiting.reasons, waiting.at'

function quarantinedOf(row: Waiting): Quarantined {
  return {
    ...row,
    record: Number(row.record),
    at: Number(row.at),
    reasons: jsonOf<QuarantineReason[]>(row.reasons),
  }
}

/** Those with these public ids that wait. */
export async function findQuarantined(
  db: Db,
  tenant: number,
  blueprint: number,
  ids: readonly string[],
): Promise<readonly Quarantined[]> {
  const rows = await inChunks<Waiting>(
    db,
    `${waitingColumns} ${stillWaiting} AND record.id IN`,
    [tenant, blueprint],
    ids,
  )
  return rows.map(quarantinedOf)
}

/** `job`: only those that this job could not move. */
export async function countQuarantine(db: Db, tenant: number, blueprint: number, job?: number): Promise<number> {
  const ofJob = job === undefined ? '' : ' AND waiting.job = ?'
  const bindings = [tenant, blueprint, ...(job === undefined ? [] : [job])]
  const row = await db.get<{ n: number | string }>(`SELECT COUNT(*) AS n ${stillWaiting}${ofJob}`, bindings)
  return Number(row?.n ?? 0)
}

/** How many were held back, of all or of those with these ids, and the newest version that one of them was to go to. */
export async function sumOfQuarantine(
  db: Db,
  tenant: number,
  blueprint: number,
  ids: readonly string[] | undefined,
): Promise<{ readonly n: number; readonly target: number }> {
  const named = ids ? ` AND record.id IN (${ids.map(() => '?').join(', ')})` : ''
  const row = await db.get<{ n: number | string; target: number | null }>(
    `SELECT COUNT(*) AS n, MAX(waiting.target) AS target ${heldBack}${named}`,
    [tenant, blueprint, ...(ids ?? [])],
  )
  return { n: Number(row?.n ?? 0), target: row?.target ?? 0 }
}

/** By record number, behind `after`: where each was to go. */
export async function waitingAfter(
  db: Db,
  tenant: number,
  blueprint: number,
  after: number,
  limit: number,
): Promise<readonly Pick<Quarantined, 'record' | 'target'>[]> {
  const rows = await db.all<Pick<Quarantined, 'record' | 'target'>>(
    `SELECT waiting.record, waiting.target ${heldBack} AND waiting.record > ? ORDER BY waiting.record LIMIT ?`,
    [tenant, blueprint, after, limit],
  )
  return rows.map(({ record, target }) => ({ record: Number(record), target }))
}

/** Whether there is anything to leave at all. */
export async function isAnyWaiting(db: Db, tenant: number, blueprint: number): Promise<boolean> {
  return (
    (await db.get('SELECT 1 AS one FROM quarantine WHERE tenant = ? AND blueprint = ? LIMIT 1', [
      tenant,
      blueprint,
    ])) !== undefined
  )
}
