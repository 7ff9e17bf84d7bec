// What an expression is once it is stored: CEL text in which fields and options are named by id.
import type { FieldId } from '../ids.ts'
import type { ClockMember, StoodClocks } from './clock-members.ts'

/**
 * The type of a value in an expression. Every number is one type; `date` and `datetime` are both moments for comparison;
 * `enum` names the field whose options it holds. `null` is an empty operand of any type.
 */
export type ValueType =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'duration' | 'money' | 'null' | 'any' }
  | { readonly kind: 'enum'; readonly field: FieldId }
  | { readonly kind: 'relation'; readonly blueprint: string }
  | { readonly kind: 'user' }
  | { readonly kind: 'list'; readonly of: ValueType }

/** An expression as stored with a definition. `cel` names fields by id (`f3 < 1000.0`) and options by id (`f4 == "o1"`). */
export interface Expression {
  readonly cel: string
  /** The fields it reads, each once, in order of appearance. */
  readonly uses: readonly FieldId[]
  /** The system members it reads, such as `state` or `createdAt`. */
  readonly usesRecord: readonly RecordMember[]
  readonly usesInput: readonly FieldId[]
  readonly usesActor: boolean
  readonly usesNow: boolean
  /** The clocks it reads, as `record.clocks.<name>`; absent when there is none. */
  readonly usesClocks?: readonly ClockMember[]
}

/** System members reachable as `record.<name>`. */
export type RecordMember = 'id' | 'state' | 'version' | 'rev' | 'createdAt' | 'updatedAt' | 'createdBy'
export const recordMembers: readonly RecordMember[] = [
  'id',
  'state',
  'version',
  'rev',
  'createdAt',
  'updatedAt',
  'createdBy',
]

/** What a compiled expression is evaluated against. Nothing else is reachable from it. */
export interface EvaluationContext {
  /** Values by field id, in stored form (options by id, datetimes as ISO text). Missing and null are both "empty". */
  readonly data: { readonly [field: string]: unknown }
  readonly record?: { readonly [member in RecordMember]?: string | number | null } & { readonly clocks?: StoodClocks }
  /** The event's form, by field id, in stored form. */
  readonly input?: { readonly [field: string]: unknown }
  /** The record before a change, as `data` is the record after it. */
  readonly before?: { readonly [field: string]: unknown }
  /** What was sent from outside, as it came. */
  readonly payload?: unknown
  readonly actor?: { readonly id: string; readonly roles: readonly string[]; readonly email?: string }
  /** Epoch milliseconds; one value for one macrostep. */
  readonly now: number
  /** IANA zone of the tenant, for `today()` and calendar functions. Default UTC. */
  readonly zone?: string
}

/**
 * The answer of an evaluation. `empty` is the third truth value: an operand was missing. A rule passes on it, a guard does not.
 * `error` is what stopped it (budget, bad date text, division by zero): a rule refuses, a guard is false.
 */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'error'; readonly code: 'budget' | 'bad-value' | 'division-by-zero'; readonly message: string }

export type CompiledExpression = (context: EvaluationContext) => Evaluation
