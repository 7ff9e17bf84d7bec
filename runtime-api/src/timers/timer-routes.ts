// What happens to a record by itself.
import { type Route, route } from '../http/route.ts'
import { listTimers } from './list-timers.ts'

export const timerRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/tenants/{t}/records/{name}/{id}/timers',
    actor: 'tenant',
    tag: 'Transitions',
    summary: 'What will happen to the record by itself, soonest first',
    description:
      'Timers of the state that the record stands in; when it leaves the state, they end. `status`: `armed` waits for its moment, `done` has sent its event, `refused` was sent and not taken (`reason` says why; another moment of its date field is another chance), `failed` could not be sent.',
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: {
          clocks: {
            type: 'array',
            description:
              'Promised times that have begun: how much is used up and left (negative: late by so much), in working time where there is a `calendar`. `dueAt` while it runs, `breachedAt` once it was used up.',
            items: {
              type: 'object',
              properties: {
                flow: { type: 'string' },
                name: { type: 'string' },
                label: { type: ['string', 'object'] },
                status: { enum: ['runs', 'pauses', 'stopped'] },
                elapsed: { type: 'string' },
                remaining: { type: 'string' },
                calendar: { type: 'string' },
                dueAt: { type: 'string', format: 'date-time' },
                breachedAt: { type: 'string', format: 'date-time' },
              },
            },
          },
          items: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                flow: { type: 'string' },
                name: { type: 'string' },
                event: { type: 'string' },
                label: { type: ['string', 'object'] },
                dueAt: { type: 'string', format: 'date-time' },
                reminders: {
                  type: 'array',
                  items: { type: 'string', format: 'date-time' },
                  description: 'Still to come',
                },
                status: { enum: ['armed', 'done', 'refused', 'failed'] },
                reason: { type: 'string' },
              },
            },
          },
        },
      },
    },
    run: async ({ scope, params }) => ({
      status: 200,
      body: await listTimers(scope, params['name'] ?? '', params['id'] ?? ''),
    }),
  }),
]
