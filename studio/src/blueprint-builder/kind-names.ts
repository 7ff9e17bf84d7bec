// What one record of a kind is called, and several: as somebody types it, in the reader's language.
import { type Label, sayLabel } from '../text/say-label.ts'
import { likelyPlural } from '../text/several.ts'
import { currentLanguage } from '../text/text.ts'
import { withLanguage, withWordsIn, wordsIn, writtenLanguage } from '../text/with-language.ts'
import type { Definition } from './definition.ts'

/** The words of the reader's language are new, those of other languages stay. The plural follows while it is the likely one. */
export function relabelled(definition: Definition, words: string): Definition {
  const before = sayLabel(definition.label, [currentLanguage()], '')
  const after = { ...definition, label: withLanguage(definition.label, words) }
  const isLikely = severalSaid(definition) === likelySeveral(before)
  return isLikely ? renamedSeveral(after, likelySeveral(words) ?? '') : after
}

/** Empty words take it away. */
export function renamedSeveral(definition: Definition, words: string): Definition {
  return withSeveral(
    definition,
    words === '' ? withWordsIn(definition.plural, writtenLanguage(), '') : withLanguage(definition.plural, words),
  )
}

/** In the words of all languages. */
export function labelled({ label: _, ...rest }: Definition, label: Label | undefined): Definition {
  return label === undefined ? rest : { ...rest, label }
}

export function withSeveral({ plural: _, ...rest }: Definition, plural: Label | undefined): Definition {
  return plural === undefined ? rest : { ...rest, plural }
}

/** What the reader's language calls several; undefined while nobody has said it. */
export const severalSaid = ({ plural }: Definition): string | undefined => wordsIn(plural, writtenLanguage())

/** Only English is guessed: the others bend words in more ways than a few rules know. */
export function likelySeveral(words: string): string | undefined {
  return currentLanguage() === 'en' ? likelyPlural(words) : undefined
}
