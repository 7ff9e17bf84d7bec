// How is the place where a page ended handed to a client, and taken back without trust?
import { type Issue, issue, type Path } from '../errors.ts'
import { fnv1a } from '../fnv1a.ts'
import type { Json } from '../json.ts'
import type { Cursor } from './query.ts'

const MAX_CURSOR = 8_000

/** Opaque text for a URL. */
export function encodeCursor(cursor: Cursor): string {
  const { hash, values, no } = cursor
  return toBase64Url(ascii(JSON.stringify([digest(cursor), hash, no, values])))
}

/** Refuses what was cut, changed or made for another query. */
export function decodeCursor(
  text: string,
  hash: string,
  keys: number,
  path: Path,
): { cursor: Cursor } | { issues: readonly Issue[] } {
  const cursor = readCursor(text)
  if (!cursor) return { issues: [issue(path, 'bad-cursor')] }
  if (cursor.hash !== hash || cursor.values.length !== keys) return { issues: [issue(path, 'foreign-cursor')] }
  return { cursor }
}

function readCursor(text: string): Cursor | undefined {
  if (text.length > MAX_CURSOR) return undefined
  const parts = parse(fromBase64Url(text))
  if (!Array.isArray(parts) || parts.length !== 4) return undefined
  const [check, hash, no, values] = parts as readonly Json[]
  if (typeof hash !== 'string' || typeof no !== 'number' || !Number.isSafeInteger(no) || !Array.isArray(values))
    return undefined
  if (!values.every(isSortValue)) return undefined
  const cursor: Cursor = { hash, no, values: values as Cursor['values'] }
  return check === digest(cursor) ? cursor : undefined
}

function isSortValue(value: Json): boolean {
  return (
    value === null ||
    typeof value === 'boolean' ||
    typeof value === 'number' ||
    (typeof value === 'string' && isKeepable(value))
  )
}

/** Databases take neither NUL nor half a pair of surrogates. */
function isKeepable(text: string): boolean {
  return !/\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
}

/** Against accidents, not against forgery: a cursor says nothing that the client may not know. */
function digest({ hash, values, no }: Cursor): string {
  return fnv1a(JSON.stringify([hash, values, no])).toString(36)
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Of ASCII text. */
function toBase64Url(text: string): string {
  let encoded = ''
  for (let at = 0; at < text.length; at += 3) {
    const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)]
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0)
    const letters = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 63])
    encoded += letters.slice(0, Math.min(4, text.length - at + 1)).join('')
  }
  return encoded
}

function fromBase64Url(text: string): string | undefined {
  let decoded = ''
  let bits = 0
  let held = 0
  for (const letter of text) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return undefined
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held < 8) continue
    held -= 8
    decoded += String.fromCharCode((bits >> held) & 0xff)
  }
  return decoded
}
