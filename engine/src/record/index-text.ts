// As what does a text of any length stand in an index, so that equal ones stay equal and others stay apart?
import { sha256 } from '../sha256.ts'

/** Both databases keep a key of this length in an index; of a longer one its beginning and its hash stand there. */
const LONGEST = 200
const BEGINNING = 100

export function indexText(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, BEGINNING).replace(/\p{Surrogate}$/u, '')}#${sha256(text)}`
}
