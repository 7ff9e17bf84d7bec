// Which timers run for a record after it was written: those of the state that it stands in, each at its moment.
import { hasTimers, type RunningTimer, runningTimers, type StoredData } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { flowOf, mayBeLate } from '../flows/flow-of-record.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { lastMove } from '../transitions/flow-log-table.ts'
import { deleteTimer, deleteTimersOf, insertTimer, moveTimer, type TimerRow, timersOfRecord } from './timer-table.ts'

/** A record where it stands now, and what it holds in the newest shape. */
export interface Timed {
  readonly row: RecordRow
  readonly data: StoredData
}

/** It came into a state: what ran in the one before ends, what belongs to this one begins. */
export async function startTimers(tx: Db, scope: Scope, definition: Definition, timed: Timed, at: number) {
  if (!mayHaveTimers(definition)) return
  await deleteTimersOf(tx, scope.tenant.no, timed.row.no)
  const flow = await flowOf(scope, tx, definition.newest, timed.row)
  for (const one of runningOf(scope, flow, timed, at)) await arm(tx, scope, timed, one, at)
}

/**
 * It was written where it stands: a timer whose moment has moved is due then, also when it had gone off before. Where not the record
 * has changed but its flow, one that has gone off stays so.
 */
export async function moveTimers(tx: Db, scope: Scope, definition: Definition, timed: Timed, why: 'record' | 'flow') {
  const tenant = scope.tenant.no
  const { row } = timed
  if (why === 'record' && !mayHaveTimers(definition)) return
  const known = await timersOfRecord(tx, tenant, row.no)
  const flow = await flowOf(scope, tx, definition.newest, row)
  const entered = known[0]?.enteredAt ?? (await enteredAt(tx, tenant, row))
  const running = runningOf(scope, flow, timed, entered)
  for (const timer of known) {
    const still = running.find((one) => isSame(timer, one))
    if (!still) await deleteTimer(tx, tenant, timer.no)
    else if (still.due !== timer.dueAt && (why === 'record' || timer.status === 'armed'))
      await moveTimer(tx, tenant, timer.no, still.due)
  }
  for (const one of running) if (!known.some((timer) => isSame(timer, one))) await arm(tx, scope, timed, one, entered)
}

/** Where not, a write looks nothing up. Who stays behind under an older version of the flow may have timers of that one. */
export function mayHaveTimers(definition: Definition): boolean {
  const { flow } = definition.newest
  return flow !== undefined && (hasTimers(flow.version) || mayBeLate(definition))
}

type Running = RunningTimer & { readonly flow: number }

function runningOf(scope: Scope, flow: FlowInUse | undefined, { row, data }: Timed, entered: number): Running[] {
  if (!flow || row.state === null) return []
  const situation = { state: row.state, data, entered, zone: scope.tenant.timezone }
  return runningTimers(flow.compiled, situation).map((one) => ({ ...one, flow: flow.no }))
}

function isSame(known: TimerRow, { timer, state, flow }: Running): boolean {
  return known.timer === timer.id && known.state === state && known.flow === flow
}

async function arm(tx: Db, scope: Scope, { row }: Timed, running: Running, enteredAt: number): Promise<void> {
  const { timer, state, due, flow } = running
  await insertTimer(tx, scope.tenant.no, { record: row.no, flow, timer: timer.id, state, enteredAt, dueAt: due })
}

/** Of a record that was there before the timers of its state. */
async function enteredAt(db: Db, tenant: number, row: RecordRow): Promise<number> {
  return (await lastMove(db, tenant, row.no))?.at ?? row.createdAt
}
