// Flows: what there is, new ones, their versions, the draft on its way, and looking one over before it is used.
import type { JsonObject } from '@molde/engine'
import { ApiError } from '../errors.ts'
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNamePage, readNumberPage } from '../http/number-page.ts'
import { etagOf, expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { timerPolicies } from '../timers/foresee-timers.ts'
import { type BacktestRequest, backtestDraft, mostEvents } from './backtest-draft.ts'
import { countStates } from './count-states.ts'
import { createFlow } from './create-flow.ts'
import { type ExportFormat, exportFlow, exportFormats } from './export-flow.ts'
import { type ImportRequest, importFlow } from './import-flow.ts'
import { previewFlowDraft } from './preview-flow-draft.ts'
import { type PublishAnswers, publishFlowDraft } from './publish-flow-draft.ts'
import { listFlows, listFlowVersions, readFlow, readFlowVersion } from './read-flows.ts'
import { discardFlowDraft, readFlowDraft, saveFlowDraft } from './save-flow-draft.ts'
import { type SimulationRequest, simulateDraft } from './simulate-draft.ts'
import { timeInStates } from './time-in-states.ts'
import { verifyDraft } from './verify-draft.ts'

const tag = 'Flows'
const path = '/api/v1/tenants/{t}/flows'
const one = `${path}/{name}`
const draft = `${one}/draft`
const ifMatch = { 'If-Match': 'The ETag that was read; another state is answered with 412' }

const statesToo =
  'A member `stateOptions` changes the choices of the state field in the same step: the op `options` without its field. A member `regionFields` does so for the fields of regions, by their keys: one that is not there is made, `label` says its name, `null` takes it away.'

const movesToo =
  '`moves` says where records go whose state is taken away: the members `states`, `back`, `policy` and `timers` of the op `flow`. It stands instead of the `moves` of the draft.'

const timersToo =
  '`timers` says what becomes of timers that run: `recompute` (the usual) makes them due by the new rule, counted from when the record came; `keep-deadline` leaves each its moment; `restart` counts from the publishing on. What has gone off already stays so.'

const anyObject: JsonSchema = { type: 'object' }
const objects: JsonSchema = { type: 'array', items: anyObject }

const flowSchema: JsonSchema = {
  title: 'Flow',
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    version: { type: 'integer' },
    label: { type: ['string', 'object'] },
    blueprint: { type: 'string' },
    blueprintVersion: { type: 'integer' },
    stateField: { type: 'string' },
    initial: { type: 'string' },
    states: anyObject,
    events: anyObject,
    transitions: objects,
    groups: anyObject,
    findings: objects,
    job: { type: 'string', description: 'Of publishing: what moves the records' },
    moved: { type: 'boolean', description: 'This version moved records; `moves: { "undo": n }` brings them back' },
    main: {
      type: 'boolean',
      description:
        'Is it the first flow of its blueprint, whose states are `record.state`? Of a further one the field says it',
    },
    publishedAt: timeSchema,
    publishedBy: { type: ['string', 'null'] },
  },
}
const draftSchema: JsonSchema = {
  title: 'Flow draft',
  type: 'object',
  properties: {
    flow: { type: 'string' },
    rev: { type: 'integer' },
    base: { type: 'integer' },
    definition: anyObject,
    findings: objects,
    updatedAt: { type: ['string', 'null'] },
    updatedBy: { type: ['string', 'null'] },
  },
}

export const flowRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'All flows, by name',
    query: pageParameters,
    answer: { status: 200, schema: listOf(flowSchema) },
    run: async ({ scope, query }) => ({ status: 200, body: listBody(await listFlows(scope, readNamePage(query))) }),
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new flow over a blueprint, published as version 1',
    description: `Records that are there already enter its first state by a job. ${statesToo}`,
    body: anyObject,
    answer: { status: 201, schema: flowSchema },
    refusals: ['name-taken', 'already-exists', 'invalid'],
    run: async ({ scope, body }) => flowAnswer(201, await createFlow(scope, body as JsonObject)),
  }),
  route({
    method: 'post',
    path: `${path}/import`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A config of XState, 4 or 5, as the document of a new flow; nothing is stored',
    description:
      'The document is one that `POST /flows` takes once its states are choices of the state field. `notes` say, by their place in the config, what is called otherwise and what was left out, such as guards and actions that are not known here. Functions, `after` and `invoke` are refused.',
    body: {
      type: 'object',
      required: ['config'],
      additionalProperties: false,
      properties: {
        config: anyObject,
        name: { type: 'string', maxLength: 64 },
        blueprint: { type: 'string', maxLength: 64 },
        stateField: { type: 'string', maxLength: 64 },
      },
    },
    neverReplayed: true,
    answer: { status: 200, schema: { type: 'object', properties: { document: anyObject, notes: objects } } },
    refusals: ['invalid'],
    run: async ({ scope, body }) => ({ status: 200, body: importFlow(scope, body as ImportRequest) }),
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'A flow at its newest version',
    answer: { status: 200, schema: flowSchema },
    run: async ({ scope, params }) => flowAnswer(200, await readFlow(scope, params['name'] ?? '')),
  }),
  route({
    method: 'get',
    path: `${one}/export`,
    actor: 'tenant',
    tag,
    summary: 'A flow for other tools: a config of XState 5, or a drawing of Mermaid',
    description:
      '`xstate`, the default, is JSON that `createMachine` loads: states, groups, regions and history; guards and actions as `{ type, params }`. `mermaid` is a `stateDiagram-v2` as `text/plain`, with labels in the language of the request.',
    query: { format: { type: 'string', enum: [...exportFormats], default: 'xstate' } },
    answer: { status: 200, schema: anyObject },
    async run({ scope, params, query }) {
      const body = await exportFlow(scope, params['name'] ?? '', (query['format'] ?? 'xstate') as ExportFormat)
      const text = { 'Content-Type': 'text/plain; charset=utf-8' }
      return { status: 200, body, ...(typeof body === 'string' && { headers: text }) }
    },
  }),
  route({
    method: 'get',
    path: `${one}/versions`,
    actor: 'tenant',
    tag,
    summary: 'Published versions, newest first',
    query: pageParameters,
    answer: { status: 200, schema: listOf(flowSchema) },
    run: async ({ scope, params, query }) => ({
      status: 200,
      body: listBody(await listFlowVersions(scope, params['name'] ?? '', readNumberPage(query))),
    }),
  }),
  route({
    method: 'get',
    path: `${one}/versions/{n}`,
    actor: 'tenant',
    tag,
    summary: 'One published version',
    answer: { status: 200, schema: flowSchema },
    async run({ scope, params }) {
      const n = params['n'] ?? ''
      if (!/^[1-9]\d{0,8}$/.test(n)) throw new ApiError('not-found')
      return flowAnswer(200, await readFlowVersion(scope, params['name'] ?? '', Number(n)))
    },
  }),
  route({
    method: 'get',
    path: `${one}/states`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'How many records stand in each state now',
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          items: {
            type: 'array',
            items: { type: 'object', properties: { state: { type: 'string' }, records: { type: 'integer' } } },
          },
        },
      },
    },
    run: async ({ scope, params }) => ({ status: 200, body: await countStates(scope, params['name'] ?? '') }),
  }),
  route({
    method: 'get',
    path: `${one}/times`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'How long records stayed in each state on average, by those that left it lately',
    description:
      'By the log of the flow: from the step that led there, or from when the record was made, to the one that left it. States of regions follow their parallel state, and each counts for itself. Of more than 20,000 stays the newest count, and `capped` says so; `averageMs` is null where nothing has left.',
    query: { days: { type: 'integer', minimum: 1, maximum: 366, default: 90 } },
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          since: timeSchema,
          capped: { type: 'boolean' },
          items: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                state: { type: 'string' },
                visits: { type: 'integer' },
                averageMs: { type: ['integer', 'null'] },
              },
            },
          },
        },
      },
    },
    run: async ({ scope, params, query }) => ({
      status: 200,
      body: await timeInStates(
        scope,
        params['name'] ?? '',
        query['days'] === undefined ? undefined : Number(query['days']),
      ),
    }),
  }),
  route({
    method: 'get',
    path: draft,
    actor: 'tenant',
    tag,
    summary: 'The shared draft; rev 0 and the published flow when there is none',
    answer: { status: 200, schema: draftSchema },
    run: async ({ scope, params }) => draftAnswer(await readFlowDraft(scope, params['name'] ?? '')),
  }),
  route({
    method: 'put',
    path: draft,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Save the whole flow as the draft',
    description: statesToo,
    headers: ifMatch,
    body: anyObject,
    answer: { status: 200, schema: draftSchema },
    refusals: ['stale-rev', 'invalid'],
    run: async (call) =>
      draftAnswer(
        await saveFlowDraft(call.scope, call.params['name'] ?? '', call.body as JsonObject, expectedRev(call)),
      ),
  }),
  route({
    method: 'delete',
    path: draft,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Throw the draft away',
    headers: ifMatch,
    answer: { status: 204 },
    refusals: ['stale-rev'],
    async run(call) {
      await discardFlowDraft(call.scope, call.params['name'] ?? '', expectedRev(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: `${draft}/preview`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What publishing would do to the records that are on their way, and the token for it',
    description: `Of the draft; or of the \`document\` sent along, which is not kept: then there is no token. \`report.timers\` counts the timers that run, those that would be due at another moment, and those that would be due at once. ${movesToo}`,
    body: { type: 'object', additionalProperties: false, properties: { document: anyObject, moves: anyObject } },
    bodyOptional: true,
    neverReplayed: true,
    answer: { status: 200, schema: { type: 'object', properties: { report: anyObject, token: { type: 'string' } } } },
    refusals: ['conflict', 'invalid'],
    async run({ scope, params, body }) {
      const asked = (body ?? {}) as { readonly document?: JsonObject; readonly moves?: JsonObject }
      return { status: 200, body: await previewFlowDraft(scope, params['name'] ?? '', asked) }
    },
  }),
  route({
    method: 'post',
    path: `${draft}/backtest`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary:
      'What would have become of the events of the last days if the draft had been in force; nothing is sent or kept',
    description: `Each event meets the record as it stood then, at that moment, by who sent it, with the roles of today; of who has left no role is asked. An answer looks at a thousand events, the newest first, and \`next\` goes on; \`events\` counts up to ${mostEvents}. \`groups\` tell what differs: \`refused\` with the reason and, where a condition did not hold, that as \`guard\`, \`elsewhere\` with the state, \`values\` with the fields, and a few samples of each. \`skipped\` are those whose history is gone. \`document\` and \`moves\` as in the preview.`,
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        days: { type: 'integer', minimum: 1, maximum: 366, default: 90 },
        cursor: { type: 'string', maxLength: 400 },
        document: anyObject,
        moves: anyObject,
      },
    },
    bodyOptional: true,
    neverReplayed: true,
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          since: timeSchema,
          events: { type: 'object', properties: { value: { type: 'integer' }, capped: { type: 'boolean' } } },
          looked: { type: 'integer' },
          same: { type: 'integer' },
          skipped: { type: 'integer' },
          steps: objects,
          groups: objects,
          next: { type: ['string', 'null'] },
        },
      },
    },
    refusals: ['conflict', 'invalid'],
    run: async ({ scope, params, body }) => ({
      status: 200,
      body: await backtestDraft(scope, params['name'] ?? '', (body ?? {}) as BacktestRequest),
    }),
  }),
  route({
    method: 'post',
    path: `${draft}/publish`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Publish the draft as the next version',
    description: `Records that go on in other states move by the \`job\` that is answered, as after a new version of their blueprint. ${movesToo} ${timersToo}`,
    body: {
      type: 'object',
      required: ['token'],
      additionalProperties: false,
      properties: { token: { type: 'string', maxLength: 200 }, moves: anyObject, timers: { enum: [...timerPolicies] } },
    },
    answer: { status: 201, schema: flowSchema },
    refusals: ['stale-token', 'invalid'],
    async run({ scope, params, body }) {
      const { token, ...answers } = body as { readonly token: string } & PublishAnswers
      return flowAnswer(201, await publishFlowDraft(scope, params['name'] ?? '', token, answers))
    },
  }),
  route({
    method: 'post',
    path: `${one}/verify`,
    actor: 'tenant',
    tag,
    summary: 'Look a flow over: the document sent along, else the draft, else what is published',
    body: anyObject,
    bodyOptional: true,
    neverReplayed: true,
    answer: { status: 200, schema: { type: 'object', properties: { findings: objects } } },
    async run({ scope, params, body }) {
      const document = body as JsonObject | undefined
      const given = document && Object.keys(document).length > 0 ? document : undefined
      return { status: 200, body: await verifyDraft(scope, params['name'] ?? '', given) }
    },
  }),
  route({
    method: 'post',
    path: `${one}/simulate`,
    actor: 'tenant',
    tag,
    summary: 'Send events to a sample record; nothing is stored',
    body: {
      type: 'object',
      required: ['events'],
      additionalProperties: false,
      properties: {
        data: { type: 'object', description: 'The sample record' },
        events: {
          type: 'array',
          maxItems: 100,
          items: {
            type: 'object',
            required: ['event'],
            additionalProperties: false,
            properties: { event: { type: 'string', maxLength: 100 }, input: anyObject },
          },
        },
        roles: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 100 } },
        published: { type: 'boolean', description: 'The published flow although there is a draft' },
      },
    },
    neverReplayed: true,
    answer: { status: 200, schema: { type: 'object', properties: { start: anyObject, steps: objects } } },
    run: async ({ scope, params, body }) => ({
      status: 200,
      body: await simulateDraft(scope, params['name'] ?? '', body as SimulationRequest),
    }),
  }),
]

function flowAnswer(status: number, flow: JsonObject) {
  const version = Number(flow['version'])
  return { status, body: flow, headers: { ETag: etagOf(version, version) } }
}

function draftAnswer(saved: JsonObject) {
  return { status: 200, body: saved, headers: { ETag: etagOf(Number(saved['rev']), Number(saved['base'])) } }
}
