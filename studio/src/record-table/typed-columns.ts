// Can a new record be typed into a row of this table, and in which of its columns? Not where something must be filled in that the row has no place for.
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { cellAct } from './cell-act.ts'

/** Places of the columns that take something, in their order; empty where a new record needs its form. */
export function typedColumns(
  { fields }: Pick<Blueprint, 'fields'>,
  columns: readonly { readonly key: string }[],
  stateFields: readonly string[],
): readonly number[] {
  const isTyped = (field: WireField) => ['type', 'switch'].includes(cellAct(field, stateFields).kind)
  const own = columns.map(({ key }) => fields.find((field) => field.key === key))
  const isLeftOut = (field: WireField) =>
    field.required === true &&
    field.default === undefined &&
    ['type', 'switch', 'open'].includes(cellAct(field, stateFields).kind) &&
    !(own.includes(field) && isTyped(field))
  if (fields.some(isLeftOut)) return []
  return own.flatMap((field, place) => (field && isTyped(field) ? [place] : []))
}

/** The next one, or undefined beyond the last; `by` is one step to either side. */
export function nextTyped(places: readonly number[], from: number, by: 1 | -1): number | undefined {
  return by === 1 ? places.find((place) => place > from) : places.findLast((place) => place < from)
}
