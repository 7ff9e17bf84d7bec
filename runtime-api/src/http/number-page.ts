// Pages of lists that run down by a number: revs, versions, jobs. And of lists in the order of names.
import { cursorText, readPage } from './keyset-page.ts'

type Query = Readonly<Record<string, unknown>>

/** What PostgreSQL's `int` holds: a cursor is the client's and may say anything. */
const highest = 2 ** 31 - 1

/** Only numbers below `before`: the newest come first. */
export function readNumberPage(query: Query): { readonly before: number; readonly limit: number } {
  const { after, limit } = readPage(query)
  return { before: Math.min(after?.[0] ?? highest, highest), limit }
}

/** Only names after `after`. */
export function readNamePage(query: Query): { readonly after: string; readonly limit: number } {
  const { after, limit } = readPage(query)
  return { after: after?.[1] ?? '', limit }
}

/** `next` as a cursor, null at the end. */
export function listBody<List extends { readonly next: number | string | undefined }>(list: List) {
  const { next } = list
  return { ...list, next: next === undefined ? null : cursorText(typeof next === 'number' ? [next, ''] : [0, next]) }
}
