// The actor has seen some of their notifications, or all up to a moment.
import { issue, refuseIf } from '@molde/engine'
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import { unreadOf } from './list-notifications.ts'
import { markAllRead, markRead } from './notification-table.ts'

export type Seen =
  | { readonly ids: readonly string[]; readonly until?: undefined }
  /** ISO text of a moment. */
  | { readonly until: string; readonly ids?: undefined }

/** Answers how many are left. Ids of others mean nothing. */
export async function markSeen(scope: Scope, seen: Seen) {
  const until = seen.until === undefined ? undefined : readMoment(seen.until)
  const { actor, tenant, store, runtime } = scope
  await store.inTransaction(async (tx) => {
    const at = runtime.now()
    if (until !== undefined) return markAllRead(tx, tenant.no, actor.id, until, at)
    for (const id of seen.ids ?? []) await markRead(tx, tenant.no, actor.id, id, at)
  })
  announce(scope, [{ kind: 'notifications.changed', to: actor.id }])
  return { unread: await unreadOf(scope) }
}

function readMoment(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) refuseIf([issue(['until'], 'wrong-form', { form: '2026-11-20T12:00:00.000Z' })])
  return at
}
