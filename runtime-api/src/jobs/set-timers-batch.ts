// One batch of setting the timers of records whose flow has changed, or their place in it by something else than a step.
import type { Definition } from '../blueprints/definition.ts'
import { countAll, recordsAfter } from '../record-store/record-scan-table.ts'
import { liftRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { hasClockRows } from '../timers/clock-table.ts'
import { mayHaveTimers, moveTimers } from '../timers/set-timers.ts'
import { hasTimerRows } from '../timers/timer-table.ts'
import { enqueueJob } from './enqueue-job.ts'
import { type BatchResult, type Job, type JobPayload, placeOf } from './job.ts'

const batchSize = { sqlite: 100, postgres: 250 } as const

/** Where timers are, or were. Doing a batch twice does the same as doing it once. */
export async function enqueueSettingTimers(tx: Db, scope: Scope, definition: Definition): Promise<void> {
  const { no, name } = definition.newest
  if (mayHaveTimers(definition) || (await hadTimers(tx, scope, definition)))
    await enqueueTimersOfAll(tx, scope, { no, name })
}

async function hadTimers(tx: Db, scope: Scope, { newest: { flows } }: Definition): Promise<boolean> {
  for (const { no } of flows)
    if ((await hasTimerRows(tx, scope.tenant.no, no)) || (await hasClockRows(tx, scope.tenant.no, no))) return true
  return false
}

/** For every record of the blueprint; nothing where there is none. */
export async function enqueueTimersOfAll(
  tx: Db,
  scope: Scope,
  { no, name }: { readonly no: number; readonly name: string },
): Promise<void> {
  const records = await countAll(tx, scope.tenant.no, no)
  if (records > 0) await enqueueJob(tx, scope, { kind: 'set-timers', blueprint: name, blueprintNo: no }, records)
}

export async function setTimersBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  { blueprintNo }: Extract<JobPayload, { readonly kind: 'set-timers' }>,
): Promise<BatchResult> {
  const rows = await recordsAfter(tx, scope.tenant.no, blueprintNo, placeOf(job), batchSize[tx.dialect])
  for (const row of rows) {
    const { data } = await liftRow(scope, tx, definition, row)
    await moveTimers(tx, scope, definition, { row, data }, 'flow')
  }
  return { cursor: rows.at(-1)?.no ?? placeOf(job), done: rows.length, finished: rows.length === 0 }
}
