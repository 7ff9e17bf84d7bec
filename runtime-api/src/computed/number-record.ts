// Running numbers of a record that has none yet.
import { type FromOutside, type Json, type StoredData, writeNumber } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { takeNumber } from './running-number-table.ts'

/** By field; those that the record has already are left out. */
export async function numbersFor(tx: Db, scope: Scope, definition: Definition, data: StoredData): Promise<FromOutside> {
  const numbers: { [field: string]: Json } = {}
  for (const { id, computed } of definition.numbers) {
    if (computed?.kind !== 'autonumber' || data[id] !== undefined) continue
    const of = { blueprint: definition.no, field: id, start: computed.start ?? 1 }
    numbers[id] = writeNumber(computed.format, await takeNumber(tx, scope.tenant.no, of))
  }
  return numbers
}
