// Writes new values over a stored record: where they rest, what hangs on them, the state that goes with them.
import { type FieldId, type StoredData, type WriteContext, withComputed } from '@molde/engine'
import { versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { noteWritten } from '../computed/note-written.ts'
import { hangFiles } from '../files/record-files.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { updateRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { projectRow } from './project-row.ts'
import { type Resting, restAt } from './rest-version.ts'
import { stateOf } from './state-of.ts'

export interface RowWrite {
  /** As it rests. */
  readonly row: RecordRow
  /** The same, in the newest shape. */
  readonly lifted: RecordRow
  /** In the newest shape. */
  readonly data: StoredData
  readonly changed: readonly FieldId[]
  readonly context: WriteContext
  /** The state afterwards; without it the record stays where it is. */
  readonly state?: string
  readonly note?: string
}

/** Answers with the record afterwards, in the newest shape. */
export async function changeRow(tx: Db, scope: Scope, definition: Definition, write: RowWrite): Promise<RecordRow> {
  const { row, lifted, context } = write
  const state = write.state ?? stateOf(definition, lifted)
  const { head } = definition
  const data = withComputed(head, withState(definition, write.data, state), context.zone)
  const computed = head.fields.filter((field) => field.computed && data[field.id] !== lifted.data[field.id])
  const changed = [...new Set([...write.changed, ...computed.map(({ id }) => id)])]
  const resting = await restingPlace(tx, scope, definition, { ...write, data, changed })
  const flowVersion = definition.flow?.version.version ?? row.flowVersion
  const standing = { ...lifted, rev: row.rev + 1, state, version: resting.version, updatedAt: context.now }
  const after = await updateRecord(
    tx,
    scope.store,
    row,
    {
      version: resting.version,
      state,
      flowVersion,
      data: resting.data,
      at: context.now,
      actor: scope.actor.id,
      ...(write.note === undefined ? {} : { note: write.note }),
    },
    projectRow(definition, lifted, lifted.data),
    projectRow(definition, standing, data),
  )
  await noteAssigned(tx, scope, definition, { record: row.no, before: lifted.data, after: data })
  await hangFiles(tx, scope, definition, { no: row.no, before: lifted.data, after: data, at: context.now })
  await noteWritten(tx, scope, definition, {
    no: row.no,
    before: lifted.data,
    after: data,
    wasLive: row.live,
    isLive: row.live,
  })
  return { ...after, data }
}

/** The state field mirrors the state, also in a record that was there before its flow. */
function withState({ flow }: Definition, data: StoredData, state: string | null): StoredData {
  if (!flow || state === null || data[flow.version.stateField] === state) return data
  return { ...data, [flow.version.stateField]: state }
}

async function restingPlace(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { row, data, changed, context }: RowWrite,
): Promise<Resting> {
  const newest = { version: definition.head.version, data }
  if (row.version === newest.version) return newest
  const old = await versionOf(scope, tx, definition, row.version)
  return restAt(old, row.data, data, changed, context) ?? newest
}
