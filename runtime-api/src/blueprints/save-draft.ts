// The shared draft of a blueprint: ops waiting to be published. Saved only when they could be.
import { applyOps, idGiver, type JsonObject, refuseIf } from '@molde/engine'
import { blueprintsNamedIn, refuseRelated } from '../computed/related-definitions.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, etagOf, revMatches } from '../http/preconditions.ts'
import { faultyPassages } from '../passages/faulty-passages.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { lostRows } from '../subtables/refuse-lost.ts'
import { type BlueprintRow, findBlueprint } from './blueprint-table.ts'
import { deriveDraft, isWhole } from './derive-draft.ts'
import { type DraftRow, deleteDraft, findDraft, putDraft } from './draft-table.ts'
import { brokenUses } from './draft-uses.ts'
import { flowsAlone } from './flows-alone.ts'
import { historyFor } from './op-history.ts'
import { blueprintNamed } from './read-blueprints.ts'
import type { TriedOps } from './tried-ops.ts'
import { findVersion } from './version-table.ts'

/** A blueprint without a draft has an empty one: rev 0. */
export async function readDraft(scope: Scope, name: string) {
  const blueprint = await blueprintNamed(scope, name)
  return presentDraft(blueprint, await findDraft(scope.store.read, scope.tenant.no, blueprint.no))
}

export async function saveDraft(scope: Scope, name: string, body: JsonObject, expected: ExpectedRev | undefined) {
  const derived = isWhole(body) ? await deriveDraft(scope, name, body) : undefined
  return scope.store.inTransaction(async (tx) => {
    const blueprint = await findBlueprint(tx, scope.tenant.no, name)
    if (!blueprint) throw new ApiError('not-found')
    const onRev = await refuseStaleDraft(tx, scope, blueprint, expected)
    if (derived && derived.base !== blueprint.head) throw new ApiError('stale-token')
    const ops = derived?.ops ?? (body['ops'] as readonly JsonObject[])
    if (ops.length > 0) await tryOps(tx, scope, blueprint, ops)
    const draft = { base: blueprint.head, ops, at: scope.runtime.now(), by: scope.actor.id }
    const saved = await putDraft(tx, scope.tenant.no, blueprint.no, draft, onRev)
    if (saved) return presentDraft(blueprint, saved)
    // Of two who saved at once, this one waited for the other.
    throw staleDraft(blueprint, await findDraft(tx, scope.tenant.no, blueprint.no))
  })
}

export async function discardDraft(scope: Scope, name: string, expected: ExpectedRev | undefined): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    const blueprint = await findBlueprint(tx, scope.tenant.no, name)
    if (!blueprint) throw new ApiError('not-found')
    await refuseStaleDraft(tx, scope, blueprint, expected)
    await deleteDraft(tx, scope.tenant.no, blueprint.no)
  })
}

/** What the head becomes with these ops. Throws a MoldeError with the place of what is wrong: `/ops/0/field`. */
export async function tryOps(
  db: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  ops: readonly JsonObject[],
): Promise<TriedOps> {
  const head = await findVersion(db, scope.tenant.no, blueprint.no, blueprint.head)
  if (!head) throw new ApiError('not-found')
  const ids = idGiver(blueprint.counters)
  const history = await historyFor(db, scope, blueprint, ops)
  const { blueprintNamed } = await blueprintsNamedIn(db, scope, head.definition, ops)
  const tried = {
    head: head.definition,
    ids,
    ...applyOps(head.definition, ops, ids, {
      now: scope.runtime.now(),
      zone: scope.tenant.timezone,
      history,
      blueprintNamed,
    }),
  }
  refuseIf(flowsAlone(tried.ops))
  refuseIf(await brokenUses(db, scope, blueprint, tried))
  refuseIf(await lostRows(db, scope, blueprint, tried))
  await refuseRelated(db, scope, tried.version, ['ops'])
  refuseIf(await faultyPassages(db, scope, blueprint, tried))
  return tried
}

/** Answers with the rev the change goes onto; undefined when the caller does not mind. */
async function refuseStaleDraft(
  tx: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  expected: ExpectedRev | undefined,
): Promise<number | undefined> {
  const draft = await findDraft(tx, scope.tenant.no, blueprint.no)
  const rev = draft?.rev ?? 0
  if (!revMatches(expected, rev)) throw staleDraft(blueprint, draft)
  return expected === undefined || expected === 'any' ? undefined : rev
}

function staleDraft(blueprint: BlueprintRow, draft: DraftRow | undefined): ApiError {
  const current = presentDraft(blueprint, draft)
  return new ApiError('stale-rev', { members: { current }, headers: { ETag: etagOf(current.rev, current.base) } })
}

function presentDraft(blueprint: BlueprintRow, draft: DraftRow | undefined) {
  return {
    blueprint: blueprint.name,
    rev: draft?.rev ?? 0,
    base: draft?.base ?? blueprint.head,
    ops: draft?.ops ?? [],
    updatedAt: draft ? new Date(draft.updatedAt).toISOString() : null,
    updatedBy: draft?.updatedBy ?? null,
  }
}
