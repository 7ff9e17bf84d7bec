// When is a number written in groups the same as one typed in one piece? `912 345 678`, `(11) 91234-5678`, `+351912345678`.
import { foldText, wordsOf } from './fold-text.ts'

/** Groups of digits as in phone numbers, tax numbers and cards. A new line, a comma or three signs begin another number. */
const grouped = /(?<![\p{L}\p{N}])\p{Nd}+(?:(?:[ .()\-‐–]{1,2}|\/)\p{Nd}+)+(?![\p{L}\p{N}])/gu
const digits = /\p{Nd}+/gu
/** A country's code, 1 to 3 digits, with nothing between it and the rest. */
const international = /(?<=\+)\p{Nd}{8,15}(?![\p{L}\p{N}])/gu
/** Shorter ones would find `1 2` by 12. */
const fewestDigits = 4
/** A card has 19. */
const mostDigits = 20

/** The words by which a text is found: its own, and its numbers in one piece, from each group and without the country's code. */
export function searchedWords(text: string): string[] {
  const words = wordsOf(text)
  const folded = foldText(text)
  for (const [number] of folded.matchAll(grouped)) words.push(...fromEachGroup(number.match(digits) as string[]))
  for (const [number] of folded.matchAll(international)) words.push(number.slice(1), number.slice(2), number.slice(3))
  return words
}

/** The words of a search with its grouped numbers in one piece; undefined when it has none. */
export function wholeNumbers(text: string): string[] | undefined {
  const folded = foldText(text)
  const joined = folded.replace(grouped, (number) => {
    const whole = (number.match(digits) as string[]).join('')
    return isNumber(whole) ? whole : number
  })
  return joined === folded ? undefined : wordsOf(joined)
}

function fromEachGroup(groups: readonly string[]): string[] {
  return groups.slice(0, -1).flatMap((_, from) => {
    let whole = ''
    for (const group of groups.slice(from, from + mostDigits)) {
      if (whole.length + group.length > mostDigits) break
      whole += group
    }
    return isNumber(whole) && whole !== groups[from] ? [whole] : []
  })
}

function isNumber(whole: string): boolean {
  return whole.length >= fewestDigits && whole.length <= mostDigits
}
