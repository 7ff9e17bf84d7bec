// What is in an action, whatever kind it is: the field it changes, the expressions and the fields it reads.
import type { Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import { expressionsIn } from '../expression/json-expression.ts'
import type { FieldId } from '../ids.ts'
import type { Action, FieldAction, OutsideAction } from './flow.ts'
import { fieldsInTemplate } from './template.ts'

export function isOutside(action: Action): action is OutsideAction {
  return action.kind === 'webhook' || action.kind === 'notify' || action.kind === 'mail'
}

/** Those that change the record. */
export function fieldActions(actions: readonly Action[]): readonly FieldAction[] {
  return actions.filter((action): action is FieldAction => !isOutside(action))
}

export function expressionsOfAction(action: Action): readonly Expression[] {
  switch (action.kind) {
    case 'clear':
      return []
    case 'set':
    case 'add':
      return [action.value]
    case 'webhook':
      return action.body ? expressionsIn(action.body) : []
    case 'notify':
    case 'mail':
      return 'expr' in action.to ? [action.to.expr] : []
  }
}

/** Fields it names outside of expressions. */
export function fieldsOfAction(action: Action): readonly FieldId[] {
  if (!isOutside(action)) return [action.field]
  return textsOfAction(action).flatMap(fieldsInTemplate)
}

function textsOfAction(action: OutsideAction): readonly Label[] {
  if (action.kind === 'webhook') return []
  return action.kind === 'mail' && action.subject !== undefined ? [action.subject, action.template] : [action.template]
}
