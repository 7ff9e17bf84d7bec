// How a receiver knows that a request is ours: the signature of the Standard Webhooks convention.
import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

export function newSecret(): string {
  return prefix + randomBytes(32).toString('base64')
}

export interface Signed {
  /** The same for every repetition. */
  readonly id: string
  /** Seconds. */
  readonly timestamp: number
  readonly body: string
}

/** One signature per secret, the newest first: while a secret is being replaced the receiver may know either. */
export function signatureHeaders({ id, timestamp, body }: Signed, secrets: readonly string[]) {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}
