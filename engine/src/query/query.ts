// What a list asks for, once names have become ids.
import type { Expression } from '../expression/expression.ts'
import type { Predicate, Scalar } from '../expression/predicate.ts'
import type { Known } from '../expression/to-sql.ts'
import type { FieldId } from '../ids.ts'
import type { SortKey } from '../record/sort-key.ts'

export interface ListQuery {
  /** What SQL can do. `always` when there is no filter. */
  readonly where: Predicate
  /** What SQL cannot express: evaluated per row over a bounded scan, with `known`. */
  readonly residual?: Expression
  /** What `where` was made with, and what `residual` is evaluated with. */
  readonly known: Known
  /** Words of full-text search, folded; the last one is a prefix. */
  readonly words: readonly string[]
  /** The same words with numbers that were typed in groups in one piece: who has these is found as well. */
  readonly joined?: readonly string[]
  /**
   * The row number always follows as the last key, in the direction of the key before it, so that one row value can
   * compare both. Empty = newest first.
   */
  readonly sort: readonly SortKey[]
  readonly limit: number
  readonly cursor?: Cursor
  readonly fields?: readonly FieldId[]
  readonly expand: readonly FieldId[]
  /** How the clocks of each record stand comes with it. */
  readonly clocks?: true
  readonly trash: boolean
  /** Stands for filter, search and order, so that a cursor belongs to one of them. */
  readonly hash: string
}

/** Where a page ended: the last row's sort values and its number. It belongs to one query (`hash`), and is refused by another. */
export interface Cursor {
  readonly hash: string
  readonly values: readonly (Scalar | null)[]
  readonly no: number
}
