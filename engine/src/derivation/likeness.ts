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

/** What a field is told by: worked out once, compared with many. */
interface Looks {
  readonly labels: ReadonlySet<string>
  readonly values: ReadonlySet<string>
  readonly key: KeyLooks
}

const MOST_VALUES = 200

export function looksOfWanted({ key, label, options = [] }: WireField, values: readonly Json[]): Looks {
  const keys = options.map((option) => (typeof option === 'string' ? option : option.key))
  return { labels: textsOf(label), values: normalised([...keys, ...values]), key: looksOfKey(key) }
}

export function looksOfField(field: FieldDef, stored: readonly Json[]): Looks {
  const keys = (field.options ?? []).map(({ key }) => key)
  const values = stored.slice(0, MOST_VALUES).map((value) => wireChoice(field, value))
  return { labels: textsOf(field.label), values: normalised([...keys, ...values]), key: looksOfKey(field.key) }
}

/** From 0 to 1, two digits. 0 where the one could not become the other. */
export function likenessOf(wanted: WireField, field: FieldDef, there: Looks, here: Looks): number {
  const isSame = wanted.type === field.type && wanted.of === field.of
  if (!isSame && !becomes(field, wanted)) return 0
  const called = shareOf(there.labels, here.labels) > 0 ? 0.9 : 0
  const alike = shareOf(there.values, here.values)
  const shared = alike >= 0.2 ? 0.4 + alike / 2 : 0
  const named = nearness(there.key, here.key)
  const near = named >= 0.4 ? named * 0.7 : 0
  return Math.round(Math.max(called, shared, near) * (isSame ? 100 : 70)) / 100
}

function becomes(from: FieldDef, to: WireField): boolean {
  const [before, after] = [kindOfType(from.type), kindOfType(to.type)]
  return before !== undefined && after !== undefined && cellOf(before, after) !== '–'
}

/** In any language. */
function textsOf(label: WireField['label']): ReadonlySet<string> {
  if (label === undefined) return new Set()
  return new Set((typeof label === 'string' ? [label] : Object.values(label)).map((text) => foldText(text.trim())))
}

/** Jaccard: what both have in common, of all they have. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let common = 0
  for (const one of a) if (b.has(one)) common += 1
  return common / (a.size + b.size - common)
}

function normalised(values: readonly Json[]): ReadonlySet<string> {
  return new Set(values.slice(0, MOST_VALUES).flatMap(normal))
}

/** Case, accents and blanks aside; a number and its text are the same. Elements of a list count one by one. */
function normal(value: Json): string[] {
  if (value === null || value === '') return []
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).flatMap((one: Json) => normal(one))
  return [typeof value === 'string' ? foldText(value.trim().slice(0, 200)) : canonicalJson(value)]
}

export interface KeyLooks {
  readonly words: ReadonlySet<string>
  /** Letters beside each other. */
  readonly pairs: ReadonlySet<string>
}

export function looksOfKey(key: string): KeyLooks {
  const words = wordsOf(key.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))
  const letters = words.join('')
  return {
    words: new Set(words),
    pairs: new Set(Array.from(letters.slice(1), (letter, i) => `${letters[i]}${letter}`)),
  }
}

/** Of two names: words in common, or letters that stand beside each other in both. */
export function nearness(a: KeyLooks, b: KeyLooks): number {
  return Math.max(shareOf(a.words, b.words), shareOf(a.pairs, b.pairs))
}
