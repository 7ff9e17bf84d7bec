// Which timers run for a record after it was written: those of the state that it stands in, each at its moment. And how its clocks stand.
import {
  allTimers,
  type ClockStanding,
  hasTimers,
  leavesOf,
  nodesWithTimers,
  runningTimers,
  type StoredData,
  type TimerPolicy,
} from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { type Calendars, calendarsOf } from '../calendars/calendars-of.ts'
import { flowsAt, mayBeLate } from '../flows/flow-of-record.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { rowUnder } from '../records/state-of.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { lastMoves } from '../transitions/flow-log-table.ts'
import { keepClocks } from './clock-table.ts'
import { type LatestMove, standingsOf } from './clocks-of.ts'
import {
  type ArmedTimer,
  deleteTimer,
  insertTimer,
  moveTimer,
  noteTimer,
  type TimerRow,
  timersOfRecord,
} from './timer-table.ts'

/** The node of clocks, which belong to no state: they go on while the record moves. */
const ofClocks = 'clock'

/** A record where it stands now, and what it holds in the newest shape. */
export interface Timed {
  readonly row: RecordRow
  readonly data: StoredData
  /** As it was, also in the newest shape, where a write has moved it. */
  readonly before?: Pick<RecordRow, 'state' | 'data'>
}

/** How it came where it is. */
interface Coming {
  /** The states and groups that a step entered; without them everything begins anew. */
  readonly entered?: readonly string[] | undefined
  /** Numbers of the flows that it has moved in; without them all of them. */
  readonly moved?: readonly number[]
}

/**
 * It came into states and groups: what ran where it is not any more ends, what belongs to where it came begins, and what stands in a
 * group around both goes on.
 */
export async function startTimers(
  tx: Db,
  scope: Scope,
  definition: Definition,
  timed: Timed,
  at: number,
  { entered, moved }: Coming = {},
) {
  if (!mayHaveTimers(definition)) return
  await settle(tx, scope, definition, timed, 'record', (flow) => {
    if (moved && !moved.includes(flow.no)) return stays
    // A clock goes on wherever the record comes to, also by a step that is taken back: it is late once.
    const begins = (node: string) => node !== ofClocks && (!entered || entered.includes(node))
    const from = timed.before ? rowUnder(flow, timed.before, timed.before.data).state : null
    return { begins, since: (node) => (begins(node) ? at : undefined), move: { from, at } }
  })
}

/**
 * It was written where it stands: a timer whose moment has moved is due then, also when it had gone off before. Where not the record
 * has changed but its flow, one that has gone off stays so.
 */
export async function moveTimers(tx: Db, scope: Scope, definition: Definition, timed: Timed, why: 'record' | 'flow') {
  if (why === 'record' && !mayHaveTimers(definition)) return
  await settle(tx, scope, definition, timed, why, () => stays)
}

/** What a write means for one of the flows. */
interface Course {
  /** Does what runs in a state or group, by its id, begin anew? */
  readonly begins: (node: string) => boolean
  /** When the record came into a state or group, as far as whoever writes it knows. */
  readonly since: (node: string) => number | undefined
  /** Where it has just come where it stands. */
  readonly move?: LatestMove
}

/** It stands where it stood. */
const stays: Course = { begins: () => false, since: () => undefined }

/** Each of its flows for itself; what is left of a flow that moves it no more ends. */
async function settle(
  tx: Db,
  scope: Scope,
  definition: Definition,
  timed: Timed,
  why: 'record' | 'flow',
  courseIn: (flow: FlowInUse) => Course,
): Promise<void> {
  const tenant = scope.tenant.no
  const flows = await flowsAt(scope, tx, definition.newest, timed.row)
  const known = await timersOfRecord(tx, tenant, timed.row.no)
  const clocks = new Map<number, readonly ClockStanding[]>()
  for (const flow of flows) {
    const course = courseIn(flow)
    const own = known.filter((timer) => timer.flow === flow.no)
    for (const timer of own.filter(({ state }) => course.begins(state))) await deleteTimer(tx, tenant, timer.no)
    const kept = own.filter(({ state }) => !course.begins(state))
    const row = rowUnder(flow, timed.row, timed.data)
    const standings = await standingsOf(tx, scope, flow, row, course.move)
    clocks.set(flow.no, standings)
    await settleTimers(tx, scope, flow, { row, data: timed.data }, { kept, why, since: course.since, standings })
  }
  await keepClocks(tx, tenant, timed.row.no, clocks)
  for (const timer of known) if (!clocks.has(timer.flow)) await deleteTimer(tx, tenant, timer.no)
}

interface Settling {
  readonly kept: readonly TimerRow[]
  readonly why: 'record' | 'flow'
  readonly since: Course['since']
  readonly standings: readonly ClockStanding[]
}

/** `timed`: as the flow sees it. */
async function settleTimers(
  tx: Db,
  scope: Scope,
  flow: FlowInUse,
  timed: Timed,
  { kept, why, since, standings }: Settling,
): Promise<void> {
  const tenant = scope.tenant.no
  const moments = await momentsOf(tx, tenant, flow, timed, kept, since)
  const calendars = countsByCalendar(flow) ? await calendarsOf(tx, scope) : undefined
  const running = [...runningOf(scope, flow, timed, moments, calendars), ...runningClocks(flow, standings)]
  for (const row of kept) {
    const still = running.find((one) => isSame(row, one))
    if (still) await settleRow(tx, tenant, { row, still, enteredAt: moments.get(still.state) ?? 0, why })
    else await deleteTimer(tx, tenant, row.no)
  }
  const now = scope.runtime.now()
  for (const one of running) {
    if (kept.some((row) => isSame(row, one))) continue
    // Nobody is reminded of what is due already.
    if (one.remind !== '' && one.timerDue <= now) continue
    await insertTimer(tx, tenant, { ...one, record: timed.row.no, enteredAt: moments.get(one.state) ?? 0 })
  }
}

/** The timers of a record under a flow, which sees it as `timed`, each with its row if there is one; due when counted from when it came. */
export async function timersUnder(
  db: Db,
  scope: Scope,
  flow: FlowInUse,
  timed: Timed,
): Promise<readonly { readonly row: TimerRow | undefined; readonly dueAt: number }[]> {
  const kept = (await timersOfRecord(db, scope.tenant.no, timed.row.no)).filter((timer) => timer.flow === flow.no)
  const moments = await momentsOf(db, scope.tenant.no, flow, timed, kept, () => undefined)
  const calendars = countsByCalendar(flow) ? await calendarsOf(db, scope) : undefined
  return runningOf(scope, flow, timed, moments, calendars).flatMap((one) =>
    one.remind === '' ? [{ row: kept.find((row) => isSame(row, one)), dueAt: one.dueAt }] : [],
  )
}

interface RowToSettle {
  readonly row: TimerRow
  readonly still: Running
  readonly enteredAt: number
  readonly why: 'record' | 'flow'
}

/** What has gone off stays so, unless the record says that it counts from another moment. */
async function settleRow(tx: Db, tenant: number, { row, still, enteredAt, why }: RowToSettle): Promise<void> {
  const { startAt, flowVersion, dueAt, policy } = still
  // A version of the flow that the row does not know yet may count otherwise; that is no other chance.
  const isNew = row.flowVersion < flowVersion
  const isOther = row.startAt !== undefined && startAt !== row.startAt
  const kept = row.kept || (isNew && policy === 'keep-deadline' && !isOther)
  const isAnotherChance = why === 'record' && isOther && !isNew
  if (isAnotherChance || (row.status === 'armed' && !kept && dueAt !== row.dueAt))
    return moveTimer(tx, tenant, row.no, { enteredAt, startAt, dueAt, flowVersion })
  if (isNew || startAt !== row.startAt) await noteTimer(tx, tenant, row.no, { startAt, flowVersion, kept })
}

/** Where not, a write looks nothing up. Who stays behind under an older version of the flow may have timers of that one. */
export function mayHaveTimers(definition: Definition): boolean {
  return definition.newest.flows.some((flow) => hasTimers(flow.version) || mayBeLate(flow))
}

/** A timer that runs, or one of its reminders. */
interface Running extends Omit<ArmedTimer, 'record' | 'enteredAt'> {
  /** When the timer itself is due. */
  readonly timerDue: number
  readonly policy: TimerPolicy | undefined
}

/** When the record came into each state and group that has a timer: a timer that runs there knows, else the log of moves. */
async function momentsOf(
  tx: Db,
  tenant: number,
  flow: FlowInUse,
  { row, data }: Timed,
  kept: readonly TimerRow[],
  since: Settling['since'],
): Promise<ReadonlyMap<string, number>> {
  const moments = new Map<string, number>()
  if (row.state === null) return moments
  for (const node of nodesWithTimers(flow.compiled, row.state, data)) {
    const known = since(node) ?? kept.find((timer) => timer.state === node)?.enteredAt
    const entered = known ?? (await enteredAt(tx, tenant, row, flow.no, leavesOf(flow.compiled, node)))
    moments.set(node, begunAnew(flow, entered))
  }
  return moments
}

/** Where the version of the flow says so, who was there when it began counts from then on. */
function begunAnew({ version: { running } }: FlowInUse, entered: number): number {
  return running?.timers === 'restart' ? Math.max(entered, running.at) : entered
}

function runningOf(
  scope: Scope,
  flow: FlowInUse,
  { row, data }: Timed,
  moments: ReadonlyMap<string, number>,
  calendars: Calendars | undefined,
): Running[] {
  if (row.state === null) return []
  const entered = (node: string) => moments.get(node) ?? 0
  const situation = { state: row.state, data, entered, zone: scope.tenant.timezone, ...(calendars && { calendars }) }
  const { no, version } = flow
  return runningTimers(flow.compiled, situation).flatMap(({ timer, state: node, start, due, reminding }) => {
    const of = {
      ...{ flow: no, timer: timer.id, state: node, startAt: start, timerDue: due },
      ...{ flowVersion: version.version, policy: version.running?.timers },
    }
    return [{ remind: '', at: due }, ...reminding.map(({ before, at }) => ({ remind: before, at }))].map(
      ({ remind, at }): Running => ({ ...of, remind, dueAt: at }),
    )
  })
}

/** Late clocks keep their row whatever comes: so none is late twice. */
function runningClocks(flow: FlowInUse, standings: readonly ClockStanding[]) {
  return standings.flatMap(({ clock, lateAt: at }): readonly Running[] => {
    if (clock.event === undefined || at === undefined) return []
    return [
      {
        ...{ flow: flow.no, timer: clock.id, state: ofClocks, remind: '', startAt: 0, dueAt: at, timerDue: at },
        ...{ flowVersion: flow.version.version, policy: undefined },
      },
    ]
  })
}

/** Where not, no write asks for calendars. */
export function countsByCalendar({ version }: FlowInUse): boolean {
  const clocks = version.clocks ?? []
  return [...allTimers(version).map(({ rule }) => rule), ...clocks].some(({ calendar }) => calendar !== undefined)
}

function isSame(known: TimerRow, { timer, state, flow, remind }: Running): boolean {
  return known.timer === timer && known.state === state && known.flow === flow && known.remind === remind
}

/** Of a record that was there before the timers: the last move that led in from outside, else the last one, else its beginning. */
async function enteredAt(
  db: Db,
  tenant: number,
  row: RecordRow,
  flow: number,
  leaves: readonly string[],
): Promise<number> {
  const moves = await lastMoves(db, tenant, row.no, flow)
  const into = moves.find(({ from, to }) => leaves.includes(to) && (from === null || !leaves.includes(from)))
  return (into ?? moves[0])?.at ?? row.createdAt
}
