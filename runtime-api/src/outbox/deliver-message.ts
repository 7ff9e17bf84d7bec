// A message of a flow to people: in the program, in the transaction that ends it; by mail, one delivery per person.
import type { Json, Language } from '@molde/engine'
import { findUser } from '../identity/user-table.ts'
import { sayNote } from '../mail/mail-templates.ts'
import { membersAmong, membersWithRole } from '../members/member-table.ts'
import { newId } from '../new-id.ts'
import { insertNotification } from '../notifications/notification-table.ts'
import { tell } from '../notifications/told.ts'
import { titlesOf } from '../records/titles-of.ts'
import type { Scope } from '../runtime.ts'
import type { Db } from '../store/store.ts'
import type { Role } from '../tenants/tenant-table.ts'
import { type DeliveryRow, insertDeliveries } from './delivery-table.ts'
import { type MessagePayload, triedForMs } from './write-effects.ts'

/** Who is meant now: whoever has left in the meantime is not told. Asked outside of a transaction. */
export async function addressees(scope: Scope, { to }: MessagePayload): Promise<readonly string[]> {
  const { control } = scope.runtime
  if ('members' in to) return [...(await membersAmong(control.read, scope.tenant.no, to.members))]
  const found = await Promise.all(to.roles.map((role) => membersWithRole(control.read, scope.tenant.no, role as Role)))
  return [...new Set(found.flat())]
}

/** In the transaction that ends the delivery, so that nobody is told twice. */
export async function tellInside(
  tx: Db,
  scope: Scope,
  row: DeliveryRow,
  to: readonly string[],
  blueprint: number | undefined,
): Promise<void> {
  const at = scope.runtime.now()
  const { said } = row.payload as unknown as MessagePayload
  const about = {
    ...(blueprint === undefined ? {} : { blueprint }),
    ...(row.record === null ? {} : { record: row.record }),
    ...{ kind: 'flow' as const, said, actor: 'system', actorKind: 'system', at },
  }
  for (const member of to) await insertNotification(tx, scope.tenant.no, { ...about, id: newId(at), member })
  tell(tx, to)
}

/** A mail to several people is several mails, each with its own fate. */
export async function spreadMail(tx: Db, scope: Scope, row: DeliveryRow, to: readonly string[]): Promise<void> {
  const at = scope.runtime.now()
  const { id: _, no: __, ...rest } = row
  const rows = to.map((target) => {
    const key = `${row.key}:${target}`
    return { ...rest, id: newId(at), key, target, at, expiresAt: at + triedForMs }
  })
  await insertDeliveries(tx, scope.tenant.no, rows)
}

/** To the member that is its target, in their language. Throws when the mail cannot be handed over. */
export async function mailOne(scope: Scope, row: DeliveryRow): Promise<'sent' | 'left'> {
  const { runtime, tenant } = scope
  const member = row.target ?? ''
  const isMember = (await membersAmong(runtime.control.read, tenant.no, [member])).has(member)
  const user = isMember ? await findUser(runtime.control.read, member) : undefined
  if (!user) return 'left'
  const language: Language = user.language ?? tenant.language
  const { subject, said } = row.payload as unknown as MessagePayload
  const about = row.record === null ? undefined : (await titlesOf({ ...scope, language }, [row.record])).get(row.record)
  const link = about && `${runtime.config.publicUrl ?? ''}/t/${tenant.slug}/records/${about.blueprint}/${about.id}`
  const letter = sayNote(language, {
    subject: subject?.[language] || about?.title || tenant.name,
    text: said[language] ?? '',
    tenant: tenant.name,
    link,
    support: runtime.config.supportEmail,
  })
  await runtime.mail.send({ to: user.email, ...letter })
  runtime.metrics.count('mails_sent')
  return 'sent'
}

export function payloadOf(row: DeliveryRow): MessagePayload {
  return row.payload as Json as unknown as MessagePayload
}
