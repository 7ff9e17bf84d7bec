// A stored row in the shape of the newest version: unchanged when it rests there, else carried over the ops in between.
import { migrateData, type StoredData, withComputed } from '@molde/engine'
import { opsSince } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** Carried rows keep the version they rest at; only their data is in the newest shape. */
export async function liftRows(
  scope: Scope,
  db: Db,
  definition: Definition,
  rows: readonly RecordRow[],
): Promise<readonly RecordRow[]> {
  const head = definition.head.version
  if (rows.every((row) => row.version === head)) return rows
  return Promise.all(rows.map((row) => liftRow(scope, db, definition, row)))
}

export async function liftRow(scope: Scope, db: Db, definition: Definition, row: RecordRow): Promise<RecordRow> {
  if (row.version === definition.head.version) return row
  const data: StoredData = migrateData(row.data, await opsSince(scope, db, definition, row.version), definition.head)
  return { ...row, data: withComputed(definition.head, data, scope.tenant.timezone) }
}
