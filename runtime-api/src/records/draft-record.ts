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
  type Path,
  type Projection,
  refuseIf,
  type StoredData,
  withComputed,
} from '@molde/engine'
import { queueRuns } from '../automations/queue-runs.ts'
import { versionAtHand } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
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
  /** What its first state asks for outside. Records that the program makes ask for nothing. */
  readonly effects: readonly Effect[]
  /** Does it set automations off? Records that the program makes do not, unless a step or an automation asks for them. */
  readonly tells: boolean
  /** The form that somebody filled in, by its id. */
  readonly form?: string | undefined
  /** Where its flow has been already, in groups that can be entered by their history. */
  readonly memory?: FlowMemory | undefined
}

export interface DraftOptions extends OutsideOfWrite {
  readonly system?: boolean
  readonly maps?: OpMaps
  /** A record that the system makes asks outside for what its first state says, as those do that people make. */
  readonly tells?: boolean
  /** Whom its first state gets that chooses somebody. */
  readonly assignees?: Assignees | undefined
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
  // The first state itself is filled in already.
  const begun =
    flow && actsOnEntry(flow.compiled)
      ? enterFlow(flow.compiled, {
          ...{
            record: { id, rev: 1 },
            data: sent.data,
            actor: flowActor(scope),
            now,
            zone,
            own: scope.tenant.language,
          },
          ...(assignees && { assignees }),
        })
      : undefined
  const entered = begun?.data ?? sent.data
  const inNewest = withComputed(newest.head, entered, zone, outsideNewest?.(entered))
  const lifted = { data: inNewest, attic: sent.attic, ...(sent.left && { left: sent.left }) }
  const shown = carried(scope, newest, lifted, { from: way.to, to: way.from, maps })
  const isRight =
    head === newest.head ||
    (failures.every(({ waits }) => !waits) && checkRecord(newest.head, inNewest, context).length === 0)
  const row: NewRow = {
    blueprint: definition.no,
    id,
    state: begun?.state ?? flow?.version.initial ?? null,
    flowVersion: flow?.version.version ?? null,
    createdBy: scope.actor.id,
    at: now,
    derivedVersion: newest.head.version,
    ...(isRight ? { ...lifted, version: newest.head.version } : { ...shown, version: head.version }),
  }
  const effects = tells ? (begun?.effects ?? []) : []
  const { memory } = begun ?? {}
  return {
    path,
    data: shown.data,
    changed: written.changed,
    effects,
    tells,
    memory,
    ...projected(newest, row, inNewest),
  }
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
  if (newest.flow && draft.memory) await keepMemory(tx, scope, newest.flow, row, draft.memory)
  await noteResting(tx, scope, newest, row)
  await noteAssigned(tx, scope, definition, { record: row.no, before: {}, after: data })
  await hangFiles(tx, scope, definition, { no: row.no, before: undefined, after: data, at: row.createdAt })
  const live = { wasLive: false, isLive: true }
  await noteWritten(tx, scope, newest, { no: row.no, before: undefined, after: inNewest, ...live })
  if (draft.tells) await queueRuns(tx, scope, newest, { happening: { kind: 'created' }, row, after: inNewest })
  if (draft.tells && draft.form !== undefined)
    await queueRuns(tx, scope, newest, { happening: { kind: 'submitted', form: draft.form }, row, after: inNewest })
  await startTimers(tx, scope, newest, { row, data: inNewest }, row.createdAt)
  const effects = draft.effects.filter(isOutsideEffect)
  await writeEffects(tx, scope, definition, { effects, row: { ...row, data }, event: `${definition.name}.created` })
  const related = draft.effects.filter((effect) => !isOutsideEffect(effect))
  const { no } = row
  if (newest.flow)
    noteActs(tx, { no, blueprint: definition.name, flow: newest.flow.no, effects: related, event: 'created' })
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
