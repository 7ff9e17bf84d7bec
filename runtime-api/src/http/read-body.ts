// The bytes of a request → JSON that is safe to hand on: bounded, well-formed, without names that reach into prototypes.
import type { IncomingMessage } from 'node:http'
import { type Issue, issue } from '@molde/engine'
import { ApiError } from '../errors.ts'

const usualBodyLimit = 1024 * 1024
const deepest = 64
/** A megabyte in this time is what any line does. */
const patienceMs = 60_000
const loneSurrogate = /\p{Surrogate}/u
const jsonType = /^application\/(?:json|merge-patch\+json)\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** The body as JSON, or undefined when there is none. */
export async function readJsonBody(request: IncomingMessage, limit = usualBodyLimit): Promise<unknown> {
  if (!hasBody(request)) return undefined
  refuseOtherTypes(request)
  const bytes = await readBytes(request, limit)
  return bytes.length === 0 ? undefined : parseJson(bytes)
}

export function hasBody(request: IncomingMessage): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true
  return Number(request.headers['content-length'] ?? 0) > 0
}

function refuseOtherTypes(request: IncomingMessage): void {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new ApiError('unsupported-media-type', {
      detail: 'Content-Encoding is not supported',
      headers: { 'Accept-Encoding': 'identity' },
    })
  }
  if (!jsonType.test(request.headers['content-type'] ?? '')) {
    throw new ApiError('unsupported-media-type', { headers: { Accept: 'application/json' } })
  }
}

/** Refuses by the announced length first; what is announced as less than it is, is refused while it comes. */
async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new ApiError('body-too-large', { detail: `At most ${limit} bytes`, headers: { Connection: 'close' } })
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const pieces: Buffer[] = []
  let length = 0
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      request.removeAllListeners('data')
      request.resume()
      reject(new ApiError('bad-request', { detail: 'The body came too slowly', headers: { Connection: 'close' } }))
    }, patienceMs)
    request.once('close', () => clearTimeout(late))
    request.on('data', (piece: Buffer) => {
      length += piece.length
      if (length > limit) {
        request.removeAllListeners('data')
        request.resume()
        reject(tooLarge())
      } else pieces.push(piece)
    })
    request.on('end', () => {
      clearTimeout(late)
      resolve(Buffer.concat(pieces))
    })
    request.on('aborted', () => reject(new ApiError('bad-request', { detail: 'The body ended too early' })))
    request.on('error', (cause) => reject(new ApiError('bad-request', { cause })))
  })
}

export function parseJson(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ApiError('malformed-json', { detail: 'The body is not UTF-8' })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (failed) {
    throw new ApiError('malformed-json', { detail: placeOf(failed as Error, text) })
  }
  const wrong = firstUnsafePlace(value)
  if (wrong) throw new ApiError(wrong.code === 'unstorable-text' ? 'invalid' : 'bad-request', { issues: [wrong] })
  return value
}

/** Line and column only: the parser's own message quotes the body. */
function placeOf(failed: Error, text: string): string {
  const position = /position (\d+)/.exec(failed.message)?.[1]
  if (position === undefined) return 'The text ends too early or starts wrong'
  const before = text.slice(0, Number(position))
  const line = before.split('\n').length
  return `line ${line}, column ${before.length - before.lastIndexOf('\n')}`
}

/** Walks without recursion, so that no nesting can exhaust the stack. */
function firstUnsafePlace(root: unknown): Issue | undefined {
  const open: { value: unknown; path: readonly (string | number)[] }[] = [{ value: root, path: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && !isStorable(value))
      return issue(path, 'unstorable-text', { label: path.at(-1) ?? '/' })
    if (typeof value !== 'object' || value === null) continue
    if (path.length >= deepest) return issue(path.slice(0, 8), 'too-deep', { limit: deepest })
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__') return issue(path, 'forbidden-name', { name: key })
      if (!isStorable(key)) return issue(path, 'unstorable-text', { label: key.replaceAll('\0', '') })
      if (typeof inner === 'string' ? !isStorable(inner) : typeof inner === 'object') {
        open.push({ value: inner, path: [...path, Array.isArray(value) ? Number(key) : key] })
      }
    }
  }
  return undefined
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair; both databases refuse alike. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !loneSurrogate.test(text)
}
