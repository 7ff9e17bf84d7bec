// Which records does a record point to, and which point to it?
import type { Projection } from '@molde/engine'
import { deleteMany } from '../store/delete-many.ts'
import { insertMany } from '../store/insert-many.ts'
import type { Db } from '../store/store.ts'

type Links = Projection['links']

const inserted = {
  insert: 'INSERT INTO record_link (tenant, from_no, field, to_no, pos)',
  row: '(?, ?, ?, ?, ?)',
  end: 'ON CONFLICT (tenant, from_no, field, to_no) DO UPDATE SET pos = excluded.pos',
}
const deleted = { table: 'record_link', columns: ['tenant', 'from_no', 'field', 'to_no'] }
const backText = `SELECT field, from_no FROM record_link WHERE tenant = ? AND to_no = ? AND (field, from_no) > (?, ?)
  ORDER BY field, from_no LIMIT ?`

// Ids of fields are those of their blueprint, so another blueprint's field may have the same one.
const pointingText = `SELECT l.from_no FROM record_link l JOIN record r ON r.tenant = l.tenant AND r.no = l.from_no
  WHERE l.tenant = ? AND l.to_no = ? AND l.field = ? AND l.from_no > ? AND r.blueprint = ? ORDER BY l.from_no LIMIT ?`

export interface BackLink {
  readonly field: string
  readonly from: number
}

export interface LinkMove {
  /** Of the record that points. */
  readonly no: number
  readonly before: Links
  readonly after: Links
}

/** `numbers` knows the row number of every id in a `before` that still exists and of every id in an `after`. */
export async function moveLinks(
  tx: Db,
  tenant: number,
  moves: readonly LinkMove[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const gone = moves.flatMap(({ no, before, after }) =>
    before.flatMap((link) => {
      const target = numbers.get(link.id)
      const stays = after.some((other) => sameTarget(link, other))
      return stays || target === undefined ? [] : [[tenant, no, link.field, target]]
    }),
  )
  await deleteMany(tx, deleted, gone)
  const rows = moves.flatMap(({ no, before, after }) =>
    newLinks(before, after).flatMap(({ field, id, pos }) => {
      const target = numbers.get(id)
      return target === undefined ? [] : [[tenant, no, field, target, pos]]
    }),
  )
  await insertMany(tx, inserted, rows)
}

/** Links that are new or stand at another position. */
export function newLinks(before: Links, after: Links): Links {
  return after.filter((link) => !before.some((other) => sameTarget(link, other) && link.pos === other.pos))
}

/** Who points to this record, in order, from after a place on. */
export async function readBackLinks(
  db: Db,
  tenant: number,
  no: number,
  limit: number,
  after: BackLink = { field: '', from: 0 },
): Promise<BackLink[]> {
  const rows = await db.all<{ field: string; from_no: number }>(backText, [tenant, no, after.field, after.from, limit])
  return rows.map((row) => ({ field: row.field, from: row.from_no }))
}

/** Records of one blueprint that point to `to` by this field, after a row number, in order. */
export async function pointingTo(
  db: Db,
  tenant: number,
  from: { readonly to: number; readonly field: string; readonly blueprint: number; readonly after: number },
  limit: number,
): Promise<number[]> {
  const rows = await db.all<{ from_no: number | string }>(pointingText, [
    tenant,
    from.to,
    from.field,
    from.after,
    from.blueprint,
    limit,
  ])
  return rows.map((row) => Number(row.from_no))
}

function sameTarget(a: Links[number], b: Links[number]): boolean {
  return a.field === b.field && a.id === b.id
}
