// What does the worker sweep away because its time is over? Old notifications, deliveries and runs of automations, deleted comments, what former members left.

import { dropOldRuns } from '../automations/run-table.ts'
import { dropOldBulkChanges } from '../bulks/bulk-change-table.ts'
import { keptBulkChangesMs } from '../bulks/undo-bulk.ts'
import { dropDeletedComments } from '../comments/comment-table.ts'
import { keptDeletedMs } from '../comments/delete-comment.ts'
import { membersAmong } from '../members/member-table.ts'
import { deleteOwn, whoHasOwn } from '../members/own-table.ts'
import { dropOldNotifications } from '../notifications/notification-table.ts'
import { dropOldDeliveries } from '../outbox/delivery-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

const keptNotificationsMs = 90 * 24 * 60 * 60_000
/** Of what was sent and what was given up: so long it can be looked at and sent again. */
const keptDeliveriesMs = 30 * 24 * 60 * 60_000
/** Of runs of automations; of those whose condition did not hold there may be many. */
const keptRunsMs = 30 * 24 * 60 * 60_000
const keptSkippedMs = 3 * 24 * 60 * 60_000
/** Rows of one transaction: others wait for it on SQLite. */
const batch = 500

export async function cleanUp(scope: Scope): Promise<void> {
  const { tenant, runtime } = scope
  const now = runtime.now()
  const old = now - keptNotificationsMs
  const deleted = now - keptDeletedMs
  await inBatches(scope, (tx) => dropOldNotifications(tx, tenant.no, { before: old }, batch))
  await inBatches(scope, (tx) => dropOldNotifications(tx, tenant.no, { before: deleted, onlyWithdrawn: true }, batch))
  await inBatches(scope, (tx) => dropDeletedComments(tx, tenant.no, deleted, batch))
  await inBatches(scope, (tx) => dropOldDeliveries(tx, tenant.no, now - keptDeliveriesMs, batch))
  await inBatches(scope, (tx) => dropOldBulkChanges(tx, tenant.no, now - keptBulkChangesMs, batch))
  await inBatches(scope, (tx) => dropOldRuns(tx, tenant.no, { before: now - keptRunsMs }, batch))
  await inBatches(scope, (tx) => dropOldRuns(tx, tenant.no, { before: now - keptSkippedMs, onlySkipped: true }, batch))
  const known = await whoHasOwn(scope.store.read, tenant.no)
  const members = await membersAmong(runtime.control.read, tenant.no, known)
  for (const one of known.filter((id) => !members.has(id)))
    await scope.store.inTransaction((tx) => deleteOwn(tx, tenant.no, one))
}

async function inBatches(scope: Scope, drop: (tx: Db) => Promise<number>): Promise<void> {
  while ((await scope.store.inTransaction(drop)) === batch) await new Promise((resolve) => setImmediate(resolve))
}
