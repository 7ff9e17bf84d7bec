// What a new record is before it is written, and how it is written with everything that hangs on it.
import {
  checkRecord,
  createData,
  enterFlow,
  type Failure,
  type JsonObject,
  noMaps,
  type OpMaps,
  type Path,
  type Projection,
  refuseIf,
  runPlan,
} from '@molde/engine'
import { planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { hangFiles } from '../files/record-files.ts'
import { newId } from '../new-id.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import type { NewRow, RecordRow } from '../record-store/record-table.ts'
import { insertRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type Pointing } from './check-references.ts'
import { noteResting } from './note-resting.ts'
import { projectRow } from './project-row.ts'
import { sayConflicts } from './unique-conflict.ts'
import { flowActor, writeContext } from './write-context.ts'

/** A record that is ready to be written. */
export interface RecordDraft extends Pointing {
  readonly row: NewRow
  readonly projection: Projection
}

/**
 * Rests at the newest version if it is right there, else at the one it is written in. Throws the engine's refusals, each at its place.
 * The system may also write what is read-only. `maps` are those that the values of an older version ask for (`withMaps`).
 */
export function draftRecord(
  scope: Scope,
  definition: Definition,
  wire: JsonObject,
  path: Path,
  { system = false, maps = noMaps }: { readonly system?: boolean; readonly maps?: OpMaps } = {},
): RecordDraft {
  const { head, flow, newest } = definition
  const context = { ...writeContext(scope, definition, { path }), system }
  const written = createData(head, wire, context)
  if ('issues' in written) {
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  }
  const { now, zone } = context
  // The state itself is filled in already; the machine is asked only when its first state does something on entry.
  const acts = flow?.version.states.some(({ id, onEnter }) => id === flow.version.initial && onEnter.length > 0)
  const failures: Failure[] = []
  const sent = runPlan(planBetween(newest, head.version, newest.head.version), written.data, {}, { failures, maps })
  const entered =
    flow && acts ? enterFlow(flow.compiled, { data: sent.data, actor: flowActor(scope), now, zone }).data : sent.data
  const lifted = { data: entered, attic: sent.attic }
  const shown = runPlan(planBetween(newest, newest.head.version, head.version), lifted.data, lifted.attic, { maps })
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
