// The tenant's calendars as the engine reads them, by name.
import { type BusinessCalendar, newCalendar } from '@molde/engine'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type CalendarRow, listCalendars } from './calendar-table.ts'

export type Calendars = ReadonlyMap<string, BusinessCalendar>

export async function calendarsOf(db: Db, scope: Scope): Promise<Calendars> {
  const rows = await listCalendars(db, scope.tenant.no)
  return new Map(rows.map((row) => [row.name, readKnown(row, scope.tenant.timezone)]))
}

/** What was read, by its text: a job asks for the same ones with every record. */
const known = new Map<string, BusinessCalendar>()
const mostKnown = 500

function readKnown({ zone, hours }: CalendarRow, tenantZone: string): BusinessCalendar {
  const document = { zone: zone ?? tenantZone, ...hours }
  const text = JSON.stringify(document)
  const found = known.get(text)
  if (found) return found
  const read = newCalendar(document)
  if (known.size >= mostKnown) known.clear()
  known.set(text, read)
  return read
}
