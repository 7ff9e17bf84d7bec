// What tests of documents that somebody sent share: the reasons of a refusal, each said in every language.
import { expect } from 'vitest'
import { MoldeError, pointerOf, sayIssue } from '../src/errors.ts'
import { languages } from '../src/issue-texts.ts'

/** `/place code` of each reason; none when nothing is refused. No sentence has a gap. */
export function refusalsOf(read: () => unknown): readonly string[] {
  try {
    read()
    return []
  } catch (error) {
    if (!(error instanceof MoldeError)) throw error
    for (const issue of error.issues)
      for (const language of languages) expect(sayIssue(issue, language)).not.toMatch(/\{\w+\}/)
    return error.issues.map(({ path, code }) => `${pointerOf(path)} ${code}`)
  }
}

/** Whatever it is given, it reads it or refuses it. */
export function readOrRefuse(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(MoldeError)
  }
}
