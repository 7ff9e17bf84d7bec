// What a list's address says: words, conditions, order and the view it started from.
import { type Condition, readCondition } from './condition.ts'

export interface ListSearch {
  readonly q?: string
  /** `-amount,title` */
  readonly sort?: string
  readonly where?: readonly Condition[]
  /** Id of a saved view whose filter and order come first. */
  readonly view?: string
  readonly trash?: true
  /** How the records are shown; a table without it. */
  readonly kind?: ListKind
  /** Keys of the fields that a calendar goes by. */
  readonly start?: string
  readonly end?: string
  /** The day a calendar shows, `2026-11-26`, and how much around it. */
  readonly at?: string
  readonly span?: ListSpan
}

const kinds = ['table', 'board', 'calendar', 'gallery'] as const
type ListKind = (typeof kinds)[number]

const spans = ['month', 'week', 'day'] as const
type ListSpan = (typeof spans)[number]

/** Whatever is not understood is left out: an old bookmark still opens the list. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const where = Array.isArray(search.where) ? search.where.flatMap((raw) => readCondition(raw) ?? []) : []
  return {
    ...textMember(search, 'q'),
    ...textMember(search, 'sort'),
    ...textMember(search, 'view'),
    ...(where.length > 0 ? { where } : {}),
    ...(search.trash === true || search.trash === 'true' ? { trash: true } : {}),
    ...choiceMember(search, 'kind', kinds),
    ...textMember(search, 'start'),
    ...textMember(search, 'end'),
    ...textMember(search, 'at'),
    ...choiceMember(search, 'span', spans),
  }
}

function choiceMember<Name extends string, Choice extends string>(
  search: Record<string, unknown>,
  name: Name,
  choices: readonly Choice[],
): { [name in Name]?: Choice } {
  const value = choices.find((choice) => choice === search[name])
  return (value === undefined ? {} : { [name]: value }) as { [name in Name]?: Choice }
}

function textMember(
  search: Record<string, unknown>,
  name: 'q' | 'sort' | 'view' | 'start' | 'end' | 'at',
): Partial<ListSearch> {
  const value = search[name]
  // A search for 42 is parsed as a number on the way in.
  if (typeof value === 'number') return { [name]: String(value) }
  return typeof value === 'string' && value !== '' ? { [name]: value } : {}
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
