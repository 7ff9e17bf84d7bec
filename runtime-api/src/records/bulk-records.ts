// Many records at once: all of them or none, or each for itself.
import { type Issue, type JsonObject, MoldeError, type Path, refuseIf } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError, asApiError, problemOf } from '../errors.ts'
import { announce } from '../live-events/announce.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { findRecords, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { checkMembers, checkTargets } from './check-references.ts'
import { createRecord, draftRecord, insertDraft, type RecordDraft } from './create-record.ts'
import { deleteInside, deleteRecord } from './delete-record.ts'
import { updateInside, updateRecord } from './update-record.ts'

export const mostInBulk = 1_000

export type BulkItem =
  | { readonly op: 'create'; readonly data: JsonObject }
  | { readonly op: 'update' | 'replace'; readonly id: string; readonly data: JsonObject; readonly rev?: number }
  | { readonly op: 'delete'; readonly id: string; readonly rev?: number }

export interface BulkAnswer {
  readonly status: number
  readonly id?: string
  readonly rev?: number
  readonly error?: unknown
}

/** One transaction. A refusal names every item that is wrong, and nothing was written. */
export async function bulkRecords(scope: Scope, blueprint: string, items: readonly BulkItem[]): Promise<BulkAnswer[]> {
  refuseTwice(items)
  return inDefinition(scope, blueprint, async (definition) => {
    await checkMembers(
      scope,
      definition,
      items.flatMap((item, i) => (item.op === 'delete' ? [] : [{ path: pathOf(i), wire: item.data }])),
    )
    const drafts = draftAll(scope, definition, items)
    const rows = await commit(scope, definition, async (tx) => {
      await checkTargets(tx, scope, definition, [...drafts.values()])
      return writeAll(tx, scope, definition, items, drafts)
    })
    announce(
      scope,
      items.map((item, i) => eventOf(blueprint, item, rows[i] as RecordRow)),
    )
    scope.runtime.metrics.count('records_written', rows.length)
    return rows.map((row, i) => ({ status: statusOf(items[i] as BulkItem), id: row.id, rev: row.rev }))
  })
}

/** Each item in a transaction of its own; a refused one stops no other. They are written in order, a few at a time. */
export async function bulkPartial(scope: Scope, blueprint: string, items: readonly BulkItem[]): Promise<BulkAnswer[]> {
  const answers: BulkAnswer[] = []
  for (let at = 0; at < items.length; at += 50) {
    const few = items.slice(at, at + 50)
    answers.push(...(await Promise.all(few.map((item, i) => writeOne(scope, blueprint, item, at + i)))))
  }
  return answers
}

async function writeOne(scope: Scope, blueprint: string, item: BulkItem, index: number): Promise<BulkAnswer> {
  try {
    const row = await writeItem(scope, blueprint, item, index)
    return { status: statusOf(item), id: row.id, ...('rev' in row ? { rev: row.rev } : {}) }
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.status >= 500) throw thrown
    return { status: error.status, ...('id' in item ? { id: item.id } : {}), error: problemOf(error, scope.language) }
  }
}

async function writeItem(
  scope: Scope,
  blueprint: string,
  item: BulkItem,
  index: number,
): Promise<{ id: string; rev?: number }> {
  const path = pathOf(index)
  if (item.op === 'create') return createRecord(scope, blueprint, item.data, path)
  const expected = item.rev === undefined ? undefined : [item.rev]
  if (item.op === 'delete') {
    await deleteRecord(scope, blueprint, item.id, expected)
    return { id: item.id }
  }
  const kind = item.op === 'replace' ? 'put' : 'patch'
  return updateRecord(scope, blueprint, { id: item.id, kind, wire: item.data, expected, path })
}

/** Every refusal of every item at once, so that a file of a thousand rows is mended in one go. */
function draftAll(scope: Scope, definition: Definition, items: readonly BulkItem[]): Map<number, RecordDraft> {
  const drafts = new Map<number, RecordDraft>()
  const issues: Issue[] = []
  for (const [i, item] of items.entries()) {
    if (item.op !== 'create') continue
    try {
      drafts.set(i, draftRecord(scope, definition, item.data, pathOf(i)))
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
  if (draft) return insertDraft(tx, scope, definition, draft)
  if (item.op === 'create') throw new Error('a create without a draft')
  const row = byId.get(item.id)
  if (!row) throw new ApiError('not-found', { members: { item: index } })
  const expected = item.rev === undefined ? undefined : [item.rev]
  if (item.op === 'delete') return deleteInside(tx, scope, definition, item.id, expected, row)
  const kind = item.op === 'replace' ? 'put' : 'patch'
  const update = { id: item.id, kind, wire: item.data, expected, path: pathOf(index) } as const
  return (await updateInside(tx, scope, definition, update, row)).row
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

function pathOf(index: number): Path {
  return ['items', index, 'data']
}

function statusOf({ op }: BulkItem): number {
  return op === 'create' ? 201 : op === 'delete' ? 204 : 200
}

function eventOf(blueprint: string, { op }: BulkItem, { id, rev }: RecordRow): LiveEvent {
  const kind = op === 'create' ? 'record.created' : op === 'delete' ? 'record.deleted' : 'record.updated'
  return { kind, blueprint, id, rev }
}
