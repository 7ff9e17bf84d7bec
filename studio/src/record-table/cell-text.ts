// A cell as text for the clipboard, and what a text from there means in a cell.
import type { Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { fromLocal, toLocal } from '../field-value/local-datetime.ts'
import { elementType, isEmpty, optionText, valueText } from '../field-value/value-text.ts'
import { readDecimal, writeDecimal } from '../record-form/decimal-text.ts'
import { readDuration, writeDuration } from '../record-form/duration-text.ts'
import { readMoney } from '../record-form/money-text.ts'
import type { TenantFormats } from '../text/use-formats.tsx'
import { holdsLines } from './block-text.ts'

export interface CellWords {
  readonly yes: string
  readonly no: string
}

/** Written so that `readCell` and a spreadsheet read the same value again. Relations and members are said by their names. */
export function writeCell(
  field: WireField,
  value: Json | undefined,
  formats: TenantFormats,
  words: CellWords,
  nameOf: (id: string) => string,
): string {
  if (isEmpty(value)) return ''
  if (field.type === 'relation' || field.type === 'user')
    return [value]
      .flat()
      .map((id) => nameOf(String(id)))
      .join(', ')
  if (Array.isArray(value)) return valueText(field, value, formats, words)
  if (typeof value === 'number') return writeDecimal(value, formats.language)
  switch (field.type) {
    case 'money': {
      const { amount, currency } = value as { readonly amount: string; readonly currency: string }
      return `${writeDecimal(amount, formats.language)} ${currency}`
    }
    case 'datetime':
      return toLocal(String(value), formats.zone)?.replace('T', ' ') ?? String(value)
    case 'date':
    case 'time':
    case 'duration':
      return String(value)
    default:
      return valueText(field, value as Json, formats, words)
  }
}

export interface ReadCell {
  readonly field: WireField
  /** What the cell holds now: an amount without a currency stays in that one. */
  readonly before: Json | undefined
  readonly formats: TenantFormats
  readonly words: CellWords
  /** Ids of members by the names and addresses they have. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly email: string }[]
}

/** Undefined when the text says nothing this field could hold. An empty text empties it: the value is undefined. */
export function readCell(pasted: string, read: ReadCell): { readonly value: Json | undefined } | undefined {
  const { field } = read
  const text = holdsLines(field) ? pasted.replace(/\r\n?/g, '\n').trim() : firstCell(pasted)
  if (text === '') return { value: undefined }
  const value = field.many || field.type === 'tags' ? readMany(text, read) : readOne(text, field, read)
  return value === undefined ? undefined : { value }
}

/** A spreadsheet copies rows of cells with tabs between them. */
function firstCell(text: string): string {
  return (text.trimStart().split(/[\t\r\n]/, 1)[0] ?? '').trim()
}

function readMany(text: string, read: ReadCell): Json | undefined {
  const single: WireField = { ...read.field, type: read.field.type === 'tags' ? 'enum' : elementType(read.field) }
  const values = text.split(/[,;]/).map((part) => readOne(part.trim(), single, read))
  return values.every((one) => one !== undefined) ? [...new Set(values)] : undefined
}

function readOne(text: string, field: WireField, { before, formats, words, members }: ReadCell): Json | undefined {
  const { language, zone } = formats
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'rating':
    case 'percent':
      return numberOf(readDecimal(text.replace(/\s*%$/, ''), language))
    case 'money':
      return readMoney(text, field, currencyOf(before), formats) as Json | undefined
    case 'boolean':
      return readTruth(text, words)
    case 'date':
      return readDay(text, language)
    case 'time':
      return /^\d?\d:\d\d(:\d\d)?$/.test(text)
        ? text.padStart(text.indexOf(':') === 1 ? text.length + 1 : 0, '0')
        : undefined
    case 'datetime':
      return readMoment(text, language, zone)
    case 'duration':
      return readSpan(text)
    case 'enum':
      return field.options?.find((one) => !one.retired && isSame(text, one.key, optionText(field, one.key, formats)))
        ?.key
    case 'user': {
      const named = members.filter(({ id, name, email }) => isSame(text, id, name, email))
      return named.length === 1 ? named[0]?.id : undefined
    }
    case 'geo': {
      const [lat, lng, more] = text.split(/[;,]\s+|;|(?<=\.\d+),/).map((part) => numberOf(readDecimal(part, language)))
      return lat === undefined || lng === undefined || more !== undefined ? undefined : { lat, lng }
    }
    case 'relation':
      return undefined
    default:
      return text
  }
}

function currencyOf(held: Json | undefined): string | undefined {
  return (held as { readonly currency?: string } | null | undefined)?.currency
}

function numberOf(plain: string | undefined): number | undefined {
  return plain === undefined ? undefined : Number(plain)
}

function readTruth(text: string, { yes, no }: CellWords): boolean | undefined {
  if (isSame(text, yes, 'true', '1', 'x', '✓', 'yes')) return true
  return isSame(text, no, 'false', '0', '–', '-', 'no') ? false : undefined
}

/** `2026-11-26`, or the way the language writes a day in numbers. */
function readDay(text: string, language: string): string | undefined {
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const numbers = /^(\d\d?)[./-](\d\d?)[./-](\d{4})$/.exec(text)
  if (!numbers) return undefined
  const order = new Intl.DateTimeFormat(language).formatToParts(0).map(({ type }) => type)
  const [, first, second, year] = numbers
  return order.indexOf('day') < order.indexOf('month') ? dayOf(year, second, first) : dayOf(year, first, second)
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined
}

function readMoment(text: string, language: string, zone: string): string | undefined {
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text))
    return Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString()
  const [, day = '', clock = '00:00'] = /^(\S+?)(?:,?[ T]+(\d?\d:\d\d(?::\d\d)?))?$/.exec(text) ?? []
  const date = readDay(day, language)
  return date && fromLocal(`${date}T${clock.padStart(clock.indexOf(':') === 1 ? clock.length + 1 : 0, '0')}`, zone)
}

/** `PT1H30M`, `1:30`, `1d 2h 30m`, `90 min`. */
function readSpan(text: string): string | undefined {
  if (readDuration(text.toUpperCase())) return text.toUpperCase()
  if (/^-?P[\dA-Z.,]+$/i.test(text)) return text.toUpperCase()
  const clock = /^(\d+):([0-5]\d)$/.exec(text)
  if (clock) return writeDuration({ days: 0, hours: Number(clock[1]), minutes: Number(clock[2]) })
  const parts = /^(?:(\d+)\s*[dд][^\d]*)?(?:(\d+)\s*[hч][^\d]*)?(?:(\d+)\s*[mм][^\d]*)?$/i.exec(text)
  if (!parts || parts.slice(1).every((one) => one === undefined)) return undefined
  const [days, hours, minutes] = parts.slice(1).map((one) => Number(one ?? 0)) as [number, number, number]
  return writeDuration({ days, hours, minutes })
}

/** Capitals and accents make no other word. */
function isSame(text: string, ...words: readonly string[]): boolean {
  return words.some((word) => folded(word) === folded(text))
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
