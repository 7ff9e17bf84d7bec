// The same for all records of a list, however many there are.
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { jobSchema } from '../jobs/job-schema.ts'
import { type BulkWish, startBulk } from './start-bulk.ts'

const acts: readonly JsonSchema[] = [
  form({ op: { const: 'update' }, data: { type: 'object', description: 'What each of them shall hold' } }),
  form({ op: { const: 'delete' } }),
  form({ op: { const: 'restore' } }),
  form({
    op: { const: 'transition' },
    event: { type: 'string', minLength: 1, maxLength: 100 },
    input: { type: 'object', description: 'What the form of the step asks for' },
  }),
]

function form(properties: { readonly [name: string]: JsonSchema }): JsonSchema {
  return { type: 'object', required: Object.keys(properties), additionalProperties: false, properties }
}

export const bulkRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api/v1/tenants/{t}/records/{name}/bulk-jobs',
    actor: 'tenant',
    tag: 'Records',
    summary: 'The same for all records of a list: change values, delete, restore out of the trash, send an event',
    description:
      'Answers a job. Each record is written for itself, as if the sender had done it: what one refuses is counted in the report with its reason and stops no other. Records that are added after the job began stay as they are. `POST …/jobs/{id}/undo` takes back what nobody has changed since, for a day.',
    body: {
      type: 'object',
      required: ['act'],
      additionalProperties: false,
      properties: {
        filter: { type: 'string', maxLength: 4000, description: 'In the expression language; absent: all records' },
        q: { type: 'string', maxLength: 400, description: 'Words that they have' },
        act: { anyOf: [...acts] },
      },
    },
    answer: { status: 202, schema: jobSchema },
    refusals: ['invalid', 'slot-building', 'scan-too-large'],
    async run({ scope, params, body }) {
      const job = await startBulk(scope, params['name'] ?? '', body as unknown as BulkWish)
      const Location = `/api/v1/tenants/${scope.tenant.slug}/jobs/${job.id}`
      return { status: 202, body: job, headers: { Location } }
    },
  }),
]
