// Tenants: what everything else is inside of.
import type { Language } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { pageBody, pageParameters, readPage } from '../http/keyset-page.ts'
import { etagOf, expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { languageSchema, listOf, nameSchema, roleSchema, timeSchema } from '../http/wire-schemas.ts'
import { listTemplates, templateNames } from '../modules/templates.ts'
import { slugPattern } from './check-tenant.ts'
import { createTenant, type NewTenant } from './create-tenant.ts'
import { deleteTenant } from './delete-tenant.ts'
import { countTenants, type Role, readTenant, readTenants, type TenantRow, weekStarts } from './read-tenants.ts'
import { type TenantChange, updateTenant } from './update-tenant.ts'
import { usualCurrency } from './usual-currency.ts'

const tag = 'Tenants'
const one = '/api/v1/tenants/{t}'

const members = {
  name: nameSchema,
  slug: {
    type: 'string',
    minLength: 2,
    maxLength: 40,
    pattern: slugPattern,
    description: 'small letters, digits and single hyphens, a letter first',
  },
  timezone: { type: 'string', minLength: 1, maxLength: 64, description: 'IANA zone, such as America/Sao_Paulo' },
  language: languageSchema,
  languages: {
    type: 'array',
    minItems: 1,
    items: languageSchema,
    description:
      'Those in which the tenant has words of its own, such as labels of fields. `language` is one of them, and what is read where words in another one are missing',
  },
  currency: {
    type: 'string',
    maxLength: 10,
    description: 'ISO 4217, such as EUR: what a new amount of money begins with',
  },
  weekStart: {
    type: ['string', 'null'],
    enum: [...weekStarts, null],
    description:
      'The day on which a week begins in every calendar of the tenant; null: as is usual where the language of the reader is spoken',
  },
} satisfies { [name: string]: JsonSchema }

const tenantSchema: JsonSchema = {
  title: 'Tenant',
  type: 'object',
  properties: { id: { type: 'string' }, ...members, role: roleSchema, rev: { type: 'integer' }, createdAt: timeSchema },
}
const labelSchema: JsonSchema = {
  anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }],
}

export const tenantRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/templates',
    actor: 'anyone',
    tag,
    summary: 'What a new tenant can start from',
    answer: {
      status: 200,
      schema: listOf({
        type: 'object',
        properties: {
          name: { type: 'string' },
          label: labelSchema,
          description: labelSchema,
          icon: { type: 'string' },
          kinds: {
            type: 'array',
            description: 'The kinds of record in it: what people fill in, and the steps of the flow in their order',
            items: {
              type: 'object',
              properties: {
                label: labelSchema,
                fields: { type: 'array', items: labelSchema },
                steps: { type: 'array', items: labelSchema },
              },
            },
          },
        },
      }),
    },
    run: async () => ({ status: 200, body: { items: listTemplates(), next: null } }),
  }),
  route({
    method: 'get',
    path: '/api/v1/tenants',
    actor: 'user',
    tag,
    summary: 'The tenants you belong to',
    query: pageParameters,
    answer: { status: 200, schema: listOf(tenantSchema) },
    async run({ runtime, user, query }) {
      const page = readPage(query)
      const rows = await readTenants(runtime, user.id, { ...page, limit: page.limit + 1 })
      const body = pageBody(
        page,
        rows,
        (row) => wireTenant(row.tenant, row.role),
        ({ tenant }) => [tenant.createdAt, tenant.id],
      )
      return { status: 200, body: { ...body, count: { value: await countTenants(runtime, user.id), capped: false } } }
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/tenants',
    actor: 'user',
    tag,
    summary: 'A new tenant; you become its owner',
    body: {
      type: 'object',
      required: ['name', 'slug'],
      properties: {
        ...members,
        timezone: { ...members.timezone, default: 'UTC' },
        language: { ...languageSchema, default: 'en' },
        currency: { ...members.currency, description: 'ISO 4217; without it that of the country of the time zone' },
        template: { type: 'string', maxLength: 100, description: 'A name of GET /api/v1/templates' },
      },
      additionalProperties: false,
    },
    answer: { status: 201, schema: tenantSchema },
    refusals: ['name-taken'],
    async run({ runtime, user, body, language }) {
      const asked = { timezone: 'UTC', language, ...(body as Partial<NewTenant>) } as NewTenant
      const tenant = await createTenant(runtime, asked, user, templateNames())
      const headers = { Location: `/api/v1/tenants/${tenant.slug}`, ETag: etagOf(tenant.rev, 1) }
      return { status: 201, body: wireTenant(tenant, 'owner'), headers }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'A tenant',
    answer: { status: 200, schema: tenantSchema },
    async run({ scope }) {
      const tenant = await readTenant(scope.runtime, scope.tenant.no)
      if (!tenant) throw new ApiError('not-found')
      return {
        status: 200,
        body: wireTenant(tenant, roleOf(scope.actor.roles)),
        headers: { ETag: etagOf(tenant.rev, 1) },
      }
    },
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Changes name, slug, zone, languages, currency or the first day of the week',
    headers: { 'If-Match': 'Refuses with 412 when the tenant was changed since' },
    body: { type: 'object', properties: members, additionalProperties: false },
    answer: { status: 200, schema: tenantSchema },
    refusals: ['name-taken', 'stale-rev'],
    async run(call) {
      const role = roleOf(call.scope.actor.roles)
      const show = (row: TenantRow) => wireTenant(row, role)
      const tenant = await updateTenant(call.scope, call.body as TenantChange, expectedRev(call), show)
      return { status: 200, body: show(tenant), headers: { ETag: etagOf(tenant.rev, 1) } }
    },
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Closes a tenant for everybody',
    description: 'At once nobody, person or key, enters it. The data stays with the operator until it is purged.',
    answer: { status: 204 },
    async run({ scope }) {
      await deleteTenant(scope)
      return { status: 204 }
    },
  }),
]

function wireTenant(tenant: TenantRow, role: Role) {
  return {
    id: tenant.id,
    slug: tenant.slug,
    name: tenant.name,
    timezone: tenant.timezone,
    language: tenant.language satisfies Language,
    languages: tenant.languages,
    currency: tenant.currency ?? usualCurrency(tenant.timezone, tenant.language),
    weekStart: tenant.weekStart,
    role,
    rev: tenant.rev,
    createdAt: new Date(tenant.createdAt).toISOString(),
  }
}

function roleOf(roles: readonly string[]): Role {
  return roles.includes('owner') ? 'owner' : 'member'
}
