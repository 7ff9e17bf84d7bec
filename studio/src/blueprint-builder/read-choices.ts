// The choices that somebody typed or pasted: one per line, each once, without the marks of a list.

const mostChoices = 1_000

export function readChoices(text: string): readonly string[] {
  const lines = text.split(/\r?\n/)
  // A single line with commas is a list, too.
  const parts = lines.filter((line) => line.trim()).length === 1 ? text.split(/[,;]/) : lines
  const words = parts.map((part) => part.replace(/^\s*(?:[-*•]\s+|\d+[.)]\s+)?/, '').trim()).filter(Boolean)
  const seen = new Set<string>()
  const once = words.filter((word) => {
    const folded = word.toLowerCase()
    if (seen.has(folded)) return false
    seen.add(folded)
    return true
  })
  return once.slice(0, mostChoices)
}
