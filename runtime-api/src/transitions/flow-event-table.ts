// Events already carried out, by the key their sender gave them: sent again, they are answered and not done again.
import { type Db, jsonOf } from '../store/store.ts'

export interface DoneEvent {
  readonly requestHash: string
  readonly response: unknown
}

export async function findDoneEvent(
  tx: Db,
  tenant: number,
  record: number,
  key: string,
): Promise<DoneEvent | undefined> {
  const row = await tx.get<{ request_hash: string; response: unknown }>(
    'SELECT request_hash, response FROM flow_event WHERE tenant = ? AND record = ? AND key = ?',
    [tenant, record, key],
  )
  return row && { requestHash: row.request_hash, response: jsonOf(row.response) }
}

/** In the transaction of the move: the answer is kept exactly when the move is. */
export async function keepDoneEvent(
  tx: Db,
  tenant: number,
  done: {
    readonly record: number
    readonly key: string
    readonly event: string
    readonly requestHash: string
    readonly response: unknown
    readonly at: number
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO flow_event (tenant, record, key, event, request_hash, response, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [tenant, done.record, done.key, done.event, done.requestHash, JSON.stringify(done.response), done.at],
  )
}
