// How is a list looked at: as a table, a board, a calendar, a gallery or a form, and by which of its fields?
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import type { View, ViewKind } from '../api/views-api.ts'
import { groupFields } from '../record-board/board-columns.ts'
import { isTimeField } from '../record-calendar/calendar-entry.ts'
import { canGroupBy } from '../record-table/column-totals.ts'
import type { ListSearch } from '../record-table/list-search.ts'
import { askableFields } from './form-design.ts'

export type Look =
  /** `group`: rows stand under headers, one for each value of this field. */
  | { readonly kind: 'table'; readonly group?: WireField }
  | { readonly kind: 'gallery' | 'form' }
  | { readonly kind: 'board'; readonly group: WireField }
  | { readonly kind: 'calendar'; readonly start: WireField; readonly end?: WireField }

/** What the address says, else the view, else what suits the kind of record; a table where that is not possible. */
export function lookOf(
  blueprint: Pick<Blueprint, 'fields'>,
  search: ListSearch,
  view: View | undefined,
  /** Key of the field that holds the state of the main flow. */
  stateField: string | undefined,
): Look {
  const kind = search.kind ?? view?.kind ?? 'table'
  if (kind === 'board') {
    const fields = groupFields(blueprint.fields)
    const group = firstOf(fields, [search.group, view?.group, stateField]) ?? fields[0]
    return group ? { kind, group } : { kind: 'table' }
  }
  if (kind === 'calendar') {
    const fields = dateFields(blueprint.fields)
    // What the system fills says when something was written down; what people fill says when it is due.
    const start = firstOf(fields, [search.start, view?.start]) ?? fields.find((field) => !field.readOnly) ?? fields[0]
    const end = firstOf(fields, [search.end, search.start ? undefined : view?.end])
    return start ? { kind, start, ...(end && end !== start ? { end } : {}) } : { kind: 'table' }
  }
  if (kind === 'gallery' || kind === 'form') return { kind }
  const ofView = (view?.kind ?? 'table') === 'table' ? view?.group : undefined
  const group = firstOf(blueprint.fields.filter(canGroupBy), [search.group ?? ofView])
  return { kind, ...(group ? { group } : {}) }
}

/** In an address: no groups, although the view has some. No field is called so. */
export const noGroup = '-'

export function dateFields(fields: readonly WireField[]): readonly WireField[] {
  return fields.filter(isTimeField)
}

export function possibleKinds({ fields }: Pick<Blueprint, 'fields'>): readonly ViewKind[] {
  return [
    'table',
    ...(groupFields(fields).length > 0 ? (['board'] as const) : []),
    ...(dateFields(fields).length > 0 ? (['calendar'] as const) : []),
    'gallery',
    ...(askableFields(fields, []).length > 0 ? (['form'] as const) : []),
  ]
}

function firstOf(fields: readonly WireField[], keys: readonly (string | undefined)[]): WireField | undefined {
  return keys.map((key) => fields.find((field) => field.key === key)).find((field) => field !== undefined)
}
