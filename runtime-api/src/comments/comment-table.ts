// The rows of comments: what was said about a record, by whom, and whether it was taken back.
import { type Db, jsonOf } from '../store/store.ts'

export interface CommentRow {
  readonly no: number
  readonly id: string
  readonly rev: number
  readonly text: string
  /** Ids of users. */
  readonly mentions: readonly string[]
  /** Id of a user or key. */
  readonly author: string
  readonly authorKind: string
  readonly createdAt: number
  readonly editedAt: number | null
  readonly deletedAt: number | null
  readonly deletedBy: string | null
}

const columns = 'no, id, rev, text, mentions, author, author_kind, created_at, edited_at, deleted_at, deleted_by'

/** Also one that was deleted and can still be taken back. */
export async function findComment(db: Db, tenant: number, record: number, id: string): Promise<CommentRow | undefined> {
  const row = await db.get<Columns>(`SELECT ${columns} FROM comment WHERE tenant = ? AND id = ? AND record = ?`, [
    tenant,
    id,
    record,
  ])
  return row && read(row)
}

/** Newest first, below the row number `before`. */
export async function listComments(
  db: Db,
  tenant: number,
  record: number,
  page: { readonly before: number; readonly limit: number },
): Promise<CommentRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM comment WHERE tenant = ? AND record = ? AND deleted_at IS NULL AND no < ? ORDER BY no DESC LIMIT ?`,
    [tenant, record, page.before, page.limit],
  )
  return rows.map(read)
}

/** Counts no further than `most`. */
export async function countComments(db: Db, tenant: number, record: number, most: number): Promise<number> {
  const row = await db.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM comment WHERE tenant = ? AND record = ? AND deleted_at IS NULL LIMIT ?) AS few`,
    [tenant, record, most],
  )
  return Number(row?.n ?? 0)
}

/** The texts of those that still stand, by row number. */
export async function textsOf(
  db: Db,
  tenant: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Pick<CommentRow, 'id' | 'text'>>> {
  const found = new Map<number, Pick<CommentRow, 'id' | 'text'>>()
  for (const no of numbers) {
    const row = await db.get<{ id: string; text: string }>(
      'SELECT id, text FROM comment WHERE tenant = ? AND no = ? AND deleted_at IS NULL',
      [tenant, no],
    )
    if (row) found.set(no, row)
  }
  return found
}

export async function insertComment(
  tx: Db,
  tenant: number,
  comment: Pick<CommentRow, 'id' | 'text' | 'mentions' | 'author' | 'authorKind' | 'createdAt'> & {
    readonly record: number
  },
): Promise<CommentRow> {
  const row = await tx.get<Columns>(
    `INSERT INTO comment (tenant, id, record, text, mentions, author, author_kind, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
    [
      tenant,
      comment.id,
      comment.record,
      comment.text,
      JSON.stringify(comment.mentions),
      comment.author,
      comment.authorKind,
      comment.createdAt,
    ],
  )
  return read(row as Columns)
}

/** Compare-and-set on the rev; undefined when somebody was faster. */
export async function updateComment(
  tx: Db,
  tenant: number,
  before: Pick<CommentRow, 'no' | 'rev'>,
  change: Pick<CommentRow, 'text' | 'mentions'> & { readonly at: number },
): Promise<CommentRow | undefined> {
  const row = await tx.get<Columns>(
    `UPDATE comment SET rev = rev + 1, text = ?, mentions = ?, edited_at = ? WHERE tenant = ? AND no = ? AND rev = ?
      RETURNING ${columns}`,
    [change.text, JSON.stringify(change.mentions), change.at, tenant, before.no, before.rev],
  )
  return row && read(row)
}

/** Null: it stands again. Compare-and-set on the rev; undefined when somebody was faster. */
export async function setCommentDeleted(
  tx: Db,
  tenant: number,
  before: Pick<CommentRow, 'no' | 'rev'>,
  deleted: { readonly at: number; readonly by: string } | null,
): Promise<CommentRow | undefined> {
  const row = await tx.get<Columns>(
    `UPDATE comment SET rev = rev + 1, deleted_at = ?, deleted_by = ? WHERE tenant = ? AND no = ? AND rev = ?
      RETURNING ${columns}`,
    [deleted?.at ?? null, deleted?.by ?? null, tenant, before.no, before.rev],
  )
  return row && read(row)
}

/** For good: those that were deleted before this time. Answers how many. */
export async function dropDeletedComments(tx: Db, tenant: number, before: number, most: number): Promise<number> {
  const { changes } = await tx.run(
    `DELETE FROM comment WHERE tenant = ? AND no IN
      (SELECT no FROM comment WHERE tenant = ? AND deleted_at IS NOT NULL AND deleted_at < ? ORDER BY deleted_at LIMIT ?)`,
    [tenant, tenant, before, most],
  )
  return changes
}

interface Columns {
  readonly no: number
  readonly id: string
  readonly rev: number
  readonly text: string
  readonly mentions: unknown
  readonly author: string
  readonly author_kind: string
  readonly created_at: number
  readonly edited_at: number | null
  readonly deleted_at: number | null
  readonly deleted_by: string | null
}

function read(row: Columns): CommentRow {
  return {
    no: Number(row.no),
    id: row.id,
    rev: row.rev,
    text: row.text,
    mentions: jsonOf<string[]>(row.mentions),
    author: row.author,
    authorKind: row.author_kind,
    createdAt: Number(row.created_at),
    editedAt: row.edited_at === null ? null : Number(row.edited_at),
    deletedAt: row.deleted_at === null ? null : Number(row.deleted_at),
    deletedBy: row.deleted_by,
  }
}
