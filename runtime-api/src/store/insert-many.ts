// How are many rows inserted by one text?
import { manyAtOnce } from './many-at-once.ts'
import type { Binding, Db } from './store.ts'

/** `insert` VALUES `row` `end`. */
export interface InsertText {
  /** Up to the list of columns. */
  readonly insert: string
  /** What one row consists of, in brackets. */
  readonly row: string
  /** What to do where there is such a row; with `DO UPDATE` no two of the rows may meet the same one. */
  readonly end?: string
}

/** Answers how many rows are new or changed. */
export function insertMany(tx: Db, text: InsertText, rows: readonly (readonly Binding[])[]): Promise<number> {
  return manyAtOnce(tx, rows, (length) => textOf(text, length))
}

const made = new WeakMap<InsertText, string[]>()

function textOf(text: InsertText, length: number): string {
  const texts = made.get(text) ?? []
  made.set(text, texts)
  const { insert, row, end = '' } = text
  texts[length] ??= `${insert} VALUES ${Array(length).fill(row).join(', ')} ${end}`
  return texts[length]
}
