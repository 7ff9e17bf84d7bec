// The rows of runs: what set an automation off, and what became of it.
import type { Json, JsonObject, Judgement } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

/**
 * `waiting`: to be done, or tried again. `done`: all of it was done. `skipped`: its condition did not hold, or there was nothing to do
 * it to. `refused`: something said no, and nothing was done. `failed`: given up after a fault. `stopped`: it would have gone on in a circle.
 */
export type RunStatus = 'waiting' | 'done' | 'skipped' | 'refused' | 'failed' | 'stopped'

export interface RunRow {
  readonly no: number
  readonly id: string
  /** The number of its automation. */
  readonly automation: number
  readonly version: number
  /** The same twice is one run. */
  readonly key: string
  readonly kind: string
  /** A record's number. */
  readonly record: number | null
  readonly input: Json
  readonly status: RunStatus
  readonly condition: Judgement | null
  readonly actions: Json | null
  /** Why it was not done: a sentence, or one in every language. */
  readonly error: Json | null
  readonly attempts: number
  readonly nextAt: number
  /** Names of the automations that led to it, the first one first. */
  readonly chain: readonly string[]
  /** The id of the run that brought it about. */
  readonly cause: string | null
  readonly createdAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
}

const columns =
  'no, id, automation, version, key, kind, record, input, status, condition, actions, error, attempts, next_at, chain, cause, created_at, started_at, ended_at'

interface Columns
  extends Pick<RunRow, 'id' | 'version' | 'key' | 'kind' | 'status' | 'condition' | 'attempts' | 'cause'> {
  readonly no: number
  readonly automation: number
  readonly record: number | null
  readonly input: unknown
  readonly actions: unknown
  readonly error: unknown
  readonly next_at: number
  readonly chain: unknown
  readonly created_at: number
  readonly started_at: number | null
  readonly ended_at: number | null
}

function read(row: Columns): RunRow {
  const { id, version, key, kind, status, condition, attempts, cause } = row
  const numberOf = (value: number | null) => (value === null ? null : Number(value))
  return {
    ...{ id, version, key, kind, status, condition, attempts, cause },
    ...{ no: Number(row.no), automation: Number(row.automation), record: numberOf(row.record) },
    input: jsonOf<Json>(row.input),
    actions: row.actions === null ? null : jsonOf<Json>(row.actions),
    error: row.error === null ? null : jsonOf<Json>(row.error),
    nextAt: Number(row.next_at),
    chain: jsonOf<string[]>(row.chain),
    createdAt: Number(row.created_at),
    startedAt: numberOf(row.started_at),
    endedAt: numberOf(row.ended_at),
  }
}

export interface NewRun
  extends Pick<
    RunRow,
    | 'id'
    | 'automation'
    | 'version'
    | 'key'
    | 'kind'
    | 'record'
    | 'input'
    | 'status'
    | 'condition'
    | 'error'
    | 'chain'
    | 'cause'
  > {
  readonly at: number
}

/** What is there under the same key stays as it is. */
export async function insertRuns(tx: Db, tenant: number, rows: readonly NewRun[]): Promise<void> {
  await tx.runEach(
    `INSERT INTO automation_run (tenant, id, automation, version, key, kind, record, input, status, condition, error, next_at,
        chain, cause, created_at, ended_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    rows.map(({ id, automation, version, key, kind, record, input, status, condition, error, chain, cause, at }) => [
      ...[tenant, id, automation, version, key, kind, record, JSON.stringify(input), status, condition],
      ...[error === null ? null : JSON.stringify(error), at, JSON.stringify(chain), cause, at],
      status === 'waiting' ? null : at,
    ]),
  )
}

export interface DueRun extends Pick<RunRow, 'no' | 'automation' | 'record'> {
  /** The number of the blueprint that its automation is about. */
  readonly blueprint: number | null
}

/** What waits and is due, the oldest first. */
export async function dueRuns(db: Db, tenant: number, now: number, most: number): Promise<DueRun[]> {
  const rows = await db.all<{ no: number; automation: number; record: number | null; blueprint: number | null }>(
    `SELECT r.no, r.automation, r.record, a.blueprint FROM automation_run r
      JOIN automation a ON a.tenant = r.tenant AND a.no = r.automation
      WHERE r.tenant = ? AND r.status = 'waiting' AND r.next_at <= ? ORDER BY r.next_at, r.no LIMIT ?`,
    [tenant, now, most],
  )
  return rows.map((row) => ({
    ...{ no: Number(row.no), automation: Number(row.automation), blueprint: row.blueprint },
    record: row.record === null ? null : Number(row.record),
  }))
}

/** When somebody has to look; undefined: nothing waits. */
export async function nextRunAt(db: Db, tenant: number): Promise<number | undefined> {
  const sql = `SELECT MIN(next_at) AS at FROM automation_run WHERE tenant = ? AND status = 'waiting'`
  const row = await db.get<{ at: number | null }>(sql, [tenant])
  return row?.at === null || row === undefined ? undefined : Number(row.at)
}

/** Whoever takes it does it in the same transaction; undefined: somebody else has. */
export async function takeRun(tx: Db, tenant: number, no: number, at: number): Promise<RunRow | undefined> {
  const row = await tx.get<Columns>(
    `UPDATE automation_run SET status = 'done', attempts = attempts + 1, started_at = ?, ended_at = ?
      WHERE tenant = ? AND no = ? AND status = 'waiting' RETURNING ${columns}`,
    [at, at, tenant, no],
  )
  return row && read(row)
}

export interface RunEnd {
  readonly status: RunStatus
  readonly version?: number
  readonly condition?: Judgement
  readonly actions?: Json
  readonly error?: Json
  /** A record's number, where it was found out only now. */
  readonly record?: number
  readonly at: number
}

/** What became of one that was taken. */
export async function endRun(tx: Db, tenant: number, no: number, end: RunEnd): Promise<void> {
  const { status, version, condition, actions, error, record, at } = end
  await tx.run(
    `UPDATE automation_run SET status = ?, version = COALESCE(?, version), record = COALESCE(?, record),
        condition = COALESCE(?, condition), actions = ?, error = ?, ended_at = ? WHERE tenant = ? AND no = ?`,
    [
      ...[
        status,
        version ?? null,
        record ?? null,
        condition ?? null,
        actions === undefined ? null : JSON.stringify(actions),
      ],
      ...[error === undefined ? null : JSON.stringify(error), at, tenant, no],
    ],
  )
}

/** It is not at its end: what comes next is done in a transaction of its own. */
export async function continueRun(
  tx: Db,
  tenant: number,
  no: number,
  next: { readonly input: Json; readonly actions: Json; readonly at: number },
): Promise<void> {
  await tx.run(
    `UPDATE automation_run SET status = 'waiting', input = ?, actions = ?, attempts = 0, next_at = ?, ended_at = NULL
      WHERE tenant = ? AND no = ?`,
    [JSON.stringify(next.input), JSON.stringify(next.actions), next.at, tenant, no],
  )
}

export interface MissedRun {
  readonly attempts: number
  readonly startedAt: number
  readonly error: Json
  /** When it is tried again; undefined: it is not. */
  readonly nextAt: number | undefined
  readonly status: RunStatus
  readonly actions?: Json
}

/** What was to be done was rolled back; what is known of it is written down afterwards. */
export async function missRun(tx: Db, tenant: number, no: number, missed: MissedRun): Promise<void> {
  const { attempts, startedAt, error, nextAt, status, actions } = missed
  await tx.run(
    `UPDATE automation_run SET status = ?, attempts = ?, started_at = ?, error = ?, actions = ?, next_at = ?, ended_at = ?
      WHERE tenant = ? AND no = ? AND status = 'waiting'`,
    [
      ...[status, attempts, startedAt, JSON.stringify(error), actions === undefined ? null : JSON.stringify(actions)],
      ...[nextAt ?? startedAt, nextAt === undefined ? startedAt : null, tenant, no],
    ],
  )
}

export async function attemptsOfRun(db: Db, tenant: number, no: number): Promise<number> {
  const sql = 'SELECT attempts FROM automation_run WHERE tenant = ? AND no = ?'
  return (await db.get<{ attempts: number }>(sql, [tenant, no]))?.attempts ?? 0
}

/** From the beginning. False: it is none that may be done again. */
export async function retryRun(tx: Db, tenant: number, no: number, at: number): Promise<boolean> {
  const { changes } = await tx.run(
    `UPDATE automation_run SET status = 'waiting', attempts = 0, next_at = ?, error = NULL, actions = NULL, ended_at = NULL
      WHERE tenant = ? AND no = ? AND status IN ('refused', 'failed', 'stopped')`,
    [at, tenant, no],
  )
  return changes === 1
}

/** At most `most` of those that ended before this time. Answers how many. */
export async function dropOldRuns(
  tx: Db,
  tenant: number,
  { before, onlySkipped = false }: { readonly before: number; readonly onlySkipped?: boolean },
  most: number,
): Promise<number> {
  const some = onlySkipped ? `AND status = 'skipped'` : ''
  const { changes } = await tx.run(
    `DELETE FROM automation_run WHERE tenant = ? AND no IN
      (SELECT no FROM automation_run WHERE tenant = ? AND ended_at < ? ${some} ORDER BY ended_at LIMIT ?)`,
    [tenant, tenant, before, most],
  )
  return changes
}

export interface RunsAsked {
  readonly status?: RunStatus | undefined
  /** A record's number. */
  readonly record?: number | undefined
  readonly before: number
  readonly limit: number
}

/** Newest first. */
export async function listRuns(db: Db, tenant: number, automation: number, asked: RunsAsked): Promise<RunRow[]> {
  const { status, record, before, limit } = asked
  const some = [status === undefined ? '' : 'AND status = ?', record === undefined ? '' : 'AND record = ?'].join(' ')
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM automation_run WHERE tenant = ? AND automation = ? AND no < ? ${some} ORDER BY no DESC LIMIT ?`,
    [tenant, automation, before, ...(status ? [status] : []), ...(record === undefined ? [] : [record]), limit],
  )
  return rows.map(read)
}

export async function findRun(db: Db, tenant: number, automation: number, id: string): Promise<RunRow | undefined> {
  const row = await db.get<Columns>(
    `SELECT ${columns} FROM automation_run WHERE tenant = ? AND automation = ? AND id = ?`,
    [tenant, automation, id],
  )
  return row && read(row)
}

export async function findRunByNo(db: Db, tenant: number, no: number): Promise<RunRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM automation_run WHERE tenant = ? AND no = ?`, [tenant, no])
  return row && read(row)
}

export interface KeptOfRun {
  readonly no: number
  readonly input: JsonObject
  readonly actions: Json | null
}

/** What runs about a record hold of it. */
export async function keptOfRuns(db: Db, tenant: number, record: number): Promise<KeptOfRun[]> {
  const rows = await db.all<{ no: number; input: unknown; actions: unknown }>(
    'SELECT no, input, actions FROM automation_run WHERE tenant = ? AND record = ? ORDER BY no',
    [tenant, record],
  )
  return rows.map(({ no, input, actions }) => ({
    ...{ no: Number(no), input: jsonOf<JsonObject>(input) },
    actions: actions === null ? null : jsonOf<Json>(actions),
  }))
}

export async function setKeptOfRun(tx: Db, tenant: number, { no, input, actions }: KeptOfRun): Promise<void> {
  await tx.run('UPDATE automation_run SET input = ?, actions = ? WHERE tenant = ? AND no = ?', [
    JSON.stringify(input),
    actions === null ? null : JSON.stringify(actions),
    tenant,
    no,
  ])
}

/** Its id. */
export async function findRunByKey(
  db: Db,
  tenant: number,
  automation: number,
  key: string,
): Promise<string | undefined> {
  const sql = 'SELECT id FROM automation_run WHERE tenant = ? AND automation = ? AND key = ?'
  return (await db.get<{ id: string }>(sql, [tenant, automation, key]))?.id
}

export async function deleteRuns(tx: Db, tenant: number, automation: number): Promise<void> {
  await tx.run('DELETE FROM automation_run WHERE tenant = ? AND automation = ?', [tenant, automation])
}

/** By automation: what waits, what was refused or given up, and when the last one began. */
export async function countRuns(
  db: Db,
  tenant: number,
): Promise<ReadonlyMap<number, { readonly waiting: number; readonly failed: number; readonly lastAt: number | null }>> {
  const rows = await db.all<{ automation: number; waiting: number; failed: number; last: number | null }>(
    `SELECT automation, SUM(CASE WHEN status = 'waiting' THEN 1 ELSE 0 END) AS waiting,
        SUM(CASE WHEN status IN ('refused', 'failed', 'stopped') THEN 1 ELSE 0 END) AS failed, MAX(created_at) AS last
      FROM automation_run WHERE tenant = ? GROUP BY automation`,
    [tenant],
  )
  return new Map(
    rows.map(({ automation, waiting, failed, last }) => [
      Number(automation),
      { waiting: Number(waiting), failed: Number(failed), lastAt: last === null ? null : Number(last) },
    ]),
  )
}
