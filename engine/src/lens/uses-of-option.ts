// What in a version speaks of an option, so that it cannot go away unnoticed?
import type { BlueprintVersion, Label } from '../blueprint/blueprint.ts'
import type { Expression } from '../expression/expression.ts'
import type { OptionId } from '../ids.ts'
import { type OpPlace, report } from './op-kind.ts'

interface OptionUse {
  readonly by: 'rule' | 'condition' | 'default'
  readonly label: Label
}

/** Reports each expression that names the option; true when there was one. `value` is what people know the option by. */
export function refuseOptionUses(option: OptionId, value: Label, place: OpPlace, at: readonly string[]): boolean {
  const { version, outer } = place
  const uses = [...usesOfOption(version, option), ...(outer ? usesOfOption(outer, option) : [])]
  for (const { by, label } of uses) report(place, at, `option-in-${by}`, { value, by: label })
  return uses.length > 0
}

function usesOfOption(version: BlueprintVersion, option: OptionId): OptionUse[] {
  return [
    ...version.rules.flatMap(({ check, message }): OptionUse[] =>
      names(check, option) ? [{ by: 'rule', label: message }] : [],
    ),
    ...version.fields.flatMap((field): OptionUse[] => {
      const label = field.label ?? field.key
      const worked = field.default && 'expr' in field.default ? field.default.expr : undefined
      const formula = field.computed?.kind === 'formula' ? field.computed.expr : undefined
      return [
        ...(names(field.showWhen, option) ? [{ by: 'condition', label } as const] : []),
        ...(names(worked, option) || names(formula, option) ? [{ by: 'default', label } as const] : []),
      ]
    }),
  ]
}

/** Stored expressions hold options as text literals of their ids. */
function names(expression: Expression | undefined, option: OptionId): boolean {
  return expression?.cel.includes(`"${option}"`) ?? false
}
