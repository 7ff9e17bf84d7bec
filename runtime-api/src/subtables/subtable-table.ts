// Which blueprint has the rows of which one's groups as records, and which records were rows of these?
import type { FieldId } from '@molde/engine'
import { inChunks, type RecordColumns, type RecordRow, recordColumns, recordOf } from '../record-store/record-table.ts'
import type { Db } from '../store/store.ts'

/** Names and numbers of both blueprints; one in the trash keeps its number, and its name may be another one's. */
export interface Subtable {
  /** The op that made the rows records. */
  readonly map: string
  readonly parent: { readonly no: number; readonly name: string }
  readonly child: { readonly no: number; readonly name: string }
  /** The field of the child that links to the parent. */
  readonly link: FieldId
}

export async function insertSubtable(tx: Db, tenant: number, { map, parent, child, link }: Subtable): Promise<void> {
  await tx.run('INSERT INTO subtable (tenant, parent, map, child, link) VALUES (?, ?, ?, ?, ?)', [
    tenant,
    parent.no,
    map,
    child.no,
    link,
  ])
}

/** Those in which the blueprint is one of both. */
export async function subtablesOf(db: Db, tenant: number, blueprint: number): Promise<Subtable[]> {
  const rows = await db.all<{
    map: string
    link: FieldId
    parent: number
    child: number
    parent_name: string
    child_name: string
  }>(
    `SELECT s.map, s.link, s.parent, s.child, p.name AS parent_name, c.name AS child_name FROM subtable s
      JOIN blueprint p ON p.tenant = s.tenant AND p.no = s.parent JOIN blueprint c ON c.tenant = s.tenant AND c.no = s.child
      WHERE s.tenant = ? AND (s.parent = ? OR s.child = ?) ORDER BY s.parent, s.map`,
    [tenant, blueprint, blueprint],
  )
  return rows.map(({ map, link, parent, child, parent_name, child_name }) => ({
    ...{ map, link },
    parent: { no: Number(parent), name: parent_name },
    child: { no: Number(child), name: child_name },
  }))
}

export type ChildRow = RecordRow & { readonly parent: number }

/** Records of the child that link to these of the parent, by number, in the order in which they came; `all`: also those out of sight. */
export async function childrenOf(
  db: Db,
  tenant: number,
  { child, link }: Pick<Subtable, 'child' | 'link'>,
  parents: readonly number[],
  all = false,
): Promise<ChildRow[]> {
  const text = `SELECT l.to_no AS parent, ${recordColumns} FROM record_link l
    JOIN record r ON r.tenant = l.tenant AND r.no = l.from_no
    WHERE l.tenant = ? AND l.field = ? AND r.blueprint = ? ${all ? '' : 'AND r.live = 1'} AND l.to_no IN`
  type Row = RecordColumns & { readonly parent: number }
  const rows = await inChunks<Row>(db, text, [tenant, link, child.no], parents)
  return rows.map((row) => ({ ...recordOf(row), parent: Number(row.parent) })).sort((a, b) => a.no - b.no)
}
