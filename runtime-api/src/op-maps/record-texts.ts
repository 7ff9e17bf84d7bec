// What are records called by one of their fields, and which records are called so? Within a transaction that fills a map.
import { encodeRecord, type FieldId, mapKey, type StoredData } from '@molde/engine'
import { blueprintRev, findBlueprint } from '../blueprints/blueprint-table.ts'
import { definitionInside } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import type { Ground } from '../query/field-sql.ts'
import { findRecords } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { recordsWithText } from './matching-table.ts'

export interface Within {
  readonly tx: Db
  readonly scope: Scope
}

/** Compiled inside of the transaction, which may be the one that publishes it; from the look at its rev on it stands still. */
export async function heldDefinition({ tx, scope }: Within, name: string): Promise<Definition> {
  const row = await findBlueprint(tx, scope.tenant.no, name)
  if (!row) throw new ApiError('not-found')
  await blueprintRev(tx, scope.tenant.no, row.no)
  return definitionInside(tx, scope, name)
}

/** What records hold in the newest shape, by public id, also of those in the trash. */
export async function dataOf(
  { tx, scope }: Within,
  definition: Definition,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredData>> {
  if (ids.length === 0) return new Map()
  const rows = await findRecords(tx, scope.tenant.no, definition.no, ids)
  return new Map((await liftRows(scope, tx, definition, rows)).map(({ id, data }) => [id, data]))
}

/** A record without a text is left out. */
export async function textsOf(
  within: Within,
  definition: Definition,
  field: FieldId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return new Map(
    [...(await dataOf(within, definition, ids))].flatMap(([id, data]) => {
      const value = data[field]
      const text = typeof value === 'string' ? mapKey(value) : ''
      return text === '' ? [] : [[id, text] as const]
    }),
  )
}

/** Slots of fields that are filled lead the way; the rest is read from documents. */
export function groundOf({ tx, scope }: Within, { no, head, readySlots, lifted, underived }: Definition): Ground {
  return {
    ...{ dialect: tx.dialect, tenant: scope.tenant.no, blueprint: no },
    ...{ version: head, slots: readySlots, lifted, underived },
  }
}

/** Public ids of live records by text, which is compared in the field's own spelling. A field that is gone by now finds nothing. */
export async function recordsCalled(
  { tx, scope }: Within,
  definition: Definition,
  id: FieldId,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { head } = definition
  const field = head.fields.find((one) => one.id === id)
  if (!field) return new Map()
  const spelled = texts.flatMap((text) => {
    const value = encodeRecord(head, { [field.key]: text }).data[id]
    return typeof value === 'string' ? [[text, value] as const] : []
  })
  const wanted = [...new Set(spelled.map(([, value]) => value))]
  const found = await recordsWithText(tx, groundOf({ tx, scope }, definition), field, wanted, (rows) =>
    liftRows(scope, tx, definition, rows),
  )
  return new Map(
    spelled.flatMap(([text, value]) => {
      const record = found.get(value)
      return record === undefined ? [] : [[text, record] as const]
    }),
  )
}
