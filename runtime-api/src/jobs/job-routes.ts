// Long work: how far it is, and stopping it.
import { pageParameters } from '../http/keyset-page.ts'
import { listBody, readNumberPage } from '../http/number-page.ts'
import { type Route, route } from '../http/route.ts'
import { listOf } from '../http/wire-schemas.ts'
import { jobSchema } from './job-schema.ts'
import { listJobs, readJob } from './list-jobs.ts'
import { type JobVerb, steerJob } from './steer-job.ts'

const tag = 'Jobs'
const path = '/api/v1/tenants/{t}/jobs'

const verbs: readonly (readonly [JobVerb, string])[] = [
  ['pause', 'Stop a job for a while'],
  ['resume', 'Let a paused or failed job go on where it stopped'],
  ['cancel', 'End a job for good; what it has done stays'],
]

export const jobRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'All jobs, newest first',
    query: pageParameters,
    answer: { status: 200, schema: listOf(jobSchema) },
    run: async ({ scope, query }) => ({ status: 200, body: listBody(await listJobs(scope, readNumberPage(query))) }),
  }),
  route({
    method: 'get',
    path: `${path}/{id}`,
    actor: 'tenant',
    tag,
    summary: 'How far a job is',
    answer: { status: 200, schema: jobSchema },
    run: async ({ scope, params }) => ({ status: 200, body: await readJob(scope, params['id'] ?? '') }),
  }),
  ...verbs.map(([verb, summary]) =>
    route({
      method: 'post',
      path: `${path}/{id}/${verb}`,
      actor: 'tenant',
      tag,
      summary,
      description: 'By an owner; of a bulk also by whoever began it',
      body: { type: 'object', additionalProperties: false, properties: {} },
      bodyOptional: true,
      answer: { status: 200, schema: jobSchema },
      refusals: ['conflict'],
      run: async ({ scope, params }) => ({ status: 200, body: await steerJob(scope, params['id'] ?? '', verb) }),
    }),
  ),
]
