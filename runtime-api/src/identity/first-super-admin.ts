// On the first boot there must be somebody who may do everything: a user with a random password that must be changed.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Runtime } from '../runtime.ts'
import { hashPassword } from './password-hash.ts'
import { anySuperAdmin, insertSuperAdmin } from './user-table.ts'

export interface OneTimeCredentials {
  readonly email: string
  readonly password: string
}

/** The credentials, to be shown once; undefined when there is a super admin already. */
export async function ensureSuperAdmin(runtime: Runtime): Promise<OneTimeCredentials | undefined> {
  if (await anySuperAdmin(runtime.control.read)) return undefined
  const email = addressOf(runtime.config.supportEmail) ?? 'admin@molde.local'
  const password = randomBytes(18).toString('base64url')
  const passwordHash = await hashPassword(password)
  const at = new Date(runtime.now()).toISOString()
  const made = await runtime.control.inTransaction(async (tx) => {
    // Two processes of one database may start at once; the address is unique, so one of them makes it.
    if (await anySuperAdmin(tx)) return false
    await insertSuperAdmin(tx, { id: randomUUID(), name: 'Super admin', email, passwordHash, at })
    return true
  })
  return made ? { email, password } : undefined
}

/** `Molde <help@example.org>` → `help@example.org`. */
function addressOf(mailbox: string | undefined): string | undefined {
  return mailbox?.match(/<([^>]+)>$/)?.[1] ?? mailbox
}
