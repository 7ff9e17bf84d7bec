// The bytes of a file, all or a part, in a form in which a browser can do no harm with them.
import type { FileHandle } from 'node:fs/promises'
import { ApiError } from '../errors.ts'
import { isHeld } from '../http/preconditions.ts'
import type { Answer } from '../http/route.ts'
import type { Scope } from '../runtime.ts'
import { openContent } from './file-folder.ts'
import { dispositionOf } from './file-name.ts'
import { isDrawn } from './present-file.ts'
import { seeFile } from './see-file.ts'
import { sniffType } from './sniff-type.ts'

export interface Download {
  readonly id: string
  /** Never shown in the browser. */
  readonly asAttachment: boolean
  header(name: string): string | undefined
}

export async function downloadFile(scope: Scope, asked: Download): Promise<Answer> {
  const { sha256, type, name } = await seeFile(scope, asked.id)
  return answerBytes(scope, asked, { sha256, type, name })
}

/** The small picture, else the picture itself. */
export async function downloadPreview(scope: Scope, asked: Download): Promise<Answer> {
  const { sha256, preview, type, name } = await seeFile(scope, asked.id)
  if (preview !== null) return answerBytes(scope, asked, { sha256: preview, type: undefined, name })
  if (!isDrawn(type)) throw new ApiError('not-found')
  return answerBytes(scope, asked, { sha256, type, name })
}

interface Content {
  readonly sha256: string
  /** Undefined: looked at again. */
  readonly type: string | undefined
  readonly name: string
}

async function answerBytes(scope: Scope, asked: Download, { sha256, type, name }: Content): Promise<Answer> {
  const etag = `"${sha256}"`
  const known = { ETag: etag, 'Accept-Ranges': 'bytes', 'Cache-Control': 'private, no-cache, no-transform' }
  if (isHeld(asked.header('if-none-match'), etag)) return { status: 304, headers: known }
  const file = await openContent(scope.runtime, scope.tenant.no, sha256)
  if (!file) {
    scope.runtime.log.error({ file: asked.id, tenant: scope.tenant.no }, 'the bytes of a file are missing')
    throw new ApiError('not-found')
  }
  try {
    const { size } = await file.stat()
    const range = rangeOf(asked.header('range'), asked.header('if-range'), etag, size)
    const part = range ?? { from: 0, to: size - 1 }
    return {
      status: range ? 206 : 200,
      headers: {
        ...known,
        ...(await safetyOf(asked, file, { type, name })),
        'Content-Length': String(part.to - part.from + 1),
        ...(range && { 'Content-Range': `bytes ${part.from}-${part.to}/${size}` }),
      },
      stream: piecesOf(file, part),
    }
  } catch (failed) {
    await file.close()
    throw failed
  }
}

/** Shown are pictures and PDF; everything else is kept. Nothing in it runs, and its type is not guessed at again. */
async function safetyOf(asked: Download, file: FileHandle, { type, name }: Pick<Content, 'type' | 'name'>) {
  const said = type ?? sniffType(await headOf(file), '')
  const shown = !asked.asAttachment && (isDrawn(said) || said === 'application/pdf')
  return {
    'Content-Type': said.startsWith('text/') ? `${said}; charset=utf-8` : said,
    'Content-Disposition': dispositionOf(name, shown ? 'inline' : 'attachment'),
    // A browser's own reader of PDF does not work inside a sandbox; scripts of ours or others it never runs.
    'Content-Security-Policy': `default-src 'none'; frame-ancestors 'none'; ${shown && !isDrawn(said) ? "style-src 'unsafe-inline'; object-src 'self'" : 'sandbox'}`,
    'X-Content-Type-Options': 'nosniff',
  }
}

async function headOf(file: FileHandle): Promise<Uint8Array> {
  const head = new Uint8Array(64)
  const { bytesRead } = await file.read(head, 0, head.length, 0)
  return head.subarray(0, bytesRead)
}

interface Part {
  readonly from: number
  /** The last byte, included. */
  readonly to: number
}

/** One range of bytes as RFC 9110 means it. Several, or another unit, are answered with the whole; one beyond the end with 416. */
function rangeOf(range: string | undefined, ifRange: string | undefined, etag: string, size: number): Part | undefined {
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined
  const said = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/.exec(range)
  const [first, last] = [said?.[1] ?? '', said?.[2] ?? '']
  if (!said || (first === '' && last === '') || (first !== '' && last !== '' && Number(last) < Number(first)))
    return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (from > to) throw new ApiError('range-not-satisfiable', { headers: { 'Content-Range': `bytes */${size}` } })
  return { from, to }
}

async function* piecesOf(file: FileHandle, { from, to }: Part): AsyncGenerator<Uint8Array> {
  try {
    const piece = Buffer.allocUnsafe(65_536)
    for (let at = from; at <= to; ) {
      const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, to - at + 1), at)
      if (bytesRead === 0) return
      at += bytesRead
      // Copied, because the reader may still be at the last one.
      yield Buffer.from(piece.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
