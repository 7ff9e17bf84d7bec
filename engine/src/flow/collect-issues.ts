// Where the reasons against a document are collected: the first hundred of them.
import { type Issue, issue, type Path } from '../errors.ts'
import type { IssueCode } from '../issue-texts.ts'
import { flowLimits } from './flow-limits.ts'

/** Collects what is wrong. What reads a place gives undefined where it reported. */
export interface Reader {
  readonly issues: readonly Issue[]
  refuse(path: Path, code: IssueCode, params?: Issue['params']): undefined
}

export function reader(): Reader {
  const issues: Issue[] = []
  return {
    issues,
    refuse(path, code, params) {
      if (issues.length < flowLimits.issues) issues.push(issue(path, code, params))
      return undefined
    },
  }
}

/** A sender's word inside a sentence: never longer than a name. */
export function shorten(text: string): string {
  return text.length > flowLimits.name ? `${text.slice(0, flowLimits.name)}…` : text
}
