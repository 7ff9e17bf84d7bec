// A refusal as a sentence in the reader's language.
import type { Label } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import { issue, sayIssue } from '../errors.ts'
import type { Language } from '../issue-texts.ts'
import type { Refusal } from './flow.ts'

/** A check speaks with its own message; the rest with the product's words and the flow's labels. */
export function sayRefusal(refusal: Refusal, language: Language): string {
  if (refusal.message !== undefined) return labelIn(refusal.message, language, '')
  const params = Object.entries(refusal.params ?? {}).map(
    ([name, value]) => [name, sayLabels(value, language)] as const,
  )
  return sayIssue(issue([], textOf(refusal), Object.fromEntries(params)), language)
}

function textOf({ code, params }: Refusal): Refusal['code'] | 'not-your-role' {
  return code === 'not-allowed' && params?.['roles'] !== undefined ? 'not-your-role' : code
}

function sayLabels(value: Label | readonly Label[], language: Language): string | readonly string[] {
  return isList(value) ? value.map((label) => labelIn(label, language, '')) : labelIn(value, language, '')
}

function isList(value: Label | readonly Label[]): value is readonly Label[] {
  return Array.isArray(value)
}
