// The rows of saved views, and what such a view holds in stored form.
import type { Expression, FieldId, Label, SortKey } from '@molde/engine'
import { type Db, jsonIn, jsonOf } from '../store/store.ts'

/** How a view is looked at. Charts come later. */
export type ViewKind = 'table' | 'board' | 'calendar' | 'gallery' | 'form'

/** A page that asks for new records: its fields in order, and its own words. */
export interface StoredForm {
  readonly intro?: string
  readonly fields: readonly FieldId[]
  readonly button?: string
  readonly thanks?: string
}

/** Ids inside, so a renamed field or option changes no view. */
export interface StoredView {
  readonly filter?: Expression
  readonly sort: readonly SortKey[]
  readonly columns: readonly FieldId[]
  /** Absent in views from before there were others than tables. */
  readonly kind?: ViewKind
  readonly group?: FieldId
  readonly start?: FieldId
  readonly end?: FieldId
  readonly form?: StoredForm
  /** For everybody in the tenant, or only for who made it. */
  readonly shared: boolean
  /** Its rows carry a key, so that it is always one range scan. */
  readonly pinned: boolean
}

export interface ViewRow {
  readonly no: number
  readonly id: string
  /** The blueprint's number. */
  readonly blueprint: number
  readonly name: string
  readonly label: Label | null
  readonly definition: StoredView
  /** The slot that holds its key, of a pinned view. */
  readonly slot: string | null
  readonly position: number
  readonly createdBy: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

const columns = 'no, id, blueprint, name, label, definition, slot, position, created_by, created_at, updated_at'

export async function findView(db: Db, tenant: number, id: string): Promise<ViewRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM view WHERE tenant = ? AND id = ?`, [tenant, id])
  return row && read(db, row)
}

/** Views that exist for one actor: shared ones and their own. Takes their id. */
function visible({ dialect }: Db): string {
  const isShared = dialect === 'sqlite' ? "definition ->> 'shared' = 1" : "definition ->> 'shared' = 'true'"
  return `(created_by = ? OR ${isShared})`
}

/** Of those that `actor` may see. Undefined also when several blueprints have a view of this name. */
export async function findViewNamed(db: Db, tenant: number, name: string, actor: string): Promise<ViewRow | undefined> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND name = ? AND ${visible(db)} LIMIT 2`,
    [tenant, name, actor],
  )
  return rows.length === 1 ? rows.map((row) => read(db, row))[0] : undefined
}

/** Of those that `actor` may see: what others keep to themselves takes no place in the list. */
export async function viewsOf(db: Db, tenant: number, blueprint: number, actor: string): Promise<ViewRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND blueprint = ? AND ${visible(db)} ORDER BY position, no LIMIT 500`,
    [tenant, blueprint, actor],
  )
  return rows.map((row) => read(db, row))
}

/** Of those that `actor` may see, oldest first, after the row number `after`. */
export async function listViews(
  db: Db,
  tenant: number,
  actor: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ViewRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND no > ? AND ${visible(db)} ORDER BY no LIMIT ?`,
    [tenant, after, actor, limit],
  )
  return rows.map((row) => read(db, row))
}

export async function pinnedRowsOf(db: Db, tenant: number, blueprint: number): Promise<ViewRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND blueprint = ? AND slot IS NOT NULL ORDER BY no`,
    [tenant, blueprint],
  )
  return rows.map((row) => read(db, row))
}

export async function viewNameTaken(
  db: Db,
  tenant: number,
  blueprint: number,
  name: string,
  except: number,
): Promise<boolean> {
  const row = await db.get<{ no: number }>(
    'SELECT no FROM view WHERE tenant = ? AND blueprint = ? AND name = ? AND no <> ?',
    [tenant, blueprint, name, except],
  )
  return row !== undefined
}

export async function insertView(
  tx: Db,
  tenant: number,
  view: {
    readonly id: string
    readonly blueprint: number
    readonly name: string
    readonly label: Label | undefined
    readonly definition: StoredView
    readonly slot: string | null
    readonly at: number
    readonly by: string
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO view (tenant, id, blueprint, name, label, definition, slot, created_at, updated_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tenant,
      view.id,
      view.blueprint,
      view.name,
      view.label === undefined ? null : JSON.stringify(view.label),
      JSON.stringify(view.definition),
      view.slot,
      view.at,
      view.at,
      view.by,
    ],
  )
}

export async function updateView(
  tx: Db,
  tenant: number,
  view: {
    readonly no: number
    readonly name: string
    readonly label: Label | undefined
    readonly definition: StoredView
    readonly slot: string | null
    readonly at: number
  },
): Promise<void> {
  await tx.run(
    'UPDATE view SET name = ?, label = ?, definition = ?, slot = ?, updated_at = ? WHERE tenant = ? AND no = ?',
    [
      view.name,
      view.label === undefined ? null : JSON.stringify(view.label),
      JSON.stringify(view.definition),
      view.slot,
      view.at,
      tenant,
      view.no,
    ],
  )
}

export async function deleteView(tx: Db, tenant: number, no: number): Promise<void> {
  await tx.run('DELETE FROM view WHERE tenant = ? AND no = ?', [tenant, no])
}

interface Columns {
  readonly no: number
  readonly id: string
  readonly blueprint: number
  readonly name: string
  readonly label: unknown
  readonly definition: unknown
  readonly slot: string | null
  readonly position: number
  readonly created_by: string | null
  readonly created_at: number
  readonly updated_at: number
}

function read(db: Db, row: Columns): ViewRow {
  return {
    no: Number(row.no),
    id: row.id,
    blueprint: row.blueprint,
    name: row.name,
    label: row.label === null ? null : jsonIn<Label>(db, row.label),
    definition: jsonOf<StoredView>(row.definition),
    slot: row.slot,
    position: row.position,
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
  }
}
