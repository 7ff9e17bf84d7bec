// The rows of records that stay under an older version of a further flow: whoever has none goes on under the newest.
import { listOf } from '../query/fragment-sql.ts'
import type { Db } from '../store/store.ts'

/** The version; undefined: the one that is in force where the record rests. */
export async function findStay(db: Db, tenant: number, record: number, flow: number): Promise<number | undefined> {
  const row = await db.get<{ flow_version: number }>(
    'SELECT flow_version FROM record_flow WHERE tenant = ? AND record = ? AND flow = ?',
    [tenant, record, flow],
  )
  return row && Number(row.flow_version)
}

/** The same of many records, by their numbers. */
export async function staysOf(
  db: Db,
  tenant: number,
  flow: number,
  records: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (records.length === 0) return new Map()
  const list = listOf(records)
  const rows = await db.all<{ record: number | string; flow_version: number }>(
    `SELECT record, flow_version FROM record_flow WHERE tenant = ? AND flow = ? AND record IN (${list.sql})`,
    [tenant, flow, ...list.bindings],
  )
  return new Map(rows.map((row) => [Number(row.record), Number(row.flow_version)]))
}

export async function putStay(
  tx: Db,
  tenant: number,
  record: number,
  flow: number,
  version: number | undefined,
): Promise<void> {
  const key = [tenant, record, flow]
  if (version === undefined) await tx.run('DELETE FROM record_flow WHERE tenant = ? AND record = ? AND flow = ?', key)
  else
    await tx.run(
      `INSERT INTO record_flow (tenant, record, flow, flow_version) VALUES (?, ?, ?, ?)
        ON CONFLICT (tenant, record, flow) DO UPDATE SET flow_version = excluded.flow_version`,
      [...key, version],
    )
}
