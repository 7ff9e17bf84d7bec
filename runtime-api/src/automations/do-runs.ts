// What was set off is done: each run once, in one transaction with everything inside of the tenant; what fails is tried again.
import { type Json, type Language, languages } from '@molde/engine'
import { definitionByNo } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { asApiError, problemOf } from '../errors.ts'
import { retryWait } from '../outbox/retry-wait.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type AutomationRow, findAutomationByNo, nextScheduleAt } from './automation-table.ts'
import { ActionRefused, doInside, type RunDone, type RunToDo } from './do-run.ts'
import { findMeant } from './find-meant.ts'
import { fireSchedules } from './fire-schedules.ts'
import type { RunInput } from './queue-runs.ts'
import {
  attemptsOfRun,
  continueRun,
  type DueRun,
  dueRuns,
  endRun,
  findRunByNo,
  missRun,
  nextRunAt,
  takeRun,
} from './run-table.ts'
import { spreadRun } from './spread-run.ts'

/** Looked up at once. */
const most = 100
const mostAttempts = 8

/** Answers in how many milliseconds there is something to do again. */
export async function doRuns(scope: Scope, stopped: () => boolean): Promise<number | undefined> {
  const { store, tenant, runtime } = scope
  for (let found = 1; found > 0 && !stopped(); ) {
    await fireSchedules(scope)
    const due = await dueRuns(store.read, tenant.no, runtime.now(), most)
    found = due.length
    for (const run of due) {
      if (stopped()) break
      await doRun(scope, run)
    }
  }
  if (stopped()) return undefined
  const next = [await nextRunAt(store.read, tenant.no), await nextScheduleAt(store.read, tenant.no)]
  const soonest = Math.min(...next.map((at) => at ?? Number.POSITIVE_INFINITY))
  return soonest === Number.POSITIVE_INFINITY ? undefined : soonest - runtime.now()
}

async function doRun(scope: Scope, due: DueRun): Promise<void> {
  const { store, tenant, runtime } = scope
  try {
    const automation = await findAutomationByNo(store.read, tenant.no, due.automation)
    if (!automation) return
    const definition = due.blueprint === null ? undefined : await definitionByNo(scope, store.read, due.blueprint)
    const meant = definition && (await meantBy(scope, due, definition, automation))
    const queues = automation.definition.do.some(({ kind }) => reachesOthers.has(kind))
    if (!definition) await commit(scope, undefined, (tx) => take(tx, scope, due, automation), { queues })
    else
      await inDefinition(scope, definition.name, (newest) =>
        commit(scope, newest, (tx) => take(tx, scope, due, automation, { definition: newest, meant }), { queues }),
      )
    runtime.metrics.count('automations_run')
    // Others may wait for what it left behind: messages, words to be found, runs of others.
    runtime.hub.wake(tenant.no)
  } catch (thrown) {
    await missed(scope, due, thrown)
  }
}

const reachesOthers: ReadonlySet<string> = new Set(['create', 'updateRelated', 'send', 'assign'])

async function take(
  tx: Db,
  scope: Scope,
  { no }: DueRun,
  { no: automation, version, status, definition: document }: AutomationRow,
  { definition, meant }: About = {},
): Promise<void> {
  const tenant = scope.tenant.no
  const run = await takeRun(tx, tenant, no, scope.runtime.now())
  // Somebody else has done it.
  if (!run) return
  const toDo: RunToDo = {
    ...{ id: run.id, no: automation, automation: document, input: run.input as RunInput, chain: run.chain },
    ...{ record: run.record ?? meant?.[0] ?? null, isJudged: run.condition !== null },
  }
  if (status === 'on' && definition && run.kind === 'schedule' && run.record === null) {
    const { next, actions } = await spreadRun(tx, scope, definition, toDo, version)
    const at = scope.runtime.now()
    if (next) await continueRun(tx, tenant, no, { input: next as unknown as Json, actions, at })
    else await endRun(tx, tenant, no, { status: 'done', version, actions, at })
    return
  }
  const done: RunDone =
    status === 'off'
      ? { status: 'skipped', actions: [], error: turnedOff }
      : meant && meant.length !== 1
        ? { status: 'skipped', actions: [], error: meant.length === 0 ? nobodyMeant : severalMeant }
        : await doInside(tx, scope, definition, toDo)
  const record = toDo.record ?? undefined
  await endRun(tx, tenant, no, { ...done, version, at: scope.runtime.now(), ...(record && { record }) })
}

interface About {
  readonly definition?: Definition
  /** Numbers of the records that may be meant, where the run does not say it itself. */
  readonly meant?: readonly number[] | undefined
}

/** Looked for before the transaction begins: a list of records is read outside of one. */
async function meantBy(
  scope: Scope,
  { no, record }: DueRun,
  definition: Definition,
  { kind, definition: automation }: AutomationRow,
): Promise<readonly number[] | undefined> {
  if (kind !== 'webhook' || record !== null) return undefined
  const run = await findRunByNo(scope.store.read, scope.tenant.no, no)
  return run && findMeant(scope, definition, automation, run.input as RunInput)
}

/** A refusal is an answer, and stands with the run; anything else is tried again after a while that grows. */
async function missed(scope: Scope, { no }: DueRun, thrown: unknown): Promise<void> {
  const { store, tenant, runtime } = scope
  const action = thrown instanceof ActionRefused ? thrown.action : undefined
  const cause = thrown instanceof ActionRefused ? thrown.cause : thrown
  const at = runtime.now()
  const refusal = refusalOf(cause, tenant.language)
  const attempts = (await attemptsOfRun(store.read, tenant.no, no)) + 1
  if (!refusal) runtime.log.error({ run: no, err: thrown }, 'a run of an automation failed')
  const isOver = refusal !== undefined || attempts >= mostAttempts
  await store.inTransaction((tx) =>
    missRun(tx, tenant.no, no, {
      ...{ attempts, startedAt: at, error: refusal ?? notNow },
      ...{ status: refusal ? 'refused' : isOver ? 'failed' : 'waiting' },
      nextAt: isOver ? undefined : at + Math.min(60_000, retryWait(attempts, Math.random())),
      ...(action && { actions: [{ action, refused: true }] }),
    }),
  )
  runtime.metrics.count(refusal ? 'automations_refused' : 'automations_failed')
}

/** In every language; undefined of what is no refusal. */
export function refusalOf(thrown: unknown, own: Language): Json | undefined {
  const error = asApiError(thrown)
  if (error.status >= 500) return undefined
  return Object.fromEntries(languages.map((language) => [language, problemOf(error, { language, own }).detail ?? '']))
}

const notNow: Json = {
  en: 'It could not be done because of a fault of the program.',
  'pt-BR': 'Não foi possível executar por uma falha do programa.',
  ru: 'Не удалось выполнить из-за сбоя программы.',
}
const nobodyMeant = {
  en: 'There is no record of which the field holds this.',
  'pt-BR': 'Não há registro em que o campo tenha este valor.',
  ru: 'Нет записи, в поле которой стоит это значение.',
}
const severalMeant = {
  en: 'Several records hold this in the field: it is not clear which is meant.',
  'pt-BR': 'Vários registros têm este valor no campo: não está claro qual é.',
  ru: 'Это значение стоит в поле у нескольких записей: неясно, какая имеется в виду.',
}
const turnedOff = {
  en: 'The automation was turned off before it was done.',
  'pt-BR': 'A automação foi desativada antes de ser executada.',
  ru: 'Автоматизацию выключили раньше, чем она сработала.',
}
