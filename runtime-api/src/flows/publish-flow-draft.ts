// The draft of a flow becomes its next version; every record goes on under it from where it stands.
import { hasTimers, type JsonObject, type TimerPolicy } from '@molde/engine'
import { touchBlueprint } from '../blueprints/blueprint-table.ts'
import { refuseStaleToken } from '../blueprints/draft-token.ts'
import { insertNextVersion } from '../blueprints/insert-next-version.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { enqueueTimersOfAll } from '../jobs/set-timers-batch.ts'
import { announce } from '../live-events/announce.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { timerPolicies } from '../timers/foresee-timers.ts'
import { flowHash, refuseBlocked } from './create-flow.ts'
import { deleteFlowDraft, insertFlowVersion, moveFlowHead } from './flow-table.ts'
import { presentFlow } from './present-flow.ts'
import { boundToFlow, findingsAsJson, flowDraftToPublish, stateReports, stuckRecords } from './preview-flow-draft.ts'
import { readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow, knownFor } from './read-flows.ts'

export interface PublishAnswers {
  /** The answers that were previewed. */
  readonly moves?: JsonObject
  /** What becomes of timers that run. */
  readonly timers?: TimerPolicy
}

/** `moves` are the answers that were previewed. Records whose state goes away, or that go over now, move by a job. */
export async function publishFlowDraft(
  scope: Scope,
  name: string,
  token: string,
  answers: PublishAnswers = {},
): Promise<JsonObject> {
  const { flow, withStates } = await scope.store.inTransaction((tx) => publishInside(tx, scope, name, token, answers))
  const changed = { kind: 'definition.changed', definition: 'flow', name } as const
  announce(scope, withStates ? [changed, { ...changed, definition: 'blueprint', name: withStates }] : [changed])
  return flow
}

interface PublishedFlow {
  readonly flow: JsonObject
  /** Name of the blueprint, when it got new states by this. */
  readonly withStates: string | undefined
}

async function publishInside(
  tx: Db,
  scope: Scope,
  name: string,
  token: string,
  { moves, timers }: PublishAnswers,
): Promise<PublishedFlow> {
  const tenant = scope.tenant.no
  const known = await flowNamed(tx, scope, name)
  const draft = await flowDraftToPublish(tx, scope, known).catch(() => {
    throw new ApiError('stale-token')
  })
  refuseStaleToken(scope, boundToFlow(known, draft, moves), token)
  const ready = await knownFor(tx, scope, known, draft.definition)
  const next = readFlowDocument(scope, ready, draft.definition, moves)
  refuseBlocked([...next.findings, ...stuckRecords(await stateReports(tx, scope, known, next), readerOf(scope))])
  const at = scope.runtime.now()
  const by = scope.actor.id
  if (next.withStates) await insertNextVersion(tx, scope, known.blueprintRow, next.withStates)
  const { counters } = next
  const policy = timers ?? policyIn(next.moves)
  const version = policy === undefined ? next.version : { ...next.version, running: { timers: policy, at } }
  const move = { no: known.row.no, from: known.row.head, to: version.version, label: version.label, counters, at }
  if (!(await moveFlowHead(tx, tenant, move))) throw new ApiError('stale-token')
  await insertFlowVersion(tx, tenant, known.row.no, {
    definition: version,
    hash: flowHash(next.version),
    summary: [],
    at,
    by,
  })
  await deleteFlowDraft(tx, tenant, known.row.no)
  await touchBlueprint(tx, tenant, known.row.blueprint)
  const flow = presentFlow(
    { id: known.row.id, isFirst: known.row.isFirst, version, publishedAt: at, publishedBy: by },
    next.blueprint,
  )
  const withStates = next.withStates && next.blueprint.name
  // Records are where they were; what happens to them by itself there is another thing now.
  if (hasTimers(version) || hasTimers(known.head.definition)) await enqueueTimersOfAll(tx, scope, known.blueprintRow)
  const job = next.movesRecords && (await moveRecords(tx, scope, known, next.blueprint.version))
  return { flow: { ...flow, findings: findingsAsJson(next.findings), ...(job && { job }) }, withStates }
}

/** What the answers about records say of timers, too. */
function policyIn(moves: JsonObject | undefined): TimerPolicy | undefined {
  return timerPolicies.find((one) => one === moves?.['timers'])
}

/** Data and flow move together: one job takes the records to the version that the flow has begun. Answers its id. */
async function moveRecords(tx: Db, scope: Scope, { blueprintRow }: KnownFlow, to: number): Promise<string | undefined> {
  const { no, name } = blueprintRow
  const records = await countAll(tx, scope.tenant.no, no)
  if (records === 0) return undefined
  return enqueueJob(tx, scope, { kind: 'migrate', blueprint: name, blueprintNo: no, to }, records)
}
