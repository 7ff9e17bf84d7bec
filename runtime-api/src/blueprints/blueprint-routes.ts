// Blueprints: what there is, new ones, their versions, and the draft on its way to the next one.
import type { JsonObject } from '@molde/engine'
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNamePage, readNumberPage } from '../http/number-page.ts'
import { etagOf, expectedRev } from '../http/preconditions.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf } from '../http/wire-schemas.ts'
import { jobSchema } from '../jobs/job-schema.ts'
import { purgeBlueprint } from '../purges/purge-blueprint.ts'
import { blueprintSchema, versionNumber, versionSchema } from './blueprint-schema.ts'
import { compareVersions } from './compare-versions.ts'
import type { Confirmation } from './confirm-destroy.ts'
import { createBlueprint } from './create-blueprint.ts'
import { etagOfBlueprint } from './present-blueprint.ts'
import { previewDraft } from './preview-draft.ts'
import { previewWanted } from './preview-wanted.ts'
import { type PublishWish, publishDraft } from './publish-draft.ts'
import { listBlueprints, listVersions, readBlueprint, readTypes, readVersion } from './read-blueprints.ts'
import { discardDraft, readDraft, saveDraft } from './save-draft.ts'
import { type Comeback, restoreBlueprint, trashBlueprint } from './trash-blueprint.ts'

const tag = 'Blueprints'
const path = '/api/v1/tenants/{t}/blueprints'
const one = `${path}/{name}`
const draft = `${one}/draft`
const ifMatch = { 'If-Match': 'The ETag that was read; another state is answered with 412' }

const anyObject: JsonSchema = { type: 'object' }
const objects: JsonSchema = { type: 'array', items: anyObject }

const draftSchema: JsonSchema = {
  title: 'Draft',
  type: 'object',
  properties: {
    blueprint: { type: 'string' },
    rev: { type: 'integer' },
    base: { type: 'integer', description: 'The version the ops were written against' },
    ops: objects,
    updatedAt: { type: ['string', 'null'] },
    updatedBy: { type: ['string', 'null'] },
  },
}

/** What a blueprint shall become: by ops, or as a whole. One of the three. */
const wantedMembers: { readonly [name: string]: JsonSchema } = {
  ops: { type: 'array', items: anyObject, maxItems: 500 },
  schema: { type: 'object', description: 'A whole JSON Schema' },
  document: { type: 'object', description: 'A whole field list, as a new blueprint is sent' },
  answers: {
    type: 'object',
    description: 'Answers to the questions of `schema` and `document`, by the ids of the questions',
  },
}

export const blueprintRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'All blueprints, by name',
    query: pageParameters,
    answer: { status: 200, schema: listOf(blueprintSchema) },
    run: async ({ scope, query }) => ({
      status: 200,
      body: listBody(await listBlueprints(scope, readNamePage(query))),
    }),
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'A new blueprint, published as version 1',
    description: 'From an ordered field list, or from a JSON Schema: `{ "name": "deal", "schema": { … } }`.',
    body: anyObject,
    answer: { status: 201, schema: blueprintSchema },
    refusals: ['name-taken', 'invalid'],
    async run({ scope, body }) {
      const blueprint = await createBlueprint(scope, body)
      const headers = {
        ETag: etagOfBlueprint(blueprint),
        Location: `${pathOf(scope.tenant.slug)}/${String(blueprint['name'])}`,
      }
      return { status: 201, body: blueprint, headers }
    },
  }),
  route({
    method: 'get',
    path: one,
    actor: 'tenant',
    tag,
    summary: 'A blueprint at its newest version',
    answer: { status: 200, schema: blueprintSchema },
    async run({ scope, params }) {
      const blueprint = await readBlueprint(scope, params['name'] ?? '')
      return { status: 200, body: blueprint, headers: { ETag: etagOfBlueprint(blueprint) } }
    },
  }),
  route({
    method: 'delete',
    path: one,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Put the blueprint into the trash; its records stay',
    headers: ifMatch,
    answer: { status: 204 },
    refusals: ['stale-rev'],
    async run(call) {
      await trashBlueprint(call.scope, call.params['name'] ?? '', expectedRev(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: `${one}/restore`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Take the blueprint out of the trash',
    description:
      '`{name}` may also be the public id: several blueprints of one name can lie in the trash. With `name` it comes back under that one, where its own is another one’s by now; its links to its own records follow, those of others lead to whoever has the name. With `version` a job, `job` of the answer, moves its records to that version.',
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        name: { type: 'string', pattern: '^[a-z][a-z0-9_-]{0,62}$', description: 'The name under which it comes back' },
        version: { type: 'integer', minimum: 1, description: 'To which its records move; else each stays at its own' },
      },
    },
    bodyOptional: true,
    answer: {
      status: 200,
      schema: {
        ...blueprintSchema,
        properties: { ...(blueprintSchema['properties'] as JsonSchema), job: jobSchema },
      },
    },
    refusals: ['name-taken', 'conflict', 'invalid'],
    async run({ scope, params, body }) {
      const blueprint = await restoreBlueprint(scope, params['name'] ?? '', (body ?? {}) as Comeback)
      return { status: 200, body: blueprint, headers: { ETag: etagOfBlueprint(blueprint) } }
    },
  }),
  route({
    method: 'post',
    path: `${one}/purge`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Destroy a blueprint in the trash for good, with all its records',
    description:
      'With their history, comments and files, its versions, flows and views, and with what kept answers hold of them; links of other records to them become empty. `{name}` may also be the public id. `confirm` names it, with the reason that is kept with the job: `{ "confirm": { "lead": "Asked for by the customer" } }`; without it the answer is 422 `blueprint-unconfirmed`. While fields of other blueprints lead to its records or count them, it is 422 and names each.',
    body: {
      type: 'object',
      additionalProperties: false,
      properties: {
        confirm: {
          type: 'object',
          description: 'The name of the blueprint, and why',
          additionalProperties: { type: 'string', maxLength: 500 },
        },
      },
    },
    bodyOptional: true,
    answer: { status: 202, schema: jobSchema },
    refusals: ['conflict', 'invalid'],
    async run({ scope, params, body }) {
      const { confirm = {} } = (body ?? {}) as { readonly confirm?: Confirmation }
      const job = await purgeBlueprint(scope, params['name'] ?? '', confirm)
      const headers = { Location: `/api/v1/tenants/${scope.tenant.slug}/jobs/${job.id}` }
      return { status: 202, body: job, headers }
    },
  }),
  route({
    method: 'get',
    path: `${one}/versions`,
    actor: 'tenant',
    tag,
    summary: 'Published versions, newest first, each with its JSON Schema, its ops and its summary in words',
    query: pageParameters,
    answer: { status: 200, schema: listOf(versionSchema) },
    run: async ({ scope, params, query }) => ({
      status: 200,
      body: listBody(await listVersions(scope, params['name'] ?? '', readNumberPage(query))),
    }),
  }),
  route({
    method: 'get',
    path: `${one}/versions/{n}`,
    actor: 'tenant',
    tag,
    summary: 'One published version; with `since`, also what is different from another one, older or newer',
    query: { since: { type: 'integer', minimum: 1, maximum: 1_000_000 } },
    answer: { status: 200, schema: versionSchema },
    async run({ scope, params, query }) {
      const [name, n] = [params['name'] ?? '', versionNumber(params['n'] ?? '')]
      const version = await readVersion(scope, name, n)
      const since = query['since']
      const changes = since === undefined ? undefined : await compareVersions(scope, name, n, Number(since))
      return { status: 200, body: { ...version, ...(changes && { changes }) }, headers: { ETag: etagOf(n, n) } }
    },
  }),
  route({
    method: 'get',
    path: `${one}/versions/{n}/types.ts`,
    actor: 'tenant',
    tag,
    summary: 'What a record holds in that version, as TypeScript',
    description: 'A published version never changes: the answer may be kept for a day.',
    answer: { status: 200, mediaType: 'text/typescript', also: { 304: 'As it was' } },
    async run({ scope, params }) {
      const n = versionNumber(params['n'] ?? '')
      const headers = {
        'Content-Type': 'text/typescript; charset=utf-8',
        'Cache-Control': 'private, max-age=86400',
        ETag: etagOf(n, n),
      }
      return { status: 200, body: await readTypes(scope, params['name'] ?? '', n), headers }
    },
  }),
  route({
    method: 'get',
    path: draft,
    actor: 'tenant',
    tag,
    summary: 'The shared draft; rev 0 and no ops when there is none',
    answer: { status: 200, schema: draftSchema },
    run: async ({ scope, params }) => draftAnswer(await readDraft(scope, params['name'] ?? '')),
  }),
  route({
    method: 'put',
    path: draft,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Save the ops of the draft, or a whole schema from which they are derived',
    description:
      'Ops must be publishable in their order. A `schema` (JSON Schema, ours or another) or a `document` (a field list, as a new blueprint is sent) becomes the ops that lead to it. Where that could be understood in two ways, the answer is 409 `draft-ambiguous` with `questions`, each with an id, a sentence, choices and a default; send it again with `answers: { "<id>": "<answer>" }`.',
    headers: ifMatch,
    body: { type: 'object', additionalProperties: false, properties: wantedMembers },
    answer: { status: 200, schema: draftSchema },
    refusals: ['stale-rev', 'draft-ambiguous', 'stale-token', 'invalid'],
    run: async (call) =>
      draftAnswer(await saveDraft(call.scope, call.params['name'] ?? '', call.body as JsonObject, expectedRev(call))),
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
      await discardDraft(call.scope, call.params['name'] ?? '', expectedRev(call))
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: `${draft}/preview`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'What publishing would do, in numbers and words, and the token for it',
    description:
      'Of the draft; or of the `ops`, `schema` or `document` sent along, which is not kept: then there is no token, the ops are told, and without a report nothing would change.',
    body: { type: 'object', additionalProperties: false, properties: wantedMembers },
    bodyOptional: true,
    neverReplayed: true,
    answer: {
      status: 200,
      schema: { type: 'object', properties: { report: anyObject, token: { type: 'string' }, ops: objects } },
    },
    refusals: ['conflict', 'draft-ambiguous', 'invalid'],
    async run({ scope, params, body }) {
      const name = params['name'] ?? ''
      const wanted = (body ?? {}) as JsonObject
      const isOfDraft = Object.keys(wanted).length === 0
      return { status: 200, body: await (isOfDraft ? previewDraft(scope, name) : previewWanted(scope, name, wanted)) }
    },
  }),
  route({
    method: 'post',
    path: `${draft}/publish`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Publish the draft as the next version; no record is touched',
    description:
      'Where the draft destroys fields for good (op `purge`), `confirm` names each by its key, with the reason that is kept for the record: `{ "token": "…", "confirm": { "note": "Asked for by the customer" } }`. Without it the answer is 422 `purge-unconfirmed` and says what would be lost. A job then removes what the fields left anywhere; `GET …/jobs` tells how far it is. Where the draft counts a field in another unit, flows, shared views and other blueprints that read it go on with the numbers they have; the preview tells each as a finding `needs-decision`, and `accept` holds the `id` of each. Without it the answer is 422 `undecided`.',
    body: {
      type: 'object',
      required: ['token'],
      additionalProperties: false,
      properties: {
        token: { type: 'string', maxLength: 200 },
        confirm: {
          type: 'object',
          description: 'The key of each field that is destroyed for good, and why',
          additionalProperties: { type: 'string', maxLength: 500 },
        },
        accept: {
          type: 'array',
          description: 'The id of each finding `needs-decision` of the preview that is to stay as it is',
          items: { type: 'string', maxLength: 100 },
          maxItems: 1000,
        },
      },
    },
    answer: { status: 201, schema: versionSchema },
    refusals: ['stale-token', 'invalid'],
    async run({ scope, params, body }) {
      return { status: 201, body: await publishDraft(scope, params['name'] ?? '', body as PublishWish) }
    },
  }),
]

function draftAnswer(saved: { readonly rev: number; readonly base: number }) {
  return { status: 200, body: saved, headers: { ETag: etagOf(saved.rev, saved.base) } }
}

function pathOf(slug: string): string {
  return path.replace('{t}', slug)
}
