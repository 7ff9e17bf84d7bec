// The draft of a blueprint that was never published: kept until it is published under its name, or thrown away.
import { issue, type JsonObject, MoldeError, refuseIf } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, etagOf, revMatches } from '../http/preconditions.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { findBlueprint } from './blueprint-table.ts'
import { draftBlueprint, nameTaken } from './create-blueprint.ts'
import {
  countNewBlueprints,
  deleteNewBlueprint,
  findNewBlueprint,
  type NewBlueprintRow,
  putNewBlueprint,
} from './new-blueprint-table.ts'

const mostDrafts = 200

/** The document must be publishable as it is, apart from the name, which may be taken meanwhile. */
export async function saveNewBlueprint(
  scope: Scope,
  name: string,
  document: JsonObject,
  expected: ExpectedRev | undefined,
) {
  const { version } = readDocument(document)
  if (version.name !== name) refuseIf([issue(['document', 'name'], 'wrong-form', { form: name })])
  return scope.store.inTransaction(async (tx) => {
    const { no: tenant } = scope.tenant
    await lockNames(tx, tenant)
    if (await findBlueprint(tx, tenant, name)) throw nameTaken(name)
    const before = await refuseStale(tx, scope, name, expected)
    if (!before && (await countNewBlueprints(tx, tenant)) >= mostDrafts) {
      throw new ApiError('conflict', { detail: `At most ${mostDrafts} new blueprints wait to be published` })
    }
    const draft = { name, document, at: scope.runtime.now(), by: scope.actor.id }
    return presentNewBlueprint(await putNewBlueprint(tx, tenant, draft))
  })
}

export async function discardNewBlueprint(
  scope: Scope,
  name: string,
  expected: ExpectedRev | undefined,
): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    if (!(await refuseStale(tx, scope, name, expected))) throw new ApiError('not-found')
    await deleteNewBlueprint(tx, scope.tenant.no, name)
  })
}

/** What is wrong is said at its place in the body. */
function readDocument(document: JsonObject) {
  try {
    return draftBlueprint(document)
  } catch (refused) {
    if (refused instanceof MoldeError)
      refuseIf(refused.issues.map((fault) => ({ ...fault, path: ['document', ...fault.path] })))
    throw refused
  }
}

/** `base` 0: there is no version that it changes. */
export function presentNewBlueprint(row: NewBlueprintRow) {
  return {
    blueprint: row.name,
    rev: row.rev,
    base: 0,
    document: row.document,
    updatedAt: new Date(row.updatedAt).toISOString(),
    updatedBy: row.updatedBy,
  }
}

async function refuseStale(
  tx: Db,
  scope: Scope,
  name: string,
  expected: ExpectedRev | undefined,
): Promise<NewBlueprintRow | undefined> {
  const draft = await findNewBlueprint(tx, scope.tenant.no, name)
  if (revMatches(expected, draft?.rev ?? 0)) return draft
  const current = draft ? presentNewBlueprint(draft) : null
  throw new ApiError('stale-rev', { members: { current }, headers: { ETag: etagOf(draft?.rev ?? 0, 0) } })
}
