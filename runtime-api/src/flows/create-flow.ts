// A new flow over a blueprint: read, verified, published as version 1. The records that are there enter it by a job.
import { createHash } from 'node:crypto'
import {
  canonicalJson,
  type Finding,
  type FlowVersion,
  idGiver,
  issue,
  type Json,
  type JsonObject,
  newFlow,
  refuseIf,
} from '@molde/engine'
import { findBlueprint, listBlueprints, touchBlueprint } from '../blueprints/blueprint-table.ts'
import { insertNextVersion } from '../blueprints/insert-next-version.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { calendarsOf } from '../calendars/calendars-of.ts'
import { ApiError } from '../errors.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import { announce } from '../live-events/announce.ts'
import { newId } from '../new-id.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import { readerOf, type Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { webhookNames } from '../webhooks/webhook-names.ts'
import { findFlow, headsOf, insertFlow, insertFlowVersion } from './flow-table.ts'
import { othersOfDocument } from './other-blueprints.ts'
import { presentFlow } from './present-flow.ts'
import { roleHolders } from './role-holders.ts'
import { regionFieldsMember, stateOptionsMember, tryStateOptions } from './state-options.ts'

export async function createFlow(scope: Scope, wire: JsonObject): Promise<JsonObject> {
  const created = await scope.store.inTransaction((tx) => insertNewFlow(tx, scope, wire))
  const changed = { kind: 'definition.changed', definition: 'flow', name: String(created['name']) } as const
  const blueprint = { ...changed, definition: 'blueprint', name: String(created['blueprint']) } as const
  const isAlone = wire[stateOptionsMember] === undefined && wire[regionFieldsMember] === undefined
  announce(scope, isAlone ? [changed] : [changed, blueprint])
  return created
}

/** Throws the engine's refusals at their places. A flow never changes its blueprint. */
export async function insertNewFlow(tx: Db, scope: Scope, wire: JsonObject): Promise<JsonObject> {
  const tenant = scope.tenant.no
  const blueprint = await blueprintOf(tx, scope, wire['blueprint'])
  const head = await findVersion(tx, tenant, blueprint.no, blueprint.head)
  if (!head) throw new ApiError('not-found')
  const withStates = tryStateOptions(scope, head.definition, blueprint.counters, wire)
  const definition = withStates?.version ?? head.definition
  const { [stateOptionsMember]: _, [regionFieldsMember]: __, main, ...document } = wire
  const ids = idGiver({})
  const others = await othersOfDocument(tx, scope, definition, document)
  await lockNames(tx, tenant)
  await refuseTaken(tx, scope, wire['name'])
  const beside = await headsOf(tx, tenant, blueprint.no)
  refuseOtherPlace(main, beside)
  const { flow, findings } = newFlow(document, definition, ids, {
    others,
    beside,
    reader: readerOf(scope),
    holders: await roleHolders(scope),
    endpoints: await webhookNames(tx, scope),
    calendars: await calendarsOf(tx, scope),
  })
  refuseBlocked(findings)
  if (withStates) await insertNextVersion(tx, scope, blueprint, withStates)
  const at = scope.runtime.now()
  const by = scope.actor.id
  const row = {
    id: newId(at),
    name: flow.name,
    label: flow.label,
    blueprint: blueprint.no,
    counters: ids.counters(),
    at,
    by,
  }
  const no = await insertFlow(tx, tenant, row)
  await insertFlowVersion(tx, tenant, no, { definition: flow, hash: flowHash(flow), summary: [], at, by })
  await touchBlueprint(tx, tenant, blueprint.no)
  const records = await countAll(tx, tenant, blueprint.no)
  if (records > 0) {
    const about = { blueprint: blueprint.name, blueprintNo: blueprint.no, flow: no }
    await enqueueJob(tx, scope, { kind: 'enter-flow', ...about }, records)
  }
  return {
    ...presentFlow(
      { id: row.id, isFirst: beside.length === 0, version: flow, publishedAt: at, publishedBy: by },
      definition,
      others,
    ),
    findings: findings as unknown as Json,
  }
}

export function flowHash(flow: FlowVersion): string {
  return createHash('sha256')
    .update(canonicalJson(flow as unknown as Json))
    .digest('hex')
}

/** Only a `block` keeps a flow from being published; the rest is told and left to its owner. */
export function refuseBlocked(findings: readonly Finding[]): void {
  const blocks = findings.filter(({ severity }) => severity === 'block')
  if (blocks.length === 0) return
  throw new ApiError('invalid', {
    issues: blocks.map(({ message }) => issue([], 'flow-blocked', { reason: message })),
    members: { findings },
  })
}

/** Where a document says whether it is the main flow of its blueprint, it must come in that place. */
function refuseOtherPlace(main: Json | undefined, [first]: readonly FlowVersion[]): void {
  if (main === undefined || main === (first === undefined)) return
  refuseIf([
    first === undefined
      ? issue(['main'], 'flow-main-first')
      : issue(['main'], 'flow-main-taken', { flow: first.label ?? first.name }),
  ])
}

async function blueprintOf(tx: Db, scope: Scope, name: unknown) {
  const found = typeof name === 'string' ? await findBlueprint(tx, scope.tenant.no, name) : undefined
  if (found) return found
  const known = (await listBlueprints(tx, scope.tenant.no, '', 20)).map((row) => row.name)
  refuseIf([issue(['blueprint'], 'unknown-blueprint', { name: String(name ?? '').slice(0, 60), known })])
  throw new Error('a refusal without a reason')
}

async function refuseTaken(tx: Db, scope: Scope, name: unknown): Promise<void> {
  if (typeof name === 'string' && (await findFlow(tx, scope.tenant.no, name)))
    throw new ApiError('name-taken', { detail: `There is a flow “${name}” already` })
}
