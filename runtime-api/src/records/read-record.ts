// One record, in the newest shape or in that of a version it can be read at.
import { type BlueprintVersion, decodeRecord, issue, migrateData, refuseIf, type WireRecord } from '@molde/engine'
import { definitionOf, opsSince, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { readAsVersion } from './as-version.ts'
import { liftRow } from './lift-row.ts'
import { presentRecord } from './present-record.ts'

export async function readRecord(
  scope: Scope,
  blueprint: string,
  id: string,
  as?: string | undefined,
): Promise<WireRecord> {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findRecord(db, scope.tenant.no, definition.no, id)
  if (!row) throw new ApiError('not-found')
  const version = readAsVersion(definition, as)
  if (version === definition.head.version) return presentRecord(definition, await liftRow(scope, db, definition, row))
  return readAt(scope, definition, row, version)
}

/** Forward from where the record rests; backward is not offered yet. */
async function readAt(scope: Scope, definition: Definition, row: RecordRow, version: number): Promise<WireRecord> {
  const db = scope.store.read
  if (row.version > version) {
    refuseIf([issue(['query', 'as'], 'not-readable-at', { version, stored: row.version })])
  }
  const shape: BlueprintVersion = await versionOf(scope, db, definition, version)
  const all = await opsSince(scope, db, definition, row.version)
  const data = migrateData(row.data, all.slice(0, version - row.version), shape)
  return { ...presentRecord(definition, row), version, data: decodeRecord(shape, data) }
}
