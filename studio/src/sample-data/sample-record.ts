// A made-up record of any kind: every field gets a value that looks like life and is legal for its type.
import type { Json } from '@molde/engine'
import type { Blueprint, FieldType, WireField } from '../api/blueprints-api.ts'
import type { WireData } from '../api/records-api.ts'
import { type FormCheck, findFaults } from '../record-form/form-check.ts'
import type { Language } from '../text/text.ts'
import { type SampleWords, sampleWords } from './sample-words.ts'

export interface SampleGround {
  readonly language: Language
  /** The tenant's. */
  readonly currency: string
  /** From 0 up to, but not, 1. */
  readonly random: () => number
  /** Epoch milliseconds; dates lie around it. */
  readonly now: number
  /** Ids of records that a relation may point to, by the field's key. */
  readonly related: ReadonlyMap<string, readonly string[]>
  /** Ids of people. */
  readonly members: readonly string[]
  /** Keys of the fields that flows set, and nobody else. */
  readonly stateFields: readonly string[]
  /** Which one it is of several, from 1: codes count, and names come in turn instead of twice. */
  readonly serial?: number
}

/**
 * Undefined when no legal record was found: a required field may want something nobody can guess, such as a pattern. What
 * the engine refuses of the optional fields is left out.
 */
export function sampleRecord(blueprint: Blueprint, check: FormCheck, ground: SampleGround): WireData | undefined {
  for (let tries = 0; tries < 5; tries++) {
    const data = withoutFaults(
      check,
      valuesFor(blueprint.fields, { ...ground, kind: saidOf(blueprint.name, blueprint.label) }),
      ground.language,
    )
    if (data) return data
  }
  return undefined
}

function withoutFaults(check: FormCheck, data: WireData, language: Language): WireData | undefined {
  const faults = findFaults(check, data, undefined, language)
  if (faults.length === 0) return data
  const wrong = new Set(faults.map(({ pointer }) => pointer.split('/')[1] ?? ''))
  const kept = Object.fromEntries(Object.entries(data).filter(([key]) => !wrong.has(key)))
  return findFaults(check, kept, undefined, language).length === 0 ? kept : undefined
}

/** `kind`: what the kind of record is called, in small letters. */
type Ground = SampleGround & { readonly kind?: string }

function valuesFor(fields: readonly WireField[], ground: Ground): WireData {
  const open = fields.filter(({ key, readOnly }) => !readOnly && !ground.stateFields.includes(key))
  return Object.fromEntries(
    open.flatMap((field) => {
      const value = valueFor(field, ground)
      return value === undefined ? [] : [[field.key, value]]
    }),
  )
}

function valueFor(field: WireField, ground: Ground): Json | undefined {
  if (field.type === 'relation' || field.type === 'user') return pointerFor(field, ground)
  if (field.type === 'tags') return optionsOf(field).filter(() => ground.random() < 0.4)
  if (field.type === 'list') return listFor(field, ground)
  return simpleValue(field, field.type, ground)
}

function pointerFor(field: WireField, ground: Ground): Json | undefined {
  const ids = field.type === 'user' ? ground.members : (ground.related.get(field.key) ?? [])
  const id = pick(ids, ground)
  if (id === undefined) return undefined
  return field.many ? [id] : id
}

function listFor(field: WireField, ground: Ground): Json | undefined {
  const length = Math.max(field.minItems ?? 1, Math.min(field.maxItems ?? 3, 1 + upTo(3, ground)))
  const one = () =>
    field.fields ? (valuesFor(field.fields, ground) as Json) : simpleValue(field, field.of ?? 'text', ground)
  return Array.from({ length }, one).filter((value): value is Json => value !== undefined)
}

type Maker = (field: WireField, words: SampleWords, ground: Ground) => Json | undefined

function simpleValue(field: WireField, type: FieldType, ground: Ground): Json | undefined {
  return makers[type]?.(field, sampleWords[ground.language], ground)
}

const day = 86_400_000

const makers: { readonly [type in FieldType]?: Maker } = {
  text: (field, words, ground) => cut(field, isCode(field) ? codeFor(ground) : nameFor(field, words, ground)),
  longText: (field, words, ground) => cut(field, pick(words.sentences, ground)),
  email: (_field, _words, ground) => `person.${1 + upTo(900, ground)}@example.com`,
  url: (_field, _words, ground) => `https://example.com/${1 + upTo(900, ground)}`,
  phone: (_field, words, ground) => `${words.dial}${100 + upTo(900, ground)}`,
  color: (_field, _words, ground) => `#${(0x303030 + upTo(0x9f9f9f, ground)).toString(16).padStart(6, '0')}`,
  integer: (field, _words, ground) => Math.round(numberWithin(field, 100, ground)),
  number: (field, _words, ground) => rounded(numberWithin(field, 100, ground), Math.min(field.precision ?? 1, 1)),
  percent: (field, _words, ground) => Math.round(numberWithin(field, 100, ground)),
  rating: (field, _words, ground) => 1 + upTo(field.max ?? 5, ground),
  money: (field, _words, ground) => ({
    amount: `${Math.round(numberWithin(field, 2_000, ground))}`,
    currency: field.currencies?.[0] ?? ground.currency,
  }),
  boolean: (_field, _words, ground) => ground.random() < 0.6,
  date: (_field, _words, ground) => momentNear(ground).slice(0, 10),
  datetime: (_field, _words, ground) => `${momentNear(ground).slice(0, 13)}:00:00.000Z`,
  time: (_field, _words, ground) =>
    `${String(8 + upTo(10, ground)).padStart(2, '0')}:${ground.random() < 0.5 ? '00' : '30'}`,
  duration: (_field, _words, ground) => `PT${1 + upTo(8, ground)}H`,
  enum: (field, _words, ground) => pick(optionsOf(field), ground),
  address: (_field, words, ground) => ({
    street: `${pick(words.streets, ground) ?? ''} ${1 + upTo(120, ground)}`,
    city: pick(words.cities, ground) ?? '',
    country: words.country,
  }),
  geo: (_field, _words, ground) => ({
    lat: rounded(-30 + ground.random() * 80, 4),
    lng: rounded(-60 + ground.random() * 120, 4),
  }),
}

/** A field called like a person, a company or a place gets one; a name is of what the kind of record is; else it is a thing. */
function wordsFor({ key, label }: WireField, words: SampleWords, kind = ''): readonly string[] {
  const said = saidOf(key, label)
  const about = (...parts: readonly string[]) => parts.some((part) => said.includes(part))
  if (about('city', 'town', 'cidade', 'from', 'origem', 'destino', 'город', 'откуда', 'куда')) return words.cities
  // Where something goes: `To`, `deliver_to`, `Para`.
  if (/(^|[^a-z])(to|para)([^a-z]|$)/.test(said)) return words.cities
  if (about(...companies)) return words.companies
  if (about('street', 'address', 'rua', 'endere', 'улиц', 'адрес')) return words.streets
  if (about('note', 'comment', 'remark', 'observa', 'coment', 'заметк', 'коммент')) return words.sentences
  if (about(...persons, 'имя')) return words.people
  if (/(^|[^a-z])(full|first|last)_?name([^a-z]|$)/.test(said)) return words.people
  if (!/(^|[^a-z])(name|nome|title|titulo)([^a-z]|$)|назван/.test(said)) return words.things
  if (companies.some((part) => kind.includes(part))) return words.companies
  return persons.some((part) => kind.includes(part)) ? words.people : words.things
}

const companies = ['compan', 'empresa', 'supplier', 'fornecedor', 'компан', 'фирм', 'поставщик']
const persons = [
  ...['person', 'people', 'contact', 'customer', 'client', 'driver', 'employee', 'colleague', 'patient', 'student'],
  ...['pessoa', 'contato', 'motorista', 'funcion', 'paciente', 'aluno', 'recipient', 'destinat'],
  ...['клиент', 'человек', 'контакт', 'водител', 'сотрудник', 'пациент', 'ученик', 'получател'],
]

/** In turn where it is known which one it is, so that none comes twice before all have come. */
function nameFor(field: WireField, words: SampleWords, ground: Ground): string | undefined {
  const all = wordsFor(field, words, ground.kind)
  return ground.serial === undefined ? pick(all, ground) : all[ground.serial % all.length]
}

/** What is counted or printed on a label is no name of a thing. */
function isCode({ key, label }: WireField): boolean {
  return /(^|[^\p{L}])(code|codigo|código|number|numero|número|no|sku|ref|reference|tracking|serial|номер|код|артикул)([^\p{L}]|$)/u.test(
    saidOf(key, label),
  )
}

/** `O-1007` of an order. */
function codeFor({ kind = '', serial, ...ground }: Ground): string {
  const letter = /[a-z]/.exec(kind)?.[0]?.toUpperCase() ?? 'A'
  return `${letter}-${serial ?? 1_000 + upTo(9_000, ground)}`
}

function saidOf(key: string, label: WireField['label']): string {
  return `${key} ${typeof label === 'string' ? label : Object.values(label ?? {}).join(' ')}`.toLowerCase()
}

function optionsOf({ options }: WireField): string[] {
  return (options ?? []).filter(({ retired }) => !retired).map(({ key }) => key)
}

function cut({ maxLength }: WireField, text: string | undefined): string | undefined {
  return maxLength === undefined ? text : text?.slice(0, maxLength).trim()
}

function numberWithin(field: WireField, most: number, ground: Ground): number {
  const low = field.minimum ?? (field.exclusiveMinimum === undefined ? 1 : field.exclusiveMinimum + 1)
  const high = field.maximum ?? (field.exclusiveMaximum === undefined ? low + most : field.exclusiveMaximum - 1)
  return low + ground.random() * Math.max(0, high - low)
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

function momentNear(ground: Ground): string {
  return new Date(ground.now + (upTo(60, ground) - 20) * day).toISOString()
}

function upTo(most: number, { random }: Ground): number {
  return Math.floor(random() * most)
}

function pick<Thing>(things: readonly Thing[], ground: Ground): Thing | undefined {
  return things[upTo(things.length, ground)]
}
