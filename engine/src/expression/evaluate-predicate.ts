// Is a neutral filter true for one record? The reference for what the SQL must answer, and the exact check after it.
import { compareCodePoints, foldText } from '../fold-text.ts'
import { memberValue, type StoodClocks } from './clock-members.ts'
import type { RecordMember } from './expression.ts'
import type { Comparison, FieldRef, Predicate, Scalar } from './predicate.ts'
import { isMoney } from './values.ts'

/** The system members of a record, and its row number when that is asked about. */
export type RecordMembers = { readonly [member in RecordMember | 'no']?: string | number | null } & {
  readonly clocks?: StoodClocks
}

/** Values in stored form, by field id. null = neither true nor false. */
export function evaluatePredicate(
  predicate: Predicate,
  data: { readonly [field: string]: unknown },
  record: RecordMembers,
): boolean | null {
  const valueOf = (ref: FieldRef): unknown =>
    ('field' in ref ? data[ref.field] : memberValue(record, ref.member)) ?? null
  return evaluate(predicate, valueOf)
}

type ValueOf = (ref: FieldRef) => unknown

function evaluate(predicate: Predicate, valueOf: ValueOf): boolean | null {
  switch (predicate.op) {
    case 'always':
      return true
    case 'never':
      return false
    case 'and':
      return every(predicate.of, valueOf)
    case 'or':
      return some(predicate.of, valueOf)
    case 'not':
      return negate(evaluate(predicate.of, valueOf))
    case 'compare':
      return compare(comparable(valueOf(predicate.ref)), predicate.cmp, predicate.value)
    case 'compare-fields':
      return compare(comparable(valueOf(predicate.left)), predicate.cmp, comparable(valueOf(predicate.right)))
    case 'in':
      return isIn(comparable(valueOf(predicate.ref)), predicate.values)
    case 'empty':
      return isEmpty(valueOf(predicate.ref))
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'like':
      return searches(valueOf(predicate.ref), predicate.op, predicate.value)
    case 'has':
      return hasElement(valueOf(predicate.ref), predicate.value)
  }
}

function every(parts: readonly Predicate[], valueOf: ValueOf): boolean | null {
  let answer: boolean | null = true
  for (const part of parts) {
    const one = evaluate(part, valueOf)
    if (one === false) return false
    answer = one === null ? null : answer
  }
  return answer
}

function some(parts: readonly Predicate[], valueOf: ValueOf): boolean | null {
  let answer: boolean | null = false
  for (const part of parts) {
    const one = evaluate(part, valueOf)
    if (one === true) return true
    answer = one === null ? null : answer
  }
  return answer
}

function negate(value: boolean | null): boolean | null {
  return value === null ? null : !value
}

/** Money is compared by its amount. A value that is no scalar cannot be compared. */
function comparable(value: unknown): Scalar | null {
  if (isMoney(value)) return Number(value.amount)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

function compare(left: Scalar | null, cmp: Comparison, right: Scalar | null): boolean | null {
  if (left === null || right === null) return null
  if (cmp === 'eq') return left === right
  if (cmp === 'ne') return left !== right
  const by = order(left, right)
  if (by === null) return null
  if (cmp === 'lt') return by < 0
  if (cmp === 'lte') return by <= 0
  return cmp === 'gt' ? by > 0 : by >= 0
}

function order(left: Scalar, right: Scalar): number | null {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(foldText(left), foldText(right))
  return typeof left === typeof right ? Number(left) - Number(right) : null
}

function isIn(value: Scalar | null, values: readonly Scalar[]): boolean | null {
  return value === null ? null : values.includes(value)
}

/** A list with nothing in it is empty too. */
function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

function searches(value: unknown, op: 'contains' | 'startsWith' | 'endsWith' | 'like', part: string): boolean | null {
  if (typeof value !== 'string') return null
  if (op === 'like') return foldText(value).includes(foldText(part))
  return op === 'contains' ? value.includes(part) : op === 'startsWith' ? value.startsWith(part) : value.endsWith(part)
}

/** Two-valued: a list that is missing has no elements. */
function hasElement(value: unknown, element: Scalar): boolean {
  return Array.isArray(value) && value.includes(element)
}
