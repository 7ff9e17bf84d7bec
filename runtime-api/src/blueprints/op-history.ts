// What was published of a blueprint, for ops that bring something back.
import type { JsonObject, OpHistory } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { BlueprintRow } from './blueprint-table.ts'
import { allVersions, opsBetween } from './version-table.ts'

/** Old shapes are read only for ops that need one. */
export async function historyFor(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  ops: readonly JsonObject[],
): Promise<OpHistory> {
  if (ops.some(isBackward)) return wholeHistory(db, scope, blueprint)
  return { versionAt: () => undefined, opsInto: await publishedOps(db, scope, blueprint) }
}

/** With the shape of every version. */
export async function wholeHistory(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<OpHistory> {
  const shapes = await allVersions(db, scope.tenant.no, blueprint.no)
  return { versionAt: (version) => shapes.get(version), opsInto: await publishedOps(db, scope, blueprint) }
}

async function publishedOps(db: Db, scope: Scope, blueprint: BlueprintRow): Promise<OpHistory['opsInto']> {
  const published = await opsBetween(db, scope.tenant.no, blueprint.no, 1, blueprint.head)
  return (version) => published[version - 2] ?? []
}

const backward: ReadonlySet<unknown> = new Set(['restore', 'revert', 'purge'])

/** Also for a column of a list of rows. What is sent is not checked yet. */
function isBackward({ op, ops }: JsonObject): boolean {
  return op === 'each' && Array.isArray(ops)
    ? (ops as readonly JsonObject[]).some((inner) => backward.has(inner?.op))
    : backward.has(op)
}
