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
import { flowOf } from '../flows/flow-of-record.ts'
import { missingRecord } from '../passages/missing-record.ts'
import { findRecord } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import { clocksOf } from './clocks-of.ts'
import { timersOfRecord } from './timer-table.ts'

export async function listTimers(scope: Scope, blueprint: string, id: string) {
  const db = scope.store.read
  const definition = await definitionOf(scope, db, blueprint)
  const row = await findRecord(db, scope.tenant.no, definition.no, id)
  if (!row) throw await missingRecord(db, scope, definition, id)
  if (!row.live) throw new ApiError('not-found')
  const flow = await flowOf(scope, db, definition, row)
  const rows = flow ? await timersOfRecord(db, scope.tenant.no, row.no) : []
  const { data } = rows.length > 0 ? await liftRow(scope, db, definition, row) : row
  const wait = rows.filter(({ remind, status }) => remind !== '' && status === 'armed')
  const items = rows.flatMap((timer) => {
    if (timer.remind !== '') return []
    const timers = flow?.no === timer.flow ? timersOfNode(flow.compiled, timer.state) : undefined
    const found = timers?.find(({ id: known }) => known === timer.timer)
    const event = flow?.version.events.find(({ id: known }) => known === found?.event)
    if (!flow || !found || !event) return []
    const standing = standingOf(flow.compiled, row.state, data)
    const [step] = exitsOfStanding(flow.compiled, standing, event.id).flat()
    return [
      {
        name: found.name,
        event: event.key,
        label: step?.label ?? event.label ?? event.key,
        dueAt: new Date(timer.dueAt).toISOString(),
        reminders: wait.flatMap((one) =>
          one.timer === timer.timer && one.state === timer.state ? [wireTime(one.dueAt)] : [],
        ),
        status: timer.status,
        ...(timer.error === undefined ? {} : { reason: timer.error }),
      },
    ]
  })
  const readings = flow ? await clocksOf(db, scope, flow, row) : []
  return { items, clocks: readings.filter(({ status }) => status !== 'waits').map(presentClock) }
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
