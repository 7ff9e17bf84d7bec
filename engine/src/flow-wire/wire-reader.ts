// How the members of a document somebody sent are read: each at its place, a wrong one is reported and nothing is thrown.
import type { Label } from '../blueprint/blueprint.ts'
import type { Path } from '../errors.ts'
import { type Reader, shorten } from '../flow/collect-issues.ts'
import { flowLimits } from '../flow/flow-limits.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { isStorable } from '../record/plain-text.ts'

/** The members a place may have, and those the grammar has but this version does not run yet. */
export interface Members {
  readonly known: readonly string[]
  readonly later?: readonly string[]
}

export function readMembers(from: Reader, value: unknown, path: Path, members: Members): JsonObject | undefined {
  if (!isJsonObject(value)) return from.refuse(path, 'not-object', { label: placeName(path) })
  for (const name of Object.keys(value)) refuseMember(from, [...path, name], name, members)
  return value
}

function refuseMember(from: Reader, path: Path, name: string, { known, later = [] }: Members): void {
  if (known.includes(name)) return
  if (later.includes(name)) from.refuse(path, 'flow-comes-later', { part: name })
  else from.refuse(path, 'unknown-member', { name: shorten(name), known: [...known] })
}

/** A map from names of the sender's choice. */
export function readMap(
  from: Reader,
  value: unknown,
  path: Path,
  most: number,
): readonly (readonly [string, unknown])[] {
  if (!isJsonObject(value)) return from.refuse(path, 'not-object', { label: placeName(path) }) ?? []
  const entries = Object.entries(value)
  if (entries.length > most) return from.refuse(path, 'count-out-of-range', { least: 0, most }) ?? []
  return entries
}

/** A list; none is an empty one. */
export function readList(from: Reader, value: unknown, path: Path, most: number): readonly unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) return from.refuse(path, 'not-list', { label: placeName(path) }) ?? []
  if (value.length > most) return from.refuse(path, 'count-out-of-range', { least: 0, most }) ?? []
  return value
}

/** A text with at least one character. */
export function readText(from: Reader, value: unknown, path: Path, most: number): string | undefined {
  if (value === undefined) return from.refuse(path.slice(0, -1), 'missing-member', { name: placeName(path) })
  if (typeof value !== 'string') return from.refuse(path, 'not-text', { label: placeName(path) })
  if (value === '' || value.length > most) return from.refuse(path, 'length-out-of-range', { least: 1, most })
  if (!isStorable(value)) return from.refuse(path, 'unstorable-text', { label: placeName(path) })
  return value
}

const namePattern = /^[A-Za-z][A-Za-z0-9_-]*$/

/** A name that stands in addresses: `start`, `in-review`. */
export function readName(from: Reader, value: unknown, path: Path): string | undefined {
  const name = readText(from, value, path, flowLimits.name)
  if (name === undefined || namePattern.test(name)) return name
  return from.refuse(path, 'wrong-form', { form: 'a-z A-Z 0-9 _ -' })
}

export function readFlag(from: Reader, value: unknown, path: Path): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value
  return from.refuse(path, 'not-boolean', { label: placeName(path) })
}

const languagePattern = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/

/** A text for everybody, or one per language. */
export function readLabel(
  from: Reader,
  value: unknown,
  path: Path,
  most: number = flowLimits.label,
): Label | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return readText(from, value, path, most)
  const texts = readMap(from, value, path, flowLimits.languages).map(([language, text]) => {
    const at = [...path, shorten(language)]
    if (!languagePattern.test(language)) from.refuse(at, 'wrong-form', { form: 'en, pt-BR, ru' })
    return [language, readText(from, text, at, most) ?? ''] as const
  })
  return texts.length > 0 ? Object.fromEntries(texts) : undefined
}

function placeName(path: Path): string {
  return shorten(String(path.at(-1) ?? 'flow'))
}
