// Which records does a list show? One page, or how many there are.
import {
  type BlueprintVersion,
  compareValues,
  type FieldId,
  type FieldRef,
  type Json,
  type ListQuery,
  matchRecord,
  type Predicate,
  readClockMember,
  type SlotMap,
  type SlotName,
  type SlotValue,
  slotOf,
  sortValue,
  viewKeyOf,
} from '@molde/engine'
import { totalOf } from '../record-store/count-table.ts'
import {
  findColumnsByNo,
  type RecordColumns,
  type RecordRow,
  recordColumns,
  recordOf,
} from '../record-store/record-table.ts'
import type { Db, TenantStore } from '../store/store.ts'
import { clocksOfRecords } from '../timers/clock-table.ts'
import { documentJson, type Ground } from './field-sql.ts'
import type { Fragment } from './fragment-sql.ts'
import { chooseLead, fewRows } from './lead-sql.ts'
import { countSql, hasSlot, keysOf, type ListPlan, pageSql, phasesFor, planList, rowsSql } from './list-sql.ts'
import type { Position } from './order-sql.ts'
import { mostScanned, ScanTooLarge, SlotNeeded } from './query-errors.ts'
import { rememberMany } from './remember-many.ts'
import { fewMatches, leadingSearchSql, reachSql, type SearchReach, searchSql } from './search-sql.ts'

export interface ListAsk {
  readonly tenant: number
  readonly blueprint: number
  readonly query: ListQuery
  /** The newest version: conditions and slots speak of its fields. */
  readonly version: BlueprintVersion
  /** Slots that are filled. */
  readonly slots: SlotMap
  /** The first flow of the blueprint; absent: the query cannot speak of clocks. */
  readonly flow?: number
  /** The list is a pinned view, with nothing added: this slot holds its key. */
  readonly viewKey?: SlotName
  /** Needed while records rest at older versions whose values are others than in the newest. */
  readonly lift?: Lift
}

export interface Lift {
  /** The fields this concerns. */
  readonly fields: ReadonlySet<FieldId>
  /** Those whose tags and links say something else, for now or in the words of this version. */
  readonly underived: ReadonlySet<FieldId>
  /** Rows in the newest shape, in the same order. */
  rows(db: Db, rows: readonly RecordRow[]): Promise<readonly RecordRow[]>
}

export interface ListAnswer {
  /** As they rest; `recordOf` reads them. */
  readonly rows: readonly RecordColumns[]
  readonly more: boolean
  /** Where the next page begins; with the query's hash it is a cursor. */
  readonly next?: Position
  /** Fields that were read row by row because they have no slot. */
  readonly slow?: readonly FieldId[]
}

export interface CountAnswer {
  readonly value: number
  readonly capped: boolean
}

/** Nothing is counted beyond this. */
const mostCounted = 10_000
const chunk = 500

/** Throws `SlotNeeded`, `ScanTooLarge`. */
export async function listRecords(store: TenantStore, ask: ListAsk): Promise<ListAnswer> {
  const plan = await planOfPage(store.read, ask)
  await refuseLargeScan(store.read, ask, plan)
  const page = await pageOf(store.read, ask, plan)
  const slow = plan.scanned.filter((field) => !hasSlot(plan.ground, field))
  return slow.length > 0 ? { ...page, slow } : page
}

async function pageOf(db: Db, ask: ListAsk, plan: ListPlan): Promise<ListAnswer> {
  if (!plan.columns) return pageBySorting(db, ask, plan)
  try {
    return await pageByIndex(db, ask, plan)
  } catch (thrown) {
    if (!plan.wordsInRow || !(thrown instanceof ScanTooLarge)) throw thrown
    return pageByIndex(db, ask, withSearch(plan, ask.query, 'all'))
  }
}

/** The same within a transaction, for a job that goes through all of them. */
export async function listRecordsIn(db: Db, ask: ListAsk): Promise<ListAnswer> {
  return pageOf(db, ask, await planOfPage(db, ask))
}

/** So many at the most, where somebody asks for the exact number. */
export const mostCountedExactly = 1_000_000

/** Exact when nothing is filtered; else no further than `most`. Throws as `listRecords` does. */
export async function countRecords(store: TenantStore, ask: ListAsk, most = mostCounted): Promise<CountAnswer> {
  const { query } = ask
  const isWhole =
    query.where.op === 'always' && !query.residual && query.words.length === 0 && ask.viewKey === undefined
  if (isWhole) return { value: await totalOf(store.read, store.tenant, ask.blueprint, !query.trash), capped: false }
  const plan = await planOfAsk(store.read, ask)
  await refuseLargeScan(store.read, ask, plan)
  if (plan.wordsInRow && !plan.recheck) return countAmongFirst(store.read, ask, plan)
  const found = plan.recheck
    ? await countByLooking(store.read, ask, plan, most)
    : await countOf(store.read, plan, most + 1)
  return { value: Math.min(found, most), capped: found > most }
}

/** What the database would do for the first page, line by line. For tests. */
export async function explainList(store: TenantStore, ask: ListAsk): Promise<string[]> {
  const plan = await planOfPage(store.read, ask)
  const position = startOf(ask)
  const phases = plan.columns ? phasesFor(plan, position) : []
  const [first] = phases.map((phase) => pageSql(plan, recordColumns, phase, ask.query.limit + 1))
  const { sql, bindings } = first ?? rowsSql(plan, recordColumns, mostScanned + 1)
  const explain = store.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
  const rows = await store.read.all<{ detail?: string; 'QUERY PLAN'?: string }>(`${explain} ${sql}`, bindings)
  return rows.map((row) => row.detail ?? row['QUERY PLAN'] ?? '')
}

async function planOfPage(db: Db, ask: ListAsk): Promise<ListPlan> {
  return newestMatches(groundOf(db, ask), ask) ?? (await planOfAsk(db, ask))
}

/** Nothing but words, newest first: on SQLite the search index itself leads, however many have the words. */
function newestMatches(ground: Ground, { query, viewKey }: ListAsk): ListPlan | undefined {
  const { where, residual, sort, trash } = query
  const onlyWords = where.op === 'always' && !residual && sort.length === 0 && !trash && viewKey === undefined
  const search = onlyWords ? leadingSearchSql(ground, query) : undefined
  return search && { ...planList({ ...ground, lead: { by: 'search', columns: new Set() } }, query), search }
}

function groundOf(db: Db, { version, slots, flow, tenant, blueprint, lift }: ListAsk): Ground {
  return {
    dialect: db.dialect,
    tenant,
    blueprint,
    version,
    slots,
    ...(flow !== undefined && { flow }),
    lifted: lift?.fields ?? none,
    underived: lift?.underived ?? none,
  }
}

const none: ReadonlySet<FieldId> = new Set()

export async function planOfAsk(db: Db, ask: ListAsk): Promise<ListPlan> {
  const { query } = ask
  const ground = groundOf(db, ask)
  const plan = planList(await withLead(db, ask, ground), query, ask.viewKey)
  if (query.words.length === 0) return plan
  const matches = await countIn(db, reachSql(ground, query))
  return withSearch(plan, query, matches > fewMatches ? 'many' : 'few')
}

function withSearch({ wordsInRow: _, ...plan }: ListPlan, query: ListQuery, reach: SearchReach): ListPlan {
  const search = searchSql(plan.ground, query, reach)
  return search ? { ...plan, search } : { ...plan, wordsInRow: true }
}

/** PostgreSQL knows which values are common; SQLite is told, by a look at the first index entries of each part of the filter. */
async function withLead(db: Db, { query, viewKey }: ListAsk, ground: Ground): Promise<Ground> {
  if (ground.dialect === 'postgres' || viewKey !== undefined) return ground
  const lead = await chooseLead(ground, query, (where) => {
    const plan = planList(ground, { ...query, where, sort: [] })
    return rememberMany(db, countSql(plan, plan.conditions, fewRows + 1), fewRows, (counted) => countIn(db, counted))
  })
  return lead ? { ...ground, lead } : ground
}

/** What an index cannot answer is looked up row by row, but only in so many rows. */
export async function refuseLargeScan(db: Db, ask: ListAsk, plan: ListPlan): Promise<void> {
  const sorts = !plan.columns || plan.columns[0]?.indexed === false
  if (plan.scanned.length === 0 && !sorts) return
  if ((await totalOf(db, ask.tenant, ask.blueprint, plan.live === 1)) <= mostScanned) return
  const quick = plan.conditions.filter(({ scanned }) => scanned.length === 0)
  if ((quick.length > 0 || plan.search) && (await countIn(db, countSql(plan, quick, mostScanned + 1))) <= mostScanned)
    return
  const wanted = plan.scanned.filter((id) => !hasSlot(plan.ground, id) && canHaveSlot(ask.version, id))
  throw wanted.length > 0 ? new SlotNeeded(wanted) : new ScanTooLarge()
}

function canHaveSlot(version: BlueprintVersion, id: FieldId): boolean {
  const field = version.fields.find((one) => one.id === id)
  return field !== undefined && slotOf(field) !== null
}

type ChunkRow = RecordColumns & { readonly [key: `k${number}`]: SlotValue }

async function pageByIndex(db: Db, ask: ListAsk, plan: ListPlan): Promise<ListAnswer> {
  const { limit } = ask.query
  const taken: ChunkRow[] = []
  let phases = phasesFor(plan, startOf(ask))
  let looked = 0
  for (let phase = phases[0]; phase && taken.length <= limit; phase = phases[0]) {
    const most = looksAgain(plan) ? Math.max(limit + 1, chunk) : limit + 1 - taken.length
    const columns = [recordColumns, ...keysOf(plan, phase)].join(', ')
    const { sql, bindings } = pageSql(plan, columns, phase, most)
    const rows = await db.all<ChunkRow>(sql, bindings)
    taken.push(...(await lookAgain(db, ask, plan, rows)))
    looked += rows.length
    const last = rows.at(-1)
    phases = last && rows.length === most ? phasesFor(plan, positionOf(plan, last)) : phases.slice(1)
    if (looksAgain(plan) && taken.length <= limit && looked > mostScanned) throw new ScanTooLarge()
  }
  const rows = taken.slice(0, limit)
  const last = rows.at(-1)
  if (taken.length <= limit || !last) return { rows, more: false }
  return { rows, more: true, next: await nextOf(db, ask, plan, last) }
}

/** Of a pinned view the key stands for the position; the cursor carries the values, which hold for both. */
function startOf({ query, viewKey }: ListAsk): Position | undefined {
  const { cursor, sort } = query
  if (!cursor || viewKey === undefined) return cursor
  return { no: cursor.no, values: sort.length > 0 ? [viewKeyOf(sort, cursor.values.map(asSlotValue))] : [] }
}

function asSlotValue(value: Position['values'][number]): SlotValue {
  return typeof value === 'boolean' ? Number(value) : value
}

function positionOf(plan: ListPlan, row: ChunkRow): Position {
  return { no: row.no, values: (plan.columns ?? []).map((_, i) => row[`k${i}`] ?? null) }
}

async function nextOf(db: Db, ask: ListAsk, plan: ListPlan, last: ChunkRow): Promise<Position> {
  if (ask.viewKey === undefined) return positionOf(plan, last)
  const [row] = await lifted(db, ask, [recordOf(last)])
  return { no: last.no, values: row ? ask.query.sort.map((key) => sortValue(key, row)) : [] }
}

/** Rows that the whole filter is true for. Words that were found by the index are not looked at again. */
async function lookAgain<Row extends RecordColumns>(
  db: Db,
  ask: ListAsk,
  plan: ListPlan,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (!looksAgain(plan) || rows.length === 0) return rows
  const query = plan.wordsInRow ? ask.query : { ...ask.query, words: [] }
  const records = await lifted(db, ask, rows.map(recordOf))
  return rows.filter((_, i) => matchRecord(query, records[i] as RecordRow, ask.version))
}

export function looksAgain({ recheck, wordsInRow }: ListPlan): boolean {
  return recheck || wordsInRow === true
}

export async function lifted(db: Db, ask: ListAsk, rows: readonly RecordRow[]): Promise<readonly RecordRow[]> {
  return withClocks(db, ask, ask.lift ? await ask.lift.rows(db, rows) : rows)
}

/** With how their clocks stand, where the query asks for that. */
export async function withClocks(
  db: Db,
  { tenant, flow, query }: Pick<ListAsk, 'tenant' | 'flow' | 'query'>,
  rows: readonly RecordRow[],
): Promise<readonly RecordRow[]> {
  if (flow === undefined || rows.length === 0 || !asksForClocks(query)) return rows
  const numbers = rows.map(({ no }) => no)
  const clocks = await clocksOfRecords(db, tenant, flow, numbers)
  return rows.map((row) => ({ ...row, clocks: Object.fromEntries(clocks.get(row.no) ?? []) }))
}

function asksForClocks({ where, residual, sort }: ListQuery): boolean {
  return residual?.usesClocks !== undefined || sort.some(({ ref }) => isClock(ref)) || refsOf(where).some(isClock)
}

function isClock(ref: FieldRef): boolean {
  return 'member' in ref && readClockMember(ref.member) !== undefined
}

function refsOf(predicate: Predicate): readonly FieldRef[] {
  if (predicate.op === 'and' || predicate.op === 'or') return predicate.of.flatMap(refsOf)
  if (predicate.op === 'not') return refsOf(predicate.of)
  if (predicate.op === 'compare-fields') return [predicate.left, predicate.right]
  return 'ref' in predicate ? [predicate.ref] : []
}

interface Standing {
  readonly no: number
  readonly values: readonly SlotValue[]
}

/** Few rows, by `refuseLargeScan`: their sort values are read and put in order here. */
async function pageBySorting(db: Db, ask: ListAsk, plan: ListPlan): Promise<ListAnswer> {
  const { query } = ask
  const standings = await standingsOf(db, ask, plan)
  standings.sort((a, b) => compareStandings(query, a, b))
  const start = query.cursor && { no: query.cursor.no, values: query.cursor.values.map(asSlotValue) }
  const after = start ? standings.filter((standing) => compareStandings(query, start, standing) < 0) : standings
  const shown = after.slice(0, query.limit)
  const found = await findColumnsByNo(
    db,
    ask.tenant,
    shown.map(({ no }) => no),
  )
  const byNo = new Map(found.map((row) => [row.no, row]))
  const rows = shown.flatMap(({ no }) => byNo.get(no) ?? [])
  const last = shown.at(-1)
  return after.length > shown.length && last ? { rows, more: true, next: last } : { rows, more: false }
}

async function standingsOf(db: Db, ask: ListAsk, plan: ListPlan): Promise<Standing[]> {
  const { sort } = ask.query
  const isLifted = sort.some(({ ref }) => 'field' in ref && plan.ground.lifted.has(ref.field))
  const whole = looksAgain(plan) || isLifted || sort.some(({ ref }) => isClock(ref))
  const keys = sort.map(({ ref }, i) => ('field' in ref ? `, ${documentJson(ref.field)} AS d${i}` : '')).join('')
  const { sql, bindings } = rowsSql(plan, whole ? recordColumns : `${lightColumns}${keys}`, mostScanned + 1)
  const rows = await db.all<RecordColumns & LightRow>(sql, bindings)
  const records = whole
    ? await lifted(db, ask, (await lookAgain(db, ask, plan, rows)).map(recordOf))
    : rows.map((row) => lightRecord(db, ask.query, row))
  return records.map((record) => ({ no: record.no, values: sort.map((key) => sortValue(key, record)) }))
}

const lightColumns =
  'no, id, blueprint, version, rev, live, state, flow_version, created_at, updated_at, created_by, deleted_at'
type LightRow = { readonly [key: `d${number}`]: unknown }

/** A record with nothing in it but what it is sorted by. */
function lightRecord(db: Db, { sort }: ListQuery, row: RecordColumns & LightRow): RecordRow {
  const entries = sort.flatMap(({ ref }, i) =>
    'field' in ref ? [[ref.field, jsonValue(db, row[`d${i}`])] as const] : [],
  )
  return { ...recordOf({ ...row, data: '{}', attic: null, derived_version: null }), data: Object.fromEntries(entries) }
}

/** SQLite hands JSON over as text, PostgreSQL as a value. */
function jsonValue({ dialect }: Db, value: unknown): Json {
  if (value === null || value === undefined) return null
  return dialect === 'sqlite' ? JSON.parse(String(value)) : (value as Json)
}

function compareStandings({ sort }: ListQuery, a: Standing, b: Standing): number {
  for (const [i, { descending }] of sort.entries()) {
    const by = compareValues(a.values[i] ?? null, b.values[i] ?? null, descending)
    if (by !== 0) return by
  }
  return sort.at(-1)?.descending === false ? a.no - b.no : b.no - a.no
}

async function countByLooking(db: Db, ask: ListAsk, plan: ListPlan, most: number): Promise<number> {
  const byNo: ListPlan = { ...plan, columns: [] }
  let found = 0
  let looked = 0
  let phase = phasesFor(byNo, undefined)[0]
  while (phase && found <= most) {
    const { sql, bindings } = pageSql(byNo, recordColumns, phase, chunk)
    const rows = await db.all<RecordColumns>(sql, bindings)
    found += (await lookAgain(db, ask, plan, rows)).length
    looked += rows.length
    if (looked > mostScanned) return most + 1
    const last = rows.at(-1)
    phase = last && rows.length === chunk ? phasesFor(byNo, { no: last.no, values: [] })[0] : undefined
  }
  return found
}

/** Of very common words: how many of the first matches pass, and certainly there are more. */
async function countAmongFirst(db: Db, ask: ListAsk, plan: ListPlan): Promise<CountAnswer> {
  const first = withSearch(plan, ask.query, 'few')
  return { value: await countOf(db, first, mostCounted), capped: true }
}

function countOf(db: Db, plan: ListPlan, most: number): Promise<number> {
  return countIn(db, countSql(plan, plan.conditions, most))
}

async function countIn(db: Db, { sql, bindings }: Fragment): Promise<number> {
  const row = await db.get<{ n: number }>(sql, bindings)
  return Number(row?.n ?? 0)
}
