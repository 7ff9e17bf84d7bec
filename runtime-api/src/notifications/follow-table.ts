// Who follows a record, as far as they said or did something about it.
import type { Db } from '../store/store.ts'

export interface FollowRow {
  readonly member: string
  /** False: they have stopped. */
  readonly follows: boolean
}

const mostFollowers = 500

export async function followsOf(db: Db, tenant: number, record: number): Promise<FollowRow[]> {
  const rows = await db.all<{ member: string; follows: number }>(
    'SELECT member, follows FROM record_follow WHERE tenant = ? AND record = ? ORDER BY member LIMIT ?',
    [tenant, record, mostFollowers],
  )
  return rows.map(({ member, follows }) => ({ member, follows: Number(follows) === 1 }))
}

/** Undefined: they never said or did anything. */
export async function findFollow(db: Db, tenant: number, record: number, member: string): Promise<boolean | undefined> {
  const row = await db.get<{ follows: number }>(
    'SELECT follows FROM record_follow WHERE tenant = ? AND record = ? AND member = ?',
    [tenant, record, member],
  )
  return row && Number(row.follows) === 1
}

/** By taking part: whoever has stopped stays that way. */
export async function followQuietly(tx: Db, tenant: number, record: number, member: string): Promise<void> {
  await tx.run(
    'INSERT INTO record_follow (tenant, record, member, follows) VALUES (?, ?, ?, 1) ON CONFLICT DO NOTHING',
    [tenant, record, member],
  )
}

/** By a person's wish. */
export async function setFollow(tx: Db, tenant: number, record: number, follow: FollowRow): Promise<void> {
  await tx.run(
    `INSERT INTO record_follow (tenant, record, member, follows) VALUES (?, ?, ?, ?)
      ON CONFLICT (tenant, record, member) DO UPDATE SET follows = excluded.follows`,
    [tenant, record, follow.member, follow.follows ? 1 : 0],
  )
}
