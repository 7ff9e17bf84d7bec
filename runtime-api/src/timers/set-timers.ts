// Which timers run for a record after it was written: those of the state that it stands in, each at its moment.
import {
  allTimers,
  hasTimers,
  leavesOf,
  nodesWithTimers,
  type RunningTimer,
  runningTimers,
  type StoredData,
} from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { type Calendars, calendarsOf } from '../calendars/calendars-of.ts'
import { flowOf, mayBeLate } from '../flows/flow-of-record.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { lastMoves } from '../transitions/flow-log-table.ts'
import { deleteTimer, deleteTimersOf, insertTimer, moveTimer, type TimerRow, timersOfRecord } from './timer-table.ts'

/** A record where it stands now, and what it holds in the newest shape. */
export interface Timed {
  readonly row: RecordRow
  readonly data: StoredData
}

/**
 * It came into states and groups: what ran where it is not any more ends, what belongs to where it came begins, and what stands in a
 * group around both goes on. `entered` are the states and groups that a step entered; without them everything begins anew.
 */
export async function startTimers(
  tx: Db,
  scope: Scope,
  definition: Definition,
  timed: Timed,
  at: number,
  entered?: readonly string[],
) {
  if (!mayHaveTimers(definition)) return
  const { tenant } = scope
  const begins = (node: string) => !entered || entered.includes(node)
  const known = entered ? await timersOfRecord(tx, tenant.no, timed.row.no) : []
  if (!entered) await deleteTimersOf(tx, tenant.no, timed.row.no)
  for (const timer of known.filter(({ state }) => begins(state))) await deleteTimer(tx, tenant.no, timer.no)
  const kept = known.filter(({ state }) => !begins(state))
  await settle(tx, scope, definition, timed, {
    kept,
    why: 'record',
    since: (node) => (begins(node) ? at : undefined),
  })
}

/**
 * It was written where it stands: a timer whose moment has moved is due then, also when it had gone off before. Where not the record
 * has changed but its flow, one that has gone off stays so.
 */
export async function moveTimers(tx: Db, scope: Scope, definition: Definition, timed: Timed, why: 'record' | 'flow') {
  if (why === 'record' && !mayHaveTimers(definition)) return
  const kept = await timersOfRecord(tx, scope.tenant.no, timed.row.no)
  await settle(tx, scope, definition, timed, { kept, why, since: () => undefined })
}

interface Settling {
  readonly kept: readonly TimerRow[]
  readonly why: 'record' | 'flow'
  /** When the record came into a state or group, as far as whoever writes it knows. */
  readonly since: (node: string) => number | undefined
}

async function settle(
  tx: Db,
  scope: Scope,
  definition: Definition,
  timed: Timed,
  { kept, why, since }: Settling,
): Promise<void> {
  const tenant = scope.tenant.no
  const flow = await flowOf(scope, tx, definition.newest, timed.row)
  const moments = await momentsOf(tx, tenant, flow, timed, kept, since)
  const calendars = flow && countsByCalendar(flow) ? await calendarsOf(tx, scope) : undefined
  const running = runningOf(scope, flow, timed, moments, calendars)
  for (const timer of kept) {
    const still = running.find((one) => isSame(timer, one))
    if (!still) await deleteTimer(tx, tenant, timer.no)
    else if (still.due !== timer.dueAt && (why === 'record' || timer.status === 'armed'))
      await moveTimer(tx, tenant, timer.no, still.due)
  }
  for (const one of running)
    if (!kept.some((timer) => isSame(timer, one))) await arm(tx, scope, timed, one, moments.get(one.state) ?? 0)
}

/** Where not, a write looks nothing up. Who stays behind under an older version of the flow may have timers of that one. */
export function mayHaveTimers(definition: Definition): boolean {
  const { flow } = definition.newest
  return flow !== undefined && (hasTimers(flow.version) || mayBeLate(definition))
}

type Running = RunningTimer & { readonly flow: number }

/** When the record came into each state and group that has a timer: a timer that runs there knows, else the log of moves. */
async function momentsOf(
  tx: Db,
  tenant: number,
  flow: FlowInUse | undefined,
  { row, data }: Timed,
  kept: readonly TimerRow[],
  since: Settling['since'],
): Promise<ReadonlyMap<string, number>> {
  const moments = new Map<string, number>()
  if (!flow || row.state === null) return moments
  for (const node of nodesWithTimers(flow.compiled, row.state, data)) {
    const known = since(node) ?? kept.find((timer) => timer.state === node)?.enteredAt
    moments.set(node, known ?? (await enteredAt(tx, tenant, row, leavesOf(flow.compiled, node))))
  }
  return moments
}

function runningOf(
  scope: Scope,
  flow: FlowInUse | undefined,
  { row, data }: Timed,
  moments: ReadonlyMap<string, number>,
  calendars: Calendars | undefined,
): Running[] {
  if (!flow || row.state === null) return []
  const entered = (node: string) => moments.get(node) ?? 0
  const situation = { state: row.state, data, entered, zone: scope.tenant.timezone, ...(calendars && { calendars }) }
  return runningTimers(flow.compiled, situation).map((one) => ({ ...one, flow: flow.no }))
}

/** Where not, no write asks for calendars. */
export function countsByCalendar({ version }: FlowInUse): boolean {
  return allTimers(version).some(({ rule }) => rule.calendar !== undefined)
}

function isSame(known: TimerRow, { timer, state, flow }: Running): boolean {
  return known.timer === timer.id && known.state === state && known.flow === flow
}

async function arm(tx: Db, scope: Scope, { row }: Timed, running: Running, enteredAt: number): Promise<void> {
  const { timer, state, due, flow } = running
  await insertTimer(tx, scope.tenant.no, { record: row.no, flow, timer: timer.id, state, enteredAt, dueAt: due })
}

/** Of a record that was there before the timers: the last move that led in from outside, else the last one, else its beginning. */
async function enteredAt(db: Db, tenant: number, row: RecordRow, leaves: readonly string[]): Promise<number> {
  const moves = await lastMoves(db, tenant, row.no)
  const into = moves.find(({ from, to }) => leaves.includes(to) && (from === null || !leaves.includes(from)))
  return (into ?? moves[0])?.at ?? row.createdAt
}
