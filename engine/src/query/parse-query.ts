// What do the parameters of a list request ask for? Everything is bounded; what is not known is refused by name.
import type { BlueprintVersion } from '../blueprint/blueprint.ts'
import { type Issue, issue, type Path, refuseIf } from '../errors.ts'
import { nearest, someOf } from '../expression/near.ts'
import { type Known, toPredicate } from '../expression/to-sql.ts'
import { chain, type Tree } from '../expression/tree.ts'
import type { ExpressionScope } from '../expression/types.ts'
import { expressionOf } from '../expression/used-fields.ts'
import type { FieldId } from '../ids.ts'
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
 * (`['query', 'sort']`).
 */
export function parseListQuery(
  params: QueryParams,
  version: BlueprintVersion,
  scope: ExpressionScope,
  known: Known,
): ListQuery {
  const reader = new Reader(params)
  const filters = [...readFilter(reader, scope), ...readShorthands(reader, scope)]
  const search = reader.text('q', (text, path) => checkSearch(text, path, reader.issues))
  const sort = reader.list('sort', (names, path) => readSort(names, version, path, reader.issues)) ?? []
  const fields = reader.list('fields', (names, path) => checkFields(names, version, path, reader.issues))
  const expand = reader.list('expand', (names, path) => checkExpand(names, version, path, reader.issues)) ?? []
  const limit = reader.text('limit', (text, path) => readLimit(text, path, reader.issues)) ?? DEFAULT_LIMIT
  const trash = reader.text('trash', (text, path) => readSwitch(text, path, reader.issues)) ?? false
  refuseIf(reader.issues)
  // A search for nothing but signs finds nothing.
  const hopeless = reader.asksFor('q') && search === undefined
  const filter = filterOf(filters, scope, known)
  const words = search ?? []
  const hash = hashOf(filters, words, sort, trash, version)
  const cursor = reader.text('cursor', (text, path) => readCursor(text, { hash, sort }, path, reader.issues))
  refuseIf(reader.issues)
  return {
    ...filter,
    ...(hopeless && { where: { op: 'never' } as const }),
    known,
    words,
    sort,
    limit,
    expand,
    trash,
    hash,
    ...optional({ cursor, fields }),
  }
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

function filterOf(
  filters: readonly Tree[],
  scope: ExpressionScope,
  known: Known,
): Pick<ListQuery, 'where' | 'residual'> {
  const whole = chain(filters, '&&')
  return whole ? toPredicate(expressionOf(whole), scope, known) : { where: { op: 'always' } }
}

/** Of what was written, not of the moment it was asked at: a filter with `now` has the same next page. */
function hashOf(
  filters: readonly Tree[],
  words: readonly string[],
  sort: readonly SortKey[],
  trash: boolean,
  version: BlueprintVersion,
): string {
  const order = sort.map(({ ref, descending }) => [descending, 'field' in ref ? ref.field : `record.${ref.member}`])
  const filter = filters.map((tree) => expressionOf(tree).cel)
  return shortHash(canonicalJson([version.name, version.version, filter, words, order, trash]))
}

const MOST_HASHES = 200
const hashes = new Map<string, string>()

/** The same few lists are asked for again and again. */
function shortHash(text: string): string {
  const known = hashes.get(text)
  if (known !== undefined) return known
  if (hashes.size >= MOST_HASHES) hashes.clear()
  const hash = sha256(text).slice(0, 16)
  hashes.set(text, hash)
  return hash
}

function optional(
  members: Pick<ListQuery, 'cursor'> & { readonly fields: readonly FieldId[] | undefined },
): Partial<ListQuery> {
  return { ...(members.cursor && { cursor: members.cursor }), ...(members.fields && { fields: members.fields }) }
}
