// A field was destroyed for good: what it held lies in the maps of ops as well.
import type { StoredOp } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { Source } from './fill-op-map.ts'
import { deleteMap } from './op-map-table.ts'

/**
 * To be called when the last record has crossed the purge: one that crosses an op before it fills the map again. Nothing goes back over
 * a purge, so nobody will ask. The records that were made for the values are records of their own, and stay.
 */
export async function forgetMaps(
  tx: Db,
  scope: Scope,
  source: Pick<Source, 'no'>,
  ops: readonly StoredOp[],
): Promise<void> {
  const purged = ops.filter(({ op }) => op === 'purge').flatMap(({ erase }) => Object.keys(erase ?? {}))
  // The pairs of an op and its map have one name.
  for (const map of new Set(purged)) await deleteMap(tx, scope.tenant.no, { blueprint: source.no, map })
}
