// Under which version of a flow does a record stand? The newest, unless one that was published since let it finish, or leave, first.
import { compileFlow, dataAfterMove, type OptionId, type StoredData } from '@molde/engine'
import type { Definition, FlowInUse, StateMove } from '../blueprints/definition.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import { shapeRow } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { findFlowVersion } from './flow-table.ts'
import { findStay, putStay } from './record-flow-table.ts'

/** Where a record rests, and under which version of the flow it was noted to go on, if it was. */
interface Standing {
  readonly version: number
  readonly flowVersion: number | null
}

/** A number lower than the newest: the version under which the record goes on. Undefined: under the newest. */
export async function pinOf(
  scope: Scope,
  db: Db,
  { newest }: Definition,
  flow: FlowInUse,
  row: RecordRow,
): Promise<number | undefined> {
  if (!mayBeLate(flow)) return undefined
  let pin = crossedPin(flow.moves, await standingUnder(scope, db, flow, row))
  for (const { version, op } of flow.moves) {
    if (version <= row.version) continue
    const before = (await shapeRow(scope, db, newest, row, version - 1)).data
    const after = (await shapeRow(scope, db, newest, row, version)).data
    pin = pinAcross({ version, op }, pin, before, after)
  }
  return pin
}

async function standingUnder(scope: Scope, db: Db, { no, isFirst }: FlowInUse, row: RecordRow): Promise<Standing> {
  if (isFirst) return row
  return { version: row.version, flowVersion: (await findStay(db, scope.tenant.no, row.no, no)) ?? null }
}

/** Can there be records that stay under an older version? Where not, nothing is looked at. */
export function mayBeLate({ moves }: FlowInUse): boolean {
  return moves.some(isLate)
}

/** Are there steps that a record takes by itself because of what it holds? Those who stay behind may have some that the newest has not. */
export function goesOnByItself({ newest }: Definition): boolean {
  return newest.flows.some((flow) => mayBeLate(flow) || flow.version.transitions.some(({ auto }) => auto === 'always'))
}

/** A flow, at the version that the record goes on under. */
export async function flowAt(
  scope: Scope,
  db: Db,
  definition: Definition,
  flow: FlowInUse,
  row: RecordRow,
): Promise<FlowInUse> {
  const pin = await pinOf(scope, db, definition, flow, row)
  return pin === undefined ? flow : pinnedFlow(scope, db, definition, flow, pin)
}

/** The flows of the record, each at the version that it goes on under; the first one first. */
export async function flowsAt(
  scope: Scope,
  db: Db,
  definition: Definition,
  row: RecordRow,
): Promise<readonly FlowInUse[]> {
  const flows: FlowInUse[] = []
  for (const flow of definition.newest.flows) flows.push(await flowAt(scope, db, definition, flow, row))
  return flows
}

/** The flow that has an event of this key or id, and the event. */
export function withEvent(flows: readonly FlowInUse[], name: string) {
  for (const flow of flows) {
    const event = flow.compiled.events.get(name)
    if (event) return { flow, event }
  }
  return undefined
}

/** An older version, on records in the shape of today: what it needs of them cannot be taken away while somebody is in it. */
async function pinnedFlow(
  scope: Scope,
  db: Db,
  { newest }: Definition,
  flow: FlowInUse,
  version: number,
): Promise<FlowInUse> {
  const known = flow.older.get(version)
  if (known) return known
  const published = await findFlowVersion(db, scope.tenant.no, flow.no, version)
  if (!published) return flow
  const older = { ...flow, version: published.definition, compiled: compileFlow(published.definition, newest.head) }
  flow.older.set(version, older)
  return older
}

/** Which version of the flow is in force where a record rests that goes on under no older one. */
function inForceAt(flow: FlowInUse, version: number): number {
  const ahead = flow.moves.find((move) => move.version > version)
  return ahead ? ahead.op.version - 1 : flow.newest
}

/** What is noted of a record that comes to rest at `version`, when `pin` is what it goes on under. */
export function flowVersionAt(flow: FlowInUse, version: number, pin: number | undefined): number {
  const inForce = inForceAt(flow, version)
  return Math.min(pin ?? inForce, inForce)
}

/** By the states that it has on the way: `dataAt` is the record in the shape of a version. */
export function flowVersionMoved(
  flow: FlowInUse,
  row: Standing,
  to: number,
  dataAt: (version: number) => StoredData,
): number | null {
  const crossed = flow.moves.filter(({ version }) => between(version, row.version, to))
  if (row.flowVersion === null || crossed.length === 0) return row.flowVersion
  if (to < row.version) return Math.min(row.flowVersion, ...crossed.map(({ op }) => op.version - 1))
  let pin = crossedPin(flow.moves, row)
  for (const move of crossed)
    pin = isLate(move) || pin !== undefined ? pinAcross(move, pin, dataAt(move.version - 1), dataAt(move.version)) : pin
  return flowVersionAt(flow, to, pin)
}

/** The same of a further flow, whose records note something only while they stay behind. */
export function stayMoved(
  flow: FlowInUse,
  row: { readonly version: number; readonly stay: number | undefined },
  to: number,
  dataAt: (version: number) => StoredData,
): number | undefined {
  const flowVersion = row.stay ?? inForceAt(flow, row.version)
  return onlyBehind(flow, to, flowVersionMoved(flow, { version: row.version, flowVersion }, to, dataAt) ?? undefined)
}

/**
 * Further flows of a record that was written, as `row` was before and resting at `version` now: who stays behind is noted, whoever does
 * not is forgotten. `moved`: the flow that has taken a step, and under which version it goes on.
 */
export async function keepStays(
  tx: Db,
  scope: Scope,
  definition: Definition,
  row: RecordRow,
  version: number,
  moved?: { readonly flow: FlowInUse; readonly flowVersion?: number | undefined },
): Promise<void> {
  for (const flow of definition.newest.flows) {
    if (flow.isFirst || !mayBeLate(flow)) continue
    const stepped = moved?.flow.no === flow.no ? moved.flowVersion : undefined
    const flowVersion = stepped ?? flowVersionAt(flow, version, await pinOf(scope, tx, definition, flow, row))
    await putStay(tx, scope.tenant.no, row.no, flow.no, onlyBehind(flow, version, flowVersion))
  }
}

function onlyBehind(flow: FlowInUse, version: number, flowVersion: number | undefined): number | undefined {
  return flowVersion !== undefined && flowVersion < inForceAt(flow, version) ? flowVersion : undefined
}

interface Step {
  readonly from: OptionId
  readonly state: OptionId
  readonly data: StoredData
  readonly entered: readonly string[]
}

/** What a step under `flow` comes to: a record that goes over when it leaves does so now, into the states of the newest version. */
export function settledStep({ moves, newest, version: { version, stateField } }: FlowInUse, step: Step) {
  const { state: stays, data, entered } = step
  if (version === newest) return { state: stays, data, entered }
  const since = standingMoves(moves).filter(({ op }) => op.version > version)
  if (!since.some(({ op }) => op.policy[step.from] === 'leave'))
    return { state: stays, data, entered, flowVersion: version }
  const standing: StoredData = { ...step.data, [stateField]: step.state }
  const moved = since.reduce((at, { op }) => dataAfterMove(op, at), standing)
  return { state: moved[stateField] as OptionId, data: moved, flowVersion: newest }
}

/** Without those that a later version of the flow took back, and without what took them back. */
export function standingMoves(moves: readonly StateMove[]): readonly StateMove[] {
  const undone = new Set(moves.flatMap(({ op }) => (op.undoes ? [op.version, op.undoes.version] : [])))
  return moves.filter(({ op }) => !undone.has(op.version))
}

/** Does it let records finish first, or go over when they leave? */
export function isLate({ op }: StateMove): boolean {
  return Object.keys(op.policy).length > 0
}

function between(version: number, a: number, b: number): boolean {
  return version > Math.min(a, b) && version <= Math.max(a, b)
}

/** What the row says of changes that are behind it. */
function crossedPin(moves: readonly StateMove[], { version, flowVersion }: Standing): number | undefined {
  const last = moves.findLast((move) => move.version <= version)
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
