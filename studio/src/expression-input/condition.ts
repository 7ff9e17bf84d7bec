// A condition made by hand, groups of conditions, and what can be asked of which field.
import {
  isRuleGroup,
  type RuleGroup,
  type RuleOperator,
  type RuleReading,
  type RuleRow,
  type RuleScalar,
  type RuleValue,
  sayFieldName,
  sayRules,
} from '@molde/engine'
import type { FieldType, WireField } from '../api/blueprints-api.ts'

/** A row: what is asked about, as an expression writes it (`cargo`, `record.createdAt`), the comparison, the value. */
export type Condition = RuleRow
export type ConditionGroup = RuleGroup
export type Operator = RuleOperator
export type ConditionValue = RuleValue

/** Text of the expression language that no rows can say. */
export interface ConditionText {
  readonly cel: string
}

/** Parts of a list's filter; all of them hold. */
export type FilterPart = Condition | ConditionGroup | ConditionText

export const isGroup = (part: FilterPart): part is ConditionGroup => 'rules' in part
export const isConditionText = (part: FilterPart): part is ConditionText => 'cel' in part

type Asked = Pick<WireField, 'type' | 'many'>

const order: readonly Operator[] = ['==', '!=', '>', '>=', '<', '<=', 'empty', 'notEmpty']
const texts: readonly Operator[] = [
  'like',
  'notLike',
  '==',
  '!=',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'in',
  'notIn',
  'empty',
  'notEmpty',
]
const longTexts: readonly Operator[] = ['like', 'notLike', 'empty', 'notEmpty']
const numbers: readonly Operator[] = [...order.slice(0, 6), 'in', 'notIn', 'empty', 'notEmpty']
const moments: readonly Operator[] = ['<', '<=', '>', '>=', 'empty', 'notEmpty']
const choices: readonly Operator[] = ['in', 'notIn', '==', '!=', 'empty', 'notEmpty']
const one: readonly Operator[] = ['==', '!=', 'empty', 'notEmpty']
const elements: readonly Operator[] = ['has', 'notHas', 'empty', 'notEmpty']
const emptiness: readonly Operator[] = ['empty', 'notEmpty']

/** What can be asked of a field; the first is what a new condition starts with. An empty list: nothing. */
export function operatorsOf(field: Asked): readonly Operator[] {
  if (field.type === 'file' || field.type === 'image') return emptiness
  return field.many ? elements : operatorsByType[field.type]
}

const operatorsByType: Record<FieldType, readonly Operator[]> = {
  text: texts,
  longText: longTexts,
  richText: longTexts,
  email: texts,
  phone: texts,
  url: texts,
  cpf: texts,
  cnpj: texts,
  cep: texts,
  autonumber: texts,
  integer: numbers,
  number: numbers,
  percent: numbers,
  rating: numbers,
  money: order,
  boolean: ['==', 'empty', 'notEmpty'],
  date: order,
  time: order,
  datetime: moments,
  duration: order,
  enum: choices,
  tags: elements,
  relation: one,
  user: one,
  color: one,
  file: emptiness,
  image: emptiness,
  address: emptiness,
  geo: emptiness,
  json: emptiness,
  list: emptiness,
  formula: [],
  rollup: [],
  lookup: [],
  secret: [],
}

export const needsValue = (op: Operator) => op !== 'empty' && op !== 'notEmpty'
export const takesList = (op: Operator) => op === 'in' || op === 'notIn'
export const isReading = (value: ConditionValue | undefined): value is RuleReading =>
  typeof value === 'object' && !Array.isArray(value)
export const isValues = (value: ConditionValue | undefined): value is readonly RuleScalar[] => Array.isArray(value)

/** Is everything there that the condition needs? One that is not yet complete does not filter. */
export function isComplete({ operator, value }: Condition): boolean {
  if (!needsValue(operator)) return true
  if (isValues(value)) return value.length > 0
  return isReading(value) ? !('name' in value) || value.name !== '' : value !== undefined && value !== ''
}

/** Keeps the value where the other operator can have it too. */
export function withOperator(condition: Condition, operator: Operator): Condition {
  const { value, ...rest } = condition
  if (!needsValue(operator) || value === undefined) return { ...rest, operator }
  if (takesList(operator) === isValues(value)) return { ...rest, operator, value }
  if (isValues(value)) return value[0] === undefined ? { ...rest, operator } : { ...rest, operator, value: value[0] }
  return isReading(value) || value === '' ? { ...rest, operator } : { ...rest, operator, value: [value] }
}

/** The group without what is not complete; undefined when nothing is left. */
export function completeOnly(group: ConditionGroup): ConditionGroup | undefined {
  const rules = group.rules.flatMap((rule): readonly (Condition | ConditionGroup)[] => {
    if (!isRuleGroup(rule)) return isComplete(rule) ? [rule] : []
    const inner = completeOnly(rule)
    return inner ? [inner] : []
  })
  return rules.length === 0 ? undefined : { ...group, rules }
}

/** Every row, whatever group it stands in. */
export function rowsOf(rule: Condition | ConditionGroup): readonly Condition[] {
  return isRuleGroup(rule) ? rule.rules.flatMap(rowsOf) : [rule]
}

/** Names of the record itself that a list can be filtered by, besides its fields. */
const listNames: readonly string[] = ['record.createdAt', 'record.updatedAt', 'record.createdBy', 'actor.id']

/** A part of a promised time. Whether the flow has it still is not known here: a filter by one that is gone is refused, not left out. */
const clockPart = /^record\.clocks(\.[A-Za-z]\w*|\["[A-Za-z][\w-]*"\])\.(dueAt|lateAt|status)$/

/** All complete parts that speak of known fields, and `base` before them, as one expression; undefined when there is none. */
export function filterText(
  parts: readonly FilterPart[],
  fields: readonly WireField[],
  base?: string,
): string | undefined {
  const known = new Set([...fields.map((field) => sayFieldName(field.key)), ...listNames])
  const rules = parts.filter((part) => !isConditionText(part)) as readonly (Condition | ConditionGroup)[]
  const complete = completeOnly({ combinator: 'and', rules })
  const kept = complete && knownOnly(complete, known)
  const said = kept && sayRules(kept)
  const texts = [base, ...parts.map((part) => (isConditionText(part) ? part.cel : undefined))].filter((text) =>
    text?.trim(),
  )
  if (!kept || !said) return texts.length > 1 ? inBrackets(texts) : texts[0]
  if (texts.length === 0) return said
  const [only] = kept.rules
  return inBrackets(texts, kept.rules.length === 1 && only && isRuleGroup(only) ? `(${said})` : said)
}

function inBrackets(texts: readonly (string | undefined)[], last?: string): string {
  return [...texts.map((text) => `(${text})`), ...(last ? [last] : [])].join(' && ')
}

/** What an address says is written into the expression by name only where the name is one of the kind of record. */
function knownOnly(group: ConditionGroup, known: ReadonlySet<string>): ConditionGroup | undefined {
  const rules = group.rules.flatMap((rule): readonly (Condition | ConditionGroup)[] => {
    if (isRuleGroup(rule)) {
      const inner = knownOnly(rule, known)
      return inner ? [inner] : []
    }
    const { value } = rule
    const reads = isReading(value) && 'name' in value ? [rule.field, value.name] : [rule.field]
    return reads.every((name) => known.has(name) || clockPart.test(name)) ? [rule] : []
  })
  return rules.length === 0 ? undefined : { ...group, rules }
}
