// A record goes into the trash, from where it can come back.
import { queueRuns } from '../automations/queue-runs.ts'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { noteWritten } from '../computed/note-written.ts'
import { sinceComputed } from '../computed/since-computed.ts'
import { ApiError } from '../errors.ts'
import type { ExpectedRev } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { trashRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { deriveRow } from './derive-row.ts'
import { liftRow } from './lift-row.ts'
import { projectRow } from './project-row.ts'
import { refuseStale } from './stale-rev.ts'

export async function deleteRecord(
  scope: Scope,
  blueprint: string,
  id: string,
  expected: ExpectedRev | undefined,
): Promise<void> {
  await inDefinition(scope, blueprint, async (definition) => {
    const row = await commit(scope, definition, (tx) => deleteInside(tx, scope, definition, id, expected))
    announce(scope, [{ kind: 'record.deleted', blueprint, id, rev: row.rev }])
    scope.runtime.metrics.count('records_written')
  })
}

export async function deleteInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  id: string,
  expected: ExpectedRev | undefined,
  known?: RecordRow,
): Promise<RecordRow> {
  const found = known ?? (await findRecord(tx, scope.tenant.no, definition.no, id))
  if (!found) throw await missingRecord(tx, scope, definition, id)
  if (!found.live) throw new ApiError('not-found')
  const { newest } = definition
  const { row } = await deriveRow(tx, scope, newest, found)
  const shown = await liftRow(scope, tx, definition, row)
  refuseStale(definition, shown, await sinceComputed(tx, scope, row, expected))
  const lifted = definition === newest ? shown : await liftRow(scope, tx, newest, row)
  const act = { at: scope.runtime.now(), actor: scope.actor.id }
  const standing = { ...lifted, rev: row.rev + 1, updatedAt: act.at }
  const trashed = await trashRecord(tx, scope.store, row, act, projectRow(newest, standing, lifted.data))
  const { data } = lifted
  await noteWritten(tx, scope, newest, { no: row.no, before: data, after: data, wasLive: true, isLive: false })
  await queueRuns(tx, scope, newest, { happening: { kind: 'deleted' }, row: trashed, after: data })
  return trashed
}
