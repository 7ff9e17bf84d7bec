// Can a condition be shown as rows of "field, operator, value" in groups, and which condition do such rows say?
// A condition that rows cannot say exactly is answered with "not representable", never with something near.
import { type Issue, issue, type Path } from '../errors.ts'
import { parseCel } from './cel.ts'
import type { Expression } from './expression.ts'
import { MAX_DEPTH, MAX_NODES } from './limits.ts'
import { printExpression } from './print-expression.ts'
import { readStored } from './read-stored.ts'
import {
  isRuleGroup,
  negations,
  type RuleGroup,
  type RuleReading,
  type RuleRow,
  type RuleScalar,
  treeOfOperator,
} from './rules.ts'
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

/** The rows that say exactly this condition, or undefined when none do. */
export function toRules(expression: Expression, scope: ExpressionScope): RuleGroup | undefined {
  const said = translate(readStored(expression.cel), scope, 'to-wire', undefined, [])
  if (said.issues.length > 0) return undefined
  const plain = plainly(said.tree)
  const rule = ruleOf(plain)
  if (!rule) return undefined
  const group: RuleGroup = isRuleGroup(rule) ? rule : { combinator: 'and', rules: [rule] }
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
  if (op === '&&' || op === '||') {
    // What was denied twice may be a chain of the same kind.
    const parts = chainOf(tree, op).map(plainly)
    return chain(
      parts.flatMap((part) => chainOf(part, op)),
      op,
    ) as Tree
  }
  const turn = comparators.has(op) && weightOf(left) < weightOf(right)
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

function negatedRule(of: Tree): RuleRow | RuleGroup | undefined {
  const rule = ruleOf(of)
  if (!rule) return undefined
  if (isRuleGroup(rule)) return { ...rule, not: true }
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
  const values = right.items.map(scalarOf)
  return values.includes(undefined) ? undefined : { field: nameOf(left), operator: 'in', value: values as RuleScalar[] }
}

function searchRow(tree: Tree & { kind: 'call' }): RuleRow | undefined {
  const operator = (['contains', 'startsWith', 'endsWith', 'like'] as const).find((one) => one === tree.name)
  const value = tree.args[0] && scalarOf(tree.args[0])
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

/** Which of the two sides of a comparison the row is about: the record before who acts, and both before a fixed value. */
function weightOf(tree: Tree): number {
  if (!isField(tree)) return isNull(tree) || valueOf(tree) !== undefined ? 0 : 2
  return rootOf(tree) === 'actor' ? 1 : 2
}

function rootOf(tree: Tree): string | undefined {
  if (tree.kind === 'member' || tree.kind === 'index') return rootOf(tree.of)
  return tree.kind === 'name' ? tree.name : undefined
}

function valueOf(tree: Tree): RuleScalar | RuleReading | undefined {
  return scalarOf(tree) ?? (isField(tree) ? { name: nameOf(tree) } : momentOf(tree))
}

/** `now`, `today()`, and so many days or hours before or after. */
function momentOf(tree: Tree): RuleReading | undefined {
  if (tree.kind === 'name' && tree.name === 'now') return { from: 'now' }
  if (tree.kind === 'call') return tree.name === 'today' && !tree.target ? { from: 'today' } : undefined
  if (tree.kind !== 'binary' || (tree.op !== '-' && tree.op !== '+')) return undefined
  const from = tree.left.kind === 'binary' ? undefined : momentOf(tree.left)
  const by = tree.right.kind === 'call' && !tree.right.target ? tree.right : undefined
  const [amount] = by?.args ?? []
  if (!from || !by || amount?.kind !== 'literal' || typeof amount.value !== 'number' || amount.value <= 0)
    return undefined
  const signed = tree.op === '-' ? -amount.value : amount.value
  if (by.name === 'days') return { ...from, days: signed }
  return by.name === 'hours' ? { ...from, hours: signed } : undefined
}

/** A literal, or the text of a date, a time or a duration that is written out. */
function scalarOf(tree: Tree): RuleScalar | undefined {
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
    return isRuleGroup(rule) ? treeOfGroup(rule, scope, at, issues, depth - 1) : treeOfRow(rule, scope, at, issues)
  })
  if (trees.includes(undefined)) return undefined
  const whole = chain(trees as Tree[], group.combinator === 'and' ? '&&' : '||') as Tree
  return group.not ? { kind: 'not', of: whole, at: nowhere } : whole
}

function treeOfRow(row: RuleRow, scope: ExpressionScope, path: Path, issues: Issue[]): Tree | undefined {
  const field = readField(row.field)
  const tree = field && treeOfOperator(field, row, readField)
  if (!tree) {
    issues.push(issue(path, 'bad-rule', { field: row.field.slice(0, 60), operator: String(row.operator).slice(0, 20) }))
    return undefined
  }
  const checked = translate(tree, scope, 'to-stored', booleanType, path)
  issues.push(...checked.issues)
  return checked.tree
}

function readField(text: string): Tree | undefined {
  const parsed = parseCel(text)
  return 'tree' in parsed && isField(parsed.tree) ? parsed.tree : undefined
}
