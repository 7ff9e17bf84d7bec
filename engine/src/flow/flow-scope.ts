// Which names may an expression of a flow use, at each of its places?

import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { FieldId } from '../ids.ts'
import type { FormField } from './flow.ts'

/** The record, the actor and the clock: for `who`, before any form is filled in, and for what a state does. */
export function stateScope(blueprint: BlueprintVersion, stateField: FieldId): ExpressionScope {
  return { ...scopeOf(blueprint), stateField, allow: { input: false } }
}

/** The same and `input.<field>` of the event's form: for guards, checks and what a transition does. */
export function transitionScope(
  blueprint: BlueprintVersion,
  stateField: FieldId,
  form: readonly FormField[],
): ExpressionScope {
  const scope = stateScope(blueprint, stateField)
  const asked = new Set(form.map((item) => item.field))
  return { ...scope, input: scope.fields.filter((field) => asked.has(field.id)), allow: { input: true } }
}
