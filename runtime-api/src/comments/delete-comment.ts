// A comment is taken away by who wrote it or by an owner; for a day, whoever did it can bring it back.
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError } from '../errors.ts'
import type { ExpectedRev } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { commentIsGone } from '../notifications/notify-comment.ts'
import { StaleRecord } from '../record-store/record-errors.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type CommentRow, findComment, setCommentDeleted } from './comment-table.ts'
import { presentComment, type WireComment } from './present-comment.ts'
import { openRecord, type Place, refuseStaleComment, standingComment } from './write-comment.ts'

/** What was deleted is swept away after this long. */
export const keptDeletedMs = 24 * 60 * 60_000

export async function deleteComment(
  scope: Scope,
  place: Place & { readonly comment: string; readonly expected: ExpectedRev | undefined },
): Promise<void> {
  const { blueprint, id, comment, expected } = place
  await inDefinition(scope, blueprint, (definition) =>
    commit(scope, definition, async (tx) => {
      const record = await openRecord(tx, scope, definition, id)
      const row = await standingComment(tx, scope, record.no, comment)
      if (row.author !== scope.actor.id && !scope.actor.roles.includes('owner')) throw new ApiError('forbidden')
      await refuseStaleComment(scope, row, expected)
      await setDeleted(tx, scope, row, { at: scope.runtime.now(), by: scope.actor.id })
      await commentIsGone(tx, scope, { record: record.no, comment: row.no }, true)
    }),
  )
  announce(scope, [{ kind: 'comment.deleted', blueprint, id, comment }])
}

/** One that stands already is answered as it is. */
export async function restoreComment(scope: Scope, place: Place & { readonly comment: string }): Promise<WireComment> {
  const { blueprint, id, comment } = place
  const row = await inDefinition(scope, blueprint, (definition) =>
    commit(scope, definition, async (tx) => {
      const record = await openRecord(tx, scope, definition, id)
      const found = await findComment(tx, scope.tenant.no, record.no, comment)
      if (!found) throw new ApiError('not-found')
      if (found.deletedAt === null) return found
      // What an owner took away, its author does not bring back.
      if (found.deletedBy !== scope.actor.id) throw new ApiError('not-found')
      await commentIsGone(tx, scope, { record: record.no, comment: found.no }, false)
      return setDeleted(tx, scope, found, null)
    }),
  )
  announce(scope, [{ kind: 'comment.created', blueprint, id, comment }])
  return presentComment(scope, row)
}

async function setDeleted(
  tx: Db,
  scope: Scope,
  row: CommentRow,
  deleted: { readonly at: number; readonly by: string } | null,
): Promise<CommentRow> {
  const after = await setCommentDeleted(tx, scope.tenant.no, row, deleted)
  if (!after) throw new StaleRecord(row.no)
  return after
}
