// Under which name is a file kept, and how does a name travel in headers? Never is it a path on the disk.
import { LONGEST_FILE_NAME } from '@molde/engine'
import { ApiError } from '../errors.ts'

/** Characters that change the order of letters make `exe.gpj` look like a picture. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** The last step of whatever path was sent, in NFC, without what cannot be seen; `file` when nothing is left. */
export function cleanName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? ''
  const name = last
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\p{Surrogate}/gu, '')
    .trim()
  return /^[.\s\p{DI}]*$/u.test(name) ? 'file' : shortened(name)
}

/** A long name keeps its ending. */
function shortened(name: string): string {
  if (name.length <= LONGEST_FILE_NAME) return name
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? ''
  return name.slice(0, LONGEST_FILE_NAME - ending.length).replace(/\p{Surrogate}$/u, '') + ending
}

/** `X-File-Name`, percent-encoded UTF-8, or the `filename*` or `filename` of a Content-Disposition. */
export function sentName(header: (name: string) => string | undefined): string {
  const own = header('x-file-name')
  if (own !== undefined) return cleanName(decoded(own, 'X-File-Name'))
  const disposition = header('content-disposition')?.slice(0, 4_096) ?? ''
  const extended = /(?:^|;)\s*filename\*\s*=\s*utf-8'[a-z-]{0,16}'([^\s;]+)/i.exec(disposition)?.[1]
  if (extended !== undefined) return cleanName(decoded(extended, 'Content-Disposition'))
  const plain = /(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(disposition)
  return cleanName((plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '').normalize())
}

function decoded(text: string, header: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ApiError('bad-header', { detail: `${header}: the name must be percent-encoded UTF-8` })
  }
}

/** RFC 6266: a plain name for old readers, the whole one for all others. */
export function dispositionOf(name: string, kind: 'inline' | 'attachment'): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`
}
