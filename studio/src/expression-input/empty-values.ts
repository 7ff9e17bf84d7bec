// Would somebody expect a record without a value to pass a condition that it does not pass? A comparison with nothing is neither true nor
// false, and what takes only true, such as a step, is then not possible.
import { isRuleGroup } from '@molde/engine'
import { type Condition, type ConditionGroup, isComplete, type Operator } from './condition.ts'
import type { ConditionName } from './condition-names.ts'
import { changeAt, groupOf, kindOf, MOST_LEVELS, type Rule, type RulePath } from './condition-tree.ts'

/** Nobody believes that nothing is equal to something, or contains it. */
const surprising: ReadonlySet<Operator> = new Set<Operator>([
  '<',
  '<=',
  '>',
  '>=',
  '!=',
  'notIn',
  'notLike',
  'notStartsWith',
  'notEndsWith',
])

/** Is it left out there, unnoticed, where the field is empty? */
export function leavesOutEmpty(group: ConditionGroup, path: RulePath, { field, group: of }: ConditionName): boolean {
  const row = ruleAt(group, path)
  if (!row || isRuleGroup(row) || !isComplete(row) || field.required || field.many) return false
  if (of !== 'record' && of !== 'input') return false
  const isNo = field.type === 'boolean' && row.operator === '==' && row.value === false
  if (!surprising.has(row.operator) && !isNo) return false
  return !groupsAround(group, path).some((around) => around.rules.some((rule) => speaksOfEmpty(rule, around, row)))
}

/** The same, or empty; undefined where there is no place for it. */
export function orEmpty(
  group: ConditionGroup,
  path: RulePath,
): { readonly group: ConditionGroup; readonly added: RulePath } | undefined {
  const row = ruleAt(group, path)
  const around = groupsAround(group, path).at(-1)
  const at = path.at(-1)
  if (!row || isRuleGroup(row) || !around || at === undefined || kindOf(around) === 'none') return undefined
  const empty: Condition = { field: row.field, operator: 'empty' }
  const above = path.slice(0, -1)
  if (kindOf(around) === 'any' || around.rules.length === 1) {
    const rules = around.rules.flatMap((rule, place) => (place === at ? [rule, empty] : [rule]))
    return { group: changeAt(group, above, () => groupOf('any', rules)), added: [...above, at + 1] }
  }
  if (path.length >= MOST_LEVELS) return undefined
  return { group: changeAt(group, path, () => groupOf('any', [row, empty])), added: [...path, 1] }
}

/** `or it is empty` lets it pass; beside `it is filled` somebody has thought of it. */
function speaksOfEmpty(rule: Rule, around: ConditionGroup, { field }: Condition): boolean {
  if (isRuleGroup(rule) || rule.field !== field) return false
  return rule.operator === (kindOf(around) === 'all' ? 'notEmpty' : 'empty')
}

function ruleAt(group: ConditionGroup, path: RulePath): Rule | undefined {
  return path.reduce<Rule | undefined>((rule, at) => (rule && isRuleGroup(rule) ? rule.rules[at] : undefined), group)
}

/** From the outermost inwards. */
function groupsAround(group: ConditionGroup, path: RulePath): readonly ConditionGroup[] {
  return path.flatMap((_, depth) => {
    const rule = ruleAt(group, path.slice(0, depth))
    return rule && isRuleGroup(rule) ? [rule] : []
  })
}
