// A label in other words: those of the language that is shown.
import type { Label } from './say-label.ts'
import { currentLanguage } from './text.ts'

/** A label that has one text per language keeps the others. */
export function withLanguage(label: Label | undefined, words: string): Label {
  return label === undefined || typeof label === 'string' ? words : { ...label, [currentLanguage()]: words }
}
