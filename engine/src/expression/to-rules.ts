// Can a condition be shown as rows of "field, operator, value" in groups, and which condition do such rows say?
// A condition that rows cannot say exactly is answered with "not representable", never with something near.
import { type Issue, issue, type Path } from '../errors.ts'
import { parseCel } from './cel.ts'
import type { Expression } from './expression.ts'
import { MAX_DEPTH, MAX_NODES } from './limits.ts'
import { printExpression } from './print-expression.ts'
import { readStored } from './read-stored.ts'
import { translate } from './translate.ts'
import {
  type Comparator,
  chain,
  chainOf,
  comparators,
  flipped,
  isNull,
  literal,
  nodesOf,
  nowhere,
  type Tree,
} from './tree.ts'
import { booleanType, type ExpressionScope } from './types.ts'
import { expressionOf } from './used-fields.ts'

export const ruleOperators = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'like',
  'notLike',
  'has',
  'notHas',
  'empty',
  'notEmpty',
] as const
export type RuleOperator = (typeof ruleOperators)[number]
export type RuleScalar = string | number | boolean

export interface RuleRow {
  /** As it is written in an expression: `cargo`, `record.state`, `record.data["my field"]`. */
  readonly field: string
  readonly operator: RuleOperator
  /** An option's key, a date's text. A list for `in` and `notIn`; none for `empty` and `notEmpty`. */
  readonly value?: RuleScalar | readonly RuleScalar[]
}

export interface RuleGroup {
  readonly combinator: 'and' | 'or'
  readonly not?: boolean
  readonly rules: readonly (RuleRow | RuleGroup)[]
}

/** The rows that say exactly this condition, or undefined when none do. */
export function toRules(expression: Expression, scope: ExpressionScope): RuleGroup | undefined {
  const said = translate(readStored(expression.cel), scope, 'to-wire', undefined, [])
  if (said.issues.length > 0) return undefined
  const plain = plainly(said.tree)
  const rule = ruleOf(plain)
  if (!rule) return undefined
  const group: RuleGroup = isGroup(rule) ? rule : { combinator: 'and', rules: [rule] }
  return saysTheSame(group, plain, scope) ? group : undefined
}

/** The condition that the rows say; undefined for none. An issue's path leads to the row: `['rules', 0]`. */
export function fromRules(
  group: RuleGroup,
  scope: ExpressionScope,
  path: Path,
): { readonly expression: Expression | undefined } | { readonly issues: readonly Issue[] } {
  if (group.rules.length === 0) return { expression: undefined }
  const issues: Issue[] = []
  const tree = treeOfGroup(group, scope, path, issues, MAX_DEPTH)
  if (issues.length > 0 || !tree) return { issues }
  if ([...nodesOf(tree)].length > MAX_NODES) return { issues: [issue(path, 'expression-too-big')] }
  return { expression: expressionOf(tree) }
}

function isGroup(rule: RuleRow | RuleGroup): rule is RuleGroup {
  return 'rules' in rule
}

function saysTheSame(group: RuleGroup, plain: Tree, scope: ExpressionScope): boolean {
  const back = fromRules(group, scope, [])
  const wanted = translate(plain, scope, 'to-stored', booleanType, [])
  return (
    'expression' in back &&
    wanted.issues.length === 0 &&
    back.expression?.cel === printExpression(wanted.tree, 'stored')
  )
}

// one way of writing what can be written in several

/** The same condition with fields on the left, `x == true` for a bare `x`, `!= null` for `has`, and chains from the left. */
function plainly(tree: Tree): Tree {
  switch (tree.kind) {
    case 'binary':
      return plainBinary(tree)
    case 'not':
      return plainNot(plainly(tree.of))
    case 'name':
    case 'member':
    case 'index':
      return compared('==', tree, literal(true))
    case 'call':
      return tree.name === 'has' && !tree.target ? compared('!=', tree.args[0] as Tree, literal(null)) : tree
    default:
      return tree
  }
}

function plainBinary(tree: Tree & { kind: 'binary' }): Tree {
  const { op, left, right } = tree
  if (op === '&&' || op === '||') return chain(chainOf(tree, op).map(plainly), op) as Tree
  const turn = comparators.has(op) && isValue(left) && !isValue(right)
  return turn ? compared(flipped[op as Comparator], right, left) : tree
}

/** True of three values too: `!(x == true)` is `x == false`, `!(x == null)` is `x != null`, `!!x` is `x`. */
function plainNot(of: Tree): Tree {
  if (of.kind === 'not') return of.of
  if (of.kind === 'binary' && isNull(of.right)) return compared(of.op === '==' ? '!=' : '==', of.left, of.right)
  const isBare =
    of.kind === 'binary' && of.op === '==' && of.right.kind === 'literal' && typeof of.right.value === 'boolean'
  return isBare
    ? compared('==', of.left, literal(!(of.right as { value: unknown }).value))
    : { kind: 'not', of, at: of.at }
}

function compared(op: Comparator, left: Tree, right: Tree): Tree {
  return { kind: 'binary', op, left, right, at: left.at }
}

// tree → rows

function ruleOf(tree: Tree): RuleRow | RuleGroup | undefined {
  if (tree.kind === 'binary' && (tree.op === '&&' || tree.op === '||')) return groupOf(tree, tree.op)
  return tree.kind === 'not' ? negatedRule(tree.of) : rowOf(tree)
}

function groupOf(tree: Tree, op: '&&' | '||'): RuleGroup | undefined {
  const rules = chainOf(tree, op).map(ruleOf)
  if (rules.includes(undefined)) return undefined
  return { combinator: op === '&&' ? 'and' : 'or', rules: rules as (RuleRow | RuleGroup)[] }
}

const negations: { readonly [operator: string]: RuleOperator } = {
  in: 'notIn',
  contains: 'notContains',
  startsWith: 'notStartsWith',
  endsWith: 'notEndsWith',
  like: 'notLike',
  has: 'notHas',
}

function negatedRule(of: Tree): RuleRow | RuleGroup | undefined {
  const rule = ruleOf(of)
  if (!rule) return undefined
  if (isGroup(rule)) return { ...rule, not: true }
  const operator = negations[rule.operator]
  return operator ? { ...rule, operator } : { combinator: 'and', not: true, rules: [rule] }
}

function rowOf(tree: Tree): RuleRow | undefined {
  if (tree.kind === 'call') return searchRow(tree)
  if (tree.kind !== 'binary') return undefined
  const { op, left, right } = tree
  if (op === 'in') return inRow(left, right)
  if (!comparators.has(op) || !isField(left)) return undefined
  if (isNull(right)) return { field: nameOf(left), operator: op === '==' ? 'empty' : 'notEmpty' }
  const value = valueOf(right)
  return value === undefined ? undefined : { field: nameOf(left), operator: op as Comparator, value }
}

function inRow(left: Tree, right: Tree): RuleRow | undefined {
  if (isField(right)) {
    const value = valueOf(left)
    return value === undefined ? undefined : { field: nameOf(right), operator: 'has', value }
  }
  if (!isField(left) || right.kind !== 'list') return undefined
  const values = right.items.map(valueOf)
  return values.includes(undefined) ? undefined : { field: nameOf(left), operator: 'in', value: values as RuleScalar[] }
}

function searchRow(tree: Tree & { kind: 'call' }): RuleRow | undefined {
  const operator = (['contains', 'startsWith', 'endsWith', 'like'] as const).find((one) => one === tree.name)
  const value = tree.args[0] && valueOf(tree.args[0])
  if (!operator || !tree.target || !isField(tree.target) || typeof value !== 'string') return undefined
  return { field: nameOf(tree.target), operator, value }
}

/** A name, or members of one. */
function isField(tree: Tree): boolean {
  if (tree.kind === 'name') return tree.name !== 'now'
  if (tree.kind === 'member') return isField(tree.of)
  return tree.kind === 'index' && isField(tree.of) && tree.index.kind === 'literal'
}

function nameOf(tree: Tree): string {
  return printExpression(tree, 'wire')
}

function isValue(tree: Tree): boolean {
  return isNull(tree) || valueOf(tree) !== undefined
}

/** A literal, or the text of a date, a time or a duration that is written out. */
function valueOf(tree: Tree): RuleScalar | undefined {
  if (tree.kind === 'literal') return tree.value ?? undefined
  const isMoment = tree.kind === 'call' && !tree.target && ['date', 'timestamp', 'duration'].includes(tree.name)
  const arg = isMoment ? tree.args[0] : undefined
  return arg?.kind === 'literal' && typeof arg.value === 'string' ? arg.value : undefined
}

// rows → tree

function treeOfGroup(
  group: RuleGroup,
  scope: ExpressionScope,
  path: Path,
  issues: Issue[],
  depth: number,
): Tree | undefined {
  if (depth === 0 || group.rules.length > MAX_NODES) issues.push(issue(path, 'expression-too-big'))
  else if (group.rules.length === 0) issues.push(issue(path, 'rule-group-empty'))
  if (issues.length > 0) return undefined
  const trees = group.rules.map((rule, i) => {
    const at = [...path, 'rules', i]
    return isGroup(rule) ? treeOfGroup(rule, scope, at, issues, depth - 1) : treeOfRow(rule, scope, at, issues)
  })
  if (trees.includes(undefined)) return undefined
  const whole = chain(trees as Tree[], group.combinator === 'and' ? '&&' : '||') as Tree
  return group.not ? { kind: 'not', of: whole, at: nowhere } : whole
}

function treeOfRow(row: RuleRow, scope: ExpressionScope, path: Path, issues: Issue[]): Tree | undefined {
  const parsed = parseCel(row.field)
  const field = 'tree' in parsed && isField(parsed.tree) ? parsed.tree : undefined
  const tree = field && treeOfOperator(field, row)
  if (!tree) {
    issues.push(issue(path, 'bad-rule', { field: row.field.slice(0, 60), operator: String(row.operator).slice(0, 20) }))
    return undefined
  }
  const checked = translate(tree, scope, 'to-stored', booleanType, path)
  issues.push(...checked.issues)
  return checked.tree
}

function treeOfOperator(field: Tree, { operator, value }: RuleRow): Tree | undefined {
  if (operator === 'empty' || operator === 'notEmpty')
    return compared(operator === 'empty' ? '==' : '!=', field, literal(null))
  const positive = Object.keys(negations).find((one) => negations[one] === operator)
  if (positive) {
    const of = treeOfOperator(field, {
      field: '',
      operator: positive as RuleOperator,
      ...(value !== undefined && { value }),
    })
    return of && { kind: 'not', of, at: nowhere }
  }
  if (operator === 'in')
    return Array.isArray(value) ? membership(field, listOf(value as readonly RuleScalar[])) : undefined
  if (value === undefined || typeof value === 'object') return undefined
  if (operator === 'has') return membership(literal(value), field)
  if (comparators.has(operator)) return compared(operator as Comparator, field, literal(value))
  if (!(ruleOperators as readonly string[]).includes(operator)) return undefined
  return { kind: 'call', name: operator, target: field, args: [literal(value)], at: nowhere }
}

function membership(left: Tree, right: Tree): Tree {
  return { kind: 'binary', op: 'in', left, right, at: nowhere }
}

function listOf(values: readonly RuleScalar[]): Tree {
  return { kind: 'list', items: values.map((value) => literal(value)), at: nowhere }
}
