// How does an expression read that rows cannot say? Word by word: what has a word is said, the rest stays as it is written.
import { parseCel, type Tree } from '@molde/engine'
import type { Operator } from './condition.ts'
import type { ConditionName, NamedField } from './condition-names.ts'
import { type ConditionWords, listed, sayEquals, sayOperator, sayScalar, sayUnit } from './say-condition.ts'

/** Undefined when the text cannot be read. */
export function sayText(text: string, words: ConditionWords): string | undefined {
  const parsed = parseCel(text)
  return 'tree' in parsed ? say(parsed.tree, words) : undefined
}

/**
 * What a condition asks for, to somebody who can bring it about: `Weight must be filled in.` It follows "Not yet:". Undefined
 * when the text cannot be read.
 */
export function sayNeed(text: string, words: ConditionWords): string | undefined {
  const parsed = parseCel(text)
  if (!('tree' in parsed)) return undefined
  const missing = chained(parsed.tree, '&&').map((part) => mustBeFilled(part, words))
  if (missing.every((label) => label !== undefined)) {
    const fields = listed([...new Set(missing)], 'conjunction', words)
    return words.t('condition.needFilled', { fields })
  }
  return words.t('condition.needThat', { condition: say(parsed.tree, words) })
}

/** The field that `weight != null` and `has(weight)` ask for. */
function mustBeFilled(tree: Tree, words: ConditionWords): string | undefined {
  const asked =
    tree.kind === 'binary' && tree.op === '!=' && isNull(tree.right)
      ? tree.left
      : tree.kind === 'call' && tree.name === 'has'
        ? (tree.target ?? tree.args[0])
        : undefined
  return asked && nameOf(asked, words)?.label
}

const plain: NamedField = { key: '', type: 'text' }
type Binary = Tree & { readonly kind: 'binary' }
type Call = Tree & { readonly kind: 'call' }

/** `like` says what a literal stands beside: a choice is said by its label. */
function say(tree: Tree, words: ConditionWords, like: NamedField = plain): string {
  const { t } = words
  switch (tree.kind) {
    case 'literal':
      return tree.value === null ? t('condition.nothing') : sayScalar(like, tree.value, words)
    case 'name':
    case 'member':
    case 'index':
      return sayName(tree, words)
    case 'list':
      return tree.items.map((item) => say(item, words, like)).join(', ')
    case 'not':
      return t('condition.sayNot', { part: say(tree.of, words) })
    case 'negate':
      return `−${say(tree.of, words)}`
    case 'choose':
      return t('condition.sayChoose', {
        when: say(tree.when, words),
        then: say(tree.then, words, like),
        otherwise: say(tree.else, words, like),
      })
    case 'call':
      return sayCall(tree, words, like)
    case 'binary':
      return sayBinary(tree, words)
  }
}

function sayBinary(tree: Binary, words: ConditionWords): string {
  const { op, left, right } = tree
  if (op === '&&' || op === '||')
    return listed(
      chained(tree, op).map((part) => inBrackets(part, words)),
      op === '&&' ? 'conjunction' : 'disjunction',
      words,
    )
  const field = nameOf(left, words)?.field ?? nameOf(right, words)?.field ?? plain
  if (op === 'in') return `${say(left, words, field)} ${sayOperator(field, 'in', words.t)} ${say(right, words, field)}`
  if (op in signs) return `${inBrackets(left, words)} ${signs[op]} ${inBrackets(right, words)}`
  const empty = isNull(right) ? left : isNull(left) ? right : undefined
  if (empty) return `${say(empty, words)} ${sayOperator(field, op === '==' ? 'empty' : 'notEmpty', words.t)}`
  if ((op === '==' || op === '!=') && right.kind === 'literal')
    return sayEquals(op, say(left, words, field), say(right, words, field), words)
  return `${say(left, words, field)} ${sayOperator(field, op as Operator, words.t)} ${say(right, words, field)}`
}

const signs: { readonly [op: string]: string } = { '+': '+', '-': '−', '*': '×', '/': '÷', '%': '%' }
const isNull = (tree: Tree) => tree.kind === 'literal' && tree.value === null

function chained(tree: Tree, op: '&&' | '||'): readonly Tree[] {
  return tree.kind === 'binary' && tree.op === op ? [...chained(tree.left, op), ...chained(tree.right, op)] : [tree]
}

function inBrackets(tree: Tree, words: ConditionWords): string {
  const said = say(tree, words)
  const isLoose = tree.kind === 'choose' || (tree.kind === 'binary' && (tree.op in signs || /[&|]/.test(tree.op)))
  return isLoose ? `(${said})` : said
}

const searches = ['contains', 'startsWith', 'endsWith', 'like'] as const

function sayCall(tree: Call, words: ConditionWords, like: NamedField): string {
  const { t } = words
  const given = tree.target ? [tree.target, ...tree.args] : tree.args
  const [first, second] = given
  const search = searches.find((one) => one === tree.name)
  if (search && first && second) return `${say(first, words)} ${sayOperator(plain, search, t)} ${say(second, words)}`
  switch (tree.name) {
    case 'has':
      return first ? `${say(first, words)} ${sayOperator(plain, 'notEmpty', t)}` : tree.name
    case 'today':
      return t('condition.today')
    case 'date':
    case 'timestamp':
    case 'duration':
      return first ? say(first, words, { key: '', type: tree.name === 'timestamp' ? 'datetime' : tree.name }) : ''
    case 'days':
    case 'hours':
      if (first?.kind === 'literal' && typeof first.value === 'number')
        return sayUnit(first.value, tree.name === 'days' ? 'day' : 'hour', words.language)
      break
    case 'size':
      if (first) return t('condition.saySize', { what: say(first, words) })
      break
    case 'matches':
      if (first && second) return t('condition.sayMatches', { what: say(first, words), pattern: say(second, words) })
      break
    case 'exists':
    case 'all':
      if (first && given.length === 3 && given[2])
        return t(tree.name === 'all' ? 'condition.sayEvery' : 'condition.saySome', {
          list: say(first, words),
          name: second?.kind === 'name' ? second.name : '',
          condition: say(given[2], words, nameOf(first, words)?.field),
        })
  }
  return `${tree.name}(${given.map((arg) => say(arg, words, like)).join(', ')})`
}

function sayName(tree: Tree, words: ConditionWords): string {
  const named = nameOf(tree, words)
  if (named) return named.label
  if (tree.kind === 'name') return tree.name === 'now' ? words.t('condition.now') : tree.name
  if (tree.kind === 'member') return `${say(tree.of, words)}.${tree.name}`
  return tree.kind === 'index' ? `${say(tree.of, words)}[${say(tree.index, words)}]` : ''
}

function nameOf(tree: Tree, words: ConditionWords): ConditionName | undefined {
  const written = writtenOf(tree)
  return written === undefined ? undefined : words.names.find((one) => one.name === written)
}

/** A name as `ConditionName` writes it. */
function writtenOf(tree: Tree): string | undefined {
  if (tree.kind === 'name') return tree.name
  if (tree.kind === 'member') {
    const of = writtenOf(tree.of)
    return of === undefined ? undefined : `${of}.${tree.name}`
  }
  if (tree.kind !== 'index' || tree.index.kind !== 'literal') return undefined
  const of = writtenOf(tree.of)
  return of === undefined ? undefined : `${of}[${JSON.stringify(tree.index.value)}]`
}
