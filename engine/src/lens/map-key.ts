// As what does a map know a text that stands for a record?

/** Spaces around a text do not make another record of it; everything else does. Empty: the text says nothing. */
export function mapKey(text: string): string {
  return text.trim()
}
