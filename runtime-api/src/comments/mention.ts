// Whom does a comment mention? In its text a mention is `@[<user id>]`, so that somebody who is renamed is still meant.

const token = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/g

/** Ids of the mentioned users, each once, in the order of the text. */
export function mentionsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(token)].map((match) => match[1] as string))]
}

/** The beginning of a text, of at most `most` characters; a mention or character that would be cut in two is left out. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text
    .slice(0, most)
    .replace(/@(?:\[[0-9a-f-]{0,36})?$/, '')
    .replace(/\p{Surrogate}$/u, '')
    .trimEnd()}…`
}
