// Which answers travel compressed? Those that are long enough to gain from it, when the client takes it.
import compression from 'compression'
import type { Request, Response } from 'express'

const worthIt = 4_096

/** For answers of which the length is not known yet. */
export const compress = compression({ threshold: worthIt, filter: isCompressible })

/** A step around every response is paid by each, so answers of which the length is known take it only when it will matter. */
export function compressLong(request: Request, response: Response, bytes: number): void {
  if (bytes >= worthIt && request.headers['accept-encoding'] !== undefined) compress(request, response, () => undefined)
}

/** A stream of events must arrive piece by piece. */
function isCompressible(request: Request, response: Response): boolean {
  return (
    !String(response.getHeader('Content-Type')).startsWith('text/event-stream') && compression.filter(request, response)
  )
}
