// Running numbers of a record that has none yet.
import { type FromOutside, type Json, type StoredData, writeNumber } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { takeNumbers } from './running-number-table.ts'

/** By field; those that the record has already are left out. */
export async function numbersFor(tx: Db, scope: Scope, definition: Definition, data: StoredData): Promise<FromOutside> {
  const [numbers = {}] = await numbersForAll(tx, scope, definition, [data])
  return numbers
}

/** Of many records, in their order. */
export async function numbersForAll(
  tx: Db,
  scope: Scope,
  { no, numbers }: Definition,
  datas: readonly StoredData[],
): Promise<readonly FromOutside[]> {
  const all = datas.map((): { [field: string]: Json } => ({}))
  for (const { id, computed } of numbers) {
    const lacking = all.filter((_, i) => datas[i]?.[id] === undefined)
    if (computed?.kind !== 'autonumber' || lacking.length === 0) continue
    const of = { blueprint: no, field: id, start: computed.start ?? 1 }
    const last = await takeNumbers(tx, scope.tenant.no, of, lacking.length)
    for (const [i, own] of lacking.entries()) own[id] = writeNumber(computed.format, last - lacking.length + 1 + i)
  }
  return all
}
