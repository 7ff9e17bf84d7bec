// A value as an expression writes it ↔ as an input shows it. What is compared with a field is what the field may be set to.
import { type ExpressionScope, isRuleGroup, type RuleValue, sayRules } from '@molde/engine'
import type { ConditionName } from '../expression-input/condition-names.ts'
import { readCondition } from '../expression-input/read-condition.ts'

/** Undefined when the text says more than an input can; without `value` while there is none yet. */
export function readValue(
  text: string,
  name: string,
  scope: ExpressionScope,
  names: readonly Pick<ConditionName, 'name'>[],
): { readonly value?: RuleValue } | undefined {
  if (text.trim() === '') return {}
  const read = readCondition(`${name} == (${text})`, scope, names)
  const [row, ...more] = read.kind === 'rows' ? read.group.rules : []
  if (!row || more.length > 0 || isRuleGroup(row)) return undefined
  return row.field === name && row.operator === '==' && row.value !== undefined ? { value: row.value } : undefined
}

/** Empty text for no value. */
export function writeValue(name: string, value: RuleValue): string {
  if (value === '') return ''
  const text = sayRules({ combinator: 'and', rules: [{ field: name, operator: '==', value }] }) ?? ''
  return text.startsWith(`${name} == `) ? text.slice(name.length + 4) : ''
}
