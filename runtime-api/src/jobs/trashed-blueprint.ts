// What happens to a job whose blueprint is in the trash? It stands still and says why, and goes on when the blueprint comes back.
import { issue, sayIssue } from '@molde/engine'
import { findBlueprintsByNo, holdTrashed } from '../blueprints/blueprint-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type Job, type JobError, mostErrors } from './job.ts'
import { findJob, holdJob, pausedJobs, releaseJob } from './job-table.ts'

/** By number: its name may be another blueprint's by now. Not asked of the job that destroys it, which waits for nothing. */
export async function isInTrash(scope: Scope, { payload }: Job): Promise<boolean> {
  const { kind, blueprintNo } = payload
  if (kind === 'purge-blueprint' || blueprintNo === undefined) return false
  const [row] = await findBlueprintsByNo(scope.store.read, scope.tenant.no, [blueprintNo])
  return row?.trashedAt !== null
}

/**
 * Nothing is lost by waiting: each record is whole at one version. False: somebody else has stopped the job meanwhile, or the blueprint
 * is back, perhaps under another name; then it is due again.
 */
export function holdWhileTrashed(scope: Scope, { id, no, payload }: Job, lease: string): Promise<boolean> {
  const at = scope.runtime.now()
  const message = sayIssue(issue([], 'blueprint-trashed', { value: payload.blueprint }), readerOf(scope))
  return scope.store.inTransaction(async (tx) => {
    const isBack = !(await holdTrashed(tx, scope.tenant.no, payload.blueprintNo ?? 0))
    // As it stands after its last batch.
    const errors = withoutReason((await findJob(tx, scope.tenant.no, id))?.errors ?? [])
    const told: readonly JobError[] = [...errors, { code: 'blueprint-trashed', message }]
    const isHeld = await holdJob(tx, scope.tenant.no, { no, lease, errors: told.slice(-mostErrors), at })
    if (isHeld && isBack) await releaseJob(tx, scope.tenant.no, { no, errors, at })
    return isHeld && !isBack
  })
}

/** In the transaction that takes a blueprint out of the trash. */
export async function releaseJobsOf(tx: Db, scope: Scope, blueprintNo: number): Promise<void> {
  for (const { no, payload, errors } of await pausedJobs(tx, scope.tenant.no)) {
    const others = withoutReason(errors)
    if (payload.blueprintNo !== blueprintNo || others.length === errors.length) continue
    await releaseJob(tx, scope.tenant.no, { no, errors: others, at: scope.runtime.now() })
  }
}

function withoutReason(errors: readonly JobError[]): readonly JobError[] {
  return errors.filter(({ code }) => code !== 'blueprint-trashed')
}
