// Which words of a label that has one per language are shown.

import { ownLanguages } from './own-languages.ts'

export { wordsOfKey } from '@molde/engine'

export type Label = string | { readonly [language: string]: string }

/**
 * The first of `languages` that the label has, or has for another region, else the tenant's own, else English, else whatever it has, else
 * `fallback`: as the engine says it (`textFor`), and what is empty is not there.
 */
export function sayLabel(label: Label | undefined, languages: readonly string[], fallback: string): string {
  if (label === undefined) return fallback
  if (typeof label === 'string') return label || fallback
  for (const language of [...languages, ...ownLanguages().slice(0, 1), 'en']) {
    const text = textIn(label, language)
    if (text) return text
  }
  return Object.values(label).find((text) => text) ?? fallback
}

function textIn(label: { readonly [language: string]: string }, language: string): string | undefined {
  if (Object.hasOwn(label, language) && label[language]) return label[language]
  const base = language.split('-')[0] as string
  const sister = Object.keys(label).find((known) => known === base || known.startsWith(`${base}-`))
  return sister === undefined ? undefined : label[sister]
}
