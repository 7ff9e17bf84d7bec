// A blueprint is destroyed for good, out of the trash, with all its records and whatever belongs to them: by its name, with a reason.
import { type Issue, issue, refuseIf } from '@molde/engine'
import { needsOf } from '../blueprints/blueprint-needs.ts'
import { type BlueprintRow, findBlueprint, findTrashedBlueprint } from '../blueprints/blueprint-table.ts'
import type { Confirmation } from '../blueprints/confirm-destroy.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { findJob } from '../jobs/job-table.ts'
import { presentJob } from '../jobs/present-job.ts'
import { announce } from '../live-events/announce.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { setPurging } from './blueprint-purge-table.ts'

/**
 * `which`: its name, or its public id where several of one name lie in the trash. `confirmation`: its name and the reason. Answers the
 * job. Throws a MoldeError while others need it, and when it is not named.
 */
export async function purgeBlueprint(scope: Scope, which: string, confirmation: Confirmation) {
  const at = scope.runtime.now()
  const { name, job } = await scope.store.inTransaction(async (tx) => {
    const tenant = scope.tenant.no
    // Nobody takes the name, or begins to lead there, in between.
    await lockNames(tx, tenant)
    const row = await findTrashedBlueprint(tx, tenant, which)
    if (!row)
      throw (await findBlueprint(tx, tenant, which))
        ? new ApiError('conflict', { detail: notYet })
        : new ApiError('not-found')
    refuseIf(await needsOf(tx, scope, row))
    const records = await countAll(tx, tenant, row.no)
    const reason = reasonIn(row, confirmation, records)
    if (!(await setPurging(tx, tenant, row.no))) throw new ApiError('not-found')
    const id = await enqueue(tx, scope, row, { reason, records })
    return { name: row.name, job: await findJob(tx, tenant, id) }
  })
  announce(scope, [{ kind: 'definition.changed', definition: 'blueprint', name }])
  if (!job) throw new Error('a job that was just written is not there')
  return presentJob(job, at)
}

function enqueue(
  tx: Db,
  scope: Scope,
  { no, name }: BlueprintRow,
  { reason, records }: { readonly reason: string; readonly records: number },
): Promise<string> {
  return enqueueJob(tx, scope, { kind: 'purge-blueprint', blueprint: name, blueprintNo: no, reason }, records)
}

function reasonIn({ name }: BlueprintRow, confirmation: Confirmation, records: number): string {
  const issues: Issue[] = Object.keys(confirmation)
    .filter((key) => key !== name)
    .map((key) => issue(['confirm', key], 'other-blueprint-confirmed', { name: key.slice(0, 60), known: name }))
  const reason = Object.hasOwn(confirmation, name) ? (confirmation[name] as string).trim() : ''
  if (reason === '') issues.push(issue(['confirm', name], 'blueprint-unconfirmed', { name, n: records }))
  refuseIf(issues)
  return reason
}

const notYet = {
  en: 'The blueprint is not in the trash. Delete it first; from there it can still come back.',
  'pt-BR': 'O tipo de registro não está na lixeira. Exclua-o antes; de lá ele ainda pode voltar.',
  ru: 'Вид записей не в корзине. Сначала переместите его туда: из корзины его ещё можно вернуть.',
}
