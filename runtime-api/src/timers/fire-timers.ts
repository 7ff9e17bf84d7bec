// What is due is sent: each timer once, never before its moment, in one transaction with everything that its event does.
import { remind, timersOfNode } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { settledRow } from '../computed/settle.ts'
import { asApiError, problemOf } from '../errors.ts'
import { flowAt } from '../flows/flow-of-record.ts'
import { announce } from '../live-events/announce.ts'
import { writeEffects } from '../outbox/write-effects.ts'
import { holdRow, type RecordRow } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor, writeContext } from '../records/write-context.ts'
import { readerOf, type Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { moveRecord } from '../transitions/move-record.ts'
import { countsByCalendar, moveTimers } from './set-timers.ts'
import {
  attemptsOf,
  type DueTimer,
  dueTimers,
  endTimer,
  postponeTimer,
  type TimerRow,
  takeTimer,
  timersOfRecord,
} from './timer-table.ts'

/** Looked up at once. */
const most = 100
const mostAttempts = 8

/** How many were due; those that came due meanwhile are for the next call. */
export async function fireTimers(scope: Scope, stopped: () => boolean): Promise<number> {
  const due = await dueTimers(scope.store.read, scope.tenant.no, scope.runtime.now(), most)
  for (const timer of due) {
    if (stopped()) break
    await fireTimer(scope, timer)
  }
  return due.length
}

interface Fired {
  readonly row: RecordRow
  /** Undefined of a reminder. */
  readonly event: string | undefined
}

async function fireTimer(scope: Scope, { no, record, blueprint }: DueTimer): Promise<void> {
  try {
    const fired = await inDefinition(scope, blueprint, (definition) =>
      commit(scope, definition, (tx) => fireInside(tx, scope, definition, no, record)),
    )
    if (!fired) return
    const { row, event } = fired
    if (event === undefined) scope.runtime.hub.wake(scope.tenant.no)
    else announce(scope, [{ kind: 'record.transition', blueprint, id: row.id, rev: row.rev, event }])
    scope.runtime.metrics.count('timers_fired')
  } catch (thrown) {
    await notFired(scope, no, thrown)
  }
}

/** Undefined: somebody else has fired it, or the record is not what the timer was set for any more. */
async function fireInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  no: number,
  record: number,
): Promise<Fired | undefined> {
  const row = await holdRow(tx, scope.tenant.no, record)
  // What is in the trash waits there; what has passed to another blueprint is found there.
  if (!row?.live || row.blueprint !== definition.no) return undefined
  if (await comesLater(tx, scope, definition, row, no)) return undefined
  const taken = await takeTimer(tx, scope.tenant.no, no, scope.runtime.now())
  if (!taken) return undefined
  const flow = await flowOfTimer(tx, scope, definition, row, taken)
  const event = flow && eventOf(flow, taken)
  if (!flow || !event) return undefined
  if (taken.remind !== '') {
    await remindInside(tx, scope, definition, { flow, row, taken })
    return { row, event: undefined }
  }
  const form = { wire: {}, path: [] }
  const moved = await moveRecord(tx, scope, { definition, flow, row, event, form, expected: undefined })
  return { row: await settledRow(tx, scope, definition, moved), event: event.key }
}

/** Its calendar or its flow has changed, and no job has come round to it yet: it is set anew instead of being early. */
async function comesLater(tx: Db, scope: Scope, definition: Definition, row: RecordRow, no: number): Promise<boolean> {
  const find = async () => (await timersOfRecord(tx, scope.tenant.no, row.no)).find((timer) => timer.no === no)
  const timer = await find()
  const flow = timer && (await flowOfTimer(tx, scope, definition, row, timer))
  if (!flow || !timer) return true
  if (!countsByCalendar(flow) && timer.flowVersion >= flow.version.version) return false
  const { data } = await liftRow(scope, tx, definition, row)
  await moveTimers(tx, scope, definition, { row, data }, 'flow')
  const now = await find()
  return now === undefined || now.dueAt > scope.runtime.now()
}

/** At the version that the record goes on under. */
async function flowOfTimer(
  tx: Db,
  scope: Scope,
  definition: Definition,
  row: RecordRow,
  timer: TimerRow,
): Promise<FlowInUse | undefined> {
  const flow = definition.newest.flows.find(({ no }) => no === timer.flow)
  return flow && flowAt(scope, tx, definition, flow, row)
}

/** Written down in this transaction, and told afterwards as what a step tells is. */
async function remindInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { flow, row, taken }: { readonly flow: FlowInUse; readonly row: RecordRow; readonly taken: TimerRow },
): Promise<void> {
  const timer = timerOf(flow, taken)
  if (!timer) return
  const lifted = await liftRow(scope, tx, definition, row)
  const record = recordMembersOf(definition, lifted, flow)
  const { now, zone } = writeContext(scope, definition, { path: [] })
  const situation = { record, data: lifted.data, actor: flowActor(scope), now, zone, own: scope.tenant.language }
  const rows = await timersOfRecord(tx, scope.tenant.no, row.no)
  const due = rows.find((one) => one.timer === taken.timer && one.state === taken.state && one.remind === '')?.dueAt
  const effects = remind(flow.compiled, timer, situation, due ?? taken.dueAt)
  const event = `${definition.name}.reminder`
  await writeEffects(tx, scope, definition, {
    effects,
    row: lifted,
    event,
    key: `${row.id}:remind:${taken.no}:${taken.dueAt}`,
  })
}

function timerOf({ compiled }: FlowInUse, { timer, state }: TimerRow) {
  return timersOfNode(compiled, state)?.find(({ id }) => id === timer)
}

/** Of a timer, or of a clock whose time is used up. */
function eventOf(flow: FlowInUse, row: TimerRow) {
  const sent = timerOf(flow, row) ?? flow.version.clocks?.find(({ id }) => id === row.timer)
  return flow.version.events.find(({ id }) => id === sent?.event)
}

/** A refusal is an answer, and stands with the timer; anything else is tried again after a while that doubles. */
async function notFired(scope: Scope, no: number, thrown: unknown): Promise<void> {
  const tenant = scope.tenant.no
  const at = scope.runtime.now()
  const message = refusalOf(scope, thrown)
  const attempts = (await attemptsOf(scope.store.read, tenant, no)) + 1
  if (message === undefined) scope.runtime.log.error({ timer: no, err: thrown }, 'a timer failed')
  await scope.store.inTransaction(async (tx) => {
    if (message !== undefined) await endTimer(tx, tenant, no, { status: 'refused', message, at })
    else if (attempts >= mostAttempts) await endTimer(tx, tenant, no, { status: 'failed', message: textOf(thrown), at })
    else await postponeTimer(tx, tenant, no, at + Math.min(60_000, 250 * 2 ** attempts))
  })
  scope.runtime.metrics.count(message === undefined ? 'timers_failed' : 'timers_refused')
}

/** A refusal in words; undefined of anything else. */
function refusalOf(scope: Scope, thrown: unknown): string | undefined {
  const error = asApiError(thrown)
  return error.status < 500 ? problemOf(error, readerOf(scope)).detail : undefined
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
