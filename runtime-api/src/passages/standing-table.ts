// How did a record stand in the blueprint that it left? Kept as it was, so that it can stand there again.
import type { Attic, StoredData } from '@molde/engine'
import type { MarkColumns } from '../record-store/move-mark-table.ts'
import { inChunks } from '../record-store/record-table.ts'
import { deleteMany } from '../store/delete-many.ts'
import { insertMany } from '../store/insert-many.ts'
import { type Db, jsonOf } from '../store/store.ts'

export interface Standing {
  readonly version: number
  readonly data: StoredData
  readonly attic: Attic
  readonly state: string | null
  readonly flowVersion: number | null
  /** Which jobs had moved it between versions there. */
  readonly mark: MarkColumns
  /** The op by which it left, and its data on both sides at that moment: in the versions between which the op leads. */
  readonly op: string
  readonly at: StoredData
  readonly crossed: StoredData
  /** Its state on the side where it went, at that moment. */
  readonly crossedState: string | null
}

const put = {
  insert: 'INSERT INTO record_standing (tenant, record, blueprint, standing)',
  row: '(?, ?, ?, ?)',
  end: 'ON CONFLICT (tenant, record, blueprint) DO UPDATE SET standing = excluded.standing',
}
const dropped = { table: 'record_standing', columns: ['tenant', 'record', 'blueprint'] }

/** Of these records, by number; those that never stood in that blueprint are left out. */
export async function findStandings(
  db: Db,
  tenant: number,
  records: readonly number[],
  blueprint: number,
): Promise<ReadonlyMap<number, Standing>> {
  const text = 'SELECT record, standing FROM record_standing WHERE tenant = ? AND blueprint = ? AND record IN'
  type Row = { readonly record: number | string; readonly standing: unknown }
  const rows = await inChunks<Row>(db, text, [tenant, blueprint], records)
  return new Map(rows.map(({ record, standing }) => [Number(record), jsonOf<Standing>(standing)]))
}

export async function putStandings(
  tx: Db,
  tenant: number,
  blueprint: number,
  standings: readonly { readonly record: number; readonly standing: Standing }[],
): Promise<void> {
  const rows = standings.map(({ record, standing }) => [tenant, record, blueprint, JSON.stringify(standing)])
  await insertMany(tx, put, rows)
}

/** How these stood there: they are there again. */
export async function dropStandingsIn(
  tx: Db,
  tenant: number,
  records: readonly number[],
  blueprint: number,
): Promise<void> {
  const rows = records.map((record) => [tenant, record, blueprint])
  await deleteMany(tx, dropped, rows)
}

/** How it stood anywhere else. */
export async function dropStandings(tx: Db, tenant: number, record: number): Promise<void> {
  await tx.run('DELETE FROM record_standing WHERE tenant = ? AND record = ?', [tenant, record])
}

/** Has the record ever passed from one blueprint to another? */
export async function hasPassed(db: Db, tenant: number, record: number): Promise<boolean> {
  const row = await db.get('SELECT 1 AS one FROM record_standing WHERE tenant = ? AND record = ? LIMIT 1', [
    tenant,
    record,
  ])
  return row !== undefined
}

/** How many have left that blueprint and not come back. */
export async function countStandings(db: Db, tenant: number, blueprint: number): Promise<number> {
  const row = await db.get<{ n: number | string }>(
    'SELECT COUNT(*) AS n FROM record_standing WHERE tenant = ? AND blueprint = ?',
    [tenant, blueprint],
  )
  return Number(row?.n ?? 0)
}
