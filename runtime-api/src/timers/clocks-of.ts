// How much of each promised time of a flow is used up for a record, by the log of its moves. The record is always as the flow sees it.
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
  flow: FlowInUse,
  row: RecordRow,
): Promise<readonly ClockReading[]> {
  const { version } = flow
  const situation = await situationOf(db, scope, flow, row, undefined)
  return situation ? readClocks(version, { ...situation, now: scope.runtime.now() }) : []
}

/**
 * Those that have begun, as they stand whenever somebody looks. `move`: of a step that the log does not know yet.
 */
export async function standingsOf(
  db: Db,
  scope: Scope,
  flow: FlowInUse,
  row: RecordRow,
  move: LatestMove | undefined,
): Promise<readonly ClockStanding[]> {
  const { version } = flow
  const situation = await situationOf(db, scope, flow, row, move)
  return situation ? standingClocks(version, situation) : []
}

/** When a record came where it stands, and from which state. */
export interface LatestMove {
  readonly from: string | null
  readonly at: number
}

/** A step that was taken back is in the log, and where the record stood since then only in its history: the log has a gap there. */
async function withTakenBack(
  db: Db,
  scope: Scope,
  { isFirst, version: { stateField } }: FlowInUse,
  row: RecordRow,
  log: Awaited<ReturnType<typeof allMoves>>,
) {
  const field = isFirst ? undefined : stateField
  const moves: { readonly state: string; readonly at: number }[] = []
  for (const [i, { to, rev, at }] of log.entries()) {
    moves.push({ state: to, at })
    const next = log[i + 1]
    const goesOn = next ? next.from : row.state
    if (goesOn === to) continue
    moves.push(...(await statesAmong(db, scope.tenant.no, row.no, rev, next?.rev ?? row.rev + 1, field)))
  }
  return moves
}

/** Undefined where there is nothing to read. */
async function situationOf(db: Db, scope: Scope, flow: FlowInUse, row: RecordRow, move: LatestMove | undefined) {
  const { clocks = [] } = flow.version
  if (clocks.length === 0 || row.state === null) return undefined
  const log = await allMoves(db, scope.tenant.no, row.no, flow.no)
  const moves = await withTakenBack(db, scope, flow, row, log)
  const first = log[0] ? log[0].from : (move?.from ?? row.state)
  const begun = first === null ? [] : [{ state: first, at: row.createdAt }]
  const last = moves.at(-1)?.state ?? begun[0]?.state
  // By something that is no step, or by one that the log does not know yet.
  const now = last === row.state ? [] : [{ state: row.state, at: move?.at ?? row.updatedAt }]
  const calendars = clocks.some(({ calendar }) => calendar !== undefined) ? await calendarsOf(db, scope) : undefined
  return { moves: [...begun, ...moves, ...now], zone: scope.tenant.timezone, ...(calendars && { calendars }) }
}
