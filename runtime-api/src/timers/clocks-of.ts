// How much of each promised time of its flow is used up for a record.
import { type ClockReading, readClocks } from '@molde/engine'
import type { FlowInUse } from '../blueprints/definition.ts'
import { calendarsOf } from '../calendars/calendars-of.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { allMoves } from '../transitions/flow-log-table.ts'

/** `movedAt`: when it came where it stands, of a step that the log does not know yet. */
export async function clocksOf(
  db: Db,
  scope: Scope,
  { version }: FlowInUse,
  row: RecordRow,
  movedAt?: number,
): Promise<readonly ClockReading[]> {
  const { clocks = [] } = version
  if (clocks.length === 0 || row.state === null) return []
  const log = await allMoves(db, scope.tenant.no, row.no)
  const moves = log.map(({ to, at }) => ({ state: to as string, at }))
  const first = log[0] ? log[0].from : row.state
  const begun = first === null ? [] : [{ state: first, at: row.createdAt }]
  const last = moves.at(-1)?.state ?? begun[0]?.state
  // A step that was taken back is in the log; where the record stands since then is not.
  const now = last === row.state ? [] : [{ state: row.state, at: movedAt ?? row.updatedAt }]
  const calendars = clocks.some(({ calendar }) => calendar !== undefined) ? await calendarsOf(db, scope) : undefined
  return readClocks(version, {
    ...{ moves: [...begun, ...moves, ...now], now: scope.runtime.now(), zone: scope.tenant.timezone },
    ...(calendars && { calendars }),
  })
}
