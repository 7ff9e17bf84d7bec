// Which mails do sign-up and reset send? Always to the stored address, with links only from PUBLIC_URL.
import type { Language } from '@molde/engine'
import { handOver } from '../mail/hand-over.ts'
import { sayMail } from '../mail/mail-templates.ts'
import type { Runtime } from '../runtime.ts'
import { findUser } from './user-table.ts'

interface Addressee {
  readonly id: string
  readonly name: string
  readonly email: string
}

export interface IdentityMails {
  verify(user: Addressee, token: string): Promise<void>
  reset(user: Addressee, token: string): Promise<void>
  /** Somebody signed up with an address that has an account: told to its owner, never to who asked. */
  knownAddress(user: Addressee): Promise<void>
}

export function identityMails(runtime: Runtime): IdentityMails {
  const publicUrl = runtime.config.publicUrl ?? ''
  const post = async (user: Addressee, kind: 'verify' | 'reset' | 'known-address', link: string) => {
    const language: Language = (await findUser(runtime.control.read, user.id))?.language ?? 'en'
    const said = sayMail(kind, language, { name: user.name, link, support: runtime.config.supportEmail })
    await handOver(runtime, { to: user.email, ...said })
  }
  return {
    verify: (user, token) =>
      post(
        user,
        'verify',
        `${publicUrl}/api/auth/verify-email?token=${encodeURIComponent(token)}&callbackURL=%2Fverified`,
      ),
    reset: (user, token) =>
      post(
        user,
        'reset',
        `${publicUrl}/api/auth/reset-password/${encodeURIComponent(token)}?callbackURL=%2Freset-password`,
      ),
    knownAddress: (user) => post(user, 'known-address', `${publicUrl}/`),
  }
}
