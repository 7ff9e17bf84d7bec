// What an action makes of the record: `set`, `clear` and `add`, and what the machine itself does on the way.
import type { FieldDef, Label } from '../blueprint/blueprint.ts'
import { isMany } from '../blueprint/field-types.ts'
import type { Evaluation } from '../expression/expression.ts'
import type { FieldId, OptionId, TransitionId } from '../ids.ts'
import type { Json } from '../json.ts'
import { computedValue } from '../record/computed-value.ts'
import { fieldLabel, Refused } from '../record/refused.ts'
import type { StoredData } from '../record/stored-record.ts'
import { asSet, isOutside, isRelated } from './action-parts.ts'
import type { Action, AssignAction, OutsideAction, Refusal, RelatedAction } from './flow.ts'
import { evaluate, type FlowContext } from './flow-context.ts'
import { nodeId } from './flow-nodes.ts'
import { type FlowTables, withoutRegions } from './flow-tables.ts'
import { askFor } from './outside-action.ts'
import { askOthers } from './related-action.ts'

/** The part of the context that an action changes. */
export type Change = Partial<Pick<FlowContext, 'data' | 'record' | 'taken' | 'entered' | 'effects' | 'failure'>>

/** Which transition is being taken: noted before it does anything, so that a failure can name it. */
export function take(context: FlowContext, transition: TransitionId): Change {
  return context.failure ? {} : { taken: [...context.taken, transition] }
}

/**
 * The record is in the state now; the state field mirrors it, so that lists and boards filter by it. In a state of a region the
 * region's field does, and the record goes on standing in the parallel state around it. Where regions stood is left behind only
 * here: what the step did on the way could still read it.
 */
export function arrive(tables: FlowTables, context: FlowContext, state: OptionId): Change {
  if (context.failure) return {}
  const entered = [...context.entered, state]
  const region = tables.regions.get(state)?.region
  if (region) return { entered, data: { ...context.data, [region.stateField]: state } }
  const data = { ...withoutRegions(tables, context.data), [tables.flow.stateField]: state }
  return { entered, data, record: { ...context.record, state } }
}

/** The record is in a state of the group now. */
export function enter(context: FlowContext, group: string): Change {
  return context.failure ? {} : { entered: [...context.entered, nodeId({ group })] }
}

/** The form's values go into the record before anything else is done; a null of the form clears. */
export function fill(context: FlowContext, fields: readonly FieldId[]): Change {
  if (context.failure) return {}
  const input = context.input ?? {}
  const sent = fields.filter((field) => Object.hasOwn(input, field))
  return { data: sent.reduce((data, field) => withValue(data, field, input[field] ?? undefined), context.data) }
}

export function performAction(tables: FlowTables, context: FlowContext, action: Action): Change {
  if (context.failure) return {}
  if (isOutside(action)) return ask(tables, context, action)
  if (isRelated(action)) return askRelated(context, action)
  const field = tables.fields.get(action.field)
  if (!field) return { failure: { code: 'flow-error', params: { field: action.field, reason: 'unknown-field' } } }
  switch (action.kind) {
    case 'clear':
      return { data: withValue(context.data, field.id, undefined) }
    case 'set':
      return setField(context, field, evaluate(action.value, context))
    case 'add':
      return addToField(context, field, evaluate(action.value, context))
    case 'assign':
      return assignField(context, field, action)
  }
}

/** It is done later, by somebody else; what it says is worked out now. */
function ask(tables: FlowTables, context: FlowContext, action: OutsideAction): Change {
  const effect = askFor(tables, context, action)
  if (effect === undefined) return {}
  if (!('message' in effect)) return { effects: [...context.effects, effect] }
  const name = action.kind === 'webhook' ? action.endpoint : action.kind
  return { failure: failedAt(context, name, effect.code) }
}

/** Others are made and changed once the record is written; with what, is worked out now. */
function askRelated(context: FlowContext, action: RelatedAction): Change {
  const effect = askOthers(context, action)
  if (effect === undefined) return {}
  if (!('message' in effect)) return { effects: [...context.effects, effect] }
  return { failure: failedAt(context, action.kind === 'create' ? action.blueprint : action.kind, effect.code) }
}

function assignField(context: FlowContext, field: FieldDef, action: AssignAction): Change {
  const set = asSet(action)
  if (set?.kind === 'set') return setField(context, field, evaluate(set.value, context))
  if (!context.assignees) return {}
  const member = context.assignees[action.id]
  if (member === undefined) return { failure: failed(context, field, 'nobody') }
  const change = write(context, field, isMany(field) ? [member] : member)
  if (change.failure) return change
  return { ...change, effects: [...context.effects, { kind: 'assigned', action: action.id, member }] }
}

/** An empty result empties the field. */
function setField(context: FlowContext, field: FieldDef, said: Evaluation): Change {
  return said.kind === 'error' ? { failure: failed(context, field, said.code) } : write(context, field, valueOf(said))
}

/** Adding nothing changes nothing. An empty number counts as 0, an empty list as none. */
function addToField(context: FlowContext, field: FieldDef, said: Evaluation): Change {
  if (said.kind === 'error') return { failure: failed(context, field, said.code) }
  const more = valueOf(said)
  if (more === undefined) return {}
  const before = context.data[field.id]
  return write(context, field, isMany(field) ? [...listOf(before), more] : Number(before ?? 0) + Number(more))
}

function valueOf(said: Exclude<Evaluation, { kind: 'error' }>): unknown {
  return said.kind === 'value' ? (said.value ?? undefined) : undefined
}

/** In the field's canonical form; the value of an expression can still be none of its values. */
function write(context: FlowContext, field: FieldDef, value: unknown): Change {
  const stored = computedValue(field, value, context.zone)
  if (stored instanceof Refused) return { failure: failed(context, field, 'bad-value') }
  return { data: withValue(context.data, field.id, stored) }
}

function listOf(value: Json | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A copy with the value, or without the field. */
function withValue(data: StoredData, field: FieldId, value: Json | undefined): StoredData {
  if (value !== undefined) return { ...data, [field]: value }
  const { [field]: _, ...rest } = data
  return rest
}

function failed(context: FlowContext, field: FieldDef, reason: string): Refusal {
  return failedAt(context, fieldLabel(field), reason)
}

function failedAt(context: FlowContext, field: Label, reason: string): Refusal {
  const refusal = { code: 'flow-error', params: { field, reason } } as const
  const transition = context.taken.at(-1)
  return transition ? { ...refusal, transition } : refusal
}
