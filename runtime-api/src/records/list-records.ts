// A page of records: filtered, sorted, searched, with what was asked for beside.
import {
  encodeCursor,
  type ListQuery,
  type Predicate,
  parseListQuery,
  type QueryParams,
  type SlotName,
  sayExpression,
  saySort,
  sortValue,
} from '@molde/engine'
import { loadAccess } from '../access/load-access.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { type JsonText, jsonObject } from '../http/json-text.ts'
import {
  type CountAnswer,
  countRecords,
  type ListAsk,
  listRecords as listRows,
  mostCountedExactly,
  withClocks,
} from '../query/list-records.ts'
import { type RecordColumns, recordOf } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { countUse } from '../spoken-versions/count-use.ts'
import { fieldsAsked } from '../spoken-versions/named-fields.ts'
import { viewNamed } from '../views/save-view.ts'
import { isFor } from '../views/view-audience.ts'
import type { StoredView } from '../views/view-table.ts'
import { definitionAs } from './as-version.ts'
import { besideClocks } from './beside-clocks.ts'
import { expandRecords } from './expand-records.ts'
import { liftRow, liftRows } from './lift-row.ts'
import { listScope } from './list-scope.ts'
import { presentRecord, presentText } from './present-record.ts'
import { saySlowList } from './slow-list.ts'
import { byState } from './state-query.ts'

/** No page of more than this: it ends early, and `next` goes on. */
const mostBytes = 1_900_000

/**
 * `view` names a saved view, `count=none` leaves the count out; the rest is the engine's. The answer is
 * `{ items, next, count, slow? }`: `count` is null when it was not asked for, `slow` names the fields that were read row by
 * row because they have no slot.
 */
export async function listRecords(scope: Scope, blueprint: string, params: QueryParams): Promise<JsonText> {
  const newest = await definitionOf(scope, scope.store.read, blueprint)
  const { view, count, as, ...asked } = params
  const definition = await definitionAs(scope, scope.store.read, newest, textOf(as))
  const seen = typeof view === 'string' ? await viewOf(scope, definition, view, asked) : { params: asked }
  const query = queryOf(scope, definition, seen.params)
  countUse(scope, definition, query.fields ? 'read' : 'read-whole', () => fieldsAsked(query))
  const ask = askOf(scope, definition, query, seen.viewKey)
  return saySlowList(scope, definition, async () => {
    const answer = await listRows(scope.store, ask)
    const items = withinText(await presentPage(scope, definition, answer.rows, { ...query, as: textOf(as) }))
    const last = answer.rows[items.length - 1]
    const more = answer.more || items.length < answer.rows.length
    const slow = answer.slow?.map((id) => definition.head.fields.find((field) => field.id === id)?.key ?? id)
    return jsonObject({
      items,
      next: more && last ? await positionAfter(scope, definition, query, last) : null,
      count:
        count === 'none'
          ? null
          : await countOf(scope, ask, query.cursor || more ? undefined : items.length, count === 'exact'),
      slow,
    })
  })
}

/** The first rows of a list, as they rest, and the way to say one of them as `listRecords` does. */
export async function firstRows(
  scope: Scope,
  definition: Definition,
  params: QueryParams,
): Promise<readonly { readonly row: RecordColumns; say(): Promise<JsonText> }[]> {
  const query = queryOf(scope, definition, params)
  const { rows } = await listRows(scope.store, askOf(scope, definition, query, undefined))
  return rows.map((row) => ({
    row,
    say: async () => (await presentPage(scope, definition, [row], { ...query, as: undefined }))[0] as JsonText,
  }))
}

/** What the same parameters would list, for those who want something else of it than a page. */
export async function askedOf(scope: Scope, definition: Definition, params: QueryParams): Promise<ListAsk> {
  const { view, ...asked } = params
  const seen = typeof view === 'string' ? await viewOf(scope, definition, view, asked) : { params: asked }
  return askOf(scope, definition, queryOf(scope, definition, seen.params), seen.viewKey)
}

/** All records for which a filter holds, in the words of `spoken`, as its sender sees them: newest first, below the number `before`. */
export function askBelow(
  scope: Scope,
  { definition, spoken }: { readonly definition: Definition; readonly spoken: Definition },
  params: QueryParams,
  before: number | undefined,
): ListAsk {
  const parsed = parseListQuery(params, spoken.head, listScope(spoken), known(scope))
  const query = restrict(scope, definition, byState(definition, parsed))
  const cursor = before === undefined ? undefined : { hash: query.hash, no: before, values: [] }
  return askOf(scope, definition, cursor ? { ...query, cursor } : query, undefined)
}

function queryOf(scope: Scope, definition: Definition, params: QueryParams): ListQuery {
  const parsed = parseListQuery(params, definition.head, listScope(definition), known(scope))
  return restrict(scope, definition, byState(definition, parsed))
}

function countOf(
  scope: Scope,
  ask: ListAsk,
  whole: number | undefined,
  isExact: boolean,
): CountAnswer | Promise<CountAnswer> {
  if (whole !== undefined) return { value: whole, capped: false }
  return countRecords(scope.store, ask, isExact ? mostCountedExactly : undefined)
}

function known(scope: Scope) {
  const { id, roles, email } = scope.actor
  const actor = { id, roles, ...(email === undefined ? {} : { email }) }
  return { actor, now: scope.runtime.now(), zone: scope.tenant.timezone }
}

interface Seen {
  readonly params: QueryParams
  readonly viewKey?: SlotName
}

/** A view with nothing added is read along its key; with a further filter or another order it is a filter like any other. */
async function viewOf(scope: Scope, definition: Definition, name: string, asked: QueryParams): Promise<Seen> {
  const pinned = definition.pinnedViews.find((one) => one.id === name && isFor(scope, one))
  const stored = pinned?.view ?? (await savedView(scope, definition, name))
  const { filter, sort, ...others } = asked
  const own = stored.filter ? sayExpression(stored.filter, listScope(definition)) : undefined
  const texts = [own, textOf(filter)].filter((text) => text !== undefined && text.trim() !== '')
  const order = textOf(sort) || saySort(stored.sort, definition.head, listScope(definition).clocks).join(',')
  const params = {
    ...others,
    ...(texts.length > 0
      ? { filter: texts.length === 1 ? texts[0] : texts.map((text) => `(${text})`).join(' && ') }
      : {}),
    ...(order ? { sort: order } : {}),
  }
  const added = [
    filter,
    sort,
    ...Object.entries(others).map(([param, value]) => (lookParams.has(param) ? undefined : value)),
  ]
  const isPlain = added.every((value) => value === undefined)
  return isPlain && pinned?.ready ? { params, viewKey: pinned.slot } : { params }
}

/** Parameters that do not change which records a list has, nor their order. */
const lookParams = new Set(['limit', 'cursor', 'fields', 'expand'])

async function savedView(
  scope: Scope,
  definition: Definition,
  name: string,
): Promise<Pick<StoredView, 'filter' | 'sort'>> {
  const { row } = await viewNamed(scope, name)
  return row.blueprint === definition.no ? row.definition : { sort: [] }
}

/** The one door: only rows that exist for the actor. */
function restrict(scope: Scope, definition: Definition, query: ListQuery): ListQuery {
  const { rows } = loadAccess(scope, definition.no)
  if (rows.op === 'always') return query
  const where: Predicate = { op: 'and', of: [query.where, rows] }
  return { ...query, where }
}

function askOf(scope: Scope, definition: Definition, query: ListQuery, viewKey: SlotName | undefined): ListAsk {
  return {
    tenant: scope.tenant.no,
    blueprint: definition.no,
    query,
    version: definition.head,
    slots: definition.readySlots,
    ...(definition.newest.flow && { flow: definition.newest.flow.no }),
    ...(viewKey === undefined ? {} : { viewKey }),
    ...(definition.lifted.size === 0 && definition.underived.size === 0
      ? {}
      : {
          lift: {
            fields: definition.lifted,
            underived: definition.underived,
            rows: (db, rows) => liftRows(scope, db, definition, rows),
          },
        }),
  }
}

async function presentPage(
  scope: Scope,
  definition: Definition,
  rows: readonly RecordColumns[],
  { fields, expand, clocks, as }: Pick<ListQuery, 'fields' | 'expand' | 'clocks'> & { readonly as: string | undefined },
): Promise<readonly JsonText[]> {
  const isNewest = rows.every(({ version }) => version === definition.head.version)
  if (isNewest && expand.length === 0 && !clocks) return rows.map((row) => presentText(definition, row, fields))
  const lifted = await liftRows(scope, scope.store.read, definition, rows.map(recordOf))
  const items = lifted.map((row) => presentRecord(definition, row, fields))
  if (expand.length === 0 && !clocks) return items.map((item) => jsonObject(item))
  const datas = lifted.map(({ data }) => data)
  const expanded = expand.length > 0 ? await expandRecords(scope, definition, datas, { fields: expand, as }) : undefined
  const numbers = lifted.map(({ no }) => no)
  const stood = clocks ? await besideClocks(scope, definition, numbers) : undefined
  return items.map((item, i) =>
    jsonObject({
      ...item,
      ...(stood && { clocks: stood[i] ?? {} }),
      ...(expanded && { expanded: expanded[i] ?? {} }),
    }),
  )
}

/** The cursor of the page that begins behind `last`. */
async function positionAfter(
  scope: Scope,
  definition: Definition,
  query: ListQuery,
  last: RecordColumns,
): Promise<string> {
  const { hash, sort } = query
  const db = scope.store.read
  const resting = await liftRow(scope, db, definition, recordOf(last))
  const [row = resting] = await withClocks(db, askOf(scope, definition, query, undefined), [resting])
  return encodeCursor({ hash, values: sort.map((key) => sortValue(key, row)), no: row.no })
}

/** No answer is longer than a client can be asked to take. At least one, however long it is. */
export function withinText(items: readonly JsonText[]): readonly JsonText[] {
  // No unit of a text takes more than three bytes: most pages need no closer look.
  if (items.reduce((units, { text }) => units + text.length + 1, 0) * 3 < mostBytes) return items
  let bytes = 0
  const end = items.findIndex(({ text }) => {
    bytes += Buffer.byteLength(text) + 1
    return bytes > mostBytes
  })
  return end < 0 ? items : items.slice(0, Math.max(1, end))
}

function textOf(value: QueryParams[string]): string | undefined {
  return typeof value === 'string' ? value : value?.join(',')
}
