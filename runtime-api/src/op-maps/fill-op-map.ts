// Records come to stand for the values of an op before records of its blueprint cross it: existing ones are picked, missing ones made.
import {
  choicesOf,
  encodeRecord,
  type FieldDef,
  type JsonObject,
  type MapAsk,
  type MapOp,
  mapKey,
  matchTextsOf,
  type StoredData,
  targetOf,
} from '@molde/engine'
import { type BlueprintRow, blueprintRev, findBlueprint } from '../blueprints/blueprint-table.ts'
import { definitionInside } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { ApiError, asApiError, problemOf } from '../errors.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import { findRecords } from '../record-store/record-table.ts'
import { checkTargets } from '../records/check-references.ts'
import { draftRecord, insertDraft } from '../records/create-record.ts'
import { liftRows } from '../records/lift-row.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { recordsWithText } from './matching-table.ts'
import { findPairs, insertPairs, lockMaps, type MapPair } from './op-map-table.ts'
import { systemScope } from './system-scope.ts'

/** What a filling did. */
export interface FilledMap {
  /** Keys for which a record was found. */
  readonly picked: number
  /** For the caller to announce after the commit. */
  readonly created: readonly LiveEvent[]
  /** Keys (of `fromRelation`, records) that nothing stands for, with why no record could be made, where that was tried. */
  readonly missing: readonly { readonly key: string; readonly why?: string }[]
}

/** The blueprint whose records cross the op. */
export type Source = Pick<BlueprintRow, 'no' | 'name'>

/**
 * In the caller's transaction, idempotent by key: what the map knows already is left alone. `asks` is what records ask of this map
 * (`mapKeysOf`, `GatheredMaps.unanswered`); without it all options of a choice are filled in. Throws `not-found` when the blueprint
 * linked to is gone (or never was this tenant's).
 */
export async function fillOpMap(
  tx: Db,
  scope: Scope,
  source: Source,
  op: MapOp,
  asks: readonly MapAsk[] = [{ map: op.map, keys: choicesOf(op) ?? [], records: [] }],
): Promise<FilledMap> {
  const by = op.op === 'fromRelation' ? 'records' : 'keys'
  const wanted = [...new Set(asks.filter(({ map }) => map === op.map).flatMap((ask) => ask[by]))]
  if (wanted.length === 0) return { picked: 0, created: [], missing: [] }
  await lockMaps(tx, scope.tenant.no)
  const known = await knownOf(tx, scope, source, op, wanted)
  const keys = wanted.filter((key) => !known.has(key))
  if (keys.length === 0) return { picked: 0, created: [], missing: [] }
  const filling: Filling = { tx, scope: systemScope(scope), keys }
  const found = await (op.op === 'toRelation'
    ? recordsForKeys(filling, op)
    : op.op === 'retarget'
      ? counterparts(filling, op)
      : textsOfRecords(filling, op))
  const name = { blueprint: source.no, map: op.map }
  await insertPairs(tx, scope.tenant.no, name, found.pairs, scope.runtime.now())
  return {
    picked: found.pairs.length - (found.created ?? []).length,
    created: found.created ?? [],
    missing: found.missing,
  }
}

interface Filling {
  readonly tx: Db
  readonly scope: Scope
  /** What the map does not know yet. */
  readonly keys: readonly string[]
}

interface Found {
  readonly pairs: readonly MapPair[]
  readonly created?: readonly LiveEvent[]
  readonly missing: FilledMap['missing']
}

async function knownOf(
  tx: Db,
  scope: Scope,
  source: Source,
  op: MapOp,
  wanted: readonly string[],
): Promise<ReadonlySet<string>> {
  const ask = op.op === 'fromRelation' ? { keys: [], records: wanted } : { keys: wanted, records: [] }
  const pairs = await findPairs(tx, scope.tenant.no, source.no, [{ map: op.map, ...ask }])
  return new Set(pairs.map(({ by, key, target }) => (by === 'key' ? key : target)))
}

/** Compiled inside of the transaction, which may be the one that publishes it; from the look at its rev on it stands still. */
async function heldDefinition({ tx, scope }: Filling, name: string): Promise<Definition> {
  const row = await findBlueprint(tx, scope.tenant.no, name)
  if (!row) throw new ApiError('not-found')
  await blueprintRev(tx, scope.tenant.no, row.no)
  return definitionInside(tx, scope, name)
}

type Op<Kind extends MapOp['op']> = Extract<MapOp, { readonly op: Kind }>

async function recordsForKeys(filling: Filling, op: Op<'toRelation'>): Promise<Found> {
  const definition = await heldDefinition(filling, op.after.blueprint ?? '')
  const { language } = filling.scope.tenant
  const pairs: MapPair[] = []
  const created: LiveEvent[] = []
  const missing: { key: string; why?: string }[] = []
  const texts = new Map(filling.keys.map((key) => [key, matchTextsOf(op, key, language)]))
  const known = new Map(await matching(filling, definition, op.match.id, [...texts.values()].flat()))
  for (const key of filling.keys) {
    const [first] = (texts.get(key) ?? []).flatMap((text) => known.get(text) ?? [])
    const data = first === undefined ? targetOf(op, key, language) : undefined
    const made = data && (await makeRecord(filling, definition, op, data))
    if (first !== undefined) pairs.push({ key, target: first })
    else if (made && 'id' in made) {
      pairs.push({ key, target: made.id })
      created.push({ kind: 'record.created', blueprint: definition.name, id: made.id, rev: 1 })
      // Another key may say the same text.
      known.set(made.text, made.id)
    } else missing.push({ key, ...(made && { why: made.why }) })
  }
  return { pairs, created, missing }
}

/** The record to which each old one corresponds: the one with the same text. */
async function counterparts(filling: Filling, op: Op<'retarget'>): Promise<Found> {
  const past = await heldDefinition(filling, op.before.blueprint ?? '')
  const definition = await heldDefinition(filling, op.after.blueprint ?? '')
  const texts = await textsIn(filling, past, op.old.id)
  const known = await matching(filling, definition, op.match.id, [...texts.values()])
  const pairs = filling.keys.flatMap((key) => {
    const target = known.get(texts.get(key) ?? '')
    return target === undefined ? [] : [{ key, target }]
  })
  return { pairs, missing: without(filling.keys, new Set(pairs.map(({ key }) => key))) }
}

async function textsOfRecords(filling: Filling, op: Op<'fromRelation'>): Promise<Found> {
  const definition = await heldDefinition(filling, op.before.blueprint ?? '')
  const texts = await textsIn(filling, definition, op.match.id)
  const pairs = [...texts].map(([target, key]) => ({ key, target }))
  return { pairs, missing: without(filling.keys, texts) }
}

function without(keys: readonly string[], known: { has(key: string): boolean }): FilledMap['missing'] {
  return keys.filter((key) => !known.has(key)).map((key) => ({ key }))
}

/** What the records called `keys` have in a field, also those in the trash; a record without a text is left out. */
async function textsIn(
  { tx, scope, keys }: Filling,
  definition: Definition,
  field: FieldDef['id'],
): Promise<ReadonlyMap<string, string>> {
  const rows = await findRecords(tx, scope.tenant.no, definition.no, keys)
  const lifted = await liftRows(scope, tx, definition, rows)
  return new Map(
    lifted.flatMap(({ id, data }) => {
      const value = data[field]
      const text = typeof value === 'string' ? mapKey(value) : ''
      return text === '' ? [] : [[id, text] as const]
    }),
  )
}

/** Live records by text, each in the field's own spelling. A field that is gone by now finds nothing. */
async function matching(
  { tx, scope }: Filling,
  definition: Definition,
  id: FieldDef['id'],
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { no, head, readySlots, filled } = definition
  const field = head.fields.find((one) => one.id === id)
  if (!field) return new Map()
  const spelled = texts.flatMap((text) => {
    const value = encodeRecord(head, { [field.key]: text }).data[id]
    return typeof value === 'string' ? [[text, value] as const] : []
  })
  const ground = {
    ...{ dialect: tx.dialect, tenant: scope.tenant.no, blueprint: no },
    ...{ version: head, slots: readySlots, lifted: filled },
  }
  const wanted = [...new Set(spelled.map(([, value]) => value))]
  const found = await recordsWithText(tx, ground, field, wanted, (rows) => liftRows(scope, tx, definition, rows))
  return new Map(
    spelled.flatMap(([text, value]) => {
      const record = found.get(value)
      return record === undefined ? [] : [[text, record] as const]
    }),
  )
}

interface Made {
  readonly id: string
  readonly text: string
}

/** The ordinary way, in a savepoint of its own: what its blueprint refuses stops no other. */
async function makeRecord(
  { tx, scope }: Filling,
  definition: Definition,
  op: Op<'toRelation'>,
  data: StoredData,
): Promise<Made | { readonly why: string }> {
  await tx.run('SAVEPOINT target')
  try {
    const draft = draftRecord(scope, definition, wireOf(definition, data, op), ['data'], { system: true })
    await checkTargets(tx, scope, definition, [draft])
    const { id } = await insertDraft(tx, scope, definition, draft)
    await tx.run('RELEASE target')
    return { id, text: data[op.match.id] as string }
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.status >= 500) throw thrown
    await tx.run('ROLLBACK TO target')
    return { why: problemOf(error, scope.language).detail }
  }
}

/** By key. A field for colours that is gone is left out; without the one that tells records apart none is made, by its id. */
function wireOf({ head }: Definition, data: StoredData, { match }: Op<'toRelation'>): JsonObject {
  const named = Object.entries(data).flatMap(([id, value]) => {
    const key = head.fields.find((field) => field.id === id)?.key ?? (id === match.id ? id : undefined)
    return key === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(named)
}
