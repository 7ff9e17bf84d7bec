// In which blueprints may the records lie to which a relation of that name leads? Records keep their ids where they pass on.
import { findBlueprint, findTrashedBlueprint, kinOf } from '../blueprints/blueprint-table.ts'
import type { Db } from '../store/store.ts'
import { mergedInto } from './merged-away.ts'

/** Numbers; the one that is called so comes first. None: there is no such blueprint any more. */
export async function blueprintsBehind(db: Db, tenant: number, name: string): Promise<readonly number[]> {
  const row =
    (await findBlueprint(db, tenant, name)) ??
    (await mergedInto(db, tenant, await findTrashedBlueprint(db, tenant, name)))
  if (!row) return []
  const origin = row.mergedInto ?? row.splitFrom
  return [...new Set([row.no, ...(origin === null ? [] : [origin]), ...(await kinOf(db, tenant, row.no))])]
}
