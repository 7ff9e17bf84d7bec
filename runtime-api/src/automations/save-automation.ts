// Automations are made, changed, turned on and off, and taken away.
import {
  type Automation,
  canonicalJson,
  type IdCounters,
  idGiver,
  issue,
  type Json,
  type JsonObject,
  readAutomation,
  refuseIf,
} from '@molde/engine'
import { listBlueprints, touchBlueprint } from '../blueprints/blueprint-table.ts'
import { ApiError } from '../errors.ts'
import { type ExpectedRev, etagOf, revMatches } from '../http/preconditions.ts'
import { announce } from '../live-events/announce.ts'
import { newId } from '../new-id.ts'
import type { Scope } from '../runtime.ts'
import { lockNames } from '../store/lock-names.ts'
import type { Db } from '../store/store.ts'
import { surroundingsOf, surroundingsOfDocument } from './automation-surroundings.ts'
import {
  type AutomationRow,
  type AutomationStatus,
  deleteAutomation as deleteRow,
  findAutomation,
  insertAutomation,
  insertAutomationVersion,
  listAutomations,
  updateAutomation,
} from './automation-table.ts'
import { dueAfter } from './fire-schedules.ts'
import { documentOf } from './present-automation.ts'
import { readAutomationNamed } from './read-automations.ts'
import { deleteRuns } from './run-table.ts'

/** Of one tenant. */
const most = 200

/** The members of a document, and whether it is on. */
export type AutomationWish = JsonObject & { readonly status?: AutomationStatus }

export async function createAutomation(scope: Scope, { status = 'off', ...document }: AutomationWish) {
  const at = scope.runtime.now()
  const by = scope.actor.id
  const row = await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const known = await listAutomations(tx, scope.tenant.no)
    const { definition, counters, blueprint } = await readDocument(tx, scope, document, {})
    if (known.some(({ name }) => name === definition.name)) throw new ApiError('name-taken')
    refuseIf(known.length < most ? [] : [issue(['name'], 'count-out-of-range', { least: 0, most })])
    const fresh: Omit<AutomationRow, 'no'> = {
      ...{ id: newId(at), name: definition.name, blueprint, kind: definition.trigger.kind, status, rev: 1, version: 1 },
      ...{ definition, counters, nextAt: nextOf(scope, status, definition), tokenHash: null, secret: null },
      ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
    }
    const no = await insertAutomation(tx, scope.tenant.no, fresh)
    await insertAutomationVersion(tx, scope.tenant.no, no, { version: 1, definition, createdAt: at, createdBy: by })
    if (blueprint !== null) await touchBlueprint(tx, scope.tenant.no, blueprint)
    return fresh
  })
  tell(scope, row.name)
  return readAutomationNamed(scope, row.name)
}

/** Members that are given take the place of what there was; null takes one away. */
export async function changeAutomation(
  scope: Scope,
  name: string,
  { status, ...wish }: AutomationWish,
  expected: ExpectedRev | undefined,
) {
  const at = scope.runtime.now()
  const by = scope.actor.id
  const isChanged = await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const before = await automationNamed(tx, scope, name)
    await refuseStale(scope, before, expected)
    const read = await nextDocument(tx, scope, before, wish)
    const next: AutomationRow = {
      ...before,
      ...read,
      ...(status && { status }),
      ...(read && addressAfter(before, read)),
    }
    if (!read && next.status === before.status) return false
    const isSame =
      before.status === next.status &&
      canonicalJson(before.definition.trigger as unknown as Json) ===
        canonicalJson(next.definition.trigger as unknown as Json)
    const nextAt = isSame ? before.nextAt : nextOf(scope, next.status, next.definition)
    const stamped = { ...next, nextAt, rev: before.rev + 1, updatedAt: at, updatedBy: by }
    if (!(await updateAutomation(tx, scope.tenant.no, stamped, before.rev))) throw new ApiError('unavailable')
    const { no, version, definition } = stamped
    if (read)
      await insertAutomationVersion(tx, scope.tenant.no, no, { version, definition, createdAt: at, createdBy: by })
    await touchBlueprints(tx, scope, [before.blueprint, next.blueprint])
    return true
  })
  if (isChanged) tell(scope, name)
  return readAutomationNamed(scope, name)
}

/** Its runs go with it; what they did stays. */
export async function deleteAutomation(scope: Scope, name: string, expected: ExpectedRev | undefined): Promise<void> {
  await scope.store.inTransaction(async (tx) => {
    await lockNames(tx, scope.tenant.no)
    const row = await automationNamed(tx, scope, name)
    await refuseStale(scope, row, expected)
    await deleteRuns(tx, scope.tenant.no, row.no)
    await deleteRow(tx, scope.tenant.no, row.no)
    await touchBlueprints(tx, scope, [row.blueprint])
  })
  tell(scope, name)
}

export async function automationNamed(db: Db, scope: Scope, name: string): Promise<AutomationRow> {
  const row = await findAutomation(db, scope.tenant.no, name)
  if (!row) throw new ApiError('not-found')
  return row
}

/** Whoever writes its records looks at them anew. */
async function touchBlueprints(tx: Db, scope: Scope, numbers: readonly (number | null)[]): Promise<void> {
  for (const no of new Set(numbers)) if (no !== null) await touchBlueprint(tx, scope.tenant.no, no)
}

function tell(scope: Scope, name: string): void {
  announce(scope, [{ kind: 'definition.changed', definition: 'automation', name }])
}

async function refuseStale(scope: Scope, row: AutomationRow, expected: ExpectedRev | undefined): Promise<void> {
  if (revMatches(expected, row.rev)) return
  const current = await readAutomationNamed(scope, row.name)
  throw new ApiError('stale-rev', { members: { current }, headers: { ETag: etagOf(row.rev, row.version) } })
}

/** It goes with what was sent to it. */
function addressAfter({ tokenHash, secret }: AutomationRow, { kind }: Read) {
  return kind === 'webhook' ? { tokenHash, secret } : { tokenHash: null, secret: null }
}

/** A schedule that is off is never due; one that is turned on is due by what comes from now on. */
function nextOf(scope: Scope, status: AutomationStatus, { trigger }: Automation): number | null {
  return status === 'on' ? dueAfter(scope, trigger, scope.runtime.now()) : null
}

type Read = Pick<AutomationRow, 'definition' | 'counters' | 'blueprint' | 'kind'>

/** Undefined when the document says what it said. */
async function nextDocument(
  tx: Db,
  scope: Scope,
  before: AutomationRow,
  wish: JsonObject,
): Promise<(Read & { readonly version: number }) | undefined> {
  const read = await mergedDocument(tx, scope, before, wish)
  if (!read) return undefined
  const same = (one: Automation) => canonicalJson({ ...one, blueprintVersion: 0 } as unknown as Json)
  if (same(read.definition) === same(before.definition)) return undefined
  return { ...read, version: before.version + 1 }
}

/** What it says when members of another document take the place of its own; undefined without any. */
export async function mergedDocument(
  db: Db,
  scope: Scope,
  before: AutomationRow,
  wish: JsonObject,
): Promise<Read | undefined> {
  if (Object.keys(wish).length === 0) return undefined
  const said = documentOf(before.definition, await surroundingsOf(db, scope, before))
  const merged = Object.entries({ ...said, ...wish }).filter(([, value]) => value !== null)
  return readDocument(db, scope, Object.fromEntries(merged), before.counters)
}

/** Throws the engine's refusals at their places. */
export async function readDocument(db: Db, scope: Scope, document: JsonObject, counters: IdCounters): Promise<Read> {
  const named = document['blueprint']
  const name = typeof named === 'string' ? named : undefined
  const surroundings = await surroundingsOfDocument(db, scope, name, document)
  if (named !== undefined && !surroundings.row) {
    const known = (await listBlueprints(db, scope.tenant.no, '', 20)).map((row) => row.name)
    refuseIf([issue(['blueprint'], 'unknown-blueprint', { name: String(named).slice(0, 60), known })])
  }
  const { blueprint: _, ...rest } = document
  const ids = idGiver(counters)
  const definition = readAutomation(rest, surroundings, ids)
  return {
    ...{ definition, counters: ids.counters(), kind: definition.trigger.kind },
    blueprint: surroundings.row?.no ?? null,
  }
}
