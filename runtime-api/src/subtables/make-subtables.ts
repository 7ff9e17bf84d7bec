// A version that makes rows records, or records rows, is published: the blueprint of the records is made, and a job moves the records.
import { blueprintOfRows, makesBlueprint, movesRows, type StoredOp, type SubtableGroupOp } from '@molde/engine'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import { draftBlueprint, insertNewBlueprint } from '../blueprints/create-blueprint.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { insertSubtable } from './subtable-table.ts'

/** In the transaction that publishes `version`. Answers with what to announce after the commit. Throws `name-taken`. */
export async function makeSubtables(
  tx: Db,
  scope: Scope,
  { no, name }: Pick<BlueprintRow, 'no' | 'name'>,
  { ops, version }: { readonly ops: readonly StoredOp[]; readonly version: number },
): Promise<readonly LiveEvent[]> {
  const made = subtableOps(ops).filter(makesBlueprint)
  for (const op of made) {
    const child = await insertNewBlueprint(tx, scope, draftBlueprint(blueprintOfRows(op)))
    await insertSubtable(tx, scope.tenant.no, {
      ...{ map: op.map, link: op.link.id },
      ...{ parent: { no, name }, child: { no: child.no, name: op.blueprint } },
    })
  }
  if (movesRows(ops)) {
    const payload = { kind: 'migrate', blueprint: name, blueprintNo: no, to: version } as const
    await enqueueJob(tx, scope, payload, await countAll(tx, scope.tenant.no, no))
  }
  return made.map((op) => ({ kind: 'definition.changed', definition: 'blueprint', name: op.blueprint }))
}

function subtableOps(ops: readonly StoredOp[]): readonly SubtableGroupOp[] {
  return ops.flatMap((op) => (op.op === 'subtable' ? [op as unknown as SubtableGroupOp] : []))
}
