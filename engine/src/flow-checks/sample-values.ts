// A few values of a field that stand for all others, as far as the constants it is held against can tell them apart.
import type { FieldDef } from '../blueprint/blueprint.ts'
import { DEFAULT_RATING, isMany } from '../blueprint/field-types.ts'
import { DAY, dayText, instantText, parseDay, parseInstant, parseSpan, spanText } from '../expression/moments.ts'
import { safePattern } from '../expression/safe-regex.ts'
import type { Json } from '../json.ts'
import { computedValue } from '../record/computed-value.ts'
import { Refused } from '../record/refused.ts'
import { lookedAt } from './condition-reads.ts'

export interface Wish {
  readonly constants: ReadonlySet<unknown>
  /** Choices that are not offered any more, too. */
  readonly retired?: boolean
}

export interface Samples {
  readonly values: readonly Json[]
  /** Whether every other value behaves as one of these. */
  readonly whole: boolean
}

/** Those that the field may hold; a plain one first. */
export function sampleValues(field: FieldDef, { constants, retired = false }: Wish): Samples {
  const wanted = isMany(field) ? lists(field, constants, retired) : single(field, constants, retired)
  const values = new Map<string, Json>()
  for (const one of wanted) {
    const value = computedValue(field, one, 'UTC')
    if (value === undefined || value instanceof Refused || !keepsLimits(field, value)) continue
    values.set(JSON.stringify(value), value)
  }
  return { values: [...values.values()], whole: isWhole(field, [...values.values()], constants) }
}

/** Where values are endless and only the same or not, one that is no constant is needed; of lists every mixture. */
function isWhole(field: FieldDef, values: readonly Json[], constants: ReadonlySet<unknown>): boolean {
  if (isMany(field))
    return (
      field.options !== undefined && constants.size <= 3 && field.minItems === undefined && field.maxItems === undefined
    )
  return field.options !== undefined || countable.has(field.type) || values.some((value) => !constants.has(value))
}

const countable: ReadonlySet<string> = new Set([
  'boolean',
  'integer',
  'number',
  'percent',
  'rating',
  'money',
  'date',
  'datetime',
  'duration',
])

function single(field: FieldDef, constants: ReadonlySet<unknown>, retired: boolean): readonly unknown[] {
  switch (field.type) {
    case 'boolean':
      return [true, false]
    case 'enum':
    case 'tags':
      return choices(field, constants, retired)
    case 'integer':
    case 'number':
    case 'percent':
    case 'rating':
    case 'rollup':
      return numbers(field, constants)
    case 'money':
      return numbers(field, constants).map((amount) => ({
        amount: String(amount),
        currency: field.currencies?.[0] ?? 'USD',
      }))
    case 'date':
      return moments(constants, DAY).map(dayText)
    case 'datetime':
      return moments(constants, 60_000).map(instantText)
    case 'duration':
      return around([...constants].flatMap(spanOf), 3_600_000).map(spanText)
    case 'user':
    case 'relation':
      return ['ben', 'ana', 'cleo', ...textsIn(constants)]
    default:
      return texts(field, constants)
  }
}

/** Choices that are named, and one of the others for all of them. */
function choices({ options = [] }: FieldDef, constants: ReadonlySet<unknown>, retired: boolean): readonly string[] {
  const open = options.filter((option) => retired || !option.retired).map(({ id }) => id)
  const named = open.filter((id) => constants.has(id))
  return [...open.filter((id) => !constants.has(id)).slice(0, 1), ...named]
}

/** None, each alone, and all together. */
function lists(field: FieldDef, constants: ReadonlySet<unknown>, retired: boolean): readonly unknown[] {
  if (field.fields) return []
  const { many: _, ...one } = field
  const element: FieldDef = field.type === 'list' ? { ...one, type: field.of ?? 'text' } : one
  const values = single(element, constants, retired).slice(0, 6)
  const named = values.filter((value) => constants.has(value))
  // Of three things each mixture; of more those that people mean.
  const pairs = named.length > 3 ? [] : named.flatMap((a, at) => named.slice(at + 1).map((b) => [a, b]))
  return [...values.map((value) => [value]), ...pairs, values]
}

/** Each constant, one between every two of them, one below and one above. */
function numbers(field: FieldDef, constants: ReadonlySet<unknown>): readonly number[] {
  const known = [...constants].flatMap((constant) => {
    const value = typeof constant === 'object' ? Number((constant as { amount?: unknown } | null)?.amount) : constant
    return typeof value === 'number' && Number.isFinite(value) ? [value] : []
  })
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field
  const least = field.type === 'rating' ? 1 : minimum
  const most = field.type === 'rating' ? (field.max ?? DEFAULT_RATING) : maximum
  const limits = [least, most, exclusiveMinimum, exclusiveMaximum].filter((one) => one !== undefined)
  const whole = field.type === 'integer' || field.type === 'rating'
  const step = whole || field.precision === undefined ? 1 : 10 ** -field.precision
  const values = around(known.length + limits.length > 0 ? [...known, ...limits] : [0], step)
  return values.map((value) => (whole ? Math.round(value) : rounded(value, field.precision)))
}

function rounded(value: number, precision: number | undefined): number {
  return Number(precision === undefined ? value.toPrecision(12) : value.toFixed(Math.min(precision, 12)))
}

/** Sorted constants with what lies below, between and above; next to a constant where there is room for it. */
function around(constants: readonly number[], step: number): readonly number[] {
  const sorted = [...new Set(constants)].sort((a, b) => a - b)
  if (sorted.length === 0) return [step]
  return sorted.flatMap((at, index) => {
    const next = sorted[index + 1]
    const above = next === undefined || next - at > step ? at + step : (at + next) / 2
    return index === 0 ? [at - step, at, above] : [at, above]
  })
}

function moments(constants: ReadonlySet<unknown>, step: number): readonly number[] {
  const known = [...constants].flatMap((constant) => {
    if (typeof constant !== 'string') return []
    const at = parseInstant(constant)?.ms ?? parseDay(constant)?.start
    if (at !== undefined) return [at]
    const span = parseSpan(constant)?.ms
    return span === undefined ? [] : [lookedAt - span, lookedAt + span]
  })
  return around(known.length === 0 ? [lookedAt] : known, step)
}

function spanOf(constant: unknown): readonly number[] {
  const span = typeof constant === 'string' ? parseSpan(constant) : undefined
  return span ? [span.ms] : []
}

function textsIn(constants: ReadonlySet<unknown>): readonly string[] {
  return [...constants].filter((constant) => typeof constant === 'string')
}

const plain: { readonly [type: string]: unknown } = {
  email: 'ana@example.com',
  url: 'https://example.com/',
  phone: '+5511987654321',
  color: '#336699',
  time: '09:30:00',
  cpf: '529.982.247-25',
  cnpj: '11.222.333/0001-81',
  cep: '01310-100',
  file: { id: 'file1', name: 'page.pdf', size: 1, type: 'application/pdf' },
  image: { id: 'file1', name: 'page.png', size: 1, type: 'image/png' },
  geo: { lat: 0, lng: 0 },
  json: {},
  address: {},
}

/** Constants, one text that is none of them, and for what looks into texts all of them in a row. */
function texts(field: FieldDef, constants: ReadonlySet<unknown>): readonly unknown[] {
  const known = textsIn(constants)
  const other = plain[field.type] ?? longEnough('something', field)
  return [...(known.includes(other as string) ? [] : [other]), ...known, ...(known.length > 1 ? [known.join('')] : [])]
}

function longEnough(text: string, { minLength = 0, maxLength = text.length }: FieldDef): string {
  return text.padEnd(minLength, 'g').slice(0, Math.max(maxLength, minLength))
}

/** What the kind of the field leaves open and its definition does not. */
function keepsLimits(field: FieldDef, value: Json): boolean {
  if (typeof value === 'string') {
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = field
    return value.length >= minLength && value.length <= maxLength && (pattern === undefined || safely(pattern, value))
  }
  if (Array.isArray(value))
    return value.length >= (field.minItems ?? 0) && value.length <= (field.maxItems ?? Number.POSITIVE_INFINITY)
  const number = typeof value === 'number' ? value : Number((value as { amount?: unknown } | null)?.amount)
  if (Number.isNaN(number)) return true
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field
  const least = field.type === 'rating' ? 1 : minimum
  const most = field.type === 'rating' ? (field.max ?? DEFAULT_RATING) : maximum
  return (
    (least === undefined || number >= least) &&
    (most === undefined || number <= most) &&
    (exclusiveMinimum === undefined || number > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || number < exclusiveMaximum)
  )
}

function safely(pattern: string, value: string): boolean {
  return safePattern(pattern).test(value)
}
