// Which one or two letters stand for a title?

/** `Blue chair` → `BC`, `Ана` → `А`, `42` → `4`; empty when there is neither letter nor digit. */
export function initialsOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? []
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word ? [...word][0] : ''))
    .join('')
    .toLocaleUpperCase()
}
