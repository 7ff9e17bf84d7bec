// Does this data satisfy that version: its types and limits, and then its rules?
import type { BlueprintVersion, Rule } from '../blueprint/blueprint.ts'
import { validateData } from '../blueprint/validator.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import type { EvaluationContext } from '../expression/expression.ts'
import { withoutHidden } from './hidden-fields.ts'
import type { StoredData } from './stored-record.ts'
import { evaluationOf, pathOf, type WriteContext } from './write-context.ts'

/** `touched` narrows the check to these fields and the rules that read them. Rules are asked of data of the right shape only. */
export function checkRecord(
  version: BlueprintVersion,
  data: StoredData,
  context: WriteContext,
  touched?: ReadonlySet<string>,
): Issue[] {
  const path = pathOf(context)
  const found = validateData(version, data, path, touched)
  const faults = found.length > 0 ? withoutHidden(version, found, evaluationOf(data, context), path) : found
  const told = touched ? faults.filter((fault) => isTouched(version, fault.path[path.length], touched)) : faults
  if (told.length > 0) return [...told]
  const rules = touched ? version.rules.filter(({ check }) => check.uses.some((id) => touched.has(id))) : version.rules
  return rules.length === 0 ? [] : brokenRules(rules, evaluationOf(data, context), path)
}

function isTouched(version: BlueprintVersion, key: string | number | undefined, touched: ReadonlySet<string>): boolean {
  const field = version.fields.find((known) => known.key === key)
  return field === undefined || touched.has(field.id)
}

function brokenRules(rules: readonly Rule[], evaluation: EvaluationContext, path: Path): Issue[] {
  return rules.flatMap(({ check, message }) => {
    const answer = compileExpression(check)(evaluation)
    if (answer.kind === 'error') return [issue(path, 'rule-failed', { reason: answer.message })]
    // An empty operand passes: what must be filled in says so itself.
    return answer.kind === 'value' && answer.value === false ? [issue(path, 'rule-broken', { message })] : []
  })
}
