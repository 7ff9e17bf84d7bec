// How a stored record is said on the wire, in the newest shape of its blueprint.
import { decodeRecord, decodeText, type FieldId, type StoredData, type WireRecord } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { JsonText } from '../http/json-text.ts'
import { etagOf } from '../http/preconditions.ts'
import { type RecordColumns, type RecordRow, recordOf } from '../record-store/record-table.ts'
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

/** The text of `presentRecord` for a row that rests at the newest version, from the stored text: nothing is taken apart for it. */
export function presentText(definition: Definition, row: RecordColumns, fields?: readonly FieldId[]): JsonText {
  const { head, name, stateKeys } = definition
  const state = stateOf(definition, new RestingRow(row))
  const key = state === null ? null : (stateKeys.get(state) ?? null)
  const deleted = row.deleted_at === null ? 'null' : `"${wireTime(row.deleted_at)}"`
  return new JsonText(
    `{"id":${JSON.stringify(row.id)},"blueprint":${JSON.stringify(name)},"version":${head.version},"storedVersion":${row.version},` +
      `"rev":${row.rev},"state":${JSON.stringify(key)},"data":${decodeText(head, row.data, fields)},` +
      `"createdAt":"${wireTime(row.created_at)}","updatedAt":"${wireTime(row.updated_at)}",` +
      `"createdBy":${JSON.stringify(row.created_by)},"deletedAt":${deleted}}`,
  )
}

/** Its values are read only when they are asked for: by a record that its flow has not been told of yet. */
class RestingRow {
  readonly state: string | null

  constructor(private readonly row: RecordColumns) {
    this.state = row.state
  }

  get data(): StoredData {
    return recordOf(this.row).data
  }
}

export function etagOfRecord(record: WireRecord): string {
  return etagOf(record.rev, record.version)
}

function only(data: StoredData, fields: readonly FieldId[]): StoredData {
  return Object.fromEntries(fields.filter((id) => Object.hasOwn(data, id)).map((id) => [id, data[id] ?? null]))
}
