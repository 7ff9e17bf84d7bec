// Which groups does a table have, in which order, and what does each of them list?
import { type Json, sayFieldName } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import type { ListAsk } from '../api/records-api.ts'
import type { TotalGroup } from '../api/totals-api.ts'
import { type Condition, filterText } from '../expression-input/condition.ts'
import { readSort } from '../record-table/list-search.ts'

export interface RecordGroup extends Pick<TotalGroup, 'value' | 'totals'> {
  /** Undefined: there are more records than were looked at, and none of those was in this group. */
  readonly count: TotalGroup['count'] | undefined
}

/** A text that stands for the value, and for no other one. */
export function groupName(value: Json): string {
  return JSON.stringify(value)
}

/** The records of one group. */
export function groupAsk(ask: ListAsk, field: WireField, value: Json): ListAsk {
  const name = sayFieldName(field.key)
  const condition: Condition =
    value === null
      ? { field: name, operator: 'empty' }
      : { field: name, operator: '==', value: value as string | boolean }
  return { ...ask, filter: filterText([condition], [field], ask.filter) ?? '' }
}

/**
 * Choices in their own order, yes before no, records and members by what they are called; without a value comes last. Where not
 * everything was looked at, every choice is shown: it may have records.
 */
export function orderedGroups(
  field: WireField,
  found: readonly TotalGroup[],
  {
    capped,
    sort,
    labelOf,
  }: { readonly capped: boolean; readonly sort: string | undefined; readonly labelOf: (value: Json) => string },
): readonly RecordGroup[] {
  const [first] = readSort(sort)
  const isBackward = first?.key === field.key && first.descending
  const filled = [...found.filter(({ value }) => value !== null), ...(capped ? unseen(field, found) : [])]
  const rank = rankOf(field)
  filled.sort(
    (a, b) =>
      (rank(a.value) - rank(b.value) || labelOf(a.value).localeCompare(labelOf(b.value))) * (isBackward ? -1 : 1),
  )
  const empty = found.filter(({ value }) => value === null)
  return [...filled, ...empty]
}

function rankOf(field: WireField): (value: Json) => number {
  if (field.type === 'boolean') return (value) => (value === true ? 0 : 1)
  if (field.type !== 'enum') return () => 0
  const places = new Map(field.options?.map(({ key }, place) => [key, place]))
  return (value) => places.get(String(value)) ?? places.size
}

function unseen(field: WireField, found: readonly TotalGroup[]): readonly RecordGroup[] {
  const known = new Set(found.map(({ value }) => value))
  const possible: readonly Json[] =
    field.type === 'boolean'
      ? [true, false]
      : (field.options ?? []).filter(({ retired }) => !retired).map(({ key }) => key)
  return possible.filter((value) => !known.has(value)).map((value) => ({ value, totals: {}, count: undefined }))
}
