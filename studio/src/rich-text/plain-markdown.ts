// Formatted text without its marks: for a cell, a card, a title. Light, so that a list need not fetch the editor for it.

/** Line by line: what opens a heading, a quote, an item of a list, or fences code. */
const lineMarks = /^\s*(?:#{1,6}\s+|(?:>\s?)+|[-*+]\s+|\d{1,9}[.)]\s+|`{3,}.*$|~{3,}.*$|(?:-{3,}|\*{3,}|_{3,})\s*$)/
const spanMarks = /(\*\*|__|~~|[*_`])(?=\S)(.+?)(?<=\S)\1/g
const link = /\[([^\]]*)\]\([^)]*\)/g
const escaped = /\\([!-/:-@[-`{-~])/g

/** A line that is read at a glance needs no more, and the patterns above take the square of the length at worst. */
const most = 1_000

/** One line of at most 1,000 characters. */
export function plainMarkdown(whole: string): string {
  const text = whole.length > most ? `${whole.slice(0, most)}…` : whole
  // Escaped characters wait under private code points, so that no pattern takes them for marks.
  const kept: string[] = []
  const hidden = text.replaceAll(escaped, (_, character: string) => {
    kept.push(character)
    return '\uE000'
  })
  const plain = hidden
    .split('\n')
    .map((line) => line.replace(lineMarks, ''))
    .join(' ')
    .replaceAll(link, '$1')
    .replaceAll(spanMarks, '$2')
    .replaceAll(spanMarks, '$2')
    .replaceAll(/\s+/g, ' ')
    .trim()
  let next = 0
  return plain.replaceAll('\uE000', () => kept[next++] ?? '')
}
