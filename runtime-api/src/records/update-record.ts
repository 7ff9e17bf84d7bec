// New values for a record: a merge patch, or the whole record anew.
import { type JsonObject, type Path, patchData, putData, refuseIf, type WireRecord } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { sinceComputed } from '../computed/since-computed.ts'
import { withLookups } from '../computed/with-lookups.ts'
import { ApiError } from '../errors.ts'
import { fillFiles } from '../files/record-files.ts'
import type { ExpectedRev } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsSent } from '../spoken-versions/named-fields.ts'
import type { Db } from '../store/store.ts'
import { definitionAs } from './as-version.ts'
import { changeRow } from './change-row.ts'
import { checkMembers, checkTargets } from './check-references.ts'
import { liftRow } from './lift-row.ts'
import { presentRecord } from './present-record.ts'
import { recordMembersOf } from './record-members.ts'
import { refuseStale } from './stale-rev.ts'
import { sayConflicts } from './unique-conflict.ts'
import { writeContext } from './write-context.ts'

export interface Update {
  readonly id: string
  /** `patch` merges, `put` replaces. */
  readonly kind: 'patch' | 'put'
  readonly wire: JsonObject
  readonly expected?: ExpectedRev | undefined
  readonly path: Path
  /** The version that the values are written in; the newest unless told. */
  readonly as?: string | undefined
}

export async function updateRecord(scope: Scope, blueprint: string, update: Update): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (newest) => {
    const definition = await definitionAs(scope, scope.store.read, newest, update.as)
    await checkMembers(scope, definition, update)
    const { row, changed } = await commit(scope, definition, async (tx) => {
      const updated = await updateInside(tx, scope, definition, update)
      return { ...updated, row: await settledRow(tx, scope, definition, updated.row) }
    })
    if (changed) {
      announce(scope, [{ kind: 'record.updated', blueprint, id: row.id, rev: row.rev }])
      scope.runtime.metrics.count('records_written')
      countUse(scope, definition, 'write', () => fieldsSent(definition, [update.wire]))
    }
    return presentRecord(definition, row)
  })
}

/** Values that are all as before are no write: no rev, no history. */
export async function updateInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  update: Update,
  known?: RecordRow,
): Promise<{ readonly row: RecordRow; readonly changed: boolean }> {
  const row = known ?? (await findRecord(tx, scope.tenant.no, definition.no, update.id))
  if (!row) throw await missingRecord(tx, scope, definition, update.id)
  if (!row.live) throw new ApiError('not-found')
  const lifted = await liftRow(scope, tx, definition, row)
  refuseStale(definition, lifted, await sinceComputed(tx, scope, row, update.expected))
  const context = {
    ...writeContext(scope, definition, { path: update.path }),
    record: recordMembersOf(definition, lifted),
  }
  const wire = await fillFiles(tx, scope, definition, update)
  const write = update.kind === 'patch' ? patchData : putData
  const written = await withLookups(tx, scope, definition, (outside) =>
    write(definition.head, lifted.data, wire, { ...context, ...outside }),
  )
  if ('issues' in written) {
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  }
  const { data, changed } = written
  if (changed.length === 0) return { row: lifted, changed: false }
  await checkTargets(tx, scope, definition, [{ path: update.path, data, changed }])
  const after = await sayConflicts(scope, definition, update.path, () =>
    changeRow(tx, scope, definition, { row, lifted, data, changed, context }),
  )
  return { row: after, changed: true }
}
