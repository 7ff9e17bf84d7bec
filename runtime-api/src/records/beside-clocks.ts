// How the clocks of listed records stand right now, beside each of them: by their rows, with no look at the log.
import { clockDuration, durationText, promiseOf, remainingAt } from '@molde/engine'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { calendarsOf } from '../calendars/calendars-of.ts'
import type { Scope } from '../runtime.ts'
import { type ClockRow, clocksOfRecords } from '../timers/clock-table.ts'
import { wireTime } from './wire-time.ts'

/** As the record itself says its clocks, by their names; for each record in order. */
export async function besideClocks(scope: Scope, definition: Definition, records: readonly number[]) {
  const told = records.map(() => ({}))
  for (const flow of definition.newest.flows)
    for (const [i, own] of (await clocksIn(scope, flow, records)).entries()) Object.assign(told[i] as object, own)
  return told
}

async function clocksIn(scope: Scope, flow: FlowInUse, records: readonly number[]) {
  const { clocks = [] } = flow.version
  if (clocks.length === 0) return []
  const db = scope.store.read
  const rows = await clocksOfRecords(db, scope.tenant.no, flow.no, records)
  const calendars = clocks.some(({ calendar }) => calendar !== undefined) ? await calendarsOf(db, scope) : undefined
  const now = scope.runtime.now()
  const ground = { zone: scope.tenant.timezone, ...(calendars && { calendars }) }
  return records.map((no) =>
    Object.fromEntries(
      clocks.flatMap((clock) => {
        const row = rows.get(no)?.get(clock.id)
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
