// Stopping a job for a while, letting it go on, and ending it for good.
import { ApiError } from '../errors.ts'
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import type { JobStatus } from './job.ts'
import { changeJobStatus, findJob } from './job-table.ts'
import { presentJob } from './present-job.ts'

export type JobVerb = 'pause' | 'resume' | 'cancel'

const verbs: Record<JobVerb, { readonly from: readonly JobStatus[]; readonly to: JobStatus }> = {
  pause: { from: ['queued', 'running'], to: 'paused' },
  // A failed job goes on where it stopped, once its cause is mended.
  resume: { from: ['paused', 'failed'], to: 'queued' },
  cancel: { from: ['queued', 'running', 'paused', 'failed'], to: 'cancelled' },
}

/** Work on everything is the owner's; what somebody does with many records is theirs to stop. */
async function refuseForeign(scope: Scope, id: string): Promise<void> {
  if (scope.actor.roles.includes('owner')) return
  const job = await findJob(scope.store.read, scope.tenant.no, id)
  const isOwn = job?.payload.kind === 'bulk' && job.createdBy === scope.actor.id
  if (!isOwn) throw new ApiError(job ? 'forbidden' : 'not-found')
}

/** What was destroyed by a person's word is not kept in part. */
async function refuseToKeep(scope: Scope, id: string, verb: JobVerb): Promise<void> {
  if (verb !== 'cancel') return
  const job = await findJob(scope.store.read, scope.tenant.no, id)
  if (job?.payload.kind === 'pass' && job.finishedAt === null) throw new ApiError('conflict', { detail: undoInstead })
  const isPurge = job?.payload.kind === 'purge' || job?.payload.kind === 'purge-blueprint'
  if (isPurge && job.finishedAt === null) throw new ApiError('conflict', { detail: goesOn })
}

const goesOn = {
  en: 'Destroying for good cannot be cancelled half way: what is left would stay. Pause it, or let it end.',
  'pt-BR': 'Não dá para cancelar uma exclusão para sempre no meio: o resto ficaria. Pause ou deixe terminar.',
  ru: 'Удаление навсегда нельзя отменить на полпути: остаток сохранился бы. Приостановите его или дождитесь конца.',
}

const undoInstead = {
  en: 'Some records are in the one blueprint and some in the other. Pause the job and undo it: that brings all of them back.',
  'pt-BR': 'Há registros em um tipo de registro e no outro. Pause a tarefa e desfaça-a: assim todos voltam.',
  ru: 'Часть записей уже в другом виде записей, часть ещё нет. Приостановите задачу и отмените её результат: тогда вернутся все.',
}

/** The batch in work when a job is stopped is rolled back: nothing counts twice. */
export async function steerJob(scope: Scope, id: string, verb: JobVerb) {
  const { from, to } = verbs[verb]
  const at = scope.runtime.now()
  await refuseForeign(scope, id)
  await refuseToKeep(scope, id, verb)
  const job = await scope.store.inTransaction(async (tx) => {
    const changed = await changeJobStatus(tx, scope.tenant.no, { id, from, to, at })
    const found = await findJob(tx, scope.tenant.no, id)
    if (!found) throw new ApiError('not-found')
    if (!changed && found.status !== to)
      throw new ApiError('conflict', { detail: `A job that is ${found.status} cannot ${verb}` })
    return found
  })
  const { kind } = job.payload
  announce(scope, [{ kind: 'job.progress', id, job: kind, status: job.status, done: job.done, total: job.total }])
  return presentJob(job, at)
}
