// Does the actor hear of what is said about a record? Who made it or took part does, until they stop.
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { findRecord, type RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { findFollow, setFollow } from './follow-table.ts'

export async function readFollowing(scope: Scope, blueprint: string, id: string) {
  const record = await recordNamed(scope, blueprint, id)
  const said = await findFollow(scope.store.read, scope.tenant.no, record.no, scope.actor.id)
  return { following: said ?? record.createdBy === scope.actor.id }
}

export async function followRecord(scope: Scope, blueprint: string, id: string, following: boolean) {
  const { no } = await recordNamed(scope, blueprint, id)
  await scope.store.inTransaction((tx) =>
    setFollow(tx, scope.tenant.no, no, { member: scope.actor.id, follows: following }),
  )
  return { following }
}

async function recordNamed(scope: Scope, blueprint: string, id: string): Promise<RecordRow> {
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const row = await findRecord(scope.store.read, scope.tenant.no, definition.no, id)
  if (!row) throw new ApiError('not-found')
  return row
}
