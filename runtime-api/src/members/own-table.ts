// What in a tenant is one member's alone: notifications, followed records, favourites.
import type { Db } from '../store/store.ts'

const tables = ['notification', 'record_follow', 'favourites'] as const

/** It goes with the member. What they wrote for others stays. */
export async function deleteOwn(tx: Db, tenant: number, member: string): Promise<void> {
  for (const table of tables) await tx.run(`DELETE FROM ${table} WHERE tenant = ? AND member = ?`, [tenant, member])
}

/** Ids of everybody of whom there is something. */
export async function whoHasOwn(db: Db, tenant: number): Promise<string[]> {
  const selects = tables.map((table) => `SELECT member FROM ${table} WHERE tenant = ?`).join(' UNION ')
  const rows = await db.all<{ member: string }>(
    selects,
    tables.map(() => tenant),
  )
  return rows.map(({ member }) => member)
}
