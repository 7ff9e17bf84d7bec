// The op that makes rows records, with names nobody has; and how many rows some records have.
import type { Json, JsonObject } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { WireRecord } from '../api/records-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'

/** A list of which people fill in several fields per row. */
export function hasRows({ type, fields, computed }: WireField): boolean {
  return type === 'list' && fields !== undefined && !computed
}

/** `said`: what the rows and the record around them are called, and the new kind if not as the field; `taken` are names of kinds of records. */
export function rowsOp(
  published: Blueprint,
  field: WireField,
  said: { readonly rows: string; readonly parent: string; readonly name?: string },
  taken: ReadonlySet<string>,
): JsonObject {
  const columns = new Set((field.fields ?? []).map(({ key }) => key))
  return {
    op: 'subtable',
    field: field.id,
    blueprint: freeName(keyOf(said.rows, field.key), taken),
    parent: freeName(keyOf(said.parent, published.name), columns),
    ...(said.name !== undefined && { label: said.name }),
  }
}

export interface RowCounts {
  readonly looked: number
  /** With rows. */
  readonly records: number
  readonly rows: number
  /** Rows in which nothing stands. */
  readonly empty: number
}

export function countRows(records: readonly Pick<WireRecord, 'data'>[], { key }: Pick<WireField, 'key'>): RowCounts {
  const rows = records.map(({ data }) => {
    const value: unknown = data[key]
    return Array.isArray(value) ? (value as readonly Json[]) : []
  })
  return {
    looked: records.length,
    records: rows.filter(({ length }) => length > 0).length,
    rows: rows.flat().length,
    empty: rows.flat().filter((row) => Object.keys(row as object).length <= 1).length,
  }
}
