// What a definition becomes with the ops of its draft.
import { applyOps, idGiver, type JsonObject, newBlueprint, wireBlueprint } from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Definition } from './edit-blueprint.ts'

/** The published definition with the draft's ops applied, by the engine itself. New fields get ids of their own kind. */
export function draftOf(published: Blueprint, ops: readonly JsonObject[]): Definition {
  const definition = blueprintDocument(published)
  if (ops.length === 0) return definition
  const head = newBlueprint(definition, idGiver({}))
  const temporary = idGiver({ f: 900_000, o: 900_000, r: 900_000, u: 900_000, p: 900_000 })
  const applied = applyOps(head, ops, temporary, { now: Date.now() })
  return blueprintDocument(wireBlueprint(applied.version) as unknown as Blueprint)
}
