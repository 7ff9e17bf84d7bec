// What was published of a blueprint, for ops that bring something back.
import type { BlueprintVersion, JsonObject, OpHistory } from '@molde/engine'
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
  const tenant = scope.tenant.no
  const published = await opsBetween(db, tenant, blueprint.no, 1, blueprint.head)
  const bringsBack = ops.some(({ op }) => typeof op === 'string' && backward.has(op))
  const shapes = bringsBack ? await allVersions(db, tenant, blueprint.no) : none
  return { versionAt: (version) => shapes.get(version), opsInto: (version) => published[version - 2] ?? [] }
}

const backward: ReadonlySet<string> = new Set(['restore', 'revert', 'purge'])
const none: ReadonlyMap<number, BlueprintVersion> = new Map()
