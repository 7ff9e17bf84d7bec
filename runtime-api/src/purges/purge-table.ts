// The rows beside a record in which something of a destroyed field may lie.
import { type Db, jsonOf } from '../store/store.ts'

/** What one short transaction of a purge takes on SQLite, where every other write waits for it. */
export const batchSize = { sqlite: 40, postgres: 200 } as const

/** A JSON column of a row, by the row's number. */
export interface Kept<T> {
  readonly no: number
  readonly value: T
}

export async function historyOf<T>(db: Db, tenant: number, record: number): Promise<readonly Kept<T>[]> {
  const rows = await db.all<{ rev: number; diff: unknown }>(
    'SELECT rev, diff FROM record_history WHERE tenant = ? AND no = ? ORDER BY rev',
    [tenant, record],
  )
  return rows.map(({ rev, diff }) => ({ no: rev, value: jsonOf<T>(diff) }))
}

export async function setHistory(tx: Db, tenant: number, record: number, { no, value }: Kept<unknown>): Promise<void> {
  await tx.run('UPDATE record_history SET diff = ? WHERE tenant = ? AND no = ? AND rev = ?', [
    JSON.stringify(value),
    tenant,
    record,
    no,
  ])
}

/** How the record stood in other blueprints, by the number of each. */
export async function standingsOf<T>(db: Db, tenant: number, record: number): Promise<readonly Kept<T>[]> {
  const rows = await db.all<{ blueprint: number; standing: unknown }>(
    'SELECT blueprint, standing FROM record_standing WHERE tenant = ? AND record = ?',
    [tenant, record],
  )
  return rows.map(({ blueprint, standing }) => ({ no: blueprint, value: jsonOf<T>(standing) }))
}

export async function setStanding(tx: Db, tenant: number, record: number, { no, value }: Kept<unknown>): Promise<void> {
  await tx.run('UPDATE record_standing SET standing = ? WHERE tenant = ? AND record = ? AND blueprint = ?', [
    JSON.stringify(value),
    ...[tenant, record, no],
  ])
}

/** What was sent along with the events of the record's flow. */
export async function movesOf<T>(db: Db, tenant: number, record: number): Promise<readonly Kept<T>[]> {
  const rows = await db.all<{ seq: number; input: unknown }>(
    'SELECT seq, input FROM flow_log WHERE tenant = ? AND record = ? AND input IS NOT NULL ORDER BY seq',
    [tenant, record],
  )
  return rows.map(({ seq, input }) => ({ no: seq, value: jsonOf<T>(input) }))
}

export async function setMove(tx: Db, tenant: number, { no, value }: Kept<unknown>): Promise<void> {
  await tx.run('UPDATE flow_log SET input = ? WHERE tenant = ? AND seq = ?', [JSON.stringify(value), tenant, no])
}

/** Why the record waits for a person; none when it does not. */
export async function reasonsOf<T>(db: Db, tenant: number, record: number): Promise<T | undefined> {
  const row = await db.get<{ reasons: unknown }>('SELECT reasons FROM quarantine WHERE tenant = ? AND record = ?', [
    tenant,
    record,
  ])
  return row && jsonOf<T>(row.reasons)
}

export async function setReasons(tx: Db, tenant: number, record: number, reasons: unknown): Promise<void> {
  await tx.run('UPDATE quarantine SET reasons = ? WHERE tenant = ? AND record = ?', [
    JSON.stringify(reasons),
    tenant,
    record,
  ])
}

/** Where the record points by the field, and the files that hung in it; a file that then hangs nowhere counts as never named. */
export async function dropHangings(tx: Db, tenant: number, record: number, field: string): Promise<void> {
  await tx.run('DELETE FROM record_link WHERE tenant = ? AND from_no = ? AND field = ?', [tenant, record, field])
  await dropFiles(tx, tenant, 'record = ? AND place = ?', [record, field])
}

async function dropFiles(tx: Db, tenant: number, where: string, which: readonly (string | number)[]): Promise<void> {
  const at = [tenant, ...which]
  const files = await tx.all<{ file: number }>(`SELECT file FROM record_file WHERE tenant = ? AND ${where}`, at)
  if (files.length === 0) return
  await tx.run(`DELETE FROM record_file WHERE tenant = ? AND ${where}`, at)
  for (const { file } of files)
    await tx.run(
      `UPDATE file SET named = 0 WHERE tenant = ? AND no = ?
        AND NOT EXISTS (SELECT 1 FROM record_file l WHERE l.tenant = file.tenant AND l.file = file.no)`,
      [tenant, file],
    )
}

const slots = [
  ...Array.from({ length: 8 }, (_, i) => `s${i}`),
  ...Array.from({ length: 8 }, (_, i) => `n${i}`),
  ...Array.from({ length: 4 }, (_, i) => `t${i}`),
  ...Array.from({ length: 4 }, (_, i) => `r${i}`),
]

/** Columns that are nobody's keep what lay in them last, until they are given out again. */
export async function emptyFreeSlots(
  tx: Db,
  tenant: number,
  blueprint: number,
  between: { readonly first: number; readonly last: number },
): Promise<void> {
  const taken = await tx.all<{ slot: string }>('SELECT slot FROM field_slot WHERE tenant = ? AND blueprint = ?', [
    tenant,
    blueprint,
  ])
  const free = slots.filter((name) => !taken.some(({ slot }) => slot === name))
  if (free.length === 0) return
  await tx.run(
    `UPDATE record SET ${free.map((name) => `${name} = NULL`).join(', ')}
      WHERE tenant = ? AND blueprint = ? AND no BETWEEN ? AND ? AND COALESCE(${free.map((name) => `CAST(${name} AS text)`).join(', ')}) IS NOT NULL`,
    [tenant, blueprint, between.first, between.last],
  )
}

export async function dropTags(tx: Db, tenant: number, blueprint: number, field: string): Promise<void> {
  await tx.run('DELETE FROM record_tag WHERE tenant = ? AND blueprint = ? AND field = ?', [tenant, blueprint, field])
}

export interface KeptAnswer {
  readonly actor: string
  readonly key: string
  readonly response: unknown
}

/** Answers that are kept for repeated requests and are final, behind `after` in the order of their keys. */
export async function answersAfter(
  db: Db,
  tenant: number,
  after: Pick<KeptAnswer, 'actor' | 'key'>,
  limit: number,
): Promise<readonly KeptAnswer[]> {
  const rows = await db.all<{ actor: string; key: string; response: unknown }>(
    `SELECT actor, key, response FROM idempotency
      WHERE tenant = ? AND (actor, key) > (?, ?) AND status IS NOT NULL ORDER BY actor, key LIMIT ?`,
    [tenant, after.actor, after.key, limit],
  )
  return rows.map(({ response, ...row }) => ({ ...row, response: response === null ? null : jsonOf(response) }))
}

export async function setAnswer(tx: Db, tenant: number, { actor, key, response }: KeptAnswer): Promise<void> {
  await tx.run('UPDATE idempotency SET response = ? WHERE tenant = ? AND actor = ? AND key = ?', [
    JSON.stringify(response),
    tenant,
    actor,
    key,
  ])
}

/**
 * SQLite only marks words that were taken out of the index; they go when its parts are merged. A part of that work; false when there
 * is none left.
 */
export async function mergeWords(tx: Db, isFirst: boolean): Promise<boolean> {
  if (tx.dialect !== 'sqlite') return false
  const changes = async () => (await tx.get<{ n: number }>('SELECT total_changes() AS n'))?.n ?? 0
  const before = await changes()
  await tx.run(`INSERT INTO record_search (record_search, rank) VALUES ('merge', ?)`, [isFirst ? -200 : 200])
  return (await changes()) - before > 1
}

/** Public ids, of deleted ones too. */
export async function commentsOf(db: Db, tenant: number, record: number): Promise<readonly string[]> {
  const rows = await db.all<{ id: string }>('SELECT id FROM comment WHERE tenant = ? AND record = ?', [tenant, record])
  return rows.map(({ id }) => id)
}

/** The row, and the rows of other tables that are about it. Its comments, notifications and whatever else names it as a key go with it. */
export async function deleteRecord(tx: Db, tenant: number, no: number): Promise<void> {
  await dropFiles(tx, tenant, 'record = ?', [no])
  for (const where of [
    'record_history WHERE tenant = ? AND no = ?',
    'record_link WHERE tenant = ? AND from_no = ?',
    'flow_log WHERE tenant = ? AND record = ?',
    `outbox WHERE tenant = ? AND record = ? AND kind = 'index'`,
    'record WHERE tenant = ? AND no = ?',
  ])
    await tx.run(`DELETE FROM ${where}`, [tenant, no])
}
