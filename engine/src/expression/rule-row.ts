// What do the rows of a condition look like, and the groups they stand in?
// The only notion of a condition made by hand: of rules, guards, "show only when" and the filters of lists.

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

export function isRuleGroup(rule: RuleRow | RuleGroup): rule is RuleGroup {
  return 'rules' in rule
}
