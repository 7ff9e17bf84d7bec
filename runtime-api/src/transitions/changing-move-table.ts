// Moves of a flow with what each of them changed in its record, which is written in the record's history.
import type { DataDiff } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'
import type { MovesPlace } from './flow-log-table.ts'

export interface ChangingMove {
  readonly seq: number
  readonly record: number
  readonly at: number
  /** Nothing where the history of it is gone. */
  readonly data: DataDiff
}

const looksBack = 500
const read = `SELECT l.seq, l.record, l.at, h.diff FROM flow_log l
  LEFT JOIN record_history h ON h.tenant = l.tenant AND h.no = l.record AND h.rev = l.rev`

/** Since a moment, the newest first. */
export async function changingMoves(
  db: Db,
  tenant: number,
  { flow, since, before }: MovesPlace,
  limit: number,
): Promise<ChangingMove[]> {
  const [at, seq] = before ?? [Number.MAX_SAFE_INTEGER, 0]
  const rows = await db.all<Columns>(
    `${read} WHERE l.tenant = ? AND l.flow = ? AND l.at >= ? AND l.at <= ? AND (l.at < ? OR l.seq < ?)
      ORDER BY l.at DESC, l.seq DESC LIMIT ?`,
    [tenant, flow, since, at, at, seq, limit],
  )
  return rows.map(moveOf)
}

/** Of one record before one of its moves, the newest first: as far back as anybody looks. */
export async function changingMovesBefore(
  db: Db,
  tenant: number,
  record: number,
  seq: number,
): Promise<ChangingMove[]> {
  const rows = await db.all<Columns>(
    `${read} WHERE l.tenant = ? AND l.record = ? AND l.seq < ? ORDER BY l.seq DESC LIMIT ${looksBack}`,
    [tenant, record, seq],
  )
  return rows.map(moveOf)
}

/** When the record was made. */
export async function createdAt(db: Db, tenant: number, record: number): Promise<number | undefined> {
  const row = await db.get<{ created_at: number }>('SELECT created_at FROM record WHERE tenant = ? AND no = ?', [
    tenant,
    record,
  ])
  return row && Number(row.created_at)
}

interface Columns {
  readonly seq: number
  readonly record: number
  readonly at: number
  readonly diff: unknown
}

function moveOf({ seq, record, at, diff }: Columns): ChangingMove {
  const { data = {} } = jsonOf<{ readonly data?: DataDiff } | null>(diff ?? null) ?? {}
  return { seq: Number(seq), record: Number(record), at: Number(at), data }
}
