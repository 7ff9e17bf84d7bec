// Who may give a name now? One at a time: nobody may take it between the look whether it is free and the taking.
import type { Db } from './store.ts'

/** Apart from every other use of PostgreSQL's advisory locks. */
const names = 7_171_948

/** Held until the transaction ends. On SQLite the one writer is lock enough. */
export async function lockNames(tx: Db, tenant: number): Promise<void> {
  if (tx.dialect === 'postgres') await tx.get('SELECT pg_advisory_xact_lock(?, ?)', [names, tenant])
}
