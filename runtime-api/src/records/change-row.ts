// Writes new values over a stored record: where they rest, what hangs on them, the state that goes with them.
import { checkRecord, equalJson, type FieldId, type StoredData, type WriteContext, withComputed } from '@molde/engine'
import { versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { noteWritten } from '../computed/note-written.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { hangFiles } from '../files/record-files.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import { purgedRow } from '../purges/purged-row.ts'
import { nothingKept, type RecordRow } from '../record-store/record-table.ts'
import { updateRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { deriveRow } from './derive-row.ts'
import { carried, carriedRow, inFieldOrder, inVersion, readShapes, withRelated } from './lift-row.ts'
import { noteResting } from './note-resting.ts'
import { projectRow } from './project-row.ts'
import { stateOf } from './state-of.ts'
import { withMaps } from './with-maps.ts'

export interface RowWrite {
  /** As it rests. */
  readonly row: RecordRow
  /** The same, in the shape of the definition that is written. */
  readonly lifted: RecordRow
  /** In that shape. */
  readonly data: StoredData
  readonly changed: readonly FieldId[]
  readonly context: WriteContext
  /** The state afterwards; without it the record stays where it is. */
  readonly state?: string
  readonly note?: string
}

/** Answers with the record afterwards, in the shape of the definition that is written. */
export async function changeRow(tx: Db, scope: Scope, definition: Definition, write: RowWrite): Promise<RecordRow> {
  const { newest } = definition
  const { lifted, context } = write
  const { row } = await deriveRow(tx, scope, newest, write.row)
  const state = write.state ?? stateOf(definition, lifted)
  const sent: RecordRow = { ...lifted, data: withState(definition, write.data, state) }
  const said = await purgedRow(scope, tx, newest, sent, definition.head.version)
  const whole = { from: definition.head.version, to: newest.head.version }
  const toNewest = (from: number, one: RecordRow) => carriedRow(scope, tx, newest, one, { ...whole, from })
  const { row: before } = await toNewest(row.version, row)
  // What the words that are written have no name for stays with the record.
  const kept = definition === newest ? said.data : withRelated(definition, definition.head, said.data, before.data)
  const worked = withComputed(definition.head, kept, context.zone)
  // What is written in older words may become links: the records that they need are made first.
  await readShapes(scope, tx, newest, [whole.from])
  await withMaps(tx, scope, definition, (maps) => carried(scope, newest, { ...said, data: worked }, { ...whole, maps }))
  const { row: arrived } = await toNewest(whole.from, { ...said, data: worked })
  const data = definition === newest ? arrived.data : await lookedUpData(tx, scope, newest, arrived.data)
  const after = { ...arrived, data, rev: row.rev + 1, state, updatedAt: context.now }
  const written: RecordRow = {
    ...said,
    data: withComputed(definition.head, withRelated(definition, definition.head, worked, data), context.zone),
  }
  const resting = await restingPlace(
    tx,
    scope,
    definition,
    { ...write, changed: changedIn(definition, write, written) },
    written,
  )
  await noteResting(tx, scope, newest, resting)
  const flowVersion = definition.flow?.version.version ?? row.flowVersion
  const stored = await updateRecord(
    tx,
    scope.store,
    row,
    {
      version: resting.version,
      state,
      flowVersion,
      data: resting.data,
      attic: resting.attic,
      derivedVersion: newest.head.version,
      at: context.now,
      actor: scope.actor.id,
      ...(write.note === undefined ? {} : { note: write.note }),
    },
    projectRow(newest, before, before.data),
    projectRow(newest, { ...after, version: resting.version }, after.data),
  )
  const told = { before: lifted.data, after: written.data }
  await noteAssigned(tx, scope, definition, { record: row.no, ...told })
  await hangFiles(tx, scope, definition, { no: row.no, ...told, at: context.now })
  const isLive = { wasLive: row.live, isLive: row.live }
  await noteWritten(tx, scope, newest, { no: row.no, before: before.data, after: after.data, ...isLive })
  return { ...stored, data: written.data, attic: written.attic }
}

/** With the fields that followed. */
function changedIn({ head }: Definition, { changed, lifted }: RowWrite, { data }: RecordRow): FieldId[] {
  const followed = head.fields.filter(
    ({ id, computed }) => computed && !equalJson(data[id] ?? null, lifted.data[id] ?? null),
  )
  return [...new Set([...changed, ...followed.map(({ id }) => id)])]
}

/** The state field mirrors the state, also in a record that was there before its flow. */
function withState({ flow, head }: Definition, data: StoredData, state: string | null): StoredData {
  if (!flow || state === null || data[flow.version.stateField] === state) return data
  if (!head.fields.some(({ id }) => id === flow.version.stateField)) return data
  return { ...data, [flow.version.stateField]: state }
}

/**
 * Where it was, if the new values are right there; else at the version that is written. A record below that version moves too when
 * its own version has no words for what is written: it would only be kept besides the data there.
 */
async function restingPlace(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { row, changed, context }: RowWrite,
  written: RecordRow,
): Promise<Pick<RecordRow, 'version' | 'data' | 'attic'>> {
  const { version: here } = definition.head
  const moved = { version: here, data: written.data, attic: written.attic }
  if (row.version === here) return moved
  const own = await versionOf(scope, tx, definition, row.version)
  const resting = await carriedRow(scope, tx, definition, written, { from: here, to: row.version })
  const { failures } = resting
  const { data, attic } = resting.row
  if (row.version < here) {
    const bare = { ...row, data, attic: nothingKept }
    const { row: again } = await carriedRow(scope, tx, definition, bare, { from: row.version, to: here })
    if (changed.some((id) => !equalJson(again.data[id] ?? null, written.data[id] ?? null))) return moved
  }
  const shown = inVersion(own, data)
  const isRight = failures.every(({ waits }) => !waits) && checkRecord(own, shown, context).length === 0
  return isRight ? { version: row.version, data: inFieldOrder(own, data), attic } : moved
}
