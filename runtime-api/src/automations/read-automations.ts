// The automations of a tenant, what they were, and how their runs went.
import type { JsonObject } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'
import { surroundingsOf } from './automation-surroundings.ts'
import { type AutomationRow, findAutomation, listAutomations, listAutomationVersions } from './automation-table.ts'
import { presentAutomation, presentVersion, type RunCounts } from './present-automation.ts'
import { presentRuns } from './present-run.ts'
import { countRuns, findRun, listRuns, type RunStatus } from './run-table.ts'

export const runStatuses: readonly RunStatus[] = ['waiting', 'done', 'skipped', 'refused', 'failed', 'stopped']

/** In the order of their names; of one kind of record, by its name, where that is asked for. */
export async function readAutomations(scope: Scope, blueprint: string | undefined): Promise<JsonObject[]> {
  const db = scope.store.read
  const counts = await countRuns(db, scope.tenant.no)
  const told: JsonObject[] = []
  for (const row of await listAutomations(db, scope.tenant.no)) {
    const one = await present(scope, row, counts.get(row.no))
    if (blueprint === undefined || one['blueprint'] === blueprint) told.push(one)
  }
  return told
}

export async function readAutomationNamed(scope: Scope, name: string): Promise<JsonObject> {
  const row = await found(scope, name)
  return present(scope, row, (await countRuns(scope.store.read, scope.tenant.no)).get(row.no))
}

async function present(scope: Scope, row: AutomationRow, counts: RunCounts | undefined): Promise<JsonObject> {
  return presentAutomation(scope, row, await surroundingsOf(scope.store.read, scope, row), counts)
}

interface Page {
  readonly before: number
  readonly limit: number
}

export async function readVersions(scope: Scope, name: string, { before, limit }: Page) {
  const db = scope.store.read
  const row = await found(scope, name)
  const surroundings = await surroundingsOf(db, scope, row)
  const rows = await listAutomationVersions(db, scope.tenant.no, row.no, { before, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((one) => presentVersion(one, surroundings)),
    next: rows.length > limit ? shown.at(-1)?.version : undefined,
  }
}

export interface RunsAsked extends Page {
  readonly status: RunStatus | undefined
}

export async function readRuns(scope: Scope, name: string, page: RunsAsked) {
  const db = scope.store.read
  const row = await found(scope, name)
  const rows = await listRuns(db, scope.tenant.no, row.no, { ...page, limit: page.limit + 1 })
  const shown = rows.slice(0, page.limit)
  return {
    items: await presentRuns(scope, row, shown),
    next: rows.length > page.limit ? shown.at(-1)?.no : undefined,
  }
}

export async function readRun(scope: Scope, name: string, id: string): Promise<JsonObject> {
  const row = await found(scope, name)
  const run = await findRun(scope.store.read, scope.tenant.no, row.no, id)
  const [told] = run ? await presentRuns(scope, row, [run]) : []
  if (!told) throw new ApiError('not-found')
  return told
}

async function found(scope: Scope, name: string): Promise<AutomationRow> {
  const row = await findAutomation(scope.store.read, scope.tenant.no, name)
  if (!row) throw new ApiError('not-found')
  return row
}
