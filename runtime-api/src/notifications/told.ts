// Who was told something inside of a transaction? Their open pages hear of it after the commit, and nobody else's.
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** A transaction that rolls back or runs anew is another one, and forgotten with what it told. */
const told = new WeakMap<Db, Set<string>>()

export function tell(tx: Db, members: readonly string[]): void {
  if (members.length === 0) return
  const before = told.get(tx) ?? new Set()
  for (const member of members) before.add(member)
  told.set(tx, before)
}

/** Only after the commit. */
export function announceTold(scope: Scope, tx: Db | undefined): void {
  const members = tx && told.get(tx)
  if (members)
    announce(
      scope,
      [...members].map((to) => ({ kind: 'notifications.changed', to })),
    )
}
