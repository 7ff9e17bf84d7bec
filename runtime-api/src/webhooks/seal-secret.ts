// How the secrets of webhooks are kept: whoever reads the database alone cannot sign in our name.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Scope } from '../runtime.ts'

/** Bound to its tenant: put into another one's row it does not open. */
export function sealSecret(scope: Pick<Scope, 'runtime' | 'tenant'>, secret: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(scope), iv).setAAD(boundTo(scope))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Undefined when it was sealed under another master key. */
export function openSecret(scope: Pick<Scope, 'runtime' | 'tenant'>, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(scope), bytes.subarray(0, 12)).setAAD(boundTo(scope))
    cipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function keyOf({ runtime }: Pick<Scope, 'runtime'>): Buffer {
  return Buffer.from(hkdfSync('sha256', runtime.config.secret, '', 'molde webhook secrets', 32))
}

function boundTo({ tenant }: Pick<Scope, 'tenant'>): Buffer {
  return Buffer.from(tenant.id)
}
