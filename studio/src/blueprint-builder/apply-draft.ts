// What ops make of the published definition, as the engine does it, with temporary ids for what is new.
import {
  type AppliedOps,
  applyOps,
  type BlueprintVersion,
  idGiver,
  type JsonObject,
  newBlueprint,
  wireBlueprint,
} from '@molde/engine'
import { blueprintDocument } from '../api/blueprint-document.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Definition } from './definition.ts'
import { blueprintBeside, needsBlueprints } from './known-blueprints.ts'
import { historyOf } from './known-history.ts'
import { prescribedIds, sendableOps } from './value-ops.ts'

export const publishedVersion = (published: Blueprint): BlueprintVersion => ({
  ...newBlueprint(blueprintDocument(published), idGiver({})),
  version: published.version,
})

export interface Moment {
  /** Epoch milliseconds, and the tenant's zone: what a fill or a conversion goes by. */
  readonly now: number
  readonly zone?: string
}

/** Throws a MoldeError with places under `ops`. */
export function tryDraft(published: Blueprint, ops: readonly JsonObject[], moment: Moment = { now: 0 }): AppliedOps {
  return applyOps(publishedVersion(published), sendableOps(ops), prescribedIds(ops), {
    ...moment,
    history: historyOf(published),
    ...(needsBlueprints(ops) ? { blueprintNamed: (name) => versionBeside(published, name) } : {}),
  })
}

function versionBeside(published: Blueprint, name: string): BlueprintVersion | undefined {
  const found = blueprintBeside(published, name)
  return found && publishedVersion(found)
}

export function appliedDraft(published: Blueprint, ops: readonly JsonObject[]): Definition {
  if (ops.length === 0) return blueprintDocument(published)
  return blueprintDocument(wireBlueprint(tryDraft(published, ops).version) as unknown as Blueprint)
}
