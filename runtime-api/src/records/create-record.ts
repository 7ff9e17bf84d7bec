// A new record: checked, put into the first state of its flow, written with everything that hangs on it.
import {
  checkRecord,
  createData,
  enterFlow,
  type Failure,
  type JsonObject,
  type Path,
  type Projection,
  refuseIf,
  runPlan,
  type WireRecord,
} from '@molde/engine'
import { planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { fillFiles, hangFiles } from '../files/record-files.ts'
import { announce } from '../live-events/announce.ts'
import { newId } from '../new-id.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import type { NewRow, RecordRow } from '../record-store/record-table.ts'
import { insertRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import type { Db } from '../store/store.ts'
import { definitionAs } from './as-version.ts'
import { noteResting } from './change-row.ts'
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

/** `path`: where the data lies in the body that was sent; `as`: the version it is written in, the newest unless told. */
export async function createRecord(
  scope: Scope,
  blueprint: string,
  wire: JsonObject,
  { path = ['data'], as }: { readonly path?: Path; readonly as?: string | undefined } = {},
): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (newest) => {
    const definition = await definitionAs(scope, scope.store.read, newest, as)
    await checkMembers(scope, definition, { path, wire })
    const filled = await fillFiles(scope.store.read, scope, definition, { wire, path })
    const draft = draftRecord(scope, definition, filled, path)
    const row = await commit(scope, definition, async (tx) => {
      await checkTargets(tx, scope, definition, [draft])
      return insertDraft(tx, scope, definition, draft)
    })
    announce(scope, [{ kind: 'record.created', blueprint, id: row.id, rev: row.rev }])
    scope.runtime.metrics.count('records_written')
    countUse(scope, definition, 'write')
    return presentRecord(definition, { ...row, data: draft.data })
  })
}

/** Rests at the newest version if it is right there, else at the one it is written in. Throws the engine's refusals, each at its place. */
export function draftRecord(scope: Scope, definition: Definition, wire: JsonObject, path: Path): RecordDraft {
  const { head, flow, newest } = definition
  const context = writeContext(scope, definition, { path })
  const written = createData(head, wire, context)
  if ('issues' in written) {
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  }
  const { now, zone } = context
  // The state itself is filled in already; the machine is asked only when its first state does something on entry.
  const acts = flow?.version.states.some(({ id, onEnter }) => id === flow.version.initial && onEnter.length > 0)
  const failures: Failure[] = []
  const sent = runPlan(planBetween(newest, head.version, newest.head.version), written.data, {}, { failures })
  const entered =
    flow && acts ? enterFlow(flow.compiled, { data: sent.data, actor: flowActor(scope), now, zone }).data : sent.data
  const lifted = { data: entered, attic: sent.attic }
  const shown = runPlan(planBetween(newest, newest.head.version, head.version), lifted.data, lifted.attic)
  const isRight =
    head === newest.head ||
    (failures.every(({ waits }) => !waits) && checkRecord(newest.head, lifted.data, context).length === 0)
  const row: NewRow = {
    blueprint: definition.no,
    id: newId(now),
    state: flow?.version.initial ?? null,
    flowVersion: flow?.version.version ?? null,
    createdBy: scope.actor.id,
    at: now,
    derivedVersion: newest.head.version,
    ...(isRight ? { ...lifted, version: newest.head.version } : { ...shown, version: head.version }),
  }
  const standing = { ...row, rev: 1, createdAt: now, updatedAt: now, deletedAt: null }
  const projection = projectRow(newest, standing, lifted.data)
  return { path, data: shown.data, changed: written.changed, row, projection }
}

export async function insertDraft(
  tx: Db,
  scope: Scope,
  definition: Definition,
  draft: RecordDraft,
): Promise<RecordRow> {
  const row = await sayConflicts(scope, definition, draft.path, () =>
    insertRecord(tx, scope.store, draft.row, draft.projection),
  )
  await noteResting(tx, scope, definition.newest, row)
  await noteAssigned(tx, scope, definition, { record: row.no, before: {}, after: draft.data })
  await hangFiles(tx, scope, definition, { no: row.no, before: undefined, after: draft.data, at: row.createdAt })
  return row
}
