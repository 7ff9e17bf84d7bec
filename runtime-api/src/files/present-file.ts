// How is a file said on the wire, and which kinds does a browser show instead of keeping them?
import { fileKinds } from '@molde/engine'
import { wireTime } from '../records/wire-time.ts'
import type { AttachmentRow, FileRow } from './file-table.ts'

const drawn: ReadonlySet<string> = new Set(fileKinds.image)

/** A picture that runs nothing. SVG is none: it is a document with scripts. */
export function isDrawn(type: string): boolean {
  return drawn.has(type)
}

export function presentFile(file: FileRow) {
  const { id, name, size, type, createdAt, createdBy } = file
  return { id, name, size, type, preview: file.preview !== null, createdAt: wireTime(createdAt), createdBy }
}

export function presentAttachment(row: AttachmentRow) {
  const { id, name, size, type, at, by } = row
  return { id, name, size, type, preview: row.preview !== null, at: wireTime(at), by }
}
