// An answer as data → bytes on the wire.
import { once } from 'node:events'
import type { Request, Response } from 'express'
import { compress, compressLong } from './compress.ts'
import { jsonText } from './json-text.ts'
import { isHeld } from './preconditions.ts'
import type { Answer } from './route.ts'

export async function writeAnswer(request: Request, response: Response, answer: Answer): Promise<void> {
  const { status, headers = {}, body, stream } = answer
  for (const [name, value] of Object.entries(headers)) response.set(name, value as string | string[])
  response.vary('Accept-Encoding')
  const etag = response.get('ETag')
  // What is somebody's own may rest in their browser, but is asked for again each time.
  if (response.get('Cache-Control') === undefined)
    response.set('Cache-Control', etag ? 'private, no-cache' : 'no-store')
  if (request.method === 'GET' && status === 200 && isHeld(request.get('if-none-match'), etag)) {
    response.status(304).end()
    return
  }
  response.status(status)
  if (stream) {
    compress(request, response, () => undefined)
    return writeStream(response, stream)
  }
  if (body === undefined) {
    response.end()
    return
  }
  if (response.get('Content-Type') === undefined) response.set('Content-Type', 'application/json; charset=utf-8')
  const text = typeof body === 'string' && !response.get('Content-Type')?.includes('json') ? body : jsonText(body)
  const bytes = Buffer.from(text)
  compressLong(request, response, bytes.length)
  response.set('Content-Length', `${bytes.length}`)
  response.end(bytes)
}

/** Waits whenever the reader is slower than we are; ends the source when the reader leaves. */
async function writeStream(response: Response, stream: AsyncIterable<string | Uint8Array>): Promise<void> {
  response.flushHeaders()
  const left = once(response, 'close').catch(() => undefined)
  for await (const piece of stream) {
    if (response.destroyed || response.writableEnded) return
    if (!response.write(piece)) await Promise.race([once(response, 'drain').catch(() => undefined), left])
  }
  response.end()
}
