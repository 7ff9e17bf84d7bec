// How comments are said on the wire.
import { nameKeys } from '../api-keys/name-keys.ts'
import { etagOf } from '../http/preconditions.ts'
import type { Scope } from '../runtime.ts'
import type { CommentRow } from './comment-table.ts'

export interface WireComment {
  readonly id: string
  readonly rev: number
  /** Plain text with line breaks; a mention is `@[<user id>]`. */
  readonly text: string
  readonly mentions: readonly string[]
  /** The user's or key's id, as in records. */
  readonly createdBy: string
  /** What the key is called, where a key wrote it. */
  readonly keyName: string | null
  readonly createdAt: string
  readonly editedAt: string | null
}

export async function presentComments(scope: Scope, rows: readonly CommentRow[]): Promise<WireComment[]> {
  const names = await nameKeys(
    scope,
    rows.map(({ author, authorKind }) => ({ kind: authorKind, id: author })),
  )
  return rows.map((row) => ({
    id: row.id,
    rev: row.rev,
    text: row.text,
    mentions: row.mentions,
    createdBy: row.author,
    keyName: names.get(row.author) ?? null,
    createdAt: new Date(row.createdAt).toISOString(),
    editedAt: row.editedAt === null ? null : new Date(row.editedAt).toISOString(),
  }))
}

export async function presentComment(scope: Scope, row: CommentRow): Promise<WireComment> {
  const [comment] = await presentComments(scope, [row])
  return comment as WireComment
}

export function etagOfComment({ rev }: { readonly rev: number }): string {
  return etagOf(rev, 1)
}
