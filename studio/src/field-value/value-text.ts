// How a value is said in plain text: for cards, histories, comparisons and file names.
import type { Json } from '@molde/engine'
import type { FieldType, WireField } from '../api/blueprints-api.ts'
import { plainMarkdown } from '../rich-text/plain-markdown.ts'
import { wordsOfKey } from '../text/say-label.ts'
import type { TenantFormats } from '../text/use-formats.tsx'

type Words = { readonly yes: string; readonly no: string }

/** An empty value is an empty text. */
export function valueText(field: WireField, value: Json | undefined, formats: TenantFormats, words: Words): string {
  if (isEmpty(value)) return ''
  if (Array.isArray(value))
    return value
      .map((one: Json) => oneText(field, elementType(field), one, formats, words))
      .filter(Boolean)
      .join(', ')
  return oneText(field, field.type, value as Json, formats, words)
}

/** A line of a list shows no more of a text, however long it is. */
const mostOfLine = 300

/** As much of it as a cell or a card can show; `most` are letters. */
export function lineText(text: string, most = mostOfLine): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/** Nothing is nothing, however it is said. */
export function isSameValue(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

export function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

export function elementType(field: WireField): FieldType {
  return field.type === 'list' ? (field.of ?? 'json') : field.type
}

function oneText(field: WireField, type: FieldType, value: Json, formats: TenantFormats, words: Words): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return numberText(field, type, value, formats)
  if (typeof value === 'string') return textText(field, type, value, formats)
  return bagText(field, type, value as { readonly [name: string]: Json }, formats, words)
}

function numberText(field: WireField, type: FieldType, value: number, formats: TenantFormats): string {
  if (type === 'percent') return formats.percent(value)
  return withUnit(field, formats.number(value, type === 'number' ? field.precision : undefined))
}

/** The two stay on one line. */
export function withUnit({ unit }: Pick<WireField, 'unit'>, text: string): string {
  return unit === undefined ? text : `${text}\u00a0${unit}`
}

function textText(field: WireField, type: FieldType, value: string, formats: TenantFormats): string {
  switch (type) {
    case 'enum':
    case 'tags':
      return optionText(field, value, formats)
    case 'richText':
      return plainMarkdown(value)
    case 'relation':
      return formats.recordName(field.blueprint ?? '', value)
    default:
      return timeText(type, value, formats)
  }
}

/** Days, moments and lengths of time; any other text as it is. */
export function timeText(type: FieldType, value: string, formats: TenantFormats): string {
  switch (type) {
    case 'date':
      return formats.date(value)
    case 'time':
      return formats.time(value)
    case 'datetime':
      return formats.dateTime(value)
    case 'duration':
      return formats.duration(value)
    default:
      return value
  }
}

export function optionText(field: WireField, key: string, formats: TenantFormats): string {
  const option = field.options?.find((one) => one.key === key)
  return formats.say(option?.label, wordsOfKey(key))
}

function bagText(
  field: WireField,
  type: FieldType,
  value: { readonly [name: string]: Json },
  formats: TenantFormats,
  words: Words,
): string {
  if (type === 'money') return formats.money(String(value.amount), String(value.currency))
  if (type === 'geo') return `${value.lat}, ${value.lng}`
  if (type === 'address') return addressText(value)
  if (type === 'file' || type === 'image') return String(value.name ?? '')
  if (!field.fields) return JSON.stringify(value)
  return field.fields
    .map((inner) => valueText(inner, value[inner.key], formats, words))
    .filter(Boolean)
    .join(' · ')
}

const addressLines = [
  ['street', 'number'],
  ['complement'],
  ['district'],
  ['postalCode', 'city'],
  ['region'],
  ['country'],
]

function addressText(value: { readonly [name: string]: Json }): string {
  return addressLines
    .map((line) =>
      line
        .map((member) => value[member])
        .filter((part) => typeof part === 'string' && part !== '')
        .join(' '),
    )
    .filter(Boolean)
    .join(', ')
}
