// What do people call something that has a key and no label?

/** `deliver_from` → `Deliver from`, `NEW` → `New`. */
export function wordsOfKey(key: string): string {
  const words = key
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim()
    .toLowerCase()
  return words ? words[0]?.toUpperCase() + words.slice(1) : key
}
