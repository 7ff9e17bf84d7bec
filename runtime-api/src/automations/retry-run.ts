// A run that was refused, given up or stopped is done again, from the beginning and by the automation as it is now.
import type { JsonObject } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import { readRun } from './read-automations.ts'
import { findRun, retryRun } from './run-table.ts'
import { automationNamed } from './save-automation.ts'

export async function retryRunOf(scope: Scope, name: string, id: string): Promise<JsonObject> {
  await scope.store.inTransaction(async (tx) => {
    const automation = await automationNamed(tx, scope, name)
    const run = await findRun(tx, scope.tenant.no, automation.no, id)
    if (!run) throw new ApiError('not-found')
    if (automation.status === 'off') throw new ApiError('conflict', { detail: isOff })
    if (!(await retryRun(tx, scope.tenant.no, run.no, scope.runtime.now())))
      throw new ApiError('conflict', { detail: notAgain })
  })
  scope.runtime.hub.wake(scope.tenant.no)
  return readRun(scope, name, id)
}

const isOff = {
  en: 'The automation is off. Turn it on first.',
  'pt-BR': 'A automação está desativada. Ative-a primeiro.',
  ru: 'Автоматизация выключена. Сначала включите её.',
}
const notAgain = {
  en: 'Only what was refused, given up or stopped is done again.',
  'pt-BR': 'Só se executa de novo o que foi recusado, abandonado ou interrompido.',
  ru: 'Повторить можно только то, что было отклонено, не удалось или остановлено.',
}
