// Which words of a label that has one per language are shown.

import { ownLanguages } from './own-languages.ts'

export { wordsOfKey } from '@molde/engine'

export type Label = string | { readonly [language: string]: string }

/** The first of `languages` that the label has, else the tenant's own, else English, else whatever it has, else `fallback`. */
export function sayLabel(label: Label | undefined, languages: readonly string[], fallback: string): string {
  if (label === undefined) return fallback
  if (typeof label === 'string') return label || fallback
  for (const language of [...languages, ...ownLanguages().slice(0, 1), 'en']) {
    const text = Object.hasOwn(label, language) ? label[language] : undefined
    if (text) return text
  }
  return Object.values(label).find((text) => text) ?? fallback
}
