// What a list's address says: words, conditions, order, the view it started from, and how it is looked at.
import { type ViewKind, viewKinds } from '../api/views-api.ts'
import type { FilterPart } from '../expression-input/condition.ts'
import { readPart } from '../expression-input/read-part.ts'
import { readColumn, saidColumn } from './column-key.ts'

export interface ListSearch {
  readonly q?: string
  /** `-amount,title`; `-` alone is no order, where a view has one. */
  readonly sort?: string
  /** All of them hold. With a view, they stand for its filter. */
  readonly where?: readonly FilterPart[]
  /** Id of a saved view whose filter and order come first. */
  readonly view?: string
  readonly trash?: true
  /** Of a table: keys of its columns, in their order. */
  readonly columns?: readonly string[]
  /** Of a table, as arrangement.ts reads it; `-` alone is none, where a view has some. */
  readonly pin?: string
  readonly wide?: string
  readonly total?: string
  readonly rows?: 'normal' | 'compact'
  readonly kind?: ViewKind
  /** Of a board: key of the field whose choices are the columns. */
  readonly group?: string
  /** Of a calendar: keys of the fields that say when, and until when. */
  readonly start?: string
  readonly end?: string
  /** Of a calendar: a day of what is shown, `2026-11-26`, and how much of it. */
  readonly at?: string
  /** Id of the record that stands beside the table. */
  readonly peek?: string
  readonly span?: 'month' | 'week' | 'day'
  /** An earlier version whose shape the records are shown in. */
  readonly as?: number
}

const spans = ['month', 'week', 'day'] as const
const rowHeights = ['normal', 'compact'] as const

/** Whatever is not understood is left out: an old bookmark still opens the list. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const where = Array.isArray(search.where) ? search.where.flatMap((raw) => readPart(raw) ?? []) : undefined
  return {
    ...textMember(search, 'q'),
    ...textMember(search, 'sort'),
    ...textMember(search, 'view'),
    // No conditions at all: of a view, that it is looked at without its filter.
    ...(where && (where.length > 0 || typeof search.view === 'string') ? { where } : {}),
    ...(search.trash === true || search.trash === 'true' ? { trash: true } : {}),
    ...columnsMember(search.columns),
    ...textMember(search, 'pin'),
    ...textMember(search, 'wide'),
    ...textMember(search, 'total'),
    ...oneOf(search, 'rows', rowHeights),
    ...oneOf(search, 'kind', viewKinds),
    ...textMember(search, 'peek'),
    ...textMember(search, 'group'),
    ...textMember(search, 'start'),
    ...textMember(search, 'end'),
    ...(typeof search.at === 'string' && /^\d{4}-\d\d-\d\d$/.test(search.at) ? { at: search.at } : {}),
    ...oneOf(search, 'span', spans),
    ...versionMember(search),
  }
}

/**
 * As an address is written: its columns are a short text, too. Read from an address they are that text already, and stay it: the
 * router writes what it read again to see whether an address is the one it stands at.
 */
export function writtenSearch(search: Record<string, unknown>): Record<string, unknown> {
  const { columns, ...others } = search
  if (!Array.isArray(columns)) return search
  return columns.length > 0 ? { ...others, columns: columns.map(saidColumn).join('.') } : others
}

/** A number, as the address of a record has it, too. */
export function versionMember({ as }: Record<string, unknown>): { readonly as?: number } {
  return Number.isInteger(Number(as)) && Number(as) > 0 ? { as: Number(as) } : {}
}

function textMember(
  search: Record<string, unknown>,
  name: 'q' | 'sort' | 'view' | 'pin' | 'wide' | 'total' | 'peek' | 'group' | 'start' | 'end',
): Partial<ListSearch> {
  const value = search[name]
  // A search for 42 is parsed as a number on the way in.
  if (typeof value === 'number') return { [name]: String(value) }
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
}

function columnsMember(value: unknown): Pick<ListSearch, 'columns'> {
  const said = typeof value === 'string' ? value.split('.').map(readColumn) : value
  const columns = Array.isArray(said) ? said.filter((one): one is string => typeof one === 'string' && one !== '') : []
  return columns.length > 0 ? { columns } : {}
}

function oneOf<Name extends 'kind' | 'span' | 'rows', Word extends string>(
  search: Record<string, unknown>,
  name: Name,
  words: readonly Word[],
): { [name in Name]?: Word } {
  const word = words.find((one) => one === search[name])
  return (word ? { [name]: word } : {}) as { [name in Name]?: Word }
}

export interface SortKey {
  readonly key: string
  readonly descending: boolean
}

export function readSort(sort: string | undefined): readonly SortKey[] {
  return (sort ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .map((part) => (part.startsWith('-') ? { key: part.slice(1), descending: true } : { key: part, descending: false }))
}

/** The order that is asked for: that of the address, else that of the view. Undefined: newest first. */
export function sortAsked(search: ListSearch, view: { readonly sort?: string } | undefined): string | undefined {
  if (search.sort === undefined) return view?.sort
  return readSort(search.sort).length > 0 ? search.sort : undefined
}

/** What a click on a header means: up, then down, then not at all. With shift the other keys stay. */
export function nextSort(sort: string | undefined, key: string, addToOthers: boolean): string | undefined {
  const before = readSort(sort)
  const own = before.find((one) => one.key === key)
  const next: SortKey[] =
    own === undefined ? [{ key, descending: false }] : own.descending ? [] : [{ key, descending: true }]
  const all = addToOthers
    ? own
      ? before.flatMap((one) => (one.key === key ? next : [one]))
      : [...before, ...next]
    : next
  return all.length === 0 ? undefined : all.map((one) => (one.descending ? `-${one.key}` : one.key)).join(',')
}
