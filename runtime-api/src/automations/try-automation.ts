// What would an automation do now? It is done in a transaction that is taken back: what would be refused is, and nothing is kept or sent.
import { encodeRecord, type Json, type JsonObject, refuseIf, type StoredData } from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { ApiError } from '../errors.ts'
import { newId } from '../new-id.ts'
import { findRecord } from '../record-store/record-table.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { flowActor } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { surroundingsOf } from './automation-surroundings.ts'
import type { AutomationRow } from './automation-table.ts'
import { ActionRefused, doInside, type RunDone, type RunToDo } from './do-run.ts'
import { refusalOf } from './do-runs.ts'
import { documentOf } from './present-automation.ts'
import { actionsIn, sentence } from './present-run.ts'
import type { RunInput } from './queue-runs.ts'
import { automationNamed, mergedDocument } from './save-automation.ts'

export interface Trial {
  /** The public id of the record that it is tried on. */
  readonly record?: string
  /** Values that are to have been others before. */
  readonly before?: JsonObject
  readonly payload?: Json
  /** Members that take the place of what is saved. */
  readonly document?: JsonObject
}

/** Takes the transaction back, and brings the answer out of it. */
class Tried extends Error {
  constructor(readonly done: RunDone) {
    super('it was a trial')
  }
}

export async function tryAutomation(scope: Scope, name: string, trial: Trial): Promise<JsonObject> {
  const db = scope.store.read
  const saved = await automationNamed(db, scope, name)
  const row: AutomationRow = { ...saved, ...(await mergedDocument(db, scope, saved, trial.document ?? {})) }
  const surroundings = await surroundingsOf(db, scope, row)
  const isAbout = row.blueprint !== null
  if (isAbout && trial.record === undefined) throw new ApiError('invalid', { detail: whichRecord })
  const done = await (isAbout && surroundings.row
    ? inDefinition(scope, surroundings.row.name, (definition) => {
        const before = encodeRecord(definition.head, trial.before ?? {}, ['before'])
        refuseIf(before.issues)
        return tried(scope, definition, (tx) => tryInside(tx, scope, definition, row, { trial, before: before.data }))
      })
    : tried(scope, undefined, (tx) =>
        doInside(tx, programOf(scope), undefined, runOf(scope, row, inputOf(scope, trial))),
      ))
  const { when = null } = documentOf(row.definition, surroundings)
  return {
    status: done.status,
    condition: done.condition === undefined ? null : { is: done.condition, when },
    actions: actionsIn(scope, done.actions, surroundings.blueprint).map(({ records: _, ...action }) => action),
    error: done.error === undefined ? null : sentence(scope, done.error),
  }
}

interface TriedRun extends Omit<RunDone, 'status' | 'error'> {
  readonly status: RunDone['status'] | 'refused'
  readonly error?: Json
}

async function tried(
  scope: Scope,
  definition: Definition | undefined,
  work: (tx: Db) => Promise<RunDone>,
): Promise<TriedRun> {
  try {
    return await commit(
      scope,
      definition,
      async (tx) => {
        throw new Tried(await work(tx))
      },
      { queues: true },
    )
  } catch (thrown) {
    if (thrown instanceof Tried) return thrown.done
    const cause = thrown instanceof ActionRefused ? thrown.cause : thrown
    // Whose record it is not: that is no answer of the automation's.
    const error =
      cause instanceof ApiError && cause.code === 'not-found' ? undefined : refusalOf(cause, scope.tenant.language)
    if (error === undefined) throw cause
    const actions = thrown instanceof ActionRefused ? [{ action: thrown.action, refused: true }] : []
    return { status: 'refused', actions, error }
  }
}

async function tryInside(
  tx: Db,
  scope: Scope,
  definition: Definition,
  row: AutomationRow,
  { trial, before: said }: { readonly trial: Trial; readonly before: StoredData },
): Promise<RunDone> {
  const record = await findRecord(tx, scope.tenant.no, definition.no, trial.record ?? '')
  if (!record?.live) throw new ApiError('not-found')
  const lifted = await liftRow(scope, tx, definition, record)
  // As the record is, but for what is said to have been otherwise.
  const before = Object.fromEntries(
    Object.entries({ ...lifted.data, ...said }).filter(([, value]) => value !== null),
  ) as StoredData
  const members = recordMembersOf(definition, lifted) as unknown as JsonObject
  const input: RunInput = { ...inputOf(scope, trial), before, after: lifted.data, record: members }
  return doInside(tx, programOf(scope), definition, { ...runOf(scope, row, input), record: record.no })
}

function inputOf(scope: Scope, { payload }: Trial): RunInput {
  const { id, roles, email } = flowActor(scope)
  return {
    actor: { id, roles, ...(email !== undefined && { email }) },
    ...(payload !== undefined && { payload }),
  }
}

function runOf(scope: Scope, row: AutomationRow, input: RunInput): RunToDo {
  return {
    ...{ id: newId(scope.runtime.now()), no: row.no, automation: row.definition, input, chain: [] },
    ...{ record: null, isJudged: false, isTrial: true },
  }
}

/** Who does it when it is no trial: the program itself. */
function programOf(scope: Scope): Scope {
  return { ...scope, actor: { kind: 'system', id: 'system', roles: [] } }
}

const whichRecord = {
  en: 'Say on which record it is tried: “record”.',
  'pt-BR': 'Diga em qual registro testar: “record”.',
  ru: 'Укажите, на какой записи попробовать: «record».',
}
