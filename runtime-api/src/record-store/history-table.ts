// What changed in a record, when and by whom; and what it was at an earlier rev.
import { type Attic, type DataDiff, diffData, equalJson, undoDiff } from '@molde/engine'
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
  readonly note?: string
}

export interface HistoryEntry extends Diff {
  readonly rev: number
  readonly at: number
  readonly actor: string | null
}

type Standing = Pick<RecordRow, 'version' | 'state' | 'flowVersion' | 'live' | 'data' | 'attic'>

const insertText = 'INSERT INTO record_history (tenant, no, rev, at, actor, diff) VALUES (?, ?, ?, ?, ?, ?)'
const readText = `SELECT rev, at, actor, diff FROM record_history WHERE tenant = ? AND no = ? AND rev < ? ORDER BY rev DESC LIMIT ?`
const sinceText =
  'SELECT diff FROM record_history WHERE tenant = ? AND no = ? AND rev > ? AND rev <= ? ORDER BY rev DESC'
const creationText = 'SELECT created_at, created_by FROM record WHERE tenant = ? AND no = ?'

export function addHistory(
  tx: Db,
  tenant: number,
  no: number,
  entry: { readonly rev: number; readonly at: number; readonly actor: string | null; readonly diff: Diff },
): Promise<unknown> {
  return tx.run(insertText, [tenant, no, entry.rev, entry.at, entry.actor, JSON.stringify(entry.diff)])
}

/** Field by field, so that any rev can be rebuilt from the record by walking back. */
export function diffOf(before: Standing, after: Standing, note?: string): Diff {
  const data = diffData(before.data, after.data)
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
  return { ...rows.reduce((later, { diff }) => stepBack(later, jsonOf<Diff>(diff)), row), rev }
}

/** The words about why, of every rev after `rev`. */
export async function notesSince(db: Db, tenant: number, no: number, rev: number): Promise<(string | undefined)[]> {
  const rows = await db.all<{ diff: unknown }>(
    'SELECT diff FROM record_history WHERE tenant = ? AND no = ? AND rev > ?',
    [tenant, no, rev],
  )
  return rows.map(({ diff }) => jsonOf<Diff>(diff).note)
}

function stepBack(later: RecordRow, diff: Diff): RecordRow {
  return {
    ...later,
    data: diff.data ? undoDiff(later.data, diff.data) : later.data,
    attic: diff.attic ?? later.attic,
    state: diff.state ? diff.state[0] : later.state,
    version: diff.version ? diff.version[0] : later.version,
    flowVersion: diff.flowVersion ? diff.flowVersion[0] : later.flowVersion,
    live: diff.live ? diff.live[0] : later.live,
  }
}
