// What would records look like if those that are missing were made? For looks before anything is written.
import type { StoredOp } from '../blueprint/blueprint.ts'
import type { OpMaps } from './lens.ts'
import { type MapOp, mapOpsIn, targetOf } from './map-ops.ts'

/** What is known stays; for a key of which an op would make a record, a made-up id stands in. */
export class PretendedMaps implements OpMaps {
  readonly #ops: ReadonlyMap<string, MapOp>

  constructor(
    private readonly known: OpMaps,
    ops: readonly StoredOp[],
  ) {
    this.#ops = new Map(mapOpsIn(ops).map((op) => [op.map, op]))
  }

  recordOf(map: string, key: string): string | undefined {
    const op = this.#ops.get(map)
    return this.known.recordOf(map, key) ?? (op && targetOf(op, key, 'en') ? `${pretended}${key}` : undefined)
  }

  keyOf(map: string, record: string): string | undefined {
    return record.startsWith(pretended) ? record.slice(pretended.length) : this.known.keyOf(map, record)
  }
}

/** No public id begins so. */
const pretended = 'new '
