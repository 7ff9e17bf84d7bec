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
      'comment.updated, comment.deleted, notifications.changed (yours alone), job.progress, definition.changed. An event names what changed and holds no data. `reset` means that events were missed: read anew. A member or key may listen 20 times at once; more are answered with 429.',
    headers: { 'Last-Event-ID': 'The last event seen; what came after it is sent first' },
    answer: { status: 200, mediaType: 'text/event-stream' },
    run: async (call) => ({
      status: 200,
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
      stream: listenToTenant(call.scope, { lastEventId: call.header('last-event-id'), signal: call.signal() }),
    }),
  }),
]
