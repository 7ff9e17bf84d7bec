// Calendars are made, changed and taken away. What is due by one is worked out anew when it changes.
import { issue, type JsonObject, type Label, newCalendar, refuseIf } from '@molde/engine'
import { findBlueprintsByNo } from '../blueprints/blueprint-table.ts'
import { ApiError } from '../errors.ts'
import { enqueueTimersOfAll } from '../jobs/set-timers-batch.ts'
import { wireTime } from '../records/wire-time.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import {
  type CalendarRow,
  deleteCalendar as deleteRow,
  insertCalendar,
  listCalendars as listRows,
  updateCalendar,
} from './calendar-table.ts'
import { calendarUses } from './calendar-uses.ts'

/** Of one tenant. */
const most = 100

export interface CalendarWish {
  readonly label?: Label | null
  /** Null: the tenant's. */
  readonly zone?: string | null
  readonly week?: JsonObject
  readonly holidays?: readonly JsonObject[]
  readonly exceptions?: readonly JsonObject[]
}

export async function listCalendars(scope: Scope) {
  const db = scope.store.read
  const rows = await listRows(db, scope.tenant.no)
  const uses = await calendarUses(db, scope)
  return rows.map((row) =>
    present(
      row,
      scope,
      uses.filter(({ calendar }) => calendar === row.name).map(({ flow }) => flow),
    ),
  )
}

export async function readCalendar(scope: Scope, name: string) {
  const found = (await listCalendars(scope)).find((one) => one.name === name)
  if (!found) throw new ApiError('not-found')
  return found
}

export async function createCalendar(scope: Scope, wish: CalendarWish & { readonly name: string }) {
  const at = scope.runtime.now()
  const row: CalendarRow = {
    ...{ name: wish.name, label: null, zone: null, hours: {}, createdAt: at, createdBy: scope.actor.id, updatedAt: at },
  }
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const known = await listRows(tx, scope.tenant.no)
    if (known.some(({ name }) => name === wish.name)) throw new ApiError('name-taken')
    refuseIf(known.length < most ? [] : [issue(['name'], 'count-out-of-range', { least: 0, most })])
    await insertCalendar(tx, scope.tenant.no, changed(scope, row, wish))
  })
  return readCalendar(scope, wish.name)
}

/** Members that are given take the place of what there was. */
export async function changeCalendar(scope: Scope, name: string, wish: CalendarWish) {
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const row = await calendarNamed(tx, scope, name)
    await updateCalendar(tx, scope.tenant.no, { ...changed(scope, row, wish), updatedAt: scope.runtime.now() })
    await setTimersAnew(tx, scope, name)
  })
  scope.runtime.hub.wake(scope.tenant.no)
  return readCalendar(scope, name)
}

/** Refused while a flow counts by it, or the draft of one. */
export async function deleteCalendar(scope: Scope, name: string): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    await calendarNamed(tx, scope, name)
    const flows = (await calendarUses(tx, scope)).flatMap(({ calendar, flow }) => (calendar === name ? [flow] : []))
    if (flows.length > 0)
      throw new ApiError('conflict', { issues: [issue([], 'calendar-in-use', { name, flows: [...new Set(flows)] })] })
    await deleteRow(tx, scope.tenant.no, name)
  })
}

async function setTimersAnew(tx: Db, scope: Scope, name: string): Promise<void> {
  const uses = (await calendarUses(tx, scope)).filter(({ calendar }) => calendar === name)
  const blueprints = [...new Set(uses.map(({ blueprint }) => blueprint))]
  for (const one of await findBlueprintsByNo(tx, scope.tenant.no, blueprints)) await enqueueTimersOfAll(tx, scope, one)
}

async function calendarNamed(db: Db, scope: Scope, name: string): Promise<CalendarRow> {
  const row = (await listRows(db, scope.tenant.no)).find((one) => one.name === name)
  if (!row) throw new ApiError('not-found')
  return row
}

/** Throws the engine's refusals at their places. */
function changed(
  scope: Scope,
  row: CalendarRow,
  { label, zone, week, holidays, exceptions }: CalendarWish,
): CalendarRow {
  const next = {
    ...row,
    ...(label !== undefined && { label }),
    ...(zone !== undefined && { zone }),
    hours: {
      ...row.hours,
      ...(week && { week }),
      ...(holidays && { holidays }),
      ...(exceptions && { exceptions }),
    } as JsonObject,
  }
  newCalendar({ zone: next.zone ?? scope.tenant.timezone, ...next.hours })
  return next
}

function present(row: CalendarRow, scope: Scope, flows: readonly string[]) {
  const { name, label, zone, hours, createdBy } = row
  return {
    ...{ name, label, zone: zone ?? scope.tenant.timezone, ownZone: zone !== null },
    week: hours['week'] ?? {},
    holidays: hours['holidays'] ?? [],
    exceptions: hours['exceptions'] ?? [],
    usedBy: [...new Set(flows)],
    createdBy,
    createdAt: wireTime(row.createdAt),
    updatedAt: wireTime(row.updatedAt),
  }
}
