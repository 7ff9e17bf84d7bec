// A write names files: what is known of them goes into the record, and they hang on it from then on.
import {
  type FieldId,
  type FileFacts,
  fileIdsIn,
  issue,
  type JsonObject,
  type Path,
  refuseIf,
  type StoredData,
  withFileFacts,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { hangFile, visibleFiles } from './file-table.ts'

export type KnownFiles = ReadonlyMap<string, FileFacts>

const none: KnownFiles = new Map()

/** Of the files that were sent, those that this actor may name: what one may see, one may put into a record. */
export async function knownFiles(
  db: Db,
  scope: Scope,
  definition: Definition,
  sent: readonly JsonObject[],
): Promise<KnownFiles> {
  if (definition.files.length === 0) return none
  const ids = [...new Set(sent.flatMap((wire) => fileIdsIn(definition.files, wire, 'wire')))]
  if (ids.length === 0) return none
  const rows = await visibleFiles(db, scope.tenant.no, scope.actor.id, ids)
  return new Map(rows.map(({ id, name, size, type }) => [id, { id, name, size, type }]))
}

/** Refuses a file that is not known, at its place. */
export function withFiles(definition: Definition, wire: JsonObject, known: KnownFiles, path: Path): JsonObject {
  if (definition.files.length === 0) return wire
  const filled = withFileFacts(definition.head.fields, wire, known, path)
  refuseIf(filled.issues)
  return filled.wire as JsonObject
}

/** Both at once, where the write's transaction is open already. */
export async function fillFiles(
  db: Db,
  scope: Scope,
  definition: Definition,
  { wire, path }: { readonly wire: JsonObject; readonly path: Path },
): Promise<JsonObject> {
  return withFiles(definition, wire, await knownFiles(db, scope, definition, [wire]), path)
}

export interface Written {
  /** The record's number. */
  readonly no: number
  /** Undefined for a new record. */
  readonly before: StoredData | undefined
  readonly after: StoredData
  readonly at: number
}

/** In the write's transaction. What was taken out of a field stays: the history can bring it back. */
export async function hangFiles(tx: Db, scope: Scope, definition: Definition, written: Written): Promise<void> {
  if (definition.files.length === 0) return
  const before = new Set(fileIdsIn(definition.files, written.before, 'stored'))
  for (const field of definition.files) {
    for (const id of fileIdsIn([field], pick(written.after, field.id), 'stored')) {
      if (before.has(id)) continue
      const there = await hangFile(tx, scope.tenant.no, {
        record: written.no,
        file: id,
        place: 'field',
        at: written.at,
        by: scope.actor.id,
      })
      // Swept away between the look and the write: nobody had named it for a day.
      if (!there) refuseIf([issue(['data', field.key], 'file-missing', { label: field.label ?? field.key, id })])
    }
  }
}

function pick(data: StoredData, id: FieldId): StoredData {
  return data[id] === undefined ? {} : { [id]: data[id] }
}
