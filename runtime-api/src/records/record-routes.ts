// Records: lists, single ones, many at once, their history, and back from the trash.

import type { JsonObject } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route, type TenantCall } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { purgeRecord } from '../purges/purge-record.ts'
import { type BulkItem, bulkPartial, bulkRecords, mostInBulk } from './bulk-records.ts'
import { createRecord } from './create-record.ts'
import { deleteRecord } from './delete-record.ts'
import { listRecords } from './list-records.ts'
import { etagOfRecord } from './present-record.ts'
import { readHistory } from './read-history.ts'
import { readRecord } from './read-record.ts'
import { acceptBlueprint, asked, asOfAny, asParameter, formOf, whichParameters } from './record-parameters.ts'
import { recordSchema } from './record-schema.ts'
import { restoreRecord } from './restore-record.ts'
import { searchRecords } from './search-records.ts'
import { updateRecord } from './update-record.ts'

const tag = 'Records'
const path = '/api/v1/tenants/{t}/records/{name}'
const one = `${path}/{id}`

const besideRecords = 'Related records beside; `record.clocks`: how its promised times stand'
const sortKeys =
  '-amount,title; also createdAt, updatedAt, id, state, and of a promised time record.clocks.answer.dueAt or .lateAt'

const ifMatch = { 'If-Match': 'The ETag that was read; another rev is answered with 412 and the present record' }
const dataBody: JsonSchema = {
  type: 'object',
  required: ['data'],
  additionalProperties: false,
  properties: { data: { type: 'object' } },
}

const asItWasSchema: JsonSchema = {
  type: 'object',
  properties: { version: { type: 'integer' }, field: { type: 'object' }, value: {} },
}
const idMember: JsonSchema = { type: 'string', minLength: 1, maxLength: 100 }
const revMember: JsonSchema = { type: 'integer', minimum: 1, description: 'The rev that was read' }
const bulkItem: JsonSchema = {
  anyOf: [
    bulkForm({ op: { const: 'create' }, data: { type: 'object' } }),
    bulkForm({ op: { enum: ['update', 'replace'] }, id: idMember, data: { type: 'object' } }, { rev: revMember }),
    bulkForm({ op: { const: 'delete' }, id: idMember }, { rev: revMember }),
  ],
}

export const recordRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/tenants/{t}/search',
    actor: 'tenant',
    tag,
    summary: 'Records of any blueprint that have all the words',
    description: 'At most ten of one blueprint, what was changed last first. A list of one blueprint takes `q` itself.',
    query: {
      q: { type: 'string', minLength: 1, maxLength: 400, description: 'The last word may be a beginning' },
      limit: { type: 'integer', minimum: 1, maximum: 50, description: 'Default 20' },
      as: asOfAny,
    },
    headers: acceptBlueprint,
    answer: { status: 200, schema: { type: 'object', properties: { items: { type: 'array', items: recordSchema } } } },
    refusals: ['invalid'],
    async run(call) {
      const { q = '', limit = 20 } = call.query
      const wanted = { words: String(q), limit: Number(limit), as: asked(call) }
      return { status: 200, body: await searchRecords(call.scope, wanted) }
    },
  }),
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'A page of records',
    description: 'Any other parameter is the name of a field: `status=NEW`; repeated, it means any of the values.',
    query: {
      ...pageParameters,
      cursor: { type: 'string', maxLength: 12_000, description: 'What the page before answered as `next`' },
      ...whichParameters,
      sort: { type: 'array', items: { type: 'string', maxLength: 2000 }, description: sortKeys },
      fields: { type: 'array', items: { type: 'string', maxLength: 12_000 }, description: 'Only these' },
      expand: { type: 'array', items: { type: 'string', maxLength: 2000 }, description: besideRecords },
      count: {
        type: 'string',
        enum: ['capped', 'exact', 'none'],
        description: 'none: do not count; exact: up to a million',
      },
    },
    fieldFilters: true,
    headers: acceptBlueprint,
    answer: { status: 200, schema: listOf(recordSchema) },
    refusals: ['invalid', 'slot-building', 'scan-too-large'],
    async run(call) {
      const as = asked(call)
      const params = as === undefined ? call.query : { ...call.query, as }
      return { status: 200, body: await listRecords(call.scope, call.params['name'] ?? '', params) }
    },
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    tag,
    summary: 'A new record',
    query: {
      as: asParameter,
      form: { type: 'string', maxLength: 200, description: 'The form that was filled in: sets off what waits for it' },
    },
    headers: acceptBlueprint,
    body: dataBody,
    answer: { status: 201, schema: recordSchema },
    refusals: ['unique-taken', 'invalid'],
    async run(call) {
      const { name = '' } = call.params
      const record = await createRecord(call.scope, name, dataOf(call), { as: asked(call), form: formOf(call) })
      const Location = `/api/v1/tenants/${call.scope.tenant.slug}/records/${name}/${record.id}`
      return { status: 201, body: record, headers: { ETag: etagOfRecord(record), Location } }
    },
  }),
  route({
    method: 'post',
    path: `${path}/bulk`,
    actor: 'tenant',
    tag,
    summary: 'Many records at once: all or none, or each for itself with `partial=true`',
    query: { partial: { type: 'boolean' }, as: asParameter },
    headers: acceptBlueprint,
    bodyLimit: 4 * 1024 * 1024,
    body: {
      type: 'object',
      required: ['items'],
      additionalProperties: false,
      properties: { items: { type: 'array', minItems: 1, maxItems: mostInBulk, items: bulkItem } },
    },
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          items: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                status: { type: 'integer' },
                id: { type: 'string' },
                rev: { type: 'integer' },
                error: { type: 'object', description: 'Why this one was refused' },
              },
            },
          },
        },
      },
    },
    refusals: ['unique-taken', 'stale-rev', 'invalid'],
    async run(call) {
      const { items } = call.body as { readonly items: readonly BulkItem[] }
      const write = call.query['partial'] === 'true' ? bulkPartial : bulkRecords
      return { status: 200, body: { items: await write(call.scope, call.params['name'] ?? '', items, asked(call)) } }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'One record',
    query: {
      as: asParameter,
      expand: { type: 'array', items: { type: 'string', maxLength: 2000 }, description: besideRecords },
      trash: { type: 'boolean', description: 'Also when it lies in the trash' },
    },
    headers: acceptBlueprint,
    answer: { status: 200, schema: recordSchema },
    // A version that the record cannot be shown in.
    refusals: ['invalid'],
    async run(call) {
      const { name = '', id = '' } = call.params
      const { expand, trash } = call.query
      const record = await readRecord(call.scope, name, { id, as: asked(call), expand, trash: trash === 'true' })
      return { status: 200, body: record, headers: { ETag: etagOfRecord(record) } }
    },
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Change some values (JSON Merge Patch); null clears',
    query: { as: asParameter },
    headers: { ...ifMatch, ...acceptBlueprint },
    body: dataBody,
    answer: { status: 200, schema: recordSchema },
    refusals: ['stale-rev', 'unique-taken', 'invalid'],
    run: (call) => update(call, 'patch'),
  }),
  route({
    method: 'put',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Replace all values; needs If-Match',
    query: { as: asParameter },
    headers: { ...ifMatch, ...acceptBlueprint },
    body: dataBody,
    answer: { status: 200, schema: recordSchema },
    refusals: ['precondition-required', 'stale-rev', 'unique-taken', 'invalid'],
    async run(call) {
      if (call.header('if-match') === undefined) throw new ApiError('precondition-required')
      return update(call, 'put')
    },
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'Put the record into the trash',
    headers: ifMatch,
    answer: { status: 204 },
    refusals: ['stale-rev'],
    async run(call) {
      const { name = '', id = '' } = call.params
      await deleteRecord(call.scope, name, id, expectedRev(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: `${one}/restore`,
    actor: 'tenant',
    tag,
    summary: 'Out of the trash, or with `rev` back to the values it had then',
    description:
      'State and read-only fields stay as they are: they belong to the flow and the system. A step is taken back by `/undo`.',
    query: { as: asParameter },
    headers: { ...ifMatch, ...acceptBlueprint },
    body: { type: 'object', additionalProperties: false, properties: { rev: { type: 'integer', minimum: 1 } } },
    bodyOptional: true,
    answer: { status: 200, schema: recordSchema },
    refusals: ['stale-rev', 'unique-taken', 'invalid'],
    async run(call) {
      const { name = '', id = '' } = call.params
      const { rev } = (call.body ?? {}) as { readonly rev?: number }
      const record = await restoreRecord(call.scope, name, {
        id,
        expected: expectedRev(call),
        as: asked(call),
        ...(rev === undefined ? {} : { rev }),
      })
      return { status: 200, body: record, headers: { ETag: etagOfRecord(record) } }
    },
  }),
  route({
    method: 'post',
    path: `${one}/purge`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Destroy a record in the trash for good',
    description:
      'With its history, comments and files, and with what kept answers hold of it. `confirm` repeats its id; without it the answer is 422 `record-unconfirmed`.',
    body: {
      type: 'object',
      additionalProperties: false,
      properties: { confirm: { type: 'string', maxLength: 100 } },
    },
    bodyOptional: true,
    answer: { status: 204 },
    refusals: ['conflict', 'invalid'],
    async run({ scope, params, body }) {
      const { confirm } = (body ?? {}) as { readonly confirm?: string }
      await purgeRecord(scope, params['name'] ?? '', params['id'] ?? '', confirm)
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: `${one}/history`,
    actor: 'tenant',
    tag,
    summary: 'What happened to the record, newest first',
    query: { ...pageParameters, as: asParameter },
    headers: acceptBlueprint,
    answer: {
      status: 200,
      schema: listOf({
        type: 'object',
        properties: {
          rev: { type: 'integer' },
          at: timeSchema,
          by: { type: ['string', 'null'] },
          kind: {
            type: 'string',
            enum: ['created', 'updated', 'transition', 'undone', 'deleted', 'restored', 'moved', 'passed'],
          },
          event: { type: ['string', 'null'] },
          flow: { type: 'string', description: 'Whose step it was, where the blueprint has several flows' },
          note: { type: ['string', 'null'] },
          versions: {
            type: 'object',
            description: 'The version at which it rested before, and the one after; absent where it stayed at one',
            properties: { from: { type: 'integer' }, to: { type: 'integer' } },
          },
          changes: {
            type: 'array',
            description:
              'What differs when both sides are said in the version that is asked for, else the newest. What it cannot show of older ones stands in `fromAsItWas` and `toAsItWas`, in the words of the version in which it was written; what only newer ones show is left out',
            items: {
              type: 'object',
              properties: {
                field: { type: 'string' },
                id: { type: 'string' },
                from: {},
                to: {},
                fromAsItWas: asItWasSchema,
                toAsItWas: asItWasSchema,
              },
            },
          },
        },
      }),
    },
    refusals: ['invalid'],
    async run(call) {
      const { name = '', id = '' } = call.params
      const page = { ...readNumberPage(call.query), as: asked(call) }
      return { status: 200, body: listBody(await readHistory(call.scope, name, id, page)) }
    },
  }),
]

async function update(call: TenantCall, kind: 'patch' | 'put') {
  const { name = '', id = '' } = call.params
  const record = await updateRecord(call.scope, name, {
    id,
    as: asked(call),
    kind,
    wire: dataOf(call),
    expected: expectedRev(call),
    path: ['data'],
  })
  return { status: 200, body: record, headers: { ETag: etagOfRecord(record) } }
}

function dataOf({ body }: TenantCall): JsonObject {
  return (body as { readonly data: JsonObject }).data
}

function bulkForm(
  needed: { readonly [member: string]: JsonSchema },
  more: { readonly [member: string]: JsonSchema } = {},
): JsonSchema {
  return {
    type: 'object',
    required: Object.keys(needed),
    additionalProperties: false,
    properties: { ...needed, ...more },
  }
}
