// What was said about a record, newest first; and one comment of it.
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { countComments, findComment, listComments as listRows } from './comment-table.ts'
import { presentComment, presentComments } from './present-comment.ts'

const countedUpTo = 1_000

export interface CommentPage {
  /** Only comments with a row number below this one. */
  readonly before: number
  readonly limit: number
}

export async function listComments(scope: Scope, blueprint: string, id: string, page: CommentPage) {
  const db = scope.store.read
  const record = await readableRecord(scope, blueprint, id)
  const rows = await listRows(db, scope.tenant.no, record.no, { ...page, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  const count = await countComments(db, scope.tenant.no, record.no, countedUpTo)
  return {
    items: await presentComments(scope, shown),
    next: rows.length > page.limit ? shown.at(-1)?.no : undefined,
    count: { value: count, capped: count === countedUpTo },
  }
}

export async function readComment(scope: Scope, blueprint: string, id: string, comment: string) {
  const record = await readableRecord(scope, blueprint, id)
  const row = await findComment(scope.store.read, scope.tenant.no, record.no, comment)
  if (!row || row.deletedAt !== null) throw new ApiError('not-found')
  return presentComment(scope, row)
}

/** Whoever may read a record may read what is said about it, also while it lies in the trash. */
async function readableRecord(scope: Scope, blueprint: string, id: string): Promise<RecordRow> {
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const row = await findRecord(scope.store.read, scope.tenant.no, definition.no, id)
  if (!row) throw await missingRecord(scope.store.read, scope, definition, id)
  return row
}
