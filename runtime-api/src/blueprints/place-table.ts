// Where each blueprint of a tenant lies on the drawing of its data model.
import type { Db } from '../store/store.ts'

export interface BlueprintPlace {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** Only of blueprints that are in use or waiting to be published. */
export function listPlaces(db: Db, tenant: number): Promise<BlueprintPlace[]> {
  return db.all<BlueprintPlace>(
    `SELECT p.name, p.x, p.y FROM blueprint_place p WHERE p.tenant = ? AND (
        EXISTS (SELECT 1 FROM blueprint b WHERE b.tenant = p.tenant AND b.name = p.name AND b.trashed_at IS NULL)
        OR EXISTS (SELECT 1 FROM new_blueprint n WHERE n.tenant = p.tenant AND n.name = p.name))
      ORDER BY p.name`,
    [tenant],
  )
}

export async function putPlace(
  tx: Db,
  tenant: number,
  { name, x, y }: BlueprintPlace,
  at: number,
  by: string,
): Promise<void> {
  await tx.run(
    `INSERT INTO blueprint_place (tenant, name, x, y, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, name) DO UPDATE SET x = excluded.x, y = excluded.y,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tenant, name, x, y, at, by],
  )
}

export async function namesInUse(db: Db, tenant: number): Promise<string[]> {
  const rows = await db.all<{ name: string }>(
    `SELECT name FROM blueprint WHERE tenant = ? AND trashed_at IS NULL
      UNION SELECT name FROM new_blueprint WHERE tenant = ?`,
    [tenant, tenant],
  )
  return rows.map(({ name }) => name)
}
