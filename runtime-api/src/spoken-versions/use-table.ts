// Which client read or wrote records in which version of a blueprint, how often and when last?
import type { Db } from '../store/store.ts'

export interface VersionUse {
  /** A key's id; empty for all people together. */
  readonly actor: string
  readonly version: number
  readonly reads: number
  readonly writes: number
  readonly readAt: number | null
  readonly writtenAt: number | null
}

export async function addUse(tx: Db, tenant: number, blueprint: number, use: VersionUse): Promise<void> {
  await tx.run(
    `INSERT INTO version_use (tenant, blueprint, actor, version, reads, writes, read_at, written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, blueprint, actor, version) DO UPDATE SET
        reads = version_use.reads + excluded.reads, writes = version_use.writes + excluded.writes,
        read_at = COALESCE(excluded.read_at, version_use.read_at), written_at = COALESCE(excluded.written_at, version_use.written_at)`,
    [tenant, blueprint, use.actor, use.version, use.reads, use.writes, use.readAt, use.writtenAt],
  )
}

export async function usesOf(db: Db, tenant: number, blueprint: number): Promise<VersionUse[]> {
  const rows = await db.all<{
    readonly actor: string
    readonly version: number
    readonly reads: number
    readonly writes: number
    readonly read_at: number | null
    readonly written_at: number | null
  }>(
    `SELECT actor, version, reads, writes, read_at, written_at FROM version_use WHERE tenant = ? AND blueprint = ?
      ORDER BY version DESC, actor`,
    [tenant, blueprint],
  )
  return rows.map((row) => ({
    actor: row.actor,
    version: row.version,
    reads: Number(row.reads),
    writes: Number(row.writes),
    readAt: row.read_at === null ? null : Number(row.read_at),
    writtenAt: row.written_at === null ? null : Number(row.written_at),
  }))
}
