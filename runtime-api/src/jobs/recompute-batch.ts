// One batch of working records out anew: all of a blueprint, those that point to one, or those that are named.

import { setNothingOff } from '../automations/cause.ts'
import type { Definition } from '../blueprints/definition.ts'
import { refreshParts } from '../computed/note-written.ts'
import { recomputeRecord } from '../computed/recompute-record.ts'
import { pointingTo } from '../record-store/link-table.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import { holdRow, type RecordRow } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type BatchResult, type Job, type JobPayload, placeOf } from './job.ts'

type Recompute = Extract<JobPayload, { readonly kind: 'recompute' }>

/** Each may lead to writes of others, which share the transaction. */
const batchSize = { sqlite: 20, postgres: 100 } as const

/** Doing a batch twice does the same as doing it once, so a job that was killed goes on where its last batch ended. */
export async function recomputeBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: Recompute,
): Promise<BatchResult> {
  const most = batchSize[tx.dialect]
  setNothingOff(tx)
  const { nos, cursor } = await nextOnes(tx, scope, definition, job, payload, most)
  for (const no of nos) {
    const row = await holdRow(tx, scope.tenant.no, no)
    // It may have passed to another blueprint since.
    if (row?.blueprint === definition.no) await workOut(tx, scope, definition, row, payload)
  }
  return { cursor, done: nos.length, finished: nos.length < most }
}

async function workOut(
  tx: Db,
  scope: Scope,
  definition: Definition,
  row: RecordRow,
  { pointing, records }: Recompute,
): Promise<void> {
  const after = await recomputeRecord(tx, scope, definition, row)
  // Where only values have changed, those that did have been told already.
  if (pointing || records) return
  const { data } = after ?? (await liftRow(scope, tx, definition, row))
  await refreshParts(tx, scope, definition, { no: row.no, data, isLive: row.live })
}

async function nextOnes(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  { pointing, records }: Recompute,
  most: number,
): Promise<{ readonly nos: readonly number[]; readonly cursor: number }> {
  const tenant = scope.tenant.no
  const cursor = placeOf(job)
  if (records) {
    const nos = records.slice(cursor, cursor + most)
    return { nos, cursor: cursor + nos.length }
  }
  const nos = pointing
    ? await pointingTo(
        tx,
        tenant,
        { to: pointing.to, field: pointing.via, blueprint: definition.no, after: cursor },
        most,
      )
    : (await recordsAfter(tx, tenant, definition.no, cursor, most)).map(({ no }) => no)
  return { nos, cursor: nos.at(-1) ?? cursor }
}
