// The rows of timers: one per record and timer of the state that the record stands in, and one per reminder of it. They go when it leaves
// that state.
import type { TimerId } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

/**
 * `armed`: it waits for its moment. `done`: its event was taken. `refused`: the record would not take it, as `error` says.
 * `failed`: something that is no refusal went wrong again and again.
 */
type TimerStatus = 'armed' | 'done' | 'refused' | 'failed'

export interface TimerRow {
  readonly no: number
  readonly record: number
  readonly flow: number
  readonly timer: TimerId
  /** The state, or the group as `group:key`, that it belongs to. */
  readonly state: string
  /** How long before the timer is due, of a row that reminds; empty of the timer itself. */
  readonly remind: string
  /** When the record came into it. */
  readonly enteredAt: number
  /** From when it counts; undefined of a row from before that was noted. */
  readonly startAt: number | undefined
  readonly dueAt: number
  /** Its moment stays whatever the flow says now. */
  readonly kept: boolean
  /** The version of the flow that it was set by last. */
  readonly flowVersion: number
  readonly status: TimerStatus
  readonly attempts: number
  /** Why not, in the language of the tenant. */
  readonly error: string | undefined
}

export interface ArmedTimer {
  readonly record: number
  readonly flow: number
  readonly timer: TimerId
  readonly state: string
  readonly remind: string
  readonly enteredAt: number
  readonly startAt: number
  readonly dueAt: number
  readonly flowVersion: number
}

const columns =
  'no, record, flow, timer, state, remind, entered_at, start_at, due_at, kept, flow_version, status, attempts, error'

interface Columns {
  readonly no: number
  readonly record: number
  readonly flow: number
  readonly timer: TimerId
  readonly state: string
  readonly remind: string
  readonly entered_at: number
  readonly start_at: number | null
  readonly due_at: number
  readonly kept: number
  readonly flow_version: number
  readonly status: TimerStatus
  readonly attempts: number
  readonly error: unknown
}

function read(row: Columns): TimerRow {
  const { no, record, flow, timer, state, remind, status, attempts, error } = row
  return {
    ...{ no: Number(no), record: Number(record), flow, timer, state, remind, status, attempts },
    startAt: row.start_at === null ? undefined : Number(row.start_at),
    kept: Number(row.kept) === 1,
    flowVersion: Number(row.flow_version),
    enteredAt: Number(row.entered_at),
    dueAt: Number(row.due_at),
    error: error === null ? undefined : jsonOf<{ readonly message: string }>(error).message,
  }
}

export async function timersOfRecord(db: Db, tenant: number, record: number): Promise<TimerRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM timer WHERE tenant = ? AND record = ? ORDER BY due_at, no`,
    [tenant, record],
  )
  return rows.map(read)
}

export async function insertTimer(tx: Db, tenant: number, timer: ArmedTimer): Promise<void> {
  await tx.run(
    `INSERT INTO timer (tenant, record, flow, timer, state, remind, entered_at, start_at, due_at, next_at, flow_version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[tenant, timer.record, timer.flow, timer.timer, timer.state, timer.remind],
      ...[timer.enteredAt, timer.startAt, timer.dueAt, timer.dueAt, timer.flowVersion],
    ],
  )
}

/** When it is due, and by what. */
export type TimerSetting = Pick<ArmedTimer, 'enteredAt' | 'startAt' | 'dueAt' | 'flowVersion'>

/** Another moment, and so another chance. */
export async function moveTimer(tx: Db, tenant: number, no: number, to: TimerSetting): Promise<void> {
  const { enteredAt, startAt, dueAt, flowVersion } = to
  await tx.run(
    `UPDATE timer SET entered_at = ?, start_at = ?, due_at = ?, next_at = ?, flow_version = ?, kept = 0,
      status = 'armed', attempts = 0, error = NULL, fired_at = NULL WHERE tenant = ? AND no = ?`,
    [enteredAt, startAt, dueAt, dueAt, flowVersion, tenant, no],
  )
}

/** Its moment stays, and so does what became of it; it is known under another version, or to count from elsewhere. */
export async function noteTimer(
  tx: Db,
  tenant: number,
  no: number,
  { startAt, flowVersion, kept }: Omit<TimerSetting, 'dueAt' | 'enteredAt'> & Pick<TimerRow, 'kept'>,
): Promise<void> {
  await tx.run('UPDATE timer SET start_at = ?, flow_version = ?, kept = ? WHERE tenant = ? AND no = ?', [
    ...[startAt, flowVersion, kept ? 1 : 0, tenant, no],
  ])
}

export async function deleteTimer(tx: Db, tenant: number, no: number): Promise<void> {
  await tx.run('DELETE FROM timer WHERE tenant = ? AND no = ?', [tenant, no])
}

export interface DueTimer {
  readonly no: number
  readonly record: number
  /** The name of the record's blueprint. */
  readonly blueprint: string
}

/** What is due, longest first. What waits for a record or a blueprint in the trash waits until that comes back. */
export async function dueTimers(db: Db, tenant: number, now: number, most: number): Promise<DueTimer[]> {
  const rows = await db.all<{ no: number; record: number; name: string }>(
    `SELECT t.no, t.record, b.name ${ofLiving} AND t.next_at <= ? ORDER BY t.next_at, t.no LIMIT ?`,
    [tenant, now, most],
  )
  return rows.map(({ no, record, name }) => ({ no: Number(no), record: Number(record), blueprint: name }))
}

const ofLiving = `FROM timer t JOIN record r ON r.tenant = t.tenant AND r.no = t.record AND r.live = 1
  JOIN blueprint b ON b.tenant = r.tenant AND b.no = r.blueprint AND b.trashed_at IS NULL
  WHERE t.tenant = ? AND t.status = 'armed'`

export async function nextTimerAt(db: Db, tenant: number): Promise<number | undefined> {
  const row = await db.get<{ at: number | null }>(`SELECT MIN(t.next_at) AS at ${ofLiving}`, [tenant])
  return row === undefined || row.at === null ? undefined : Number(row.at)
}

/** Whoever gets the row fires it, and nobody else: in the transaction of what it does. */
export async function takeTimer(tx: Db, tenant: number, no: number, now: number): Promise<TimerRow | undefined> {
  const row = await tx.get<Columns>(
    `UPDATE timer SET status = 'done', fired_at = ? WHERE tenant = ? AND no = ? AND status = 'armed' AND next_at <= ?
      RETURNING ${columns}`,
    [now, tenant, no, now],
  )
  return row && read(row)
}

/** It is not tried again unless its moment moves. */
export async function endTimer(
  tx: Db,
  tenant: number,
  no: number,
  ending: { readonly status: 'refused' | 'failed'; readonly message: string; readonly at: number },
): Promise<void> {
  await tx.run(
    `UPDATE timer SET status = ?, error = ?, fired_at = ? WHERE tenant = ? AND no = ? AND status = 'armed'`,
    [ending.status, JSON.stringify({ message: ending.message.slice(0, 500) }), ending.at, tenant, no],
  )
}

export async function postponeTimer(tx: Db, tenant: number, no: number, nextAt: number): Promise<void> {
  await tx.run(
    `UPDATE timer SET attempts = attempts + 1, next_at = ? WHERE tenant = ? AND no = ? AND status = 'armed'`,
    [nextAt, tenant, no],
  )
}

export async function attemptsOf(db: Db, tenant: number, no: number): Promise<number> {
  const row = await db.get<{ attempts: number }>('SELECT attempts FROM timer WHERE tenant = ? AND no = ?', [tenant, no])
  return row?.attempts ?? 0
}

export async function hasTimerRows(db: Db, tenant: number, flow: number): Promise<boolean> {
  return (await db.get('SELECT 1 FROM timer WHERE tenant = ? AND flow = ? LIMIT 1', [tenant, flow])) !== undefined
}
