// Open pages hear of records whose values followed a write of another one.
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { dirtyOf } from './dirty.ts'

/** Only after the commit. */
export function announceSettled(scope: Scope, tx: Db | undefined): void {
  const settled = tx && dirtyOf(tx)?.settled
  if (!settled || settled.size === 0) return
  announce(
    scope,
    [...settled.values()].map((record) => ({ kind: 'record.updated', ...record })),
  )
}
