// Which records stand for the values of the records at hand? Only what they ask is read, whatever the size of the map.
import { GatheredMaps, type MapAsk } from '@molde/engine'
import type { Db } from '../store/store.ts'
import { findPairs } from './op-map-table.ts'

/** The rows of a record, of the blueprint that is asked for, as the lens of the op reads them. */
export interface RowsOfRecord {
  readonly map: string
  /** Public id. */
  readonly record: string
  readonly rows: string
}

/** All that it is asked about the maps that it knows; of others nothing. */
export type AnswerRows = (asks: readonly MapAsk[]) => Promise<readonly RowsOfRecord[]>

/**
 * `run` moves the records at hand with the maps it is given, and may be called several times: what a later op asks follows from what
 * an earlier one was told. The answer knows everything that the last run asked. `blueprint` is the number of the records' own one;
 * `rows` answers for rows that are records (`rowsIn`).
 */
export async function loadMaps(
  db: Db,
  tenant: number,
  blueprint: number,
  run: (maps: GatheredMaps) => void,
  rows?: AnswerRows,
): Promise<GatheredMaps> {
  const maps = new GatheredMaps()
  for (run(maps); await tellMaps(db, tenant, blueprint, maps, maps.unanswered(), rows); ) run(maps)
  return maps
}

/** Answers what was asked, as far as there is an answer. False: nothing was asked. */
export async function tellMaps(
  db: Db,
  tenant: number,
  blueprint: number,
  maps: GatheredMaps,
  asks: readonly MapAsk[],
  rows?: AnswerRows,
): Promise<boolean> {
  if (asks.length === 0) return false
  const answered = (await rows?.(asks)) ?? []
  for (const one of answered) maps.tellKey(one.map, one.record, one.rows)
  const ofPairs = asks.filter(({ map }) => !answered.some((one) => one.map === map))
  for (const { by, map, key, target } of await findPairs(db, tenant, blueprint, ofPairs)) {
    if (by === 'key') maps.tellRecord(map, key, target)
    else maps.tellKey(map, target, key)
  }
  return true
}
