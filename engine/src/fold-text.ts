// When are two texts the same to a person who ignores case and accents, and which of them comes first?

const ascii = /^[\x00-\x7f]*$/
const marks = /\p{M}+/gu
const token = /[\p{L}\p{N}]+/gu

/** Without accents and case: `Ação` → `acao`. Used for order, `like` and search; equality stays exact. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  // A final sigma depends on its place in the word, so the fold of a beginning would not begin the fold of the whole.
  return text.normalize('NFKD').replace(marks, '').toLowerCase().replaceAll('ς', 'σ')
}

/** The folded words of a text, in order, for full-text search: letters and digits of any script. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(token) ?? []
}

/** Order by code point, which is also the byte order of UTF-8 (`COLLATE "C"`, SQLite's BINARY). Returns -1, 0 or 1. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return surrogatesLast(left) < surrogatesLast(right) ? -1 : 1
  }
  return Math.sign(a.length - b.length)
}

/** UTF-16 puts the halves of pairs (D800–DFFF) before E000–FFFF; as code points they come after. */
function surrogatesLast(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
