// One run in the transaction of its own: its actions are done to the record as it is now, to others, and written into the outbox.
import {
  type AssignAction,
  type Automation,
  type AutomationSituation,
  automationTables,
  checkRecord,
  type Effect,
  equalJson,
  type FlowRecord,
  isOutsideEffect,
  type Json,
  type JsonObject,
  type Judgement,
  judgeAutomation,
  type OutsideEffect,
  type Performed,
  performAutomation,
  type RelatedEffect,
  refuseIf,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { noteActs, noteSettled } from '../computed/dirty.ts'
import { settleComputed } from '../computed/settle.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { writeEffects, writeEffectsAlone } from '../outbox/write-effects.ts'
import { holdRow, type RecordRow } from '../record-store/record-table.ts'
import { changeRow } from '../records/change-row.ts'
import { checkTargets } from '../records/check-references.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { sayConflicts } from '../records/unique-conflict.ts'
import { flowActor, writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { chooseFor } from '../transitions/choose-assignees.ts'
import { refusedTransition } from '../transitions/say-refusal.ts'
import { causedBy } from './cause.ts'
import { type RunInput, runs } from './queue-runs.ts'

export interface RunToDo {
  readonly id: string
  /** The number of the automation. */
  readonly no: number
  readonly automation: Automation
  readonly input: RunInput
  readonly chain: readonly string[]
  /** A record's number. */
  readonly record: number | null
  /** It was judged when it was set off; otherwise it is judged now. */
  readonly isJudged: boolean
  /** Nothing has happened yet, and nothing is to be kept: a record that would be deleted is still there. */
  readonly isTrial?: boolean
}

export interface RunDone {
  readonly status: 'done' | 'skipped'
  readonly condition?: Judgement
  readonly actions: Json
  /** Why there was nothing to do. */
  readonly error?: JsonObject
}

/** An action that could not be done refuses the run; what else is refused is thrown as it is. */
export class ActionRefused extends Error {
  constructor(
    readonly action: string,
    override readonly cause: unknown,
  ) {
    super('an action was refused')
  }
}

/** `definition`: of the kind of record that it is about. */
export async function doInside(
  tx: Db,
  scope: Scope,
  definition: Definition | undefined,
  run: RunToDo,
): Promise<RunDone> {
  const { automation } = run
  if (!definition) return doAlone(tx, scope, run)
  const isGone = automation.trigger.kind === 'deleted'
  const row = run.record === null ? undefined : await holdRow(tx, scope.tenant.no, run.record)
  if (!row || row.blueprint !== definition.no || row.live === (isGone && !run.isTrial)) return nothing(recordGone)
  const lifted = await liftRow(scope, tx, definition, row)
  const data = (isGone && run.input.after) || lifted.data
  const situation: AutomationSituation = {
    ...situationOf(scope, run),
    ...{ data, record: recordMembersOf(definition, lifted) },
    ...(await assigneesOf(tx, scope, definition, run)),
  }
  const condition = run.isJudged ? undefined : judgeAutomation(automation, situation)
  if (condition && !runs(condition)) return { status: 'skipped', condition, actions: [] }
  const done = perform(scope, run, tablesOf(definition), situation)
  causedBy(tx, { run: run.id, chain: [...run.chain, automation.name] })
  const after = isGone ? lifted : await writeChange(tx, scope, definition, { row, lifted }, done.data)
  const effects = done.effects.filter(isOutsideEffect)
  const event = `automation.${automation.name}`
  await writeEffects(tx, scope, definition, { effects, row: after, event, key: run.id })
  const made = await doToOthers(tx, scope, run, done.effects, { no: row.no, blueprint: definition.name })
  return { status: 'done', ...(condition && { condition }), actions: told(done.performed, made) }
}

function tablesOf({ head, flow, flows }: Definition) {
  const beside = flows.filter(({ isFirst }) => !isFirst).map(({ version }) => version)
  return automationTables(head, flow?.version, beside)
}

async function doAlone(tx: Db, scope: Scope, run: RunToDo): Promise<RunDone> {
  const { automation, input } = run
  const situation = { ...situationOf(scope, run), data: {} }
  const condition = judgeAutomation(automation, situation)
  if (!runs(condition)) return { status: 'skipped', condition, actions: [] }
  const done = perform(scope, run, automationTables(), situation)
  causedBy(tx, { run: run.id, chain: [...run.chain, automation.name] })
  const effects = done.effects.filter(isOutsideEffect)
  const event = `automation.${automation.name}`
  await writeEffectsAlone(tx, scope, { effects, event, key: run.id, data: input.payload ?? null })
  const made = await doToOthers(tx, scope, run, done.effects, { no: 0, blueprint: '' })
  return { status: 'done', condition, actions: told(done.performed, made) }
}

function situationOf(scope: Scope, { input }: RunToDo): Omit<AutomationSituation, 'data'> {
  const { before, payload, actor } = input
  return {
    ...{
      actor: actor ?? flowActor(scope),
      now: scope.runtime.now(),
      zone: scope.tenant.timezone,
      own: scope.tenant.language,
    },
    ...(before && { before }),
    ...(payload !== undefined && { payload }),
  }
}

function perform(
  scope: Scope,
  { automation }: RunToDo,
  tables: ReturnType<typeof automationTables>,
  situation: AutomationSituation,
) {
  const done = performAutomation(automation, tables, situation)
  if (done.kind === 'refused') throw new ActionRefused(done.action, refusedTransition(scope, done.refusal))
  return done
}

/** Its turns are kept beside those of flows, under numbers that no flow has. */
function turnsOf({ no }: RunToDo): number {
  return -no
}

async function assigneesOf(tx: Db, scope: Scope, definition: Definition, run: RunToDo) {
  const actions = run.automation.do.filter(
    (action): action is AssignAction => action.kind === 'assign' && typeof action.rule === 'string',
  )
  const { states: all = [] } = definition.flow?.version ?? {}
  const ended = { states: all.filter(({ kind }) => kind === 'final').map(({ id }) => id) }
  const assignees = await chooseFor(tx, scope, definition, { no: turnsOf(run), actions, ended })
  return assignees && { assignees }
}

/** As a person's change is: checked by the rules, written with everything that hangs on it. */
async function writeChange(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { row, lifted }: { readonly row: RecordRow; readonly lifted: RecordRow },
  wanted: RecordRow['data'],
): Promise<RecordRow> {
  const data = await lookedUpData(tx, scope, definition, wanted)
  const changed = definition.head.fields
    .map(({ id }) => id)
    .filter((id) => !equalJson((data[id] ?? null) as Json, (lifted.data[id] ?? null) as Json))
  if (changed.length === 0) return lifted
  const record: FlowRecord = recordMembersOf(definition, lifted)
  const context = { ...writeContext(scope, definition, { path: [] }), record, system: true }
  refuseIf(checkRecord(definition.head, data, context, new Set(changed)))
  await checkTargets(tx, scope, definition, [{ path: [], data, changed }])
  const after = await sayConflicts(scope, definition, [], () =>
    changeRow(tx, scope, definition, { row, lifted, data, changed, context }),
  )
  noteSettled(tx, { no: row.no, blueprint: definition.name, id: after.id, rev: after.rev })
  return after
}

type Made = ReadonlyMap<RelatedEffect, readonly string[]>

/** Once everything that follows values is settled. Answers which records each of them reached. */
async function doToOthers(
  tx: Db,
  scope: Scope,
  run: RunToDo,
  effects: readonly Effect[],
  about: { readonly no: number; readonly blueprint: string },
): Promise<Made> {
  const made = new Map<RelatedEffect, readonly string[]>()
  noteActs(tx, {
    ...{ ...about, flow: turnsOf(run), event: `automation ${run.automation.name}` },
    effects: effects.filter((effect): effect is RelatedEffect => !isOutsideEffect(effect)),
    onDone: (effect, ids) => made.set(effect, ids),
  })
  await settleComputed(tx, scope)
  return made
}

/** What the log keeps of each action; values and fields by ids. */
function told(performed: readonly Performed[], made: Made): Json {
  return performed.map(({ action, kind, field, value, effects }) => ({
    ...{ action, kind },
    ...(field && { field, value: value ?? null }),
    ...Object.assign({}, ...effects.map((effect) => toldEffect(effect, made))),
  })) as Json
}

function toldEffect(effect: Effect, made: Made): JsonObject {
  if (isOutsideEffect(effect)) return toldOutside(effect)
  const records = made.get(effect) ?? []
  switch (effect.kind) {
    case 'assigned':
      return {}
    case 'send':
      return { event: effect.event, records: [...records], ...(effect.to && { blueprint: effect.to.blueprint }) }
    default:
      return { blueprint: effect.blueprint, records: [...records] }
  }
}

/** Whom, not what: what is sent lies in the outbox as long as it is needed. */
function toldOutside(effect: OutsideEffect): JsonObject {
  return effect.kind === 'webhook'
    ? { endpoint: effect.endpoint }
    : { to: effect.to as unknown as JsonObject, text: effect.text as unknown as JsonObject }
}

function nothing(error: JsonObject): RunDone {
  return { status: 'skipped', actions: [], error }
}

const recordGone = {
  en: 'The record is not there any more.',
  'pt-BR': 'O registro não existe mais.',
  ru: 'Этой записи больше нет.',
}
