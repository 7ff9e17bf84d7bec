// The trash: single records, and blueprints with all their records, which can be read there and not written.
import { blueprintSchema, versionNumber, versionSchema } from '../blueprints/blueprint-schema.ts'
import { cursorText, pageParameters, readPage } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { etagOf } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { etagOfRecord } from '../records/present-record.ts'
import { acceptBlueprint, asked, asOfAny, asParameter } from '../records/record-parameters.ts'
import { recordSchema } from '../records/record-schema.ts'
import { listTrash } from './list-trash.ts'
import {
  listTrashedRecords,
  listTrashedVersions,
  readTrashedBlueprint,
  readTrashedRecord,
  readTrashedVersion,
} from './trashed-blueprint.ts'

const tag = 'Trash'
const one = '/api/v1/tenants/{t}/trash/blueprints/{id}'

const deletedBySchema: JsonSchema = {
  type: ['string', 'null'],
  description: 'Id of the user or key; null where it was not written down',
}

const trashedSchema: JsonSchema = {
  type: 'object',
  properties: {
    ...(blueprintSchema['properties'] as JsonSchema),
    records: { type: 'integer', description: 'How many lie in the trash with it' },
    deletedAt: timeSchema,
    deletedBy: deletedBySchema,
    nameTaken: { type: 'boolean', description: 'It comes back only under another name' },
    mergedInto: { type: ['string', 'null'], description: 'The blueprint in which its records are now' },
  },
}

export const trashRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/tenants/{t}/trash',
    actor: 'tenant',
    tag,
    summary: 'Deleted records, and blueprints with all their records',
    query: { ...pageParameters, as: asOfAny },
    headers: acceptBlueprint,
    answer: {
      status: 200,
      schema: listOf({
        type: 'object',
        properties: {
          ...(recordSchema['properties'] as JsonSchema),
          kind: { type: 'string', enum: ['record', 'blueprint'] },
          deletedBy: deletedBySchema,
          label: { type: ['string', 'object'], description: 'Of a blueprint' },
          records: { type: 'integer', description: 'Of a blueprint: how many lie in the trash with it' },
        },
      }),
    },
    refusals: ['invalid'],
    async run(call) {
      const { after, limit } = readPage(call.query)
      const place = after && { before: after[0], blueprint: after[1] }
      const { items, next } = await listTrash(call.scope, { place, limit, as: asked(call) })
      return { status: 200, body: { items, next: next ? cursorText([next.before, next.blueprint]) : null } }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'A blueprint in the trash, as it was last',
    description: 'By its public id: another one may have its name by now.',
    answer: { status: 200, schema: trashedSchema },
    run: async ({ scope, params }) => ({ status: 200, body: await readTrashedBlueprint(scope, params['id'] ?? '') }),
  }),
  route({
    method: 'get',
    path: `${one}/versions`,
    actor: 'tenant',
    tag,
    summary: 'The versions of a blueprint in the trash, newest first',
    query: pageParameters,
    answer: { status: 200, schema: listOf(versionSchema) },
    async run({ scope, params, query }) {
      const list = await listTrashedVersions(scope, params['id'] ?? '', readNumberPage(query))
      return { status: 200, body: listBody(list) }
    },
  }),
  route({
    method: 'get',
    path: `${one}/versions/{n}`,
    actor: 'tenant',
    tag,
    summary: 'One version of a blueprint in the trash',
    answer: { status: 200, schema: versionSchema },
    async run({ scope, params }) {
      const n = versionNumber(params['n'] ?? '')
      const version = await readTrashedVersion(scope, params['id'] ?? '', n)
      return { status: 200, body: version, headers: { ETag: etagOf(n, n) } }
    },
  }),
  route({
    method: 'get',
    path: `${one}/records`,
    actor: 'tenant',
    tag,
    summary: 'The records of a blueprint in the trash, newest first',
    description:
      'To be read, not to be written. Each in the version at which it rests, `storedVersion`, or with `as` all in that one. Those that were deleted before their blueprint have `deletedAt`.',
    query: { ...pageParameters, as: asParameter },
    headers: acceptBlueprint,
    answer: { status: 200, schema: listOf(recordSchema) },
    refusals: ['invalid'],
    async run(call) {
      const { scope, params, query } = call
      const { after, limit } = readPage(query)
      const page = { as: asked(call), before: after?.[0] ?? Number.MAX_SAFE_INTEGER, limit }
      return { status: 200, body: listBody(await listTrashedRecords(scope, params['id'] ?? '', page)) }
    },
  }),
  route({
    method: 'get',
    path: `${one}/records/{record}`,
    actor: 'tenant',
    tag,
    summary: 'One record of a blueprint in the trash',
    query: { as: asParameter },
    headers: acceptBlueprint,
    answer: { status: 200, schema: recordSchema },
    refusals: ['invalid'],
    async run(call) {
      const { id = '', record: which = '' } = call.params
      const record = await readTrashedRecord(call.scope, id, { record: which, as: asked(call) })
      return { status: 200, body: record, headers: { ETag: etagOfRecord(record) } }
    },
  }),
]
