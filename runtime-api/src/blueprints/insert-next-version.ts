// How does what ops made of the newest version become the next one?
import type { JsonObject } from '@molde/engine'
import { afterPublish } from '../computed/after-publish.ts'
import { ApiError } from '../errors.ts'
import { lookForWaiting } from '../record-migrations/look-for-waiting.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type BlueprintRow, moveHead } from './blueprint-table.ts'
import { derivedFrom } from './derived-from.ts'
import { moveSlots } from './give-slots.ts'
import { presentVersion } from './present-blueprint.ts'
import type { TriedOps } from './tried-ops.ts'
import { insertVersion } from './version-table.ts'

/** What the ops made of the head becomes the next head. The shared draft stays what it is. */
export async function insertNextVersion(
  tx: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  { version, ops, summary, ids, head }: TriedOps,
): Promise<JsonObject> {
  const tenant = scope.tenant.no
  const at = scope.runtime.now()
  const move = {
    no: blueprint.no,
    from: blueprint.head,
    to: version.version,
    label: version.label,
    counters: ids.counters(),
    at,
  }
  if (!(await moveHead(tx, tenant, move))) throw new ApiError('stale-token')
  const derived = derivedFrom(version, scope.tenant.language)
  await insertVersion(tx, tenant, blueprint.no, { ...derived, ops, summary, at, by: scope.actor.id })
  await moveSlots(tx, scope, blueprint, head, version, ops)
  await afterPublish(tx, scope, { no: blueprint.no, before: head, after: version, ops })
  await lookForWaiting(tx, scope, blueprint, version.version, ops)
  const row = {
    version: version.version,
    definition: version,
    schema: derived.schema,
    ops,
    summary,
    publishedAt: at,
    publishedBy: scope.actor.id,
  }
  return presentVersion(row, head, readerOf(scope))
}
