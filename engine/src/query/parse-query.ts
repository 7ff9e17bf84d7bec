// What do the parameters of a list request ask for? Everything is bounded; what is not known is refused by name.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { type Issue, issue, type Path, refuseIf } from '../errors.ts'
import { nearest, someOf } from '../expression/near.ts'
import { RecentlyUsed } from '../expression/recently-used.ts'
import { type Known, toPredicate } from '../expression/to-sql.ts'
import { chain, type Tree } from '../expression/tree.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { expressionOf } from '../expression/used-fields.ts'
import { canonicalJson } from '../json.ts'
import { readSort } from '../record/read-sort.ts'
import type { SortKey } from '../record/sort-key.ts'
import { sha256 } from '../sha256.ts'
import { checkExpand, checkFields, checkFilter, checkSearch, checkShorthand } from './check-query.ts'
import { decodeCursor } from './cursor.ts'
import type { ListQuery } from './query.ts'

const MAX_LIMIT = 200
const DEFAULT_LIMIT = 50

export type QueryParams = { readonly [name: string]: string | readonly string[] | undefined }

/** Parameters with a meaning of their own; any other must be the key of a field. `as` is the caller's. */
const ownParams = ['filter', 'sort', 'fields', 'expand', 'q', 'limit', 'cursor', 'trash', 'as'] as const
type OwnParam = (typeof ownParams)[number]

/**
 * `?filter=weight > 3&status=PENDING&sort=-amount,title&limit=20`. Throws a MoldeError whose issues name the parameter
 * (`['query', 'sort']`). What was asked before of the same scope is not read again, unless it hangs on the moment or the actor.
 */
export function parseListQuery(
  params: QueryParams,
  version: BlueprintVersion,
  scope: ExpressionScope,
  known: Known,
): ListQuery {
  const { cursor: place, ...asked } = params
  const parsed = parsedBefore(asked, version, scope, known)
  const reader = new Reader({ cursor: place })
  const cursor = reader.text('cursor', (text, path) => readCursor(text, parsed, path, reader.issues))
  refuseIf(reader.issues)
  return { ...parsed, known, ...(cursor && { cursor }) }
}

/** A query without its place and without what is known at the moment. */
type Parsed = Omit<ListQuery, 'known' | 'cursor'>

/** Characters of parameters per scope: some hundred lists. What is kept dies with the definition it was read for. */
const MAX_KEPT = 20_000
const kept = new WeakMap<ExpressionScope, RecentlyUsed<Parsed>>()

function parsedBefore(params: QueryParams, version: BlueprintVersion, scope: ExpressionScope, known: Known): Parsed {
  const ofScope = kept.get(scope) ?? new RecentlyUsed<Parsed>(MAX_KEPT)
  kept.set(scope, ofScope)
  const key = `${version.name} ${version.version} ${known.zone ?? ''} ${JSON.stringify(params)}`
  const before = ofScope.get(key)
  if (before) return before
  const { parsed, lasting } = parse(params, version, scope, known)
  if (lasting) ofScope.set(key, parsed)
  return parsed
}

/** `lasting`: the same parameters mean the same at another moment and for another actor. */
function parse(
  params: QueryParams,
  version: BlueprintVersion,
  scope: ExpressionScope,
  known: Known,
): { readonly parsed: Parsed; readonly lasting: boolean } {
  const reader = new Reader(params)
  const filters = [...readFilter(reader, scope), ...readShorthands(reader, scope)]
  const search = reader.text('q', (text, path) => checkSearch(text, path, reader.issues))
  const sort = reader.list('sort', (names, path) => readSort(names, version, path, reader.issues, scope.clocks)) ?? []
  const fields = reader.list('fields', (names, path) => checkFields(names, version, path, reader.issues))
  const beside = reader.list('expand', (names) => names) ?? []
  const clocks = beside.includes(clocksBeside)
  const relations = clocks ? beside.filter((name) => name !== clocksBeside) : beside
  const expand = checkExpand(relations, version, ['query', 'expand'], reader.issues)
  const limit = reader.text('limit', (text, path) => readLimit(text, path, reader.issues)) ?? DEFAULT_LIMIT
  const trash = reader.text('trash', (text, path) => readSwitch(text, path, reader.issues)) ?? false
  refuseIf(reader.issues)
  // A search for nothing but signs finds nothing.
  const hopeless = reader.asksFor('q') && search === undefined
  const asked = search ?? { words: [] }
  const whole = chain(filters, '&&')
  const filter = whole && expressionOf(whole)
  const parsed: Parsed = {
    ...(filter ? toPredicate(filter, scope, known) : { where: { op: 'always' } }),
    ...(hopeless && { where: { op: 'never' } }),
    ...asked,
    sort,
    limit,
    expand,
    trash,
    hash: hashOf(filters, asked, sort, trash, version),
    ...(fields && { fields }),
    ...(clocks && { clocks }),
  }
  return { parsed, lasting: !filter?.usesNow && !filter?.usesActor }
}

/** One parameter at a time, each with its place for refusals. */
class Reader {
  readonly issues: Issue[] = []

  constructor(readonly params: QueryParams) {}

  asksFor(name: OwnParam): boolean {
    return (this.one(name) ?? '').trim() !== ''
  }

  text<T>(name: OwnParam, read: (text: string, path: Path) => T): T | undefined {
    const text = this.one(name)
    return text === undefined || text === '' ? undefined : read(text, ['query', name])
  }

  /** `sort=a,b` and `sort=a&sort=b` say the same. */
  list<T>(name: OwnParam, read: (names: readonly string[], path: Path) => T): T | undefined {
    const names = valuesOf(this.params, name).flatMap((value) => value.split(',', MOST_NAMES))
    const said = names.map((one) => one.trim()).filter((one) => one !== '')
    return said.length === 0 ? undefined : read(said, ['query', name])
  }

  private one(name: OwnParam): string | undefined {
    const values = valuesOf(this.params, name)
    if (values.length > 1) this.refuseOnce(name)
    return values[0]
  }

  private refuseOnce(name: OwnParam): void {
    if (!this.issues.some((one) => one.code === 'query-once' && one.path[1] === name)) {
      this.issues.push(issue(['query', name], 'query-once', { name }))
    }
  }
}

/** What `expand` calls the clocks. Where there are none, none come: who shows them need not know when the last one goes away. */
const clocksBeside = 'record.clocks'

const MOST_NAMES = 300

function valuesOf(params: QueryParams, name: string): readonly string[] {
  const value = Object.hasOwn(params, name) ? params[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

function readFilter(reader: Reader, scope: ExpressionScope): readonly Tree[] {
  const tree = reader.text('filter', (text, path) => checkFilter(text, scope, path, reader.issues))
  return tree ? [tree] : []
}

function readShorthands(reader: Reader, scope: ExpressionScope): readonly Tree[] {
  const names = Object.keys(reader.params).filter((name) => !ownParams.some((own) => own === name))
  return names.flatMap((name) => {
    const values = valuesOf(reader.params, name)
    if (values.length === 0) return []
    const field = scope.fields.find((one) => one.key === name) ?? scope.fields.find((one) => one.id === name)
    const path: Path = ['query', name.slice(0, 100)]
    if (!field) {
      reader.issues.push(unknownParam(name, scope, path))
      return []
    }
    return checkShorthand(field, values, scope, path, reader.issues) ?? []
  })
}

function unknownParam(name: string, scope: ExpressionScope, path: Path): Issue {
  const known = [...ownParams, ...scope.fields.map((field) => field.key)]
  const near = nearest(name, known)
  const shown = name.slice(0, 60)
  return near
    ? issue(path, 'unknown-parameter-near', { name: shown, near })
    : issue(path, 'unknown-parameter', { name: shown, known: someOf(known) })
}

function readLimit(text: string, path: Path, issues: Issue[]): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > MAX_LIMIT) issues.push(issue(path, 'query-limit', { most: MAX_LIMIT }))
  return limit
}

function readSwitch(text: string, path: Path, issues: Issue[]): boolean {
  if (text !== 'true' && text !== 'false') issues.push(issue(path, 'query-not-boolean', { value: text.slice(0, 60) }))
  return text === 'true'
}

function readCursor(
  text: string,
  query: { readonly hash: string; readonly sort: readonly SortKey[] },
  path: Path,
  issues: Issue[],
): ListQuery['cursor'] {
  const read = decodeCursor(text, query.hash, query.sort.length, path)
  if ('cursor' in read) return read.cursor
  issues.push(...read.issues)
  return undefined
}

/** Of what was written, not of the moment it was asked at: a filter with `now` has the same next page. */
function hashOf(
  filters: readonly Tree[],
  { words, joined }: Pick<ListQuery, 'words' | 'joined'>,
  sort: readonly SortKey[],
  trash: boolean,
  version: BlueprintVersion,
): string {
  const order = sort.map(({ ref, descending }) => [descending, 'field' in ref ? ref.field : `record.${ref.member}`])
  const filter = filters.map((tree) => expressionOf(tree).cel)
  return sha256(
    canonicalJson([version.name, version.version, filter, words, order, trash, ...(joined ? [joined] : [])]),
  ).slice(0, 16)
}
