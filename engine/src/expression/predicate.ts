// The neutral filter an expression becomes. It holds field ids and values, no SQL and no user text outside of values.
import type { FieldId } from '../ids.ts'
import type { ClockMember } from './clock-members.ts'
import type { RecordMember } from './expression.ts'

export type FieldRef = { readonly field: FieldId } | { readonly member: RecordMember | 'no' | ClockMember }

/** A literal in stored form: text, number, boolean, option id, ISO date or datetime text. */
export type Scalar = string | number | boolean

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'

/**
 * Three-valued, as in SQL: a comparison with an empty field is neither true nor false, `not` keeps it so, and a row is taken
 * only when the whole is true. Order comparisons of text are by folded text (no case, no accents); equality is exact.
 */
export type Predicate =
  | { readonly op: 'always' | 'never' }
  | { readonly op: 'and' | 'or'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate }
  | { readonly op: 'compare'; readonly ref: FieldRef; readonly cmp: Comparison; readonly value: Scalar }
  | { readonly op: 'compare-fields'; readonly left: FieldRef; readonly cmp: Comparison; readonly right: FieldRef }
  | { readonly op: 'in'; readonly ref: FieldRef; readonly values: readonly Scalar[] }
  | { readonly op: 'empty'; readonly ref: FieldRef }
  /** `contains`, `startsWith` and `endsWith` are exact, as in CEL; `like` ignores case and accents and means "contains". */
  | { readonly op: 'contains' | 'startsWith' | 'endsWith' | 'like'; readonly ref: FieldRef; readonly value: string }
  /** A list field (tags, many-relation, list of scalars) has this element. */
  | { readonly op: 'has'; readonly ref: FieldRef; readonly value: Scalar }
