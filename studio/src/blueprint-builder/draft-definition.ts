// What a definition becomes with its draft, and back: the ops of one that is published, the document of one that is not.
import { applyOps, type Issue, idGiver, type JsonObject, MoldeError, newBlueprint, wireBlueprint } from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { opsBetween } from './blueprint-ops.ts'
import { type Definition, isTemporary } from './edit-blueprint.ts'

const temporaryIds = () => idGiver({ f: 900_000, o: 900_000, r: 900_000, u: 900_000, p: 900_000 })

/** A definition is remembered by the ops it was turned into, so that its new fields keep their ids while it is edited. */
const remembered = new WeakMap<readonly JsonObject[], Definition>()

export function rememberDefinition(ops: readonly JsonObject[], definition: Definition | undefined): void {
  if (definition) remembered.set(ops, definition)
}

export const rememberedDefinition = (ops: readonly JsonObject[]) => remembered.get(ops)

/** The published definition with the draft's ops applied, by the engine itself. New fields get ids of their own kind. */
export function draftOf(published: Blueprint, ops: readonly JsonObject[]): Definition {
  const definition = blueprintDocument(published)
  if (ops.length === 0) return definition
  const known = remembered.get(ops)
  if (known) return known
  const head = newBlueprint(definition, idGiver({}))
  const applied = applyOps(head, ops, temporaryIds(), { now: Date.now(), keepsAttics: false })
  return blueprintDocument(wireBlueprint(applied.version) as unknown as Blueprint)
}

/** The same where the ops were perhaps meant for an earlier version: then without them, and the blueprint's own page says why. */
export function draftedDefinition(published: Blueprint, ops: readonly JsonObject[]): Definition {
  try {
    return draftOf(published, ops)
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return blueprintDocument(published)
  }
}

/** What waits to be published for the first time: every id in it is a temporary one. */
export function plannedDefinition(document: JsonObject): Definition {
  const version = newBlueprint(withTemporaryIds(document), temporaryIds())
  return blueprintDocument(wireBlueprint(version) as unknown as Blueprint)
}

/** With its temporary ids, so that a field is still the same one when it is read again. */
export function plannedDocument(definition: Definition): JsonObject {
  const { titleField, ...rest } = definition
  return JSON.parse(JSON.stringify({ ...rest, titleField: titleField ?? undefined })) as JsonObject
}

/** Why it could not be published as it stands. `published` is absent of a new blueprint. */
export function issuesOf(published: Blueprint | undefined, definition: Definition): readonly Issue[] {
  try {
    newBlueprint(plannedDocument(definition), idGiver({}))
    if (!published) return []
    const ops = opsBetween(published, definition)
    if (ops.length > 0)
      applyOps(newBlueprint(blueprintDocument(published), idGiver({})), ops, temporaryIds(), {
        now: 0,
        keepsAttics: false,
      })
    return []
  } catch (refused) {
    if (!(refused instanceof MoldeError)) throw refused
    return refused.issues
  }
}

type Numbered = { readonly id?: unknown; readonly fields?: unknown; readonly options?: unknown }

/** Ids that somebody else gave could be those of the server some day. */
function withTemporaryIds(document: JsonObject): JsonObject {
  const all = (list: unknown): unknown => (Array.isArray(list) ? list.map(one) : list)
  const one = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const { id, fields, options, ...rest } = value as Numbered
    return {
      ...(typeof id === 'string' && isTemporary(id) ? { id } : {}),
      ...rest,
      ...(fields === undefined ? {} : { fields: all(fields) }),
      ...(options === undefined ? {} : { options: all(options) }),
    }
  }
  return { ...document, fields: all(document['fields']), rules: all(document['rules'] ?? []) } as JsonObject
}
