// One batch of taking out what a destroyed field left anywhere: in records, in everything that is kept of them, and in kept answers.
import { type Attic, eraseIn, erasuresIn, type JsonObject, passageColumns, passagesIn } from '@molde/engine'
import { forgetInRuns } from '../automations/forget-in-runs.ts'
import { opsOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { allVersions } from '../blueprints/version-table.ts'
import type { BatchResult, Job, JobPayload, PurgePlace } from '../jobs/job.ts'
import { forgetMaps } from '../op-maps/forget-maps.ts'
import { dropStandings, hasPassed } from '../passages/standing-table.ts'
import type { QuarantineReason } from '../record-migrations/quarantine-table.ts'
import { addHistory, type Diff, dropHistory, passingsOf } from '../record-store/history-table.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { atticText, type RecordRow, updateRow } from '../record-store/record-table.ts'
import { deriveRow } from '../records/derive-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import {
  answersAfter,
  batchSize,
  dropHangings,
  dropTags,
  emptyFreeSlots,
  historyOf,
  mergeWords,
  movesOf,
  reasonsOf,
  setAnswer,
  setHistory,
  setMove,
  setReasons,
} from './purge-table.ts'
import { purgedAtRest } from './purged-row.ts'
import { type GoneFields, withoutFields } from './without-fields.ts'

type Purge = Extract<JobPayload, { readonly kind: 'purge' }>

/** First the records, then the answers, then the words. A write that comes meanwhile leaves nothing of the field (`purgedRow`). */
export async function purgeBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: Purge,
): Promise<BatchResult> {
  const place = placeOf(job, payload)
  const most = batchSize[tx.dialect]
  if (place.step === 'records') {
    const rows = await recordsAfter(tx, scope.tenant.no, payload.blueprintNo, place.no, most)
    for (const row of rows) await purgeRecord(tx, scope, definition, payload, row)
    const [first, last] = [rows[0], rows.at(-1)]
    if (first && last) {
      await emptyFreeSlots(tx, scope.tenant.no, payload.blueprintNo, { first: first.no, last: last.no })
      return { cursor: { ...place, no: last.no }, done: rows.length, finished: false }
    }
    await forgetMaps(tx, scope, { no: payload.blueprintNo }, opsOf(definition))
    for (const field of payload.fields) await dropTags(tx, scope.tenant.no, payload.blueprintNo, field)
    return { cursor: { ...place, step: 'answers' }, done: 0, finished: false }
  }
  if (place.step === 'answers') {
    const answers = await answersAfter(tx, scope.tenant.no, place, most)
    const last = answers.at(-1)
    if (!last) return { cursor: { ...place, step: 'words', no: 0 }, done: 0, finished: false }
    const gone = await wordsFor(tx, scope, payload)
    for (const { actor, key, response } of answers) {
      const left = withoutFields(response as JsonObject, gone)
      if (left !== response) await setAnswer(tx, scope.tenant.no, { actor, key, response: left })
    }
    return { cursor: { ...place, actor: last.actor, key: last.key }, done: 0, finished: false }
  }
  const goesOn = await mergeWords(tx, place.no === 0)
  return { cursor: { ...place, no: place.no + 1 }, done: 0, finished: !goesOn }
}

function placeOf({ cursor }: Pick<Job, 'cursor'>, { gone }: Purge): PurgePlace {
  const isOurs = typeof cursor === 'object' && cursor.kind === 'purge'
  // A record that was destroyed is gone already; what is left of it are answers and words.
  return isOurs
    ? cursor
    : { kind: 'purge', step: gone === undefined ? 'records' : 'answers', no: 0, actor: '', key: '' }
}

async function purgeRecord(
  tx: Db,
  scope: Scope,
  definition: Definition,
  payload: Purge,
  found: RecordRow,
): Promise<void> {
  const tenant = scope.tenant.no
  // What hangs on it is brought to the newest version first: taken out is what the old shape had there.
  const { row } = await deriveRow(tx, scope, definition, found)
  const left = await purgedAtRest(scope, tx, definition, row)
  if (left) {
    const change = { data: JSON.stringify(left.data), attic: atticText(left.attic) }
    if (!(await updateRow(tx, tenant, row, change))) throw new StaleRecord(row.no)
    const entry = {
      no: row.no,
      rev: row.rev + 1,
      at: scope.runtime.now(),
      actor: scope.actor.id,
      diff: { note: 'purged' },
    }
    await addHistory(tx, tenant, entry)
  }
  await forgetPast(tx, tenant, definition, payload, row.no)
  await purgeHistory(tx, tenant, definition, payload, row.no)
  for (const { no, value } of await movesOf<JsonObject>(tx, tenant, row.no))
    if (payload.fields.some((field) => Object.hasOwn(value, field)))
      await setMove(tx, tenant, { no, value: without(value, payload.fields) })
  await forgetInRuns(tx, tenant, row.no, payload.fields)
  await purgeReasons(tx, scope, payload, row.no)
  for (const field of payload.fields) await dropHangings(tx, tenant, row.no, field)
}

/**
 * A record that came from another blueprint may hold the value there, too: how it stood there, and what happened to it there, go with
 * the field. It can still pass back, with what it says now.
 */
async function forgetPast(
  tx: Db,
  tenant: number,
  definition: Definition,
  { fields }: Purge,
  record: number,
): Promise<void> {
  if (!(await hasPassed(tx, tenant, record))) return
  const ops = passagesIn(opsOf(definition))
  const shared = new Set<string>(ops.flatMap((op) => passageColumns(op).map(({ here }) => here)))
  // Where the op is the other one's, every field came from there.
  if (ops.length > 0 && !fields.some((field) => shared.has(field))) return
  await dropStandings(tx, tenant, record)
  const [last] = await passingsOf(tx, tenant, record)
  if (last) await dropHistory(tx, tenant, record, last.rev)
}

async function purgeHistory(
  tx: Db,
  tenant: number,
  { opsInto, newest }: Definition,
  { fields }: Purge,
  record: number,
): Promise<void> {
  const erasures = erasuresIn(opsInto, 0, newest.head.version)
  for (const { no, value: diff } of await historyOf<Diff>(tx, tenant, record)) {
    const attic = diff.attic && { ...diff.attic }
    if (attic) for (const erasure of erasures) eraseIn(attic, erasure)
    const data = diff.data && without(diff.data, fields)
    const left: Diff = { ...diff, ...(data && { data }), ...(attic && { attic: attic as Attic }) }
    if (JSON.stringify(left) !== JSON.stringify(diff)) await setHistory(tx, tenant, record, { no, value: left })
  }
}

/** A value that cannot be carried over stays a reason, without the value. */
async function purgeReasons(tx: Db, scope: Scope, payload: Purge, record: number): Promise<void> {
  const reasons = await reasonsOf<readonly QuarantineReason[]>(tx, scope.tenant.no, record)
  if (!reasons) return
  const { fields: names } = await wordsFor(tx, scope, payload)
  const left = reasons.flatMap((reason): QuarantineReason[] => {
    if (reason.kind === 'issue') return reason.issue.path.some((step) => names.has(String(step))) ? [] : [reason]
    if (reason.kind === 'duplicate') return [reason]
    return [{ ...reason, values: reason.values.map((value, i) => (names.has(reason.fields[i] ?? '') ? null : value)) }]
  })
  if (JSON.stringify(left) !== JSON.stringify(reasons)) await setReasons(tx, scope.tenant.no, record, left)
}

function without<T extends { readonly [field: string]: unknown }>(all: T, fields: readonly string[]): T {
  return Object.fromEntries(Object.entries(all).filter(([field]) => !fields.includes(field))) as T
}

/** Every key that the fields ever had. */
async function wordsFor(tx: Db, scope: Scope, { blueprint, blueprintNo, fields, gone }: Purge): Promise<GoneFields> {
  if (gone !== undefined) return { blueprints: [], fields: new Set(), ids: new Set(gone) }
  const versions = await allVersions(tx, scope.tenant.no, blueprintNo)
  const keys = [...versions.values()].flatMap((version) =>
    version.fields.filter(({ id }) => fields.includes(id)).map(({ key }) => key),
  )
  return { blueprints: [blueprint, blueprintNo], fields: new Set([...keys, ...fields]) }
}
