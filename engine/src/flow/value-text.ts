// How does a value read in a sentence: a choice by its label, numbers and moments as they are written in the language?
import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { labelIn } from '../blueprint/label.ts'
import type { Language } from '../issue-texts.ts'
import { isJsonObject, type Json } from '../json.ts'
import { parseDuration } from '../time/duration.ts'
import { sayDuration } from '../time/say-duration.ts'

export interface Reading {
  readonly language: Language
  /** IANA zone. */
  readonly zone: string
  /** The tenant's own, for labels that lack it. */
  readonly own?: Language | undefined
}

/** Who or what is meant stands elsewhere, or it is nothing to read aloud. */
const unsayable: readonly FieldType[] = [
  'relation',
  'user',
  'lookup',
  'file',
  'image',
  'json',
  'secret',
  'geo',
  'address',
]

/** Can its value stand in a sentence without anything being looked up? */
export function isSayable({ type, of, fields }: FieldDef): boolean {
  return fields === undefined && !unsayable.includes(type) && (of === undefined || !unsayable.includes(of))
}

/** Nothing is an empty text. */
export function valueText(field: FieldDef, value: Json | undefined, reading: Reading): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map((one: Json) => valueText(field, one, reading)).join(', ')
  const option = field.options?.find(({ id }) => id === value)
  if (option) return labelIn(option.label, reading, option.key)
  if (isJsonObject(value)) return field.type === 'money' ? moneyText(value, reading) : ''
  if (typeof value === 'boolean') return (value ? yes : no)[reading.language]
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  const type = field.type === 'list' ? field.of : field.type
  if (typeof value === 'number')
    return new Intl.NumberFormat(reading.language, { maximumFractionDigits: 15 }).format(value)
  if (type === 'date') return moment(`${value}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' }, reading) ?? value
  if (type === 'datetime')
    return moment(value, { dateStyle: 'medium', timeStyle: 'short', timeZone: reading.zone }, reading) ?? value
  return type === 'duration' ? durationSaid(value, reading.language) : value
}

function durationSaid(text: string, language: Language): string {
  try {
    return sayDuration(parseDuration(text), language)
  } catch {
    return text
  }
}

const yes = { en: 'yes', 'pt-BR': 'sim', ru: 'да' } as const
const no = { en: 'no', 'pt-BR': 'não', ru: 'нет' } as const

/** The amount is decimal text: as a number it could lose digits. */
function moneyText({ amount, currency }: { readonly [member: string]: Json }, { language }: Reading): string {
  const exact = String(amount) as `${number}`
  return `${new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 20 }).format(exact as never)} ${String(currency)}`
}

/** Day and time. */
export function momentText(at: number, reading: Reading): string {
  return new Intl.DateTimeFormat(reading.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: reading.zone,
  }).format(at)
}

function moment(text: string, form: Intl.DateTimeFormatOptions, { language }: Reading): string | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : new Intl.DateTimeFormat(language, form).format(at)
}
