// Records come to stand for the values of an op before records of its blueprint cross it: existing ones are picked, missing ones made.
import { choicesOf, keyOfText, type MapAsk, type MapOp, matchTextsOf, targetOf } from '@molde/engine'
import type { BlueprintRow } from '../blueprints/blueprint-table.ts'
import type { Definition } from '../blueprints/definition.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { makeTarget } from './make-target.ts'
import { findPairs, insertPairs, lockMaps, type MapPair } from './op-map-table.ts'
import { heldDefinition, recordsCalled, textsOf } from './record-texts.ts'

/** What a filling did. */
export interface FilledMap {
  /** Pairs of values and records that were there before. */
  readonly picked: number
  /** For the caller to announce after the commit. */
  readonly created: readonly LiveEvent[]
  /** Keys and records that nothing stands for, with why no record could be made where that was tried. */
  readonly missing: readonly Missing[]
}

interface Missing {
  readonly asked: string
  readonly why?: string
}

/** The blueprint whose records cross the op. */
export type Source = Pick<BlueprintRow, 'no' | 'name'>

/**
 * In the caller's transaction, idempotent by key: what the map knows already is left alone. `asks` is what records ask of this map
 * (`mapKeysOf`, `GatheredMaps.unanswered`), there or back; without it all options of a choice are filled in. Throws `not-found` when
 * the blueprint linked to is gone (or never was this tenant's).
 */
export async function fillOpMap(
  tx: Db,
  scope: Scope,
  source: Source,
  op: MapOp,
  asks: readonly MapAsk[] = [{ map: op.map, keys: choicesOf(op) ?? [], records: [] }],
): Promise<FilledMap> {
  const own = asks.filter(({ map }) => map === op.map)
  if (own.every(({ keys, records }) => keys.length + records.length === 0)) return nothing
  await lockMaps(tx, scope.tenant.no)
  const { keys, records } = await unknownOf(tx, scope, source, own)
  if (keys.length + records.length === 0) return nothing
  const filling = { tx, scope: asSystem(scope) }
  const found = await pairsFor(filling, op, keys, records)
  const name = { blueprint: source.no, map: op.map }
  await insertPairs(tx, scope.tenant.no, name, found.pairs, scope.runtime.now())
  const { pairs, created = [], missing } = found
  return { picked: pairs.length - created.length, created, missing }
}

const nothing: FilledMap = { picked: 0, created: [], missing: [] }

interface Filling {
  readonly tx: Db
  readonly scope: Scope
}

interface Found {
  readonly pairs: readonly MapPair[]
  readonly created?: readonly LiveEvent[]
  readonly missing: readonly Missing[]
}

/** The program itself makes the records, whoever published the op. */
function asSystem(scope: Scope): Scope {
  return { ...scope, actor: { kind: 'system', id: 'system', roles: [] }, language: scope.tenant.language }
}

async function unknownOf(tx: Db, scope: Scope, source: Source, asks: readonly MapAsk[]) {
  const known = await findPairs(tx, scope.tenant.no, source.no, asks)
  const answered = (by: 'key' | 'target') => new Set(known.flatMap((pair) => (pair.by === by ? [pair[by]] : [])))
  const [keys, records] = [answered('key'), answered('target')]
  return {
    keys: [...new Set(asks.flatMap((ask) => ask.keys))].filter((key) => !keys.has(key)),
    records: [...new Set(asks.flatMap((ask) => ask.records))].filter((record) => !records.has(record)),
  }
}

type Op<Kind extends MapOp['op']> = Extract<MapOp, { readonly op: Kind }>

async function pairsFor(
  filling: Filling,
  op: MapOp,
  keys: readonly string[],
  records: readonly string[],
): Promise<Found> {
  const linked = await heldDefinition(filling, (op.op === 'fromRelation' ? op.before : op.after).blueprint ?? '')
  switch (op.op) {
    case 'toRelation':
      return both(await targetsOf(filling, linked, op, keys), await keysOf(filling, linked, op, records))
    case 'fromRelation':
      return both(await calledSo(filling, linked, op, keys), await keysOf(filling, linked, op, records))
    case 'retarget': {
      const past = await heldDefinition(filling, op.before.blueprint ?? '')
      const there = await counterparts(filling, [past, op.old.id], [linked, op.match.id], keys)
      const back = await counterparts(filling, [linked, op.match.id], [past, op.old.id], records)
      return both(there, { ...back, pairs: back.pairs.map(({ key, target }) => ({ key: target, target: key })) })
    }
  }
}

function both(one: Found, other: Found): Found {
  return { ...one, pairs: [...one.pairs, ...other.pairs], missing: [...one.missing, ...other.missing] }
}

/** The record that stands for each key: one that is called so, else a new one where the op makes them. */
async function targetsOf(
  filling: Filling,
  linked: Definition,
  op: Op<'toRelation'>,
  keys: readonly string[],
): Promise<Found> {
  const { language } = filling.scope.tenant
  const pairs: MapPair[] = []
  const created: LiveEvent[] = []
  const missing: Missing[] = []
  const texts = new Map(keys.map((key) => [key, matchTextsOf(op, key, language)]))
  const known = new Map(await recordsCalled(filling, linked, op.match.id, [...texts.values()].flat()))
  for (const key of keys) {
    const [first] = (texts.get(key) ?? []).flatMap((text) => known.get(text) ?? [])
    const data = first === undefined ? targetOf(op, key, language) : undefined
    const made = data && (await makeTarget(filling, linked, op.match.id, data))
    if (first !== undefined) pairs.push({ key, target: first })
    else if (made && 'id' in made) {
      pairs.push({ key, target: made.id })
      created.push({ kind: 'record.created', blueprint: linked.name, id: made.id, rev: 1 })
      // Another key may say the same text.
      known.set(data[op.match.id] as string, made.id)
    } else missing.push({ asked: key, ...made })
  }
  return { pairs, created, missing }
}

/** Texts that were typed where links had become texts: each is the record that is called so. */
async function calledSo(
  filling: Filling,
  linked: Definition,
  { match }: Op<'fromRelation'>,
  keys: readonly string[],
): Promise<Found> {
  const known = await recordsCalled(filling, linked, match.id, keys)
  return foundFor(keys, (key) => known.get(key))
}

/** What the records are called, as the op knows it. */
async function keysOf(
  filling: Filling,
  linked: Definition,
  op: Op<'toRelation' | 'fromRelation'>,
  records: readonly string[],
): Promise<Found> {
  const texts = await textsOf(filling, linked, op.match.id, records)
  const found = foundFor(records, (record) => {
    const text = texts.get(record)
    return text !== undefined && op.op === 'toRelation' ? keyOfText(op, text) : text
  })
  return { ...found, pairs: found.pairs.map(({ key, target }) => ({ key: target, target: key })) }
}

type Naming = readonly [Definition, MapOp['match']['id']]

/** The records of another blueprint that have the same text. */
async function counterparts(
  filling: Filling,
  [from, old]: Naming,
  [to, match]: Naming,
  records: readonly string[],
): Promise<Found> {
  const texts = await textsOf(filling, from, old, records)
  const known = await recordsCalled(filling, to, match, [...texts.values()])
  return foundFor(records, (record) => known.get(texts.get(record) ?? ''))
}

function foundFor(asked: readonly string[], answerOf: (one: string) => string | undefined): Found {
  const answers = asked.map((key) => ({ key, target: answerOf(key) }))
  return {
    pairs: answers.flatMap(({ key, target }) => (target === undefined ? [] : [{ key, target }])),
    missing: answers.flatMap(({ key, target }) => (target === undefined ? [{ asked: key }] : [])),
  }
}
