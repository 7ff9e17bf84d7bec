// What the engine says when it refuses: a place, a code and the wish, in the reader's language.
import { type IssueCode, issueTexts } from './issue-texts.ts'
import { isJsonObject, type Json } from './json.ts'
import { languageOf, type Reader, textFor } from './reader.ts'

/** The members and indexes that lead to a place in a document. */
export type Path = readonly (string | number)[]

/** One reason for a refusal. */
export interface Issue {
  /** Where, in the document that was sent. */
  readonly path: Path
  readonly code: IssueCode
  /** Values named in the text, such as `{label}` or `{limit}`. */
  readonly params?: { readonly [name: string]: Json }
}

/** Thrown when the engine refuses; always carries at least one issue. */
export class MoldeError extends Error {
  override readonly name = 'MoldeError'
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map((issue) => `${pointerOf(issue.path) || '/'}: ${sayIssue(issue, 'en')}`).join('; '))
  }
}

export function issue(path: Path, code: IssueCode, params?: Issue['params']): Issue {
  return params ? { path, code, params } : { path, code }
}

/** Throws when there is something to refuse. */
export function refuseIf(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new MoldeError(issues)
}

/** The issue as a sentence; a `{name}` in the text stands for the parameter of that name. */
export function sayIssue(said: Issue, reader: Reader): string {
  const text = issueTexts[said.code][languageOf(reader)]
  return text.replace(/\{(\w+)\}/g, (_, name: string) => sayValue(said.params?.[name], reader))
}

/** RFC 6901: `['fields', 0, 'a/b']` → `/fields/0/a~1b`. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** A label that is a map by language is said in the reader's language. */
function sayValue(value: Json | undefined, reader: Reader): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((inner: Json) => sayValue(inner, reader)).join(', ')
  if (isJsonObject(value)) return sayValue(textFor(value, reader), reader)
  return JSON.stringify(value)
}
