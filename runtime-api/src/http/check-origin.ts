// Could another site have made this browser send the request? (CSRF)
import type { Request } from 'express'
import type { Config } from '../config.ts'
import { ApiError } from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Every browser names the origin of an unsafe request; a request that names none comes from a program, which cannot be
 * tricked this way. So: a named origin must be ours, and without one the fetch metadata must not speak of another site.
 */
export function refuseOtherSites(config: Config, request: Request): void {
  if (safe.has(request.method)) return
  const origin = request.get('origin')
  if (origin !== undefined) {
    if (!ownOrigins(config).has(origin)) throw new ApiError('cross-site')
    return
  }
  const site = request.get('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ApiError('cross-site')
}

/** PUBLIC_URL; on a machine of one's own also its other names at the same port. Never taken from the request. */
function ownOrigins(config: Config): ReadonlySet<string> {
  const origin = config.publicUrl ?? ''
  if (config.stage === 'production' || !URL.canParse(origin)) return new Set([origin])
  const { protocol, hostname, port } = new URL(origin)
  const local = ['127.0.0.1', 'localhost', '[::1]']
  if (!local.includes(hostname)) return new Set([origin])
  return new Set(local.map((name) => `${protocol}//${name}${port === '' ? '' : `:${port}`}`))
}
