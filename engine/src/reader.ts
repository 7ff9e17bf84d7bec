// In which language does somebody read, and in which one what is not said in it?
import type { Language } from './issue-texts.ts'

/** A language alone, or with the one in which a tenant's words are read where theirs are missing: the tenant's own. */
export type Reader = Language | { readonly language: Language; readonly own?: Language | undefined }

export function languageOf(reader: Reader): Language {
  return typeof reader === 'string' ? reader : reader.language
}

/** The reader's language, else the same language of another region, else the tenant's own, else English, else whatever there is. */
export function textFor<Text>(texts: { readonly [language: string]: Text }, reader: Reader): Text | undefined {
  const own = typeof reader === 'string' ? undefined : reader.own
  for (const language of [languageOf(reader), own, 'en']) {
    const text = language === undefined ? undefined : textIn(texts, language)
    if (text !== undefined) return text
  }
  return Object.values(texts)[0]
}

function textIn<Text>(texts: { readonly [language: string]: Text }, language: string): Text | undefined {
  if (Object.hasOwn(texts, language)) return texts[language]
  const base = language.split('-')[0] as string
  const sister = Object.keys(texts).find((known) => known === base || known.startsWith(`${base}-`))
  return sister === undefined ? undefined : texts[sister]
}
