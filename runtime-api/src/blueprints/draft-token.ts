// The token that a preview gives and publishing needs: it says what was looked at, and cannot be made by anybody else.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Json } from '@molde/engine'
import { canonicalJson } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { Scope } from '../runtime.ts'

const lifetimeMs = 60 * 60_000

/** `bound` is everything that must not have changed when it is published; it holds no record contents. */
export function draftToken(scope: Scope, bound: Json): string {
  const expires = scope.runtime.now() + lifetimeMs
  return `${expires.toString(36)}.${sign(scope, bound, expires)}`
}

export function refuseStaleToken(scope: Scope, bound: Json, token: string): void {
  const [time = '', signature = ''] = token.split('.')
  const expires = Number.parseInt(time, 36)
  const expected = Buffer.from(sign(scope, bound, expires))
  const given = Buffer.from(signature)
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
  if (!isOurs || expires < scope.runtime.now()) throw new ApiError('stale-token')
}

function sign(scope: Scope, bound: Json, expires: number): string {
  const text = canonicalJson([scope.tenant.id, expires, bound] as Json)
  return createHmac('sha256', scope.runtime.config.secret).update(`draft-token ${text}`).digest('base64url')
}
