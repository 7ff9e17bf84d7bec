// A text that somebody types into a label: in their language, if the label has one text per language.
import type { WireTransition } from '../api/flows-api.ts'
import { currentLanguage } from '../text/text.ts'

/** A label that has one text per language keeps the others. */
export function withLanguage(label: WireTransition['label'], words: string): NonNullable<WireTransition['label']> {
  return label === undefined || typeof label === 'string' ? words : { ...label, [currentLanguage()]: words }
}
