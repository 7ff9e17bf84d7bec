// How do groups of conditions change under somebody's hands? All, any or none of them hold; at most three levels.
import { isRuleGroup } from '@molde/engine'
import type { Condition, ConditionGroup } from './condition.ts'
import { operatorsOf } from './condition.ts'
import type { ConditionName } from './condition-names.ts'

export type GroupKind = 'all' | 'any' | 'none'
export type Rule = Condition | ConditionGroup
/** Places from the outermost group inwards. */
export type RulePath = readonly number[]

export const MOST_LEVELS = 3
export const noConditions: ConditionGroup = { combinator: 'and', rules: [] }

export function kindOf(group: ConditionGroup): GroupKind {
  if (group.not) return 'none'
  return group.combinator === 'and' ? 'all' : 'any'
}

export function groupOf(kind: GroupKind, rules: readonly Rule[]): ConditionGroup {
  if (kind === 'none') return { combinator: 'or', not: true, rules }
  return { combinator: kind === 'all' ? 'and' : 'or', rules }
}

export function levelsOf(rule: Rule): number {
  return isRuleGroup(rule) ? 1 + Math.max(0, ...rule.rules.map(levelsOf)) : 0
}

/**
 * As the builder shows it: "not all of" becomes "none of: all of", a group of one becomes what stands in it, and a group in a
 * group of its own kind opens into it. What it says stays the same.
 */
export function asShown(group: ConditionGroup): ConditionGroup {
  const shown = shownRule(group)
  return isRuleGroup(shown) ? shown : groupOf('all', [shown])
}

function shownRule(rule: Rule): Rule {
  if (!isRuleGroup(rule)) return rule
  const inner = rule.rules.map(shownRule)
  if (rule.not && rule.combinator === 'and')
    return inner.length === 1
      ? groupOf('none', opened('any', inner))
      : groupOf('none', [groupOf('all', opened('all', inner))])
  const kind = kindOf(rule)
  const [only] = inner
  if (kind !== 'none' && inner.length === 1 && only) return only
  return groupOf(kind, opened(kind === 'none' ? 'any' : kind, inner))
}

function opened(kind: 'all' | 'any', rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap((rule) => (isRuleGroup(rule) && kindOf(rule) === kind ? rule.rules : [rule]))
}

export function changeAt(
  group: ConditionGroup,
  path: RulePath,
  change: (rule: Rule) => Rule | undefined,
): ConditionGroup {
  const [at, ...rest] = path
  if (at === undefined) {
    const changed = change(group)
    return changed && isRuleGroup(changed) ? changed : noConditions
  }
  const rules = group.rules.flatMap((rule, place) => {
    if (place !== at) return [rule]
    const changed = rest.length > 0 && isRuleGroup(rule) ? changeAt(rule, rest, change) : change(rule)
    return changed ? [changed] : []
  })
  return { ...group, rules }
}

export function addTo(group: ConditionGroup, path: RulePath, rule: Rule): ConditionGroup {
  return changeAt(group, path, (found) => (isRuleGroup(found) ? { ...found, rules: [...found.rules, rule] } : found))
}

export function setKind(group: ConditionGroup, path: RulePath, kind: GroupKind): ConditionGroup {
  return changeAt(group, path, (found) => (isRuleGroup(found) ? groupOf(kind, found.rules) : found))
}

/** A new row about this name, or about the first that can be asked about. */
export function newCondition(names: readonly ConditionName[], name = names[0]?.name ?? ''): Condition {
  const named = names.find((one) => one.name === name)
  if (named?.own) return named.own.ask(named.own.questions[0]?.key ?? '')
  const field = named?.field
  return { field: name, operator: (field && operatorsOf(field)[0]) ?? 'notEmpty' }
}
