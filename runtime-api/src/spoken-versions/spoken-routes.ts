// Which version of a blueprint a client speaks: the pins of keys, and who spoke which version when.
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listClients } from './list-clients.ts'
import { type PinWish, pinVersions, readPins } from './pin-versions.ts'

const keyVersions = '/api/v1/tenants/{t}/api-keys/{id}/versions'
const timesSchema = {
  reads: { type: 'integer' },
  writes: { type: 'integer' },
  lastReadAt: { type: ['string', 'null'], format: 'date-time' },
  lastWriteAt: { type: ['string', 'null'], format: 'date-time' },
}
const useSchema = {
  version: { type: 'integer' },
  ...timesSchema,
  wholeReads: {
    type: 'integer',
    description: 'Of the reads, those that did not say `fields`: the answer held every field of the version',
  },
  lastWholeReadAt: { type: ['string', 'null'], format: 'date-time' },
}
const pinsSchema: JsonSchema = {
  title: 'PinnedVersions',
  type: 'object',
  properties: {
    versions: { type: 'object', additionalProperties: { type: 'integer' } },
    spoken: {
      type: 'array',
      description: 'What the key read and wrote, kept on a version or not',
      items: {
        type: 'object',
        properties: { blueprint: { type: 'string' }, newest: { type: 'integer' }, ...useSchema },
      },
    },
  },
}

export const spokenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: keyVersions,
    actor: 'tenant',
    role: 'owner',
    tag: 'API keys',
    summary: 'The versions of blueprints that the key speaks unless a request says another, and which it spoke when',
    answer: { status: 200, schema: pinsSchema },
    run: async ({ scope, params }) => ({ status: 200, body: await readPins(scope, params['id'] ?? '') }),
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
      return { status: 200, body: await pinVersions(scope, params['id'] ?? '', versions) }
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
            description:
              'Which key wrote which field, or named it: to filter, sort, group, add up, or as one of `fields`',
            items: {
              type: 'object',
              properties: {
                field: { type: 'string' },
                until: {
                  type: 'integer',
                  description: 'The last version that has the field; absent when the newest has it',
                },
                key: { type: 'object' },
                ...timesSchema,
              },
            },
          },
          items: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                key: { type: ['object', 'null'], description: 'Null: people' },
                pinned: { type: 'boolean' },
                ...useSchema,
              },
            },
          },
        },
      },
    },
    run: async ({ scope, params }) => ({ status: 200, body: await listClients(scope, params['name'] ?? '') }),
  }),
]
