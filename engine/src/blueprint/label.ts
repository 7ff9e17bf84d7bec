// Which text of a label does a reader see?
import { type Reader, textFor } from '../reader.ts'
import type { Label } from './blueprint.ts'

/** In the language that comes first for the reader, as `textFor` says. */
export function labelIn(label: Label | undefined, reader: Reader, fallback: string): string {
  if (label === undefined) return fallback
  return typeof label === 'string' ? label : (textFor(label, reader) ?? fallback)
}
