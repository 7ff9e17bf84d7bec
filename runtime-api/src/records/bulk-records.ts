// Many records at once: all of them or none, or each for itself.
import { type Issue, type JsonObject, MoldeError, type Path, refuseIf } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { dirtyOf } from '../computed/dirty.ts'
import { settleComputed } from '../computed/settle.ts'
import { ApiError, asApiError, type Problem, problemOf } from '../errors.ts'
import { fillFiles, type KnownFiles, knownFiles, withFiles } from '../files/record-files.ts'
import { announce } from '../live-events/announce.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { findRecords, type RecordRow } from '../record-store/record-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsSent } from '../spoken-versions/named-fields.ts'
import type { Db } from '../store/store.ts'
import { definitionAs } from './as-version.ts'
import { checkTargets, memberIssues } from './check-references.ts'
import { createInside } from './create-inside.ts'
import { deleteInside } from './delete-record.ts'
import { draftInside, draftWith, isDraftedInside } from './draft-inside.ts'
import { type DraftOptions, draftRecord, type RecordDraft } from './draft-record.ts'
import { updateInside } from './update-record.ts'

export const mostInBulk = 1_000

export type BulkItem =
  | { readonly op: 'create'; readonly data: JsonObject }
  | { readonly op: 'update' | 'replace'; readonly id: string; readonly data: JsonObject; readonly rev?: number }
  | { readonly op: 'delete'; readonly id: string; readonly rev?: number }

export type BulkAnswer =
  | { readonly status: number; readonly id: string; readonly rev: number; readonly error?: undefined }
  | { readonly status: number; readonly id?: string; readonly error: Problem }

/** One transaction. A refusal names every item that is wrong, and nothing was written. */
export async function bulkRecords(
  scope: Scope,
  blueprint: string,
  items: readonly BulkItem[],
  as?: string,
): Promise<BulkAnswer[]> {
  refuseTwice(items)
  return inDefinition(scope, blueprint, async (newest) => {
    const definition = await definitionAs(scope, scope.store.read, newest, as)
    refuseIf(await memberIssues(scope, definition, sentIn(items, 0)))
    const sent = items.flatMap((item) => (item.op === 'create' ? [item.data] : []))
    const files = await knownFiles(scope.store.read, scope, definition, sent)
    const draft = (options: DraftOptions) => draftAll(scope, definition, items, { ...options, files })
    const known = isDraftedInside(definition) ? undefined : draft({})
    const rows = await commit(scope, definition, async (tx) => {
      const drafts = known ?? (await draftWith(tx, scope, definition, draft))
      await checkTargets(tx, scope, definition, [...drafts.values()])
      const written = await writeAll(tx, scope, definition, items, drafts)
      await settleComputed(tx, scope)
      return written.map((row) => ({ ...row, rev: dirtyOf(tx)?.settled.get(row.no)?.rev ?? row.rev }))
    })
    announce(
      scope,
      items.map((item, i) => eventOf(blueprint, item, rows[i] as RecordRow)),
    )
    scope.runtime.metrics.count('records_written', rows.length)
    countUse(scope, definition, 'write', () => fieldsSent(definition, dataOf(items)))
    return rows.map((row, i) => ({ status: statusOf(items[i] as BulkItem), id: row.id, rev: row.rev }))
  })
}

/**
 * Each item for itself: a refused one stops no other. A hundred share a transaction, in which every item has a savepoint of
 * its own, so that a thousand items do not wait for the disk a thousand times.
 */
export async function bulkPartial(
  scope: Scope,
  blueprint: string,
  items: readonly BulkItem[],
  as?: string,
): Promise<BulkAnswer[]> {
  refuseTwice(items)
  const answers: BulkAnswer[] = []
  for (let at = 0; at < items.length; at += 100) {
    const few = items.slice(at, at + 100)
    const written = await inDefinition(scope, blueprint, async (newest) =>
      writeFew(scope, await definitionAs(scope, scope.store.read, newest, as), few, at),
    )
    answers.push(...written)
  }
  return answers
}

async function writeFew(
  scope: Scope,
  definition: Definition,
  items: readonly BulkItem[],
  first: number,
): Promise<BulkAnswer[]> {
  const strangers = await memberIssues(scope, definition, sentIn(items, first))
  const written = await commit(scope, definition, async (tx) => {
    const answers: BulkAnswer[] = []
    for (const [i, item] of items.entries()) {
      answers.push(await writeOne(tx, scope, definition, { item, index: first + i, strangers }))
    }
    return answers
  })
  const done = written.flatMap((answer, i) =>
    answer.error !== undefined ? [] : [eventOf(definition.name, items[i] as BulkItem, answer)],
  )
  announce(scope, done)
  scope.runtime.metrics.count('records_written', done.length)
  if (done.length > 0) countUse(scope, definition, 'write', () => fieldsSent(definition, dataOf(items)))
  return written
}

function dataOf(items: readonly BulkItem[]): readonly JsonObject[] {
  return items.flatMap((item) => (item.op === 'delete' ? [] : [item.data]))
}

interface OwnPlace {
  readonly item: BulkItem
  readonly index: number
  /** Members that do not exist, found out before the transaction. */
  readonly strangers: readonly Issue[]
}

async function writeOne(tx: Db, scope: Scope, definition: Definition, place: OwnPlace): Promise<BulkAnswer> {
  const { item, index } = place
  await tx.run('SAVEPOINT item')
  try {
    refuseIf(place.strangers.filter(({ path }) => path[1] === index))
    const row = await writeAlone(tx, scope, definition, item, pathOf(index))
    await tx.run('RELEASE item')
    return { status: statusOf(item), id: row.id, rev: row.rev }
  } catch (thrown) {
    const error = asApiError(thrown)
    // Ours, or a race that begins the whole hundred anew: not the item's fault.
    if (error.status >= 500) throw thrown
    await tx.run('ROLLBACK TO item')
    return { status: error.status, ...('id' in item ? { id: item.id } : {}), error: problemOf(error, readerOf(scope)) }
  }
}

async function writeAlone(
  tx: Db,
  scope: Scope,
  definition: Definition,
  item: BulkItem,
  path: Path,
): Promise<RecordRow> {
  if (item.op !== 'create') return changeExisting(tx, scope, definition, item, path)
  const wire = await fillFiles(tx, scope, definition, { wire: item.data, path })
  const draft = await draftInside(tx, scope, definition, wire, path)
  await checkTargets(tx, scope, definition, [draft])
  return createInside(tx, scope, definition, draft)
}

/** Every refusal of every item at once, so that a file of a thousand rows is mended in one go. */
function draftAll(
  scope: Scope,
  definition: Definition,
  items: readonly BulkItem[],
  { files, ...options }: DraftOptions & { readonly files: KnownFiles },
): Map<number, RecordDraft> {
  const drafts = new Map<number, RecordDraft>()
  const issues: Issue[] = []
  for (const [i, item] of items.entries()) {
    if (item.op !== 'create') continue
    try {
      const wire = withFiles(definition, item.data, files, pathOf(i))
      drafts.set(i, draftRecord(scope, definition, wire, pathOf(i), options))
    } catch (thrown) {
      if (!(thrown instanceof MoldeError)) throw thrown
      issues.push(...thrown.issues)
    }
    if (issues.length >= mostIssues) break
  }
  refuseIf(issues.slice(0, mostIssues))
  return drafts
}

const mostIssues = 200

async function writeAll(
  tx: Db,
  scope: Scope,
  definition: Definition,
  items: readonly BulkItem[],
  drafts: ReadonlyMap<number, RecordDraft>,
): Promise<RecordRow[]> {
  const ids = items.flatMap((item) => ('id' in item ? [item.id] : []))
  const stored = ids.length === 0 ? [] : await findRecords(tx, scope.tenant.no, definition.no, ids)
  const byId = new Map(stored.map((row) => [row.id, row]))
  const rows: RecordRow[] = []
  for (const [i, item] of items.entries()) {
    rows.push(await writeInside(tx, scope, definition, { item, index: i, draft: drafts.get(i), byId }))
  }
  return rows
}

interface Place {
  readonly item: BulkItem
  readonly index: number
  readonly draft: RecordDraft | undefined
  readonly byId: ReadonlyMap<string, RecordRow>
}

async function writeInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { item, index, draft, byId }: Place,
): Promise<RecordRow> {
  if (draft) return createInside(tx, scope, definition, draft)
  if (item.op === 'create') throw new Error('a create without a draft')
  const row = byId.get(item.id)
  if (!row) throw new ApiError('not-found', { members: { item: index } })
  return changeExisting(tx, scope, definition, item, pathOf(index), row)
}

async function changeExisting(
  tx: Db,
  scope: Scope,
  definition: Definition,
  item: Exclude<BulkItem, { op: 'create' }>,
  path: Path,
  row?: RecordRow,
): Promise<RecordRow> {
  const expected = item.rev === undefined ? undefined : [item.rev]
  if (item.op === 'delete') return deleteInside(tx, scope, definition, item.id, expected, row)
  const kind = item.op === 'replace' ? 'put' : 'patch'
  return (await updateInside(tx, scope, definition, { id: item.id, kind, wire: item.data, expected, path }, row)).row
}

/** The second change of a record in one request would be made on what the first one left: that is two requests. */
function refuseTwice(items: readonly BulkItem[]): void {
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    if (!('id' in item)) continue
    if (seen.has(item.id))
      throw new ApiError('bad-request', { detail: `Item ${index} names a record for the second time` })
    seen.add(item.id)
  }
}

function sentIn(items: readonly BulkItem[], first: number) {
  return items.flatMap((item, i) => (item.op === 'delete' ? [] : [{ path: pathOf(first + i), wire: item.data }]))
}

function pathOf(index: number): Path {
  return ['items', index, 'data']
}

function statusOf({ op }: BulkItem): number {
  return op === 'create' ? 201 : op === 'delete' ? 204 : 200
}

function eventOf(blueprint: string, { op }: BulkItem, { id, rev }: { id: string; rev: number }): LiveEvent {
  const kind = op === 'create' ? 'record.created' : op === 'delete' ? 'record.deleted' : 'record.updated'
  return { kind, blueprint, id, rev }
}
