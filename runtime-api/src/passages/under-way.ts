// Are records on their way into or out of this blueprint?
import { ApiError } from '../errors.ts'
import type { Job } from '../jobs/job.ts'
import { jobsAfter } from '../jobs/job-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

export async function passageUnderWay(db: Db, scope: Scope, blueprint: number): Promise<Job | undefined> {
  const jobs = await jobsAfter(db, scope.tenant.no, 'pass', 0)
  return jobs.find(
    ({ payload, status }) =>
      payload.kind === 'pass' &&
      status !== 'succeeded' &&
      status !== 'cancelled' &&
      (payload.blueprintNo === blueprint || payload.other.no === blueprint),
  )
}

/** A blueprint does not go into the trash while records come or go: some of them would be there and some not. */
export async function refuseUnderWay(db: Db, scope: Scope, blueprint: number): Promise<void> {
  const job = await passageUnderWay(db, scope, blueprint)
  if (!job) return
  const detail = {
    en: `Records are on their way into or out of it. Let job ${job.id} end, or undo it.`,
    'pt-BR': `Há registros entrando ou saindo dele. Deixe o trabalho ${job.id} terminar, ou desfaça-o.`,
    ru: `Записи ещё переходят в него или из него. Дождитесь конца задачи ${job.id} или отмените её.`,
  }
  throw new ApiError('conflict', { detail })
}
