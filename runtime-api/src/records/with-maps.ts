// What is written in the words of an older version may have to become links on its way to the newest one.
import { mapOpsIn, noMaps, type OpMaps } from '@molde/engine'
import { opsOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { settleComputed } from '../computed/settle.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** `draft` may run several times; the last answer counts. Records that its values need are made, in `tx` or in a transaction before. */
export async function withMaps<T>(
  scope: Scope,
  definition: Definition,
  draft: (maps: OpMaps) => T,
  tx?: Db,
): Promise<T> {
  const ops = definition.head === definition.newest.head ? [] : opsOf(definition)
  if (mapOpsIn(ops).length === 0) return draft(noMaps)
  const fill = async (db: Db) => {
    let made: T | undefined
    await mapsForMoving(db, scope, definition, ops, (maps) => {
      made = draft(maps)
    })
    // Inside of a write its own transaction does that.
    if (!tx) await settleComputed(db, scope)
    return made as T
  }
  return tx ? fill(tx) : scope.store.inTransaction(fill)
}
