// What a member should hear of, and which records they follow.
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { followRecord, readFollowing } from './follow-record.ts'
import { listNotifications } from './list-notifications.ts'
import { markSeen, type Seen } from './mark-read.ts'

const tag = 'Notifications'
const path = '/api/v1/tenants/{t}/notifications'
const followPath = '/api/v1/tenants/{t}/records/{name}/{id}/following'

const unreadSchema: JsonSchema = {
  type: 'object',
  properties: { value: { type: 'integer' }, capped: { type: 'boolean' } },
}
const notificationSchema: JsonSchema = {
  title: 'Notification',
  type: 'object',
  properties: {
    id: { type: 'string' },
    kind: { type: 'string', enum: ['mention', 'comment', 'assigned', 'job', 'flow'] },
    count: { type: 'integer', description: 'How many of this kind stand in it' },
    at: timeSchema,
    readAt: { type: ['string', 'null'] },
    by: { type: ['string', 'null'], description: "The user's or key's id; null: the system" },
    keyName: { type: ['string', 'null'] },
    blueprint: { type: ['string', 'null'] },
    field: { type: ['string', 'null'], description: 'The field that names the member' },
    record: { type: ['object', 'null'], description: '{ id, title, deleted }; null when it is gone' },
    comment: { type: ['object', 'null'], description: '{ id, text }: how it begins' },
    job: { type: ['object', 'null'] },
    text: { type: ['string', 'null'], description: 'What a flow says, in your language' },
  },
}
const followSchema: JsonSchema = { type: 'object', properties: { following: { type: 'boolean' } } }
const followBody: JsonSchema = {
  type: 'object',
  required: ['following'],
  additionalProperties: false,
  properties: { following: { type: 'boolean' } },
}

export const notificationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'Your notifications, newest first, and how many are unread',
    description: 'Kept for 90 days. `unread` is counted to 100.',
    query: pageParameters,
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: { ...(listOf(notificationSchema)['properties'] as JsonSchema), unread: unreadSchema },
      },
    },
    run: async ({ scope, query }) => ({
      status: 200,
      body: listBody(await listNotifications(scope, readNumberPage(query))),
    }),
  }),
  route({
    method: 'post',
    path: `${path}/read`,
    actor: 'tenant',
    tag,
    summary: 'Some are read, or all up to a moment',
    body: {
      anyOf: [
        {
          type: 'object',
          required: ['ids'],
          additionalProperties: false,
          properties: { ids: { type: 'array', maxItems: 200, items: { type: 'string', maxLength: 100 } } },
        },
        {
          type: 'object',
          required: ['until'],
          additionalProperties: false,
          properties: { until: { type: 'string', maxLength: 40, format: 'date-time' } },
        },
      ],
    },
    answer: { status: 200, schema: { type: 'object', properties: { unread: unreadSchema } } },
    refusals: ['invalid'],
    run: async ({ scope, body }) => ({ status: 200, body: await markSeen(scope, body as Seen) }),
  }),
  route({
    method: 'get',
    path: followPath,
    actor: 'tenant',
    tag,
    summary: 'Do you hear of what is said about this record?',
    answer: { status: 200, schema: followSchema },
    async run({ scope, params }) {
      const { name = '', id = '' } = params
      return { status: 200, body: await readFollowing(scope, name, id) }
    },
  }),
  route({
    method: 'post',
    path: followPath,
    actor: 'tenant',
    tag,
    summary: 'Follow a record, or stop following it',
    description: 'Who made a record, or commented on it, follows it until they stop. Mentions are told in any case.',
    body: followBody,
    answer: { status: 200, schema: followSchema },
    refusals: ['invalid'],
    async run({ scope, params, body }) {
      const { name = '', id = '' } = params
      const { following } = body as { readonly following: boolean }
      return { status: 200, body: await followRecord(scope, name, id, following) }
    },
  }),
]
