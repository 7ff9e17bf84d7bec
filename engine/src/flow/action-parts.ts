// What is in an action, whatever kind it is: the field it changes, the expressions and the fields it reads.
import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { expressionsIn } from '../expression/json-expression.ts'
import type { EventId, FieldId } from '../ids.ts'
import type { Action, AssignAction, FieldAction, FlowVersion, OutsideAction, RelatedAction } from './flow.ts'
import { flowNodes } from './flow-nodes.ts'
import { fieldsInTemplate } from './template.ts'

export function isOutside(action: Action): action is OutsideAction {
  return action.kind === 'webhook' || action.kind === 'notify' || action.kind === 'mail'
}

/** Is it done to other records, or sent to one? */
export function isRelated(action: Action): action is RelatedAction {
  return action.kind === 'create' || action.kind === 'updateRelated' || action.kind === 'send'
}

/** Those that change the record by what the flow alone knows. */
export function fieldActions(actions: readonly Action[]): readonly FieldAction[] {
  return actions.flatMap((action) => {
    if (isOutside(action) || isRelated(action)) return []
    return action.kind === 'assign' ? (asSet(action) ?? []) : [action]
  })
}

/** By an expression it is no more than a value. Undefined where somebody is chosen. */
export function asSet({ id, field, rule }: AssignAction): FieldAction | undefined {
  return typeof rule === 'string' ? undefined : { id, kind: 'set', field, value: rule }
}

export function expressionsOfAction(action: Action): readonly Expression[] {
  switch (action.kind) {
    case 'clear':
    case 'send':
      return []
    case 'set':
    case 'add':
      return [action.value]
    case 'assign':
      return typeof action.rule === 'string' ? [] : [action.rule]
    case 'create':
    case 'updateRelated':
      return action.values.map(({ value }) => value)
    case 'webhook':
      return action.body ? expressionsIn(action.body) : []
    case 'notify':
    case 'mail':
      return 'expr' in action.to ? [action.to.expr] : []
  }
}

/** Fields of the record that it names outside of expressions. */
export function fieldsOfAction(action: Action): readonly FieldId[] {
  if (isRelated(action)) return action.kind === 'create' || action.via === undefined ? [] : [action.via]
  if (!isOutside(action)) return [action.field]
  return textsOfAction(action).flatMap(fieldsInTemplate)
}

function textsOfAction(action: OutsideAction): readonly Label[] {
  if (action.kind === 'webhook') return []
  return action.kind === 'mail' && action.subject !== undefined ? [action.subject, action.template] : [action.template]
}

const known = new WeakMap<FlowVersion, readonly Action[]>()

/** Everything that a flow does anywhere. */
export function actionsOfFlow(flow: FlowVersion): readonly Action[] {
  const before = known.get(flow)
  if (before) return before
  const nodes = [...flowNodes(flow).states.values(), ...(flow.groups ?? [])]
  const actions = [
    ...nodes.flatMap(({ onEnter = [], onExit = [] }) => [...onEnter, ...onExit]),
    ...flow.transitions.flatMap((transition) => transition.do),
  ]
  known.set(flow, actions)
  return actions
}

/** Those that choose somebody: by turn or by load. */
export function assigningActions(flow: FlowVersion): readonly AssignAction[] {
  return actionsOfFlow(flow).filter(
    (action): action is AssignAction => action.kind === 'assign' && typeof action.rule === 'string',
  )
}

/**
 * Those of them that a step by this event may come to: its own, those of steps that are taken by themselves after it, and those of
 * coming into states and leaving them. Undefined: a record comes into the flow, or goes on in it, without an event.
 */
export function assigningBy(flow: FlowVersion, event: EventId | undefined): readonly AssignAction[] {
  const others = flow.transitions.filter((one) => one.event !== undefined && one.event !== event)
  const ofOthers = new Set(others.flatMap((one) => one.do.map(({ id }) => id)))
  return assigningActions(flow).filter(({ id }) => !ofOthers.has(id))
}

/** Does a step of it reach beyond its record inside of the tenant? */
export function actsOnOthers(flow: FlowVersion): boolean {
  return actionsOfFlow(flow).some(isRelated) || assigningActions(flow).length > 0
}
