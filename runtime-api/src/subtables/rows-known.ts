// What the records of a page would be as rows, for a look at a draft that makes them rows.
import type { OpMaps } from '@molde/engine'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { rowsIn } from '../op-maps/rows-of-records.ts'
import type { Scope } from '../runtime.ts'
import { rowsAt } from './rows-at.ts'

/** Knows the rows of the page that was loaded last; everything else is asked of `others`. */
export class RowsKnown implements OpMaps {
  #rows: ReadonlyMap<string, string> = new Map()

  constructor(private readonly others: OpMaps) {}

  async load(scope: Scope, { name }: BlueprintRow, records: readonly { readonly id: string }[]): Promise<void> {
    const db = scope.store.read
    const definition = await definitionOf(scope, db, name)
    const ids = records.map(({ id }) => id)
    const maps = [...rowsAt(definition, definition.head.version).keys()]
    const asks = maps.map((map) => ({ map, keys: [], records: ids }))
    const found = (await rowsIn(scope, db, definition)?.(asks)) ?? []
    this.#rows = new Map(found.map(({ map, record, rows }) => [`${map} ${record}`, rows]))
  }

  recordOf(map: string, key: string): string | undefined {
    return this.others.recordOf(map, key)
  }

  keyOf(map: string, record: string): string | undefined {
    return this.#rows.get(`${map} ${record}`) ?? this.others.keyOf(map, record)
  }
}
