// What a new record is before it is written, and how it is written with everything that hangs on it.
import {
  type Assignees,
  actsOnEntry,
  type BlueprintVersion,
  checkRecord,
  createData,
  type Effect,
  enterFlow,
  type Failure,
  type FlowMemory,
  isOutsideEffect,
  type JsonObject,
  noMaps,
  type OpMaps,
  type OptionId,
  type Path,
  type Projection,
  refuseIf,
  type StoredData,
  withComputed,
} from '@molde/engine'
import { queueRuns } from '../automations/queue-runs.ts'
import { versionAtHand } from '../blueprints/compiled-versions.ts'
import type { Definition, FlowInUse } from '../blueprints/definition.ts'
import { noteActs } from '../computed/dirty.ts'
import { noteWritten } from '../computed/note-written.ts'
import { numbersFor } from '../computed/number-record.ts'
import type { OutsideOfWrite } from '../computed/with-lookups.ts'
import { hangFiles } from '../files/record-files.ts'
import { newId } from '../new-id.ts'
import { noteAssigned } from '../notifications/note-assigned.ts'
import { writeEffects } from '../outbox/write-effects.ts'
import { type NewRow, nothingKept, type RecordRow } from '../record-store/record-table.ts'
import { insertRecord } from '../record-store/write-record.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { startTimers } from '../timers/set-timers.ts'
import { keepMemory } from '../transitions/flow-memory.ts'
import { type Pointing } from './check-references.ts'
import { carried, type Shaped } from './lift-row.ts'
import { noteResting } from './note-resting.ts'
import { refuseOlder } from './older-keys.ts'
import { projectRow } from './project-row.ts'
import { sayConflicts } from './unique-conflict.ts'
import { flowActor, writeContext } from './write-context.ts'

/** A record that is ready to be written. */
export interface RecordDraft extends Pointing {
  readonly row: NewRow
  /** The data in the newest shape. */
  readonly inNewest: StoredData
  readonly projection: Projection
  /** What beginning in each of its flows comes to. */
  readonly begun: readonly Beginning[]
  /** Does it set automations off? Records that the program makes do not, unless a step or an automation asks for them. */
  readonly tells: boolean
  /** The form that somebody filled in, by its id. */
  readonly form?: string | undefined
}

interface Beginning {
  readonly flow: FlowInUse
  /** What its first state asks for outside. Records that the program makes ask for nothing. */
  readonly effects: readonly Effect[]
  /** Where it has been already, in groups that can be entered by their history. */
  readonly memory: FlowMemory
}

export interface DraftOptions extends OutsideOfWrite {
  readonly system?: boolean
  readonly maps?: OpMaps
  /** A record that the system makes asks outside for what its first state says, as those do that people make. */
  readonly tells?: boolean
  /** Whom a flow's first state gets that chooses somebody, by the number of the flow. */
  readonly assignees?: ReadonlyMap<number, Assignees> | undefined
}

/**
 * Rests at the newest version if it is right there, else at the one it is written in. Throws the engine's refusals, each at its place.
 * The system may also write what is read-only. `maps` are those that the values of an older version ask for (`withMaps`); what the
 * record shows of others comes from `withLookups`.
 */
export function draftRecord(
  scope: Scope,
  definition: Definition,
  wire: JsonObject,
  path: Path,
  { system = false, tells = !system, maps = noMaps, assignees, outside, outsideNewest }: DraftOptions = {},
): RecordDraft {
  const { head, flow, newest } = definition
  const context = { ...writeContext(scope, definition, { path }), system, ...(outside && { outside }) }
  const written = createData(head, wire, context)
  if ('issues' in written) {
    refuseIf(written.issues)
    throw new Error('a refusal without a reason')
  }
  const { now, zone } = context
  const failures: Failure[] = []
  const way = { from: head.version, to: newest.head.version }
  const bare: Shaped = { data: written.data, attic: nothingKept }
  const sent = carried(scope, newest, bare, { ...way, failures, maps })
  const id = newId(now)
  const { entered, state, begun } = begin(scope, definition, sent.data, { id, now, zone, assignees, tells })
  const inNewest = withComputed(newest.head, entered, zone, outsideNewest?.(entered))
  const lifted = { data: inNewest, attic: sent.attic, ...(sent.left && { left: sent.left }) }
  const shown = carried(scope, newest, lifted, { from: way.to, to: way.from, maps })
  const isRight =
    head === newest.head ||
    (failures.every(({ waits }) => !waits) && checkRecord(newest.head, inNewest, context).length === 0)
  const row: NewRow = {
    blueprint: definition.no,
    id,
    state,
    flowVersion: flow?.version.version ?? null,
    createdBy: scope.actor.id,
    at: now,
    derivedVersion: newest.head.version,
    ...(isRight ? { ...lifted, version: newest.head.version } : { ...shown, version: head.version }),
  }
  return {
    path,
    data: shown.data,
    changed: written.changed,
    begun,
    tells,
    ...projected(newest, row, inNewest),
  }
}

interface Begin extends Pick<DraftOptions, 'assignees'> {
  readonly id: string
  readonly now: number
  readonly zone: string
  readonly tells: boolean
}

/** One flow after the other: each sees what those before it did. The first states themselves are filled in already. */
function begin(scope: Scope, { newest }: Definition, sent: StoredData, { id, assignees, tells, ...when }: Begin) {
  let entered = sent
  let state: OptionId | null = newest.flow?.version.initial ?? null
  const begun: Beginning[] = []
  for (const flow of newest.flows) {
    if (!actsOnEntry(flow.compiled)) continue
    const chosen = assignees?.get(flow.no)
    const start = enterFlow(flow.compiled, {
      ...{ record: { id, rev: 1 }, data: entered, actor: flowActor(scope), ...when, own: scope.tenant.language },
      ...(chosen && { assignees: chosen }),
    })
    if (flow.isFirst) state = start.state
    entered = flow.isFirst ? start.data : { ...start.data, [flow.version.stateField]: start.state }
    begun.push({ flow, effects: tells ? start.effects : [], memory: start.memory })
  }
  return { entered, state, begun }
}

function projected(newest: Definition, row: NewRow, inNewest: StoredData) {
  const standing = { ...row, rev: 1, createdAt: row.at, updatedAt: row.at, deletedAt: null }
  return { row, inNewest, projection: projectRow(newest, standing, inNewest) }
}

/** Answers with the record in the shape of the definition that is written. */
export async function insertDraft(
  tx: Db,
  scope: Scope,
  definition: Definition,
  draft: RecordDraft,
): Promise<RecordRow> {
  const { newest } = definition
  const { row: wanted, projection, inNewest, data } = await numberedDraft(tx, scope, definition, draft)
  const row = await sayConflicts(scope, definition, draft.path, async () => {
    await refuseOlder(tx, scope, newest, { before: { uniques: [] }, after: projection })
    return insertRecord(tx, scope.store, wanted, projection)
  })
  for (const { flow, memory } of draft.begun) await keepMemory(tx, scope, flow, row, memory)
  await noteResting(tx, scope, newest, row)
  await noteAssigned(tx, scope, definition, { record: row.no, before: {}, after: data })
  await hangFiles(tx, scope, definition, { no: row.no, before: undefined, after: data, at: row.createdAt })
  const live = { wasLive: false, isLive: true }
  await noteWritten(tx, scope, newest, { no: row.no, before: undefined, after: inNewest, ...live })
  if (draft.tells) await queueRuns(tx, scope, newest, { happening: { kind: 'created' }, row, after: inNewest })
  if (draft.tells && draft.form !== undefined)
    await queueRuns(tx, scope, newest, { happening: { kind: 'submitted', form: draft.form }, row, after: inNewest })
  await startTimers(tx, scope, newest, { row, data: inNewest }, row.createdAt)
  const effects = draft.begun.flatMap((one) => one.effects.filter(isOutsideEffect))
  await writeEffects(tx, scope, definition, { effects, row: { ...row, data }, event: `${definition.name}.created` })
  const { no } = row
  for (const { flow, effects: asked } of draft.begun) {
    const related = asked.filter((effect) => !isOutsideEffect(effect))
    noteActs(tx, { no, blueprint: definition.name, flow: flow.no, effects: related, event: 'created' })
  }
  return { ...row, data }
}

/** Numbers are given out by the transaction that writes them, and by no other. */
async function numberedDraft(tx: Db, scope: Scope, definition: Definition, draft: RecordDraft): Promise<RecordDraft> {
  const { head, newest } = definition
  if (newest.numbers.length === 0) return draft
  const numbers = await numbersFor(tx, scope, newest, draft.inNewest)
  const numbered = (version: BlueprintVersion, data: StoredData) =>
    withComputed(version, { ...data, ...numbers }, scope.tenant.timezone)
  const row = { ...draft.row, data: numbered(versionAtHand(newest, draft.row.version), draft.row.data) }
  const inNewest = numbered(newest.head, draft.inNewest)
  return { ...draft, data: numbered(head, draft.data), ...projected(newest, row, inNewest) }
}
