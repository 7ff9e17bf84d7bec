// Which records would break rules that a draft brings?
import { type BlueprintVersion, compileExpression } from '@molde/engine'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { DraftFinding } from './preview.ts'

/** How many records would not satisfy a rule that the draft brings. They stay readable; an edit has to mend them. */
export class BrokenRules {
  readonly #rules

  constructor(
    private readonly scope: Scope,
    before: BlueprintVersion,
    after: BlueprintVersion,
  ) {
    const known = new Set(before.rules.map(({ id }) => id))
    this.#rules = after.rules
      .filter(({ id }) => !known.has(id))
      .map((rule) => ({ rule, holds: compileExpression(rule.check), n: 0 }))
  }

  see(data: RecordRow['data']): void {
    const evaluation = { data, now: this.scope.runtime.now(), zone: this.scope.tenant.timezone }
    for (const counted of this.#rules) {
      const answer = counted.holds(evaluation)
      if (answer.kind === 'error' || (answer.kind === 'value' && answer.value === false)) counted.n += 1
    }
  }

  findings(): DraftFinding[] {
    return this.#rules
      .filter(({ n }) => n > 0)
      .map(({ rule, n }) => ({
        check: 'rule-violations',
        severity: 'warn',
        rule: rule.id,
        n,
        message: `${n} records do not satisfy this rule: ${typeof rule.message === 'string' ? rule.message : (rule.message['en'] ?? rule.id)}`,
      }))
  }
}
