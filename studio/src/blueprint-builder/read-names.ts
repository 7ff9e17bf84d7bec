// Which fields does a line name? One, or several with commas between, as somebody types or pastes them.

const mostNames = 60

/** Each once and in order. A comma inside of brackets or between digits separates nothing: `Size (w, h)`, `Size 2,5`. */
export function readNames(text: string): readonly string[] {
  const parts = text.split(/(?:[;\n\t]|(?<!\d),|,(?!\d))(?![^()]*\))/)
  const seen = new Set<string>()
  const names = parts
    .map((part) => part.trim())
    .filter((part) => {
      const folded = part.toLocaleLowerCase()
      if (!part || seen.has(folded)) return false
      seen.add(folded)
      return true
    })
  return names.slice(0, mostNames)
}

/** What a line can hold of a list or a column of cells that is pasted into it; undefined where it is no list. */
export function pastedNames(text: string): string | undefined {
  return /[\n\t]/.test(text.trim()) ? readNames(text.replaceAll('\r', '')).join(', ') : undefined
}
