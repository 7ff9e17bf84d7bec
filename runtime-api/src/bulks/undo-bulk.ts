// Takes back what a job did with the records of a list: of each that nobody has changed since.
import { ApiError } from '../errors.ts'
import type { Job } from '../jobs/job.ts'
import { jobsAfter } from '../jobs/job-table.ts'
import type { Scope } from '../runtime.ts'
import type { BulkPayload } from './bulk.ts'
import { countBulkChanges } from './bulk-change-table.ts'
import { actorOf, enqueueBulk } from './start-bulk.ts'

/** What was done is known for so long after the job has ended. */
export const keptBulkChangesMs = 24 * 60 * 60_000

export async function undoBulk(scope: Scope, job: Job, payload: BulkPayload) {
  if (job.createdBy !== scope.actor.id) throw new ApiError('forbidden')
  if (payload.undoes) throw new ApiError('conflict', { detail: cannot })
  const later = await jobsAfter(scope.store.read, scope.tenant.no, 'bulk', job.no)
  if (later.some(({ payload: one }) => one.kind === 'bulk' && one.undoes?.no === job.no))
    throw new ApiError('conflict', { detail: undone })
  const total = await countBulkChanges(scope.store.read, scope.tenant.no, job.no)
  if (total === 0) throw new ApiError('conflict', { detail: nothing })
  const { filter: _, q: __, ...rest } = payload
  return enqueueBulk(scope, { ...rest, actor: actorOf(scope), undoes: { no: job.no, id: job.id } }, total)
}

const cannot = {
  en: 'What was undone is not undone once more.',
  'pt-BR': 'O que foi desfeito não é desfeito de novo.',
  ru: 'Отменённое не отменяют ещё раз.',
}
const undone = {
  en: 'This has been undone already.',
  'pt-BR': 'Isto já foi desfeito.',
  ru: 'Это уже отменено.',
}
const nothing = {
  en: 'There is nothing left to undo: no record was changed, or it was more than a day ago.',
  'pt-BR': 'Não há mais nada a desfazer: nenhum registro foi alterado, ou faz mais de um dia.',
  ru: 'Отменять больше нечего: ни одна запись не изменена, или прошло больше суток.',
}
