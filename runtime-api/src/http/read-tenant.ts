// Which tenant does the path name, and may this sender enter it? A foreign one is 404, like one that does not exist.
import type { Language } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { Actor, Runtime, Scope, Tenant } from '../runtime.ts'
import { whileUnchanged } from '../store/while-unchanged.ts'
import { findTenantOfMember } from '../tenants/tenant-table.ts'
import type { Sender } from './read-actor.ts'

export async function readScope(runtime: Runtime, sender: Sender, name: string, language: Language): Promise<Scope> {
  const entered = sender.kind === 'key' ? enterByKey(sender, name) : await enterAsMember(runtime, sender, name)
  if (!entered) throw new ApiError('not-found')
  return { runtime, language, ...entered, store: await runtime.tenants.open(entered.tenant.no) }
}

type Entered = { readonly tenant: Tenant; readonly actor: Actor } | undefined

async function enterAsMember(runtime: Runtime, { user }: Sender & { kind: 'user' }, name: string): Promise<Entered> {
  const found = await whileUnchanged(runtime.control, `member ${user.id} ${name}`, (db) =>
    findTenantOfMember(db, name, user.id),
  )
  return (
    found && { tenant: found.tenant, actor: { kind: 'member', id: user.id, roles: [found.role], email: user.email } }
  )
}

function enterByKey({ key, tenant }: Sender & { kind: 'key' }, name: string): Entered {
  if (!tenant || (tenant.slug !== name && tenant.id !== name)) return undefined
  return { tenant, actor: { kind: 'key', id: key.id, roles: [key.role] } }
}
