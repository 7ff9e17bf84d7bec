// The rows of what members should hear of. Every statement names the member: nobody reads another's.
import { inChunks } from '../record-store/record-table.ts'
import { type Db, jsonOf } from '../store/store.ts'

/** `n` of one kind that are still unread stand in one row. */
type NotificationKind = 'mention' | 'comment' | 'assigned' | 'job' | 'flow'

export interface NewNotification {
  readonly id: string
  readonly member: string
  readonly kind: NotificationKind
  /** Numbers of the blueprint, record and comment it is about. */
  readonly blueprint?: number
  readonly record?: number
  readonly comment?: number
  /** Id of the field that names the member. */
  readonly field?: string
  /** Public id of the job. */
  readonly job?: string
  /** What a flow says, by language. */
  readonly said?: Readonly<Record<string, string>>
  readonly actor: string
  readonly actorKind: string
  readonly at: number
}

export interface NotificationRow {
  readonly no: number
  readonly id: string
  readonly kind: NotificationKind
  readonly n: number
  readonly blueprint: number | null
  readonly record: number | null
  readonly comment: number | null
  readonly field: string | null
  readonly job: string | null
  readonly said: Readonly<Record<string, string>> | null
  readonly actor: string | null
  readonly actorKind: string | null
  readonly at: number
  readonly readAt: number | null
}

const columns = 'no, id, kind, n, blueprint, record, comment, field, job, said, actor, actor_kind, at, read_at'
const unread = 'SELECT no, n FROM notification WHERE tenant = ? AND member = ? AND read_at IS NULL AND withdrawn = 0'
const newest = 'ORDER BY no DESC LIMIT 1'

export async function insertNotification(tx: Db, tenant: number, one: NewNotification, n = 1): Promise<void> {
  await tx.run(
    `INSERT INTO notification (tenant, id, member, kind, n, blueprint, record, comment, field, job, said, actor, actor_kind, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      tenant,
      one.id,
      one.member,
      one.kind,
      n,
      one.blueprint ?? null,
      one.record ?? null,
      one.comment ?? null,
      one.field ?? null,
      one.job ?? null,
      one.said === undefined ? null : JSON.stringify(one.said),
      one.actor,
      one.actorKind,
      one.at,
    ],
  )
}

/** Comments on one record that nobody has read yet become one row, which moves to the top. */
export async function insertMerged(
  tx: Db,
  tenant: number,
  one: NewNotification & { readonly record: number },
): Promise<void> {
  const before = await tx.get<{ no: number; n: number }>(`${unread} AND record = ? AND kind = ? ${newest}`, [
    tenant,
    one.member,
    one.record,
    one.kind,
  ])
  if (before) await tx.run('DELETE FROM notification WHERE tenant = ? AND no = ?', [tenant, before.no])
  await insertNotification(tx, tenant, one, (before?.n ?? 0) + 1)
}

/** What one person assigns in one go is told in one row: a thousand records are not a thousand rows. */
export async function insertGathered(
  tx: Db,
  tenant: number,
  one: NewNotification & { readonly blueprint: number; readonly field: string },
  since: number,
): Promise<void> {
  const before = await tx.get<{ no: number }>(
    `${unread} AND kind = ? AND blueprint = ? AND field = ? AND actor = ? AND at > ? ${newest}`,
    [tenant, one.member, one.kind, one.blueprint, one.field, one.actor, since],
  )
  if (!before) return insertNotification(tx, tenant, one)
  await tx.run('UPDATE notification SET n = n + 1, at = ? WHERE tenant = ? AND no = ?', [one.at, tenant, before.no])
}

/** Newest first, below the row number `before`. */
export async function listNotifications(
  db: Db,
  tenant: number,
  member: string,
  page: { readonly before: number; readonly limit: number },
): Promise<NotificationRow[]> {
  const rows = await db.all<Columns>(
    `SELECT ${columns} FROM notification WHERE tenant = ? AND member = ? AND withdrawn = 0 AND no < ? ORDER BY no DESC LIMIT ?`,
    [tenant, member, page.before, page.limit],
  )
  return rows.map(read)
}

/** Counts no further than `most`. */
export async function countUnread(db: Db, tenant: number, member: string, most: number): Promise<number> {
  const row = await db.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM notification WHERE tenant = ? AND member = ? AND read_at IS NULL AND withdrawn = 0 LIMIT ?) AS few`,
    [tenant, member, most],
  )
  return Number(row?.n ?? 0)
}

export async function markRead(tx: Db, tenant: number, member: string, id: string, at: number): Promise<void> {
  await tx.run('UPDATE notification SET read_at = ? WHERE tenant = ? AND member = ? AND id = ? AND read_at IS NULL', [
    at,
    tenant,
    member,
    id,
  ])
}

/** All up to and with the moment `until`. */
export async function markAllRead(tx: Db, tenant: number, member: string, until: number, at: number): Promise<void> {
  await tx.run('UPDATE notification SET read_at = ? WHERE tenant = ? AND member = ? AND read_at IS NULL AND at <= ?', [
    at,
    tenant,
    member,
    until,
  ])
}

/** What is not read yet of a comment: withdrawn with it, and back when it is. Answers whose it is. */
export async function withdrawComment(
  tx: Db,
  tenant: number,
  { record, comment }: { readonly record: number; readonly comment: number },
  withdrawn: boolean,
): Promise<string[]> {
  const rows = await tx.all<{ member: string }>(
    `UPDATE notification SET withdrawn = ? WHERE tenant = ? AND record = ? AND comment = ? AND n = 1 AND read_at IS NULL
      RETURNING member`,
    [withdrawn ? 1 : 0, tenant, record, comment],
  )
  return rows.map(({ member }) => member)
}

/** At most `most` of those before this time, or only of the withdrawn ones. Answers how many. */
export async function dropOldNotifications(
  tx: Db,
  tenant: number,
  { before, onlyWithdrawn = false }: { readonly before: number; readonly onlyWithdrawn?: boolean },
  most: number,
): Promise<number> {
  const which = onlyWithdrawn ? 'AND withdrawn = 1' : ''
  const { changes } = await tx.run(
    `DELETE FROM notification WHERE tenant = ? AND no IN
      (SELECT no FROM notification WHERE tenant = ? AND at < ? ${which} ORDER BY at LIMIT ?)`,
    [tenant, tenant, before, most],
  )
  return changes
}

type Columns = Omit<NotificationRow, 'actorKind' | 'readAt' | 'said'> & {
  readonly said: unknown
  readonly actor_kind: string | null
  readonly read_at: number | null
}

function read(row: Columns): NotificationRow {
  const numberOf = (value: number | null) => (value === null ? null : Number(value))
  return {
    no: Number(row.no),
    id: row.id,
    kind: row.kind,
    n: row.n,
    blueprint: row.blueprint,
    record: numberOf(row.record),
    comment: numberOf(row.comment),
    field: row.field,
    job: row.job,
    said: row.said === null ? null : jsonOf<Readonly<Record<string, string>>>(row.said),
    actor: row.actor,
    actorKind: row.actor_kind,
    at: Number(row.at),
    readAt: numberOf(row.read_at),
  }
}
/** Records that are in another blueprint now are found there by whoever was told of them. */
export async function noteRecordsMoved(
  tx: Db,
  tenant: number,
  records: readonly number[],
  blueprint: number,
): Promise<void> {
  const text = 'UPDATE notification SET blueprint = ? WHERE tenant = ? AND record IN'
  // What is answered does not matter: these lists are asked in chunks.
  await inChunks(tx, text, [blueprint, tenant], records, ' RETURNING record')
}
