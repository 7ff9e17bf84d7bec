// What happens by itself: the automations of a tenant, and the log of their runs.
import { triggerKinds } from '@molde/engine'
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { etagOf, expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { newAddress } from './hook-address.ts'
import { previewAutomation } from './preview-automation.ts'
import {
  type RunsAsked,
  readAutomationNamed,
  readAutomations,
  readRun,
  readRuns,
  readVersions,
  runStatuses,
} from './read-automations.ts'
import { retryRunOf } from './retry-run.ts'
import { type AutomationWish, changeAutomation, createAutomation, deleteAutomation } from './save-automation.ts'
import { type Trial, tryAutomation } from './try-automation.ts'

const tag = 'Automations'
const path = '/api/v1/tenants/{t}/automations'
const one = `${path}/{name}`

/** The engine reads what is inside, and says at which place it is wrong. */
const given = {
  label: { type: ['string', 'object', 'null'] },
  description: { type: ['string', 'null'], maxLength: 1_000 },
  blueprint: { type: ['string', 'null'], maxLength: 200, description: 'The kind of record that it is about' },
  trigger: {
    type: 'object',
    description:
      '`kind` and what goes with it. `created`, `deleted`. `submitted`: `form`, by its name; without one, any form of the kind of record. `changed`: `fields`, and of a single one `from`, `to`. `transition`: `event`, `from`, `to`. `schedule`: `cron` (five fields) or `every`, `on`, `at`; `zone`; with a blueprint it runs for each record for which `when` holds. `webhook`: `signed`; with a blueprint `find: { field, value }`.',
    properties: { kind: { enum: [...triggerKinds] } },
  },
  when: {
    type: ['string', 'null'],
    maxLength: 4_000,
    description: 'In the expression language, with `before.<field>` of a change and `payload` of a webhook',
  },
  do: { type: 'array', items: { type: 'object' }, description: 'Actions as those of flows, in this order' },
  status: { enum: ['on', 'off'], description: 'What waits while it is off is not done. New ones are off unless told' },
} satisfies Record<string, JsonSchema>

const wholeBody: JsonSchema = {
  type: 'object',
  required: ['name', 'trigger', 'do'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$', description: 'A-Z a-z 0-9 _ -' },
    ...given,
  },
}
const automationSchema: JsonSchema = {
  title: 'Automation',
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    ...given,
    rev: { type: 'integer' },
    version: { type: 'integer', description: 'Of the document; turning it on or off is no other version' },
    zone: { type: 'string', description: 'Of a schedule: the clocks that it goes by' },
    nextAt: { ...timeSchema, type: ['string', 'null'], description: 'Of a schedule that is on' },
    hasAddress: { type: 'boolean', description: 'Of a webhook: is there an address to send to?' },
    hasSecret: { type: 'boolean', description: 'Of a webhook: is there a secret to sign with?' },
    runs: {
      type: 'object',
      properties: {
        waiting: { type: 'integer' },
        failed: { type: 'integer', description: 'Refused, failed and stopped ones in the log' },
        lastAt: { ...timeSchema, type: ['string', 'null'] },
      },
    },
    createdAt: timeSchema,
    createdBy: { type: ['string', 'null'] },
    updatedAt: timeSchema,
    updatedBy: { type: ['string', 'null'] },
  },
}
const versionSchema: JsonSchema = {
  title: 'Version of an automation',
  type: 'object',
  properties: { version: { type: 'integer' }, name: { type: 'string' }, createdAt: timeSchema },
}
const runSchema: JsonSchema = {
  title: 'Run of an automation',
  type: 'object',
  properties: {
    id: { type: 'string' },
    automation: { type: 'string' },
    version: { type: 'integer', description: 'Of the automation when it was done' },
    trigger: { type: 'string' },
    record: { type: ['object', 'null'], description: '`blueprint`, `id`, `title`' },
    status: { enum: [...runStatuses] },
    condition: {
      type: ['object', 'null'],
      description:
        '`is`: none, holds, fails, unknown (something that it compares is empty) or error; `when`: the expression',
    },
    input: { type: 'object', description: 'What set it off, as it was then' },
    actions: { type: 'array', items: { type: 'object' }, description: 'What each action did' },
    error: { type: ['string', 'null'], description: 'Why nothing was done' },
    attempts: { type: 'integer' },
    nextAt: { ...timeSchema, type: ['string', 'null'] },
    cause: { type: ['object', 'null'], description: 'The run that brought it about, and the automations before it' },
    createdAt: timeSchema,
    startedAt: { ...timeSchema, type: ['string', 'null'] },
    endedAt: { ...timeSchema, type: ['string', 'null'] },
  },
}
const ifMatch = { 'If-Match': 'The ETag that was read; another state is answered with 412' }

function answered(status: number, body: Awaited<ReturnType<typeof readAutomationNamed>>) {
  return { status, body, headers: { ETag: etagOf(Number(body['rev']), Number(body['version'])) } }
}

export const automationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'The automations of the tenant, by name',
    query: { blueprint: { type: 'string', maxLength: 200 } },
    answer: { status: 200, schema: listOf(automationSchema) },
    async run({ scope, query }) {
      const blueprint = typeof query['blueprint'] === 'string' ? query['blueprint'] : undefined
      return { status: 200, body: { items: await readAutomations(scope, blueprint), next: null } }
    },
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new automation: what sets it off, on what condition, and what it does',
    description:
      'It acts as the program itself, whoever sets it off: nobody is asked whether they may, and nothing outside of the tenant can be named.',
    body: wholeBody,
    answer: { status: 201, schema: automationSchema },
    refusals: ['name-taken', 'invalid'],
    run: async ({ scope, body }) => answered(201, await createAutomation(scope, withoutNulls(body as AutomationWish))),
  }),
  route({
    method: 'post',
    path: `${path}/preview`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What an automation would be if it were saved like this, new or in the place of the one of its name',
    description: 'It is read and refused as when it is saved, and told as it would be told then. Nothing is kept.',
    body: wholeBody,
    neverReplayed: true,
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: { document: { type: 'object', description: 'Without what is on or off' } },
      },
    },
    refusals: ['invalid'],
    run: async ({ scope, body }) => ({
      status: 200,
      body: { document: await previewAutomation(scope, withoutNulls(body as AutomationWish)) },
    }),
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'An automation',
    answer: { status: 200, schema: automationSchema },
    run: async ({ scope, params }) => answered(200, await readAutomationNamed(scope, params['name'] ?? '')),
  }),
  route({
    method: 'patch',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Change an automation, turn it on or off',
    description: 'Members that are left out stay as they are; null takes one away. What waits is done as it says then.',
    headers: ifMatch,
    body: { type: 'object', additionalProperties: false, properties: given },
    answer: { status: 200, schema: automationSchema },
    refusals: ['stale-rev', 'invalid'],
    run: async (call) => {
      const { scope, params, body } = call
      const wish = body as AutomationWish
      return answered(200, await changeAutomation(scope, params['name'] ?? '', wish, expectedRev(call)))
    },
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Take an automation away with the log of its runs; what it did stays',
    headers: ifMatch,
    answer: { status: 204 },
    refusals: ['stale-rev'],
    async run(call) {
      await deleteAutomation(call.scope, call.params['name'] ?? '', expectedRev(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: `${one}/versions`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What the automation was, newest first',
    query: pageParameters,
    answer: { status: 200, schema: listOf(versionSchema) },
    async run({ scope, params, query }) {
      return { status: 200, body: listBody(await readVersions(scope, params['name'] ?? '', readNumberPage(query))) }
    },
  }),
  route({
    method: 'get',
    path: `${one}/runs`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What set it off and what became of it, newest first',
    description: 'Kept for 30 days after the end; of those whose condition did not hold, for 3 days.',
    query: { ...pageParameters, status: { enum: [...runStatuses] } },
    answer: { status: 200, schema: listOf(runSchema) },
    async run({ scope, params, query }) {
      const page = { ...readNumberPage(query), status: query['status'] as RunsAsked['status'] }
      return { status: 200, body: listBody(await readRuns(scope, params['name'] ?? '', page)) }
    },
  }),
  route({
    method: 'get',
    path: `${one}/runs/{id}`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'One run',
    answer: { status: 200, schema: runSchema },
    run: async ({ scope, params }) => ({
      status: 200,
      body: await readRun(scope, params['name'] ?? '', params['id'] ?? ''),
    }),
  }),
  route({
    method: 'post',
    path: `${one}/runs/{id}/retry`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Do a run again that was refused, given up or stopped, by the automation as it is now',
    answer: { status: 202, schema: runSchema },
    refusals: ['conflict'],
    run: async ({ scope, params }) => ({
      status: 202,
      body: await retryRunOf(scope, params['name'] ?? '', params['id'] ?? ''),
    }),
  }),
  route({
    method: 'post',
    path: `${one}/address`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new address to send to, and a new secret to sign with, answered once; those before end',
    secretAnswer: true,
    answer: {
      status: 200,
      schema: { type: 'object', properties: { url: { type: 'string' }, secret: { type: 'string' } } },
    },
    refusals: ['conflict'],
    run: async ({ scope, params }) => ({
      status: 200,
      body: await newAddress(scope, params['name'] ?? ''),
      headers: { 'Cache-Control': 'no-store' },
    }),
  }),
  route({
    method: 'post',
    path: `${one}/test`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What it would do now; nothing is kept and nothing is sent',
    description:
      'It is done and taken back, so that whatever would be refused is. Where it is about records, on the one that is named, whose values were others `before`.',
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        record: { type: 'string', maxLength: 64 },
        before: { type: 'object', description: 'Values that were others before' },
        payload: { description: 'Of a webhook' },
        document: {
          type: 'object',
          additionalProperties: false,
          properties: { trigger: given.trigger, when: given.when, do: given.do, blueprint: given.blueprint },
          description: 'Members that take the place of what is saved',
        },
      },
    },
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          status: { enum: ['done', 'skipped', 'refused'] },
          condition: { type: ['object', 'null'] },
          actions: { type: 'array', items: { type: 'object' } },
          error: { type: ['string', 'null'] },
        },
      },
    },
    refusals: ['invalid'],
    run: async ({ scope, params, body }) => ({
      status: 200,
      body: await tryAutomation(scope, params['name'] ?? '', body as Trial),
    }),
  }),
]

function withoutNulls(wish: AutomationWish): AutomationWish {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== null))
}
