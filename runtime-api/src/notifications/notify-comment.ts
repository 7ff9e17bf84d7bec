// Who hears of a comment: whom it mentions, who follows the record, and never who wrote it.
import type { Definition } from '../blueprints/definition.ts'
import { membersAmong } from '../members/member-table.ts'
import { newId } from '../new-id.ts'
import { findRecord } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { followQuietly, followsOf } from './follow-table.ts'
import { insertMerged, insertNotification, withdrawComment } from './notification-table.ts'
import { tell } from './told.ts'

/** Members, without the one who acts; nobody is in both. */
export interface CommentListeners {
  readonly mentioned: readonly string[]
  readonly followers: readonly string[]
}

/** Asked before the transaction: who is a member stands in another database. `mentions` are members. */
export async function listenersOf(
  scope: Scope,
  definition: Definition,
  id: string,
  mentions: readonly string[],
): Promise<CommentListeners> {
  const db = scope.store.read
  const record = await findRecord(db, scope.tenant.no, definition.no, id)
  if (!record) return { mentioned: mentions, followers: [] }
  const rows = await followsOf(db, scope.tenant.no, record.no)
  const stopped = new Set(rows.flatMap(({ member, follows }) => (follows ? [] : [member])))
  const following = [record.createdBy, ...rows.map(({ member }) => member)].filter(
    (one) => one !== null && !stopped.has(one) && !mentions.includes(one) && one !== scope.actor.id,
  ) as string[]
  const members = await membersAmong(scope.runtime.control.read, scope.tenant.no, [...new Set(following)])
  return { mentioned: mentions, followers: [...members] }
}

export async function notifyComment(
  tx: Db,
  scope: Scope,
  about: CommentListeners & {
    readonly definition: Definition
    readonly record: number
    readonly comment: number
  },
): Promise<void> {
  const { definition, record, comment } = about
  const { actor, tenant } = scope
  const mentioned = about.mentioned.filter((one) => one !== actor.id)
  const at = scope.runtime.now()
  const said = { blueprint: definition.no, record, comment, actor: actor.id, actorKind: actor.kind, at }
  if (actor.kind === 'member') await followQuietly(tx, tenant.no, record, actor.id)
  for (const member of mentioned) {
    // Whoever was asked something wants the answers to it too.
    await followQuietly(tx, tenant.no, record, member)
    await insertNotification(tx, tenant.no, { ...said, id: newId(at), member, kind: 'mention' })
  }
  for (const member of about.followers)
    await insertMerged(tx, tenant.no, { ...said, id: newId(at), member, kind: 'comment' })
  tell(tx, [...mentioned, ...about.followers])
}

/** What somebody has not read yet of a comment that is taken away is not told any more, and told when it is back. */
export async function commentIsGone(
  tx: Db,
  scope: Scope,
  about: { readonly record: number; readonly comment: number },
  isGone: boolean,
): Promise<void> {
  tell(tx, await withdrawComment(tx, scope.tenant.no, about, isGone))
}
