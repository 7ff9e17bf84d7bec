// The one shared draft of a blueprint: ops that are not published yet, as they were sent.
import type { JsonObject } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export interface DraftRow {
  readonly rev: number
  /** The version the ops were written against. */
  readonly base: number
  readonly ops: readonly JsonObject[]
  readonly updatedAt: number
  readonly updatedBy: string | null
}

export async function findDraft(db: Db, tenant: number, blueprint: number): Promise<DraftRow | undefined> {
  const row = await db.get<Columns>(
    'SELECT rev, base, ops, updated_at, updated_by FROM blueprint_draft WHERE tenant = ? AND blueprint = ?',
    [tenant, blueprint],
  )
  return row && read(row)
}

/** Of every blueprint in use, in the order of their names, after `after`. */
export async function listDrafts(
  db: Db,
  tenant: number,
  after: string,
  limit: number,
): Promise<(DraftRow & { readonly name: string })[]> {
  const rows = await db.all<Columns & { readonly name: string }>(
    `SELECT b.name, d.rev, d.base, d.ops, d.updated_at, d.updated_by FROM blueprint_draft d
      JOIN blueprint b ON b.tenant = d.tenant AND b.no = d.blueprint
      WHERE d.tenant = ? AND b.trashed_at IS NULL AND b.name > ?
      ORDER BY b.name LIMIT ?`,
    [tenant, after, limit],
  )
  return rows.map((row) => ({ name: row.name, ...read(row) }))
}

/** Writes the whole draft; its rev grows by one. With `onRev`, undefined when the draft was not of that rev (0: none) at the moment of writing. */
export async function putDraft(
  tx: Db,
  tenant: number,
  blueprint: number,
  draft: {
    readonly base: number
    readonly ops: readonly JsonObject[]
    readonly at: number
    readonly by: string
  },
  onRev?: number,
): Promise<DraftRow | undefined> {
  const row = await tx.get<Columns>(
    `INSERT INTO blueprint_draft (tenant, blueprint, rev, base, ops, updated_at, updated_by) VALUES (?, ?, 1, ?, ?, ?, ?)
      ON CONFLICT (tenant, blueprint) DO UPDATE SET rev = blueprint_draft.rev + 1, base = excluded.base, ops = excluded.ops,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
      ${onRev === undefined ? '' : 'WHERE blueprint_draft.rev = ?'} RETURNING rev, base, ops, updated_at, updated_by`,
    [
      tenant,
      blueprint,
      draft.base,
      JSON.stringify(draft.ops),
      draft.at,
      draft.by,
      ...(onRev === undefined ? [] : [onRev]),
    ],
  )
  return row && isNext(row.rev, onRev) ? read(row) : undefined
}

/** A draft that was thrown away meanwhile begins anew with rev 1. */
function isNext(rev: number, onRev: number | undefined): boolean {
  return onRev === undefined || rev === onRev + 1
}

export async function deleteDraft(tx: Db, tenant: number, blueprint: number): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM blueprint_draft WHERE tenant = ? AND blueprint = ?', [
    tenant,
    blueprint,
  ])
  return changes === 1
}

interface Columns {
  readonly rev: number
  readonly base: number
  readonly ops: unknown
  readonly updated_at: number
  readonly updated_by: string | null
}

function read(row: Columns): DraftRow {
  return {
    rev: row.rev,
    base: row.base,
    ops: jsonOf<JsonObject[]>(row.ops),
    updatedAt: Number(row.updated_at),
    updatedBy: row.updated_by,
  }
}
