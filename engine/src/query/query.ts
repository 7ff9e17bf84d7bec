// What a list asks for, once names have become ids.
import type { Expression } from '../expression/expression.ts'
import type { FieldRef, Predicate, Scalar } from '../expression/predicate.ts'
import type { FieldId } from '../ids.ts'

export interface SortKey {
  readonly ref: FieldRef
  readonly descending: boolean
}

export interface ListQuery {
  /** What SQL can do. `always` when there is no filter. */
  readonly where: Predicate
  /** What SQL cannot express: evaluated per row over a bounded scan. */
  readonly residual?: Expression
  /** Words of full-text search, folded; the last one is a prefix. */
  readonly words: readonly string[]
  /** The row number always follows as the last key. Empty = newest first. */
  readonly sort: readonly SortKey[]
  readonly limit: number
  readonly cursor?: Cursor
  readonly fields?: readonly FieldId[]
  readonly expand: readonly FieldId[]
  readonly trash: boolean
}

/** Where a page ended: the last row's sort values and its number. It belongs to one query (`hash`), and is refused by another. */
export interface Cursor {
  readonly hash: string
  readonly values: readonly (Scalar | null)[]
  readonly no: number
}
