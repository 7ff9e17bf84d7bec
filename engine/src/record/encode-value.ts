// What is the one stored form of a value that a client sent for a field, or why is there none?
// Limits such as lengths and ranges are the validator's; here only kinds, spellings and names are settled.

import type { FieldDef, FieldType } from '../blueprint/blueprint.ts'
import { checkDocument, jsonFieldLimits } from '../blueprint/check-document.ts'
import { addressMembers, isMany, MAX_ITEMS } from '../blueprint/field-types.ts'
import { someOf } from '../expression/near.ts'
import type { IssueCode } from '../issue-texts.ts'
import { isJsonObject, type Json } from '../json.ts'
import { formattedCep, formattedCnpj, formattedCpf } from './brazilian-numbers.ts'
import { canonicalDate, canonicalDatetime, canonicalDuration, canonicalTime } from './canonical-time.ts'
import { encodeElements } from './encode-elements.ts'
import { encodeFile } from './encode-file.ts'
import { encodeMoney } from './encode-money.ts'
import { plainText } from './plain-text.ts'
import { below, type EncodeValue, Refused, refuse, said } from './refused.ts'

/** The encoder of a field's values, compiled from its definition. */
export function valueEncoder(field: FieldDef): EncodeValue {
  if (field.type === 'list')
    return field.of === undefined ? encodeElements(field, valueEncoder) : listOf(field, elementEncoder(field, field.of))
  const one = encoders[field.type](field)
  return isMany(field) ? listOf(field, one, 'each once') : one
}

const asSent = (text: string): string => text
const trimmed = (text: string): string => text.trim()

const encoders: { readonly [T in Exclude<FieldType, 'list'>]: (field: FieldDef) => EncodeValue } = {
  text: text(asSent),
  longText: text(asSent),
  richText: text(asSent),
  secret: text(asSent),
  phone: text(trimmed),
  url: text(trimmed),
  email: text(emailText),
  cpf: text(formattedCpf),
  cnpj: text(formattedCnpj),
  cep: text(formattedCep),
  color: formed('not-color', (sent) => (/^#[0-9a-fA-F]{6}$/.test(sent) ? sent.toLowerCase() : undefined)),

  integer,
  rating: integer,
  number,
  percent: number,
  money: encodeMoney,
  boolean: (field) => (value) => (typeof value === 'boolean' ? value : refuse(field, 'not-boolean')),

  date: formed('not-date', canonicalDate),
  time: formed('not-time', canonicalTime),
  datetime: formed('not-datetime', canonicalDatetime),
  duration: formed('not-duration', canonicalDuration),

  enum: option,
  tags: option,
  relation: reference,
  user: reference,
  file: encodeFile,
  image: encodeFile,

  address,
  geo: position,
  json,

  autonumber: text(asSent),
  formula: text(asSent),
  rollup: text(asSent),
  lookup: text(asSent),
}

function text(canonical: (text: string) => string): (field: FieldDef) => EncodeValue {
  return (field) => (value) => {
    if (typeof value !== 'string') return refuse(field, 'not-text')
    const kept = plainText(value)
    return kept === undefined ? refuse(field, 'unstorable-text') : canonical(kept)
  }
}

/** Text of one fixed form, which is its whole meaning. */
function formed(code: IssueCode, canonical: (text: string) => string | undefined): (field: FieldDef) => EncodeValue {
  return (field) => (value) => {
    const kept = typeof value === 'string' && value.length <= 100 ? canonical(value) : undefined
    return kept ?? refuse(field, code)
  }
}

/** What follows the last @ does not tell capitals apart; what precedes it may. */
function emailText(sent: string): string {
  const address = sent.trim()
  const at = address.lastIndexOf('@')
  return at < 0 ? address : address.slice(0, at) + address.slice(at).toLowerCase()
}

function integer(field: FieldDef): EncodeValue {
  return (value) => (Number.isSafeInteger(value) ? (value as number) + 0 : refuse(field, 'not-integer'))
}

/** Adding 0 makes 0 of -0, which JSON text cannot tell apart. */
function number(field: FieldDef): EncodeValue {
  return (value) => (typeof value === 'number' && Number.isFinite(value) ? value + 0 : refuse(field, 'not-number'))
}

/** The key of an option, else its id; a key that looks like another option's id is the key. */
function option(field: FieldDef): EncodeValue {
  const options = field.options ?? []
  const ids = new Map<unknown, string>([
    ...options.map(({ id }) => [id, id] as const),
    ...options.map(({ id, key }) => [key, id] as const),
  ])
  const known = someOf(options.filter(({ retired }) => !retired).map(({ key }) => key))
  return (value) => ids.get(value) ?? refuse(field, 'unknown-option', { value: said(value), known })
}

function reference(field: FieldDef): EncodeValue {
  return (value) => {
    const id = typeof value === 'string' && value.length <= 64 ? plainText(value)?.trim() : undefined
    return id || refuse(field, 'not-reference')
  }
}

function address(field: FieldDef): EncodeValue {
  const member = text(trimmed)(field)
  return (value) => {
    if (!isJsonObject(value)) return refuse(field, 'not-object')
    const sent: { readonly [name: string]: unknown } = value
    const stray = Object.keys(sent).find((name) => !(addressMembers as readonly string[]).includes(name))
    if (stray !== undefined)
      return refuse(field, 'unknown-member', { name: said(stray), known: someOf(addressMembers) }, [stray])
    const kept: { [name: string]: Json } = {}
    for (const name of addressMembers) {
      if (!Object.hasOwn(sent, name) || sent[name] === null) continue
      const encoded = member(sent[name])
      if (encoded instanceof Refused) return below(name, encoded)
      kept[name] = encoded
    }
    return kept
  }
}

function position(field: FieldDef): EncodeValue {
  const degrees = number(field)
  return (value) => {
    if (!isJsonObject(value) || Object.keys(value).length !== 2) return refuse(field, 'not-position')
    const [lat, lng] = [degrees(value['lat']), degrees(value['lng'])]
    if (lat instanceof Refused || lng instanceof Refused) return refuse(field, 'not-position')
    return Math.abs(lat as number) <= 90 && Math.abs(lng as number) <= 180
      ? { lat, lng }
      : refuse(field, 'not-position')
  }
}

/** Any JSON of a bounded size, as it was sent. */
function json(field: FieldDef): EncodeValue {
  return (value) => {
    const [fault] = checkDocument(value, [], jsonFieldLimits)
    if (!fault) return value as Json
    const oversized = fault.code === 'document-too-large' || fault.code === 'too-deep'
    return refuse(field, oversized ? 'not-bounded-json' : fault.code, fault.params, oversized ? [] : fault.path)
  }
}

function elementEncoder(field: FieldDef, of: FieldType): EncodeValue {
  return of === 'list' ? () => refuse(field, 'not-json') : encoders[of](field)
}

/** Several values of one kind. Choices, references and files are a set: the first of equal ones is kept. */
function listOf(field: FieldDef, one: EncodeValue, repeats?: 'each once'): EncodeValue {
  return (value) => {
    if (!Array.isArray(value)) return refuse(field, 'not-list')
    if (value.length > MAX_ITEMS) return refuse(field, 'too-many', { limit: field.maxItems ?? MAX_ITEMS })
    const kept: Json[] = []
    for (const [index, element] of value.entries()) {
      const encoded = one(element)
      if (encoded instanceof Refused) return below(index, encoded)
      kept.push(encoded)
    }
    return repeats ? eachOnce(kept) : kept
  }
}

/** A file is the one with its id, whatever else is said of it. */
function eachOnce(values: readonly Json[]): Json[] {
  const first = new Map<Json | undefined, Json>()
  for (const value of values) {
    const name = isJsonObject(value) ? value['id'] : value
    if (!first.has(name)) first.set(name, value)
  }
  return [...first.values()]
}
