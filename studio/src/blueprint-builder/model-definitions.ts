// What is known of one blueprint at this moment: published or only planned, and its definition with the draft in it.
import type { JsonObject } from '@molde/engine'
import type { QueryClient } from '@tanstack/react-query'
import type { Blueprint } from '../api/blueprints-api.ts'
import { cachedModel } from '../api/model-api.ts'
import { draftedDefinition, plannedDefinition, plannedDocument, rememberDefinition } from './draft-definition.ts'
import { draftOps } from './draft-ops.ts'
import type { Definition } from './edit-blueprint.ts'
import type { ModelChange } from './model-steps.ts'

export type KnownBlueprint =
  | { readonly published: Blueprint; readonly ops: readonly JsonObject[] }
  | { readonly published?: undefined; readonly name: string; readonly document: JsonObject }

/** Undefined when it went into the trash or was thrown away meanwhile. */
export function knownBlueprint(client: QueryClient, tenant: string, name: string): KnownBlueprint | undefined {
  const { blueprints, drafts } = cachedModel(client, tenant)
  const published = blueprints.find((one) => one.name === name)
  if (published) return { published, ops: drafts.ops[name] ?? [] }
  const document = drafts.planned[name]?.document
  return document ? { name, document } : undefined
}

export function definitionOf(known: KnownBlueprint): Definition {
  return known.published ? draftedDefinition(known.published, known.ops) : plannedDefinition(known.document)
}

/** The change that leads to the edited definition; undefined when it is there already. */
export function changeTo(known: KnownBlueprint, edited: Definition): ModelChange | undefined {
  if (!known.published) {
    const after = plannedDocument(edited)
    if (JSON.stringify(after) === JSON.stringify(known.document)) return undefined
    return { kind: 'planned', blueprint: known.name, before: known.document, after }
  }
  const after = draftOps(known.published, edited)
  if (JSON.stringify(after) === JSON.stringify(known.ops)) return undefined
  rememberDefinition(after, edited)
  return { kind: 'drafted', blueprint: known.published.name, before: known.ops, after }
}

/** The change that takes it away: into the trash, or for good where nobody ever used it. */
export function changeAway(known: KnownBlueprint): ModelChange {
  if (!known.published) return { kind: 'planned', blueprint: known.name, before: known.document, after: null }
  const { id, name } = known.published
  return { kind: 'trashed', blueprint: { id: id ?? name, name } }
}
