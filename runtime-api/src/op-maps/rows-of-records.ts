// What do the records that were rows say today? Of many parents at once, in the shape in which they are rows.
import { type MapAsk, type RecordsOfRows, rowsText, runPlan, type StoredData } from '@molde/engine'
import { definitionOf, planBetween } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { numbersOf } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsKnownAs } from '../subtables/rows-at.ts'
import { type ChildRow, childrenOf, type Subtable } from '../subtables/subtable-table.ts'
import { type AnswerRows, loadMaps, type RowsOfRecord } from './load-maps.ts'
import { findPairs, type MapName } from './op-map-table.ts'

/** For the records of this blueprint; undefined when no rows of theirs are records. */
export function rowsIn(scope: Scope, db: Db, definition: Definition): AnswerRows | undefined {
  const isParent = definition.subtables.some(({ parent }) => parent.no === definition.no)
  return isParent ? (asks) => rowsOfRecords(scope, db, definition, asks) : undefined
}

/** One query for all parents of a group. While the blueprint of the records lies in the trash there are none. */
async function rowsOfRecords(
  scope: Scope,
  db: Db,
  definition: Definition,
  asks: readonly MapAsk[],
): Promise<readonly RowsOfRecord[]> {
  const found: RowsOfRecord[] = []
  for (const { map, records } of asks) {
    const subtable = definition.subtables.find((one) => one.parent.no === definition.no && one.map === map)
    const group = rowsKnownAs(definition, map)
    const child = subtable && (await definitionOfChild(scope, db, subtable))
    if (!child || !group) continue
    const numbers = await numbersOf(db, scope.tenant.no, records)
    const children = await childrenOf(db, scope.tenant.no, subtable, [...numbers.values()])
    const rows = await rowsOf(scope, db, child, { group, map, blueprint: definition.no }, children)
    const own = new Map<number, StoredData[]>()
    for (const [i, { parent }] of children.entries())
      own.set(parent, [...(own.get(parent) ?? []), rows[i] as StoredData])
    for (const record of records) found.push({ map, record, rows: rowsText(own.get(numbers.get(record) ?? 0) ?? []) })
  }
  return found
}

/** Undefined: it lies in the trash. */
export async function definitionOfChild(
  scope: Scope,
  db: Db,
  { child }: Pick<Subtable, 'child'>,
): Promise<Definition | undefined> {
  try {
    const definition = await definitionOf(scope, db, child.name)
    return definition.no === child.no ? definition : undefined
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.code === 'not-found') return undefined
    throw thrown
  }
}

/** Each record as the row that it is, in the shape in which the op made it a record: the first version of its blueprint. */
export async function rowsOf(
  scope: Scope,
  db: Db,
  child: Definition,
  { group, ...name }: MapName & { readonly group: RecordsOfRows },
  children: readonly ChildRow[],
): Promise<StoredData[]> {
  const ids = await rowIds(db, scope.tenant.no, name, children)
  let datas: readonly StoredData[] = []
  const run: Parameters<typeof loadMaps>[3] = (maps) => {
    datas = children.map(({ id, version, data, attic }) => {
      return runPlan(planBetween(child, version, 1), data, attic, { maps, record: id }).data
    })
  }
  await loadMaps(db, scope.tenant.no, child.no, run, rowsIn(scope, db, child))
  return children.map(({ id }, i) => {
    const data = datas[i] ?? {}
    const values = group.fields.flatMap((field) => (data[field] === undefined ? [] : [[field, data[field]] as const]))
    return { _id: ids.get(id) ?? id, ...Object.fromEntries(values) } as StoredData
  })
}

/** Ids of rows by those of records, where they differ: another record had the row's id already. */
async function rowIds(
  db: Db,
  tenant: number,
  { blueprint, map }: MapName,
  records: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const asks = [{ map, keys: [], records: records.map(({ id }) => id) }]
  const pairs = records.length === 0 ? [] : await findPairs(db, tenant, blueprint, asks)
  return new Map(pairs.map(({ key, target }) => [target, key]))
}
