// What does a comment's text consist of: words, links that can be followed, and people?

export type CommentPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** A user's id. */
  | { readonly kind: 'mention'; readonly id: string }

export const mentionToken = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/
const pieces = new RegExp(`${mentionToken.source}|https?://[^\\s<>"]+`, 'g')

/** The parts in their order; together they say the whole text. */
export function partsOf(text: string): readonly CommentPart[] {
  const parts: CommentPart[] = []
  let at = 0
  const say = (end: number) => {
    if (end > at) parts.push({ kind: 'text', text: text.slice(at, end) })
    at = end
  }
  for (const match of text.matchAll(pieces)) {
    const part = match[1] ? ({ kind: 'mention', id: match[1] } as const) : linkIn(match[0])
    if (!part) continue
    say(match.index)
    parts.push(part)
    at += part.kind === 'link' ? part.text.length : match[0].length
  }
  say(text.length)
  return parts
}

/** A full stop after an address ends the sentence, and a bracket closes the one before it. */
function linkIn(found: string): Extract<CommentPart, { kind: 'link' }> | undefined {
  const text = withoutEnd(found)
  try {
    const { protocol, hostname, href } = new URL(text)
    return /^https?:$/.test(protocol) && hostname ? { kind: 'link', text, href } : undefined
  } catch {
    return undefined
  }
}

const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

function withoutEnd(text: string): string {
  const counts = new Map<string, number>()
  for (const one of text) counts.set(one, (counts.get(one) ?? 0) + 1)
  const count = (one: string) => counts.get(one) ?? 0
  let end = text.length
  for (; end > 0; end -= 1) {
    const last = text.charAt(end - 1)
    const opens = opening[last]
    const belongs = opens === undefined ? !".,;:!?'*_»”’".includes(last) : count(opens) >= count(last)
    if (belongs) break
    counts.set(last, count(last) - 1)
  }
  return text.slice(0, end)
}
