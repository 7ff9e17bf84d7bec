// Records are about to pass from one blueprint into another: how will each stand there, and may it?
import {
  type BlueprintVersion,
  checkRecord,
  equalJson,
  type Failure,
  mirroredData,
  type OptionId,
  type Projection,
  passageColumns,
  passOver,
  type StoredData,
  withComputed,
} from '@molde/engine'
import { versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { numbersForAll } from '../computed/number-record.ts'
import { columnsOf, type MarkColumns, marksOf } from '../record-store/move-mark-table.ts'
import { nothingKept, type RecordRow } from '../record-store/record-table.ts'
import { holdersOf, nameOf } from '../record-store/unique-table.ts'
import { deriveRows } from '../records/derive-row.ts'
import { carriedRow, inFieldOrder, inVersion, liftRows, shapeRows } from '../records/lift-row.ts'
import { olderHolders } from '../records/older-keys.ts'
import { projectRow } from '../records/project-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { stateIn } from '../records/state-of.ts'
import { writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { opposite, type Passage } from './passage.ts'
import { findStandings, type Standing } from './standing-table.ts'

/** How a record will stand where it goes. */
export interface Passing {
  readonly row: RecordRow
  readonly arrives: Arrival
  readonly mark: MarkColumns
  readonly left: Standing
  /** In the newest shapes, here and there. */
  readonly inNewest: { readonly before: StoredData; readonly after: StoredData }
  readonly projections: { readonly before: Projection; readonly after: Projection }
}

/** The reason why it stays. */
export interface Staying {
  readonly row: RecordRow
  readonly stays: string
}

type Arrival = Pick<RecordRow, 'blueprint' | 'version' | 'data' | 'attic' | 'state' | 'flowVersion' | 'derivedVersion'>

/** Where it rests and what it says there. */
type Resting = Pick<RecordRow, 'version' | 'data' | 'attic'>

/** What of it is known before the numbers that it may still get. */
interface Prepared {
  readonly row: RecordRow
  readonly kept: Standing | undefined
  /** In the version from which the op leads. */
  readonly at: StoredData
  readonly resting: Resting
  readonly isAsLeft: boolean
  readonly state: string | null
}

/** How it will stand: at the version `target`, and in the newest shape. */
interface Arrived {
  readonly target: BlueprintVersion
  readonly arrives: Arrival
  readonly after: StoredData
}

/**
 * All of a batch, by few statements: on PostgreSQL each is a way there and back. Answers for each, in their order; of two with the same
 * unique value the first passes. Writes nothing but what hangs on the records and is out of date, and numbers that are taken.
 */
export async function planPassings(
  tx: Db,
  scope: Scope,
  passage: Passage,
  found: readonly RecordRow[],
): Promise<readonly (Passing | Staying)[]> {
  const { from, to } = passage
  const tenant = scope.tenant.no
  const nos = found.map(({ no }) => no)
  const rows = (await deriveRows(tx, scope, from.definition, found)).map(({ row }) => row)
  const prepared = await prepare(tx, scope, passage, rows)
  const lifted = await liftRows(
    scope,
    tx,
    to.definition,
    prepared.map(({ row, resting }) => ({ ...row, ...resting, blueprint: to.definition.no })),
  )
  const shapes = lifted.map(({ data }) => data)
  const numbers = await numbersForAll(tx, scope, to.definition, shapes)
  const arrived: Arrived[] = []
  for (const [i, { row, kept, resting, isAsLeft, state }] of prepared.entries()) {
    const target = await versionOf(scope, tx, to.definition, resting.version)
    const zone = scope.tenant.timezone
    const whole = isAsLeft ? resting.data : withComputed(target, { ...resting.data, ...numbers[i] }, zone)
    const arrives: Arrival = {
      ...{ blueprint: to.definition.no, version: resting.version, attic: resting.attic },
      data: isAsLeft ? whole : inFieldOrder(target, whole),
      ...{ state, flowVersion: flowVersionThere(to.definition, row, kept) },
      derivedVersion: to.definition.head.version,
    }
    arrived.push({ target, arrives, after: withComputed(to.definition.head, { ...shapes[i], ...numbers[i] }, zone) })
  }
  const before = await liftRows(scope, tx, from.definition, rows)
  // In the version between which the op leads, wherever they came to rest.
  const standing = rows.map((row, i) => ({ ...row, ...(arrived[i] as Arrived).arrives }))
  const crossed = await shapeRows(scope, tx, to.definition, standing, to.version)
  const marks = await marksOf(tx, tenant, nos)
  const all = prepared.map((one, i): Passing => {
    const { row, kept, at, isAsLeft, state } = one
    const { arrives, after } = arrived[i] as Arrived
    const inNewest = { before: (before[i] as RecordRow).data, after }
    const mark = columnsOf(marks.get(row.no))
    return {
      ...{ row, arrives, inNewest },
      mark: kept && isAsLeft ? kept.mark : columnsOf(undefined),
      left: {
        ...{ version: row.version, data: row.data, attic: row.attic, state: row.state, flowVersion: row.flowVersion },
        ...{ mark, op: passage.name, at, crossedState: state, crossed: (crossed[i] as RecordRow).data },
      },
      projections: {
        before: projectRow(from.definition, row, inNewest.before),
        after: projectRow(to.definition, { ...row, ...arrives }, after),
      },
    }
  })
  const taken = await takenBy(tx, scope, to.definition, all)
  return all.map((one, i) => {
    const { row, arrives } = one
    const { isAsLeft } = prepared[i] as Prepared
    const { target } = arrived[i] as Arrived
    const stays = taken.get(row.no) ?? (isAsLeft ? undefined : wrongIn(scope, passage, row, arrives, target))
    return stays === undefined ? one : { row, stays }
  })
}

async function prepare(
  tx: Db,
  scope: Scope,
  passage: Passage,
  rows: readonly RecordRow[],
): Promise<readonly Prepared[]> {
  const { from, to } = passage
  const leaving = await shapeRows(scope, tx, from.definition, rows, from.version)
  const standings = await findStandings(
    tx,
    scope.tenant.no,
    rows.map(({ no }) => no),
    to.definition.no,
  )
  const prepared: Prepared[] = []
  for (const [i, row] of rows.entries()) {
    const at = (leaving[i] as RecordRow).data
    const kept = standings.get(row.no)
    const { resting, isAsLeft } = await restingThere(tx, scope, passage, at, kept)
    const state = stateThere(to.definition, row, resting, kept)
    prepared.push({ ...{ row, kept, at, isAsLeft, state }, resting: withStateField(to.definition, resting, state) })
  }
  return prepared
}

/** As it was left, if nothing was edited since; else with the edits, at the version at which it rested, if it is right there. */
async function restingThere(
  tx: Db,
  scope: Scope,
  passage: Passage,
  data: StoredData,
  kept: Standing | undefined,
): Promise<{ readonly resting: Resting; readonly isAsLeft: boolean }> {
  const { op, to, name } = passage
  if (!kept) {
    const passed = passOver(op, to.side, data)
    return { resting: { version: to.version, data: passed.data, attic: nothingKept }, isAsLeft: false }
  }
  const stood = { ...blank, blueprint: to.definition.no, version: kept.version, data: kept.data, attic: kept.attic }
  const [shaped = stood] = await shapeRows(scope, tx, to.definition, [stood], to.version)
  const same = kept.op === name
  const before = same ? kept.crossed : passOver(op, opposite(to.side), shaped.data).data
  const passed = passOver(op, to.side, data, { from: before, to: same ? kept.at : shaped.data })
  if (passed.edited.length === 0)
    return { resting: { version: kept.version, data: kept.data, attic: kept.attic }, isAsLeft: true }
  const edited = { ...shaped, data: passed.data }
  const moved = { version: to.version, data: edited.data, attic: edited.attic }
  if (kept.version === to.version) return { resting: moved, isAsLeft: false }
  const way = { from: to.version, to: kept.version }
  const { row: back, failures } = await carriedRow(scope, tx, to.definition, edited, way)
  const own = await versionOf(scope, tx, to.definition, kept.version)
  const isRight = failures.every(({ waits }: Failure) => !waits) && isLegal(scope, to.definition, own, back.data)
  return { resting: isRight ? { version: kept.version, data: back.data, attic: back.attic } : moved, isAsLeft: false }
}

/** What no plan looks at. */
const blank: RecordRow = {
  ...{ no: 0, blueprint: 0, id: '', version: 1, rev: 1, live: true, state: null, flowVersion: null },
  ...{ createdAt: 0, updatedAt: 0, createdBy: null, deletedAt: null, data: {}, attic: nothingKept, derivedVersion: 1 },
}

function isLegal(scope: Scope, definition: Definition, version: Definition['head'], data: StoredData): boolean {
  const context = { ...writeContext(scope, definition), system: true }
  return checkRecord(version, inVersion(version, data), context).length === 0
}

/** The state that it had, unless it was moved on since; else the one that its field says, else the first. */
function stateThere(definition: Definition, row: RecordRow, { data }: Resting, kept: Standing | undefined) {
  const { flow } = definition
  if (!flow) return kept?.state ?? null
  if (kept && kept.crossedState === row.state && kept.state !== null) return kept.state
  const said = data[flow.version.stateField]
  if (typeof said === 'string' && definition.stateKeys.has(said)) return said
  return kept?.state ?? flow.version.initial
}

function flowVersionThere({ flow }: Definition, row: RecordRow, kept: Standing | undefined): number | null {
  if (kept && kept.crossedState === row.state) return kept.flowVersion
  return flow?.version.version ?? null
}

/** In further flows it stands where its fields say, else at the beginning. */
function withStateField({ flows }: Definition, resting: Resting, state: string | null): Resting {
  const data = flows.reduce((held, flow) => {
    const at = flow.isFirst ? state : stateIn(flow, { state: null, data: held })
    return at === null ? held : mirroredData(flow.compiled, at as OptionId, held)
  }, resting.data)
  return equalJson(data, resting.data) ? resting : { ...resting, data }
}

/** By record number: another record has the same values there, or will have. */
async function takenBy(
  tx: Db,
  scope: Scope,
  definition: Definition,
  all: readonly Passing[],
): Promise<ReadonlyMap<number, string>> {
  const live = all.filter(({ row }) => row.live)
  const wanted = live.flatMap(({ projections }) => projections.after.uniques)
  const older = await olderHolders(tx, scope, definition, wanted)
  const holders = new Map([...older, ...(await holdersOf(tx, scope.tenant.no, definition.no, wanted))])
  const reasons = new Map<number, string>()
  const taken = new Set<string>()
  for (const { row, projections } of live) {
    const mine = projections.after.uniques.map(nameOf)
    const hit = mine.find((name) => taken.has(name) || holders.has(name))
    if (hit === undefined) for (const name of mine) taken.add(name)
    else reasons.set(row.no, taken.has(hit) ? 'unique-taken' : `unique-taken: ${holders.get(hit)?.id}`)
  }
  return reasons
}

/** It is held to what passes over, not to what it says besides. */
function wrongIn(
  scope: Scope,
  { op, to }: Passage,
  row: RecordRow,
  { data, state }: Arrival,
  target: Definition['head'],
): string | undefined {
  const changed = new Set<string>(passageColumns(op).map((column) => column[to.side]))
  const { definition } = to
  const context = {
    ...writeContext(scope, definition),
    system: true,
    // Only rules and conditions read them.
    get record() {
      return recordMembersOf(definition, { ...row, data, state })
    },
  }
  const [wrong] = checkRecord(target, inVersion(target, data), context, changed)
  return wrong && `${wrong.path.join('/')}: ${wrong.code}`
}
