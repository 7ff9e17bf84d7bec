// Which questions a change of type asks, and the best answers to begin with.
import { type FieldType, foldText, type Json } from '@molde/engine'
import type { WireField } from '../api/blueprints-api.ts'
import { freeName, keyOf } from '../text/key-of.ts'
import { currentLanguage } from '../text/text.ts'

export const digits: readonly FieldType[] = ['number', 'integer', 'money', 'percent', 'rating']
const moments: readonly FieldType[] = ['date', 'datetime']
export const texts: readonly FieldType[] = ['text', 'longText', 'richText']

export const takesChoices = (field: WireField, type: FieldType) =>
  (type === 'enum' || type === 'tags') && field.options === undefined

/** What a choice is called by programs is what records hold, so that they are found again. */
export function choicesOf(labels: readonly string[]): { key: string; label: string }[] {
  const names = new Set<string>()
  return labels.map((label) => {
    const key = freeName(keyOf(label, 'option').toUpperCase(), names)
    names.add(key)
    return { key, label }
  })
}

/** Values that differ in capitals and accents only are read as the same choice: the first of them names it. */
function oncePerSpelling(found: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  return found.filter((text) => {
    const folded = foldText(text)
    if (seen.has(folded)) return false
    seen.add(folded)
    return true
  })
}

export function startOfRetype(
  field: WireField,
  type: FieldType,
  found: readonly string[],
  words: { readonly yes: string; readonly no: string },
  /** The tenant's. */
  currency: string,
): { readonly [name: string]: Json | undefined } {
  const options = !takesChoices(field, type)
    ? undefined
    : field.type === 'boolean'
      ? [
          { key: 'YES', label: words.yes },
          { key: 'NO', label: words.no },
        ]
      : choicesOf(oncePerSpelling(found))
  const locale = hasLocale(field.type, type) ? usualLocale(found, type) : undefined
  const params = { ...(locale && { locale }), ...(type === 'money' && { currency: usualCurrency(found, currency) }) }
  const unit = hasUnit(field.type, type) && field.unit === undefined ? usualUnit(found) : undefined
  return {
    ...(options && { options }),
    ...(unit && { unit }),
    ...(Object.keys(params).length > 0 && { params }),
  }
}

const signs = [
  ['R$', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₽', 'RUB'],
  ['$', 'USD'],
] as const

/** The one that most amounts name, else the tenant's: an amount without any could not be read. */
function usualCurrency(found: readonly string[], usual: string): string {
  const named = found.flatMap((text) => {
    const code = /^[A-Z]{3}(?=\s?\d)|(?<=\d\s?)[A-Z]{3}$/.exec(text.trim())?.[0]
    return code ?? signs.find(([sign]) => text.includes(sign))?.[1] ?? []
  })
  const often = (code: string) => named.filter((one) => one === code).length
  const [most] = [...new Set(named)].sort((a, b) => often(b) - often(a))
  return most ?? usual
}

/** What most of the numbers that name a unit name; a currency and a percent sign are understood without. */
function usualUnit(found: readonly string[]): string | undefined {
  const named = found.flatMap(
    (text) => /^[-\u2212+]?\d[\d.,'\u2019\s]*?\s?(\p{L}[^\d\s]{0,9}[\d²³]?|°\p{L})$/u.exec(text.trim())?.[1] ?? [],
  )
  const units = named.filter((unit) => !/^[A-Z]{3}$/.test(unit))
  const often = (unit: string) => units.filter((one) => one === unit).length
  const [most] = [...new Set(units)].sort((a, b) => often(b) - often(a))
  return most !== undefined && often(most) * 2 > units.length ? most : undefined
}

/** By what stands in the texts, else by what the builder reads. */
function usualLocale(found: readonly string[], type: FieldType): string | undefined {
  const language = currentLanguage()
  const own = language === 'en' ? 'en-US' : language === 'ru' ? 'ru-RU' : language
  if (digits.includes(type)) {
    const comma = found.filter((text) => /\d,\d{1,2}(?!\d)/.test(text)).length
    const point = found.filter((text) => /\d\.\d{1,2}(?!\d)/.test(text)).length
    if (comma === point) return own
    return comma > point ? (language === 'ru' ? 'ru-RU' : 'pt-BR') : 'en-US'
  }
  return found.some((text) => /^\d{1,2}[/.-]/.test(text)) ? own : undefined
}

const between = (from: FieldType, to: FieldType, some: readonly FieldType[], others: readonly FieldType[]) =>
  (some.includes(from) && others.includes(to)) || (others.includes(from) && some.includes(to))

export const hasLocale = (from: FieldType, to: FieldType) => {
  const isRead = digits.filter((one) => one !== 'rating')
  return between(from, to, texts, [...isRead, ...moments])
}
export const hasUnit = (from: FieldType, to: FieldType) => texts.includes(from) && (to === 'number' || to === 'integer')
export const hasFormat = (from: FieldType, to: FieldType) => between(from, to, texts, moments)
export const hasRounding = (from: FieldType, to: FieldType) =>
  digits.includes(to) && [...digits, ...texts].includes(from)
