// What do the filter, the search words and the named fields of a list mean for this version?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { type Issue, issue, type Path } from '../errors.ts'
import { checkExpression } from '../expression/check-expression.ts'
import { nearest, someOf } from '../expression/near.ts'
import { readStored } from '../expression/read-stored.ts'
import { translate } from '../expression/translate.ts'
import { chain, literal, nowhere, type Tree } from '../expression/tree.ts'
import { type ExpressionScope, elementOf, type ScopeField, type Type } from '../expression/types.ts'
import { wordsOf } from '../fold-text.ts'
import type { FieldId } from '../ids.ts'
import { LONGEST_WORD } from '../record/search-words.ts'
import { wholeNumbers } from '../whole-numbers.ts'
import type { ListQuery } from './query.ts'

const MAX_FILTER = 4_000
const MAX_SEARCH = 200
const MAX_WORDS = 10
/** Values of one `field=a&field=b`. */
const MAX_VALUES = 100
const MAX_EXPANDED = 8
const MAX_FIELDS = 200

/** The stored tree of a filter in the expression language. */
export function checkFilter(text: string, scope: ExpressionScope, path: Path, issues: Issue[]): Tree | undefined {
  if (text.length > MAX_FILTER) {
    issues.push(issue(path, 'query-too-long', { most: MAX_FILTER }))
    return undefined
  }
  if (text.trim() === '') return undefined
  const checked = checkExpression(text, scope, { kind: 'boolean' }, path)
  if ('expression' in checked) return readStored(checked.expression.cel)
  issues.push(...checked.issues)
  return undefined
}

/** `status=PENDING`: the value is read by the type of the field. Several are alternatives; of a list, any element counts. */
export function checkShorthand(
  field: ScopeField,
  values: readonly string[],
  scope: ExpressionScope,
  path: Path,
  issues: Issue[],
): Tree | undefined {
  if (values.length > MAX_VALUES) {
    issues.push(issue(path, 'query-too-many', { most: MAX_VALUES }))
    return undefined
  }
  const isList = field.type.kind === 'list'
  const type = isList ? elementOf(field.type) : field.type
  if (type.kind === 'any' || field.fields) {
    issues.push(issue(path, 'filter-not-possible', { name: field.key }))
    return undefined
  }
  const literals = values.map((value) => literalOf(type, value, path, issues))
  const read = fieldNamed(field.key)
  const wanted = isList ? anyOf(literals.map((one) => binary('in', one, read))) : equalToAny(type, read, literals)
  const found = translate(wanted, scope, 'to-stored', { kind: 'boolean' }, path)
  issues.push(...found.issues)
  return found.tree
}

/** The folded words to search for; undefined when the text holds none. */
export function checkSearch(
  text: string,
  path: Path,
  issues: Issue[],
): Pick<ListQuery, 'words' | 'joined'> | undefined {
  if (text.length > MAX_SEARCH) {
    issues.push(issue(path, 'query-too-long', { most: MAX_SEARCH }))
    return undefined
  }
  const words = wordsOf(text).map(cut)
  if (words.length > MAX_WORDS) issues.push(issue(path, 'query-too-many', { most: MAX_WORDS }))
  const joined = wholeNumbers(text)?.map(cut)
  return words.length === 0 ? undefined : { words, ...(joined && { joined }) }
}

function cut(word: string): string {
  return word.slice(0, LONGEST_WORD).replace(/\p{Surrogate}$/u, '')
}

/** Fields to show, by key or id, each once. */
export function checkFields(
  names: readonly string[],
  version: BlueprintVersion,
  path: Path,
  issues: Issue[],
): readonly FieldId[] {
  return named(names, version.fields, MAX_FIELDS, path, issues)
}

/** Fields whose targets come with the records: only relations. */
export function checkExpand(
  names: readonly string[],
  version: BlueprintVersion,
  path: Path,
  issues: Issue[],
): readonly FieldId[] {
  const relations = version.fields.filter((field) => field.type === 'relation')
  return named(names, relations, MAX_EXPANDED, path, issues)
}

function named(
  names: readonly string[],
  fields: readonly FieldDef[],
  most: number,
  path: Path,
  issues: Issue[],
): readonly FieldId[] {
  if (names.length > most) {
    issues.push(issue(path, 'query-too-many', { most }))
    return []
  }
  const found = new Set<FieldId>()
  for (const name of names) {
    const field = fields.find((one) => one.key === name) ?? fields.find((one) => one.id === name)
    if (field) found.add(field.id)
    else
      issues.push(
        unknownName(
          name,
          fields.map((one) => one.key),
          path,
        ),
      )
  }
  return [...found]
}

function unknownName(name: string, known: readonly string[], path: Path): Issue {
  const near = nearest(name, known)
  const shown = name.slice(0, 60)
  return near
    ? issue(path, 'unknown-field-near', { name: shown, near })
    : issue(path, 'unknown-field', { name: shown, known: someOf(known) })
}

function literalOf(type: Type, value: string, path: Path, issues: Issue[]): Tree {
  if (type.kind === 'boolean') {
    if (value !== 'true' && value !== 'false')
      issues.push(issue(path, 'query-not-boolean', { value: value.slice(0, 60) }))
    return literal(value === 'true')
  }
  if (type.kind !== 'number' && type.kind !== 'money') return literal(value)
  const number = /^-?\d{1,40}(\.\d{1,40})?$/.test(value) ? Number(value) : undefined
  if (number === undefined) issues.push(issue(path, 'query-not-number', { value: value.slice(0, 60) }))
  return literal(number ?? 0)
}

/** Named by key in the form that holds for every key. */
function fieldNamed(key: string): Tree {
  const record: Tree = { kind: 'name', name: 'record', at: nowhere }
  const data: Tree = { kind: 'member', of: record, name: 'data', at: nowhere }
  return { kind: 'index', of: data, index: literal(key), at: nowhere }
}

const inLists: readonly string[] = ['text', 'number', 'boolean', 'enum', 'relation', 'user', 'date']

function equalToAny(type: Type, read: Tree, literals: readonly Tree[]): Tree {
  if (literals.length > 1 && inLists.includes(type.kind))
    return binary('in', read, { kind: 'list', items: literals, at: nowhere })
  return anyOf(literals.map((one) => binary('==', read, one)))
}

function anyOf(trees: readonly Tree[]): Tree {
  return chain(trees, '||') ?? literal(false)
}

function binary(op: '==' | 'in', left: Tree, right: Tree): Tree {
  return { kind: 'binary', op, left, right, at: nowhere }
}
