// Makes a tenant; whoever makes it becomes its owner. With a template it starts with that module's definitions.
import { randomUUID } from 'node:crypto'
import { issue, type Language, refuseIf } from '@molde/engine'
import { ApiError } from '../errors.ts'
import type { SignedInUser } from '../http/route.ts'
import { insertMember } from '../members/member-table.ts'
import { applyTemplate } from '../modules/apply-template.ts'
import type { Runtime } from '../runtime.ts'
import { checkCurrency, checkLanguages, checkSlug, checkTimeZone, withOwnFirst } from './check-tenant.ts'
import { countTenants } from './read-tenants.ts'
import { insertTenant, markTenantDeleted, type TenantRow, type WeekStart } from './tenant-table.ts'
import { usualCurrency } from './usual-currency.ts'

export interface NewTenant {
  readonly name: string
  readonly slug: string
  readonly timezone: string
  readonly language: Language
  /** Left out: `language` alone. */
  readonly languages?: readonly Language[]
  /** Left out: the one of the zone's country. */
  readonly currency?: string
  /** Left out: as is usual where the reader's language is spoken. */
  readonly weekStart?: WeekStart | null
  readonly template?: string
}

/** More than this a person hardly needs, and each costs a file. */
const mostPerUser = 1000

export async function createTenant(
  runtime: Runtime,
  asked: NewTenant,
  by: SignedInUser,
  templates: ReadonlySet<string>,
): Promise<TenantRow> {
  const unknownTemplate = asked.template !== undefined && !templates.has(asked.template)
  refuseIf([
    ...checkSlug(asked.slug),
    ...checkTimeZone(asked.timezone),
    ...(asked.currency === undefined ? [] : checkCurrency(asked.currency)),
    ...(asked.languages === undefined ? [] : checkLanguages(asked.languages, asked.language)),
    ...(unknownTemplate ? [issue(['template'], 'unknown-template', { name: asked.template ?? '' })] : []),
  ])
  if ((await countTenants(runtime, by.id)) >= mostPerUser)
    throw new ApiError('forbidden', { detail: `At most ${mostPerUser} tenants` })
  const tenant = await runtime.control.inTransaction(async (tx) => {
    const at = runtime.now()
    const currency = asked.currency ?? usualCurrency(asked.timezone, asked.language)
    const { weekStart = null } = asked
    const languages = withOwnFirst(asked.languages ?? [], asked.language)
    const inserted = await insertTenant(tx, { id: randomUUID(), ...asked, languages, currency, weekStart, at })
    if (!inserted)
      throw new ApiError('name-taken', {
        detail: { en: 'The slug is taken', 'pt-BR': 'O slug já está em uso', ru: 'Этот адрес уже занят' },
      })
    await insertMember(tx, inserted.no, by.id, 'owner', at)
    return inserted
  })
  try {
    const store = await runtime.tenants.open(tenant.no)
    if (asked.template !== undefined) {
      const actor = { kind: 'member', id: by.id, roles: ['owner'], email: by.email } as const
      await applyTemplate({ runtime, tenant, store, actor, language: asked.language }, asked.template)
    }
  } catch (failed) {
    // Nobody gets half a tenant: the name is free again and the next attempt starts afresh.
    await runtime.control.inTransaction((tx) => markTenantDeleted(tx, tenant.no, tenant.id, runtime.now()))
    throw failed
  }
  return tenant
}
