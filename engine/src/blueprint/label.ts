// Which text of a label does a reader see?
import { type Reader, textFor } from '../reader.ts'
import type { Label } from './blueprint.ts'

/** In the language that comes first for the reader, as `textFor` says. */
export function labelIn(label: Label | undefined, reader: Reader, fallback: string): string {
  if (label === undefined) return fallback
  return typeof label === 'string' ? label : (textFor(label, reader) ?? fallback)
}

/** Without the blanks around its words; languages that say nothing are left out, and a label of nothing else is none. */
export function trimmedLabel(label: Label | undefined): Label | undefined {
  if (typeof label !== 'object') return label?.trim() || undefined
  const said = Object.entries(label)
    .map(([language, words]) => [language, words.trim()] as const)
    .filter(([, words]) => words !== '')
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
