// How are many rows deleted by one text?
import { manyAtOnce } from './many-at-once.ts'
import type { Binding, Db } from './store.ts'

export interface DeleteText {
  readonly table: string
  /** Those that name a row. */
  readonly columns: readonly string[]
}

/** Each row by the values of the columns, in their order. Answers how many there were. */
export function deleteMany(tx: Db, text: DeleteText, rows: readonly (readonly Binding[])[]): Promise<number> {
  return manyAtOnce(tx, rows, (length) => textOf(text, length))
}

const made = new WeakMap<DeleteText, string[]>()

function textOf(text: DeleteText, length: number): string {
  const texts = made.get(text) ?? []
  made.set(text, texts)
  const { table, columns } = text
  // Row by row, so that each is looked up in the key.
  const row = `(${columns.map((column) => `${column} = ?`).join(' AND ')})`
  texts[length] ??= `DELETE FROM ${table} WHERE ${Array(length).fill(row).join(' OR ')}`
  return texts[length]
}
