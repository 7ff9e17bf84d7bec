// Which kind of record does the name of a field mean? "Customer" and "Paying customers" most likely lead to the customers.
import { type Label, wordsOfKey } from '../text/say-label.ts'
import { plainly } from './plainly.ts'

/** A blueprint that a link may lead to. */
export interface LinkTarget {
  readonly name: string
  /** In the reader's language. */
  readonly label: string
  /** In every language that it has words in, and its name. */
  readonly names: readonly string[]
}

export function linkTarget(
  { name, label }: { readonly name: string; readonly label?: Label | undefined },
  said: string,
) {
  const labels = label === undefined ? [] : typeof label === 'string' ? [label] : Object.values(label)
  return { name, label: said, names: [...new Set([said, ...labels, wordsOfKey(name)])] } satisfies LinkTarget
}

/** What follows one of these only says more about what stands before: `Date of the order`, `Cliente da entrega`. */
const joining = new Set(
  (
    'of for per by from to in on at with de do da dos das para por em no na com ' + 'для от по на в к с из при за о об'
  ).split(' '),
)

/** Russian words that say what kind of a thing the next word means; any other noun before it is the thing itself. */
const adjective = /(?:ыи|ии|ои|ая|яя|ое|ее|ые|ие)$/

/**
 * The kind whose name the field's name is, or ends with, as one or as several. `own` is the kind that gets the field: its bare
 * name is what its records are called, while "Parent order" is another order.
 */
export function kindMeant(label: string, kinds: readonly LinkTarget[], own?: string): LinkTarget | undefined {
  const head = headOf(wordsOf(label))
  const found = kinds.flatMap((kind) => {
    const lengths = kind.names.flatMap((name) => {
      const words = wordsOf(name)
      const isBare = words.length === head.length
      return endsWith(head, words) && !(isBare && kind.name === own) ? [words.length] : []
    })
    return lengths.length > 0 ? [{ kind, length: Math.max(...lengths) }] : []
  })
  // Of "Point" and "Delivery point" the one that says more.
  return found.sort((a, b) => b.length - a.length)[0]?.kind
}

/** What something is to its like. */
const likeness = /^(?:parent|previous|successor|predecessor|pai$|anterior|superior|родител|предыдущ|вышестоящ)/

/**
 * Where a new link leads unless somebody says it: to the kind that its name means, else to the only other one, to its own kind
 * where there is no other or the name says so, as "Parent" does; undefined where it must be asked for.
 */
export function likelyTarget(label: string, kinds: readonly LinkTarget[], own: string): string | undefined {
  const others = kinds.filter(({ name }) => name !== own)
  const meant = kindMeant(label, kinds, own)?.name
  if (meant === undefined && wordsOf(label).some((word) => likeness.test(word))) return own
  const only = others.length === 0 ? own : others.length === 1 ? others[0]?.name : undefined
  return meant ?? only
}

function wordsOf(text: string): readonly string[] {
  return plainly(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function headOf(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word, at) => at > 0 && joining.has(word))
  return end === -1 ? words : words.slice(0, end)
}

function endsWith(said: readonly string[], name: readonly string[]): boolean {
  if (name.length === 0 || name.length > said.length) return false
  const before = said.slice(0, said.length - name.length)
  const end = said.slice(-name.length)
  if (/\p{Script=Cyrillic}/u.test(end[0] ?? '') && before.some((word) => !adjective.test(word))) return false
  return name.every((word, at) => isSameWord(word, end[at] ?? ''))
}

const isSameWord = (a: string, b: string) => a === b || pluralsOf(a).includes(b) || pluralsOf(b).includes(a)

/** In English, Portuguese and Russian, as they are without accents. */
function pluralsOf(word: string): readonly string[] {
  const rules: readonly (readonly [RegExp, string])[] = [
    [/(?<=[a-z])$/, 's'],
    [/(?<=s|x|z|ch|sh|r|o)$/, 'es'],
    [/(?<=[^aeiou])y$/, 'ies'],
    [/ao$/, 'oes'],
    [/ao$/, 'aes'],
    [/m$/, 'ns'],
    [/(?<=[aeou])l$/, 'is'],
    [/(?<=[бвгджзклмнпрстфхцчшщ])$/, 'ы'],
    [/(?<=[гжкхчшщ])$/, 'и'],
    [/а$/, 'ы'],
    [/[аяьи]$/, 'и'],
    [/ие$/, 'ия'],
    [/о$/, 'а'],
    [/(?<=ц)$/, 'ы'],
    [/ец$/, 'цы'],
    [/ок$/, 'ки'],
  ]
  return rules.flatMap(([ending, plural]) => (ending.test(word) ? [word.replace(ending, plural)] : []))
}
