// What do the ops of a version do, said to people?
import type { BlueprintVersion, FieldDef, StoredOp } from '../blueprint/blueprint.ts'
import { wordsOfKey } from '../blueprint/words-of-key.ts'
import type { Reader } from '../reader.ts'
import { opOf } from './op.ts'
import { saySentence } from './op-texts.ts'
import { kindOf, versionAfter } from './wire-op.ts'

/** One text per op, each one sentence or more; `before` is the version the first of them changes. */
export function describeOps(before: BlueprintVersion, ops: readonly StoredOp[], reader: Reader): string[] {
  let version = before
  return ops.map((op) => {
    const sentences = kindOf(op).describe(opOf(op), version)
    version = versionAfter(version, op)
    return sentences.map((sentence) => saySentence(sentence, reader)).join(' ')
  })
}

/** For those who read screens and no keys: what has no label is called by the words of its key, as everywhere on a screen. */
export function withNames(version: BlueprintVersion): BlueprintVersion {
  return { ...version, label: version.label ?? wordsOfKey(version.name), fields: version.fields.map(named) }
}

function named(field: FieldDef): FieldDef {
  return {
    ...field,
    label: field.label ?? wordsOfKey(field.key),
    ...(field.fields && { fields: field.fields.map(named) }),
    ...(field.options && {
      options: field.options.map((option) => ({ ...option, label: option.label ?? wordsOfKey(option.key) })),
    }),
  }
}
