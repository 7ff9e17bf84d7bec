// How much of each promised time of its flow is used up for a record, by the log of its moves.
import { type ClockReading, type ClockStanding, readClocks, standingClocks } from '@molde/engine'
import type { FlowInUse } from '../blueprints/definition.ts'
import { calendarsOf } from '../calendars/calendars-of.ts'
import { statesAmong } from '../record-store/history-table.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { allMoves } from '../transitions/flow-log-table.ts'

export async function clocksOf(
  db: Db,
  scope: Scope,
  { version }: FlowInUse,
  row: RecordRow,
): Promise<readonly ClockReading[]> {
  const situation = await situationOf(db, scope, version, row, undefined)
  return situation ? readClocks(version, { ...situation, now: scope.runtime.now() }) : []
}

/**
 * Those that have begun, as they stand whenever somebody looks. `move`: of a step that the log does not know yet.
 */
export async function standingsOf(
  db: Db,
  scope: Scope,
  { version }: FlowInUse,
  row: RecordRow,
  move: LatestMove | undefined,
): Promise<readonly ClockStanding[]> {
  const situation = await situationOf(db, scope, version, row, move)
  return situation ? standingClocks(version, situation) : []
}

/** When a record came where it stands, and from which state. */
export interface LatestMove {
  readonly from: string | null
  readonly at: number
}

/** A step that was taken back is in the log, and where the record stood since then only in its history: the log has a gap there. */
async function withTakenBack(db: Db, scope: Scope, row: RecordRow, log: Awaited<ReturnType<typeof allMoves>>) {
  const moves: { readonly state: string; readonly at: number }[] = []
  for (const [i, { to, rev, at }] of log.entries()) {
    moves.push({ state: to, at })
    const next = log[i + 1]
    const goesOn = next ? next.from : row.state
    if (goesOn === to) continue
    moves.push(...(await statesAmong(db, scope.tenant.no, row.no, rev, next?.rev ?? row.rev + 1)))
  }
  return moves
}

/** Undefined where there is nothing to read. */
async function situationOf(
  db: Db,
  scope: Scope,
  { clocks = [] }: FlowInUse['version'],
  row: RecordRow,
  move: LatestMove | undefined,
) {
  if (clocks.length === 0 || row.state === null) return undefined
  const log = await allMoves(db, scope.tenant.no, row.no)
  const moves = await withTakenBack(db, scope, row, log)
  const first = log[0] ? log[0].from : (move?.from ?? row.state)
  const begun = first === null ? [] : [{ state: first, at: row.createdAt }]
  const last = moves.at(-1)?.state ?? begun[0]?.state
  // By something that is no step, or by one that the log does not know yet.
  const now = last === row.state ? [] : [{ state: row.state, at: move?.at ?? row.updatedAt }]
  const calendars = clocks.some(({ calendar }) => calendar !== undefined) ? await calendarsOf(db, scope) : undefined
  return { moves: [...begun, ...moves, ...now], zone: scope.tenant.timezone, ...(calendars && { calendars }) }
}
