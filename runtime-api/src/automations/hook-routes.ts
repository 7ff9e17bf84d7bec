// Where other programs send what sets an automation off. Whoever knows the address may.
import type { Limits } from '../http/limit-rate.ts'
import { type Route, route } from '../http/route.ts'
import { receiveHook } from './receive-hook.ts'

export function hookRoutes({ limits }: { readonly limits: Limits }): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/hooks/{token}',
      actor: 'anyone',
      neverReplayed: true,
      tag: 'Automations',
      summary: 'Send something to an automation that waits for it',
      description:
        'JSON of up to 256 KB, read as `payload`. A message with a `webhook-id` that came before sets nothing off again. Where the automation asks for it, `webhook-id`, `webhook-timestamp` and `webhook-signature` sign it as Standard Webhooks do; a signature is good for five minutes. 120 messages a minute, and as many of one address as anybody may send who is not signed in.',
      headers: {
        'webhook-id': 'Names the message: the same for every repetition',
        'webhook-timestamp': 'Seconds, of a signed message',
        'webhook-signature': 'Of a signed message: `v1,` and the HMAC of id, timestamp and body',
      },
      rawBody: true,
      answer: {
        status: 202,
        schema: { type: 'object', properties: { run: { type: 'string', description: 'Its id in the log' } } },
      },
      refusals: ['not-found', 'malformed-json'],
      run: async (call) => ({ status: 202, body: { run: await receiveHook(call, limits) } }),
    }),
  ]
}
