// A stored row in the shape of another version: unchanged when it rests there, else carried over the ops in between.
import { type BlueprintVersion, type Failure, type Json, type OpMaps, runPlan, type StoredData } from '@molde/engine'
import { planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { loadMaps } from '../op-maps/load-maps.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** In the newest shape. Carried rows keep the version they rest at; only their data and what they keep besides are in that shape. */
export function liftRows(
  scope: Scope,
  db: Db,
  definition: Definition,
  rows: readonly RecordRow[],
): Promise<readonly RecordRow[]> {
  return shapeRows(scope, db, definition, rows, definition.head.version)
}

export function liftRow(scope: Scope, db: Db, definition: Definition, row: RecordRow): Promise<RecordRow> {
  return shapeRow(scope, db, definition, row, definition.head.version)
}

/** In the shape of any version, older or newer than the one a row rests at. */
async function shapeRows(
  scope: Scope,
  db: Db,
  definition: Definition,
  rows: readonly RecordRow[],
  version: number,
): Promise<readonly RecordRow[]> {
  if (rows.every((row) => row.version === version)) return rows
  let shaped = rows
  await loadMaps(db, scope.tenant.no, definition.no, (maps) => {
    shaped = rows.map((row) => carried(definition, row, { from: row.version, to: version, maps }))
  })
  return shaped
}

export async function shapeRow(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
  version: number,
): Promise<RecordRow> {
  const [shaped] = await shapeRows(scope, db, definition, [row], version)
  return shaped as RecordRow
}

/** `row` is in the shape of `from`, wherever it rests, and is to be in that of `to`. */
export interface Way {
  readonly from: number
  readonly to: number
}

/** With the maps that the row asks for; `failures` are the values that could not be carried over. */
export async function carriedRow(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
  way: Way,
): Promise<{ readonly row: RecordRow; readonly failures: readonly Failure[] }> {
  let failures: Failure[] = []
  let arrived = row
  await loadMaps(db, scope.tenant.no, definition.no, (maps) => {
    failures = []
    arrived = carried(definition, row, { ...way, maps, failures })
  })
  return { row: arrived, failures }
}

/** By maps that were loaded for it. */
export function carried(
  definition: Definition,
  row: RecordRow,
  { from, to, maps, failures }: Way & { readonly maps: OpMaps; readonly failures?: Failure[] },
): RecordRow {
  if (from === to) return row
  const plan = planBetween(definition, from, to)
  const { data, attic } = runPlan(plan, row.data, row.attic, { maps, ...(failures && { failures }) })
  return data === row.data ? row : { ...row, data, attic }
}

/** Values in the order of the version's fields, as every write leaves them: a record that comes back is the same text. */
export function inFieldOrder({ fields }: BlueprintVersion, data: StoredData): StoredData {
  const ordered: { [field: string]: Json } = {}
  for (const { id } of fields) {
    const value = data[id]
    if (value !== undefined) ordered[id] = value
  }
  // What no field of the version holds comes last.
  for (const id of Object.keys(data)) if (ordered[id] === undefined) ordered[id] = data[id] as Json
  return ordered
}
