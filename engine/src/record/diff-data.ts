// What differs between two states of a record's data, and how does one get back from the later to the earlier?
import { equalJson, type Json } from '../json.ts'
import type { StoredData } from './stored-record.ts'

/** Per field that differs: the value before and the value after; null is empty. */
export type DataDiff = { readonly [field: string]: readonly [before: Json, after: Json] }

export function diffData(before: StoredData, after: StoredData): DataDiff {
  const diff: { [field: string]: readonly [Json, Json] } = {}
  for (const id of Object.keys(before)) {
    if (!equalJson(before[id], after[id])) diff[id] = [before[id] as Json, after[id] ?? null]
  }
  for (const id of Object.keys(after)) {
    if (before[id] === undefined) diff[id] = [null, after[id] as Json]
  }
  return diff
}

/** The data as it was before the change. Fields that the change did not touch stay as they are. */
export function undoDiff(after: StoredData, diff: DataDiff): StoredData {
  const before: { [field: string]: Json } = { ...after }
  for (const [id, [value]] of Object.entries(diff)) {
    if (value === null) delete before[id]
    else before[id] = value
  }
  return before
}
