// How sure is it that a field under a new name is one that would go away? A guess, never more: somebody is asked.
import type { WireField } from '@molde/schemas'
import type { FieldDef } from '../blueprint/blueprint.ts'
import { wireChoice } from '../blueprint/read-field.ts'
import { foldText, wordsOf } from '../fold-text.ts'
import { canonicalJson, type Json } from '../json.ts'
import { cellOf, kindOfType } from '../lens-converters/retype-matrix.ts'

/** Values of both sides, as they are stored and as they are sent; the caller decides how many to look at. */
export interface Samples {
  readonly before?: { readonly [field: string]: readonly Json[] }
  readonly after?: { readonly [key: string]: readonly Json[] }
}

/** Guesses below this are none. */
export const LEAST_CONFIDENCE = 0.3

/** From 0 to 1, two digits. 0 where the one could not become the other. */
export function likenessOf(
  wanted: WireField,
  field: FieldDef,
  values: readonly Json[],
  stored: readonly Json[],
): number {
  const isSame = wanted.type === field.type && wanted.of === field.of
  if (!isSame && !becomes(field, wanted)) return 0
  const called = sharesLabel(wanted, field) ? 0.9 : 0
  const alike = overlap(
    [...values, ...(wanted.options ?? []).map((option) => (typeof option === 'string' ? option : option.key))],
    [...stored.map((value) => wireChoice(field, value)), ...(field.options ?? []).map(({ key }) => key)],
  )
  const shared = alike >= 0.2 ? 0.4 + alike / 2 : 0
  const named = nearness(wanted.key, field.key)
  const near = named >= 0.4 ? named * 0.7 : 0
  return Math.round(Math.max(called, shared, near) * (isSame ? 100 : 70)) / 100
}

function becomes(from: FieldDef, to: WireField): boolean {
  const [before, after] = [kindOfType(from.type), kindOfType(to.type)]
  return before !== undefined && after !== undefined && cellOf(before, after) !== '–'
}

/** In any language. */
function sharesLabel(wanted: WireField, field: FieldDef): boolean {
  const here = new Set(textsOf(field.label))
  return textsOf(wanted.label).some((text) => here.has(text))
}

function textsOf(label: WireField['label']): string[] {
  if (label === undefined) return []
  return (typeof label === 'string' ? [label] : Object.values(label)).map((text) => foldText(text.trim()))
}

/** Jaccard: what both have in common, of all they have. */
function overlap(left: readonly Json[], right: readonly Json[]): number {
  const [a, b] = [new Set(left.flatMap(normal)), new Set(right.flatMap(normal))]
  if (a.size === 0 || b.size === 0) return 0
  const common = [...a].filter((value) => b.has(value)).length
  return common / (a.size + b.size - common)
}

/** Case, accents and blanks aside; a number and its text are the same. Elements of a list count one by one. */
function normal(value: Json): string[] {
  if (value === null || value === '') return []
  if (Array.isArray(value)) return value.flatMap((one: Json) => normal(one))
  return [typeof value === 'string' ? foldText(value.trim()) : canonicalJson(value)]
}

/** Of two keys: words in common, or letters in common in order. */
export function nearness(left: string, right: string): number {
  const [a, b] = [keyWords(left), keyWords(right)]
  const common = a.filter((word) => b.includes(word)).length
  const words = common / (a.length + b.length - common)
  const [short, long] = [a.join(''), b.join('')].sort((one, other) => one.length - other.length) as [string, string]
  return Math.max(words, long.length === 0 ? 0 : (2 * commonLetters(short, long)) / (short.length + long.length) - 0.2)
}

function keyWords(key: string): string[] {
  return wordsOf(key.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))
}

/** The longest common subsequence of two keys, which have at most 63 letters. */
function commonLetters(short: string, long: string): number {
  let row = new Array<number>(long.length + 1).fill(0)
  for (const letter of short) {
    const next = [0]
    for (let i = 1; i <= long.length; i++)
      next.push(letter === long[i - 1] ? (row[i - 1] ?? 0) + 1 : Math.max(row[i] ?? 0, next[i - 1] ?? 0))
    row = next
  }
  return row[long.length] ?? 0
}
