// A new record: checked, put into the first state of its flow, written with everything that hangs on it.
import {
  createData,
  enterFlow,
  type JsonObject,
  type Path,
  type Projection,
  refuseIf,
  type WireRecord,
  withComputed,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { noteWritten } from '../computed/note-written.ts'
import { numbersFor } from '../computed/number-record.ts'
import { settledRow } from '../computed/settle.ts'
import { type OutsideOfWrite, withLookups } from '../computed/with-lookups.ts'
import { fillFiles, hangFiles } from '../files/record-files.ts'
import { announce } from '../live-events/announce.ts'
import { newId } from '../new-id.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import type { NewRow, RecordRow } from '../record-store/record-table.ts'
import { insertRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { checkMembers, checkTargets, type Pointing } from './check-references.ts'
import { presentRecord } from './present-record.ts'
import { projectRow } from './project-row.ts'
import { sayConflicts } from './unique-conflict.ts'
import { flowActor, writeContext } from './write-context.ts'

/** A record that is ready to be written. */
export interface RecordDraft extends Pointing {
  readonly row: NewRow
  readonly projection: Projection
}

/** `path`: where the data lies in the body that was sent. */
export async function createRecord(
  scope: Scope,
  blueprint: string,
  wire: JsonObject,
  path: Path = ['data'],
): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (definition) => {
    await checkMembers(scope, definition, { path, wire })
    const filled = await fillFiles(scope.store.read, scope, definition, { wire, path })
    const known = definition.lookups.length > 0 ? undefined : draftRecord(scope, definition, filled, path)
    const row = await commit(scope, definition, async (tx) => {
      const draft = known ?? (await draftInside(tx, scope, definition, filled, path))
      await checkTargets(tx, scope, definition, [draft])
      return settledRow(tx, scope, definition, await insertDraft(tx, scope, definition, draft))
    })
    announce(scope, [{ kind: 'record.created', blueprint, id: row.id, rev: row.rev }])
    scope.runtime.metrics.count('records_written')
    return presentRecord(definition, row)
  })
}

/** Throws the engine's refusals, each at its place below `path`. */
export function draftRecord(
  scope: Scope,
  definition: Definition,
  wire: JsonObject,
  path: Path,
  outside: OutsideOfWrite = {},
): RecordDraft {
  const { head, flow } = definition
  const context = { ...writeContext(scope, definition, { path }), ...outside }
  const written = createData(head, wire, context)
  if ('issues' in written) {
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  }
  const { now, zone } = context
  // The state itself is filled in already; the machine is asked only when its first state does something on entry.
  const acts = flow?.version.states.some(({ id, onEnter }) => id === flow.version.initial && onEnter.length > 0)
  const data =
    flow && acts
      ? enterFlow(flow.compiled, { data: written.data, actor: flowActor(scope), now, zone }).data
      : written.data
  const row: NewRow = {
    blueprint: definition.no,
    id: newId(now),
    version: head.version,
    state: flow?.version.initial ?? null,
    flowVersion: flow?.version.version ?? null,
    data,
    createdBy: scope.actor.id,
    at: now,
  }
  const standing = { ...row, rev: 1, createdAt: now, updatedAt: now, deletedAt: null }
  return { path, data, changed: written.changed, row, projection: projectRow(definition, standing, data) }
}

/** Where the record shows something of others, which must stand still meanwhile. */
export function draftInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  wire: JsonObject,
  path: Path,
): Promise<RecordDraft> {
  return withLookups(tx, scope, definition, (outside) => draftRecord(scope, definition, wire, path, outside))
}

export async function insertDraft(
  tx: Db,
  scope: Scope,
  definition: Definition,
  draft: RecordDraft,
): Promise<RecordRow> {
  const { row: wanted, projection } = await numberedDraft(tx, scope, definition, draft)
  const row = await sayConflicts(scope, definition, draft.path, () => insertRecord(tx, scope.store, wanted, projection))
  await noteAssigned(tx, scope, definition, { record: row.no, before: {}, after: row.data })
  await hangFiles(tx, scope, definition, { no: row.no, before: undefined, after: row.data, at: row.createdAt })
  const { no, data } = row
  await noteWritten(tx, scope, definition, { no, before: undefined, after: data, wasLive: false, isLive: true })
  return row
}

/** Numbers are given out by the transaction that writes them, and by no other. */
async function numberedDraft(tx: Db, scope: Scope, definition: Definition, draft: RecordDraft) {
  if (definition.numbers.length === 0) return draft
  const numbers = await numbersFor(tx, scope, definition, draft.row.data)
  const data = withComputed(definition.head, draft.row.data, scope.tenant.timezone, numbers)
  const row = { ...draft.row, data }
  const standing = { ...row, rev: 1, createdAt: row.at, updatedAt: row.at, deletedAt: null }
  return { row, projection: projectRow(definition, standing, data) }
}
