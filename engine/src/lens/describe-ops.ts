// What do the ops of a version do, said to people?
import type { BlueprintVersion, StoredOp } from '../blueprint/blueprint.ts'
import type { Language } from '../issue-texts.ts'
import { opOf } from './op.ts'
import { saySentence } from './op-texts.ts'
import { kindOf, versionAfter } from './wire-op.ts'

/** One text per op, each one sentence or more; `before` is the version the first of them changes. */
export function describeOps(before: BlueprintVersion, ops: readonly StoredOp[], language: Language): string[] {
  let version = before
  return ops.map((op) => {
    const sentences = kindOf(op).describe(opOf(op), version)
    version = versionAfter(version, op)
    return sentences.map((sentence) => saySentence(sentence, language)).join(' ')
  })
}
