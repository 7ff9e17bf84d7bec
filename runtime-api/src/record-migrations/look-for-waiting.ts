// A version was published: which records will wait for a person is known before anybody moves them.
import { changesUniques, type StoredOp, waitsIn } from '@molde/engine'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { isAnyWaiting } from './quarantine-table.ts'

/**
 * In the transaction that publishes. Where its ops may let records wait, or some wait already, a job tries to move every record and
 * writes down who waits, and who does not any more. Nothing else is written.
 */
export async function lookForWaiting(
  tx: Db,
  scope: Scope,
  { no, name }: BlueprintRow,
  to: number,
  ops: readonly StoredOp[],
): Promise<void> {
  const tenant = scope.tenant.no
  const mayWait = waitsIn(ops) || ops.some(changesUniques)
  if (!mayWait && !(await isAnyWaiting(tx, tenant, no))) return
  const records = await countAll(tx, tenant, no)
  if (records === 0) return
  const payload = { kind: 'migrate', blueprint: name, blueprintNo: no, to, dryRun: true, notesWaiting: true } as const
  await enqueueJob(tx, scope, payload, records)
}
