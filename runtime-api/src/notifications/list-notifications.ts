// What should the actor hear of? Only their own, newest first; what each is about is named as it is called now.

import { nameKeys } from '../api-keys/name-keys.ts'
import { textsOf } from '../comments/comment-table.ts'
import { beginningOf } from '../comments/mention.ts'
import { findJob } from '../jobs/job-table.ts'
import { presentJob } from '../jobs/present-job.ts'
import { definitionsByNo, titlesOf } from '../records/titles-of.ts'
import type { Scope } from '../runtime.ts'
import { countUnread, listNotifications as listRows, type NotificationRow } from './notification-table.ts'

/** A number above this says nothing that "99+" does not. */
const mostUnread = 100
const excerptLength = 280

export interface NotificationPage {
  readonly before: number
  readonly limit: number
}

export async function listNotifications(scope: Scope, page: NotificationPage) {
  const rows = await listRows(scope.store.read, scope.tenant.no, scope.actor.id, { ...page, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  return {
    items: await presentAll(scope, shown),
    next: rows.length > page.limit ? shown.at(-1)?.no : undefined,
    unread: await unreadOf(scope),
  }
}

export async function unreadOf(scope: Scope) {
  const value = await countUnread(scope.store.read, scope.tenant.no, scope.actor.id, mostUnread)
  return { value, capped: value === mostUnread }
}

async function presentAll(scope: Scope, rows: readonly NotificationRow[]) {
  const numbersIn = (member: 'blueprint' | 'record' | 'comment') => rows.flatMap((row) => row[member] ?? [])
  const definitions = await definitionsByNo(scope, numbersIn('blueprint'))
  const records = await titlesOf(scope, numbersIn('record'))
  const comments = await textsOf(scope.store.read, scope.tenant.no, numbersIn('comment'))
  const keys = await nameKeys(
    scope,
    rows.map(({ actor, actorKind }) => ({ kind: actorKind, id: actor })),
  )
  return Promise.all(rows.map(present))

  async function present(row: NotificationRow) {
    const definition = row.blueprint === null ? undefined : definitions.get(row.blueprint)
    const record = row.record === null ? undefined : records.get(row.record)
    const comment = row.comment === null ? undefined : comments.get(row.comment)
    const job = row.job === null ? undefined : await findJob(scope.store.read, scope.tenant.no, row.job)
    return {
      id: row.id,
      kind: row.kind,
      count: row.n,
      at: new Date(row.at).toISOString(),
      readAt: row.readAt === null ? null : new Date(row.readAt).toISOString(),
      by: row.actorKind === 'system' ? null : row.actor,
      keyName: (row.actor !== null && keys.get(row.actor)) || null,
      blueprint: definition?.name ?? null,
      field: definition?.head.fields.find(({ id }) => id === row.field)?.key ?? null,
      record: record ? { id: record.id, title: record.title, deleted: !record.live } : null,
      // Where the record is not to be read any more, neither is what was said about it.
      comment: record && comment ? { id: comment.id, text: beginningOf(comment.text, excerptLength) } : null,
      job: job ? presentJob(job, scope.runtime.now()) : null,
      text: row.said?.[scope.language] ?? null,
    }
  }
}
