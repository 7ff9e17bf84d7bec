// What a machine carries through one event: everything expressions may read, and what has happened so far.
import { compileExpression } from '../expression/compile-to-closures.ts'
import type { CompiledExpression, Evaluation, EvaluationContext, Expression } from '../expression/expression.ts'
import type { TransitionId } from '../ids.ts'
import type { Language } from '../issue-texts.ts'
import type { StoredData } from '../record/stored-record.ts'
import type { Effect } from './effect.ts'
import type { Assignees, FlowActor, FlowSituation, Refusal } from './flow.ts'

export interface FlowContext extends EvaluationContext {
  readonly data: StoredData
  /** Values of the event's form; undefined as long as nobody has filled it in. */
  readonly input: StoredData | undefined
  readonly actor: FlowActor
  readonly zone: string
  readonly own?: Language
  readonly assignees?: Assignees
  /** Transitions taken so far: that of the event, then those that were taken by themselves. */
  readonly taken: readonly TransitionId[]
  /** Ids of states and keys of groups (as `group:key`) that were entered so far, in this order. */
  readonly entered: readonly string[]
  /** What is to be done outside once the record is written, in order. */
  readonly effects: readonly Effect[]
  /** Set once by an action that could not be done; the actions after it are left out and the event is refused. */
  readonly failure?: Refusal
}

export function flowContext(
  { record, data, actor, now, zone, own, assignees }: FlowSituation,
  input?: StoredData,
): FlowContext {
  return {
    data,
    record: { ...record },
    input,
    actor,
    now,
    zone,
    ...(own && { own }),
    ...(assignees && { assignees }),
    taken: [],
    entered: [],
    effects: [],
  }
}

const closures = new WeakMap<Expression, CompiledExpression>()

export function evaluate(expression: Expression, context: FlowContext): Evaluation {
  const known = closures.get(expression)
  if (known) return known(context)
  const fresh = compileExpression(expression)
  closures.set(expression, fresh)
  return fresh(context)
}
