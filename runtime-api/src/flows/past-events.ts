// The records of a blueprint as they stood right before and right after events of the past, in the shape of today.
import type { Definition } from '../blueprints/definition.ts'
import { aroundRevs } from '../record-store/history-table.ts'
import { findColumnsByNo, type RecordRow, recordOf } from '../record-store/record-table.ts'
import { liftRows } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type LoggedMove, movesBefore } from '../transitions/flow-log-table.ts'

/** An event that really happened, and the record around it. */
export interface Past {
  readonly move: LoggedMove
  /** As it is now. */
  readonly row: RecordRow
  /** In the newest shape. */
  readonly before: RecordRow
  readonly after: RecordRow
  readonly earlier: readonly Pick<LoggedMove, 'from' | 'to'>[]
}

export interface PastPlace {
  readonly definition: Definition
  /** Is it asked where a record stood before? */
  readonly looksBack: boolean
}

/** Of these records; those whose history is gone, and what they were in another blueprint, are left out. */
export async function pastsOf(
  scope: Scope,
  db: Db,
  { definition, looksBack }: PastPlace,
  records: readonly number[],
  moves: readonly LoggedMove[],
): Promise<Past[]> {
  const tenant = scope.tenant.no
  const wanted = new Set(records)
  const byRecord = new Map<number, Map<number, LoggedMove>>()
  for (const move of moves) {
    if (!wanted.has(move.record)) continue
    const own = byRecord.get(move.record) ?? new Map<number, LoggedMove>()
    byRecord.set(move.record, own.set(move.rev, move))
  }
  const pasts: Omit<Past, 'earlier'>[] = []
  for (const row of (await findColumnsByNo(db, tenant, records)).map(recordOf)) {
    const own = byRecord.get(row.no) ?? new Map<number, LoggedMove>()
    const around = await aroundRevs(db, tenant, row, new Set(own.keys()))
    for (const { rev, before, after } of around)
      if (before.blueprint === definition.no && after.blueprint === definition.no)
        pasts.push({ move: own.get(rev) as LoggedMove, row, before, after })
  }
  const shaped = await liftRows(scope, db, definition, [
    ...pasts.map(({ before }) => before),
    ...pasts.map(({ after }) => after),
  ])
  const whole: Past[] = []
  for (const [i, past] of pasts.entries()) {
    const earlier = looksBack ? await movesBefore(db, tenant, { ...past.move, record: past.row.no }) : []
    const [before, after] = [shaped[i] as RecordRow, shaped[pasts.length + i] as RecordRow]
    whole.push({ ...past, before, after, earlier })
  }
  return whole
}
