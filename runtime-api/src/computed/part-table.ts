// What does each record bring to the roll-ups of the records it points to, and what have they come to?
import type { RollupPart, RollupState } from '@molde/engine'
import { type Db, jsonIn, jsonOf } from '../store/store.ts'

export interface PartRow {
  readonly to: number
  /** Which roll-up, and in which definition of it. */
  readonly rollup: string
  readonly value: RollupPart
}

const putText = `INSERT INTO rollup_part (tenant, to_no, rollup, from_no, value) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (tenant, to_no, rollup, from_no) DO UPDATE SET value = excluded.value`
const putTotalText = `INSERT INTO rollup_total (tenant, no, rollup, state) VALUES (?, ?, ?, ?)
  ON CONFLICT (tenant, no, rollup) DO UPDATE SET state = excluded.state`

export async function partsFrom(db: Db, tenant: number, from: number): Promise<PartRow[]> {
  const rows = await db.all<{ to_no: number | string; rollup: string; value: unknown }>(
    'SELECT to_no, rollup, value FROM rollup_part WHERE tenant = ? AND from_no = ?',
    [tenant, from],
  )
  return rows.map(({ to_no, rollup, value }) => ({ to: Number(to_no), rollup, value: jsonIn<RollupPart>(db, value) }))
}

export async function partsOf(db: Db, tenant: number, to: number, rollup: string): Promise<RollupPart[]> {
  const rows = await db.all<{ value: unknown }>(
    'SELECT value FROM rollup_part WHERE tenant = ? AND to_no = ? AND rollup = ?',
    [tenant, to, rollup],
  )
  return rows.map(({ value }) => jsonIn<RollupPart>(db, value))
}

export async function putPart(tx: Db, tenant: number, from: number, part: PartRow): Promise<void> {
  await tx.run(putText, [tenant, part.to, part.rollup, from, JSON.stringify(part.value)])
}

export async function dropPart(tx: Db, tenant: number, from: number, { to, rollup }: PartRow): Promise<void> {
  await tx.run('DELETE FROM rollup_part WHERE tenant = ? AND to_no = ? AND rollup = ? AND from_no = ?', [
    tenant,
    to,
    rollup,
    from,
  ])
}

/** Any number of our own: tenants queue under it. */
const queue = 1_836_019_820

/**
 * Who writes records that others are worked out from goes one after the other in a tenant. What follows a write goes up and down
 * between records, so whatever order two such transactions took their rows in, they could each wait for the other.
 */
export async function queueUp(tx: Db, tenant: number): Promise<void> {
  if (tx.dialect === 'sqlite') return
  await tx.get('SELECT pg_advisory_xact_lock(CAST(? AS int), CAST(? AS int)) AS held', [queue, tenant])
}

/** Held until the transaction ends: two that bring something to the same record wait for each other. */
export async function holdTotal(tx: Db, tenant: number, no: number, rollup: string): Promise<RollupState | undefined> {
  const read = 'SELECT state FROM rollup_total WHERE tenant = ? AND no = ? AND rollup = ?'
  if (tx.dialect === 'sqlite') return stateIn(await tx.get<{ state: unknown }>(read, [tenant, no, rollup]))
  const held = await tx.get<{ state: unknown }>(`${read} FOR UPDATE`, [tenant, no, rollup])
  if (held) return stateIn(held)
  // The first one makes the row that the others wait for.
  await tx.run(`INSERT INTO rollup_total (tenant, no, rollup, state) VALUES (?, ?, ?, 'null') ON CONFLICT DO NOTHING`, [
    tenant,
    no,
    rollup,
  ])
  return stateIn(await tx.get<{ state: unknown }>(`${read} FOR UPDATE`, [tenant, no, rollup]))
}

export async function putTotal(tx: Db, tenant: number, no: number, rollup: string, state: RollupState): Promise<void> {
  await tx.run(putTotalText, [tenant, no, rollup, JSON.stringify(state)])
}

/** By roll-up, of one record. */
export async function totalsOf(db: Db, tenant: number, no: number): Promise<ReadonlyMap<string, RollupState>> {
  const rows = await db.all<{ rollup: string; state: unknown }>(
    'SELECT rollup, state FROM rollup_total WHERE tenant = ? AND no = ?',
    [tenant, no],
  )
  return new Map(
    rows.flatMap(({ rollup, state }) => {
      const read = stateIn({ state })
      return read ? [[rollup, read] as const] : []
    }),
  )
}

function stateIn(row: { readonly state: unknown } | undefined): RollupState | undefined {
  return row === undefined ? undefined : (jsonOf<RollupState | null>(row.state) ?? undefined)
}
