// What changed in a record, when and by whom; and what it was at an earlier rev.
import { type Attic, type DataDiff, diffData, equalJson, type FieldId, undoDiff } from '@molde/engine'
import { insertMany } from '../store/insert-many.ts'
import { type Db, jsonOf } from '../store/store.ts'
import type { RecordRow } from './record-table.ts'

/** Old and new value; null = empty. */
type Pair<T> = readonly [T | null, T | null]

export interface Diff {
  /** By field id. */
  readonly data?: DataDiff
  /** What was kept besides the data before; only where it changed. */
  readonly attic?: Attic
  readonly state?: Pair<string>
  readonly version?: readonly [number, number]
  readonly flowVersion?: Pair<number>
  readonly live?: readonly [boolean, boolean]
  /** Numbers of blueprints: what stands in the diffs before is in the words of the first. */
  readonly blueprint?: readonly [number, number]
  readonly note?: string
}

export interface HistoryEntry extends Diff {
  readonly rev: number
  readonly at: number
  readonly actor: string | null
}

type Standing = Pick<RecordRow, 'version' | 'state' | 'flowVersion' | 'live' | 'data' | 'attic'>

const inserted = { insert: 'INSERT INTO record_history (tenant, no, rev, at, actor, diff)', row: '(?, ?, ?, ?, ?, ?)' }
const readText = `SELECT rev, at, actor, diff FROM record_history WHERE tenant = ? AND no = ? AND rev < ? ORDER BY rev DESC LIMIT ?`
const sinceText =
  'SELECT diff FROM record_history WHERE tenant = ? AND no = ? AND rev > ? AND rev <= ? ORDER BY rev DESC'
const amongText =
  'SELECT at, diff FROM record_history WHERE tenant = ? AND no = ? AND rev > ? AND rev < ? ORDER BY rev LIMIT 500'
const creationText = 'SELECT created_at, created_by FROM record WHERE tenant = ? AND no = ?'

export interface NewHistory {
  /** Of the record. */
  readonly no: number
  readonly rev: number
  readonly at: number
  readonly actor: string | null
  readonly diff: Diff
}

export function addHistory(tx: Db, tenant: number, entry: NewHistory): Promise<void> {
  return addHistories(tx, tenant, [entry])
}

export async function addHistories(tx: Db, tenant: number, entries: readonly NewHistory[]): Promise<void> {
  const rows = entries.map(({ no, rev, at, actor, diff }) => [tenant, no, rev, at, actor, JSON.stringify(diff)])
  await insertMany(tx, inserted, rows)
}

/** Into which states the record came between two revs, neither included, and when; oldest first. `field`: of a further flow. */
export async function statesAmong(
  db: Db,
  tenant: number,
  no: number,
  after: number,
  before: number,
  field?: FieldId,
): Promise<{ readonly state: string; readonly at: number }[]> {
  const rows = await db.all<{ at: number; diff: unknown }>(amongText, [tenant, no, after, before])
  return rows.flatMap(({ at, diff }) => {
    const told = jsonOf<Diff>(diff)
    const state = field ? told.data?.[field]?.[1] : told.state?.[1]
    return typeof state === 'string' ? [{ state, at: Number(at) }] : []
  })
}

/**
 * Field by field, so that any rev can be rebuilt from the record by walking back. `data`: how the data differ, where that was worked
 * out before.
 */
export function diffOf(
  before: Standing,
  after: Standing,
  note?: string,
  data: DataDiff = diffData(before.data, after.data),
): Diff {
  return {
    ...(Object.keys(data).length > 0 && { data }),
    ...(!equalJson(before.attic, after.attic) && { attic: before.attic }),
    ...(before.state !== after.state && { state: [before.state, after.state] as const }),
    ...(before.version !== after.version && { version: [before.version, after.version] as const }),
    ...(before.flowVersion !== after.flowVersion && { flowVersion: [before.flowVersion, after.flowVersion] as const }),
    ...(before.live !== after.live && { live: [before.live, after.live] as const }),
    ...(note !== undefined && { note }),
  }
}

/** Newest first, revs below `before`. The last entry is the creation, which the record itself remembers. */
export async function readHistory(
  db: Db,
  tenant: number,
  no: number,
  before: number | undefined,
  limit: number,
): Promise<HistoryEntry[]> {
  const rows = await db.all<{ rev: number; at: number; actor: string | null; diff: unknown }>(readText, [
    tenant,
    no,
    before ?? 2 ** 31 - 1,
    limit,
  ])
  const entries = rows.map(({ rev, at, actor, diff }) => ({ rev, at, actor, ...jsonOf<Diff>(diff) }))
  if (entries.length === limit || before === 1) return entries
  return [...entries, ...(await creationOf(db, tenant, no))]
}

async function creationOf(db: Db, tenant: number, no: number): Promise<HistoryEntry[]> {
  const row = await db.get<{ created_at: number; created_by: string | null }>(creationText, [tenant, no])
  return row ? [{ rev: 1, at: row.created_at, actor: row.created_by }] : []
}

/** The record as it stood at an earlier rev, or undefined when it never had that rev. */
export async function dataAtRev(db: Db, tenant: number, row: RecordRow, rev: number): Promise<RecordRow | undefined> {
  if (!Number.isInteger(rev) || rev < 1 || rev > row.rev) return undefined
  const rows = await db.all<{ diff: unknown }>(sinceText, [tenant, row.no, rev, row.rev])
  if (rows.length !== row.rev - rev) return undefined
  return { ...rows.reduce((later, { diff }) => beforeEntry(later, jsonOf<Diff>(diff)), row), rev }
}

const stepsBack = 300

/** As it was right before one of its revs, and right after it. */
export interface AroundRev {
  readonly rev: number
  readonly before: RecordRow
  readonly after: RecordRow
}

/** Around these revs, the latest first, by one walk back. A rev whose history is gone is not there. */
export async function aroundRevs(
  db: Db,
  tenant: number,
  row: RecordRow,
  revs: ReadonlySet<number>,
): Promise<AroundRev[]> {
  const first = Math.min(...revs)
  const found: AroundRev[] = []
  let later = row
  while (later.rev >= first && later.rev > 1) {
    const entries = await entriesBelow(db, tenant, row.no, later.rev + 1, first - 1)
    for (const { rev, diff, at } of entries) {
      if (rev !== later.rev) return found
      const last = found.at(-1)
      if (last && last.before.rev === rev)
        found[found.length - 1] = { ...last, before: { ...last.before, updatedAt: at } }
      const before = { ...beforeEntry(later, diff), rev: rev - 1, updatedAt: row.createdAt }
      if (revs.has(rev)) found.push({ rev, before, after: later })
      later = before
    }
    if (entries.length < stepsBack) break
  }
  return found
}

async function entriesBelow(db: Db, tenant: number, no: number, below: number, from: number) {
  const rows = await db.all<{ rev: number; at: number; diff: unknown }>(
    `SELECT rev, at, diff FROM record_history WHERE tenant = ? AND no = ? AND rev < ? AND rev >= ?
      ORDER BY rev DESC LIMIT ${stepsBack}`,
    [tenant, no, below, from],
  )
  return rows.map(({ rev, at, diff }) => ({ rev, at: Number(at), diff: jsonOf<Diff>(diff) }))
}

/** When the record passed from one blueprint to another, the latest first. */
export async function passingsOf(
  db: Db,
  tenant: number,
  no: number,
): Promise<readonly { readonly rev: number; readonly from: number; readonly to: number }[]> {
  const rows = await db.all<{ rev: number; diff: unknown }>(
    'SELECT rev, diff FROM record_history WHERE tenant = ? AND no = ? ORDER BY rev DESC',
    [tenant, no],
  )
  return rows.flatMap(({ rev, diff }) => {
    const { blueprint } = jsonOf<Diff>(diff)
    return blueprint ? [{ rev, from: blueprint[0], to: blueprint[1] }] : []
  })
}

/** What happened up to a rev; no rev before can be rebuilt any more. */
export async function dropHistory(tx: Db, tenant: number, no: number, upTo: number): Promise<void> {
  await tx.run('DELETE FROM record_history WHERE tenant = ? AND no = ? AND rev <= ?', [tenant, no, upTo])
}

/** The words about why, of every rev after `rev`. */
export async function notesSince(db: Db, tenant: number, no: number, rev: number): Promise<(string | undefined)[]> {
  const rows = await db.all<{ diff: unknown }>(
    'SELECT diff FROM record_history WHERE tenant = ? AND no = ? AND rev > ?',
    [tenant, no, rev],
  )
  return rows.map(({ diff }) => jsonOf<Diff>(diff).note)
}

/** Who brought each of these records to the rev it has, by its number. */
export async function lastActors(
  db: Db,
  tenant: number,
  records: readonly Pick<RecordRow, 'no'>[],
): Promise<ReadonlyMap<number, string | null>> {
  if (records.length === 0) return new Map()
  const rows = await db.all<{ no: number; actor: string | null }>(
    `SELECT r.no, h.actor FROM record r JOIN record_history h ON h.tenant = r.tenant AND h.no = r.no AND h.rev = r.rev
      WHERE r.tenant = ? AND r.no IN (${records.map(() => '?').join(', ')})`,
    [tenant, ...records.map(({ no }) => no)],
  )
  return new Map(rows.map(({ no, actor }) => [Number(no), actor]))
}

/** The record as it was before what an entry tells; `later` is as it was right after. */
export function beforeEntry(later: RecordRow, diff: Diff): RecordRow {
  return {
    ...later,
    data: diff.data ? undoDiff(later.data, diff.data) : later.data,
    attic: diff.attic ?? later.attic,
    state: diff.state ? diff.state[0] : later.state,
    version: diff.version ? diff.version[0] : later.version,
    flowVersion: diff.flowVersion ? diff.flowVersion[0] : later.flowVersion,
    live: diff.live ? diff.live[0] : later.live,
    blueprint: diff.blueprint ? diff.blueprint[0] : later.blueprint,
  }
}
