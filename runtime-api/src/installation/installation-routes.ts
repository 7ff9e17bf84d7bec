// What somebody who is not signed in may know of this installation, so that a screen promises nothing it does not do.
import { type Route, route } from '../http/route.ts'

export const installationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/v1/installation',
    actor: 'anyone',
    tag: 'Installation',
    summary: 'Which optional parts this installation has',
    description:
      '`mail` is `smtp` where mails are sent, and `outbox` where no mail server is configured and they stay as files in the folder `outbox` of the data folder.',
    answer: {
      status: 200,
      schema: {
        title: 'Installation',
        type: 'object',
        properties: { mail: { enum: ['smtp', 'outbox'] } },
      },
    },
    run: async ({ runtime }) => ({ status: 200, body: { mail: runtime.mail.local ? 'outbox' : 'smtp' } }),
  }),
]
