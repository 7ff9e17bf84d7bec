// A record crossed an op that makes its rows records, or was written where they are: its records follow, in the same transaction.
import { equalJson, type FieldId, type Json, type LeftRows, type RecordsOfRows, type StoredData } from '@molde/engine'
import { loadAccess } from '../access/load-access.ts'
import { holdDefinition } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { insertPairs } from '../op-maps/op-map-table.ts'
import { definitionOfChild, rowsOf } from '../op-maps/rows-of-records.ts'
import { sayConflicts } from '../records/unique-conflict.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { changeChild, makeChild, placeChild, type Within } from './child-record.ts'
import { rowsAt } from './rows-at.ts'
import { type ChildRow, childrenOf, type Subtable } from './subtable-table.ts'

export interface Crossed {
  readonly parent: { readonly no: number; readonly id: string }
  /** The version at which it rested, and the one at which it rests now; a new record comes from nowhere. */
  readonly from?: number
  readonly to: number
  /** The rows that are records now, as the way there left them; of a group without an answer nothing was said. */
  readonly left?: LeftRows | undefined
  /** The same before the write, where they were records already. */
  readonly before?: LeftRows | undefined
}

export async function settleRows(tx: Db, scope: Scope, definition: Definition, crossed: Crossed): Promise<void> {
  const there = rowsAt(definition, crossed.to)
  const here = crossed.from === undefined ? undefined : rowsAt(definition, crossed.from)
  for (const [map, group] of here ?? []) {
    if (!there.has(map)) await stow(tx, scope, definition, crossed, { map, group })
  }
  for (const [map, group] of there) {
    const rows = crossed.left?.[map]
    if (!rows || (crossed.from === undefined && rows.length === 0)) continue
    const before = here?.has(map) ? (crossed.before?.[map] ?? []) : undefined
    if (before && equalJson(before, rows)) continue
    await bringOut(tx, scope, definition, crossed, { map, group, rows, before })
  }
}

interface Rows {
  readonly map: string
  readonly group: RecordsOfRows
}

/** The parent holds its rows itself again: its records wait out of sight, with all that they hold. */
async function stow(tx: Db, scope: Scope, definition: Definition, { parent }: Crossed, rows: Rows): Promise<void> {
  const subtable = subtableOf(definition, rows.map)
  const child = await heldChild(tx, scope, subtable)
  for (const row of await childrenOf(tx, scope.tenant.no, subtable, [parent.no])) {
    await placeChild({ tx, scope, child }, row, 'stowed')
  }
}

async function bringOut(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { parent }: Crossed,
  rows: Rows & { readonly rows: readonly Json[]; readonly before: readonly Json[] | undefined },
): Promise<void> {
  const subtable = subtableOf(definition, rows.map)
  const child = await heldChild(tx, scope, subtable)
  const within: Within = { tx, scope, child }
  const known = await childrenOf(tx, scope.tenant.no, subtable, [parent.no], true)
  const { map, group } = rows
  const shown = await rowsOf(scope, tx, child, { map, group, blueprint: definition.no }, known)
  const there = new Map(shown.map((row, i) => [idOf(row), { row, record: known[i] as ChildRow }]))
  const before = new Map(rows.before?.map((row) => [idOf(row as StoredData), row as StoredData]))
  const wanted = new Set<string>()
  const write = () => refuseWithoutRight(scope, child)
  for (const row of rows.rows as readonly StoredData[]) {
    const id = idOf(row)
    wanted.add(id)
    const found = there.get(id)
    if (!found) {
      write()
      const data = { [subtable.link]: parent.id, ...pick(row, rows.group.fields) }
      const made = await sayConflicts(scope, child, ['data'], () => makeChild(within, id, data))
      const name = { blueprint: definition.no, map: rows.map }
      const pair = { key: id, target: made }
      if (made !== id) await insertPairs(tx, scope.tenant.no, name, [pair], scope.runtime.now())
      continue
    }
    const changed = changedIn(rows.group.fields, before.get(id) ?? found.row, row)
    if (found.record.live && Object.keys(changed).length === 0) continue
    write()
    await sayConflicts(scope, child, ['data'], async () => {
      const live = found.record.live ? found.record : await placeChild(within, found.record, 'live')
      if (Object.keys(changed).length > 0) await changeChild(within, live, changed)
    })
  }
  for (const [id, { record }] of there) {
    // Of those that are records already, only what this write took away; of the others, every row that is gone.
    const isGone = rows.before ? record.live && before.has(id) : record.stowed
    if (!isGone || wanted.has(id)) continue
    write()
    await placeChild(within, record, 'trash')
  }
}

function subtableOf({ no, subtables }: Definition, map: string): Subtable {
  const found = subtables.find((one) => one.parent.no === no && one.map === map)
  if (!found) throw new Error(`no blueprint was made by the op ${map}`)
  return found
}

/** Throws `conflict` while it lies in the trash: rows could be seen in neither place. */
async function heldChild(tx: Db, scope: Scope, subtable: Subtable): Promise<Definition> {
  const child = await definitionOfChild(scope, tx, subtable)
  if (!child) {
    const { name } = subtable.child
    throw new ApiError('conflict', {
      detail: {
        en: `The blueprint “${name}”, whose records are rows here, is in the trash. Restore it first.`,
        'pt-BR': `O tipo de registro “${name}”, cujos registros são linhas aqui, está na lixeira. Restaure-o antes.`,
        ru: `Вид записей «${name}», записи которого здесь строки, лежит в корзине. Сначала восстановите его.`,
      },
    })
  }
  await holdDefinition(tx, scope.tenant.no, child)
  return child
}

function refuseWithoutRight(scope: Scope, child: Definition): void {
  if (!loadAccess(scope, child.no).mayWrite) throw new ApiError('forbidden')
}

function idOf(row: StoredData): string {
  return (row as { readonly _id: string })._id
}

function pick(row: StoredData, fields: readonly FieldId[]): StoredData {
  return Object.fromEntries(fields.flatMap((id) => (row[id] === undefined ? [] : [[id, row[id]] as const])))
}

function changedIn(fields: readonly FieldId[], before: StoredData, after: StoredData): { [field: FieldId]: Json } {
  const changed = fields.filter((id) => !equalJson(before[id] ?? null, after[id] ?? null))
  return Object.fromEntries(changed.map((id) => [id, after[id] ?? null]))
}
