// Which version of a blueprint a client speaks: the pins of keys, and who spoke which version when.
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listClients, type PinWish, pinVersions, readPins } from './pin-versions.ts'

const keyVersions = '/api/v1/tenants/{t}/api-keys/{id}/versions'
const pinsSchema: JsonSchema = {
  title: 'PinnedVersions',
  type: 'object',
  properties: { versions: { type: 'object', additionalProperties: { type: 'integer' } } },
}

export const spokenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: keyVersions,
    actor: 'tenant',
    role: 'owner',
    tag: 'API keys',
    summary: 'The versions of blueprints that the key speaks unless a request says another',
    answer: { status: 200, schema: pinsSchema },
    run: async ({ scope, params }) => ({ status: 200, body: { versions: await readPins(scope, params['id'] ?? '') } }),
  }),
  route({
    method: 'put',
    path: keyVersions,
    actor: 'tenant',
    role: 'owner',
    tag: 'API keys',
    summary: 'Keep the key on versions: what it reads and writes stays as it was written for',
    description: 'By name of blueprint. Null lets it follow the newest again; what is not named stays as it is.',
    body: {
      type: 'object',
      required: ['versions'],
      additionalProperties: false,
      properties: {
        versions: {
          type: 'object',
          additionalProperties: { type: ['integer', 'null'], minimum: 1 },
        },
      },
    },
    answer: { status: 200, schema: pinsSchema },
    refusals: ['invalid'],
    async run({ scope, params, body }) {
      const { versions } = body as { readonly versions: PinWish }
      return { status: 200, body: { versions: await pinVersions(scope, params['id'] ?? '', versions) } }
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/tenants/{t}/blueprints/{name}/clients',
    actor: 'tenant',
    role: 'owner',
    tag: 'Blueprints',
    summary: 'Who reads and writes records in which version, and when last; people are counted together',
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          newest: { type: 'integer' },
          fields: {
            type: 'array',
            description: 'Which key wrote which field of the newest version, or filtered, sorted and asked by it',
            items: {
              type: 'object',
              properties: {
                field: { type: 'string' },
                key: { type: 'object' },
                reads: { type: 'integer' },
                writes: { type: 'integer' },
                lastReadAt: { type: ['string', 'null'], format: 'date-time' },
                lastWriteAt: { type: ['string', 'null'], format: 'date-time' },
              },
            },
          },
          items: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                key: { type: ['object', 'null'], description: 'Null: people' },
                version: { type: 'integer' },
                pinned: { type: 'boolean' },
                reads: { type: 'integer' },
                writes: { type: 'integer' },
                lastReadAt: { type: ['string', 'null'], format: 'date-time' },
                lastWriteAt: { type: ['string', 'null'], format: 'date-time' },
              },
            },
          },
        },
      },
    },
    run: async ({ scope, params }) => ({ status: 200, body: await listClients(scope, params['name'] ?? '') }),
  }),
]
