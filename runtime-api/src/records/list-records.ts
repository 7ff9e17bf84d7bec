// A page of records: filtered, sorted, searched, with what was asked for beside.
import {
  encodeCursor,
  type Json,
  type ListQuery,
  type Predicate,
  parseListQuery,
  type QueryParams,
  type SlotName,
  type StoredData,
  sayExpression,
  saySort,
  sortValue,
} from '@molde/engine'
import { loadAccess } from '../access/load-access.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import type { Definition } from '../blueprints/definition.ts'
import { type CountAnswer, countRecords, type ListAsk, listRecords as listRows } from '../query/list-records.ts'
import type { RecordRow } from '../record-store/record-table.ts'
import type { Scope } from '../runtime.ts'
import { viewNamed } from '../views/save-view.ts'
import type { StoredView } from '../views/view-table.ts'
import { refuseOlder } from './as-version.ts'
import { expandRecords, type ShownRecord } from './expand-records.ts'
import { liftRows } from './lift-row.ts'
import { presentRecord } from './present-record.ts'
import { saySlowList } from './slow-list.ts'
import { byState } from './state-query.ts'

export interface RecordPage {
  readonly items: readonly ShownRecord[]
  readonly next: string | null
  /** Null when it was not asked for. */
  readonly count: CountAnswer | null
  /** Keys of fields that were read row by row, because they have no slot. */
  readonly slow?: readonly string[]
}

/** No page of more text than this: it ends early, and `next` goes on. */
const mostText = 1_900_000

/** `view` names a saved view, `count=none` leaves the count out; the rest is the engine's. */
export async function listRecords(scope: Scope, blueprint: string, params: QueryParams): Promise<RecordPage> {
  const definition = await definitionOf(scope, scope.store.read, blueprint)
  const { view, count, as, ...asked } = params
  refuseOlder(definition, textOf(as))
  const seen = typeof view === 'string' ? await viewOf(scope, definition, view, asked) : { params: asked }
  const parsed = parseListQuery(seen.params, definition.head, definition.scope, known(scope))
  const query = restrict(scope, definition, byState(definition, parsed))
  const ask = askOf(scope, definition, query, seen.viewKey)
  return saySlowList(scope, definition, async () => {
    const answer = await listRows(scope.store, ask)
    const rows = await liftRows(scope, scope.store.read, definition, answer.rows)
    const shown = withinText(rows)
    const isWhole = !query.cursor && !answer.more && shown.length === rows.length
    const slow = answer.slow?.map((id) => definition.head.fields.find((field) => field.id === id)?.key ?? id)
    return {
      items: await presentPage(scope, definition, shown, query),
      next: nextOf(query, shown, answer.more || shown.length < rows.length),
      count:
        count === 'none'
          ? null
          : isWhole
            ? { value: rows.length, capped: false }
            : await countRecords(scope.store, ask),
      ...(slow ? { slow } : {}),
    }
  })
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
  const pinned = definition.pinnedViews.find(({ id }) => id === name)
  const stored = pinned?.view ?? (await savedView(scope, definition, name))
  const { filter, sort, ...others } = asked
  const own = stored.filter ? sayExpression(stored.filter, definition.scope) : undefined
  const texts = [own, textOf(filter)].filter((text) => text !== undefined && text.trim() !== '')
  const order = textOf(sort) || saySort(stored.sort, definition.head).join(',')
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
    ...(viewKey === undefined ? {} : { viewKey }),
    ...(definition.filled.size === 0
      ? {}
      : { lift: { fields: definition.filled, rows: (db, rows) => liftRows(scope, db, definition, rows) } }),
  }
}

async function presentPage(
  scope: Scope,
  definition: Definition,
  rows: readonly RecordRow[],
  { fields, expand }: ListQuery,
): Promise<readonly ShownRecord[]> {
  const items = rows.map((row) => presentRecord(definition, row, fields))
  if (expand.length === 0) return items
  const expanded = await expandRecords(
    scope,
    definition,
    rows.map(({ data }) => data),
    expand,
  )
  return items.map((item, i) => ({ ...item, expanded: expanded[i] ?? {} }))
}

function nextOf(query: ListQuery, shown: readonly RecordRow[], more: boolean): string | null {
  const last = shown.at(-1)
  if (!more || !last) return null
  return encodeCursor({ hash: query.hash, values: query.sort.map((key) => sortValue(key, last)), no: last.no })
}

/** At least one, however long it is. */
function withinText(rows: readonly RecordRow[]): readonly RecordRow[] {
  let text = 0
  const end = rows.findIndex((row) => {
    text += 300 + lengthOf(row.data)
    return text > mostText
  })
  return end < 0 ? rows : rows.slice(0, Math.max(1, end))
}

function lengthOf(data: StoredData): number {
  let length = 0
  for (const key in data) {
    const value: Json | undefined = data[key]
    // Six bytes is the most a character can take in JSON text; two is what most take at most.
    length +=
      24 + (typeof value === 'string' ? 2 * value.length : typeof value === 'object' ? JSON.stringify(value).length : 8)
  }
  return length
}

function textOf(value: QueryParams[string]): string | undefined {
  return typeof value === 'string' ? value : value?.join(',')
}
