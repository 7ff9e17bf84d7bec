// Which jobs does the tenant have, newest first?
import { ApiError } from '../errors.ts'
import { undoReachOf } from '../record-migrations/undo-reach.ts'
import type { Scope } from '../runtime.ts'
import { findJob, listJobs as listRows } from './job-table.ts'
import { presentJob } from './present-job.ts'

export async function listJobs(scope: Scope, page: { readonly before: number; readonly limit: number }) {
  const rows = await listRows(scope.store.read, scope.tenant.no, page.before, page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const now = scope.runtime.now()
  return {
    items: shown.map((job) => presentJob(job, now)),
    next: rows.length > page.limit ? shown.at(-1)?.no : undefined,
  }
}

export async function readJob(scope: Scope, id: string) {
  const job = await findJob(scope.store.read, scope.tenant.no, id)
  if (!job) throw new ApiError('not-found')
  const undo = await undoReachOf(scope.store.read, scope.tenant.no, job)
  return { ...presentJob(job, scope.runtime.now()), ...(undo && { undo }) }
}
