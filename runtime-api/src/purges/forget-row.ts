// A record that was a row of others is destroyed: nothing of the row stays in what is kept of these, from the time when they held it.
import { type Attic, equalJson, type FieldId, isJsonObject, type Json } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { findPairs } from '../op-maps/op-map-table.ts'
import { definitionOfChild } from '../op-maps/rows-of-records.ts'
import type { Diff } from '../record-store/history-table.ts'
import { atticText, findRecords, holdRow, type RecordRow, restampRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { rowsKnownAs } from '../subtables/rows-at.ts'
import type { Subtable } from '../subtables/subtable-table.ts'
import { historyOf, setHistory, setStanding, standingsOf } from './purge-table.ts'

/** `row` in the newest shape. Answers the ids that it had as a row. */
export async function forgetRow(
  tx: Db,
  scope: Scope,
  child: Definition,
  row: Pick<RecordRow, 'no' | 'id' | 'data'>,
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const subtable of child.subtables) {
    if (subtable.child.no !== child.no) continue
    const gone = await goneRow(tx, scope, subtable, row.id)
    ids.push(gone.id)
    const parents = await everyParent(tx, scope.tenant.no, row, subtable.link)
    for (const { no } of await findRecords(tx, scope.tenant.no, subtable.parent.no, parents))
      await forgetIn(tx, scope.tenant.no, no, gone)
  }
  return ids
}

interface GoneRow {
  readonly id: string
  /** The field that held it; unknown while the blueprint of its parents lies in the trash. */
  readonly group: FieldId | undefined
}

/** Another record may have had the row's id already. */
async function goneRow(tx: Db, scope: Scope, { parent, map }: Subtable, record: string): Promise<GoneRow> {
  const asks = [{ map, keys: [], records: [record] }]
  const [pair] = await findPairs(tx, scope.tenant.no, parent.no, asks)
  const definition = await definitionOfChild(scope, tx, { child: parent })
  return { id: pair?.key ?? record, group: definition && rowsKnownAs(definition, map)?.group }
}

/** The one it belongs to, and those that it belonged to before. */
async function everyParent(
  tx: Db,
  tenant: number,
  { no, data }: Pick<RecordRow, 'no' | 'data'>,
  link: FieldId,
): Promise<readonly string[]> {
  const history = await historyOf<Diff>(tx, tenant, no)
  const all = [data[link], ...history.flatMap(({ value }) => value.data?.[link] ?? [])]
  return [...new Set(all.filter((id) => typeof id === 'string'))]
}

async function forgetIn(tx: Db, tenant: number, parent: number, gone: GoneRow): Promise<void> {
  const held = await holdRow(tx, tenant, parent)
  const attic = held && atticWithout(held.attic, gone)
  if (held && attic !== held.attic) await restampRow(tx, tenant, held, { attic: atticText(attic as Attic) })
  for (const { no, value } of await historyOf<Diff>(tx, tenant, parent)) {
    const left = diffWithout(value, gone)
    if (!equalJson(left as Json, value as Json)) await setHistory(tx, tenant, parent, { no, value: left })
  }
  // Fields have other ids where it stood before it passed on.
  for (const { no, value } of await standingsOf<Json>(tx, tenant, parent)) {
    const left = without(value, gone.id)
    if (!equalJson(left, value)) await setStanding(tx, tenant, parent, { no, value: left })
  }
}

/** A change that is none any more is left out. */
function diffWithout({ data, attic, ...rest }: Diff, gone: GoneRow): Diff {
  const left = Object.entries(data ?? {}).flatMap(([field, pair]) => {
    if (gone.group !== undefined && field !== gone.group) return [[field, pair] as const]
    const [before, after] = pair.map((value) => without(value, gone.id)) as [Json, Json]
    return equalJson(before, after) && !equalJson(pair[0], pair[1]) ? [] : [[field, [before, after] as const] as const]
  })
  return {
    ...(left.length > 0 && { data: Object.fromEntries(left) }),
    ...(attic && { attic: atticWithout(attic, gone) }),
    ...rest,
  }
}

/** The same object when nothing of it is in there. */
function atticWithout(attic: Attic, { id, group }: GoneRow): Attic {
  const entries = Object.entries(attic).map(([name, kept]) => {
    if (!('each' in kept)) return [name, without(kept as unknown as Json, id)] as const
    const others = Object.entries(kept.each).filter(([element]) => element !== id)
    return [name, group === undefined || name === group ? { each: Object.fromEntries(others) } : kept] as const
  })
  const left = Object.fromEntries(entries) as Attic
  return equalJson(left as unknown as Json, attic as unknown as Json) ? attic : left
}

/** Rows are told by their ids, in whatever list they stand. */
function without(value: Json, id: string): Json {
  if (Array.isArray(value))
    return value
      .filter((item: Json) => !(isJsonObject(item) && item['_id'] === id))
      .map((item: Json) => without(item, id))
  if (!isJsonObject(value)) return value
  const { each } = value
  const members = Object.entries(value).map(([name, inner]) => [name, without(inner, id)] as const)
  const rest = Object.fromEntries(members)
  if (!isJsonObject(each)) return rest
  return { ...rest, each: Object.fromEntries(Object.entries(each).filter(([element]) => element !== id)) }
}
