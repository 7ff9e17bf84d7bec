// Writes new values over a stored record: where they rest, what hangs on them, the state that goes with them.
import {
  checkRecord,
  equalJson,
  type FieldId,
  mirroredData,
  type OptionId,
  regionFieldsOf,
  type StoredData,
  type WriteContext,
  withComputed,
} from '@molde/engine'
import { queueRuns } from '../automations/queue-runs.ts'
import { versionAtHand, versionOf } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { computedNote } from '../computed/computed-note.ts'
import { noteGoing } from '../computed/dirty.ts'
import { noteWritten } from '../computed/note-written.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { hangFiles } from '../files/record-files.ts'
import { flowVersionAt, goesOnByItself, keepStays, pinOf } from '../flows/flow-of-record.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import { purgedRow } from '../purges/purged-row.ts'
import { leaveQuarantine } from '../record-migrations/quarantine-table.ts'
import { UniqueTaken } from '../record-store/record-errors.ts'
import { nothingKept, type RecordRow } from '../record-store/record-table.ts'
import { type Duplicate, duplicatesAmong } from '../record-store/unique-table.ts'
import { updateRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { bringParentsForward } from '../subtables/bring-forward.ts'
import { rowsCross } from '../subtables/rows-at.ts'
import { settleRows } from '../subtables/settle-rows.ts'
import { moveTimers, startTimers, type Timed } from '../timers/set-timers.ts'
import { deriveRow } from './derive-row.ts'
import { carried, carriedRow, inFieldOrder, inVersion, movedState, readShapes, withRelated } from './lift-row.ts'
import { noteResting } from './note-resting.ts'
import { refuseOlder } from './older-keys.ts'
import { projectRow } from './project-row.ts'
import { rowUnder, stateOf } from './state-of.ts'
import { withMaps } from './with-maps.ts'

export interface RowWrite {
  /** As it rests. */
  readonly row: RecordRow
  /** The same, in the shape of the definition that is written. */
  readonly lifted: RecordRow
  /** In that shape. */
  readonly data: StoredData
  readonly changed: readonly FieldId[]
  readonly context: WriteContext
  /** The flow that moves it, where it is not the first one of the blueprint. */
  readonly flow?: FlowInUse | undefined
  /** The state afterwards in that flow; without it the record stays where it is. In a further flow `data` says so, too. */
  readonly state?: string
  /** Under which version of its flow it goes on; without it, under the one that it is under. */
  readonly flowVersion?: number
  /** It comes to rest at the version that is written, wherever it was. */
  readonly goesOn?: boolean
  readonly note?: string
  /** States and groups that a step has entered, when its flow is the one that the record goes on under. */
  readonly entered?: readonly string[]
}

/** Answers with the record afterwards, in the shape of the definition that is written. */
export async function changeRow(tx: Db, scope: Scope, definition: Definition, write: RowWrite): Promise<RecordRow> {
  const { newest } = definition
  const { lifted, context } = write
  const { row } = await deriveRow(tx, scope, newest, write.row)
  const isFirst = write.flow?.isFirst ?? true
  const state = (isFirst ? write.state : undefined) ?? stateOf(definition, lifted)
  const seen = withUnseen(definition, lifted.data, write.data)
  const sent: RecordRow = { ...lifted, data: withState(definition, seen, state, row.state) }
  const said = await purgedRow(scope, tx, newest, sent, definition.head.version)
  const whole = { from: definition.head.version, to: newest.head.version }
  const toNewest = (from: number, one: RecordRow) => carriedRow(scope, tx, newest, one, { ...whole, from })
  const { row: before, failures } = await toNewest(row.version, row)
  // What the words that are written have no name for stays with the record.
  const kept = definition === newest ? said.data : withRelated(definition, definition.head, said.data, before.data)
  const worked = withComputed(definition.head, kept, context.zone)
  // What is written in older words may become links: the records that they need are made first.
  await readShapes(scope, tx, newest, [whole.from])
  await withMaps(tx, scope, definition, (maps) => carried(scope, newest, { ...said, data: worked }, { ...whole, maps }))
  const { row: arrived } = await toNewest(whole.from, { ...said, data: worked })
  const data = definition === newest ? arrived.data : await lookedUpData(tx, scope, newest, arrived.data)
  const standing = definition === newest || state === null ? state : movedState(newest, state, arrived.data)
  const after = { ...arrived, data, rev: row.rev + 1, state: standing, updatedAt: context.now }
  const written: RecordRow = {
    ...said,
    data: withComputed(definition.head, withRelated(definition, definition.head, worked, data), context.zone),
  }
  const waits = failures.some((failure) => failure.waits)
  const line = await lineOf(tx, scope, newest, row, after)
  const goesOn = write.goesOn === true || line.isLeft
  const resting = await restingPlace(tx, scope, definition, { ...write, goesOn, waits }, written)
  refuseRepeated(newest, write, { line, row, resting })
  await noteResting(tx, scope, newest, resting)
  if (newest.subtables.length > 0) await moveRows(tx, scope, definition, write, { resting, before, after })
  if ((waits || line.isLeft) && resting.version !== row.version) await leaveQuarantine(tx, scope.tenant.no, [row.no])
  const flowVersion =
    (isFirst ? write.flowVersion : undefined) ??
    (await flowVersionOf(tx, scope, newest, row, resting.version)) ??
    row.flowVersion
  await keepStays(tx, scope, newest, row, resting.version, write.flow && { ...write, flow: write.flow })
  const projections = {
    before: projectRow(newest, before, before.data),
    after: projectRow(newest, { ...after, version: resting.version }, after.data),
  }
  await refuseOlder(tx, scope, newest, { no: row.no, ...projections })
  const stored = await updateRecord(
    tx,
    scope.store,
    row,
    {
      version: resting.version,
      state: standing,
      flowVersion,
      data: resting.data,
      attic: resting.attic,
      derivedVersion: newest.head.version,
      at: context.now,
      actor: scope.actor.id,
      ...(write.note === undefined ? {} : { note: write.note }),
    },
    projections.before,
    projections.after,
  )
  const told = { before: lifted.data, after: written.data }
  await noteAssigned(tx, scope, definition, { record: row.no, ...told })
  await hangFiles(tx, scope, definition, { no: row.no, ...told, at: context.now })
  const isLive = { wasLive: row.live, isLive: row.live }
  await noteWritten(tx, scope, newest, { no: row.no, before: before.data, after: after.data, ...isLive })
  const happening = { kind: 'changed', before: before.data, after: after.data } as const
  await queueRuns(tx, scope, newest, { happening, row: stored, before: before.data, after: after.data })
  // What changes a record where it stands may be what one of its steps waits for; a step has gone on in its own flow, and not in others.
  const isWatched = write.state === undefined || (write.entered !== undefined && newest.flows.length > 1)
  if (isWatched && goesOnByItself(newest))
    noteGoing(tx, { no: row.no, blueprint: newest.name, isWritten: write.note !== computedNote })
  const timed = { row: stored, data: after.data, before: { state: row.state, data: before.data } }
  await timeMoved(tx, scope, newest, timed, context.now, write)
  return { ...stored, data: written.data, attic: written.attic }
}

/** In flows that it moves in what belongs to where it came begins; in the others it was written where it stands. */
async function timeMoved(
  tx: Db,
  scope: Scope,
  newest: Definition,
  timed: Timed & { readonly before: NonNullable<Timed['before']> },
  at: number,
  { flow = newest.flow, entered }: RowWrite,
): Promise<void> {
  const stateOn = (one: FlowInUse, { state, data }: typeof timed.before) => rowUnder(one, { state }, data).state
  const isMoved = (one: FlowInUse) =>
    (entered !== undefined && one.no === flow?.no) ||
    stateOn(one, { state: timed.row.state, data: timed.data }) !== stateOn(one, timed.before)
  const moved = newest.flows.filter(isMoved).map(({ no }) => no)
  if (moved.length > 0) await startTimers(tx, scope, newest, timed, at, { entered, moved })
  else await moveTimers(tx, scope, newest, timed, 'record')
}

interface Line {
  /** Who has what the record has and goes on having. */
  readonly taken: readonly Duplicate[]
  /** It stood in line for something, and does so no more. */
  readonly isLeft: boolean
}

const nowhere: Line = { taken: [], isLeft: false }

/** Of a record that was there before something became unique, and has what another one has. */
async function lineOf(
  tx: Db,
  scope: Scope,
  newest: Definition,
  { no, version }: RecordRow,
  after: RecordRow,
): Promise<Line> {
  if (version >= newest.uniqueSince) return nowhere
  const found = await duplicatesAmong(tx, scope.tenant.no, [no])
  if (found.length === 0) return nowhere
  const { uniques } = projectRow(newest, after, after.data)
  const taken = found.filter(({ rule, key }) => uniques.some((own) => own.rule === rule && own.key === key))
  return { taken, isLeft: taken.length === 0 }
}

/** Where values are unique, no record arrives by an edit that repeats them. Below, it may be edited otherwise. */
function refuseRepeated(
  { uniqueSince }: Definition,
  { changed, state, note, goesOn }: RowWrite,
  { line, row, resting }: { readonly line: Line; readonly row: RecordRow; readonly resting: Resting },
): void {
  const [first] = line.taken
  const isEdit = changed.length > 0 && state === undefined && note === undefined && !goesOn
  if (!first || !isEdit || row.version >= uniqueSince || resting.version < uniqueSince) return
  throw new UniqueTaken(first.rule, first.holderId)
}

/** Of the first flow; null where no flow moves records. */
async function flowVersionOf(tx: Db, scope: Scope, newest: Definition, row: RecordRow, resting: number) {
  const { flow } = newest
  if (!flow) return null
  return flowVersionAt(flow, resting, await pinOf(scope, tx, newest, flow, row))
}

interface Moved {
  readonly resting: Resting
  /** In the newest shape. */
  readonly before: RecordRow
  readonly after: RecordRow
}

/** Rows that are records follow the write; a record that joins another parent finds its fellows there. */
async function moveRows(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { row, lifted }: RowWrite,
  { resting, before, after }: Moved,
): Promise<void> {
  const { newest } = definition
  const joins = newest.subtables.some(({ link }) => before.data[link] !== after.data[link])
  if (joins && row.live) await bringParentsForward(tx, scope, newest, after.data)
  const way = { from: definition.head.version, to: newest.head.version }
  const left = definition === newest ? undefined : (await carriedRow(scope, tx, newest, lifted, way)).row.left
  await settleRows(tx, scope, newest, {
    ...{ parent: row, from: row.version, to: resting.version },
    ...{ left: resting.left, before: left },
  })
}

/** With the fields that followed. */
function changedIn({ head }: Definition, { changed, lifted }: RowWrite, { data }: RecordRow): FieldId[] {
  const followed = head.fields.filter(
    ({ id, computed }) => computed && !equalJson(data[id] ?? null, lifted.data[id] ?? null),
  )
  return [...new Set([...changed, ...followed.map(({ id }) => id)])]
}

/** Fields of the version that do not exist for the actor stay as they are. */
function withUnseen(definition: Definition, before: StoredData, data: StoredData): StoredData {
  const { newest, head } = definition
  if (definition === newest) return data
  const seen = new Set(head.fields.map(({ id }) => id))
  const unseen = versionAtHand(newest, head.version).fields.filter(
    ({ id }) => !seen.has(id) && before[id] !== undefined,
  )
  if (unseen.length === 0) return data
  return { ...data, ...Object.fromEntries(unseen.map(({ id }) => [id, before[id] ?? null])) }
}

/** The state field mirrors the state, also in a record that was there before its flow; one that comes into it now begins its regions. */
function withState(
  { flow, head }: Definition,
  data: StoredData,
  state: string | null,
  before: string | null,
): StoredData {
  if (!flow || state === null) return data
  const begins = before === null && regionFieldsOf(flow.version).length > 0
  if (!begins && data[flow.version.stateField] === state) return data
  if (!head.fields.some(({ id }) => id === flow.version.stateField)) return data
  if (!begins) return { ...data, [flow.version.stateField]: state }
  const mirrored = mirroredData(flow.compiled, state as OptionId, data)
  return Object.fromEntries(
    Object.entries(mirrored).filter(([field]) => head.fields.some(({ id }) => id === field) || data[field as FieldId]),
  )
}

type Resting = Pick<RecordRow, 'version' | 'data' | 'attic' | 'left'>

/**
 * Where it was, if the new values are right there; else at the version that is written. A record below that version moves too when
 * its own version has no words for what is written: it would only be kept besides the data there. And so does one that waited with a
 * value that could not be carried over, once nothing of it fails any more.
 */
async function restingPlace(
  tx: Db,
  scope: Scope,
  definition: Definition,
  write: RowWrite & { readonly waits: boolean },
  written: RecordRow,
): Promise<Resting> {
  const { row, context } = write
  const { version: here } = definition.head
  const moved = {
    ...{ version: here, data: written.data, attic: written.attic },
    ...(written.left && { left: written.left }),
  }
  if (row.version === here || write.goesOn) return moved
  // Rows that are records where somebody writes become records now; what merely follows others brings nothing along.
  const isWritten = write.changed.length > 0
  if (isWritten && row.version < here && rowsCross(definition.newest, row.version, here)) return moved
  const own = await versionOf(scope, tx, definition, row.version)
  const resting = await carriedRow(scope, tx, definition, written, { from: here, to: row.version })
  const { failures } = resting
  const { data, attic, left } = resting.row
  const onwards = { from: row.version, to: here }
  if (write.waits && row.version < here) {
    const { failures: still } = await carriedRow(scope, tx, definition, resting.row, onwards)
    if (still.every((failure) => !failure.waits)) return moved
  }
  if (row.version < here) {
    const bare = { ...row, data, attic: nothingKept }
    const { row: again } = await carriedRow(scope, tx, definition, bare, onwards)
    const changed = changedIn(definition, write, written)
    if (changed.some((id) => !equalJson(again.data[id] ?? null, written.data[id] ?? null))) return moved
  }
  const shown = inVersion(own, data)
  const isRight = failures.every((failure) => !failure.waits) && checkRecord(own, shown, context).length === 0
  return isRight ? { version: row.version, data: inFieldOrder(own, data), attic, ...(left && { left }) } : moved
}
