// Where do those who read durations, calendars and schedules say what is wrong with them?
import { type Issue, issue, type Path, refuseIf } from '../errors.ts'
import type { IssueCode } from '../issue-texts.ts'
import { isJsonObject, type JsonObject } from '../json.ts'

/** Takes a reason for a refusal; gives undefined, as the place that was read does. */
export interface Refusing {
  refuse(path: Path, code: IssueCode, params?: Issue['params']): undefined
}

/** Enough for somebody to mend a document by; one with more mistakes shows these first. */
const MOST_ISSUES = 50

/** What a reader makes of a document; throws a MoldeError with all its reasons when there is one. */
export function readOrThrow<T>(read: (from: Refusing) => T | undefined): T {
  const issues: Issue[] = []
  const value = read({
    refuse(path, code, params) {
      if (issues.length < MOST_ISSUES) issues.push(issue(path, code, params))
      return undefined
    },
  })
  refuseIf(issues)
  // What gives nothing has said why.
  return value as T
}

/** An object that has these members only. */
export function readObject(
  from: Refusing,
  value: unknown,
  path: Path,
  label: string,
  known: readonly string[],
): JsonObject | undefined {
  if (!isJsonObject(value)) return from.refuse(path, 'not-object', { label })
  for (const name of Object.keys(value))
    if (!known.includes(name)) from.refuse([...path, shorten(name)], 'unknown-member', { name: shorten(name), known })
  return value
}

/** A list; none is an empty one. */
export function readEntries(
  from: Refusing,
  value: unknown,
  path: Path,
  label: string,
  most: number,
): readonly unknown[] | undefined {
  if (value === undefined) return []
  if (!Array.isArray(value)) return from.refuse(path, 'not-list', { label })
  return value.length > most ? from.refuse(path, 'count-out-of-range', { least: 0, most }) : value
}

const LONGEST = 60

/** A sender's word inside a sentence. */
export function shorten(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'object' && value !== null ? '{…}' : String(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
