// Every move a record made through its flow: from where to where, by whom, with which input.
import type { OptionId, StoredData, TransitionId } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export interface Move {
  readonly record: number
  readonly flow: number
  readonly flowVersion: number
  readonly transition: TransitionId
  /** Key of the event at that time; undefined when the step was taken by itself, which is kept as an empty text. */
  readonly event: string | undefined
  readonly from: OptionId | null
  readonly to: OptionId
  readonly rev: number
  readonly input: StoredData
  readonly actor: string
  readonly at: number
}

export async function insertMove(tx: Db, tenant: number, move: Move): Promise<void> {
  await tx.run(
    `INSERT INTO flow_log
      (tenant, record, flow, flow_version, transition, event, from_state, to_state, rev, input, actor, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tenant,
      move.record,
      move.flow,
      move.flowVersion,
      move.transition,
      move.event ?? '',
      move.from,
      move.to,
      move.rev,
      JSON.stringify(move.input),
      move.actor,
      move.at,
    ],
  )
}

/** The moves of a record between two revs, both included: its history names the event that caused a change. */
export async function movesBetween(
  db: Db,
  tenant: number,
  record: number,
  first: number,
  last: number,
): Promise<Pick<Move, 'flow' | 'rev' | 'event' | 'from' | 'to' | 'input'>[]> {
  const rows = await db.all<{
    flow: number
    rev: number
    event: string
    from_state: string
    to_state: string
    input: unknown
  }>(
    `SELECT flow, rev, event, from_state, to_state, input FROM flow_log
      WHERE tenant = ? AND record = ? AND rev >= ? AND rev <= ? ORDER BY seq LIMIT 500`,
    [tenant, record, first, last],
  )
  return rows.map((row) => ({
    flow: row.flow,
    rev: row.rev,
    event: row.event || undefined,
    from: row.from_state as OptionId | null,
    to: row.to_state as OptionId,
    input: jsonOf<StoredData>(row.input),
  }))
}

const mostMoves = 5_000

/** Where it came from, where to and when, oldest first. */
export async function allMoves(
  db: Db,
  tenant: number,
  record: number,
  flow: number,
): Promise<Pick<Move, 'from' | 'to' | 'rev' | 'at'>[]> {
  const rows = await db.all<{ from_state: OptionId | null; to_state: OptionId; rev: number; at: number }>(
    `SELECT from_state, to_state, rev, at FROM flow_log WHERE tenant = ? AND record = ? AND flow = ?
      ORDER BY seq LIMIT ${mostMoves}`,
    [tenant, record, flow],
  )
  return rows.map((row) => ({ from: row.from_state, to: row.to_state, rev: Number(row.rev), at: Number(row.at) }))
}

/** The newest move of a record. */
export async function lastMove(
  db: Db,
  tenant: number,
  record: number,
): Promise<Pick<Move, 'flow' | 'rev' | 'event' | 'from' | 'actor' | 'at'> | undefined> {
  const row = await db.get<Pick<Move, 'flow' | 'rev' | 'actor' | 'at'> & { event: string; from_state: string | null }>(
    `SELECT flow, rev, event, from_state, actor, at FROM flow_log
      WHERE tenant = ? AND record = ? ORDER BY seq DESC LIMIT 1`,
    [tenant, record],
  )
  return (
    row && {
      flow: row.flow,
      rev: row.rev,
      event: row.event || undefined,
      from: row.from_state as OptionId | null,
      actor: row.actor,
      at: Number(row.at),
    }
  )
}

const looksBack = 100

/** Where it moved, the newest first: as far back as anybody looks. */
export async function lastMoves(
  db: Db,
  tenant: number,
  record: number,
  flow: number,
): Promise<Pick<Move, 'from' | 'to' | 'at'>[]> {
  const rows = await db.all<{ from_state: OptionId | null; to_state: OptionId; at: number }>(
    `SELECT from_state, to_state, at FROM flow_log WHERE tenant = ? AND record = ? AND flow = ?
      ORDER BY seq DESC LIMIT ${looksBack}`,
    [tenant, record, flow],
  )
  return rows.map((row) => ({ from: row.from_state, to: row.to_state, at: Number(row.at) }))
}

/** A move as it was written down, with its number. */
export interface LoggedMove extends Move {
  readonly seq: number
}

export interface MovesPlace {
  readonly flow: number
  readonly since: number
  /** Time and number of the one to begin below. */
  readonly before: readonly [number, number] | undefined
}

/** What a flow did since a moment, the newest first. */
export async function movesSince(
  db: Db,
  tenant: number,
  { flow, since, before }: MovesPlace,
  limit: number,
): Promise<LoggedMove[]> {
  const [at, seq] = before ?? [Number.MAX_SAFE_INTEGER, 0]
  const rows = await db.all<LoggedColumns>(
    `SELECT seq, record, flow, flow_version, transition, event, from_state, to_state, rev, input, actor, at FROM flow_log
      WHERE tenant = ? AND flow = ? AND at >= ? AND at <= ? AND (at < ? OR seq < ?) ORDER BY at DESC, seq DESC LIMIT ?`,
    [tenant, flow, since, at, at, seq, limit],
  )
  return rows.map(({ flow_version, from_state, to_state, event, input, ...row }) => ({
    ...row,
    seq: Number(row.seq),
    record: Number(row.record),
    at: Number(row.at),
    flowVersion: flow_version,
    event: event || undefined,
    from: from_state,
    to: to_state,
    input: jsonOf<StoredData | null>(input) ?? {},
  }))
}

interface LoggedColumns extends Pick<LoggedMove, 'seq' | 'record' | 'flow' | 'transition' | 'rev' | 'actor' | 'at'> {
  readonly flow_version: number
  readonly event: string
  readonly from_state: OptionId | null
  readonly to_state: OptionId
  readonly input: unknown
}

/** How many there are since a moment; no further than `most`. */
export async function countMovesSince(
  db: Db,
  tenant: number,
  flow: number,
  since: number,
  most: number,
): Promise<number> {
  const row = await db.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM flow_log WHERE tenant = ? AND flow = ? AND at >= ? LIMIT ${most + 1}) AS counted`,
    [tenant, flow, since],
  )
  return Number(row?.n ?? 0)
}

/** Where a record had moved in a flow before one of its moves, oldest first: as far back as anybody looks. */
export async function movesBefore(
  db: Db,
  tenant: number,
  { record, flow, seq }: Pick<LoggedMove, 'record' | 'flow' | 'seq'>,
): Promise<Pick<Move, 'from' | 'to'>[]> {
  const rows = await db.all<{ from_state: OptionId | null; to_state: OptionId }>(
    `SELECT from_state, to_state FROM flow_log WHERE tenant = ? AND record = ? AND flow = ? AND seq < ?
      ORDER BY seq DESC LIMIT ${looksBack}`,
    [tenant, record, flow, seq],
  )
  return rows.reverse().map(({ from_state, to_state }) => ({ from: from_state, to: to_state }))
}

/** A record left a state. */
export interface Visit {
  readonly seq: number
  readonly state: OptionId
  readonly came: number
  readonly left: number
}

/** Ends of stays since a moment, the newest first. Whoever never came by a step stood there since the record was made. */
export async function visitsSince(
  db: Db,
  tenant: number,
  { flow, since, before }: MovesPlace,
  limit: number,
): Promise<Visit[]> {
  const [at, seq] = before ?? [Number.MAX_SAFE_INTEGER, 0]
  const rows = await db.all<{ seq: number; from_state: OptionId; at: number; came: number | null }>(
    `SELECT l.seq, l.from_state, l.at, coalesce(
        (SELECT p.at FROM flow_log p WHERE p.tenant = l.tenant AND p.record = l.record AND p.flow = l.flow
          AND p.seq < l.seq AND p.to_state = l.from_state AND p.from_state <> p.to_state ORDER BY p.seq DESC LIMIT 1),
        (SELECT r.created_at FROM record r WHERE r.tenant = l.tenant AND r.no = l.record)) AS came
      FROM flow_log l
      WHERE l.tenant = ? AND l.flow = ? AND l.at >= ? AND l.at <= ? AND (l.at < ? OR l.seq < ?) AND l.from_state <> l.to_state
      ORDER BY l.at DESC, l.seq DESC LIMIT ?`,
    [tenant, flow, since, at, at, seq, limit],
  )
  return rows.map((row) => ({
    seq: Number(row.seq),
    state: row.from_state,
    left: Number(row.at),
    came: Number(row.came ?? row.at),
  }))
}
