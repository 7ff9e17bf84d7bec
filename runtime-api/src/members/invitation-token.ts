// What the mail of an invitation holds and nobody else knows: whoever has it reads the mails of that address.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Runtime } from '../runtime.ts'
import type { InvitationRow } from './member-table.ts'

type Invited = Pick<InvitationRow, 'id' | 'email' | 'expiresAt'>

/**
 * 43 characters. It is worked out and not stored, so that no copy of the database tells it; owners see the id of an invitation,
 * which proves nothing. It ends with the invitation: taken up, declined, withdrawn, run out, or sent anew under another id.
 */
export function invitationToken({ config }: Runtime, { id, email, expiresAt }: Invited): string {
  const secret = Buffer.from(hkdfSync('sha256', config.secret, '', 'molde/invitation', 32))
  return createHmac('sha256', secret)
    .update(JSON.stringify([id, email, expiresAt]))
    .digest('base64url')
}

export function isInvitationToken(runtime: Runtime, invitation: Invited, given: string): boolean {
  const right = Buffer.from(invitationToken(runtime, invitation))
  const sent = Buffer.from(given)
  return right.length === sent.length && timingSafeEqual(right, sent)
}
