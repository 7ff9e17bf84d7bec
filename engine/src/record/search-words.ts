// Under which words is a record found by full-text search?
import type { BlueprintVersion, FieldDef } from '../blueprint/blueprint.ts'
import { isSearched } from '../blueprint/field-types.ts'
import { isJsonObject, type Json } from '../json.ts'
import { searchedWords } from '../whole-numbers.ts'
import type { StoredData } from './stored-record.ts'

/** More than these of one record would find it by everything. */
const MOST_WORDS = 10_000
/** Both search indexes take a word of this length. */
export const LONGEST_WORD = 64

/** Compiled from the searched fields of a version; each word comes once, in the order of the fields. */
export function searchWords(version: BlueprintVersion): (data: StoredData) => readonly string[] {
  const texts = version.fields.flatMap((field) => textsOfField(field) ?? [])
  return (data) => {
    const words = new Set<string>()
    for (const read of texts) {
      for (const text of read(data)) addWords(words, text)
    }
    return [...words]
  }
}

function addWords(words: Set<string>, text: string): void {
  for (const word of searchedWords(text)) {
    if (words.size >= MOST_WORDS) return
    words.add(word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).replace(/\p{Surrogate}$/u, '') : word)
  }
}

type ReadTexts = (data: StoredData) => readonly string[]

function textsOfField(field: FieldDef): ReadTexts | undefined {
  if (field.fields) return elementTexts(field.id, field.fields)
  if (!isSearched(field)) return undefined
  const plain = field.type === 'richText' ? withoutTags : (text: string) => text
  return (data) => textsIn(data[field.id]).map(plain)
}

function elementTexts(id: string, fields: readonly FieldDef[]): ReadTexts {
  const readers = fields.flatMap((field) => textsOfField(field) ?? [])
  return (data) => {
    const elements = data[id]
    if (!Array.isArray(elements)) return []
    return elements.filter(isJsonObject).flatMap((element: StoredData) => readers.flatMap((read) => read(element)))
  }
}

function textsIn(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsIn(one))
  // Of a file the name is what people remember.
  const text = isJsonObject(value) ? value['name'] : value
  return typeof text === 'string' ? [text] : []
}

/** The text between the tags of marked-up text, in one pass however the brackets lie. */
function withoutTags(markup: string): string {
  const [start, ...tagged] = markup.split('<')
  return [start, ...tagged.map((piece) => piece.slice(piece.indexOf('>') + 1))].join(' ')
}
