// The keys with which programs reach a tenant. A key never leaves its tenant and never grants more than its maker holds.
import { pageBody, pageParameters, readPage } from '../http/keyset-page.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, nameSchema, roleSchema, timeSchema } from '../http/wire-schemas.ts'
import type { Role } from '../tenants/read-tenants.ts'
import { createApiKey } from './create-api-key.ts'
import { type ApiKeyRow, readApiKeys } from './read-api-keys.ts'
import { revokeApiKey } from './revoke-api-key.ts'

const path = '/api/v1/tenants/{t}/api-keys'
const tag = 'API keys'

const shown = {
  id: { type: 'string' },
  name: { type: 'string' },
  role: roleSchema,
  prefix: { type: 'string' },
  createdAt: timeSchema,
  createdBy: { type: ['string', 'null'] },
  lastUsedAt: { type: ['string', 'null'], format: 'date-time' },
}
const apiKeySchema: JsonSchema = { title: 'ApiKey', type: 'object', properties: shown }
const newApiKeySchema: JsonSchema = {
  title: 'NewApiKey',
  type: 'object',
  properties: { ...shown, key: { type: 'string', description: 'The key itself, answered this once' } },
}

export const apiKeyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'The keys of the tenant, without their texts',
    query: pageParameters,
    answer: { status: 200, schema: listOf(apiKeySchema) },
    async run({ scope, query }) {
      const page = readPage(query)
      const rows = await readApiKeys(scope, { ...page, limit: page.limit + 1 })
      return { status: 200, body: pageBody(page, rows, wireKey, (row) => [row.createdAt, row.id]) }
    },
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    effects: 'control',
    tag,
    summary: 'A new key; its text is answered once',
    secretAnswer: true,
    body: {
      type: 'object',
      required: ['name', 'role'],
      properties: { name: nameSchema, role: roleSchema },
      additionalProperties: false,
    },
    answer: { status: 201, schema: newApiKeySchema },
    async run({ scope, body }) {
      const made = await createApiKey(scope, body as { name: string; role: Role })
      return { status: 201, body: { ...wireKey(made), key: made.key }, headers: { 'Cache-Control': 'no-store' } }
    },
  }),
  route({
    method: 'delete',
    path: `${path}/{id}`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Ends a key at once',
    answer: { status: 204 },
    async run({ scope, params }) {
      await revokeApiKey(scope, params.id ?? '')
      return { status: 204 }
    },
  }),
]

function wireKey(row: ApiKeyRow) {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    prefix: row.prefix,
    createdAt: new Date(row.createdAt).toISOString(),
    createdBy: row.createdBy,
    lastUsedAt: row.lastUsedAt === null ? null : new Date(row.lastUsedAt).toISOString(),
  }
}
