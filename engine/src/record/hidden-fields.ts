// Which fields does a form leave out for this data? A field with a condition is there only while the condition is true.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import type { Issue, Path } from '../errors.ts'
import { compileExpression } from '../expression/compile-to-closures.ts'
import type { EvaluationContext } from '../expression/expression.ts'

/** Their keys. What cannot be said, as a comparison with nothing, is not true. */
export function hiddenFields(version: BlueprintVersion, evaluation: EvaluationContext): ReadonlySet<string> {
  const hidden = version.fields.filter(({ showWhen }) => {
    if (!showWhen) return false
    const answer = compileExpression(showWhen)(evaluation)
    return answer.kind !== 'value' || answer.value !== true
  })
  return new Set(hidden.map(({ key }) => key))
}

/** Nobody can fill in what is not shown: a hidden field need not be there. What is in it stays, and must be right. */
export function withoutHidden(
  version: BlueprintVersion,
  faults: readonly Issue[],
  evaluation: EvaluationContext,
  path: Path,
): readonly Issue[] {
  const isMissing = ({ code, path: at }: Issue) => code === 'required' && at.length === path.length + 1
  if (!faults.some(isMissing)) return faults
  const hidden = hiddenFields(version, evaluation)
  return faults.filter((fault) => !isMissing(fault) || !hidden.has(String(fault.path.at(-1))))
}
