// Which blueprints have fields that are worked out from records of another one?
import type { Db } from '../store/store.ts'

/** Numbers of the blueprints that read this one; trashed ones too. */
export async function readersOf(db: Db, tenant: number, source: string): Promise<number[]> {
  const rows = await db.all<{ blueprint: number | string }>(
    'SELECT blueprint FROM computed_source WHERE tenant = ? AND source = ? ORDER BY blueprint',
    [tenant, source],
  )
  return rows.map(({ blueprint }) => Number(blueprint))
}

/** What the blueprint reads from now on. */
export async function putSources(tx: Db, tenant: number, blueprint: number, sources: readonly string[]): Promise<void> {
  await tx.run('DELETE FROM computed_source WHERE tenant = ? AND blueprint = ?', [tenant, blueprint])
  for (const source of sources)
    await tx.run('INSERT INTO computed_source (tenant, source, blueprint) VALUES (?, ?, ?)', [
      tenant,
      source,
      blueprint,
    ])
}
