// Which names may an automation use, by what sets it off?
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { scopeOf } from '../blueprint/scope-of.ts'
import type { ExpressionScope } from '../expression/types.ts'
import type { FieldId } from '../ids.ts'
import type { TriggerKind } from './automation.ts'

export function automationScope(
  trigger: TriggerKind,
  blueprint: BlueprintVersion | undefined,
  stateField: FieldId | undefined,
): ExpressionScope {
  const { fields } = blueprint ? scopeOf(blueprint) : { fields: [] }
  const hasBefore = trigger === 'changed' || trigger === 'transition'
  return {
    fields,
    ...(stateField && { stateField }),
    ...(hasBefore && { before: fields }),
    ...(trigger === 'webhook' && { payload: true }),
    // Who has set it off: nobody does where a clock or another program does.
    allow: { input: false, record: blueprint !== undefined, actor: trigger !== 'schedule' && trigger !== 'webhook' },
  }
}
