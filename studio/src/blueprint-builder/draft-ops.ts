// The whole draft of an edited definition: what changes values first, then all that differs from what that leaves.
import { type JsonObject, MoldeError } from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { appliedDraft } from './apply-draft.ts'
import { opsBetween, withNamesOf } from './blueprint-ops.ts'
import type { Definition } from './definition.ts'
import { historyOf } from './known-history.ts'
import { loosen } from './loosen.ts'
import { sendableOps, sourcesOf, withFieldsOf } from './value-ops.ts'

/** Where the engine refuses what changes values, the refused ops are answered, so that trying them says why. */
export function draftOps(published: Blueprint, definition: Definition): JsonObject[] {
  if (!definition.valueOps?.length) return opsBetween(blueprintDocument(published), definition)
  try {
    const { ops, ground } = groundwork(published, definition)
    return [...sendableOps(ops), ...opsBetween(ground, definition)]
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return sendableOps(changesOf(definition))
  }
}

/** What the definition is compared with: the published one after the ops that change values. Throws a MoldeError. */
export const groundOf = (published: Blueprint, definition: Definition) => groundwork(published, definition).ground

export interface Groundwork {
  readonly ops: readonly JsonObject[]
  /** What they make of the published definition. */
  readonly ground: Definition
}

/** Throws a MoldeError. Only where something reads a field that changes, and is edited too, does it have to let go of the field first. */
export function groundwork(published: Blueprint, definition: Definition): Groundwork {
  const ops = changesOf(definition)
  try {
    return applied(published, ops)
  } catch (refused) {
    const loosening = looseningOf(published, definition, ops)
    if (loosening.length === 0) throw refused
    return applied(published, [...loosening, ...ops])
  }
}

const changesOf = ({ valueOps = [], fields }: Definition) => valueOps.map((op) => withFieldsOf(op, fields))

function looseningOf(published: Blueprint, definition: Definition, ops: readonly JsonObject[]): readonly JsonObject[] {
  // A return comes first, and what it changes reads what it did.
  if (ops[0]?.['op'] === 'revert') return []
  const before = blueprintDocument(published)
  const names = ops.flatMap(sourcesOf)
  const ids = before.fields.flatMap(({ id, key }) => (names.includes(id) || names.includes(key) ? [id] : []))
  return loosen(withNamesOf(before, definition), definition, ids).ops
}

const kept = new Map<string, Groundwork>()
const mostKept = 50

function applied(published: Blueprint, ops: readonly JsonObject[]): Groundwork {
  if (ops.length === 0) return { ops, ground: blueprintDocument(published) }
  const key = JSON.stringify([published, ops, historyOf(published).versionAt(1) !== undefined])
  const known = kept.get(key)
  if (known) return known
  const made = { ops, ground: appliedDraft(published, ops) }
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, made)
  return made
}
