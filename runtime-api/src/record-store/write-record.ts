// How is one record written together with everything that hangs on it? All of it in the caller's transaction.
import { type Attic, equalJson, type Projection, type SlotName, type StoredData } from '@molde/engine'
import type { Db, TenantStore } from '../store/store.ts'
import { addCount, moveCount } from './count-table.ts'
import { addHistory, diffOf } from './history-table.ts'
import { moveLinks, newLinks } from './link-table.ts'
import { changeRows } from './many-rows-table.ts'
import { CountChanges } from './move-record.ts'
import { StaleRecord, TargetMissing, type UniqueTaken } from './record-errors.ts'
import {
  atticText,
  changedSlots,
  derivedColumn,
  insertRow,
  type NewRow,
  nothingKept,
  numbersOf,
  type RecordRow,
  type RowChange,
  type SlotValues,
  updateRow,
} from './record-table.ts'
import { queueWords } from './search-table.ts'
import { moveTags } from './tag-table.ts'
import { moveUniques, settleUniques } from './unique-table.ts'

export interface RecordChange {
  readonly version: number
  readonly state: string | null
  readonly flowVersion: number | null
  readonly data: StoredData
  /** As before unless told. */
  readonly attic?: Attic
  /** The version whose shape both projections follow; as before unless told. */
  readonly derivedVersion?: number
  readonly at: number
  readonly actor: string | null
  /** A word about why, kept in the history. */
  readonly note?: string
}

export interface Act {
  readonly at: number
  readonly actor: string | null
}

const nothing: Projection = { slots: {}, relations: [], bad: 0, tags: [], links: [], uniques: [], words: [] }

/** Throws `UniqueTaken`, `TargetMissing`. */
export async function insertRecord(
  tx: Db,
  store: TenantStore,
  row: NewRow,
  projection: Projection,
): Promise<RecordRow> {
  const { tenant } = store
  const numbers = await targetNumbers(tx, tenant, nothing, projection)
  const no = await insertRow(tx, tenant, row, slotsOf(projection, numbers), projection.bad)
  const record = recordFrom(row, no)
  await moveHangings(tx, tenant, record, { before: nothing, after: projection, numbers })
  await addCount(tx, tenant, record, 1)
  if (projection.words.length > 0)
    await queueWords(tx, tenant, [{ no, blueprint: row.blueprint, words: projection.words }], row.at)
  return record
}

/** Compare-and-set: throws `StaleRecord` when `before` is not what is stored any more; `UniqueTaken`, `TargetMissing`. */
export async function updateRecord(
  tx: Db,
  store: TenantStore,
  before: RecordRow,
  change: RecordChange,
  projectionBefore: Projection,
  projectionAfter: Projection,
): Promise<RecordRow> {
  const { tenant } = store
  const { note, actor, at, ...content } = change
  const after: RecordRow = { ...before, ...content, rev: before.rev + 1, updatedAt: at }
  const numbers = await targetNumbers(tx, tenant, projectionBefore, projectionAfter)
  await compareAndSet(tx, tenant, before, {
    ...slotsToSet(tx, slotsOf(projectionBefore, numbers), slotsOf(projectionAfter, numbers)),
    ...changedColumns(before, after),
    ...(projectionBefore.bad !== projectionAfter.bad && { bad: projectionAfter.bad }),
    ...(!equalJson(before.data, after.data) && { data: JSON.stringify(after.data) }),
    ...(!equalJson(before.attic, after.attic) && { attic: atticText(after.attic) }),
    updated_at: at,
  })
  await moveHangings(tx, tenant, after, { before: projectionBefore, after: projectionAfter, numbers })
  await moveCount(tx, tenant, before, after)
  await addHistory(tx, tenant, { no: before.no, rev: after.rev, at, actor, diff: diffOf(before, after, note) })
  if (!equalJson(projectionBefore.words, projectionAfter.words))
    await queueWords(tx, tenant, [{ no: after.no, blueprint: after.blueprint, words: projectionAfter.words }], at)
  return after
}

/** Into the trash. Its unique values are free for others; links, tags and words stay with it. Throws `StaleRecord`. */
export async function trashRecord(
  tx: Db,
  store: TenantStore,
  before: RecordRow,
  act: Act,
  projection: Projection,
): Promise<RecordRow> {
  return moveTo(tx, store, before, { ...act, place: 'trash' }, projection)
}

/** Out of the trash. Throws `UniqueTaken` when its values were taken meanwhile, `StaleRecord`. */
export async function untrashRecord(
  tx: Db,
  store: TenantStore,
  before: RecordRow,
  act: Act,
  projection: Projection,
): Promise<RecordRow> {
  return moveTo(tx, store, before, { ...act, place: 'live' }, projection)
}

/** Where a record is: among the others, in the trash, or stowed while its parent shows it as a row. */
export type Place = 'live' | 'trash' | 'stowed'

const livePlaces = { trash: 0, live: 1, stowed: 2 } as const

/**
 * Every slot is written: their index entries move with `live` anyway, and a job that fills slots may be passing by. Unique values are
 * held only while it is live. Throws as `untrashRecord` does.
 */
export async function moveTo(
  tx: Db,
  { tenant }: TenantStore,
  before: RecordRow,
  { at, actor, place, note }: Act & { readonly place: Place; readonly note?: string },
  projection: Projection,
): Promise<RecordRow> {
  const { stowed, ...standing } = before
  if (place === (before.live ? 'live' : stowed ? 'stowed' : 'trash')) throw new StaleRecord(before.no)
  const live = place === 'live'
  const deletedAt = place === 'trash' ? at : null
  const moved = { live, ...(place === 'stowed' && { stowed: true as const }), deletedAt }
  const after: RecordRow = { ...standing, ...moved, rev: before.rev + 1, updatedAt: at }
  const numbers = await targetNumbers(tx, tenant, projection, projection)
  const slots = slotsOf(projection, numbers) as SlotValues
  await compareAndSet(tx, tenant, before, { ...slots, live: livePlaces[place], deleted_at: deletedAt, updated_at: at })
  await moveCount(tx, tenant, before, after)
  await addHistory(tx, tenant, { no: before.no, rev: after.rev, at, actor, diff: diffOf(before, after, note) })
  await moveUniques(tx, tenant, before, before.live ? projection.uniques : [], live ? projection.uniques : [])
  return after
}

export interface Derivation {
  readonly row: RecordRow
  /** Its slots do not matter: every one is written. */
  readonly before: Projection
  readonly after: Projection
  /** In that shape, too: lists read it beside the slots. */
  readonly state: string | null
}

/**
 * What hangs on records, anew in the shape of another version, which `after` follows; the records themselves stay as they are, and so
 * do their revs. Answers, in their order, the unique rules whose values another record holds: it stands in line for them. A record that
 * was written meanwhile is left out: whoever wrote it has done this.
 */
export async function deriveAnew(
  tx: Db,
  { tenant }: TenantStore,
  derivations: readonly Derivation[],
  { version, at }: { readonly version: number; readonly at: number },
): Promise<readonly (readonly UniqueTaken[])[]> {
  const ids = derivations.flatMap(({ before, after }) =>
    [before, after].flatMap(({ links, relations }) => [...links, ...relations].map(({ id }) => id)),
  )
  const numbers = ids.length === 0 ? noNumbers : await numbersOf(tx, tenant, [...new Set(ids)])
  const changed = await changeRows(
    tx,
    tenant,
    derivations.map(({ row, after, state }) => ({
      before: row,
      grows: false,
      change: {
        ...(slotsOf(after, numbers) as SlotValues),
        ...(state !== row.state && { state }),
        bad: after.bad,
        derived_version: derivedColumn({ ...row, derivedVersion: version }),
      },
    })),
  )
  const own = derivations.filter(({ row }) => changed.has(row.no))
  const counts = new CountChanges()
  for (const { row, state } of own) if (state !== row.state) counts.move(row, { ...row, state })
  await counts.write(tx, tenant)
  await moveTags(
    tx,
    tenant,
    own.map(({ row, before, after }) => ({ owner: row, before: before.tags, after: after.tags })),
  )
  await moveLinks(
    tx,
    tenant,
    own.map(({ row, before, after }) => ({ no: row.no, before: before.links, after: after.links })),
    numbers,
  )
  const words = own.filter(({ before, after }) => !equalJson(before.words, after.words))
  await queueWords(
    tx,
    tenant,
    words.map(({ row: { no, blueprint }, after }) => ({ no, blueprint, words: after.words })),
    at,
  )
  const live = own.filter(({ row }) => row.live)
  const taken = await settleUniques(
    tx,
    tenant,
    live.map(({ row, before, after }) => ({ owner: row, before: before.uniques, after: after.uniques })),
  )
  const takenBy = new Map(live.map(({ row }, i) => [row.no, taken[i] ?? []]))
  return derivations.map(({ row }) => takenBy.get(row.no) ?? [])
}

/**
 * SQLite touches the index of every column that is set, so only changed slots are. PostgreSQL compares by itself, and there a job
 * that fills a slot may read the row before this write and find it changed afterwards: this write fills the slot.
 */
function slotsToSet(tx: Db, before: Projection['slots'], after: Projection['slots']): SlotValues {
  const changed = changedSlots(before, after)
  return tx.dialect === 'sqlite' ? changed : { ...changed, ...after }
}

async function compareAndSet(tx: Db, tenant: number, before: RecordRow, change: RowChange): Promise<void> {
  if (!(await updateRow(tx, tenant, before, change))) throw new StaleRecord(before.no)
}

interface Move {
  readonly before: Projection
  readonly after: Projection
  readonly numbers: ReadonlyMap<string, number>
}

async function moveHangings(
  tx: Db,
  tenant: number,
  record: RecordRow,
  { before, after, numbers }: Move,
): Promise<void> {
  await moveUniques(tx, tenant, record, before.uniques, after.uniques)
  await moveTags(tx, tenant, [{ owner: record, before: before.tags, after: after.tags }])
  await moveLinks(tx, tenant, [{ no: record.no, before: before.links, after: after.links }], numbers)
}

const noNumbers: ReadonlyMap<string, number> = new Map()

/** Row numbers of all records pointed to. A target that is newly pointed to must exist; an old one may have been erased since. */
async function targetNumbers(
  tx: Db,
  tenant: number,
  before: Projection,
  after: Projection,
): Promise<ReadonlyMap<string, number>> {
  const all = new Set([before, after].flatMap(({ links, relations }) => [...links, ...relations].map(({ id }) => id)))
  if (all.size === 0) return noNumbers
  const numbers = await numbersOf(tx, tenant, [...all])
  const fresh = [...newLinks(before.links, after.links), ...after.relations].map(({ id }) => id)
  const known = new Set([...before.links, ...before.relations].map(({ id }) => id))
  const missing = fresh.filter((id) => !numbers.has(id) && !known.has(id))
  if (missing.length > 0) throw new TargetMissing([...new Set(missing)])
  return numbers
}

function slotsOf({ slots, relations }: Projection, numbers: ReadonlyMap<string, number>): Projection['slots'] {
  if (relations.length === 0) return slots
  const pointing = relations.map(({ slot, id }) => [slot as SlotName, numbers.get(id) ?? null])
  return { ...slots, ...Object.fromEntries(pointing) }
}

function changedColumns(before: RecordRow, after: RecordRow): RowChange {
  return {
    ...(before.version !== after.version && { version: after.version }),
    ...(before.state !== after.state && { state: after.state }),
    ...(before.flowVersion !== after.flowVersion && { flow_version: after.flowVersion }),
    ...(derivedColumn(before) !== derivedColumn(after) && { derived_version: derivedColumn(after) }),
  }
}

function recordFrom({ at, ...row }: NewRow, no: number): RecordRow {
  return {
    derivedVersion: row.version,
    attic: nothingKept,
    ...row,
    no,
    rev: 1,
    live: true,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
  }
}
