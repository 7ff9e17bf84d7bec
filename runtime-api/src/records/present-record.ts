// How a stored record is said on the wire, in the newest shape of its blueprint.
import { decodeRecord, type FieldId, type StoredData, type WireRecord } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { etagOf } from '../http/preconditions.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { stateOf } from './state-of.ts'
import { wireTime } from './wire-time.ts'

/** `row` is lifted already. `fields`: only these. */
export function presentRecord(definition: Definition, row: RecordRow, fields?: readonly FieldId[]): WireRecord {
  const { head } = definition
  const state = stateOf(definition, row)
  return {
    id: row.id,
    blueprint: definition.name,
    version: head.version,
    storedVersion: row.version,
    rev: row.rev,
    state: state === null ? null : (definition.stateKeys.get(state) ?? null),
    data: decodeRecord(head, fields ? only(row.data, fields) : row.data),
    createdAt: wireTime(row.createdAt),
    updatedAt: wireTime(row.updatedAt),
    createdBy: row.createdBy,
    deletedAt: row.deletedAt === null ? null : wireTime(row.deletedAt),
  }
}

export function etagOfRecord(record: WireRecord): string {
  return etagOf(record.rev, record.version)
}

function only(data: StoredData, fields: readonly FieldId[]): StoredData {
  return Object.fromEntries(fields.filter((id) => Object.hasOwn(data, id)).map((id) => [id, data[id] ?? null]))
}
