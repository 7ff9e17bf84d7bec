// Which client wrote a field, or named it in a question, how often and when last?
import type { Db } from '../store/store.ts'

export interface FieldUse {
  /** By id. */
  readonly field: string
  /** A key's id. */
  readonly actor: string
  readonly reads: number
  readonly writes: number
  readonly readAt: number | null
  readonly writtenAt: number | null
}

export async function addFieldUse(tx: Db, tenant: number, blueprint: number, use: FieldUse): Promise<void> {
  await tx.run(
    `INSERT INTO field_use (tenant, blueprint, field, actor, reads, writes, read_at, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, blueprint, field, actor) DO UPDATE SET
        reads = field_use.reads + excluded.reads, writes = field_use.writes + excluded.writes,
        read_at = COALESCE(excluded.read_at, field_use.read_at), written_at = COALESCE(excluded.written_at, field_use.written_at)`,
    [tenant, blueprint, use.field, use.actor, use.reads, use.writes, use.readAt, use.writtenAt],
  )
}

export async function fieldUsesOf(db: Db, tenant: number, blueprint: number): Promise<FieldUse[]> {
  const rows = await db.all<{
    readonly field: string
    readonly actor: string
    readonly reads: number
    readonly writes: number
    readonly read_at: number | null
    readonly written_at: number | null
  }>(
    `SELECT field, actor, reads, writes, read_at, written_at FROM field_use WHERE tenant = ? AND blueprint = ?
      ORDER BY field, actor`,
    [tenant, blueprint],
  )
  return rows.map((row) => ({
    field: row.field,
    actor: row.actor,
    reads: Number(row.reads),
    writes: Number(row.writes),
    readAt: row.read_at === null ? null : Number(row.read_at),
    writtenAt: row.written_at === null ? null : Number(row.written_at),
  }))
}
