// Where a tenant's flows may call, and what became of what was sent there.
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import {
  changeWebhook,
  createWebhook,
  type DeliveriesAsked,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  readWebhook,
  replayDelivery,
  rotateSecret,
  testWebhook,
  type WebhookWish,
} from './save-webhook.ts'

const tag = 'Webhooks'
const path = '/api/v1/tenants/{t}/webhooks'
const one = `${path}/{name}`

const urlSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 2000, description: 'https://example.org/hook' }
const descriptionSchema: JsonSchema = { type: ['string', 'null'], maxLength: 500 }
const shown = {
  name: { type: 'string' },
  url: { type: 'string' },
  description: { type: ['string', 'null'] },
  status: {
    enum: ['on', 'paused', 'gone'],
    description: '`gone`: the receiver answered 410; nothing is sent until the status is set to `on`',
  },
  waiting: { type: 'integer', description: 'Deliveries that are still to be taken' },
  dead: { type: 'integer', description: 'Deliveries that were given up' },
  earlierSecretUntil: { type: ['string', 'null'], description: 'The secret before signs too until then' },
  createdBy: { type: ['string', 'null'] },
  createdAt: timeSchema,
  updatedAt: timeSchema,
}
const webhookSchema: JsonSchema = { title: 'Webhook', type: 'object', properties: shown }
const withSecretSchema: JsonSchema = {
  title: 'WebhookWithSecret',
  type: 'object',
  properties: { ...shown, secret: { type: 'string', description: '`whsec_…`, answered this once' } },
}
const deliverySchema: JsonSchema = {
  title: 'Delivery',
  type: 'object',
  properties: {
    id: { type: 'string' },
    webhookId: { type: 'string', description: 'The header `webhook-id`: the same for every repetition' },
    event: { type: ['string', 'null'] },
    status: { enum: ['waiting', 'done', 'dead'], description: '`dead`: given up after three days, or at once on 410' },
    attempts: { type: 'integer' },
    answerStatus: { type: ['integer', 'null'] },
    answer: { type: ['string', 'null'], description: 'How the last answer begins' },
    reason: { type: ['string', 'null'], description: 'Why it was not taken, in your language' },
    record: { type: ['object', 'null'], description: '{ id, blueprint, title, deleted }' },
    createdAt: timeSchema,
    triedAt: { type: ['string', 'null'] },
    nextAt: { type: ['string', 'null'] },
    endedAt: { type: ['string', 'null'] },
  },
}

const how =
  'Requests follow the Standard Webhooks convention: `webhook-id`, `webhook-timestamp` and `webhook-signature` (`v1,` and HMAC-SHA256 of `id.timestamp.body` in base64; several, parted by spaces, while a secret is being replaced). The `webhook-id` is `recordId:rev:index`, of a timer’s reminder `recordId:remind:timer:due:index`. Each is sent at least once and may come twice with the same id; the order is not kept, the rev in the id tells it. Any answer from 200 to 299 within 15 seconds takes it; it is tried again after 1 s, 4 s, 16 s … up to four hours, for three days. 410 turns the webhook off. Redirects are not followed, and addresses that are not public are not called.'

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'The webhooks of the tenant, by name, without their secrets',
    answer: { status: 200, schema: listOf(webhookSchema) },
    run: async ({ scope }) => ({ status: 200, body: { items: await listWebhooks(scope), next: null } }),
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new webhook, which flows call by its name; its secret is answered once',
    description: how,
    secretAnswer: true,
    body: {
      type: 'object',
      required: ['name', 'url'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$', description: 'A-Z a-z 0-9 _ -' },
        url: urlSchema,
        description: descriptionSchema,
      },
    },
    answer: { status: 201, schema: withSecretSchema },
    refusals: ['name-taken', 'invalid'],
    async run({ scope, body }) {
      const made = await createWebhook(scope, body as WebhookWish & { name: string; url: string })
      return { status: 201, body: made, headers: noStore }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A webhook, without its secret',
    answer: { status: 200, schema: webhookSchema },
    run: async ({ scope, params }) => ({ status: 200, body: await readWebhook(scope, params['name'] ?? '') }),
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Change a webhook, pause it or turn it on; what waits meanwhile is sent then',
    body: {
      type: 'object',
      additionalProperties: false,
      properties: { url: urlSchema, description: descriptionSchema, status: { enum: ['on', 'paused'] } },
    },
    answer: { status: 200, schema: webhookSchema },
    refusals: ['invalid'],
    run: async ({ scope, params, body }) => ({
      status: 200,
      body: await changeWebhook(scope, params['name'] ?? '', body as WebhookWish),
    }),
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Take a webhook away; what waits for it is given up',
    answer: { status: 204 },
    async run({ scope, params }) {
      await deleteWebhook(scope, params['name'] ?? '')
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: `${one}/rotate`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new secret, answered once; the one before signs too for a day',
    secretAnswer: true,
    answer: { status: 200, schema: withSecretSchema },
    run: async ({ scope, params }) => ({
      status: 200,
      body: await rotateSecret(scope, params['name'] ?? ''),
      headers: noStore,
    }),
  }),
  route({
    method: 'post',
    path: `${one}/test`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Send a message of type `test`; the answer is found among the deliveries',
    answer: { status: 202, schema: deliverySchema },
    refusals: ['conflict'],
    run: async ({ scope, params }) => ({ status: 202, body: await testWebhook(scope, params['name'] ?? '') }),
  }),
  route({
    method: 'get',
    path: `${one}/deliveries`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What was sent there and what became of it, newest first',
    description: 'Kept for 30 days after its end.',
    query: { ...pageParameters, status: { enum: ['waiting', 'done', 'dead'] } },
    answer: { status: 200, schema: listOf(deliverySchema) },
    async run({ scope, params, query }) {
      const status = query['status'] as DeliveriesAsked['status']
      const page = { ...readNumberPage(query), status }
      return { status: 200, body: listBody(await listDeliveries(scope, params['name'] ?? '', page)) }
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/tenants/{t}/deliveries/{id}/replay',
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Send a delivery again, now and with the same `webhook-id`',
    answer: { status: 202, schema: deliverySchema },
    run: async ({ scope, params }) => ({ status: 202, body: await replayDelivery(scope, params['id'] ?? '') }),
  }),
]

const noStore = { 'Cache-Control': 'no-store' }
