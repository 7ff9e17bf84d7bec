// Blueprints that were never published: the whole document of each, as it was sent.
import type { JsonObject } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export interface NewBlueprintRow {
  readonly name: string
  readonly rev: number
  readonly document: JsonObject
  readonly updatedAt: number
  readonly updatedBy: string | null
}

const columns = 'name, rev, document, updated_at, updated_by'

export async function findNewBlueprint(db: Db, tenant: number, name: string): Promise<NewBlueprintRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM new_blueprint WHERE tenant = ? AND name = ?`, [
    tenant,
    name,
  ])
  return row && read(row)
}

/** In the order of their names, after `after`. */
export async function listNewBlueprints(
  db: Db,
  tenant: number,
  after: string,
  limit: number,
): Promise<NewBlueprintRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM new_blueprint WHERE tenant = ? AND name > ? ORDER BY name LIMIT ?`,
    [tenant, after, limit],
  )
  return rows.map(read)
}

export async function countNewBlueprints(db: Db, tenant: number): Promise<number> {
  const row = await db.get<{ n: number }>('SELECT COUNT(*) AS n FROM new_blueprint WHERE tenant = ?', [tenant])
  return Number(row?.n ?? 0)
}

/** Writes the whole document; its rev grows by one. */
export async function putNewBlueprint(
  tx: Db,
  tenant: number,
  draft: { readonly name: string; readonly document: JsonObject; readonly at: number; readonly by: string },
): Promise<NewBlueprintRow> {
  const row = await tx.get<Columns>(
    `INSERT INTO new_blueprint (tenant, name, rev, document, updated_at, updated_by) VALUES (?, ?, 1, ?, ?, ?)
      ON CONFLICT (tenant, name) DO UPDATE SET rev = new_blueprint.rev + 1, document = excluded.document,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
      RETURNING ${columns}`,
    [tenant, draft.name, JSON.stringify(draft.document), draft.at, draft.by],
  )
  return read(row as Columns)
}

export async function deleteNewBlueprint(tx: Db, tenant: number, name: string): Promise<boolean> {
  const { changes } = await tx.run('DELETE FROM new_blueprint WHERE tenant = ? AND name = ?', [tenant, name])
  return changes === 1
}

interface Columns {
  readonly name: string
  readonly rev: number
  readonly document: unknown
  readonly updated_at: number
  readonly updated_by: string | null
}

function read(row: Columns): NewBlueprintRow {
  return {
    name: row.name,
    rev: row.rev,
    document: jsonOf<JsonObject>(row.document),
    updatedAt: Number(row.updated_at),
    updatedBy: row.updated_by,
  }
}
