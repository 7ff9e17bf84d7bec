// Records come to stand for the values of an op before records of its blueprint cross it: existing ones are picked, missing ones made.
import { choicesOf, type MapAsk, type MapOp } from '@molde/engine'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { Missing } from './found-pairs.ts'
import { findPairs, insertPairs, lockMaps } from './op-map-table.ts'
import { pairsFor } from './pairs-for.ts'

/** What a filling did. */
export interface FilledMap {
  /** Pairs of values and records that were there before. */
  readonly picked: number
  /** For the caller to announce after the commit. */
  readonly created: readonly LiveEvent[]
  /** Keys and records that nothing stands for, with why no record could be made where that was tried. */
  readonly missing: readonly Missing[]
}

/** The blueprint whose records cross the op. */
export type Source = Pick<BlueprintRow, 'no' | 'name'>

/**
 * In the caller's transaction, idempotent by key: what the map knows already is left alone. `asks` is what records ask of this map
 * (`mapKeysOf`, `GatheredMaps.unanswered`), there or back; without it all options of a choice are filled in. Throws `not-found` when
 * the blueprint linked to is gone (or never was this tenant's).
 */
export async function fillOpMap(
  tx: Db,
  scope: Scope,
  source: Source,
  op: MapOp,
  asks: readonly MapAsk[] = [{ map: op.map, keys: choicesOf(op) ?? [], records: [] }],
): Promise<FilledMap> {
  const own = asks.filter(({ map }) => map === op.map)
  if (own.every(({ keys, records }) => keys.length + records.length === 0)) return nothing
  await lockMaps(tx, scope.tenant.no)
  const { keys, records } = await unknownOf(tx, scope, source, own)
  if (keys.length + records.length === 0) return nothing
  const found = await pairsFor({ tx, scope: asSystem(scope) }, source.name, op, keys, records)
  const name = { blueprint: source.no, map: op.map }
  await insertPairs(tx, scope.tenant.no, name, found.pairs, scope.runtime.now())
  const { pairs, created = [], missing } = found
  return { picked: pairs.length - created.length, created, missing }
}

const nothing: FilledMap = { picked: 0, created: [], missing: [] }

/** The program itself makes the records, whoever published the op. */
function asSystem(scope: Scope): Scope {
  return { ...scope, actor: { kind: 'system', id: 'system', roles: [] }, language: scope.tenant.language }
}

async function unknownOf(tx: Db, scope: Scope, source: Source, asks: readonly MapAsk[]) {
  const known = await findPairs(tx, scope.tenant.no, source.no, asks)
  const answered = (by: 'key' | 'target') => new Set(known.flatMap((pair) => (pair.by === by ? [pair[by]] : [])))
  const [keys, records] = [answered('key'), answered('target')]
  return {
    keys: [...new Set(asks.flatMap((ask) => ask.keys))].filter((key) => !keys.has(key)),
    records: [...new Set(asks.flatMap((ask) => ask.records))].filter((record) => !records.has(record)),
  }
}
