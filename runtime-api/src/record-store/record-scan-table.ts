// A blueprint's records one batch after the other, in the order of their numbers: for jobs and reports, never for a page.
import type { SlotName } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { type RecordColumns, type RecordRow, recordColumns, recordOf, type SlotValues } from './record-table.ts'

/** Those after `after`, also the ones in the trash. */
export async function recordsAfter(
  db: Db,
  tenant: number,
  blueprint: number,
  after: number,
  limit: number,
): Promise<RecordRow[]> {
  const live = await recordsIn(db, [tenant, blueprint, 1, after, limit])
  const trashed = await recordsIn(db, [tenant, blueprint, 0, after, limit])
  return [...live, ...trashed].sort((a, b) => a.no - b.no).slice(0, limit)
}

/** Along the index of the default list, which begins with whether a record lives. */
async function recordsIn(db: Db, bindings: readonly number[]): Promise<RecordRow[]> {
  const rows = await db.all<RecordColumns>(
    `SELECT ${recordColumns} FROM record WHERE tenant = ? AND blueprint = ? AND live = ? AND no > ? ORDER BY no LIMIT ?`,
    bindings,
  )
  return rows.map(recordOf)
}

export interface VersionPlace {
  readonly version: number
  /** Record numbers: those behind `after`, up to `last`. */
  readonly after: number
  readonly last: number
  /** The number of a job, and whether those that it brought where they rest are meant or all the others. */
  readonly job: number
  readonly moved: boolean
}

/** Those that rest at one version, in the trash too. */
export async function recordsAtVersion(
  db: Db,
  tenant: number,
  blueprint: number,
  { version, after, last, job, moved }: VersionPlace,
  limit: number,
): Promise<(RecordRow & { readonly migratedFrom: number | null })[]> {
  const rows = await db.all<RecordColumns & { readonly migrated_from: number | null }>(
    `SELECT ${recordColumns}, migrated_from FROM record
      WHERE tenant = ? AND blueprint = ? AND version = ? AND no > ? AND no <= ?
        AND ${moved ? 'migrated_by_job = ?' : '(migrated_by_job IS NULL OR migrated_by_job <> ?)'} ORDER BY no LIMIT ?`,
    [tenant, blueprint, version, after, last, job, limit],
  )
  return rows.map((row) => Object.assign(recordOf(row), { migratedFrom: row.migrated_from }))
}

/** The number of the tenant's newest record. */
export async function lastNumber(db: Db, tenant: number): Promise<number> {
  const row = await db.get<{ no: number }>('SELECT no FROM record WHERE tenant = ? ORDER BY no DESC LIMIT 1', [tenant])
  return Number(row?.no ?? 0)
}

/** What is in the trash, newest record first. */
export async function trashedBefore(
  db: Db,
  tenant: number,
  blueprint: number,
  before: number,
  limit: number,
): Promise<RecordRow[]> {
  const rows = await db.all<RecordColumns>(
    `SELECT ${recordColumns} FROM record WHERE tenant = ? AND blueprint = ? AND live = 0 AND no < ? ORDER BY no DESC LIMIT ?`,
    [tenant, blueprint, before, limit],
  )
  return rows.map(recordOf)
}

/** Only the slots; the record itself stays as it is, and a record that was written meanwhile has filled them itself. */
export async function fillSlots(
  tx: Db,
  tenant: number,
  row: Pick<RecordRow, 'no' | 'rev'>,
  values: SlotValues,
): Promise<void> {
  const slots = Object.keys(values) as SlotName[]
  if (slots.length === 0) return
  await tx.run(
    `UPDATE record SET ${slots.map((slot) => `${slot} = ?`).join(', ')} WHERE tenant = ? AND no = ? AND rev = ?`,
    [...slots.map((slot) => values[slot] ?? null), tenant, row.no, row.rev],
  )
}

/** How many rows a job over a blueprint will see. */
export async function countAll(db: Db, tenant: number, blueprint: number): Promise<number> {
  const row = await db.get<{ n: number | string }>(
    'SELECT COALESCE(SUM(n), 0) AS n FROM record_count WHERE tenant = ? AND blueprint = ?',
    [tenant, blueprint],
  )
  return Number(row?.n ?? 0)
}
