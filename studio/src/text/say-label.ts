// Which words of a label that has one per language are shown.

export { wordsOfKey } from '@molde/engine'

export type Label = string | { readonly [language: string]: string }

/** The first of `languages` that the label has, else English, else whatever it has, else `fallback`. */
export function sayLabel(label: Label | undefined, languages: readonly string[], fallback: string): string {
  if (label === undefined) return fallback
  if (typeof label === 'string') return label || fallback
  for (const language of [...languages, 'en']) {
    const text = Object.hasOwn(label, language) ? label[language] : undefined
    if (text) return text
  }
  return Object.values(label).find((text) => text) ?? fallback
}
