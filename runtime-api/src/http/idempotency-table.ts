// SQL on the answers kept for repeated requests, in a tenant's store or (without tenant) in the control store.
import { type Binding, type Db, jsonOf } from '../store/store.ts'

export interface Place {
  readonly tenant: number | undefined
  readonly actor: string
  readonly key: string
}

export interface KeptRow {
  readonly requestHash: string
  /** Who carries it out; a fence for everybody else. */
  readonly owner: string
  readonly leaseUntil: number
  /** Present when there is an answer. */
  readonly status: number | undefined
  readonly headers: unknown
  readonly response: unknown
  /** What the finished transactions of an unfinished request answered. */
  readonly results: unknown
  readonly createdAt: number
}

interface Row {
  request_hash: string
  owner: string
  lease_until: number
  status: number | null
  headers: unknown
  response: unknown
  results: unknown
  created_at: number
}

export async function findKept(db: Db, place: Place): Promise<KeptRow | undefined> {
  const { where, bindings } = at(place)
  const lock = db.dialect === 'postgres' ? ' FOR UPDATE' : ''
  const row = await db.get<Row>(
    `SELECT request_hash, owner, lease_until, status, headers, response, results, created_at FROM idempotency WHERE ${where}${lock}`,
    bindings,
  )
  if (!row) return undefined
  return {
    requestHash: row.request_hash,
    owner: row.owner,
    leaseUntil: Number(row.lease_until),
    status: row.status === null ? undefined : Number(row.status),
    headers: row.headers === null ? undefined : jsonOf(row.headers),
    response: row.response === null ? undefined : jsonOf(row.response),
    results: jsonOf(row.results),
    createdAt: Number(row.created_at),
  }
}

/** False when somebody else claimed the key in the same moment. */
export async function claim(
  db: Db,
  place: Place,
  claimed: { requestHash: string; owner: string; leaseUntil: number; results: string; now: number },
): Promise<boolean> {
  const tenant = place.tenant === undefined ? '' : 'tenant, '
  const values: Binding[] = [
    place.actor,
    place.key,
    claimed.requestHash,
    claimed.owner,
    claimed.leaseUntil,
    claimed.results,
    claimed.now,
  ]
  const { changes } = await db.run(
    `INSERT INTO idempotency (${tenant}actor, key, request_hash, owner, lease_until, results, created_at)
     VALUES (${tenant === '' ? '' : '?, '}?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    place.tenant === undefined ? values : [place.tenant, ...values],
  )
  return changes === 1
}

export async function takeOver(db: Db, place: Place, owner: string, leaseUntil: number): Promise<void> {
  const { where, bindings } = at(place)
  await db.run(`UPDATE idempotency SET owner = ?, lease_until = ? WHERE ${where}`, [owner, leaseUntil, ...bindings])
}

/** False when the claim was taken over: then nothing of the transaction may stay. */
export async function keepResults(
  db: Db,
  place: Place,
  owner: string,
  results: string,
  leaseUntil: number,
): Promise<boolean> {
  const { where, bindings } = at(place)
  const { changes } = await db.run(
    `UPDATE idempotency SET results = ?, lease_until = ? WHERE ${where} AND owner = ? AND status IS NULL`,
    [results, leaseUntil, ...bindings, owner],
  )
  return changes === 1
}

export async function keepAnswer(
  db: Db,
  place: Place,
  owner: string,
  answer: { status: number; headers: string; response: string; noResults: string },
): Promise<void> {
  const { where, bindings } = at(place)
  await db.run(
    `UPDATE idempotency SET status = ?, headers = ?, response = ?, results = ? WHERE ${where} AND owner = ?`,
    [answer.status, answer.headers, answer.response, answer.noResults, ...bindings, owner],
  )
}

/** Lets the next attempt go on at once, with the results of the finished transactions. */
export async function releaseClaim(db: Db, place: Place, owner: string): Promise<void> {
  const { where, bindings } = at(place)
  await db.run(`UPDATE idempotency SET lease_until = 0 WHERE ${where} AND owner = ? AND status IS NULL`, [
    ...bindings,
    owner,
  ])
}

export async function dropOlder(db: Db, tenant: number | undefined, before: number): Promise<void> {
  const where = tenant === undefined ? '' : 'tenant = ? AND '
  await db.run(
    `DELETE FROM idempotency WHERE ${where}created_at < ?`,
    tenant === undefined ? [before] : [tenant, before],
  )
}

function at(place: Place): { where: string; bindings: Binding[] } {
  const where = 'actor = ? AND key = ?'
  return place.tenant === undefined
    ? { where, bindings: [place.actor, place.key] }
    : { where: `tenant = ? AND ${where}`, bindings: [place.tenant, place.actor, place.key] }
}
