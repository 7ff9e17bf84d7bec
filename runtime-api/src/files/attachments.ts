// Files that hang on a record beside its fields: seen, hung up, taken off, and hung up again.
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { announce } from '../live-events/announce.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type AttachmentRow, attachmentsOf, findAttachment, hangFile, takeOff, visibleFiles } from './file-table.ts'

/** More are no longer a list that somebody reads. */
const mostAttachments = 200

export interface RecordPlace {
  readonly blueprint: string
  /** Public id of the record. */
  readonly id: string
}

/** Also of a record in the trash. */
export async function listAttachments(scope: Scope, place: RecordPlace): Promise<AttachmentRow[]> {
  const db = scope.store.read
  const record = await recordAt(db, scope, place)
  return attachmentsOf(db, scope.tenant.no, record.no)
}

/** A file that the actor may see, or one that was taken off this record. What hangs there already stays as it is. */
export async function attachFile(scope: Scope, place: RecordPlace, file: string): Promise<AttachmentRow> {
  const tenant = scope.tenant.no
  const { record, row } = await scope.store.inTransaction(async (tx) => {
    const record = await liveRecordAt(tx, scope, place)
    const standing = await findAttachment(tx, tenant, record.no, file)
    if (standing && !standing.removed) return { record, row: standing }
    if (!standing && (await visibleFiles(tx, tenant, scope.actor.id, [file])).length === 0)
      throw new ApiError('not-found')
    if ((await attachmentsOf(tx, tenant, record.no)).length >= mostAttachments)
      throw new ApiError('conflict', { detail: `A record has at most ${mostAttachments} attachments` })
    const hung = { record: record.no, file, place: 'attachment', at: scope.runtime.now(), by: scope.actor.id } as const
    if (!(await hangFile(tx, tenant, hung))) throw new ApiError('not-found')
    return { record, row: await findAttachment(tx, tenant, record.no, file) }
  })
  if (!row) throw new ApiError('not-found')
  tell(scope, place, record)
  return row
}

export async function detachFile(scope: Scope, place: RecordPlace, file: string): Promise<void> {
  const record = await scope.store.inTransaction(async (tx) => {
    const found = await liveRecordAt(tx, scope, place)
    if (!(await takeOff(tx, scope.tenant.no, found.no, file, scope.runtime.now()))) throw new ApiError('not-found')
    return found
  })
  tell(scope, place, record)
}

async function recordAt(db: Db, scope: Scope, { blueprint, id }: RecordPlace): Promise<RecordRow> {
  const definition = await definitionOf(scope, db, blueprint)
  const record = await findRecord(db, scope.tenant.no, definition.no, id)
  if (!record) throw await missingRecord(db, scope, definition, id)
  return record
}

async function liveRecordAt(db: Db, scope: Scope, place: RecordPlace): Promise<RecordRow> {
  const record = await recordAt(db, scope, place)
  if (!record.live) throw new ApiError('not-found')
  return record
}

function tell(scope: Scope, { blueprint, id }: RecordPlace, { rev }: RecordRow): void {
  announce(scope, [{ kind: 'record.attached', blueprint, id, rev }])
}
