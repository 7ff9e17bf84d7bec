// The maps that records need to move, and what they lack is filled in: one batch of a job, in its transaction.
import { GatheredMaps, type MapAsk, type MapOp, mapOpsIn, type StoredOp } from '@molde/engine'
import type { LiveEvent } from '../live-events/live-event.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { fillOpMap, type Source } from './fill-op-map.ts'
import { type AnswerRows, tellMaps } from './load-maps.ts'

export interface MovingMaps {
  /** Knows everything that the last run asked, as far as there is an answer. */
  readonly maps: GatheredMaps
  /** For the caller to announce after the commit. */
  readonly created: readonly LiveEvent[]
}

/**
 * `run` moves the batch with the maps it is given, there or back, and may be called several times: only what it did last counts.
 * `ops` are those on the way. Records are made before anything is written of the batch, so a batch that is done again finds them.
 */
export async function mapsForMoving(
  tx: Db,
  scope: Scope,
  source: Source,
  ops: readonly StoredOp[],
  run: (maps: GatheredMaps) => void,
  rows?: AnswerRows,
): Promise<MovingMaps> {
  const maps = new GatheredMaps()
  const byMap = new Map<string, MapOp>(mapOpsIn(ops).map((op) => [op.map, op]))
  const created: LiveEvent[] = []
  const tell = (asks: readonly MapAsk[]) => tellMaps(tx, scope.tenant.no, source.no, maps, asks, rows)
  for (run(maps); ; run(maps)) {
    const asks = maps.unanswered()
    if (!(await tell(asks))) return { maps, created }
    for (const ask of asks.map((one) => stillUnknown(one, maps))) {
      const op = byMap.get(ask.map)
      if (!op || ask.keys.length + ask.records.length === 0) continue
      created.push(...(await fillOpMap(tx, scope, source, op, [ask])).created)
      await tell([ask])
    }
  }
}

function stillUnknown({ map, keys, records }: MapAsk, maps: GatheredMaps): MapAsk {
  return {
    map,
    keys: keys.filter((key) => maps.recordOf(map, key) === undefined),
    records: records.filter((record) => maps.keyOf(map, record) === undefined),
  }
}
