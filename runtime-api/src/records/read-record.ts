// One record, in the newest shape or in that of a version it can be read at.
import { decodeRecord, type FieldId, issue, migrateData, parseListQuery, type WireRecord } from '@molde/engine'
import { definitionOf, opsSince, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { readAsVersion } from './as-version.ts'
import { expandRecords, type ShownRecord } from './expand-records.ts'
import { liftRow } from './lift-row.ts'
import { presentRecord } from './present-record.ts'

export interface Read {
  readonly id: string
  readonly as?: string | undefined
  /** Names of relations, whose targets are shown beside. */
  readonly expand?: string | readonly string[] | undefined
  /** Also when it lies in the trash. */
  readonly trash?: boolean
}

export async function readRecord(scope: Scope, blueprint: string, asked: Read): Promise<ShownRecord> {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findRecord(db, scope.tenant.no, definition.no, asked.id)
  if (!row || !(row.live || asked.trash)) throw new ApiError('not-found')
  const version = readAsVersion(definition, asked.as)
  if (version !== definition.head.version) return readAt(scope, definition, row, version)
  const lifted = await liftRow(scope, db, definition, row)
  const record = presentRecord(definition, lifted)
  if (asked.expand === undefined) return record
  const [expanded] = await expandRecords(scope, definition, [lifted.data], expandOf(definition, asked.expand))
  return { ...record, expanded: expanded ?? {} }
}

/** Forward from where the record rests; backward is not offered yet. */
async function readAt(scope: Scope, definition: Definition, row: RecordRow, version: number): Promise<WireRecord> {
  const db = scope.store.read
  if (row.version > version) {
    const params = { version, stored: row.version }
    throw new ApiError('invalid', { issues: [issue(['query', 'as'], 'not-readable-at', params)] })
  }
  const shape = await versionOf(scope, db, definition, version)
  const ops = await opsSince(scope, db, definition, row.version)
  const data = migrateData(row.data, ops.slice(0, version - row.version), shape)
  return { ...presentRecord(definition, row), version, data: decodeRecord(shape, data) }
}

function expandOf(definition: Definition, expand: string | readonly string[]): readonly FieldId[] {
  return parseListQuery({ expand }, definition.head, definition.scope, { now: 0 }).expand
}
