// The rows that say where a record stood last in the groups of its flow that can be entered by their history.
import type { FlowMemory } from '@molde/engine'
import { type Db, jsonOf } from '../store/store.ts'

export interface MemoryRow {
  /** In whose words it is kept. */
  readonly flowVersion: number
  /** Of the record, when it was written. */
  readonly rev: number
  readonly memory: FlowMemory
}

export async function findMemory(db: Db, tenant: number, record: number, flow: number): Promise<MemoryRow | undefined> {
  const row = await db.get<{ flow_version: number; rev: number; memory: unknown }>(
    'SELECT flow_version, rev, memory FROM flow_memory WHERE tenant = ? AND record = ? AND flow = ?',
    [tenant, record, flow],
  )
  return row && { flowVersion: row.flow_version, rev: row.rev, memory: jsonOf<FlowMemory>(row.memory) }
}

/** What was there before stays beside it, for the way back. */
export async function putMemory(
  tx: Db,
  tenant: number,
  { record, flow, ...row }: MemoryRow & { readonly record: number; readonly flow: number },
): Promise<void> {
  const { flowVersion, rev } = row
  const memory = JSON.stringify(row.memory)
  await tx.run(
    `INSERT INTO flow_memory (tenant, record, flow, flow_version, rev, memory) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, record, flow) DO UPDATE
      SET flow_version = excluded.flow_version, rev = excluded.rev, memory = excluded.memory, earlier = flow_memory.memory`,
    [tenant, record, flow, flowVersion, rev, memory],
  )
}

/** The revision is taken back, and what it noted with it. Nothing where another one noted last. */
export async function forgetNoted(tx: Db, tenant: number, record: number, flow: number, rev: number): Promise<void> {
  const ofRev = 'WHERE tenant = ? AND record = ? AND flow = ? AND rev = ?'
  const key = [tenant, record, flow, rev]
  await tx.run(`DELETE FROM flow_memory ${ofRev} AND earlier IS NULL`, key)
  await tx.run(`UPDATE flow_memory SET memory = earlier, earlier = NULL, rev = 0 ${ofRev}`, key)
}
