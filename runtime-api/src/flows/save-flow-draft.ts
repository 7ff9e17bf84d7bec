// The shared draft of a flow: the whole document, waiting to be published. Saved only when it could be.
import type { JsonObject } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, etagOf, revMatches } from '../http/preconditions.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { deleteFlowDraft, type FlowDraftRow, findFlowDraft, putFlowDraft } from './flow-table.ts'
import { presentFlow } from './present-flow.ts'
import { readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow, knownFor } from './read-flows.ts'

/** Without a draft: the published flow as it is, rev 0. */
export async function readFlowDraft(scope: Scope, name: string): Promise<JsonObject> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  return presentDraft(known, await findFlowDraft(db, scope.tenant.no, known.row.no))
}

export async function saveFlowDraft(
  scope: Scope,
  name: string,
  wire: JsonObject,
  expected: ExpectedRev | undefined,
): Promise<JsonObject> {
  return scope.store.inTransaction(async (tx) => {
    const known = await flowNamed(tx, scope, name)
    const onRev = await refuseStaleDraft(tx, scope, known, expected)
    const { findings } = readFlowDocument(scope, await knownFor(tx, scope, known, wire), wire)
    const draft = { base: known.row.head, definition: wire, at: scope.runtime.now(), by: scope.actor.id }
    const saved = await putFlowDraft(tx, scope.tenant.no, known.row.no, draft, onRev)
    // Of two who saved at once, this one waited for the other.
    if (!saved) throw staleDraft(known, await findFlowDraft(tx, scope.tenant.no, known.row.no))
    return { ...presentDraft(known, saved), findings: findings as unknown as JsonObject[] }
  })
}

export async function discardFlowDraft(scope: Scope, name: string, expected: ExpectedRev | undefined): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    const known = await flowNamed(tx, scope, name)
    await refuseStaleDraft(tx, scope, known, expected)
    await deleteFlowDraft(tx, scope.tenant.no, known.row.no)
  })
}

/** Answers with the rev the change goes onto; undefined when the caller does not mind. */
async function refuseStaleDraft(
  tx: Db,
  scope: Scope,
  known: KnownFlow,
  expected: ExpectedRev | undefined,
): Promise<number | undefined> {
  const draft = await findFlowDraft(tx, scope.tenant.no, known.row.no)
  const rev = draft?.rev ?? 0
  if (!revMatches(expected, rev)) throw staleDraft(known, draft)
  return expected === undefined || expected === 'any' ? undefined : rev
}

function staleDraft(known: KnownFlow, draft: FlowDraftRow | undefined): ApiError {
  const headers = { ETag: etagOf(draft?.rev ?? 0, draft?.base ?? known.row.head) }
  return new ApiError('stale-rev', { members: { current: presentDraft(known, draft) }, headers })
}

function presentDraft(known: KnownFlow, draft: FlowDraftRow | undefined): JsonObject {
  const { row, head, blueprint } = known
  const published = {
    id: row.id,
    isFirst: row.isFirst,
    version: head.definition,
    publishedAt: head.publishedAt,
    publishedBy: head.publishedBy,
  }
  return {
    flow: row.name,
    rev: draft?.rev ?? 0,
    base: draft?.base ?? row.head,
    definition: draft?.definition ?? presentFlow(published, blueprint),
    updatedAt: draft ? new Date(draft.updatedAt).toISOString() : null,
    updatedBy: draft?.updatedBy ?? null,
  }
}
