// What one record of a kind is called, and several: as somebody types it, in the reader's language.
import { type Label, sayLabel } from '../text/say-label.ts'
import { likelyPlural } from '../text/several.ts'
import { currentLanguage } from '../text/text.ts'
import type { Definition } from './definition.ts'

/** The words of the reader's language are new, those of other languages stay. The plural follows while it is the likely one. */
export function relabelled(definition: Definition, words: string): Definition {
  const before = sayLabel(definition.label, [currentLanguage()], '')
  const after = { ...definition, label: withText(definition.label, words) }
  const isLikely = saidOf(definition.plural) === likelySeveral(before)
  return isLikely ? renamedSeveral(after, likelySeveral(words) ?? '') : after
}

/** Empty words take it away. */
export function renamedSeveral(definition: Definition, words: string): Definition {
  const { plural, ...rest } = definition
  if (words !== '') return { ...rest, plural: withText(plural, words) }
  const { [currentLanguage()]: _, ...others } = typeof plural === 'object' ? plural : {}
  return Object.keys(others).length > 0 ? { ...rest, plural: others } : rest
}

/** What the reader's language calls several; undefined while nobody has said it. */
export const severalSaid = ({ plural }: Definition): string | undefined => saidOf(plural)

/** Only English is guessed: the others bend words in more ways than a few rules know. */
export function likelySeveral(words: string): string | undefined {
  return currentLanguage() === 'en' ? likelyPlural(words) : undefined
}

function withText(label: Label | undefined, words: string): Label {
  return typeof label === 'object' ? { ...label, [currentLanguage()]: words } : words
}

function saidOf(label: Label | undefined): string | undefined {
  return typeof label === 'object' ? label[currentLanguage()] : label
}
