// What becomes of one record at one change? The same answer where a change is tried and where a draft is reviewed.
import { equalJson, type Json } from '../json.ts'
import type { Crossing, Failure } from './crossing.ts'

/**
 * `same`: nothing changes. `exact`: changed, and the old values can be worked out from the new ones. `kept`: changed, and the old
 * values go into the attic. `failing`: a value cannot be carried over; it is kept, too.
 */
export type Outcome = 'same' | 'exact' | 'kept' | 'failing'

type Side = Pick<Crossing, 'data' | 'attic'>

/** `failures`: those of this change alone. */
export function outcomeOf(before: Side, after: Side, failures: readonly Failure[]): Outcome {
  if (failures.length > 0) return 'failing'
  if (equalJson(before.data as Json, after.data as Json)) return 'same'
  return equalJson(before.attic, after.attic) ? 'exact' : 'kept'
}

/** The value by which a record that fails is counted among its like: the first that is one. */
export function failingText(failures: readonly Failure[]): string | undefined {
  const value = failures.flatMap(({ values }) => values).find((one) => one !== null)
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value)
}
