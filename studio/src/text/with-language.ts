// Words of one language of a label. A label that is one text for all is in the tenant's own language.
import { ownLanguages } from './own-languages.ts'
import type { Label } from './say-label.ts'
import { currentLanguage } from './text.ts'

/** In which language an input shows and writes a tenant's words: the reader's, where the tenant has words in it. */
export function writtenLanguage(): string {
  const [own = currentLanguage(), ...others] = ownLanguages()
  return others.length === 0 || ownLanguages().includes(currentLanguage()) ? currentLanguage() : own
}

/** What the label says in exactly this language. */
export function wordsIn(label: Label | undefined, language: string): string | undefined {
  if (typeof label !== 'object') return isForAll(language) ? label || undefined : undefined
  return (Object.hasOwn(label, language) && label[language]) || undefined
}

/** Is a label without languages in this one? Where a tenant has words in one only, it is for whoever reads. */
function isForAll(language: string): boolean {
  const [own, ...others] = ownLanguages()
  return others.length === 0 || language === own
}

/** Which languages of the tenant it lacks. `hasName`: it is called something in the tenant's own language without a label. */
export function missingLanguages(label: Label | undefined, hasName = false): readonly string[] {
  return ownLanguages().filter((language, at) => !(at === 0 && hasName) && wordsIn(label, language) === undefined)
}

/** The words of one language are new, those of the others stay. Empty words take them away. */
export function withWordsIn(label: Label | undefined, language: string, words: string): Label | undefined {
  const [own = language] = ownLanguages()
  if (typeof label !== 'object' && isForAll(language)) return words || undefined
  const texts = typeof label === 'object' ? label : label ? { [own]: label } : {}
  const { [language]: _, ...others } = texts
  if (words !== '') return { ...texts, [language]: words }
  return Object.keys(others).length > 0 ? others : undefined
}

/** A label that has one text per language keeps the others. */
export function withLanguage(label: Label | undefined, words: string): Label {
  if (ownLanguages().length > 1 && words !== '') return withWordsIn(label, writtenLanguage(), words) ?? words
  return label === undefined || typeof label === 'string' ? words : { ...label, [writtenLanguage()]: words }
}

/** Of a text that need not be. Where the tenant has words in one language, what came in others goes with it. */
export function withLanguageOrNone(label: Label | undefined, words: string): Label | undefined {
  if (words !== '') return withLanguage(label, words)
  return ownLanguages().length > 1 ? withWordsIn(label, writtenLanguage(), '') : undefined
}

/** The name of a language, in that language. */
export function languageName(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1)
}
