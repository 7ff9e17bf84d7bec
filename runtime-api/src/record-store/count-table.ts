// How many records does a blueprint have, by version, state and trash? Counted as they are written, never by looking.
import type { Db } from '../store/store.ts'

export interface Counted {
  readonly blueprint: number
  readonly version: number
  readonly live: boolean
  readonly stowed?: true
  readonly state: string | null
}

export interface CountRow {
  readonly version: number
  /** False: in the trash, or stowed. */
  readonly live: boolean
  readonly stowed?: true
  readonly state: string | null
  readonly n: number
}

const addText = `INSERT INTO record_count (tenant, blueprint, version, live, state, bucket, n) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (tenant, blueprint, version, live, state, bucket) DO UPDATE SET n = record_count.n + excluded.n`
const totalText = 'SELECT COALESCE(SUM(n), 0) AS n FROM record_count WHERE tenant = ? AND blueprint = ? AND live = ?'
const rowsText = `SELECT version, live, state, SUM(n) AS n FROM record_count WHERE tenant = ? AND blueprint = ?
  GROUP BY version, live, state ORDER BY version, live, state`

export function addCount(tx: Db, tenant: number, counted: Counted, n: number): Promise<unknown> {
  const { blueprint, version, live, stowed, state } = counted
  return tx.run(addText, [tenant, blueprint, version, stowed ? 2 : Number(live), state ?? '', bucketOf(tx), n])
}

/** One less there, one more here; nothing when both are the same row. */
export async function moveCount(tx: Db, tenant: number, before: Counted, after: Counted): Promise<void> {
  if (rankOf(before) === rankOf(after)) return
  const steps = [
    { counted: before, n: -1 },
    { counted: after, n: 1 },
  ]
  // Always in the same order, so that two transactions do not wait for each other.
  steps.sort((a, b) => (rankOf(a.counted) < rankOf(b.counted) ? -1 : 1))
  for (const { counted, n } of steps) await addCount(tx, tenant, counted, n)
}

export async function totalOf(db: Db, tenant: number, blueprint: number, live: boolean): Promise<number> {
  const row = await db.get<{ n: number | string }>(totalText, [tenant, blueprint, Number(live)])
  return Number(row?.n ?? 0)
}

/** Every count of a blueprint that is not zero. */
export async function countsOf(db: Db, tenant: number, blueprint: number): Promise<CountRow[]> {
  const rows = await db.all<{ version: number; live: number; state: string; n: number | string }>(rowsText, [
    tenant,
    blueprint,
  ])
  return rows
    .map((row) => ({
      version: row.version,
      live: row.live === 1,
      ...(row.live === 2 && { stowed: true as const }),
      state: row.state === '' ? null : row.state,
      n: Number(row.n),
    }))
    .filter(({ n }) => n !== 0)
}

const buckets = 16
const bucketOfTx = new WeakMap<Db, number>()
let nextBucket = process.pid % buckets

/** On PostgreSQL a transaction counts in one of 16 rows, so that writers do not queue up for one. SQLite has one writer. */
function bucketOf(tx: Db): number {
  if (tx.dialect === 'sqlite') return 0
  const known = bucketOfTx.get(tx)
  if (known !== undefined) return known
  nextBucket = (nextBucket + 1) % buckets
  bucketOfTx.set(tx, nextBucket)
  return nextBucket
}

function rankOf({ version, live, stowed, state }: Counted): string {
  return `${version} ${stowed ? 'stowed' : live} ${state ?? ''}`
}
