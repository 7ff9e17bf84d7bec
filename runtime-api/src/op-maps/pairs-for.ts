// Which records stand for what was asked of an op? Found among those that are there, or made where the op says so.
import {
  alikeValuesOf,
  type FieldId,
  keyOfMoved,
  keyOfText,
  type MapOp,
  type MovingOp,
  matchTextsOf,
  type StoredData,
  targetOf,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import type { LiveEvent } from '../live-events/live-event.ts'
import type { Found, Missing } from './found-pairs.ts'
import { makeTarget } from './make-target.ts'
import type { MapPair } from './op-map-table.ts'
import { dataOf, heldDefinition, recordsCalled, textsOf, type Within } from './record-texts.ts'
import { alikeText, recordsAlike } from './records-alike.ts'
import { relatedPairs } from './related-pairs.ts'

type Op<Kind extends MapOp['op']> = Extract<MapOp, { readonly op: Kind }>

/** `keys` and `records` are unknown to the map. `within` acts as the system; `source` names the blueprint whose records cross. */
export async function pairsFor(
  within: Within,
  source: string,
  op: MapOp,
  keys: readonly string[],
  records: readonly string[],
): Promise<Found> {
  const linked = await heldDefinition(within, linkedBlueprint(op))
  switch (op.op) {
    case 'toRelation':
      return both(await targetsOf(within, linked, op, keys), await keysOf(within, linked, op, records))
    case 'extract':
    case 'inline':
      return both(await alikeTargets(within, linked, op, keys), await movedKeys(within, linked, op, records))
    case 'moveToRelated':
      return relatedPairs(within, await heldDefinition(within, source), linked, op, records)
    case 'fromRelation':
      return both(await calledSo(within, linked, op, keys), await keysOf(within, linked, op, records))
    case 'retarget': {
      const past = await heldDefinition(within, op.before.blueprint ?? '')
      const there = await counterparts(within, [past, op.old.id], [linked, op.match.id], keys)
      const back = await counterparts(within, [linked, op.match.id], [past, op.old.id], records)
      return both(there, { ...back, pairs: back.pairs.map(({ key, target }) => ({ key: target, target: key })) })
    }
  }
}

function linkedBlueprint(op: MapOp): string {
  const field = 'link' in op ? op.link : op.op === 'fromRelation' ? op.before : op.after
  return field.blueprint ?? ''
}

function both(one: Found, other: Found): Found {
  return { ...one, pairs: [...one.pairs, ...other.pairs], missing: [...one.missing, ...other.missing] }
}

/** The record that stands for each key: one that is called so, else a new one where the op makes them. */
async function targetsOf(
  within: Within,
  linked: Definition,
  op: Op<'toRelation'>,
  keys: readonly string[],
): Promise<Found> {
  const { language } = within.scope.tenant
  const texts = new Map(keys.map((key) => [key, matchTextsOf(op, key, language)]))
  const known = new Map(await recordsCalled(within, linked, op.match.id, [...texts.values()].flat()))
  return eachTarget(within, linked, keys, {
    recordOf: (key) => (texts.get(key) ?? []).flatMap((text) => known.get(text) ?? [])[0],
    dataOf: (key) => targetOf(op, key, language),
    needed: [op.match.id],
    made: (_, data, id) => known.set(data[op.match.id] as string, id),
  })
}

/** The record that holds the values of each key, or is alike in those that count; else a new one. */
async function alikeTargets(within: Within, linked: Definition, op: MovingOp, keys: readonly string[]): Promise<Found> {
  const wanted = new Map(keys.map((key) => [key, alikeValuesOf(op, key)]))
  const known = await recordsAlike(within, linked, [...wanted.values()])
  const alike = (key: string) => alikeText(wanted.get(key) ?? {})
  return eachTarget(within, linked, keys, {
    recordOf: (key) => known.get(alike(key)),
    dataOf: (key) => (isEmpty(wanted.get(key)) ? undefined : targetOf(op, key, within.scope.tenant.language)),
    needed: op.columns.map(({ id }) => id),
    made: (key, _, id) => known.set(alike(key), id),
  })
}

function isEmpty(values: StoredData = {}): boolean {
  return Object.values(values).every((value) => value === null)
}

interface Targets {
  /** The record that stands for a key already. */
  recordOf(key: string): string | undefined
  /** What a new one holds; undefined when none is made. */
  dataOf(key: string): StoredData | undefined
  /** Fields without which none is made. */
  readonly needed: readonly FieldId[]
  /** Another key may mean the same record. */
  made(key: string, data: StoredData, id: string): unknown
}

async function eachTarget(
  within: Within,
  linked: Definition,
  keys: readonly string[],
  targets: Targets,
): Promise<Found> {
  const pairs: MapPair[] = []
  const created: LiveEvent[] = []
  const missing: Missing[] = []
  for (const key of keys) {
    const first = targets.recordOf(key)
    const data = first === undefined ? targets.dataOf(key) : undefined
    const made = data && (await makeTarget(within, linked, targets.needed, data))
    if (first !== undefined) pairs.push({ key, target: first })
    else if (made && 'id' in made) {
      pairs.push({ key, target: made.id })
      created.push({ kind: 'record.created', blueprint: linked.name, id: made.id, rev: 1 })
      targets.made(key, data, made.id)
    } else missing.push({ asked: key, ...made })
  }
  return { pairs, created, missing }
}

/** What the records hold of the values that moved into their like. */
async function movedKeys(within: Within, linked: Definition, op: MovingOp, records: readonly string[]): Promise<Found> {
  const datas = await dataOf(within, linked, records)
  const found = foundFor(records, (record) => keyOfMoved(op, datas.get(record) ?? {}))
  return { ...found, pairs: found.pairs.map(({ key, target }) => ({ key: target, target: key })) }
}

/** Texts that were typed where links had become texts: each is the record that is called so. */
async function calledSo(
  within: Within,
  linked: Definition,
  { match }: Op<'fromRelation'>,
  keys: readonly string[],
): Promise<Found> {
  const known = await recordsCalled(within, linked, match.id, keys)
  return foundFor(keys, (key) => known.get(key))
}

/** What the records are called, as the op knows it. */
async function keysOf(
  within: Within,
  linked: Definition,
  op: Op<'toRelation' | 'fromRelation'>,
  records: readonly string[],
): Promise<Found> {
  const texts = await textsOf(within, linked, op.match.id, records)
  const found = foundFor(records, (record) => {
    const text = texts.get(record)
    return text !== undefined && op.op === 'toRelation' ? keyOfText(op, text) : text
  })
  return { ...found, pairs: found.pairs.map(({ key, target }) => ({ key: target, target: key })) }
}

type Naming = readonly [Definition, FieldId]

/** The records of another blueprint that have the same text. */
async function counterparts(
  within: Within,
  [from, old]: Naming,
  [to, match]: Naming,
  records: readonly string[],
): Promise<Found> {
  const texts = await textsOf(within, from, old, records)
  const known = await recordsCalled(within, to, match, [...texts.values()])
  return foundFor(records, (record) => known.get(texts.get(record) ?? ''))
}

function foundFor(asked: readonly string[], answerOf: (one: string) => string | undefined): Found {
  const answers = asked.map((key) => ({ key, target: answerOf(key) }))
  return {
    pairs: answers.flatMap(({ key, target }) => (target === undefined ? [] : [{ key, target }])),
    missing: answers.flatMap(({ key, target }) => (target === undefined ? [{ asked: key }] : [])),
  }
}
