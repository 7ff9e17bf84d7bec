// What may be done with a record now, and doing it.

import { expectedRev } from '../http/preconditions.ts'
import { type Route, route } from '../http/route.ts'
import { etagOfRecord } from '../records/present-record.ts'
import { acceptBlueprint, asked, asParameter } from '../records/record-parameters.ts'
import { recordSchema } from '../records/record-schema.ts'
import { listTransitions } from './list-transitions.ts'
import { transitionRecord } from './transition-record.ts'
import { undoTransition } from './undo-transition.ts'

const tag = 'Transitions'
const one = '/api/v1/tenants/{t}/records/{name}/{id}'
const path = `${one}/transitions`

export const transitionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'What this actor may do with the record now, and for each refused event why not',
    query: { as: asParameter },
    headers: acceptBlueprint,
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          state: { type: ['string', 'null'] },
          flows: {
            type: 'array',
            description: 'Each flow of the blueprint and where the record stands in it; the first one says `state`',
            items: {
              type: 'object',
              properties: {
                flow: { type: 'string' },
                label: { type: 'string' },
                stateField: { type: ['string', 'null'], description: 'Null where the version has no such field' },
                state: { type: ['string', 'null'] },
              },
            },
          },
          items: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                event: { type: 'string' },
                id: { type: 'string', description: "The event's id" },
                flow: { type: 'string', description: 'Whose event it is' },
                transition: {
                  type: 'string',
                  description: 'Id of the transition it would take; absent where it leads nowhere',
                },
                label: { type: ['string', 'object'] },
                allowed: { type: 'boolean' },
                to: {
                  type: ['string', 'null'],
                  description: 'A state; of a region as `field.STATE`; null where the version has no word for it',
                },
                alsoTo: {
                  type: 'array',
                  items: { type: 'string' },
                  description: 'Where other regions go by the same event',
                },
                form: { type: 'array', items: { type: 'object' } },
                code: { type: 'string' },
                reason: { type: 'string' },
              },
            },
          },
        },
      },
    },
    refusals: ['invalid'],
    async run(call) {
      const { name = '', id = '' } = call.params
      return { status: 200, body: await listTransitions(call.scope, name, id, asked(call)) }
    },
  }),
  route({
    method: 'post',
    path: `${path}/{event}`,
    actor: 'tenant',
    tag,
    summary: 'Send an event to the record',
    description: 'The body is the form of the event, `{ "driver": "…" }`; `{ "data": { … } }` is read the same way.',
    query: { as: asParameter },
    headers: { 'If-Match': 'The ETag that was read; another state is answered with 412', ...acceptBlueprint },
    body: { type: 'object' },
    bodyOptional: true,
    answer: { status: 200, schema: recordSchema },
    refusals: ['transition-refused', 'stale-rev', 'invalid'],
    async run(call) {
      const { name = '', id = '', event = '' } = call.params
      const sent = { id, event, body: call.body, expected: expectedRev(call), as: asked(call) }
      const record = await transitionRecord(call.scope, name, sent)
      return { status: 200, body: record, headers: { ETag: etagOfRecord(record) } }
    },
  }),
  route({
    method: 'post',
    path: `${one}/undo`,
    actor: 'tenant',
    tag,
    summary: 'Take back the last step of the record',
    description:
      'State and values become what they were before it, as a revision of its own. Only whoever made the step may, for ten minutes, while nobody has changed the record since: `rev` is the one that the step was answered with. What the step made or changed in other records, and what it sent, stays.',
    query: { as: asParameter },
    headers: acceptBlueprint,
    body: {
      type: 'object',
      additionalProperties: false,
      required: ['rev'],
      properties: { rev: { type: 'integer', minimum: 1 } },
    },
    answer: { status: 200, schema: recordSchema },
    refusals: ['transition-refused', 'stale-rev', 'invalid', 'unique-taken'],
    async run(call) {
      const { name = '', id = '' } = call.params
      const { rev } = call.body as { readonly rev: number }
      const record = await undoTransition(call.scope, name, { id, rev, as: asked(call) })
      return { status: 200, body: record, headers: { ETag: etagOfRecord(record) } }
    },
  }),
]
