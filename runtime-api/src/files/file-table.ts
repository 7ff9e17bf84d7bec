// The rows of uploaded files, of the contents they share, and of the records they hang on.
import type { Binding, Db } from '../store/store.ts'

export interface FileRow {
  readonly no: number
  /** Public id. */
  readonly id: string
  readonly sha256: string
  /** Hash of a small picture of it. */
  readonly preview: string | null
  readonly name: string
  readonly size: number
  readonly type: string
  readonly createdAt: number
  readonly createdBy: string
}

type Columns = Omit<FileRow, 'createdAt' | 'createdBy'> & {
  readonly created_at: number
  readonly created_by: string
}

const columns = 'f.no, f.id, f.sha256, f.preview, f.name, f.size, f.type, f.created_at, f.created_by'

/** Hanging somewhere: on a record, in its history, or beside its fields and not taken away. */
const hanging = 'SELECT 1 FROM record_file l WHERE l.tenant = f.tenant AND l.file = f.no AND l.removed_at IS NULL'
/** On a record that members may read, in the trash too: every one of a blueprint that is there (access/load-access.ts). */
const readable = `SELECT 1 FROM record_file l JOIN record r ON r.tenant = l.tenant AND r.no = l.record
  JOIN blueprint b ON b.tenant = r.tenant AND b.no = r.blueprint
  WHERE l.tenant = f.tenant AND l.file = f.no AND l.removed_at IS NULL AND b.trashed_at IS NULL`
const visibleText = `SELECT ${columns} FROM file f WHERE f.tenant = ? AND (EXISTS (${readable}) OR (f.created_by = ? AND NOT EXISTS (${hanging}))) AND f.id IN`
const insertText =
  'INSERT INTO file (tenant, id, sha256, name, size, type, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
const contentText = `INSERT INTO file_content (tenant, sha256, size, created_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (tenant, sha256) DO UPDATE SET size = excluded.size`
const previewText = 'UPDATE file SET preview = ? WHERE tenant = ? AND no = ? AND preview IS NULL'
const usedText = 'SELECT COALESCE(SUM(size), 0) AS bytes, COUNT(*) AS contents FROM file_content WHERE tenant = ?'
const nameText = 'UPDATE file SET named = 1 WHERE tenant = ? AND id = ?'
const hangText = `INSERT INTO record_file (tenant, record, file, place, at, actor)
  SELECT f.tenant, CAST(? AS bigint), f.no, CAST(? AS text), CAST(? AS bigint), CAST(? AS text) FROM file f WHERE f.tenant = ? AND f.id = ?
  ON CONFLICT (tenant, record, file, place) DO UPDATE SET removed_at = NULL`
const attachedText = `SELECT ${columns}, l.at, l.actor, l.removed_at FROM record_file l JOIN file f ON f.tenant = l.tenant AND f.no = l.file
  WHERE l.tenant = ? AND l.record = ? AND l.place = 'attachment'`
const takeOffText = `UPDATE record_file SET removed_at = ? WHERE tenant = ? AND record = ? AND place = 'attachment' AND removed_at IS NULL
  AND file = (SELECT no FROM file WHERE tenant = ? AND id = ?)`

export interface NewFile {
  readonly id: string
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly at: number
  readonly by: string
}

/** Files that this actor may see; of others nobody learns whether they are there. */
export async function visibleFiles(db: Db, tenant: number, actor: string, ids: readonly string[]): Promise<FileRow[]> {
  const found: FileRow[] = []
  for (let at = 0; at < ids.length; at += mostInOne) {
    const few = ids.slice(at, at + mostInOne)
    // Lists come in a few lengths only, filled up by repetition, so that few texts are prepared.
    const length = 2 ** Math.ceil(Math.log2(few.length))
    const filled = Array.from({ length }, (_, i) => few[Math.min(i, few.length - 1)] as Binding)
    const text = `${visibleText} (${filled.map(() => '?').join(', ')})`
    found.push(...(await db.all<Columns>(text, [tenant, actor, ...filled])).map(fileOf))
  }
  return found
}

const mostInOne = 256

/** From here to the end of the transaction nobody else puts these bytes on the disk or takes them away. */
export async function holdContent(
  tx: Db,
  tenant: number,
  content: { readonly sha256: string; readonly size: number; readonly at: number },
): Promise<void> {
  await tx.run(contentText, [tenant, content.sha256, content.size, content.at])
}

export async function insertFile(tx: Db, tenant: number, file: NewFile): Promise<void> {
  await tx.run(insertText, [tenant, file.id, file.sha256, file.name, file.size, file.type, file.at, file.by])
}

/** False when it has one already. */
export async function setPreview(tx: Db, tenant: number, no: number, sha256: string): Promise<boolean> {
  return (await tx.run(previewText, [sha256, tenant, no])).changes === 1
}

/** What all contents of a tenant take, each counted once. */
export async function usedStorage(
  db: Db,
  tenant: number,
): Promise<{ readonly bytes: number; readonly contents: number }> {
  const row = await db.get<{ bytes: number | string; contents: number | string }>(usedText, [tenant])
  return { bytes: Number(row?.bytes ?? 0), contents: Number(row?.contents ?? 0) }
}

type FilePlace = 'field' | 'attachment'

export interface Hanging {
  readonly record: number
  readonly file: string
  readonly place: FilePlace
  readonly at: number
  readonly by: string
}

/** False when the file is not there any more. Held to the end of the transaction, so that it is not swept away meanwhile. */
export async function hangFile(tx: Db, tenant: number, { record, file, place, at, by }: Hanging): Promise<boolean> {
  if ((await tx.run(nameText, [tenant, file])).changes === 0) return false
  await tx.run(hangText, [record, place, at, by, tenant, file])
  return true
}

export interface AttachmentRow extends FileRow {
  readonly at: number
  readonly by: string | null
  /** Taken off: it can be hung up again for a while. */
  readonly removed: boolean
}

type AttachmentColumns = Columns & {
  readonly at: number
  readonly actor: string | null
  readonly removed_at: number | null
}

/** What lies beside the fields of a record, in the order in which it came. */
export async function attachmentsOf(db: Db, tenant: number, record: number): Promise<AttachmentRow[]> {
  const rows = await db.all<AttachmentColumns>(`${attachedText} AND l.removed_at IS NULL ORDER BY l.at, f.no`, [
    tenant,
    record,
  ])
  return rows.map(attachmentOf)
}

/** Also one that was taken off. */
export async function findAttachment(
  db: Db,
  tenant: number,
  record: number,
  file: string,
): Promise<AttachmentRow | undefined> {
  const row = await db.get<AttachmentColumns>(`${attachedText} AND f.id = ?`, [tenant, record, file])
  return row && attachmentOf(row)
}

export async function takeOff(tx: Db, tenant: number, record: number, file: string, at: number): Promise<boolean> {
  return (await tx.run(takeOffText, [at, tenant, record, tenant, file])).changes === 1
}

function fileOf(row: Columns): FileRow {
  const { created_at, created_by, size, no, id, sha256, preview, name, type } = row
  return {
    no,
    id,
    sha256,
    preview,
    name,
    size: Number(size),
    type,
    createdAt: Number(created_at),
    createdBy: created_by,
  }
}

function attachmentOf(row: AttachmentColumns): AttachmentRow {
  return { ...fileOf(row), at: Number(row.at), by: row.actor, removed: row.removed_at !== null }
}
