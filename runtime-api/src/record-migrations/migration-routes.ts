// Moving records between the versions of their blueprint, and the ones that wait because they could not be moved.
import { issue, refuseIf } from '@molde/engine'
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { listOf, timeSchema } from '../http/wire-schemas.ts'
import { jobSchema } from '../jobs/job-schema.ts'
import { listQuarantine, readQuarantined } from './list-quarantine.ts'
import { type MigrationWish, mostSelected, retryQuarantine, startMigration, undoJob } from './start-migration.ts'

const tag = 'Migrations'
const one = '/api/v1/tenants/{t}/blueprints/{name}'
const jobs = '/api/v1/tenants/{t}/jobs'

/** Ids in one question for what records wait for: a page of a list. */
const mostAsked = 200

const idList: JsonSchema = {
  type: 'array',
  minItems: 1,
  maxItems: mostSelected,
  items: { type: 'string', minLength: 1, maxLength: 100 },
}

export const migrationRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: `${one}/migrations`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Move records to a version, forward or backward; nothing is lost either way',
    description: 'Answers a job. With `dryRun` it only counts, and tries whether each record comes back as it was.',
    body: {
      type: 'object',
      required: ['to'],
      additionalProperties: false,
      properties: {
        to: { type: 'integer', minimum: 1, description: 'The version they are to rest at' },
        filter: { type: 'string', maxLength: 4000, description: 'Only those for which it holds' },
        ids: idList,
        dryRun: { type: 'boolean' },
      },
    },
    answer: { status: 202, schema: jobSchema },
    refusals: ['invalid'],
    async run({ scope, params, body }) {
      return accepted(scope.tenant.slug, await startMigration(scope, params['name'] ?? '', body as MigrationWish))
    },
  }),
  route({
    method: 'post',
    path: `${jobs}/{id}/undo`,
    actor: 'tenant',
    tag: 'Jobs',
    summary: 'Take back what a job did with records; edits made since stay',
    description: 'Of a migration or a passage: by an owner. Of a bulk: by whoever began it, for a day.',
    body: { type: 'object', additionalProperties: false, properties: {} },
    bodyOptional: true,
    answer: { status: 202, schema: jobSchema },
    refusals: ['conflict'],
    run: async ({ scope, params }) => accepted(scope.tenant.slug, await undoJob(scope, params['id'] ?? '')),
  }),
  route({
    method: 'get',
    path: `${one}/quarantine`,
    actor: 'tenant',
    tag,
    summary: 'Records that could not be moved and wait for a person, with the reason',
    description:
      '`count` is of all that wait, whatever the page shows. The first reason of each; with `record`, one id or up to 200 with commas between them, everything that these wait for.',
    query: { ...pageParameters, record: { type: 'string', minLength: 1, maxLength: 20_200 } },
    answer: {
      status: 200,
      schema: listOf({
        type: 'object',
        properties: {
          record: { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } } },
          version: { type: 'integer' },
          target: { type: 'integer' },
          field: { type: ['string', 'null'], description: 'Its key where the record rests' },
          targetField: { type: ['string', 'null'], description: 'Its key where the record was to go' },
          code: { type: 'string' },
          message: { type: 'string' },
          value: {},
          at: timeSchema,
        },
      }),
    },
    async run({ scope, params, query }) {
      const { before, limit } = readNumberPage(query)
      const [name, record] = [params['name'] ?? '', query['record']]
      const { items, next, count } =
        record === undefined
          ? await listQuarantine(scope, name, { before, limit })
          : await readQuarantined(scope, name, idsIn(String(record)))
      return { status: 200, body: { ...listBody({ items, next }), count: { value: count, capped: false } } }
    },
  }),
  route({
    method: 'post',
    path: `${one}/quarantine/retry`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Try again to move the records that wait: all of them, or only these',
    body: { type: 'object', additionalProperties: false, properties: { ids: idList } },
    bodyOptional: true,
    answer: { status: 202, schema: jobSchema },
    refusals: ['conflict'],
    async run({ scope, params, body }) {
      const { ids } = (body ?? {}) as { readonly ids?: readonly string[] }
      return accepted(scope.tenant.slug, await retryQuarantine(scope, params['name'] ?? '', ids))
    },
  }),
]

function idsIn(wish: string): readonly string[] {
  const ids = wish.split(',')
  if (ids.length > mostAsked) refuseIf([issue(['query', 'record'], 'too-many', { label: 'record', limit: mostAsked })])
  return ids
}

function accepted(slug: string, job: { readonly id: string }) {
  return { status: 202, body: job, headers: { Location: `${jobs.replace('{t}', slug)}/${job.id}` } }
}
