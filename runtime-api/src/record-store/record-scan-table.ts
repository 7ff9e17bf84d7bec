// A blueprint's records one batch after the other, in the order of their numbers: for jobs and reports, never for a page.
import type { FieldId } from '@molde/engine'
import { checkedId } from '../query/field-sql.ts'
import type { Db } from '../store/store.ts'
import { type MarkColumns, type MoveMark, markColumns, markOf } from './move-mark-table.ts'
import { type RecordColumns, type RecordRow, recordColumns, recordOf } from './record-table.ts'

/** Those after `after`, also the ones in the trash and those that are stowed. */
export async function recordsAfter(
  db: Db,
  tenant: number,
  blueprint: number,
  after: number,
  limit: number,
): Promise<RecordRow[]> {
  const live = await recordsIn(db, [tenant, blueprint, 1, after, limit])
  const trashed = await recordsIn(db, [tenant, blueprint, 0, after, limit])
  const stowed = await recordsIn(db, [tenant, blueprint, 2, after, limit])
  return [...live, ...trashed, ...stowed].sort((a, b) => a.no - b.no).slice(0, limit)
}

/** Along the index of the default list, which begins with whether a record lives. */
async function recordsIn(db: Db, bindings: readonly number[]): Promise<RecordRow[]> {
  const rows = await db.all<RecordColumns>(
    `SELECT ${recordColumns} FROM record WHERE tenant = ? AND blueprint = ? AND live = ? AND no > ? ORDER BY no LIMIT ?`,
    bindings,
  )
  return rows.map(recordOf)
}

/** Live records that rest below a version, by their numbers. */
export async function recordsBelowVersion(
  db: Db,
  tenant: number,
  { blueprint, version, after }: { readonly blueprint: number; readonly version: number; readonly after: number },
  limit: number,
): Promise<RecordRow[]> {
  const rows = await db.all<RecordColumns>(
    `SELECT ${recordColumns} FROM record
      WHERE tenant = ? AND blueprint = ? AND live = 1 AND no > ? AND version < ? ORDER BY no LIMIT ?`,
    [tenant, blueprint, after, version, limit],
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
): Promise<(RecordRow & { readonly mark: MoveMark | undefined })[]> {
  const rows = await db.all<RecordColumns & MarkColumns>(
    `SELECT ${recordColumns}, ${markColumns} FROM record
      WHERE tenant = ? AND blueprint = ? AND version = ? AND no > ? AND no <= ?
        AND ${moved ? 'migrated_by_job = ?' : '(migrated_by_job IS NULL OR migrated_by_job <> ?)'} ORDER BY no LIMIT ?`,
    [tenant, blueprint, version, after, last, job, limit],
  )
  return rows.map((row) => Object.assign(recordOf(row), { mark: markOf(row) }))
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
  return recordsBelow(db, [tenant, blueprint, 0, before, limit])
}

/** All that somebody can know of, in the trash or not, newest record first. */
export async function recordsBefore(
  db: Db,
  tenant: number,
  blueprint: number,
  before: number,
  limit: number,
): Promise<RecordRow[]> {
  const live = await recordsBelow(db, [tenant, blueprint, 1, before, limit])
  const trashed = await recordsBelow(db, [tenant, blueprint, 0, before, limit])
  return [...live, ...trashed].sort((a, b) => b.no - a.no).slice(0, limit)
}

async function recordsBelow(db: Db, bindings: readonly number[]): Promise<RecordRow[]> {
  const rows = await db.all<RecordColumns>(
    `SELECT ${recordColumns} FROM record WHERE tenant = ? AND blueprint = ? AND live = ? AND no < ? ORDER BY no DESC LIMIT ?`,
    bindings,
  )
  return rows.map(recordOf)
}

/** How many rows a job over a blueprint will see. */
export async function countAll(db: Db, tenant: number, blueprint: number): Promise<number> {
  const row = await db.get<{ n: number | string }>(
    'SELECT COALESCE(SUM(n), 0) AS n FROM record_count WHERE tenant = ? AND blueprint = ?',
    [tenant, blueprint],
  )
  return Number(row?.n ?? 0)
}

/**
 * Does any record that is not in the trash, and in none of these states, go on under that version of its flow? Looked through, not
 * looked up: it is asked rarely.
 */
export async function isAnyUnderFlow(
  db: Db,
  tenant: number,
  blueprint: number,
  { version, outside, further }: UnderFlow,
): Promise<boolean> {
  const state = further ? `data ->> '${checkedId(further.field)}'` : 'state'
  const others = outside.length > 0 ? `AND ${state} NOT IN (${outside.map(() => '?').join()})` : ''
  const under = further
    ? `(version < ? OR no IN (SELECT f.record FROM record_flow f WHERE f.tenant = ? AND f.flow = ? AND f.flow_version = ?))`
    : 'flow_version = ?'
  const sql = `SELECT no FROM record WHERE tenant = ? AND blueprint = ? AND live = 1 AND ${under} ${others} LIMIT 1`
  const named = further ? [further.crossedAt, tenant, further.flow, version] : [version]
  return (await db.get(sql, [tenant, blueprint, ...named, ...outside])) !== undefined
}

interface UnderFlow {
  readonly version: number
  readonly outside: readonly string[]
  /** Of a further flow: its field says where records stand, and who rests below the version that moved them has not gone over. */
  readonly further?: { readonly flow: number; readonly field: FieldId; readonly crossedAt: number } | undefined
}
