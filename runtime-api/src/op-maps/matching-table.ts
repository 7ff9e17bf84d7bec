// Which record of a blueprint has which of these texts in a field? Of several the oldest.
import type { FieldDef, Predicate } from '@molde/engine'
import { type Ground, placeOf } from '../query/field-sql.ts'
import { predicateSql } from '../query/predicate-sql.ts'
import { type RecordColumns, type RecordRow, recordColumns, recordOf } from '../record-store/record-table.ts'
import type { Db } from '../store/store.ts'

/** How rows are read that rest below the newest version. */
export type Lift = (rows: readonly RecordRow[]) => Promise<readonly RecordRow[]>

const mostTexts = 256
const chunk = 500

/** Public ids of live records by text. Along the field's slot where it has one, else document by document. */
export async function recordsWithText(
  db: Db,
  ground: Ground,
  field: FieldDef,
  texts: readonly string[],
  lift: Lift,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (let at = 0; at < texts.length; at += mostTexts) {
    const few = texts.slice(at, at + mostTexts)
    for (const [text, id] of await matchesOf(db, ground, field, few, lift)) found.set(text, id)
  }
  return found
}

async function matchesOf(
  db: Db,
  ground: Ground,
  field: FieldDef,
  texts: readonly string[],
  lift: Lift,
): Promise<ReadonlyMap<string, string>> {
  const ref = { field: field.id }
  const place = placeOf(ground, ref)
  if (!place || place.kind === 'member' || place.kind === 'clock') return new Map()
  const predicate: Predicate = { op: 'in', ref, values: texts }
  const { sql, bindings, truth } = predicateSql(ground, predicate)
  if (truth !== 'exact') return matchesByLooking(db, ground, field, new Set(texts), lift)
  const rows = await db.all<{ text: string; id: string }>(
    `SELECT found.text, record.id FROM (SELECT ${place.document} AS text, MIN(no) AS no FROM record
        WHERE tenant = ? AND blueprint = ? AND live = 1 AND (${sql}) GROUP BY 1) AS found
      JOIN record ON record.tenant = ? AND record.no = found.no`,
    [ground.tenant, ground.blueprint, ...bindings, ground.tenant],
  )
  return new Map(rows.map(({ text, id }) => [text, id]))
}

/** Records that show another value than the one they hold are carried to the newest version before they are looked at. */
async function matchesByLooking(
  db: Db,
  ground: Ground,
  field: FieldDef,
  texts: ReadonlySet<string>,
  lift: Lift,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  await eachRecordWith(db, ground, { op: 'in', ref: { field: field.id }, values: [...texts] }, lift, ({ id, data }) => {
    const text = data[field.id]
    if (typeof text === 'string' && texts.has(text) && !found.has(text)) found.set(text, id)
    return found.size < texts.size
  })
  return found
}

/** Live records that may be those, the oldest first, in the newest shape, until `visit` has seen enough: it answers false then. */
export async function eachRecordWith(
  db: Db,
  ground: Ground,
  predicate: Predicate,
  lift: Lift,
  visit: (record: RecordRow) => boolean,
): Promise<void> {
  const { sql, bindings } = predicateSql(ground, predicate)
  for (let after = 0, isLast = false; !isLast; ) {
    const rows = await db.all<RecordColumns>(
      `SELECT ${recordColumns} FROM record WHERE tenant = ? AND blueprint = ? AND live = 1 AND (${sql}) AND no > ?
        ORDER BY no LIMIT ${chunk}`,
      [ground.tenant, ground.blueprint, ...bindings, after],
    )
    for (const record of await lift(rows.map(recordOf))) if (!visit(record)) return
    after = rows.at(-1)?.no ?? after
    isLast = rows.length < chunk
  }
}
