// Under which version of its flow does a record stand? The newest, unless one that was published since let it finish, or leave, first.
import { compileFlow, dataAfterMove, type OptionId, type StoredData } from '@molde/engine'
import type { Definition, FlowInUse, StateMove } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { shapeRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { findFlowVersion } from './flow-table.ts'

type Standing = Pick<RecordRow, 'version' | 'flowVersion'>

/** A number lower than the newest: the version under which the record goes on. Undefined: under the newest. */
export async function pinOf(scope: Scope, db: Db, definition: Definition, row: RecordRow): Promise<number | undefined> {
  const { newest } = definition
  const { stateMoves } = newest
  if (!mayBeLate(definition)) return undefined
  let pin = crossedPin(stateMoves, row)
  for (const { version, op } of stateMoves) {
    if (version <= row.version) continue
    const before = (await shapeRow(scope, db, newest, row, version - 1)).data
    const after = (await shapeRow(scope, db, newest, row, version)).data
    pin = pinAcross({ version, op }, pin, before, after)
  }
  return pin
}

/** Can there be records that stay under an older version? Where not, nothing is looked at. */
export function mayBeLate({ newest }: Definition): boolean {
  return newest.stateMoves.some(isLate)
}

/** Are there steps that a record takes by itself because of what it holds? Those who stay behind may have some that the newest has not. */
export function goesOnByItself(definition: Definition): boolean {
  const { flow } = definition.newest
  return flow !== undefined && (mayBeLate(definition) || flow.version.transitions.some(({ auto }) => auto === 'always'))
}

/** The flow that a record goes on under. */
export async function flowOf(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
): Promise<FlowInUse | undefined> {
  const { flow } = definition
  const pin = flow && (await pinOf(scope, db, definition, row))
  return flow && pin !== undefined ? pinnedFlow(scope, db, definition, flow, pin) : flow
}

/** An older version, on records in the shape of today: what it needs of them cannot be taken away while somebody is in it. */
async function pinnedFlow(
  scope: Scope,
  db: Db,
  { newest }: Definition,
  flow: FlowInUse,
  version: number,
): Promise<FlowInUse> {
  const known = newest.olderFlows.get(version)
  if (known) return known
  const published = await findFlowVersion(db, scope.tenant.no, flow.no, version)
  if (!published) return flow
  const older = { ...flow, version: published.definition, compiled: compileFlow(published.definition, newest.head) }
  newest.olderFlows.set(version, older)
  return older
}

/** What a row notes that comes to rest at `version`, when `pin` is what it goes on under. */
export function flowVersionAt({ newest }: Definition, version: number, pin: number | undefined): number | null {
  const { flow, stateMoves } = newest
  if (!flow) return null
  const ahead = stateMoves.find((move) => move.version > version)
  const inForce = ahead ? ahead.op.version - 1 : flow.version.version
  return Math.min(pin ?? inForce, inForce)
}

/** By the states that it has on the way: `dataAt` is the record in the shape of a version. */
export function flowVersionMoved(
  { newest }: Definition,
  row: Standing,
  to: number,
  dataAt: (version: number) => StoredData,
): number | null {
  const { stateMoves } = newest
  const crossed = stateMoves.filter(({ version }) => between(version, row.version, to))
  if (row.flowVersion === null || crossed.length === 0) return row.flowVersion
  if (to < row.version) return Math.min(row.flowVersion, ...crossed.map(({ op }) => op.version - 1))
  let pin = crossedPin(stateMoves, row)
  for (const move of crossed)
    pin = isLate(move) || pin !== undefined ? pinAcross(move, pin, dataAt(move.version - 1), dataAt(move.version)) : pin
  return flowVersionAt(newest, to, pin)
}

interface Step {
  readonly from: OptionId
  readonly state: OptionId
  readonly data: StoredData
  readonly entered: readonly string[]
}

/** What a step under `flow` comes to: a record that goes over when it leaves does so now, into the states of the newest version. */
export function settledStep({ newest }: Definition, { version: { version, stateField } }: FlowInUse, step: Step) {
  const { flow, stateMoves } = newest
  const { state: stays, data, entered } = step
  if (!flow || version === flow.version.version) return { state: stays, data, entered }
  const since = standingMoves(stateMoves).filter(({ op }) => op.version > version)
  if (!since.some(({ op }) => op.policy[step.from] === 'leave'))
    return { state: stays, data, entered, flowVersion: version }
  const standing: StoredData = { ...step.data, [stateField]: step.state }
  const moved = since.reduce((at, { op }) => dataAfterMove(op, at), standing)
  return { state: moved[stateField] as OptionId, data: moved, flowVersion: flow.version.version }
}

/** Without those that a later version of the flow took back, and without what took them back. */
export function standingMoves(moves: readonly StateMove[]): readonly StateMove[] {
  const undone = new Set(moves.flatMap(({ op }) => (op.undoes ? [op.version, op.undoes.version] : [])))
  return moves.filter(({ op }) => !undone.has(op.version))
}

function isLate({ op }: StateMove): boolean {
  return Object.keys(op.policy).length > 0
}

function between(version: number, a: number, b: number): boolean {
  return version > Math.min(a, b) && version <= Math.max(a, b)
}

/** What the row says of changes that are behind it. */
function crossedPin(stateMoves: readonly StateMove[], { version, flowVersion }: Standing): number | undefined {
  const last = stateMoves.findLast((move) => move.version <= version)
  return last && flowVersion !== null && flowVersion < last.op.version ? flowVersion : undefined
}

/** Who finishes what they began goes on, until a later version names their state. */
function pinAcross(
  { op }: StateMove,
  pin: number | undefined,
  before: StoredData,
  after: StoredData,
): number | undefined {
  const [old, now] = [before[op.field], after[op.field]] as (OptionId | undefined)[]
  // A version that changes where a region of it goes on names its state.
  if (op.region) return old === now || op.region.stay.includes(after[op.region.field] as OptionId) ? pin : undefined
  const waits =
    (old !== undefined && op.policy[old] !== undefined) || (now !== undefined && op.states[now] !== undefined)
  if (waits) return pin ?? op.version - 1
  return old !== undefined && op.states[old] !== undefined ? undefined : pin
}
