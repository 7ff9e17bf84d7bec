// A record was written: what it brings to roll-ups of others moves with it, and whoever shows something of it must look again.
import {
  equalJson,
  type Json,
  noParts,
  partOf,
  type RollupSource,
  type StoredData,
  stateOf,
  withoutPart,
  withPart,
} from '@molde/engine'
import type { Definition } from '../blueprints/definition.ts'
import { numbersOf } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import { noteDirty, noteFanOut } from './dirty.ts'
import { dropPart, holdTotal, type PartRow, partsFrom, partsOf, putPart, putTotal } from './part-table.ts'
import type { RollupReader } from './readers.ts'

export interface WrittenRecord {
  readonly no: number
  /** In the newest shape; undefined for a new record. */
  readonly before: StoredData | undefined
  readonly after: StoredData
  /** Records in the trash bring nothing. */
  readonly wasLive: boolean
  readonly isLive: boolean
}

export async function noteWritten(
  tx: Db,
  scope: Scope,
  definition: Definition,
  { no, before, after, wasLive, isLive }: WrittenRecord,
): Promise<void> {
  const { rollups, lookups } = definition.readers
  for (const { shown, via, field } of before ? lookups : [])
    if (!equalJson((before?.[field] ?? null) as Json, (after[field] ?? null) as Json))
      noteFanOut(tx, { to: no, shown, via })
  if (rollups.length === 0) return
  const had = wasLive && before ? broughtBy(scope, rollups, before) : []
  const has = isLive ? broughtBy(scope, rollups, after) : []
  if (!equalJson(had as unknown as Json, has as unknown as Json)) await moveParts(tx, scope, definition, no, has)
}

/** Also where nothing seems to have changed: by a job, after definitions have. */
export async function refreshParts(
  tx: Db,
  scope: Scope,
  definition: Definition,
  record: { readonly no: number; readonly data: StoredData; readonly isLive: boolean },
): Promise<void> {
  const brought = record.isLive ? broughtBy(scope, definition.readers.rollups, record.data) : []
  await moveParts(tx, scope, definition, record.no, brought)
}

interface Brought {
  readonly rollup: string
  readonly value: Json
  /** Public ids. */
  readonly to: readonly string[]
}

function broughtBy({ tenant }: Scope, readers: readonly RollupReader[], data: StoredData): Brought[] {
  return readers.flatMap(({ key, via, source }) => {
    const to = [data[via]].flat().filter((id) => typeof id === 'string')
    const value = to.length === 0 ? undefined : partOf(source, data, tenant.timezone)
    return value === undefined ? [] : [{ rollup: key, value, to: [...new Set(to)] }]
  })
}

/** From what the tables hold to what is wanted; the same whatever happened before. */
async function moveParts(
  tx: Db,
  scope: Scope,
  definition: Definition,
  no: number,
  brought: readonly Brought[],
): Promise<void> {
  const tenant = scope.tenant.no
  const had = await partsFrom(tx, tenant, no)
  const ids = [...new Set(brought.flatMap(({ to }) => to))]
  const numbers = ids.length === 0 ? new Map<string, number>() : await numbersOf(tx, tenant, ids)
  const has = brought.flatMap(({ rollup, value, to }) =>
    to.flatMap((id) => (numbers.has(id) ? [{ to: numbers.get(id) as number, rollup, value }] : [])),
  )
  const before = new Map(had.map((part) => [placeOf(part), part]))
  const after = new Map(has.map((part) => [placeOf(part), part]))
  const places = [...new Set([...before.keys(), ...after.keys()])]
  // Always in the same order, so that two transactions do not wait for each other.
  for (const place of places.sort()) {
    const [gone, come] = [before.get(place), after.get(place)]
    if (gone && come && equalJson(gone.value, come.value)) continue
    await movePart(tx, scope, definition, no, { gone, come })
  }
}

function placeOf({ to, rollup }: PartRow): string {
  return `${String(to).padStart(16, '0')} ${rollup}`
}

interface Move {
  readonly gone: PartRow | undefined
  readonly come: PartRow | undefined
}

async function movePart(tx: Db, scope: Scope, definition: Definition, no: number, { gone, come }: Move): Promise<void> {
  const tenant = scope.tenant.no
  const { to, rollup } = (gone ?? come) as PartRow
  const reader = definition.readers.rollups.find(({ key }) => key === rollup)
  if (!reader) {
    // Of a roll-up that is no more.
    if (gone) await dropPart(tx, tenant, no, gone)
    return
  }
  const held = (await holdTotal(tx, tenant, to, rollup)) ?? noParts
  await (come ? putPart(tx, tenant, no, come) : dropPart(tx, tenant, no, gone as PartRow))
  const less = gone ? withoutPart(reader.source, held, gone.value) : held
  const state = less
    ? come
      ? withPart(reader.source, less, come.value)
      : less
    : await countAnew(tx, tenant, to, rollup, reader.source)
  await putTotal(tx, tenant, to, rollup, state)
  noteDirty(tx, { no: to, blueprint: reader.parent.name })
}

/** The least one went away: which is next, only all of them together tell. */
async function countAnew(tx: Db, tenant: number, to: number, rollup: string, source: RollupSource) {
  return stateOf(source, await partsOf(tx, tenant, to, rollup))
}
