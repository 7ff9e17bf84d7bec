// A job that took its time has ended: whoever started it has gone on to other things and hears of it.
import type { Job } from '../jobs/job.ts'
import { findRole } from '../members/member-table.ts'
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { insertNotification } from './notification-table.ts'
import { tell } from './told.ts'

/** Whoever waits less has not left. */
const longMs = 10_000

/** Who is to hear of the end of a job: the member who started it, if they still are one. Asked outside of a transaction. */
export async function starterOf(scope: Scope, { createdBy }: Pick<Job, 'createdBy'>): Promise<string | undefined> {
  if (createdBy === null) return undefined
  const role = await findRole(scope.runtime.control.read, scope.tenant.no, createdBy)
  return role && createdBy
}

/** Nobody has started it: values only follow what somebody wrote. */
function followsWrite(payload: Job['payload']): boolean {
  return payload.kind === 'recompute' && (payload.pointing !== undefined || payload.records !== undefined)
}

/** In the transaction that ends the job. */
export async function noteJobEnded(
  tx: Db,
  scope: Scope,
  job: Pick<Job, 'id' | 'createdAt' | 'payload'>,
  starter: string | undefined,
): Promise<void> {
  const at = scope.runtime.now()
  if (starter === undefined || at - job.createdAt <= longMs || followsWrite(job.payload)) return
  const { id: actor, kind: actorKind } = scope.actor
  const about = { blueprint: job.payload.blueprintNo, job: job.id, actor, actorKind, at }
  await insertNotification(tx, scope.tenant.no, { ...about, id: newId(at), member: starter, kind: 'job' })
  tell(tx, [starter])
}
