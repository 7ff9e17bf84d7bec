// Which texts can every database and every client keep as they are, and which of their spellings is ours?

/** No NUL, nothing at or above U+0300: such text is in NFC already and has no surrogates. */
const UNUSUAL = /[\u0000\u0300-\uffff]/
const UNSTORABLE = /\u0000|\p{Surrogate}/u

/** The text in NFC; undefined when it holds a NUL character or half of a surrogate pair. */
export function plainText(text: string): string | undefined {
  if (!UNUSUAL.test(text)) return text
  return isStorable(text) ? text.normalize('NFC') : undefined
}

export function isStorable(text: string): boolean {
  return !UNUSUAL.test(text) || !UNSTORABLE.test(text)
}
