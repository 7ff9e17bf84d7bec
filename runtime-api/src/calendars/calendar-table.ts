// The rows of business calendars: when somebody is at work, by name.
import type { JsonObject, Label } from '@molde/engine'
import { type Db, jsonIn, jsonOf } from '../store/store.ts'

export interface CalendarRow {
  readonly name: string
  readonly label: Label | null
  /** Null: the tenant's, whatever it becomes. */
  readonly zone: string | null
  /** `week`, `holidays`, `exceptions` as they were sent. */
  readonly hours: JsonObject
  readonly createdAt: number
  readonly createdBy: string | null
  readonly updatedAt: number
}

const columns = 'name, label, zone, hours, created_at, created_by, updated_at'

interface Columns extends Pick<CalendarRow, 'name' | 'zone'> {
  readonly label: unknown
  readonly hours: unknown
  readonly created_at: number
  readonly created_by: string | null
  readonly updated_at: number
}

function read(db: Db, { name, label, zone, hours, created_at, created_by, updated_at }: Columns): CalendarRow {
  return {
    ...{ name, zone, createdBy: created_by, createdAt: Number(created_at), updatedAt: Number(updated_at) },
    label: label === null ? null : jsonIn<Label>(db, label),
    hours: jsonOf<JsonObject>(hours),
  }
}

/** In the order of their names. */
export async function listCalendars(db: Db, tenant: number): Promise<CalendarRow[]> {
  const sql = `SELECT ${columns} FROM business_calendar WHERE tenant = ? ORDER BY name`
  return (await db.all<Columns>(sql, [tenant])).map((row) => read(db, row))
}

export async function insertCalendar(tx: Db, tenant: number, row: CalendarRow): Promise<void> {
  const { name, label, zone, hours, createdAt, createdBy } = row
  await tx.run(
    `INSERT INTO business_calendar (tenant, name, label, zone, hours, created_at, created_by, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tenant,
      name,
      label === null ? null : JSON.stringify(label),
      zone,
      JSON.stringify(hours),
      createdAt,
      createdBy,
      createdAt,
    ],
  )
}

export async function updateCalendar(tx: Db, tenant: number, row: CalendarRow): Promise<void> {
  const { name, label, zone, hours, updatedAt } = row
  await tx.run(
    `UPDATE business_calendar SET label = ?, zone = ?, hours = ?, updated_at = ? WHERE tenant = ? AND name = ?`,
    [label === null ? null : JSON.stringify(label), zone, JSON.stringify(hours), updatedAt, tenant, name],
  )
}

export async function deleteCalendar(tx: Db, tenant: number, name: string): Promise<void> {
  await tx.run('DELETE FROM business_calendar WHERE tenant = ? AND name = ?', [tenant, name])
}
