// A value in a sentence: as JSON, and no longer than a line can hold.
import type { Json } from '@molde/engine'

export function shortly(value: Json | undefined): string {
  const text = value === undefined ? '–' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
