// What does a write need to know beside the data?

import type { Path } from '../errors.ts'
import type { EvaluationContext } from '../expression/expression.ts'
import type { FieldId, OptionId } from '../ids.ts'
import type { FromOutside } from './compute-record.ts'
import type { StoredData } from './stored-record.ts'

export interface WriteContext {
  /** Epoch milliseconds. */
  readonly now: number
  /** IANA zone of the tenant. */
  readonly zone: string
  readonly actor: { readonly id: string; readonly roles: readonly string[]; readonly email?: string }
  /** System members for rules and defaults; `record.state` and the rest are empty without it. */
  readonly record?: EvaluationContext['record']
  /** What the flows of the record write, and nobody else. */
  readonly flows?: readonly MovedFields[]
  /** What the fields hold that are worked out from other records, or given out by the store. */
  readonly outside?: (data: StoredData) => FromOutside
  /** May write the state and read-only fields, and is held only to what it touches. */
  readonly system?: boolean
  /** Where the data lies in the document that was sent. Default `['data']`. */
  readonly path?: Path
}

/** The fields that one flow moves. */
export interface MovedFields {
  readonly stateField: FieldId
  /** The state a new record is in; a client may name it and no other. */
  readonly initial?: OptionId
  /** They mirror the flow's regions: each holds something while a record stands in its parallel state. */
  readonly regionFields: readonly FieldId[]
}

export function pathOf(context: WriteContext): Path {
  return context.path ?? ['data']
}

export function evaluationOf(data: StoredData, { now, zone, actor, record }: WriteContext): EvaluationContext {
  return record ? { data, now, zone, actor, record } : { data, now, zone, actor }
}
