// Long work is written down in the transaction of what causes it, so neither is there without the other.
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { JobPayload } from './job.ts'
import { insertJob } from './job-table.ts'

/** Answers the job's public id. The worker is woken by the `announce` that follows the commit. */
export async function enqueueJob(tx: Db, scope: Scope, payload: JobPayload, total: number | null): Promise<string> {
  const at = scope.runtime.now()
  const id = newId(at)
  await insertJob(tx, scope.tenant.no, { id, payload, total, at, by: scope.actor.id })
  return id
}
