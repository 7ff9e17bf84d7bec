// How the clocks of listed records stand right now, beside each of them: by their rows, with no look at the log.
import { clockDuration, durationText, promiseOf, remainingAt } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { calendarsOf } from '../calendars/calendars-of.ts'
import { clockColumn } from '../query/clock-sql.ts'
import type { Scope } from '../runtime.ts'
import { type ClockRow, clocksOfRecords } from '../timers/clock-table.ts'
import { wireTime } from './wire-time.ts'

/** As the record itself says its clocks, by their names; for each record in order. */
export async function besideClocks(scope: Scope, definition: Definition, records: readonly number[]) {
  const { flow: first, flows } = definition.newest
  const clocks = flows.flatMap((flow) =>
    (flow.version.clocks ?? []).map((clock) => ({ clock, column: clockColumn(flow, clock.id) })),
  )
  if (!first || clocks.length === 0) return records.map(() => ({}))
  const db = scope.store.read
  const rows = await clocksOfRecords(db, scope.tenant.no, first.no, records)
  const hasCalendars = clocks.some(({ clock }) => clock.calendar !== undefined)
  const calendars = hasCalendars ? await calendarsOf(db, scope) : undefined
  const now = scope.runtime.now()
  const ground = { zone: scope.tenant.timezone, ...(calendars && { calendars }) }
  return records.map((no) =>
    Object.fromEntries(
      clocks.flatMap(({ clock, column }) => {
        const row = rows.get(no)?.get(column)
        const promise = promiseOf(clock, ground)
        return row && promise ? [[clock.name, presented(row, remainingAt(promise, standing(row), now), now)]] : []
      }),
    ),
  )
}

function standing({ remaining, since }: ClockRow) {
  return { remaining, ...(since !== undefined && { since }) }
}

function presented({ status, dueAt, lateAt }: ClockRow, remaining: number, now: number) {
  return {
    status,
    remaining: durationText(clockDuration(remaining)),
    ...(dueAt !== null && { dueAt: wireTime(dueAt) }),
    ...(lateAt !== null && lateAt <= now && { breachedAt: wireTime(lateAt) }),
  }
}
