// A refusal as a sentence in the reader's language.
import { labelIn } from '../blueprint/label.ts'
import { type Issue, issue, sayIssue } from '../errors.ts'
import type { IssueCode } from '../issue-texts.ts'
import type { Reader } from '../reader.ts'
import type { Refusal } from './flow.ts'

/** A check speaks with its own message; the rest with the product's words and the flow's labels. */
export function sayRefusal(refusal: Refusal, reader: Reader): string {
  if (refusal.message !== undefined) return labelIn(refusal.message, reader, '')
  return sayIssue(refusalIssue(refusal), reader)
}

/** The same as an issue, where a refusal has to be thrown. */
export function refusalIssue(refusal: Refusal): Issue {
  return issue([], textOf(refusal), refusal.params)
}

/** Some refusals can say more than their code. */
function textOf({ code, params }: Refusal): IssueCode {
  if (code === 'not-allowed' && params?.['roles'] !== undefined) return 'not-your-role'
  if (code === 'not-allowed' && params?.['reason'] === 'internal') return 'sent-by-itself'
  if (code !== 'flow-error') return code
  return reasons[params?.['reason'] as keyof typeof reasons] ?? code
}

const reasons = {
  'division-by-zero': 'flow-error-division',
  'bad-value': 'flow-error-value',
  budget: 'flow-error-budget',
  endless: 'flow-error-endless',
  nobody: 'flow-error-nobody',
} as const
