// The rows of what is to leave the program: written with the record they are about, sent afterwards, at least once.
import type { Json } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

type DeliveryKind = 'webhook' | 'notify' | 'mail'
/** `waiting`: to be sent, or tried again. `done`: taken. `dead`: given up, until a person sends it again. */
export type DeliveryStatus = 'waiting' | 'done' | 'dead'

export interface DeliveryRow {
  readonly no: number
  readonly id: string
  /** `recordId:rev:index`: the same for every repetition. */
  readonly key: string
  readonly kind: DeliveryKind
  readonly target: string | null
  readonly record: number | null
  readonly event: string | null
  readonly payload: Json
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly nextAt: number
  readonly expiresAt: number
  readonly answerStatus: number | null
  readonly answer: string | null
  readonly error: string | null
  readonly createdAt: number
  readonly triedAt: number | null
  readonly endedAt: number | null
}

const columns =
  'no, id, key, kind, target, record, event, payload, status, attempts, next_at, expires_at, answer_status, answer, error, created_at, tried_at, ended_at'

interface Columns
  extends Pick<
    DeliveryRow,
    'no' | 'id' | 'key' | 'kind' | 'target' | 'record' | 'event' | 'status' | 'attempts' | 'answer' | 'error'
  > {
  readonly payload: unknown
  readonly next_at: number
  readonly expires_at: number
  readonly answer_status: number | null
  readonly created_at: number
  readonly tried_at: number | null
  readonly ended_at: number | null
}

function read(row: Columns): DeliveryRow {
  const numberOf = (value: number | null) => (value === null ? null : Number(value))
  const { id, key, kind, target, event, status, attempts, answer, error } = row
  return {
    ...{ id, key, kind, target, event, status, attempts, answer, error, no: Number(row.no) },
    record: numberOf(row.record),
    payload: jsonOf<Json>(row.payload),
    nextAt: Number(row.next_at),
    expiresAt: Number(row.expires_at),
    answerStatus: row.answer_status,
    createdAt: Number(row.created_at),
    triedAt: numberOf(row.tried_at),
    endedAt: numberOf(row.ended_at),
  }
}

export interface NewDelivery
  extends Pick<DeliveryRow, 'id' | 'key' | 'kind' | 'target' | 'record' | 'event' | 'payload' | 'expiresAt'> {
  readonly at: number
}

/** What is there under the same key stays as it is. */
export async function insertDeliveries(tx: Db, tenant: number, rows: readonly NewDelivery[]): Promise<void> {
  await tx.runEach(
    `INSERT INTO delivery (tenant, id, key, kind, target, record, event, payload, next_at, expires_at, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    rows.map(({ id, key, kind, target, record, event, payload, expiresAt, at }) => [
      ...[tenant, id, key, kind, target, record, event, JSON.stringify(payload)],
      ...[at, expiresAt, at],
    ]),
  )
}

export interface Claim {
  readonly lease: string
  readonly until: number
  readonly now: number
  readonly most: number
  /** Targets that have enough at the moment. */
  readonly busy: readonly string[]
}

/** What waits for a webhook that is paused, or not there, waits until it is. */
const canGo = `(d.kind <> 'webhook' OR EXISTS (SELECT 1 FROM webhook w WHERE w.tenant = d.tenant AND w.name = d.target AND w.status = 'on'))`

/** Taken for as long as the lease lasts; whoever comes back later than that finds that it is not theirs any more. */
export async function claimDeliveries(tx: Db, tenant: number, claim: Claim): Promise<DeliveryRow[]> {
  const { lease, until, now, most, busy } = claim
  const others =
    busy.length === 0 ? '' : `AND (d.target IS NULL OR d.target NOT IN (${busy.map(() => '?').join(', ')}))`
  const alone = tx.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''
  const rows = await tx.all<Columns>(
    `UPDATE delivery SET lease = ?, lease_until = ?, attempts = attempts + 1, tried_at = ? WHERE tenant = ? AND no IN (
        SELECT d.no FROM delivery d WHERE d.tenant = ? AND d.status = 'waiting' AND d.next_at <= ?
          AND (d.lease_until IS NULL OR d.lease_until < ?) AND ${canGo} ${others} ORDER BY d.next_at, d.no LIMIT ? ${alone})
      RETURNING ${columns}`,
    [...[lease, until, now, tenant], ...[tenant, now, now], ...busy, most],
  )
  return rows.map(read).sort((a, b) => a.no - b.no)
}

/** When there is something to send, or to give up; undefined: nothing waits. */
export async function nextDeliveryAt(db: Db, tenant: number): Promise<number | undefined> {
  const row = await db.get<{ at: number | null; ends: number | null }>(
    `SELECT MIN(CASE WHEN NOT ${canGo} THEN NULL WHEN d.lease_until > d.next_at THEN d.lease_until + 1 ELSE d.next_at END) AS at,
        MIN(CASE WHEN d.lease_until > d.expires_at THEN d.lease_until + 1 ELSE d.expires_at END) AS ends
      FROM delivery d WHERE d.tenant = ? AND d.status = 'waiting'`,
    [tenant],
  )
  const times = [row?.at, row?.ends].flatMap((at) => (at === null || at === undefined ? [] : [Number(at)]))
  return times.length > 0 ? Math.min(...times) : undefined
}

/** What became of an attempt. False: the lease was over, and somebody else has it. */
export interface Outcome {
  readonly status: DeliveryStatus
  /** Of one that waits. */
  readonly nextAt?: number
  readonly answerStatus?: number | undefined
  readonly answer?: string | undefined
  readonly error?: string | undefined
  readonly at: number
}

export async function endAttempt(
  tx: Db,
  tenant: number,
  { no, lease }: { readonly no: number; readonly lease: string },
  outcome: Outcome,
): Promise<boolean> {
  const { status, nextAt, answerStatus, answer, error, at } = outcome
  const { changes } = await tx.run(
    `UPDATE delivery SET status = ?, next_at = ?, answer_status = ?, answer = ?, error = ?, ended_at = ?, lease = NULL, lease_until = NULL
      WHERE tenant = ? AND no = ? AND lease = ? AND status = 'waiting'`,
    [
      ...[status, nextAt ?? at, answerStatus ?? null, answer ?? null, error ?? null],
      ...[status === 'waiting' ? null : at, tenant, no, lease],
    ],
  )
  return changes === 1
}

/** The program stops before it knows: it is sent again. */
export async function handBackDelivery(tx: Db, tenant: number, no: number, lease: string): Promise<void> {
  await tx.run('UPDATE delivery SET lease = NULL, lease_until = NULL WHERE tenant = ? AND no = ? AND lease = ?', [
    tenant,
    no,
    lease,
  ])
}

/** The program starts on a database that only one program opens: whoever held a lease is gone. */
export async function freeDeliveries(tx: Db, tenant: number, own: string): Promise<void> {
  await tx.run(
    `UPDATE delivery SET lease = NULL, lease_until = NULL WHERE tenant = ? AND status = 'waiting' AND lease IS NOT NULL AND lease <> ?`,
    [tenant, own],
  )
}

/** Whatever was not taken until its time was over. */
export async function expireDeliveries(tx: Db, tenant: number, now: number): Promise<number> {
  const { changes } = await tx.run(
    `UPDATE delivery SET status = 'dead', error = COALESCE(error, 'not-set-up'), ended_at = ?, lease = NULL, lease_until = NULL
      WHERE tenant = ? AND status = 'waiting' AND expires_at <= ? AND (lease_until IS NULL OR lease_until < ?)`,
    [now, tenant, now, now],
  )
  return changes
}

/** The webhook is taken away: what waits for it goes nowhere. */
export async function endDeliveriesTo(tx: Db, tenant: number, webhook: string, at: number): Promise<void> {
  await tx.run(
    `UPDATE delivery SET status = 'dead', error = 'taken-away', ended_at = ?, lease = NULL, lease_until = NULL
      WHERE tenant = ? AND kind = 'webhook' AND target = ? AND status = 'waiting'`,
    [at, tenant, webhook],
  )
}

/** Newest first. */
export async function listDeliveries(
  db: Db,
  tenant: number,
  page: {
    readonly target: string
    readonly status: DeliveryStatus | undefined
    readonly before: number
    readonly limit: number
  },
): Promise<DeliveryRow[]> {
  const some = page.status === undefined ? '' : 'AND status = ?'
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM delivery WHERE tenant = ? AND kind = 'webhook' AND target = ? AND no < ? ${some} ORDER BY no DESC LIMIT ?`,
    [tenant, page.target, page.before, ...(page.status === undefined ? [] : [page.status]), page.limit],
  )
  return rows.map(read)
}

export async function findDelivery(db: Db, tenant: number, id: string): Promise<DeliveryRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM delivery WHERE tenant = ? AND id = ?`, [tenant, id])
  return row && read(row)
}

/** From the beginning, with the same key. */
export async function sendAgain(tx: Db, tenant: number, no: number, at: number, expiresAt: number): Promise<void> {
  await tx.run(
    `UPDATE delivery SET status = 'waiting', attempts = 0, next_at = ?, expires_at = ?, ended_at = NULL, lease = NULL, lease_until = NULL
      WHERE tenant = ? AND no = ?`,
    [at, expiresAt, tenant, no],
  )
}

/** How many wait and how many were given up, by webhook. */
export async function countByTarget(
  db: Db,
  tenant: number,
): Promise<ReadonlyMap<string, { readonly waiting: number; readonly dead: number }>> {
  const rows = await db.all<{ target: string; waiting: number; dead: number }>(
    `SELECT target, SUM(CASE WHEN status = 'waiting' THEN 1 ELSE 0 END) AS waiting,
        SUM(CASE WHEN status = 'dead' THEN 1 ELSE 0 END) AS dead
      FROM delivery WHERE tenant = ? AND kind = 'webhook' AND status <> 'done' GROUP BY target`,
    [tenant],
  )
  return new Map(rows.map(({ target, waiting, dead }) => [target, { waiting: Number(waiting), dead: Number(dead) }]))
}

/** At most `most` of those that ended before this time. Answers how many. */
export async function dropOldDeliveries(tx: Db, tenant: number, before: number, most: number): Promise<number> {
  const { changes } = await tx.run(
    `DELETE FROM delivery WHERE tenant = ? AND no IN
      (SELECT no FROM delivery WHERE tenant = ? AND ended_at < ? ORDER BY ended_at LIMIT ?)`,
    [tenant, tenant, before, most],
  )
  return changes
}
