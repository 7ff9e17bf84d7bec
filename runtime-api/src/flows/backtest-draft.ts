// What would have become of the events of the last weeks if the draft of a flow had been in force? Nothing is sent, nothing is written.
import {
  backtestEvent,
  type CompiledFlow,
  compileFlow,
  type FlowActor,
  hasHistory,
  type JsonObject,
  type MoveStatesOp,
  memoryByMoves,
  type OptionId,
  type PastVerdict,
  type StoredData,
  stateAfterMove,
} from '@molde/engine'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { cursorText, readCursor } from '../http/keyset-page.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { rowUnder } from '../records/state-of.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { countMovesSince, type LoggedMove, movesSince } from '../transitions/flow-log-table.ts'
import { newTally, oldSteps } from './backtest-tally.ts'
import { pastActors } from './past-actors.ts'
import { type Past, pastsOf } from './past-events.ts'
import { flowDraftToPublish } from './preview-flow-draft.ts'
import { type NextFlow, readFlowDocument } from './read-flow-document.ts'
import { flowNamed, type KnownFlow, knownFor } from './read-flows.ts'

export interface BacktestRequest {
  /** How far back; 90 unless said. */
  readonly days?: number
  /** What the answer before gave as `next`. */
  readonly cursor?: string
  /** Instead of the draft; nobody keeps it. */
  readonly document?: JsonObject
  readonly moves?: JsonObject
}

const usualDays = 90
const dayMs = 86_400_000
/** Events of one answer. */
const mostInAnswer = 1_000
/** A count goes no further. */
export const mostEvents = 20_000
/** Records whose history is held at once. */
const recordsAtOnce = 25
/** Others get their turn. */
const mostMsInOne = 10

export async function backtestDraft(scope: Scope, name: string, asked: BacktestRequest): Promise<JsonObject> {
  const db = scope.store.read
  const known = await flowNamed(db, scope, name)
  const document = asked.document ?? (await flowDraftToPublish(db, scope, known)).definition
  const next = readFlowDocument(scope, await knownFor(db, scope, known, document), document, asked.moves)
  const since = scope.runtime.now() - (asked.days ?? usualDays) * dayMs
  const before = asked.cursor === undefined ? undefined : readCursor(asked.cursor)
  const place = { flow: known.row.no, since, before: before && ([before[0], Number(before[1])] as const) }
  const [moves, all] = [
    await movesSince(db, scope.tenant.no, place, mostInAnswer + 1),
    await countMovesSince(db, scope.tenant.no, known.row.no, since, mostEvents),
  ]
  const page = moves.slice(0, mostInAnswer)
  const told = await tell(scope, db, known, next, page)
  const last = page.at(-1)
  return {
    since: new Date(since).toISOString(),
    events: { value: Math.min(all, mostEvents), capped: all > mostEvents },
    looked: page.length,
    ...told,
    next: moves.length > mostInAnswer && last ? cursorText([last.at, String(last.seq)]) : null,
  }
}

async function tell(scope: Scope, db: Db, known: KnownFlow, next: NextFlow, moves: readonly LoggedMove[]) {
  const definition = await definitionOf(scope, db, known.blueprint.name)
  const tally = newTally(scope, known, next, await oldSteps(scope, db, known, moves))
  const looksBack = hasHistory(next.version)
  const inUse = definition.flows.find(({ no }) => no === known.row.no)
  const sees = (row: RecordRow) => (inUse ? rowUnder(inUse, row, row.data) : row)
  const trial = { flow: compileFlow(next.version, next.blueprint), stateOf: movedBy(next), sees }
  const actorOf = pastActors(scope)
  const rest = restSometimes()
  const records = [...new Set(moves.map(({ record }) => record))]
  for (let at = 0; at < records.length; at += recordsAtOnce) {
    const some = records.slice(at, at + recordsAtOnce)
    for (const past of await pastsOf(scope, db, { definition, looksBack }, some, moves)) {
      const actor = await actorOf(past.move.actor)
      tally.add(past, verdictOf(scope, trial, past, actor, tally.stepOf(past.move)?.event))
      await rest()
    }
    await rest()
  }
  return tally.told(definition, moves.length)
}

interface Trial {
  readonly flow: CompiledFlow
  readonly stateOf: (state: OptionId, data: StoredData) => OptionId
  /** A record as the flow sees it. */
  readonly sees: (row: RecordRow) => RecordRow
}

function verdictOf(
  scope: Scope,
  { flow, stateOf, sees }: Trial,
  { move, before, after, earlier }: Past,
  actor: FlowActor,
  event: string | undefined,
): PastVerdict {
  const { stateField } = flow.flow
  const inState = ({ state, data }: RecordRow): { state: OptionId | null; data: StoredData } => {
    const at = state === null ? null : stateOf(state as OptionId, data)
    return { state: at, data: at === null ? data : { ...data, [stateField]: at } }
  }
  const [stood, stands] = [inState(sees(before)), inState(sees(after))]
  const { id, version, rev, createdBy, createdAt, updatedAt } = before
  return backtestEvent(flow, {
    record: { id, state: stood.state, version, rev, createdBy, createdAt, updatedAt },
    memory: memoryByMoves(
      flow,
      earlier.map(({ from, to }) => ({
        from: from && stateOf(from, stood.data),
        to: stateOf(to, stood.data),
      })),
    ),
    data: stood.data,
    actor,
    now: move.at,
    zone: scope.tenant.timezone,
    event: move.event === undefined ? undefined : (event ?? move.event),
    input: move.input,
    after: { state: stands.state ?? stateOf(move.to, stands.data), data: stands.data },
  })
}

/** Where the draft takes a state away and says where its records go, they stood there already. */
function movedBy({ withStates }: NextFlow): Trial['stateOf'] {
  const [op] = (withStates?.ops ?? []).filter((one) => one.op === 'flow') as unknown as readonly MoveStatesOp[]
  return op ? (state, data) => stateAfterMove(op, state, data) ?? state : (state) => state
}

/** Waits for a turn of the event loop whenever enough of it was used. */
function restSometimes(): () => Promise<void> | void {
  let since = performance.now()
  return () => {
    if (performance.now() - since < mostMsInOne) return
    return new Promise<void>((resolve) => {
      setImmediate(() => {
        since = performance.now()
        resolve()
      })
    })
  }
}
