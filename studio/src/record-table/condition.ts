// One condition of the filter bar, and the expression it stands for.
import type { FieldType, WireField } from '../api/blueprints-api.ts'

const operators = [
  'is',
  'isNot',
  'like',
  'startsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'anyOf',
  'has',
  'empty',
  'filled',
] as const
export type Operator = (typeof operators)[number]

export interface Condition {
  /** A field's key, or `record.createdAt` and the like. */
  readonly field: string
  readonly op: Operator
  readonly value?: string | number | boolean | readonly string[]
}

const ordered: readonly Operator[] = ['is', 'isNot', 'gt', 'gte', 'lt', 'lte', 'empty', 'filled']
const texts: readonly Operator[] = ['like', 'is', 'isNot', 'startsWith', 'empty', 'filled']

/** What can be asked of a field; the first is what the bar starts with. An empty list: it cannot be filtered by. */
export function operatorsOf(field: Pick<WireField, 'type' | 'many'>): readonly Operator[] {
  if (field.many && field.type !== 'file' && field.type !== 'image') return ['has', 'empty', 'filled']
  return operatorsByType[field.type]
}

const operatorsByType: Record<FieldType, readonly Operator[]> = {
  text: texts,
  longText: ['like', 'empty', 'filled'],
  richText: ['like', 'empty', 'filled'],
  email: texts,
  phone: texts,
  url: texts,
  cpf: texts,
  cnpj: texts,
  cep: texts,
  autonumber: texts,
  integer: ordered,
  number: ordered,
  percent: ordered,
  rating: ordered,
  money: ['gt', 'gte', 'lt', 'lte', 'empty', 'filled'],
  boolean: ['is', 'empty', 'filled'],
  date: ordered,
  time: ['empty', 'filled'],
  datetime: ['gt', 'gte', 'lt', 'lte', 'empty', 'filled'],
  duration: ['empty', 'filled'],
  enum: ['anyOf', 'isNot', 'empty', 'filled'],
  tags: ['has', 'empty', 'filled'],
  relation: ['is', 'empty', 'filled'],
  user: ['is', 'empty', 'filled'],
  color: ['is', 'empty', 'filled'],
  file: ['empty', 'filled'],
  image: ['empty', 'filled'],
  address: ['empty', 'filled'],
  geo: ['empty', 'filled'],
  json: ['empty', 'filled'],
  list: ['empty', 'filled'],
  formula: [],
  rollup: [],
  lookup: [],
  secret: [],
}

export const needsValue = (op: Operator) => op !== 'empty' && op !== 'filled'

/** Is everything there that the condition needs? One that is not yet complete does not filter. */
export function isComplete(condition: Condition): boolean {
  if (!needsValue(condition.op)) return true
  const { value } = condition
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
}

/** All complete conditions and the view's own filter, as one expression; undefined when there is none. */
export function filterText(
  conditions: readonly Condition[],
  fields: readonly WireField[],
  viewFilter?: string,
): string | undefined {
  const known = new Map(fields.map((field) => [field.key, field]))
  const parts = conditions.filter(isComplete).flatMap((condition) => {
    const field = known.get(condition.field)
    return field ? [conditionText(condition, field)] : []
  })
  const all = viewFilter ? [`(${viewFilter})`, ...parts] : parts
  return all.length === 0 ? undefined : all.join(' && ')
}

function conditionText(condition: Condition, field: WireField): string {
  const name = fieldText(field.key)
  const value = literal(condition.value, field)
  switch (condition.op) {
    case 'is':
      return `${name} == ${value}`
    case 'isNot':
      return `${name} != ${value}`
    case 'gt':
      return `${name} > ${value}`
    case 'gte':
      return `${name} >= ${value}`
    case 'lt':
      return `${name} < ${value}`
    case 'lte':
      return `${name} <= ${value}`
    case 'like':
      return `${name}.like(${value})`
    case 'startsWith':
      return `${name}.startsWith(${value})`
    case 'anyOf':
      return `${name} in ${value}`
    case 'has':
      return `${value} in ${name}`
    case 'empty':
      return `${name} == null`
    case 'filled':
      return `${name} != null`
  }
}

const bareName = /^[a-zA-Z][a-zA-Z0-9_]*$/
/** Words the language keeps for itself; a field called so is reached through `record.data`. */
const reserved = new Set([
  'record',
  'input',
  'actor',
  'now',
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
  'var',
  'void',
  'while',
  'type',
  'timestamp',
  'duration',
  'date',
  'today',
  'size',
  'int',
  'uint',
  'double',
  'bool',
  'string',
  'bytes',
  'list',
  'map',
  'dyn',
  'has',
  'all',
  'exists',
  'exists_one',
  'filter',
])

export function fieldText(key: string): string {
  if (!bareName.test(key)) return `record.data[${quoted(key)}]`
  return reserved.has(key) ? `record.data.${key}` : key
}

function literal(value: Condition['value'], field: WireField): string {
  if (Array.isArray(value)) return `[${value.map((one) => quoted(one)).join(', ')}]`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = String(value ?? '')
  if (isNumeric(field.type)) return Number.isFinite(Number(text)) ? String(Number(text)) : quoted(text)
  if (field.type === 'date') return `date(${quoted(text)})`
  if (field.type === 'datetime') return `timestamp(${quoted(text)})`
  return quoted(text)
}

const isNumeric = (type: FieldType) => ['integer', 'number', 'percent', 'rating', 'money'].includes(type)

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`
}

/** A condition as an address holds it, or undefined when it is none. */
export function readCondition(raw: unknown): Condition | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { field, op, value } = raw as Record<string, unknown>
  const operator = operators.find((one) => one === op)
  if (typeof field !== 'string' || !operator) return undefined
  return isValue(value) ? { field, op: operator, value } : { field, op: operator }
}

function isValue(value: unknown): value is NonNullable<Condition['value']> {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
