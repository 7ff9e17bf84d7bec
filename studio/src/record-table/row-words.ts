// What a row says of itself to those who are read to. While a table scrolls, forty titles come into sight each second: the sentences
// they stand in are looked up once for a language, and not for every row.
import type { Said } from '../text/text.ts'

interface RowWords {
  select(title: string): string
  peek(title: string): string
  open(title: string): string
}

const kept = new WeakMap<Said['t'], RowWords>()

export function rowWords(t: Said['t']): RowWords {
  const known = kept.get(t)
  if (known) return known
  const words: RowWords = {
    select: around((title) => t('bulk.select', { title })),
    peek: around((title) => t('grid.peek', { title })),
    open: around((title) => t('grid.open', { title })),
  }
  kept.set(t, words)
  return words
}

/** No title holds it. */
const mark = '\u0000'

function around(say: (title: string) => string): (title: string) => string {
  const parts = say(mark).split(mark)
  return (title) => parts.join(title)
}
