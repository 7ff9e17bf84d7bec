// Typing a mention: which name is being typed, what a chosen one becomes, and how names and stored ids turn into each other.
import { mentionToken } from './comment-parts.ts'

export interface Mentionable {
  /** The user's id. */
  readonly id: string
  /** What stands in the text after the @: unique among all. */
  readonly name: string
  readonly email: string
}

export interface TypedMention {
  /** Where the @ stands. */
  readonly from: number
  /** What was typed after it, up to the caret. */
  readonly query: string
}

/** What is typed for a mention right before the caret, if anything. An @ inside of a word, as in an e-mail, begins none. */
export function mentionAt(text: string, caret: number): TypedMention | undefined {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || /[\p{L}\p{N}_.+-]/u.test(text.charAt(from - 1))) return undefined
  const query = text.slice(from + 1, caret)
  // A name has a few words, and stands in one line.
  const isName = query.length <= 60 && !/[\n@[]/.test(query) && !/^\s/.test(query) && !/\s\s/.test(query)
  return isName ? { from, query } : undefined
}

/** The text with a chosen name in the place of what was typed, and the caret behind it. */
export function withMention(
  text: string,
  { from, query }: TypedMention,
  { name }: Mentionable,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(from + 1 + query.length)
  const before = `${text.slice(0, from)}@${name}`
  const gap = /^\s/.test(rest) ? '' : ' '
  return { text: `${before}${gap}${rest}`, caret: before.length + 1 }
}

/** Those whose name or address goes with what was typed; whose name begins so, first. */
export function suggest(people: readonly Mentionable[], query: string, most = 6): readonly Mentionable[] {
  const wanted = fold(query)
  const rank = ({ name, email }: Mentionable) => {
    if (fold(name).startsWith(wanted)) return 0
    if (
      fold(name)
        .split(/\s+/)
        .some((word) => word.startsWith(wanted))
    )
      return 1
    return fold(email).startsWith(wanted) ? 2 : 3
  }
  return people
    .map((person) => ({ person, rank: rank(person) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.person.name.localeCompare(b.person.name))
    .slice(0, most)
    .map(({ person }) => person)
}

/** As it is stored: every `@Name` of somebody becomes `@[id]`; of two names that begin alike the longer one is meant. */
export function toStored(text: string, people: readonly Mentionable[]): string {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length)
  let stored = ''
  for (let at = 0; at < text.length; ) {
    const person = text[at] === '@' ? byLength.find(({ name }) => isAt(text, name, at + 1)) : undefined
    stored += person ? `@[${person.id}]` : text.charAt(at)
    at += person ? person.name.length + 1 : 1
  }
  return stored
}

/** As it is typed: `@[id]` becomes `@Name`. Whoever is not known any more stays an id, so that saving keeps them. */
export function toTyped(text: string, people: readonly Mentionable[]): string {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return text.replaceAll(new RegExp(mentionToken, 'g'), (token, id: string) => {
    const name = names.get(id)
    return name === undefined ? token : `@${name}`
  })
}

/** People with the names they are mentioned by: where two are called the same, the address tells them apart. */
export function mentionables(
  members: readonly { readonly id: string; readonly name?: string | null; readonly email: string }[],
): readonly Mentionable[] {
  const calls = new Map<string, number>()
  for (const { name } of members) if (name) calls.set(name, (calls.get(name) ?? 0) + 1)
  return members.map(({ id, name, email }) => {
    const called = name?.trim().replaceAll(/\s+/g, ' ')
    if (!called) return { id, name: email, email }
    return { id, name: (calls.get(name ?? '') ?? 0) > 1 ? `${called} (${email})` : called, email }
  })
}

function isAt(text: string, name: string, at: number): boolean {
  return text.startsWith(name, at) && !/[\p{L}\p{N}]/u.test(text.charAt(at + name.length))
}

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
