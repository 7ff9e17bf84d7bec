// Which records would stand for the values of records that a draft is tried on? What is known and what would be found; none is made.
import {
  compilePlan,
  GatheredMaps,
  type MapAsk,
  type MapOp,
  mapOpsIn,
  matchTextsOf,
  noMaps,
  type OpMaps,
  PretendedMaps,
  runPlan,
  type StoredOp,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Source } from './fill-op-map.ts'
import { tellMaps } from './load-maps.ts'
import { recordsCalled } from './record-texts.ts'

/** Of a kind with more records than this none is looked for: those that would be found are shown as new ones. */
const mostLookedThrough = 20_000

/**
 * The maps of the ops while records are tried on them, page after page. A record that publishing would make is as good as there.
 * `besides` answers first: what the records themselves say of related ones.
 */
export class MapsForLooking implements OpMaps {
  readonly #ops: ReadonlyMap<string, MapOp>
  readonly #all: readonly StoredOp[]
  readonly #plan
  /** What is said of a key stays: most pages ask for the same. */
  readonly #looked = new Map<string, string | undefined>()
  #maps: OpMaps

  constructor(
    private readonly scope: Scope,
    private readonly source: Source,
    ops: readonly StoredOp[],
    private readonly besides: OpMaps = noMaps,
  ) {
    this.#all = withReturned(ops)
    this.#ops = new Map(mapOpsIn(this.#all).map((op) => [op.map, op]))
    this.#plan = compilePlan(() => ops, 0, 1)
    this.#maps = new PretendedMaps(besides, this.#all)
  }

  recordOf(map: string, key: string): string | undefined {
    return this.#maps.recordOf(map, key)
  }

  keyOf(map: string, record: string): string | undefined {
    return this.#maps.keyOf(map, record)
  }

  /** Before these records cross the ops. */
  async prepare(rows: readonly RecordRow[]): Promise<void> {
    if (this.#ops.size === 0) return
    const { scope, source, besides } = this
    const db = scope.store.read
    const maps = new GatheredMaps()
    this.#maps = new PretendedMaps(
      {
        recordOf: (map, key) => maps.recordOf(map, key),
        keyOf: (map, record) => besides.keyOf(map, record) ?? maps.keyOf(map, record),
      },
      this.#all,
    )
    for (;;) {
      for (const { data, attic } of rows) runPlan(this.#plan, data, attic, { maps: this })
      const asks = maps.unanswered()
      if (!(await tellMaps(db, scope.tenant.no, source.no, maps, asks))) return
      for (const ask of asks) await this.#lookFor(maps, ask)
    }
  }

  /** As publishing and moving would find them, among the records that are there. */
  async #lookFor(maps: GatheredMaps, { map, keys }: MapAsk): Promise<void> {
    const op = this.#ops.get(map)
    if (op?.op !== 'toRelation') return
    const { scope } = this
    const place = (key: string) => `${map} ${key}`
    const fresh = keys.filter((key) => maps.recordOf(map, key) === undefined && !this.#looked.has(place(key)))
    if (fresh.length > 0) {
      const linked = await definitionOf(scope, scope.store.read, op.after.blueprint ?? '')
      const isLarge = (await countAll(scope.store.read, scope.tenant.no, linked.no)) > mostLookedThrough
      const texts = new Map(fresh.map((key) => [key, matchTextsOf(op, key, scope.tenant.language)]))
      const within = { tx: scope.store.read, scope }
      const known = isLarge ? undefined : await recordsCalled(within, linked, op.match.id, [...texts.values()].flat())
      for (const [key, called] of texts)
        this.#looked.set(place(key), called.flatMap((text) => known?.get(text) ?? [])[0])
    }
    for (const key of keys) {
      const record = this.#looked.get(place(key))
      if (record !== undefined) maps.tellRecord(map, key, record)
    }
  }
}

/** With the ops that a return walks back. */
function withReturned(ops: readonly StoredOp[]): readonly StoredOp[] {
  return ops.flatMap((op) => [op, ...(op.op === 'revert' ? withReturned(op['ops'] as unknown as StoredOp[]) : [])])
}
