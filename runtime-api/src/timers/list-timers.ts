// What will happen to a record by itself, and what became of what was due while it stands where it stands.
import {
  type ClockReading,
  clockDuration,
  durationText,
  exitsOfStanding,
  standingOf,
  timersOfNode,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { ApiError } from '../errors.ts'
import { flowsAt } from '../flows/flow-of-record.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { rowUnder } from '../records/state-of.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import { clocksOf } from './clocks-of.ts'
import { type TimerRow, timersOfRecord } from './timer-table.ts'

export async function listTimers(scope: Scope, blueprint: string, id: string) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findRecord(db, scope.tenant.no, definition.no, id)
  if (!row) throw await missingRecord(db, scope, definition, id)
  if (!row.live) throw new ApiError('not-found')
  const flows = await flowsAt(scope, db, definition, row)
  const rows = flows.length > 0 ? await timersOfRecord(db, scope.tenant.no, row.no) : []
  const { data } = flows.length > 0 ? await liftRow(scope, db, definition, row) : row
  const wait = rows.filter(({ remind, status }) => remind !== '' && status === 'armed')
  const items = rows.flatMap((timer) => {
    if (timer.remind !== '') return []
    const flow = flows.find(({ no }) => no === timer.flow)
    const timers = flow && timersOfNode(flow.compiled, timer.state)
    const found = timers?.find(({ id: known }) => known === timer.timer)
    const event = flow?.version.events.find(({ id: known }) => known === found?.event)
    if (!flow || !found || !event) return []
    const standing = standingOf(flow.compiled, rowUnder(flow, row, data).state, data)
    const [step] = exitsOfStanding(flow.compiled, standing, event.id).flat()
    return [
      {
        flow: flow.version.name,
        name: found.name,
        event: event.key,
        label: step?.label ?? event.label ?? event.key,
        dueAt: new Date(timer.dueAt).toISOString(),
        reminders: wait.flatMap((one) => (isSameTimer(one, timer) ? [wireTime(one.dueAt)] : [])),
        status: timer.status,
        ...(timer.error === undefined ? {} : { reason: timer.error }),
      },
    ]
  })
  const clocks = []
  for (const flow of flows) {
    const readings = await clocksOf(db, scope, flow, rowUnder(flow, row, data))
    const begun = readings.filter(({ status }) => status !== 'waits')
    clocks.push(...begun.map((reading) => ({ flow: flow.version.name, ...presentClock(reading) })))
  }
  return { items, clocks }
}

function isSameTimer(a: TimerRow, b: TimerRow): boolean {
  return a.flow === b.flow && a.timer === b.timer && a.state === b.state
}

/** Lengths are hours, minutes and seconds, of working time where there is a calendar. */
function presentClock({ clock, status, elapsed, remaining, due, breachedAt }: ClockReading) {
  return {
    name: clock.name,
    label: clock.label ?? clock.name,
    status,
    elapsed: durationText(clockDuration(elapsed)),
    remaining: durationText(clockDuration(remaining)),
    ...(clock.calendar !== undefined && { calendar: clock.calendar }),
    ...(due !== undefined && { dueAt: wireTime(due) }),
    ...(breachedAt !== undefined && { breachedAt: wireTime(breachedAt) }),
  }
}
