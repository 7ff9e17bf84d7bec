// The rows of saved views, and what such a view holds in stored form.
import type { Expression, FieldId, Label, SortKey, TotalFunction } from '@molde/engine'
import { type Db, jsonIn, jsonOf } from '../store/store.ts'

/** How a view is looked at. Charts come later. */
export type ViewKind = 'table' | 'board' | 'calendar' | 'gallery' | 'form'

/** A page that asks for new records: its fields in order, and its own words. */
export interface StoredForm {
  readonly intro?: Label
  readonly fields: readonly FieldId[]
  readonly button?: Label
  readonly thanks?: Label
}

/** Who sees a view that is not for everybody, beside its maker: members by their ids. */
export interface SharedWith {
  readonly roles: readonly string[]
  readonly members: readonly string[]
}

/** A field, or a clock of the flow. */
export type ColumnId = FieldId | `clocks.${string}`

/** How a table is arranged beside the order of its columns. */
export interface StoredArrangement {
  /** Stay at the left while the others scroll. */
  readonly pinnedColumns?: readonly ColumnId[]
  /** In pixels; columns that nobody has made wider or narrower are not named. */
  readonly widths?: { readonly [column in ColumnId]: number }
  /** What is said below a column. */
  readonly totals?: { readonly [field: FieldId]: TotalFunction }
  /** Absent: as high as usual. */
  readonly rowHeight?: 'compact'
}

/** Ids inside, so a renamed field or option changes no view. */
export interface StoredView extends StoredArrangement {
  readonly filter?: Expression
  readonly sort: readonly SortKey[]
  readonly columns: readonly ColumnId[]
  /** Absent in views from before there were others than tables. */
  readonly kind?: ViewKind
  readonly group?: FieldId
  readonly start?: FieldId
  readonly end?: FieldId
  readonly form?: StoredForm
  /** For everybody in the tenant, or only for who made it and those it is shared with. */
  readonly shared: boolean
  readonly sharedWith?: SharedWith
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

/** Who asks for views: the id of the user or key, and its roles. */
export interface Looker {
  readonly id: string
  readonly roles: readonly string[]
}

/** Views that exist for one actor: shared ones, those shared with them or a role of theirs, and their own. Takes `asked(actor)`. */
function visible({ dialect }: Db): string {
  if (dialect === 'sqlite')
    return `(created_by = ? OR definition ->> 'shared' = 1
      OR EXISTS (SELECT 1 FROM json_each(definition, '$.sharedWith.members') AS one WHERE one.value = ?)
      OR EXISTS (SELECT 1 FROM json_each(definition, '$.sharedWith.roles') AS one
        WHERE one.value IN (SELECT value FROM json_each(?))))`
  return `(created_by = ? OR definition ->> 'shared' = 'true'
    OR EXISTS (SELECT 1 FROM json_array_elements_text(definition -> 'sharedWith' -> 'members') AS one WHERE one = ?)
    OR EXISTS (SELECT 1 FROM json_array_elements_text(definition -> 'sharedWith' -> 'roles') AS one
      WHERE one IN (SELECT json_array_elements_text(CAST(? AS json)))))`
}

const asked = ({ id, roles }: Looker): readonly string[] => [id, id, JSON.stringify(roles)]

/** Of those that `actor` may see. Undefined also when several blueprints have a view of this name. */
export async function findViewNamed(db: Db, tenant: number, name: string, actor: Looker): Promise<ViewRow | undefined> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND name = ? AND ${visible(db)} LIMIT 2`,
    [tenant, name, ...asked(actor)],
  )
  return rows.length === 1 ? rows.map((row) => read(db, row))[0] : undefined
}

/** Of those that `actor` may see: what others keep to themselves takes no place in the list. */
export async function viewsOf(db: Db, tenant: number, blueprint: number, actor: Looker): Promise<ViewRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND blueprint = ? AND ${visible(db)} ORDER BY position, no LIMIT 500`,
    [tenant, blueprint, ...asked(actor)],
  )
  return rows.map((row) => read(db, row))
}

/** Of those that `actor` may see, oldest first, after the row number `after`. */
export async function listViews(
  db: Db,
  tenant: number,
  actor: Looker,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ViewRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND no > ? AND ${visible(db)} ORDER BY no LIMIT ?`,
    [tenant, after, ...asked(actor), limit],
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

/** Forms that everybody sees. */
export async function sharedFormsOf(db: Db, tenant: number, blueprint: number): Promise<ViewRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM view WHERE tenant = ? AND blueprint = ? AND definition ->> 'kind' = 'form'
      AND definition ->> 'shared' = ${db.dialect === 'sqlite' ? '1' : "'true'"} ORDER BY no LIMIT 500`,
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
