// What several records of a kind are called, and what English most likely calls them.
import type { Label } from './say-label.ts'

interface Kind {
  readonly label?: Label | undefined
  readonly plural?: Label | undefined
}

/** The plural in every language that has one; in the others, and where there is none, the kind's own words. */
export function severalOf(kind: Kind | undefined): Label | undefined {
  if (kind?.plural === undefined) return kind?.label
  const { label, plural } = kind
  return typeof plural === 'string' || label === undefined || typeof label === 'string'
    ? plural
    : { ...label, ...plural }
}

/** `Customer` → `Customers`, `Delivery note` → `Delivery notes`; undefined where the words seem to mean several already. */
export function likelyPlural(words: string): string | undefined {
  const said = words.trim()
  const last = /\p{L}+$/u.exec(said)?.[0].toLowerCase()
  if (last === undefined) return undefined
  const before = said.slice(0, said.length - last.length)
  const irregular = odd.get(last)
  if (irregular !== undefined) return before + likeWritten(said.slice(before.length), irregular)
  if (uncounted.has(last) || several.has(last)) return undefined
  if (/(?:ss|us|is|x|z|ch|sh)$/.test(last)) return last.endsWith('is') ? `${said.slice(0, -2)}es` : `${said}es`
  if (last.endsWith('s')) return undefined
  if (/[^aeiou]y$/.test(last)) return `${said.slice(0, -1)}ies`
  return `${said}s`
}

/** Words that form it in a way of their own. */
const odd: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['man', 'men'],
  ['woman', 'women'],
  ['foot', 'feet'],
  ['half', 'halves'],
  ['shelf', 'shelves'],
  ['leaf', 'leaves'],
  ['knife', 'knives'],
  ['hero', 'heroes'],
  ['potato', 'potatoes'],
  ['tomato', 'tomatoes'],
  ['quiz', 'quizzes'],
])
const several: ReadonlySet<string> = new Set(odd.values())
const uncounted: ReadonlySet<string> = new Set(
  'equipment feedback furniture information luggage money news software staff stock time tracking work'.split(' '),
)

/** With a capital where the word had one. */
function likeWritten(word: string, as: string): string {
  return /^\p{Lu}/u.test(word) ? as.charAt(0).toUpperCase() + as.slice(1) : as
}
