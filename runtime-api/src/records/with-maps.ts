// What is written in the words of an older version may have to become links on its way to the newest one.
import { mapOpsIn, noMaps, type OpMaps } from '@molde/engine'
import { opsOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { mapsForMoving } from '../op-maps/maps-for-moving.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'

/** May records have to be made for what is written? */
export function needsMaps(definition: Definition): boolean {
  return definition.head !== definition.newest.head && mapOpsIn(opsOf(definition)).length > 0
}

/** `draft` may run several times; the last answer counts. Records that its values need are made by the transaction that writes. */
export async function withMaps<T>(
  tx: Db,
  scope: Scope,
  definition: Definition,
  draft: (maps: OpMaps) => T,
): Promise<T> {
  if (!needsMaps(definition)) return draft(noMaps)
  let made: T | undefined
  const run = (maps: OpMaps) => {
    made = draft(maps)
  }
  await mapsForMoving(tx, scope, definition, opsOf(definition), run, rowsIn(scope, tx, definition))
  return made as T
}
