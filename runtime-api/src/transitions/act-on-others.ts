// What a step does to other records, in the transaction of the step: makes them, changes them, sends them an event. All of it or nothing.
import {
  checkRecord,
  computedValue,
  decodeRecord,
  equalJson,
  type FieldId,
  type GivenValues,
  issue,
  type Json,
  type JsonObject,
  MoldeError,
  type Path,
  Refused,
  type RelatedEffect,
  refuseIf,
  type StoredData,
  stateFieldsOf,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { type ActingRecord, acting, countActed, noteSettled } from '../computed/dirty.ts'
import { lookedUpData } from '../computed/with-lookups.ts'
import { ApiError } from '../errors.ts'
import { flowsAt, withEvent } from '../flows/flow-of-record.ts'
import { findRecords, holdRow } from '../record-store/record-table.ts'
import { changeRow } from '../records/change-row.ts'
import { checkTargets } from '../records/check-references.ts'
import { createInside } from '../records/create-inside.ts'
import { draftInside } from '../records/draft-inside.ts'
import { liftRow } from '../records/lift-row.ts'
import { recordMembersOf } from '../records/record-members.ts'
import { sayConflicts } from '../records/unique-conflict.ts'
import { writeContext } from '../records/write-context.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { moveOrRefuse } from './move-record.ts'
import { refusedTransition } from './say-refusal.ts'
import { putTurn } from './turn-table.ts'

/** Steps that set each other off, one after the other. */
const longestChain = 10
/** Records that one transaction makes, changes and moves because of steps. */
const mostRecords = 200

type Definitions = (name: string) => Promise<Definition>

/** Throws the refusal of the whole step, with the place of the record that it is about. */
export async function actOnOthers(tx: Db, scope: Scope, asked: ActingRecord, find: Definitions): Promise<void> {
  if (asked.chain.length > longestChain) refuseIf([issue([], 'flow-sent-far', { most: longestChain })])
  await acting(tx, asked.chain, async () => {
    for (const effect of asked.effects) {
      const ids = await actOn(tx, scope, asked, effect, find)
      asked.onDone?.(effect, ids)
    }
  })
}

async function actOn(
  tx: Db,
  scope: Scope,
  asked: ActingRecord,
  effect: RelatedEffect,
  find: Definitions,
): Promise<readonly string[]> {
  switch (effect.kind) {
    case 'assigned':
      await putTurn(tx, scope.tenant.no, asked.flow, effect.action, effect.member)
      return []
    case 'create':
      return create(tx, scope, await named(find, effect.blueprint), effect.values)
    case 'updateRelated':
      return updateAll(tx, scope, await named(find, effect.blueprint), effect.to, effect.values)
    case 'send':
      return send(tx, scope, asked, effect, find)
  }
}

/** One in the trash is none. */
async function named(find: Definitions, name: string): Promise<Definition> {
  return find(name).catch((thrown: unknown) => {
    if (!(thrown instanceof ApiError && (thrown.status === 404 || thrown.status === 410))) throw thrown
    throw new MoldeError([issue([name], 'unknown-blueprint', { name, known: [] })])
  })
}

async function create(tx: Db, scope: Scope, definition: Definition, values: GivenValues): Promise<readonly string[]> {
  countOne(tx)
  const path = ['create', definition.name]
  const { data } = storedValues(scope, definition, values, path)
  const wire = decodeRecord(definition.head, data) as JsonObject
  const draft = await draftInside(tx, scope, definition, wire, path, { system: true, tells: true })
  await checkTargets(tx, scope, definition, [draft])
  const row = await createInside(tx, scope, definition, draft)
  noteSettled(tx, { no: row.no, blueprint: definition.name, id: row.id, rev: row.rev })
  return [row.id]
}

/** Those that are live, always in the same order. */
async function updateAll(
  tx: Db,
  scope: Scope,
  definition: Definition,
  ids: readonly string[],
  values: GivenValues,
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const no of await liveNumbers(tx, scope, definition, ids))
    changed.push(...(await updateOne(tx, scope, definition, no, values)))
  return changed
}

async function liveNumbers(tx: Db, scope: Scope, definition: Definition, ids: readonly string[]): Promise<number[]> {
  if (ids.length > mostRecords) tooMany()
  const rows = await findRecords(tx, scope.tenant.no, definition.no, ids)
  return rows.flatMap(({ no, live }) => (live ? [no] : [])).sort((a, b) => a - b)
}

async function updateOne(
  tx: Db,
  scope: Scope,
  definition: Definition,
  no: number,
  values: GivenValues,
): Promise<readonly string[]> {
  const row = await holdRow(tx, scope.tenant.no, no)
  if (!row?.live || row.blueprint !== definition.no) return []
  countOne(tx)
  const lifted = await liftRow(scope, tx, definition, row)
  const path = ['updateRelated', definition.name, row.id]
  const given = storedValues(scope, definition, values, path)
  const kept = Object.entries(lifted.data).filter(([field]) => !given.cleared.has(field))
  const data = await lookedUpData(tx, scope, definition, { ...Object.fromEntries(kept), ...given.data })
  const changed = definition.head.fields
    .map(({ id }) => id)
    .filter((id) => !equalJson((data[id] ?? null) as Json, (lifted.data[id] ?? null) as Json))
  if (changed.length === 0) return []
  const record = recordMembersOf(definition, lifted)
  const context = { ...writeContext(scope, definition, { path }), record, system: true }
  refuseIf(checkRecord(definition.head, data, context, new Set(changed)))
  await checkTargets(tx, scope, definition, [{ path, data, changed }])
  const after = await sayConflicts(scope, definition, path, () =>
    changeRow(tx, scope, definition, { row, lifted, data, changed, context }),
  )
  noteSettled(tx, { no, blueprint: definition.name, id: after.id, rev: after.rev })
  return [after.id]
}

/** In the form in which the fields of the other blueprint keep them. What it has no field for any more is refused by name. */
function storedValues(
  scope: Scope,
  { head, flows }: Definition,
  values: GivenValues,
  path: Path,
): { readonly data: StoredData; readonly cleared: ReadonlySet<string> } {
  const data: { [field: FieldId]: Json } = {}
  const cleared = new Set<string>()
  const owned: readonly string[] = flows.flatMap(({ version }) => stateFieldsOf(version))
  for (const { field: id, value } of values) {
    const field = head.fields.find((one) => one.id === id)
    if (!field)
      throw new MoldeError([issue(path, 'unknown-field', { name: id, known: head.fields.map(({ key }) => key) })])
    const at = [...path, field.key]
    if (owned.includes(id)) throw new MoldeError([issue(at, 'flow-sets-state', { field: field.key })])
    const stored = computedValue(field, value, scope.tenant.timezone)
    if (stored instanceof Refused)
      throw new MoldeError([issue(at, 'flow-error-value', { field: field.label ?? field.key })])
    if (stored === undefined) cleared.add(id)
    else data[id] = stored
  }
  return { data, cleared }
}

type Sending = Extract<RelatedEffect, { kind: 'send' }>

async function send(
  tx: Db,
  scope: Scope,
  asked: ActingRecord,
  effect: Sending,
  find: Definitions,
): Promise<readonly string[]> {
  const definition = await named(find, effect.to?.blueprint ?? asked.blueprint)
  const numbers = effect.to ? await liveNumbers(tx, scope, definition, effect.to.ids) : [asked.no]
  const moved: string[] = []
  for (const no of numbers) moved.push(...(await sendOne(tx, scope, asked, definition, no, effect.event)))
  return moved
}

/**
 * An event, not an order: a record that has no use for it where it stands stays there. What it would do and may not is refused, and
 * with it everything that led to it.
 */
async function sendOne(
  tx: Db,
  scope: Scope,
  asked: ActingRecord,
  definition: Definition,
  no: number,
  name: string,
): Promise<readonly string[]> {
  const row = await holdRow(tx, scope.tenant.no, no)
  if (!row?.live || row.blueprint !== definition.no) return []
  const found = withEvent(await flowsAt(scope, tx, definition, row), name)
  if (!found) throw new MoldeError([issue(['send', definition.name], 'flow-unknown-event', { name, known: [] })])
  const { flow, event } = found
  if (asked.chain.includes(`${no} ${event.key}`))
    throw new MoldeError([
      issue(['send', definition.name, row.id], 'flow-sent-round', { event: event.label ?? event.key }),
    ])
  countOne(tx)
  const form = { wire: {}, path: ['send', definition.name, row.id] }
  // The flow sends it: nobody is asked whether they may.
  const byFlow: Scope = { ...scope, actor: { ...scope.actor, kind: 'system' } }
  const moved = await moveOrRefuse(tx, byFlow, { definition, flow, row, event, form, expected: undefined })
  if ('row' in moved) {
    const { id, rev } = moved.row
    noteSettled(tx, { no, blueprint: definition.name, id, rev })
    return [id]
  }
  const { code } = moved.refusal
  if (code !== 'not-from-here' && code !== 'guard') throw refusedTransition(scope, moved.refusal)
  return []
}

function countOne(tx: Db): void {
  if (countActed(tx) > mostRecords) tooMany()
}

function tooMany(): never {
  throw new MoldeError([issue([], 'flow-too-many-related', { most: mostRecords })])
}
