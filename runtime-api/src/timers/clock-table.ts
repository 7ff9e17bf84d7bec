// How the clocks of a record stand, one row each: what lists filter, sort and show. A clock that has not begun has none.
import type { ClockStanding, StoodClock } from '@molde/engine'
import { clockColumn } from '../query/clock-sql.ts'
import { listOf } from '../query/fragment-sql.ts'
import type { Db } from '../store/store.ts'

export interface ClockRow extends StoodClock {
  /** Milliseconds left at the last turn, which was at `since` while it runs. */
  readonly remaining: number
  readonly since: number | undefined
}

interface Columns {
  readonly record: number | string
  readonly flow: number
  readonly clock: string
  readonly status: StoodClock['status']
  readonly due_at: number | string | null
  readonly late_at: number | string | null
  readonly since: number | string | null
  readonly remaining: number | string
}

const columns = 'record, flow, clock, status, due_at, late_at, since, remaining'

function read({ status, due_at, late_at, since, remaining }: Columns): ClockRow {
  const moment = (at: Columns['due_at']) => (at === null ? null : Number(at))
  return {
    ...{ status, dueAt: moment(due_at), lateAt: moment(late_at) },
    ...{ since: since === null ? undefined : Number(since), remaining: Number(remaining) },
  }
}

/**
 * Of many records, by their number and then by what lists call the clock. `first`: the number of the blueprint's first flow.
 */
export async function clocksOfRecords(
  db: Db,
  tenant: number,
  first: number,
  records: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, ClockRow>>> {
  const found = new Map<number, Map<string, ClockRow>>()
  if (records.length === 0) return found
  const list = listOf(records)
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM record_clock WHERE tenant = ? AND record IN (${list.sql})`,
    [tenant, ...list.bindings],
  )
  for (const row of rows) {
    const own = found.get(Number(row.record)) ?? new Map<string, ClockRow>()
    const name = clockColumn({ no: row.flow, isFirst: row.flow === first }, row.clock)
    found.set(Number(row.record), own.set(name, read(row)))
  }
  return found
}

/** They stand so, by the number of their flow, and in no other way; nothing is written that is there already. */
export async function keepClocks(
  tx: Db,
  tenant: number,
  record: number,
  standings: ReadonlyMap<number, readonly ClockStanding[]>,
): Promise<void> {
  const rows = await tx.all<Columns>(`SELECT ${columns} FROM record_clock WHERE tenant = ? AND record = ?`, [
    tenant,
    record,
  ])
  const isWanted = (row: Columns) => standings.get(row.flow)?.some(({ clock }) => clock.id === row.clock) === true
  for (const row of rows.filter((one) => !isWanted(one)))
    await tx.run('DELETE FROM record_clock WHERE tenant = ? AND record = ? AND flow = ? AND clock = ?', [
      ...[tenant, record, row.flow, row.clock],
    ])
  const all = [...standings].flatMap(([flow, own]) => own.map((standing) => ({ flow, standing })))
  for (const { flow, standing } of all) {
    const known = rows.find((row) => row.flow === flow && row.clock === standing.clock.id)
    if (known && isSame(read(known), standing)) continue
    await tx.run(
      `INSERT INTO record_clock (tenant, record, flow, clock, status, due_at, late_at, since, remaining)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, record, flow, clock) DO UPDATE SET status = excluded.status,
        due_at = excluded.due_at, late_at = excluded.late_at, since = excluded.since, remaining = excluded.remaining`,
      [tenant, record, flow, standing.clock.id, ...valuesOf(standing)],
    )
  }
}

function valuesOf({ status, due, lateAt, since, remaining }: ClockStanding) {
  return [status, due ?? null, lateAt ?? null, since ?? null, remaining] as const
}

function isSame({ status, dueAt, lateAt, since, remaining }: ClockRow, standing: ClockStanding): boolean {
  const known = [status, dueAt, lateAt, since ?? null, remaining]
  return valuesOf(standing).every((value, i) => value === known[i])
}

export async function hasClockRows(db: Db, tenant: number, flow: number): Promise<boolean> {
  return (
    (await db.get('SELECT 1 FROM record_clock WHERE tenant = ? AND flow = ? LIMIT 1', [tenant, flow])) !== undefined
  )
}
