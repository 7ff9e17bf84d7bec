// The rows of blueprints: their names, which version is the newest, and the ids given out.
import type { IdCounters, Label } from '@molde/engine'
import { type Db, jsonIn, jsonOf } from '../store/store.ts'

export interface BlueprintRow {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly label: Label | null
  readonly head: number
  readonly counters: IdCounters
  /** Grows with everything that is compiled from the blueprint: versions, slots, flows, pinned views. */
  readonly rev: number
  /** What is derived from some records may still follow this version; null: the newest, everywhere. */
  readonly derivedFrom: number | null
  /** The version for which a job is still handing out unique keys; null: every record has its keys, or stands in line for them. */
  readonly keysFor: number | null
  /** Does a record below the newest version keep values that only newer ones show? */
  readonly keepsAttics: boolean
  /** The number of the blueprint to which its records have gone, or are going; and of that from which they have come. */
  readonly mergedInto: number | null
  readonly splitFrom: number | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly trashedAt: number | null
  /** Id of whoever put it there; null also where that was not written down. */
  readonly trashedBy: string | null
}

const columns =
  'no, id, name, label, head, counters, rev, derived_from, keys_for, keeps_attics, merged_into, split_from, created_at, updated_at, trashed_at, trashed_by'

export async function findBlueprint(db: Db, tenant: number, name: string): Promise<BlueprintRow | undefined> {
  const row = await db.get<Columns>(
    `SELECT ${columns} FROM blueprint WHERE tenant = ? AND name = ? AND trashed_at IS NULL`,
    [tenant, name],
  )
  return row && read(db, row)
}

/** Only what tells whether something compiled is still the newest: asked by every request. */
export function findRev(db: Db, tenant: number, name: string): Promise<Pick<BlueprintRow, 'no' | 'rev'> | undefined> {
  const sql = 'SELECT no, rev FROM blueprint WHERE tenant = ? AND name = ? AND trashed_at IS NULL'
  return db.get<{ no: number; rev: number }>(sql, [tenant, name])
}

/** By public id or by name; the newest of several trashed ones with that name. One that is being destroyed is not there any more. */
export async function findTrashedBlueprint(db: Db, tenant: number, name: string): Promise<BlueprintRow | undefined> {
  const row = await db.get<Columns>(
    `SELECT ${columns} FROM blueprint WHERE tenant = ? AND (name = ? OR id = ?) AND status = 'trashed'
      ORDER BY trashed_at DESC, no DESC LIMIT 1`,
    [tenant, name, name],
  )
  return row && read(db, row)
}

/** Is the blueprint still as it was compiled? On PostgreSQL publishing waits until the asking transaction has ended. */
export async function blueprintRev(db: Db, tenant: number, no: number): Promise<number | undefined> {
  const hold = db.dialect === 'postgres' ? ' FOR SHARE' : ''
  const sql = `SELECT rev FROM blueprint WHERE tenant = ? AND no = ? AND trashed_at IS NULL${hold}`
  const row = await db.get<{ rev: number }>(sql, [tenant, no])
  return row?.rev
}

/** Is it out of sight: in the trash, or gone? On PostgreSQL whoever takes it out waits until the asking transaction has ended. */
export async function holdTrashed(tx: Db, tenant: number, no: number): Promise<boolean> {
  const hold = tx.dialect === 'postgres' ? ' FOR SHARE' : ''
  const sql = `SELECT trashed_at FROM blueprint WHERE tenant = ? AND no = ?${hold}`
  const row = await tx.get<{ trashed_at: number | null }>(sql, [tenant, no])
  return row?.trashed_at !== null
}

export async function findBlueprintsByNo(db: Db, tenant: number, numbers: readonly number[]): Promise<BlueprintRow[]> {
  const rows: BlueprintRow[] = []
  for (const no of numbers) {
    const row = await db.get<Columns>(`SELECT ${columns} FROM blueprint WHERE tenant = ? AND no = ?`, [tenant, no])
    if (row) rows.push(read(db, row))
  }
  return rows
}

/** The newest versions of blueprints, by their names; those in the trash are there too. */
export async function headsNamed(
  db: Db,
  tenant: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.all<{ readonly name: string; readonly head: number }>(
    `SELECT name, head FROM blueprint WHERE tenant = ? AND name IN (${names.map(() => '?').join(', ')}) ORDER BY trashed_at IS NULL, no`,
    [tenant, ...names],
  )
  return new Map(rows.map(({ name, head }) => [name, Number(head)]))
}

/** In the order of their names, after `after`. */
export async function listBlueprints(db: Db, tenant: number, after: string, limit: number): Promise<BlueprintRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM blueprint WHERE tenant = ? AND trashed_at IS NULL AND name > ? ORDER BY name LIMIT ?`,
    [tenant, after, limit],
  )
  return rows.map((row) => read(db, row))
}

export async function countBlueprints(db: Db, tenant: number): Promise<number> {
  const row = await db.get<{ n: number }>(
    'SELECT COUNT(*) AS n FROM blueprint WHERE tenant = ? AND trashed_at IS NULL',
    [tenant],
  )
  return Number(row?.n ?? 0)
}

export async function listTrashedBlueprints(db: Db, tenant: number): Promise<BlueprintRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM blueprint WHERE tenant = ? AND status = 'trashed' ORDER BY trashed_at DESC, no DESC LIMIT 200`,
    [tenant],
  )
  return rows.map((row) => read(db, row))
}

export async function insertBlueprint(
  tx: Db,
  tenant: number,
  blueprint: {
    readonly id: string
    readonly name: string
    readonly label: Label | undefined
    readonly counters: IdCounters
    readonly at: number
    readonly by: string
  },
): Promise<number> {
  const row = await tx.get<{ no: number }>(
    `INSERT INTO blueprint (tenant, id, name, label, head, counters, created_at, updated_at, created_by)
      VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?) RETURNING no`,
    [
      tenant,
      blueprint.id,
      blueprint.name,
      blueprint.label === undefined ? null : JSON.stringify(blueprint.label),
      JSON.stringify(blueprint.counters),
      blueprint.at,
      blueprint.at,
      blueprint.by,
    ],
  )
  return Number(row?.no)
}

/** Moves the head on, if it is still `from`. */
export async function moveHead(
  tx: Db,
  tenant: number,
  move: {
    readonly no: number
    readonly from: number
    readonly to: number
    readonly label: Label | undefined
    readonly counters: IdCounters
    readonly at: number
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE blueprint SET head = ?, label = ?, counters = ?, rev = rev + 1, updated_at = ?
      WHERE tenant = ? AND no = ? AND head = ? AND trashed_at IS NULL`,
    [
      move.to,
      move.label === undefined ? null : JSON.stringify(move.label),
      JSON.stringify(move.counters),
      move.at,
      tenant,
      move.no,
      move.from,
    ],
  )
  return changes === 1
}

/** Everything compiled from the blueprint is stale after this. */
export async function touchBlueprint(tx: Db, tenant: number, no: number): Promise<void> {
  await tx.run('UPDATE blueprint SET rev = rev + 1 WHERE tenant = ? AND no = ?', [tenant, no])
}

/**
 * From when on what is derived must be brought up to date, the earliest of several; null when a job has seen every record of `head`.
 * A version that was published meanwhile has a job of its own.
 */
export async function setDerivedFrom(
  tx: Db,
  tenant: number,
  { no, head, from }: { readonly no: number; readonly head: number; readonly from: number | null },
): Promise<void> {
  const value = from === null ? 'CAST(? AS int)' : 'CASE WHEN derived_from < ? THEN derived_from ELSE ? END'
  await tx.run(`UPDATE blueprint SET derived_from = ${value}, rev = rev + 1 WHERE tenant = ? AND no = ? AND head = ?`, [
    ...(from === null ? [null] : [from, from]),
    tenant,
    no,
    head,
  ])
}

/** Not every record has its unique keys, or stands in line for them, before a job of that version has seen all of them. */
export async function setKeysFor(tx: Db, tenant: number, no: number, version: number): Promise<void> {
  await tx.run('UPDATE blueprint SET keys_for = ?, rev = rev + 1 WHERE tenant = ? AND no = ?', [version, tenant, no])
}

/** A job that began with that version, or after it, has seen every record. What a later version asks for has a job of its own. */
export async function endKeysFor(tx: Db, tenant: number, no: number, version: number): Promise<void> {
  await tx.run('UPDATE blueprint SET keys_for = NULL, rev = rev + 1 WHERE tenant = ? AND no = ? AND keys_for <= ?', [
    tenant,
    no,
    version,
  ])
}

/** A record below the newest version keeps something from now on. */
export async function noteAttics(tx: Db, tenant: number, no: number): Promise<void> {
  await tx.run(
    'UPDATE blueprint SET keeps_attics = 1, rev = rev + 1 WHERE tenant = ? AND no = ? AND keeps_attics = 0',
    [tenant, no],
  )
}

/** Into the trash with a time and whoever does it, out of it with null. */
export async function setBlueprintTrashed(
  tx: Db,
  tenant: number,
  no: number,
  put: { readonly at: number; readonly by: string | null } | null,
): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE blueprint SET trashed_at = ?, trashed_by = ?, status = ?, rev = rev + 1 WHERE tenant = ? AND no = ?
      AND ${put === null ? `status = 'trashed'` : 'trashed_at IS NULL'}`,
    [put?.at ?? null, put?.by ?? null, put === null ? 'active' : 'trashed', tenant, no],
  )
  return changes === 1
}

/** Where its records go, or where they come from: of the two only one is said. */
export async function setKin(
  tx: Db,
  tenant: number,
  no: number,
  { mergedInto, splitFrom }: { readonly mergedInto?: number; readonly splitFrom?: number },
): Promise<void> {
  await tx.run('UPDATE blueprint SET merged_into = ?, split_from = ?, rev = rev + 1 WHERE tenant = ? AND no = ?', [
    mergedInto ?? null,
    splitFrom ?? null,
    tenant,
    no,
  ])
}

/** Numbers of those whose records come from here or go to it, those in the trash aside. */
export async function kinOf(db: Db, tenant: number, no: number): Promise<number[]> {
  const rows = await db.all<{ no: number }>(
    'SELECT no FROM blueprint WHERE tenant = ? AND trashed_at IS NULL AND (merged_into = ? OR split_from = ?) ORDER BY no',
    [tenant, no, no],
  )
  return rows.map((row) => Number(row.no))
}

/** Do records of any other one come from here, or have they gone to it? Those in the trash too. */
export async function hasKin(db: Db, tenant: number, no: number): Promise<boolean> {
  const sql = 'SELECT no FROM blueprint WHERE tenant = ? AND (merged_into = ? OR split_from = ?) LIMIT 1'
  return (await db.get(sql, [tenant, no, no])) !== undefined
}

interface Columns {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly label: unknown
  readonly head: number
  readonly counters: unknown
  readonly rev: number
  readonly derived_from: number | null
  readonly keys_for: number | null
  readonly keeps_attics: number
  readonly merged_into: number | null
  readonly split_from: number | null
  readonly created_at: number
  readonly updated_at: number
  readonly trashed_at: number | null
  readonly trashed_by: string | null
}

function read(db: Db, row: Columns): BlueprintRow {
  return {
    no: Number(row.no),
    id: row.id,
    name: row.name,
    label: row.label === null ? null : jsonIn<Label>(db, row.label),
    head: row.head,
    counters: jsonOf<IdCounters>(row.counters),
    rev: row.rev,
    derivedFrom: row.derived_from,
    keysFor: row.keys_for,
    keepsAttics: row.keeps_attics === 1,
    mergedInto: row.merged_into,
    splitFrom: row.split_from,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    trashedAt: row.trashed_at === null ? null : Number(row.trashed_at),
    trashedBy: row.trashed_by,
  }
}
