// How many records would come or go, and what would be in their way? Nothing is written.
import { partingBy, passagesIn, type SplitBlueprintOp } from '@molde/engine'
import { type BlueprintRow, findBlueprint } from '../blueprints/blueprint-table.ts'
import { headRows, mostLookedAt } from '../blueprints/head-rows.ts'
import type { PassageReport } from '../blueprints/preview.ts'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { collisionsOf } from './collisions.ts'

export async function lookAtPassages(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  tried: Pick<TriedOps, 'ops' | 'version' | 'head'>,
): Promise<readonly PassageReport[]> {
  const reports: PassageReport[] = []
  for (const op of passagesIn(tried.ops)) {
    const about = { op: tried.ops.findIndex(({ id }) => id === op.id), blueprint: op.blueprint }
    if (op.op === 'splitBlueprint') {
      reports.push({ ...about, ...(await sidesOf(db, scope, blueprint, op)) })
      continue
    }
    const there = await findBlueprint(db, scope.tenant.no, op.blueprint)
    const records = there ? await countAll(db, scope.tenant.no, there.no) : 0
    const collisions = await collisionsOf(db, scope, blueprint, tried, op)
    reports.push({ ...about, records, collisions, exact: records <= mostLookedAt })
  }
  return reports
}

/** In the shape before the draft, as the records are that will be asked. */
async function sidesOf(db: Db, scope: Scope, blueprint: BlueprintRow, op: SplitBlueprintOp) {
  const goes = partingBy(op)
  const counts = { there: 0, here: 0, empty: 0, error: 0 }
  for await (const { data } of headRows(scope, blueprint)) counts[goes(data)] += 1
  const { there, here, empty, error } = counts
  const all = await countAll(db, scope.tenant.no, blueprint.no)
  return { records: there, stays: here + empty + error, empty, errors: error, exact: all <= mostLookedAt }
}
