// One batch of entering records that were there before their flow: each gets the state it stands in, or the first one.
import { enterFlow, equalJson, mirroredData, stateFieldsOf } from '@molde/engine'
import { setNothingOff } from '../automations/cause.ts'
import { touchBlueprint } from '../blueprints/blueprint-table.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { changeRow } from '../records/change-row.ts'
import { liftRow } from '../records/lift-row.ts'
import { rowUnder, stateIn } from '../records/state-of.ts'
import { flowActor, writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { startTimers } from '../timers/set-timers.ts'
import { timersOfRecord } from '../timers/timer-table.ts'
import { lastMoves } from '../transitions/flow-log-table.ts'
import { keepMemory } from '../transitions/flow-memory.ts'
import { type BatchResult, type Job, type JobPayload, placeOf } from './job.ts'

const batchSize = { sqlite: 100, postgres: 250 } as const

export async function enterFlowBatch(
  tx: Db,
  scope: Scope,
  definition: Definition,
  job: Job,
  payload: Extract<JobPayload, { readonly kind: 'enter-flow' }>,
): Promise<BatchResult> {
  const most = batchSize[tx.dialect]
  setNothingOff(tx)
  const rows = await recordsAfter(tx, scope.tenant.no, payload.blueprintNo, placeOf(job), most)
  const flow = payload.flow ? definition.flows.find(({ no }) => no === payload.flow) : definition.flow
  if (flow)
    for (const row of rows) if (!(await hasEntered(tx, scope, flow, row))) await enter(tx, scope, definition, flow, row)
  // The end changes the blueprint, which is done while no record is locked.
  const finished = rows.length === 0
  // Lists may read the state from its own column from now on.
  if (finished) await touchBlueprint(tx, scope.tenant.no, payload.blueprintNo)
  return { cursor: rows.at(-1)?.no ?? placeOf(job), done: rows.length, finished }
}

/** By the job that came to it before, or since it was made. In a further flow the value itself may be older than the flow. */
async function hasEntered(tx: Db, scope: Scope, flow: FlowInUse, row: RecordRow): Promise<boolean> {
  if (flow.isFirst) return row.state !== null
  const moves = await lastMoves(tx, scope.tenant.no, row.no, flow.no)
  const timers = await timersOfRecord(tx, scope.tenant.no, row.no)
  return moves.length > 0 || timers.some((timer) => timer.flow === flow.no)
}

/** A value that the state field holds already is kept; a record without one begins at the beginning, with what that does. */
async function enter(tx: Db, scope: Scope, definition: Definition, flow: FlowInUse, row: RecordRow): Promise<void> {
  const lifted = await liftRow(scope, tx, definition, row)
  const context = { ...writeContext(scope, definition), system: true }
  const { now, zone } = context
  const held = lifted.data[flow.version.stateField]
  const at = stateIn(flow, rowUnder(flow, lifted, lifted.data))
  const { state, data, memory } =
    held === at
      ? { state: at, data: mirroredData(flow.compiled, at, lifted.data), memory: {} }
      : enterFlow(flow.compiled, { data: lifted.data, actor: flowActor(scope), now, zone, own: scope.tenant.language })
  const begins = { ...data, [flow.version.stateField]: state }
  // Its field says already where it stands: only what begins there begins now.
  if (!flow.isFirst && equalJson(begins, lifted.data))
    return startTimers(tx, scope, definition, { row, data: begins }, now, { moved: [flow.no] })
  const after = await changeRow(tx, scope, definition, {
    row,
    lifted,
    flow,
    data: begins,
    changed: [...stateFieldsOf(flow.version)],
    context,
    state,
    note: 'entered the flow',
  })
  await keepMemory(tx, scope, flow, after, memory)
}
