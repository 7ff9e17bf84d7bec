// What was set off is done: each run once, in one transaction with everything inside of the tenant; what fails is tried again.
import { type Json, languages } from '@molde/engine'
import { definitionByNo } from '../blueprints/compiled-versions.ts'
import { commit, inDefinition } from '../blueprints/in-definition.ts'
import { asApiError, problemOf } from '../errors.ts'
import { retryWait } from '../outbox/retry-wait.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { type AutomationRow, findAutomationByNo } from './automation-table.ts'
import { ActionRefused, doInside, type RunDone } from './do-run.ts'
import type { RunInput } from './queue-runs.ts'
import { attemptsOfRun, type DueRun, dueRuns, endRun, missRun, nextRunAt, takeRun } from './run-table.ts'

/** Looked up at once. */
const most = 100
const mostAttempts = 8

/** Answers in how many milliseconds there is something to do again. */
export async function doRuns(scope: Scope, stopped: () => boolean): Promise<number | undefined> {
  const { store, tenant, runtime } = scope
  for (let found = 1; found > 0 && !stopped(); ) {
    const due = await dueRuns(store.read, tenant.no, runtime.now(), most)
    found = due.length
    for (const run of due) {
      if (stopped()) break
      await doRun(scope, run)
    }
  }
  const next = stopped() ? undefined : await nextRunAt(store.read, tenant.no)
  return next === undefined ? undefined : next - runtime.now()
}

async function doRun(scope: Scope, due: DueRun): Promise<void> {
  const { store, tenant, runtime } = scope
  try {
    const automation = await findAutomationByNo(store.read, tenant.no, due.automation)
    if (!automation) return
    const definition = due.blueprint === null ? undefined : await definitionByNo(scope, store.read, due.blueprint)
    const queues = automation.definition.do.some(({ kind }) => reachesOthers.has(kind))
    if (!definition) await commit(scope, undefined, (tx) => take(tx, scope, due, automation, undefined), { queues })
    else
      await inDefinition(scope, definition.name, (newest) =>
        commit(scope, newest, (tx) => take(tx, scope, due, automation, newest), { queues }),
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
  definition: Parameters<typeof doInside>[2],
): Promise<void> {
  const tenant = scope.tenant.no
  const run = await takeRun(tx, tenant, no, scope.runtime.now())
  // Somebody else has done it.
  if (!run) return
  const done: RunDone =
    status === 'off'
      ? { status: 'skipped', actions: [], error: turnedOff }
      : await doInside(tx, scope, definition, {
          ...{ id: run.id, no: automation, automation: document, input: run.input as RunInput, chain: run.chain },
          ...{ record: run.record, isJudged: run.condition !== null },
        })
  await endRun(tx, tenant, no, { ...done, version, at: scope.runtime.now() })
}

/** A refusal is an answer, and stands with the run; anything else is tried again after a while that grows. */
async function missed(scope: Scope, { no }: DueRun, thrown: unknown): Promise<void> {
  const { store, tenant, runtime } = scope
  const action = thrown instanceof ActionRefused ? thrown.action : undefined
  const cause = thrown instanceof ActionRefused ? thrown.cause : thrown
  const at = runtime.now()
  const refusal = refusalOf(cause)
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
export function refusalOf(thrown: unknown): Json | undefined {
  const error = asApiError(thrown)
  if (error.status >= 500) return undefined
  return Object.fromEntries(languages.map((language) => [language, problemOf(error, language).detail ?? '']))
}

const notNow: Json = {
  en: 'It could not be done because of a fault of the program.',
  'pt-BR': 'Não foi possível executar por uma falha do programa.',
  ru: 'Не удалось выполнить из-за сбоя программы.',
}
const turnedOff = {
  en: 'The automation was turned off before it was done.',
  'pt-BR': 'A automação foi desativada antes de ser executada.',
  ru: 'Автоматизацию выключили раньше, чем она сработала.',
}
