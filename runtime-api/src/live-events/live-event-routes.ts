// The stream of what changes in a tenant.
import { type Route, route } from '../http/route.ts'
import { listenToTenant } from './listen-to-tenant.ts'

export const liveEventRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/tenants/{t}/events',
    actor: 'tenant',
    tag: 'Live events',
    summary: 'What changes in the tenant, as server-sent events',
    description:
      'Sent after the commit: record.created, record.updated, record.deleted, record.restored, record.transition, record.attached, comment.created, ' +
      'comment.updated, comment.deleted, notifications.changed (yours alone), job.progress, members.changed, definition.changed (of a view: only where it is seen). An event names what changed and holds no data. `reset` means that events were missed: read anew. A member or key may listen 20 times at once; more are answered with 429. Every answer to a GET in the tenant says in `Last-Event-ID` up to where it is: a line that begins there misses nothing.',
    headers: { 'Last-Event-ID': 'The last event seen; what came after it is sent first' },
    query: {
      after: {
        type: 'string',
        maxLength: 80,
        description:
          'The same for a first line, since browsers send no header of their own with it; the header counts more',
      },
    },
    answer: { status: 200, mediaType: 'text/event-stream' },
    run: async (call) => ({
      status: 200,
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
      stream: listenToTenant(call.scope, {
        lastEventId: call.header('last-event-id') ?? oneText(call.query['after']),
        signal: call.signal(),
      }),
    }),
  }),
]

function oneText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
