// Which files does nobody need any more, and how do they go without taking from others what they share?
import type { Db } from '../store/store.ts'

export interface Unneeded {
  readonly no: number
  readonly sha256: string
  readonly preview: string | null
}

const unnamedText = 'SELECT no, sha256, preview FROM file WHERE tenant = ? AND named = 0 AND created_at < ? LIMIT ?'
const deleteText = 'DELETE FROM file WHERE tenant = ? AND no = ? AND named = 0'
const removedText = 'SELECT DISTINCT file FROM record_file WHERE tenant = ? AND removed_at < ? LIMIT ?'
const forgetText = 'DELETE FROM record_file WHERE tenant = ? AND file = ? AND removed_at < ?'
const holdFileText = 'UPDATE file SET named = named WHERE tenant = ? AND no = ?'
const unnameText = `UPDATE file SET named = 0 WHERE tenant = ? AND no = ?
  AND NOT EXISTS (SELECT 1 FROM record_file l WHERE l.tenant = file.tenant AND l.file = file.no)`
const holdContentText = 'UPDATE file_content SET size = size WHERE tenant = ? AND sha256 = ?'
const sharedText = `SELECT 1 AS shared FROM file WHERE tenant = ? AND sha256 = ?
  UNION ALL SELECT 1 FROM file WHERE tenant = ? AND preview = ? LIMIT 1`
const dropContentText = 'DELETE FROM file_content WHERE tenant = ? AND sha256 = ?'

/** Uploaded before `before`, and no record ever named them. */
export function listUnnamed(db: Db, tenant: number, before: number, most: number): Promise<Unneeded[]> {
  return db.all<Unneeded>(unnamedText, [tenant, before, most])
}

/** Files that were taken off a record before `before`. */
export async function listRemoved(db: Db, tenant: number, before: number, most: number): Promise<number[]> {
  return (await db.all<{ file: number }>(removedText, [tenant, before, most])).map(({ file }) => file)
}

/** What was taken off is forgotten; a file that then hangs nowhere counts as never named. */
export async function forgetRemoved(tx: Db, tenant: number, file: number, before: number): Promise<void> {
  // Held first, asked afterwards: whoever hangs it up at this moment is either seen or waits.
  await tx.run(holdFileText, [tenant, file])
  await tx.run(forgetText, [tenant, file, before])
  await tx.run(unnameText, [tenant, file])
}

/** False when somebody named it meanwhile. */
export async function deleteUnnamed(tx: Db, tenant: number, no: number): Promise<boolean> {
  return (await tx.run(deleteText, [tenant, no])).changes === 1
}

/** True when nobody else has these bytes: from here to the end of the transaction nobody puts them there again. */
export async function dropContent(tx: Db, tenant: number, sha256: string): Promise<boolean> {
  if ((await tx.run(holdContentText, [tenant, sha256])).changes === 0) return false
  if (await tx.get(sharedText, [tenant, sha256, tenant, sha256])) return false
  await tx.run(dropContentText, [tenant, sha256])
  return true
}
