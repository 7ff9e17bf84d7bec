// The draft of a flow becomes its next version; every record goes on under it from where it stands.
import type { JsonObject } from '@molde/engine'
import { touchBlueprint } from '../blueprints/blueprint-table.ts'
import { refuseStaleToken } from '../blueprints/draft-token.ts'
import { insertNextVersion } from '../blueprints/publish-draft.ts'
import { ApiError } from '../errors.ts'
import { announce } from '../live-events/announce.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { flowHash, refuseBlocked } from './create-flow.ts'
import { deleteFlowDraft, insertFlowVersion, moveFlowHead } from './flow-table.ts'
import { presentFlow } from './present-flow.ts'
import { boundToFlow, findingsAsJson, flowDraftToPublish, stateReports, stuckRecords } from './preview-flow-draft.ts'
import { readFlowDocument } from './read-flow-document.ts'
import { flowNamed } from './read-flows.ts'

export async function publishFlowDraft(scope: Scope, name: string, token: string): Promise<JsonObject> {
  const { flow, withStates } = await scope.store.inTransaction((tx) => publishInside(tx, scope, name, token))
  const changed = { kind: 'definition.changed', definition: 'flow', name } as const
  announce(scope, withStates ? [changed, { ...changed, definition: 'blueprint', name: withStates }] : [changed])
  return flow
}

interface PublishedFlow {
  readonly flow: JsonObject
  /** Name of the blueprint, when it got new states by this. */
  readonly withStates: string | undefined
}

async function publishInside(tx: Db, scope: Scope, name: string, token: string): Promise<PublishedFlow> {
  const tenant = scope.tenant.no
  const known = await flowNamed(tx, scope, name)
  const draft = await flowDraftToPublish(tx, scope, known).catch(() => {
    throw new ApiError('stale-token')
  })
  refuseStaleToken(scope, boundToFlow(known, draft), token)
  const next = readFlowDocument(scope, known, draft.definition)
  refuseBlocked([...next.findings, ...stuckRecords(await stateReports(tx, scope, known, next), scope.language)])
  const at = scope.runtime.now()
  const by = scope.actor.id
  if (next.withStates) await insertNextVersion(tx, scope, known.blueprintRow, next.withStates)
  const { version, counters } = next
  const move = { no: known.row.no, from: known.row.head, to: version.version, label: version.label, counters, at }
  if (!(await moveFlowHead(tx, tenant, move))) throw new ApiError('stale-token')
  await insertFlowVersion(tx, tenant, known.row.no, {
    definition: version,
    hash: flowHash(version),
    summary: [],
    at,
    by,
  })
  await deleteFlowDraft(tx, tenant, known.row.no)
  await touchBlueprint(tx, tenant, known.row.blueprint)
  const flow = presentFlow({ id: known.row.id, version, publishedAt: at, publishedBy: by }, next.blueprint)
  const withStates = next.withStates && next.blueprint.name
  return { flow: { ...flow, findings: findingsAsJson(next.findings) }, withStates }
}
