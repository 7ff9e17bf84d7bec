// What do lookups and roll-ups of a record hold now? Looked-up records are held, so that nobody changes them unseen meanwhile.
import {
  type FieldDef,
  type FromOutside,
  type Json,
  noParts,
  rollupSource,
  rollupValue,
  type StoredData,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError } from '../errors.ts'
import { findRecord, holdRecords } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { totalsOf } from './part-table.ts'
import { rollupKey } from './readers.ts'

/** Records that lookups look at, in the newest shape, by public id. Of one in the trash with its blueprint nothing is known. */
export type LookedAt = Map<string, StoredData | 'none' | 'unknown'>

/** Of a record that is there. */
export async function outsideOf(
  tx: Db,
  scope: Scope,
  definition: Definition,
  record: { readonly no: number; readonly data: StoredData },
): Promise<FromOutside> {
  const looked = await lookAt(tx, scope, definition, record.data, new Map())
  return { ...lookedUp(definition, record.data, looked), ...(await rolledUp(tx, scope, definition, record.no)) }
}

/** Adds the records that lookups of this data look at. */
export async function lookAt(
  tx: Db,
  scope: Scope,
  definition: Definition,
  data: StoredData,
  known: LookedAt,
): Promise<LookedAt> {
  for (const { field, id } of missingIn(definition, data, known)) {
    known.set(id, await lookAtRecord(tx, scope, field, id))
  }
  return known
}

export function missingIn(definition: Definition, data: StoredData, known: LookedAt) {
  return viasOf(definition).flatMap((field) => {
    const id = data[field.id]
    return typeof id === 'string' && !known.has(id) ? [{ field, id }] : []
  })
}

export function lookedUp(definition: Definition, data: StoredData, looked: LookedAt): FromOutside {
  const values = definition.lookups.flatMap(({ id, computed }): (readonly [string, Json])[] => {
    if (computed?.kind !== 'lookup') return []
    const target = data[computed.via]
    const there = typeof target === 'string' ? looked.get(target) : 'none'
    // It keeps what it showed last.
    if (there === 'unknown') return []
    return [[id, there === undefined || there === 'none' ? null : (there[computed.field] ?? null)]]
  })
  return Object.fromEntries(values)
}

async function rolledUp(tx: Db, scope: Scope, definition: Definition, no: number): Promise<FromOutside> {
  if (definition.rollups.length === 0) return {}
  const totals = await totalsOf(tx, scope.tenant.no, no)
  const values = definition.rollups.flatMap((field): (readonly [string, Json])[] => {
    // Where nobody has come yet: what nothing comes to.
    const state = totals.get(rollupKey(definition.no, field)) ?? noParts
    const source = rollupSource(field)
    return source ? [[field.id, rollupValue(field, source, state, scope.tenant.timezone) ?? null]] : []
  })
  return Object.fromEntries(values)
}

function viasOf({ lookups, head }: Definition): readonly FieldDef[] {
  const ids = new Set(lookups.flatMap(({ computed }) => (computed?.kind === 'lookup' ? [computed.via] : [])))
  return head.fields.filter(({ id }) => ids.has(id))
}

/** What a relation points to. */
export async function lookAtRecord(
  tx: Db,
  scope: Scope,
  { blueprint = '' }: FieldDef,
  id: string,
): Promise<StoredData | 'none' | 'unknown'> {
  try {
    const definition = await definitionOf(scope, tx, blueprint)
    await holdRecords(tx, scope.tenant.no, [id])
    const row = await findRecord(tx, scope.tenant.no, definition.no, id)
    return row ? (await liftRow(scope, tx, definition, row)).data : 'none'
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404) return 'unknown'
    throw thrown
  }
}
