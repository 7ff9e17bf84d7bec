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
  /** Of the reads, those whose answers held every field of the version. */
  readonly wholeReads: number
  readonly wholeReadAt: number | null
}

export async function addUse(tx: Db, tenant: number, blueprint: number, use: VersionUse): Promise<void> {
  await tx.run(
    `INSERT INTO version_use (tenant, blueprint, actor, version, reads, writes, read_at, written_at, whole_reads, whole_read_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, blueprint, actor, version) DO UPDATE SET
        reads = version_use.reads + excluded.reads, writes = version_use.writes + excluded.writes,
        read_at = COALESCE(excluded.read_at, version_use.read_at), written_at = COALESCE(excluded.written_at, version_use.written_at),
        whole_reads = version_use.whole_reads + excluded.whole_reads, whole_read_at = COALESCE(excluded.whole_read_at, version_use.whole_read_at)`,
    [
      tenant,
      blueprint,
      use.actor,
      use.version,
      use.reads,
      use.writes,
      use.readAt,
      use.writtenAt,
      use.wholeReads,
      use.wholeReadAt,
    ],
  )
}

const columns = 'blueprint, actor, version, reads, writes, read_at, written_at, whole_reads, whole_read_at'

interface Row {
  readonly blueprint: number
  readonly actor: string
  readonly version: number
  readonly reads: number
  readonly writes: number
  readonly read_at: number | null
  readonly written_at: number | null
  readonly whole_reads: number
  readonly whole_read_at: number | null
}

export async function usesOf(db: Db, tenant: number, blueprint: number): Promise<VersionUse[]> {
  const rows = await db.all<Row>(
    `SELECT ${columns} FROM version_use WHERE tenant = ? AND blueprint = ? ORDER BY version DESC, actor`,
    [tenant, blueprint],
  )
  return rows.map(useOf)
}

/** Of one client, whatever it works with; by the number of the blueprint. */
export async function usesBy(
  db: Db,
  tenant: number,
  actor: string,
): Promise<readonly (VersionUse & { readonly blueprint: number })[]> {
  const rows = await db.all<Row>(
    `SELECT ${columns} FROM version_use WHERE tenant = ? AND actor = ? ORDER BY blueprint, version DESC`,
    [tenant, actor],
  )
  return rows.map((row) => ({ ...useOf(row), blueprint: Number(row.blueprint) }))
}

function useOf(row: Row): VersionUse {
  const timeOf = (at: number | null) => (at === null ? null : Number(at))
  return {
    actor: row.actor,
    version: row.version,
    reads: Number(row.reads),
    writes: Number(row.writes),
    readAt: timeOf(row.read_at),
    writtenAt: timeOf(row.written_at),
    wholeReads: Number(row.whole_reads),
    wholeReadAt: timeOf(row.whole_read_at),
  }
}
