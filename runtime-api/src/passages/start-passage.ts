// Publishing an op by which records leave or come writes down the job that moves them; so does taking that back.
import { type BlueprintVersion, issue, MoldeError, passagesIn, refuseIf, type Side, wireFlow } from '@molde/engine'
import {
  type BlueprintRow,
  findBlueprint,
  findBlueprintsByNo,
  setBlueprintTrashed,
  setKin,
} from '../blueprints/blueprint-table.ts'
import { definitionOf, opsOf } from '../blueprints/compiled-versions.ts'
import { insertNewBlueprint, nameTaken } from '../blueprints/create-blueprint.ts'
import type { TriedOps } from '../blueprints/tried-ops.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { workOutAll } from '../computed/after-publish.ts'
import { ApiError } from '../errors.ts'
import { insertNewFlow } from '../flows/create-flow.ts'
import { headsOf } from '../flows/flow-table.ts'
import { enqueueJob } from '../jobs/enqueue-job.ts'
import type { Job, PassPayload } from '../jobs/job.ts'
import { changeJobStatus, findJob, jobsAfter } from '../jobs/job-table.ts'
import { presentJob } from '../jobs/present-job.ts'
import { announce } from '../live-events/announce.ts'
import { countAll } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { subtablesOf } from '../subtables/subtable-table.ts'
import { opposite } from './passage.ts'
import { countStandings } from './standing-table.ts'

/** In the transaction that publishes; no record is touched. Answers the names of blueprints that are new. */
export async function startPassages(
  tx: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  { ops, version, ids }: TriedOps,
): Promise<readonly string[]> {
  const made: string[] = []
  for (const op of passagesIn(ops)) {
    const isSplit = op.op === 'splitBlueprint'
    if (isSplit) {
      const starts = { ...op.starts, version: 1, reserved: [] }
      await insertNewBlueprint(tx, scope, { version: starts, ids })
      await copyFlows(tx, scope, blueprint, version, starts)
      made.push(op.blueprint)
    }
    const other = await findBlueprint(tx, scope.tenant.no, op.blueprint)
    if (!other) throw new ApiError('stale-token')
    const side = isSplit ? 'there' : 'here'
    await setKin(tx, scope.tenant.no, other.no, kinAt(side, blueprint.no))
    const payload: PassPayload = {
      ...{ kind: 'pass', blueprint: blueprint.name, blueprintNo: blueprint.no },
      ...{ op: op.id, version: version.version, side, other: { no: other.no, name: other.name } },
    }
    const total = isSplit ? null : await countAll(tx, scope.tenant.no, other.no)
    await enqueueJob(tx, scope, payload, total)
  }
  return made
}

function kinAt(side: Side, here: number) {
  return side === 'here' ? { mergedInto: here } : { splitFrom: here }
}

/** Records go on in their states: the new blueprint's flows begin as those of the old one. */
async function copyFlows(
  tx: Db,
  scope: Scope,
  blueprint: BlueprintRow,
  from: BlueprintVersion,
  to: BlueprintVersion,
): Promise<void> {
  for (const [i, flow] of (await headsOf(tx, scope.tenant.no, blueprint.no)).entries()) {
    const name = i === 0 ? to.name : `${to.name}_${flow.name}`
    try {
      await insertNewFlow(tx, scope, { ...wireFlow(flow, from), name, blueprint: to.name })
    } catch (thrown) {
      if (!(thrown instanceof MoldeError)) throw thrown
      refuseIf([issue(['ops'], 'split-flow-needs', { flow: flow.label ?? flow.name, blueprint: to.label ?? to.name })])
    }
  }
}

/** Every record back to where it was, with what was edited since; taking that back moves them again. */
export async function undoPassage(scope: Scope, job: Job, payload: PassPayload) {
  const definition = await definitionOf(scope, scope.store.read, payload.blueprint)
  if (definition.no !== payload.blueprintNo || !passagesIn(opsOf(definition)).some(({ id }) => id === payload.op))
    throw new ApiError('not-found')
  const undo = await scope.store.inTransaction(async (tx) => {
    await refuseOthers(tx, scope, job, payload)
    const at = scope.runtime.now()
    await changeJobStatus(tx, scope.tenant.no, { id: job.id, from: ['paused', 'failed'], to: 'cancelled', at })
    const side = opposite(payload.side)
    await openThere(tx, scope, payload)
    await setKin(tx, scope.tenant.no, payload.other.no, kinAt(side, payload.blueprintNo))
    const total =
      side === 'here'
        ? await countAll(tx, scope.tenant.no, payload.other.no)
        : await countStandings(tx, scope.tenant.no, payload.other.no)
    const id = await enqueueJob(tx, scope, { ...payload, side, undoes: { no: job.no, id: job.id } }, total)
    return (await findJob(tx, scope.tenant.no, id)) as Job
  })
  announce(scope, [
    { kind: 'definition.changed', definition: 'blueprint', name: payload.other.name },
    { kind: 'job.progress', id: undo.id, job: 'pass', status: undo.status, done: 0, total: undo.total },
  ])
  return presentJob(undo, scope.runtime.now())
}

/** Only the latest of the moves to and fro can be taken back, and none across rows that have become records since. */
async function refuseOthers(tx: Db, scope: Scope, { no }: Job, { blueprintNo, op, other }: PassPayload): Promise<void> {
  for (const one of [blueprintNo, other.no]) {
    const [rows] = await subtablesOf(tx, scope.tenant.no, one)
    const named = rows && { parent: rows.parent.name, child: rows.child.name }
    if (named) refuseIf([issue([], 'passage-of-rows', named)])
  }
  const later = (await jobsAfter(tx, scope.tenant.no, 'pass', no)).find(
    ({ payload }) => payload.kind === 'pass' && payload.blueprintNo === blueprintNo && payload.op === op,
  )
  if (later) throw new ApiError('conflict', { detail: `The job is undone already, by ${later.id}` })
}

/** The other blueprint out of the trash, into which it went when it was empty. */
async function openThere(tx: Db, scope: Scope, { other }: PassPayload): Promise<void> {
  const tenant = scope.tenant.no
  await lockNames(tx, tenant)
  const [row] = await findBlueprintsByNo(tx, tenant, [other.no])
  if (!row) throw new ApiError('not-found')
  if (row.trashedAt === null) return
  if (await findBlueprint(tx, tenant, row.name)) throw nameTaken(row.name)
  await setBlueprintTrashed(tx, tenant, row.no, null)
  const head = await findVersion(tx, tenant, row.no, row.head)
  if (head) await workOutAll(tx, scope, row.name, head.definition)
}
