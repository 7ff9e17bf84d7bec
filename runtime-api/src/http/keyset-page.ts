// Pages of short lists that are ordered by creation: `limit`, an opaque `cursor`, never an offset.
import { issue, refuseIf } from '@molde/engine'
import { isStorable } from './read-body.ts'
import type { JsonSchema } from './route.ts'

export const pageParameters: { readonly [name: string]: JsonSchema } = {
  limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  cursor: { type: 'string', maxLength: 400, description: 'What the page before answered as `next`' },
}

export interface KeysetPage {
  readonly limit: number
  /** Creation time and id of the last row of the page before. */
  readonly after: readonly [number, string] | undefined
}

export function readPage(query: Readonly<Record<string, unknown>>): KeysetPage {
  const limit = typeof query.limit === 'string' ? Number(query.limit) : 50
  return { limit, after: typeof query.cursor === 'string' ? readCursor(query.cursor) : undefined }
}

/** `rows` holds one more than the page when there is a further one. */
export function pageBody<Row, Item>(
  page: KeysetPage,
  rows: readonly Row[],
  itemOf: (row: Row) => Item,
  keyOf: (row: Row) => readonly [number, string],
) {
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const next = rows.length > page.limit && last ? cursorText(keyOf(last)) : null
  return { items: shown.map(itemOf), next }
}

/** The opaque text for the place where a page ended. */
export function cursorText(key: readonly [number, string]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Refused when it is none of ours. */
export function readCursor(text: string): readonly [number, string] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(value) && value.length === 2 && isKey(value[0], value[1])) return [value[0], value[1]]
  } catch {
    // Falls through: a text that is no cursor of ours.
  }
  refuseIf([issue(['query', 'cursor'], 'wrong-form', { form: 'next' })])
  return undefined
}

/** A cursor is the client's and may say anything; what no database keeps, none is asked for. */
function isKey(at: unknown, id: unknown): boolean {
  return Number.isSafeInteger(at) && (at as number) >= 0 && typeof id === 'string' && isStorable(id)
}
