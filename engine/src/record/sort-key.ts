// Which of two records comes first in a list?
import type { FieldType } from '../blueprint/blueprint.ts'
import { memberValue } from '../expression/clock-members.ts'
import type { FieldRef } from '../expression/predicate.ts'
import { compareCodePoints } from '../fold-text.ts'
import { type SlotValue, slotValue } from './slot-value.ts'
import type { StoredRecord } from './stored-record.ts'

export interface SortKey {
  readonly ref: FieldRef
  readonly descending: boolean
  /** Of a field: decides what its values sort by. */
  readonly type?: FieldType
}

/** What a record sorts by: the value its slot would hold, or a system member. Null is empty. */
export function sortValue(key: SortKey, stored: StoredRecord): SlotValue {
  if ('member' in key.ref) return memberValue(stored, key.ref.member)
  const id = key.ref.field
  return slotValue({ id, key: id, type: key.type ?? 'text' }, stored.data[id])
}

/** Negative, zero or positive. Empty values come last in both directions; the row number is not looked at. */
export function compareBySort(sort: readonly SortKey[], a: StoredRecord, b: StoredRecord): number {
  for (const key of sort) {
    const by = compareValues(sortValue(key, a), sortValue(key, b), key.descending)
    if (by !== 0) return by
  }
  return 0
}

/** The order of two values of one key. */
export function compareValues(a: SlotValue, b: SlotValue, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const by = typeof a === 'string' && typeof b === 'string' ? compareCodePoints(a, b) : Math.sign(Number(a) - Number(b))
  return descending ? 0 - by : by
}
