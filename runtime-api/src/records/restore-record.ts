// A record comes back: out of the trash, or with the values it had at an earlier rev.
import { decodeRecord, type FieldId, putData, refuseIf, stateFieldsOf, type WireRecord } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { noteWritten } from '../computed/note-written.ts'
import { settledRow } from '../computed/settle.ts'
import { sinceComputed } from '../computed/since-computed.ts'
import { withLookups } from '../computed/with-lookups.ts'
import { ApiError } from '../errors.ts'
import { fillFiles } from '../files/record-files.ts'
import { type ExpectedRev } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { pastElsewhere } from '../passages/past-elsewhere.ts'
import { dataAtRev } from '../record-store/history-table.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import { untrashRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import type { Db } from '../store/store.ts'
import { bringForward, bringParentsForward } from '../subtables/bring-forward.ts'
import { definitionAs } from './as-version.ts'
import { changeRow } from './change-row.ts'
import { checkTargets } from './check-references.ts'
import { deriveRow } from './derive-row.ts'
import { liftRow } from './lift-row.ts'
import { refuseOlder } from './older-keys.ts'
import { presentRecord } from './present-record.ts'
import { projectRow } from './project-row.ts'
import { recordMembersOf } from './record-members.ts'
import { refuseIn, rowSpoken } from './spoken-words.ts'
import { refuseStaleRow } from './stale-rev.ts'
import { sayConflicts } from './unique-conflict.ts'
import { writeContext } from './write-context.ts'

export interface Restore {
  readonly id: string
  /** Without it: out of the trash. */
  readonly rev?: number
  readonly expected?: ExpectedRev | undefined
  /** The versions that the client asks for: the record is answered in that of this blueprint. */
  readonly as?: string | undefined
}

export async function restoreRecord(scope: Scope, blueprint: string, restore: Restore): Promise<WireRecord> {
  return inDefinition(scope, blueprint, async (definition) => {
    const spoken = await definitionAs(scope, scope.store.read, definition, restore.as)
    const { row, event } = await commit(scope, definition, async (tx) => {
      const restored = await restoreInside(tx, scope, { definition, spoken }, restore)
      const settled = await settledRow(tx, scope, definition, restored.row)
      return { ...restored, row: await rowSpoken(tx, scope, spoken, settled) }
    })
    if (event) announce(scope, [{ kind: event, blueprint, id: row.id, rev: row.rev }])
    countUse(scope, spoken, 'write')
    return presentRecord(spoken, row)
  })
}

/** In the caller's transaction. */
export async function restoreInside(tx: Db, scope: Scope, words: Words, restore: Restore): Promise<Restored> {
  const { definition, spoken } = words
  const found = await findRecord(tx, scope.tenant.no, definition.no, restore.id)
  if (!found) throw await missingRecord(tx, scope, definition, restore.id)
  const { row: stored } = await deriveRow(tx, scope, definition, found)
  await refuseStaleRow(tx, scope, spoken, stored, await sinceComputed(tx, scope, stored, restore.expected))
  const row = { stored, lifted: await liftRow(scope, tx, definition, stored) }
  return restore.rev === undefined ? fromTrash(tx, scope, words, row) : fromHistory(tx, scope, words, row, restore.rev)
}

interface Words {
  readonly definition: Definition
  /** Those of the client, in which it is refused what cannot be. */
  readonly spoken: Definition
}

interface Found {
  /** As it rests. */
  readonly stored: RecordRow
  /** In the newest shape. */
  readonly lifted: RecordRow
}

interface Restored {
  readonly row: RecordRow
  readonly event?: 'record.restored' | 'record.updated'
}

async function fromTrash(
  tx: Db,
  scope: Scope,
  { definition, spoken }: Words,
  { stored, lifted }: Found,
): Promise<Restored> {
  if (stored.live) return { row: lifted }
  const act = { at: scope.runtime.now(), actor: scope.actor.id }
  await bringParentsForward(tx, scope, definition, lifted.data)
  const projection = projectRow(definition, { ...lifted, rev: lifted.rev + 1, updatedAt: act.at }, lifted.data)
  const row = await sayConflicts(scope, spoken, [], async () => {
    await refuseOlder(tx, scope, definition, { no: stored.no, before: { uniques: [] }, after: projection })
    return untrashRecord(tx, scope.store, stored, act, projection)
  })
  const { data } = lifted
  await noteWritten(tx, scope, definition, { no: row.no, before: data, after: data, wasLive: false, isLive: true })
  // In the trash it crossed nothing that makes rows records.
  const { rev } = await bringForward(tx, scope, definition, row)
  return { row: { ...row, rev, data }, event: 'record.restored' }
}

/**
 * What people write becomes as it was. The state stays, because only a transition moves a record through its flow,
 * and with it what the system fills in: a parcel that is delivered keeps the moment of its delivery.
 */
async function fromHistory(
  tx: Db,
  scope: Scope,
  { definition, spoken }: Words,
  { stored, lifted }: Found,
  rev: number,
): Promise<Restored> {
  if (!stored.live) throw new ApiError('conflict', { detail: 'The record is in the trash; restore it first' })
  const past = await dataAtRev(tx, scope.tenant.no, stored, rev)
  if (!past) throw new ApiError('not-found')
  const { data: then, attic } =
    past.blueprint === definition.no
      ? await liftRow(scope, tx, definition, past)
      : await pastElsewhere(tx, scope, definition, past, lifted)
  const pastData = { ...then }
  const moved = new Set<FieldId>(definition.flows.flatMap((flow) => stateFieldsOf(flow.version)))
  for (const { id, readOnly } of definition.head.fields) {
    if (!readOnly && !moved.has(id)) continue
    const present = lifted.data[id]
    if (present === undefined) delete pastData[id]
    else pastData[id] = present
  }
  const path = ['data']
  const context = {
    ...writeContext(scope, definition, { path }),
    record: recordMembersOf(definition, lifted),
    system: true,
  }
  const wire = await fillFiles(tx, scope, definition, { wire: decodeRecord(definition.head, pastData), path })
  const { data, changed } = await refuseIn(spoken, path.length, async () => {
    const written = await withLookups(tx, scope, definition, (outside) =>
      putData(definition.head, lifted.data, wire, { ...context, ...outside }),
    )
    if (!('issues' in written)) return written
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  })
  if (changed.length === 0) return { row: lifted }
  await refuseIn(spoken, path.length, () => checkTargets(tx, scope, definition, [{ path, data, changed }]))
  const row = await sayConflicts(scope, spoken, path, () =>
    changeRow(tx, scope, definition, {
      row: stored,
      // What it kept then belongs to the values it had then.
      lifted: { ...lifted, attic },
      data,
      changed,
      context,
      note: `restored rev ${rev}`,
    }),
  )
  return { row, event: 'record.updated' }
}
