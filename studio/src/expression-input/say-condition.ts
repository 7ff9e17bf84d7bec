// How does a condition read as a sentence, in the reader's language and with the names people gave?
import { isRuleGroup, type RuleReading, type RuleScalar } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { optionText, valueText } from '../field-value/value-text.ts'
import type { useText } from '../text/text.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import {
  type Condition,
  type ConditionGroup,
  type ConditionValue,
  isComplete,
  isReading,
  isValues,
  needsValue,
  type Operator,
} from './condition.ts'
import { type ConditionName, isMoment, type NamedField } from './condition-names.ts'
import { kindOf, type Rule } from './condition-tree.ts'

export interface ConditionWords {
  readonly t: ReturnType<typeof useText>['t']
  readonly formats: TenantFormats
  /** The reader's: "and", "3 days ago". Values are written as the tenant writes them. */
  readonly language: string
  readonly names: readonly ConditionName[]
  /** The title of a record, the name of a member; undefined while it is being read. */
  readonly titleOf?: (field: NamedField, id: string) => string | undefined
}

/** `Weight is more than 10 and (Stage is Won or Urgent is yes)`; empty for no conditions. */
export function sayCondition(group: ConditionGroup, words: ConditionWords): string {
  const parts = group.rules.map((rule) => sayPart(rule, words)).filter(Boolean)
  if (parts.length === 0) return ''
  switch (kindOf(group)) {
    case 'all':
      return listed(parts, 'conjunction', words)
    case 'any':
      return listed(parts, 'disjunction', words)
    case 'none':
      return words.t('condition.sayNone', { list: parts.join('; ') })
  }
}

function sayPart(rule: Rule, words: ConditionWords): string {
  if (!isRuleGroup(rule)) return sayRow(rule, words)
  const said = sayCondition(rule, words)
  return said && `(${said})`
}

export function listed(parts: readonly string[], type: 'conjunction' | 'disjunction', words: ConditionWords): string {
  return new Intl.ListFormat(words.language, { type }).format(parts)
}

/** `Weight is more than 10`; what is not complete ends in an ellipsis. */
export function sayRow(row: Condition, words: ConditionWords): string {
  const named = words.names.find((one) => one.name === row.field)
  const field = named?.field ?? { key: row.field, type: 'text' as const }
  const label = named?.label ?? row.field
  const asked = named?.own?.say(row)
  if (asked) return `${named?.own?.label}: ${asked}`
  const far = sayFar(row, words)
  if (far) return `${label} ${far}`
  const operator = plainOperator(row)
  // Beside a value that is written out a language may leave out the verb, which would stiffly say "equals".
  const isFixed = isComplete(row) && row.value !== undefined && (isValues(row.value) || !isReading(row.value))
  if (isFixed && (operator === '==' || operator === '!='))
    return sayEquals(operator, label, sayValue(field, row.value, words), words)
  const start = `${label} ${sayOperator(field, operator, words.t)}`
  if (!needsValue(row.operator)) return start
  return `${start} ${isComplete(row) ? sayValue(field, row.value, words) : '…'}`
}

/** One of a single one is that one. */
function plainOperator({ operator, value }: Condition): Operator {
  if (value === undefined || !isValues(value) || value.length !== 1) return operator
  return operator === 'in' ? '==' : operator === 'notIn' ? '!=' : operator
}

const momentWords: { readonly [op in Operator]?: 'after' | 'from' | 'before' | 'until' } = {
  '>': 'after',
  '>=': 'from',
  '<': 'before',
  '<=': 'until',
}
const farWords = { ...momentWords, '==': 'is', '!=': 'isNot' } as {
  readonly [op in Operator]?: 'is' | 'isNot' | 'after' | 'from' | 'before' | 'until'
}
const operatorWords = {
  '==': 'is',
  '!=': 'isNot',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
} as const

export function sayOperator(field: NamedField, op: Operator, t: ConditionWords['t']): string {
  const moment = isMoment(field) || field.type === 'time' ? momentWords[op] : undefined
  if (moment) return t(`condition.op_${moment}`)
  return t(`condition.op_${op in operatorWords ? operatorWords[op as '=='] : (op as 'like')}`)
}

/** `Stage is Won` */
export function sayEquals(op: '==' | '!=', field: string, value: string, { t }: ConditionWords): string {
  return t(op === '==' ? 'condition.sayIs' : 'condition.sayIsNot', { field, value })
}

/** Operator and value in one, of a moment that is some days or hours away: `is 6 days from now or earlier`. */
function sayFar({ operator, value }: Condition, { t, language }: ConditionWords): string | undefined {
  if (value === undefined || isValues(value) || !isReading(value) || !('from' in value)) return undefined
  const { days = 0, hours = 0 } = value
  const amount = days || hours
  const op = farWords[operator]
  if (amount === 0 || !op) return undefined
  const span = sayUnit(Math.abs(amount), days === 0 ? 'hour' : 'day', language)
  return amount < 0 ? t(`condition.ago_${op}`, { span }) : t(`condition.ahead_${op}`, { span })
}

/** `6 days` */
export function sayUnit(amount: number, unit: 'day' | 'hour', language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
}

function sayValue(field: NamedField, value: ConditionValue | undefined, words: ConditionWords): string {
  if (value === undefined) return ''
  if (isValues(value)) return value.map((one) => sayScalar(field, one, words)).join(', ')
  return isReading(value) ? sayReading(value, words) : sayScalar(field, value, words)
}

function sayReading(value: RuleReading, { t, names, language }: ConditionWords): string {
  if ('name' in value) return names.find((one) => one.name === value.name)?.label ?? value.name
  const { from, days = 0, hours = 0 } = value
  const away = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  if (days !== 0) return away.format(days, 'day')
  if (hours !== 0) return away.format(hours, 'hour')
  return t(from === 'today' ? 'condition.today' : 'condition.now')
}

export function sayScalar(field: NamedField, value: RuleScalar, words: ConditionWords): string {
  const { t, formats } = words
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
  const text = String(value)
  if (field.type === 'relation' || field.type === 'user') return words.titleOf?.(field, text) ?? '…'
  if (field.options?.length) return optionText(field as WireField, text, formats)
  if (typeof value === 'number' || ['date', 'datetime', 'time', 'duration'].includes(field.type))
    return valueText({ ...(field as WireField), many: false }, value, formats, { yes: '', no: '' })
  return t('condition.quoted', { text })
}
