// What do the rows of a condition look like, and which expression does each row say?
// The only notion of a condition made by hand: of rules, guards, "show only when" and the filters of lists.
import { printExpression } from './print-expression.ts'
import { type Comparator, call, chain, comparators, literal, nowhere, type Tree } from './tree.ts'

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

/** What is read when the condition is asked: `{ name: 'input.driver' }`, or a moment so many days or hours from now. */
export type RuleReading =
  | { readonly name: string }
  | { readonly from: 'now' | 'today'; readonly days?: number; readonly hours?: number }

export type RuleValue = RuleScalar | readonly RuleScalar[] | RuleReading

export interface RuleRow {
  /** As it is written in an expression: `cargo`, `record.state`, `record.data["my field"]`. */
  readonly field: string
  readonly operator: RuleOperator
  /** An option's key, a date's text. A list for `in` and `notIn`; none for `empty` and `notEmpty`. */
  readonly value?: RuleValue
}

export interface RuleGroup {
  readonly combinator: 'and' | 'or'
  readonly not?: boolean
  readonly rules: readonly (RuleRow | RuleGroup)[]
}

/** Operators that say the opposite of another. */
export const negations: { readonly [operator: string]: RuleOperator } = {
  in: 'notIn',
  contains: 'notContains',
  startsWith: 'notStartsWith',
  endsWith: 'notEndsWith',
  like: 'notLike',
  has: 'notHas',
}

const positives: { readonly [operator: string]: RuleOperator } = Object.fromEntries(
  ruleOperators.flatMap((positive) => (negations[positive] ? [[negations[positive], positive] as const] : [])),
)

export function isRuleGroup(rule: RuleRow | RuleGroup): rule is RuleGroup {
  return 'rules' in rule
}

/**
 * The text that the rows say; undefined when there are none, or one lacks its value. Nothing is checked: a row's `field` is
 * written as it stands, so it must be one that was offered.
 */
export function sayRules(group: RuleGroup): string | undefined {
  const tree = sayGroup(group)
  return tree && printExpression(tree, 'wire')
}

function sayGroup(group: RuleGroup): Tree | undefined {
  const trees = group.rules.map((rule) =>
    isRuleGroup(rule) ? sayGroup(rule) : treeOfOperator(asWritten(rule.field), rule, asWritten),
  )
  if (trees.includes(undefined)) return undefined
  const whole = chain(trees as Tree[], group.combinator === 'and' ? '&&' : '||')
  return whole && group.not ? { kind: 'not', of: whole, at: nowhere } : whole
}

function asWritten(name: string): Tree {
  return { kind: 'name', name, at: nowhere }
}

/** What the row asks of this field; undefined when it lacks its value or has one of another kind. */
export function treeOfOperator(
  field: Tree,
  { operator, value }: Omit<RuleRow, 'field'>,
  read: (name: string) => Tree | undefined,
): Tree | undefined {
  if (operator === 'empty' || operator === 'notEmpty')
    return binary(operator === 'empty' ? '==' : '!=', field, literal(null))
  const positive = Object.hasOwn(positives, operator) ? positives[operator] : undefined
  if (positive) {
    const of = treeOfOperator(field, { operator: positive, ...(value !== undefined && { value }) }, read)
    return of && { kind: 'not', of, at: nowhere }
  }
  if (operator === 'in') return isList(value) ? binary('in', field, listOf(value)) : undefined
  if (value === undefined || isList(value)) return undefined
  const right = treeOfValue(value, read)
  if (!right) return undefined
  if (operator === 'has') return binary('in', right, field)
  if (comparators.has(operator)) return binary(operator as Comparator, field, right)
  if (!ruleOperators.includes(operator) || right.kind !== 'literal') return undefined
  return { kind: 'call', name: operator, target: field, args: [right], at: nowhere }
}

function isList(value: RuleValue | undefined): value is readonly RuleScalar[] {
  return Array.isArray(value)
}

function treeOfValue(value: RuleScalar | RuleReading, read: (name: string) => Tree | undefined): Tree | undefined {
  if (typeof value !== 'object') return literal(value)
  if ('name' in value) return read(value.name)
  const from = value.from === 'now' ? asWritten('now') : call('today', [])
  const { days = 0, hours = 0 } = value
  if (days !== 0 && hours !== 0) return undefined
  return days === 0 ? moved(from, 'hours', hours) : moved(from, 'days', days)
}

function moved(from: Tree, unit: 'days' | 'hours', by: number): Tree {
  return by === 0 ? from : binary(by < 0 ? '-' : '+', from, call(unit, [literal(Math.abs(by))]))
}

function binary(op: Comparator | 'in' | '+' | '-', left: Tree, right: Tree): Tree {
  return { kind: 'binary', op, left, right, at: left.at }
}

function listOf(values: readonly RuleScalar[]): Tree {
  return { kind: 'list', items: values.map((value) => literal(value)), at: nowhere }
}
