// One batch of doing the same with all records of a list, or of taking that back: each for itself, so that one refusal stops no other.
import { decodeRecord, type JsonObject } from '@molde/engine'
import { findRoleOfKey } from '../api-keys/api-key-table.ts'
import { definitionAt } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { asApiError, problemOf } from '../errors.ts'
import type { BatchResult, Job, JobError } from '../jobs/job.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { findRole } from '../members/member-table.ts'
import { listRecordsIn } from '../query/list-records.ts'
import { dataAtRev } from '../record-store/history-table.ts'
import { findColumnsByNo, type RecordRow, recordOf } from '../record-store/record-table.ts'
import { deleteInside } from '../records/delete-record.ts'
import { liftRow } from '../records/lift-row.ts'
import { askBelow } from '../records/list-records.ts'
import { restoreInside } from '../records/restore-record.ts'
import { updateInside } from '../records/update-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { transitionInside } from '../transitions/transition-record.ts'
import { stepBack } from '../transitions/undo-transition.ts'
import { type BulkPayload, type BulkReport, noBulkReport, withRefusal } from './bulk.ts'
import { bulkChangesBefore, insertBulkChange } from './bulk-change-table.ts'

/** On SQLite others wait while a batch is written. */
const batchSize = { sqlite: 25, postgres: 100 } as const

/** Milliseconds for others between two batches. */
const rest = 5

/** No record has this number; PostgreSQL keeps them in four bytes. */
const beyondAll = 2 ** 31 - 1

interface Words {
  readonly definition: Definition
  /** Those of whoever asked for it. */
  readonly spoken: Definition
}

interface Meant {
  readonly row: RecordRow
  /** Of one that is taken back: the rev that the job left it at. */
  readonly left?: number
}

export async function bulkBatch(
  tx: Db,
  worker: Scope,
  definition: Definition,
  job: Job,
  payload: BulkPayload,
): Promise<BatchResult> {
  const scope = await asSender(worker, payload)
  const place = typeof job.cursor === 'object' && job.cursor.kind === 'bulk' ? job.cursor : undefined
  const before = place?.no ?? beyondAll
  const report = place?.report ?? noBulkReport
  if (!scope) return { cursor: { kind: 'bulk', no: before, report }, done: 0, finished: true, errors: [left] }
  const spoken = await definitionAt(scope, tx, definition, payload.version)
  const words = { definition, spoken }
  const most = batchSize[tx.dialect]
  const meant = payload.undoes
    ? await changedBefore(tx, scope, definition, payload.undoes.no, before, most)
    : await listedBefore(tx, scope, words, payload, place?.no, most)
  const done = await actOnAll(tx, scope, words, job, payload, { rows: meant.rows, report })
  return {
    cursor: { kind: 'bulk', no: meant.last ?? before, report: done.report },
    done: meant.rows.length,
    finished: !meant.more,
    rest,
    errors: done.errors,
    events: done.events,
  }
}

const left: JobError = { message: 'Whoever asked for this is no member any more' }

/** With the role of now: undefined when they have left. */
async function asSender(worker: Scope, { actor }: BulkPayload): Promise<Scope | undefined> {
  const { runtime, tenant } = worker
  const find = actor.kind === 'key' ? findRoleOfKey : findRole
  const role = await find(runtime.control.read, tenant.no, actor.id)
  return role && { ...worker, actor: { ...actor, roles: [role] } }
}

interface Batch {
  readonly rows: readonly Meant[]
  /** The number of the last one that was looked at. */
  readonly last: number | undefined
  readonly more: boolean
}

async function listedBefore(
  tx: Db,
  scope: Scope,
  words: Words,
  { filter, q, act }: BulkPayload,
  before: number | undefined,
  most: number,
): Promise<Batch> {
  const params = {
    limit: String(most),
    ...(filter === undefined ? {} : { filter }),
    ...(q === undefined ? {} : { q }),
    ...(act.op === 'restore' ? { trash: 'true' } : {}),
  }
  const { rows, more } = await listRecordsIn(tx, askBelow(scope, words, params, before))
  return { rows: rows.map((row) => ({ row: recordOf(row) })), last: rows.at(-1)?.no, more }
}

async function changedBefore(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: number,
  before: number,
  most: number,
): Promise<Batch> {
  const changes = await bulkChangesBefore(tx, scope.tenant.no, job, before, most)
  const nos = changes.map(({ record }) => record)
  const found = new Map((await findColumnsByNo(tx, scope.tenant.no, nos)).map((row) => [row.no, recordOf(row)]))
  const rows = changes.flatMap(({ record, rev }): Meant[] => {
    const row = found.get(record)
    // It may have passed to another kind of record since, or be gone for good.
    return row?.blueprint === definition.no ? [{ row, left: rev }] : []
  })
  return { rows, last: changes.at(-1)?.record, more: changes.length === most }
}

async function actOnAll(
  tx: Db,
  scope: Scope,
  words: Words,
  job: Job,
  payload: BulkPayload,
  { rows, report: before }: { readonly rows: readonly Meant[]; readonly report: BulkReport },
): Promise<{ readonly report: BulkReport; readonly errors: readonly JobError[]; readonly events: LiveEvent[] }> {
  let report = before
  const errors: JobError[] = []
  const events: LiveEvent[] = []
  for (const meant of rows) {
    const { id, no, rev } = meant.row
    await tx.run('SAVEPOINT one')
    try {
      const written = await (meant.left === undefined
        ? act(tx, scope, words, payload, meant.row)
        : takeBack(tx, scope, words, payload, meant.row, meant.left))
      await tx.run('RELEASE one')
      if (written.rev === rev) {
        report = { ...report, unchanged: report.unchanged + 1 }
        continue
      }
      report = { ...report, written: report.written + 1 }
      await insertBulkChange(tx, scope.tenant.no, job.no, { record: no, rev: written.rev })
      events.push({ kind: eventOf(payload), blueprint: words.definition.name, id, rev: written.rev })
    } catch (thrown) {
      const error = asApiError(thrown)
      // Ours, or a race that begins the whole batch anew: not the record's fault.
      if (error.status >= 500) throw thrown
      await tx.run('ROLLBACK TO one')
      const { title, detail, errors: issues } = problemOf(error, scope.tenant.language)
      const message = issues?.[0]?.message ?? detail ?? title
      report = withRefusal(report, message)
      errors.push({ message, record: id })
    }
  }
  return { report, errors, events }
}

function act(tx: Db, scope: Scope, words: Words, { act }: BulkPayload, row: RecordRow): Promise<RecordRow> {
  switch (act.op) {
    case 'update':
      return patched(tx, scope, words, row, act.data)
    case 'delete':
      return deleteInside(tx, scope, words.spoken, row.id, undefined, row)
    case 'restore':
      return restored(tx, scope, words, row)
    case 'transition':
      return transitionInside(tx, scope, words, row, { event: act.event, body: act.input })
    default:
      return act satisfies never
  }
}

/** Only what nobody has changed since is changed back. */
async function takeBack(
  tx: Db,
  scope: Scope,
  words: Words,
  { act }: BulkPayload,
  row: RecordRow,
  left: number,
): Promise<RecordRow> {
  switch (act.op) {
    case 'update':
      return patched(tx, scope, words, row, await valuesBefore(tx, scope, words, row, left, Object.keys(act.data)), [
        left,
      ])
    case 'delete':
      return restored(tx, scope, words, row, [left])
    case 'restore':
      return deleteInside(tx, scope, words.spoken, row.id, [left], row)
    case 'transition':
      // As long as it is known what the job did: whoever asks for this has a whole list in mind, not a slip of the hand.
      return stepBack(tx, scope, words, row, { rev: left, within: Number.POSITIVE_INFINITY })
    default:
      return act satisfies never
  }
}

async function patched(
  tx: Db,
  scope: Scope,
  { spoken }: Words,
  row: RecordRow,
  wire: JsonObject,
  expected?: readonly number[],
): Promise<RecordRow> {
  return (
    await updateInside(tx, scope, spoken, { id: row.id, kind: 'patch', wire, expected, path: ['act', 'data'] }, row)
  ).row
}

async function restored(
  tx: Db,
  scope: Scope,
  words: Words,
  row: RecordRow,
  expected?: readonly number[],
): Promise<RecordRow> {
  return (await restoreInside(tx, scope, words, { id: row.id, expected })).row
}

/** What these fields held right before the rev; null where they were empty. */
async function valuesBefore(
  tx: Db,
  scope: Scope,
  { spoken }: Words,
  row: RecordRow,
  rev: number,
  keys: readonly string[],
): Promise<JsonObject> {
  const past = await dataAtRev(tx, scope.tenant.no, row, rev - 1)
  if (!past) return {}
  const { data } = await liftRow(scope, tx, spoken, past)
  const wire = decodeRecord(spoken.head, data)
  return Object.fromEntries(keys.map((key) => [key, wire[key] ?? null]))
}

function eventOf({ act, undoes }: BulkPayload): 'record.updated' | 'record.deleted' | 'record.restored' {
  if (act.op === 'delete') return undoes ? 'record.restored' : 'record.deleted'
  if (act.op === 'restore') return undoes ? 'record.deleted' : 'record.restored'
  return 'record.updated'
}
