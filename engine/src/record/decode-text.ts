// How does a stored document become the wire's text without being taken apart? A page of records is mostly this.
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import type { FieldId } from '../ids.ts'
import type { Json } from '../json.ts'
import { decodeRecord, valueDecoder } from './decode-record.ts'
import type { StoredData } from './stored-record.ts'

/**
 * The JSON text of `decodeRecord(version, JSON.parse(text))`, of which only the `fields` are said when they are given.
 * `text` is the stored document as a database hands it over: valid JSON, keyed by field id, with or without spaces after
 * commas and colons. Values whose stored form is the wire form are copied as they stand.
 */
export function decodeText(version: BlueprintVersion, text: string, fields?: readonly FieldId[]): string {
  const { places, members } = membersOf(version)
  const spans = new Array<string | undefined>(members.length)
  if (!cutUp(text, places, spans)) return decodeWhole(version, text, fields)
  let said = ''
  for (let i = 0; i < members.length; i++) {
    const value = spans[i]
    const member = members[i] as Member
    if (value === undefined || value === 'null' || (fields && !fields.includes(member.id))) continue
    said += (said === '' ? '{' : ',') + member.key + (member.decode ? member.decode(value) : value)
  }
  return said === '' ? '{}' : `${said}}`
}

interface Member {
  readonly id: FieldId
  /** With its quotes and the colon. */
  readonly key: string
  /** Undefined when the stored text is the wire text. */
  readonly decode: ((text: string) => string) | undefined
}

interface Members {
  /** In field order. */
  readonly members: readonly Member[]
  readonly places: ReadonlyMap<string, number>
}

const prepared = new WeakMap<BlueprintVersion, Members>()

function membersOf(version: BlueprintVersion): Members {
  const known = prepared.get(version)
  if (known) return known
  const members = version.fields.map((field) => ({
    id: field.id,
    key: `${JSON.stringify(field.key)}:`,
    decode: textDecoder(field),
  }))
  const fresh = { members, places: new Map(version.fields.map(({ id }, i) => [id, i])) }
  prepared.set(version, fresh)
  return fresh
}

function textDecoder(field: FieldDef): Member['decode'] {
  const decode = valueDecoder(field)
  if (!decode) return undefined
  const decodeAny = (text: string) => JSON.stringify(decode(JSON.parse(text) as Json))
  // An option is nearly always one text out of a short list.
  const known = new Map((field.options ?? []).map(({ id }) => [JSON.stringify(id), decodeAny(JSON.stringify(id))]))
  return (text) => known.get(text) ?? decodeAny(text)
}

function decodeWhole(version: BlueprintVersion, text: string, fields: readonly FieldId[] | undefined): string {
  const data = JSON.parse(text) as StoredData
  const kept = fields ? Object.fromEntries(Object.entries(data).filter(([id]) => fields.includes(id as FieldId))) : data
  return JSON.stringify(decodeRecord(version, kept))
}

const quote = 34
const comma = 44
const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93
const backslash = 92
const space = 32

/** Puts the text of each known member's value into `spans`. False when a name is escaped, which no id of ours is: the parser reads it. */
function cutUp(text: string, places: ReadonlyMap<string, number>, spans: (string | undefined)[]): boolean {
  let at = 1
  while (text.charCodeAt(at) !== closeBrace) {
    at = text.indexOf('"', at) + 1
    const nameEnd = text.indexOf('"', at)
    if (at === 0 || nameEnd < 0) return false
    const name = text.slice(at, nameEnd)
    const place = places.get(name)
    if (place === undefined && name.includes('\\')) return false
    let from = nameEnd + 2
    while (text.charCodeAt(from) === space) from++
    const to = endOfValue(text, from)
    if (to < 0) return false
    if (place !== undefined) spans[place] = text.slice(from, to)
    at = text.charCodeAt(to) === comma ? to + 1 : to
  }
  return true
}

/** Behind the value that begins at `from`; negative when it does not end. */
function endOfValue(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first === quote) return endOfText(text, from)
  return first === openBrace || first === openBracket ? endOfNested(text, from) : endOfWord(text, from)
}

/** Of an array or an object. */
function endOfNested(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at >= 0 && at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfText(text, at)
      continue
    }
    at++
    if (code === openBrace || code === openBracket) depth++
    else if (code === closeBrace || code === closeBracket) depth--
    if (depth === 0) return at
  }
  return -1
}

/** Behind the quote that ends it: the first one that no odd number of backslashes stands before. */
function endOfText(text: string, from: number): number {
  let end = text.indexOf('"', from + 1)
  while (end >= 0) {
    let before = end - 1
    while (text.charCodeAt(before) === backslash) before--
    if ((end - before) % 2 === 1) return end + 1
    end = text.indexOf('"', end + 1)
  }
  return -1
}

/** Of a number, true, false or null. */
function endOfWord(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === comma || code === closeBrace) return at
  }
  return -1
}
