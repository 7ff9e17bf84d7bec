// What the link of an invitation mail leads to, for whoever is not signed in.

import { type JsonSchema, type OpenCall, type Route, route } from '../http/route.ts'
import { languageSchema, nameSchema, roleSchema, timeSchema } from '../http/wire-schemas.ts'
import { type AuthEdges, signInAs } from '../identity/ask-auth.ts'
import { passwordLength } from '../identity/better-auth.ts'
import { joinWithNewAccount, type MailedLink, openInvitation } from './join-by-mail.ts'

const tag = 'Members'
const token: JsonSchema = { type: 'string', maxLength: 200, description: 'What follows `#` in the link of the mail' }

/** The token stands in the body: an address is written into logs. */
export function invitedRoutes(edges: AuthEdges): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/invitations/{id}/open',
      actor: 'anyone',
      attempt: true,
      neverReplayed: true,
      tag,
      summary: 'Who invites which address to what: for whoever has the link of the mail',
      body: { type: 'object', required: ['token'], properties: { token }, additionalProperties: false },
      answer: {
        status: 200,
        schema: {
          type: 'object',
          properties: {
            tenantName: { type: 'string' },
            invitedBy: { type: ['string', 'null'] },
            email: { type: 'string' },
            role: roleSchema,
            expiresAt: timeSchema,
            hasAccount: { type: 'boolean', description: 'The address has an account: sign in, then accept' },
          },
        },
      },
      refusals: ['not-found'],
      async run(call) {
        const opened = await openInvitation(call.runtime, linkOf(call))
        const body = { ...opened, expiresAt: new Date(opened.expiresAt).toISOString() }
        return { status: 200, headers: { 'Cache-Control': 'no-store' }, body }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/invitations/{id}/join',
      actor: 'anyone',
      attempt: true,
      neverReplayed: true,
      tag,
      summary: 'Makes an account for the invited address and joins; sets the session cookie',
      description: 'The link of the mail proves the address, so no further mail confirms it. It works once.',
      body: {
        type: 'object',
        required: ['token', 'name', 'password'],
        properties: {
          token,
          name: nameSchema,
          password: { type: 'string', minLength: passwordLength.least, maxLength: passwordLength.most },
          language: languageSchema,
        },
        additionalProperties: false,
      },
      answer: {
        status: 200,
        schema: {
          type: 'object',
          properties: { id: { type: 'string' }, slug: { type: 'string' }, name: { type: 'string' }, role: roleSchema },
        },
      },
      refusals: ['not-found', 'already-exists'],
      async run(call) {
        const { name, password, language = call.language } = call.body as Joining
        const { tenant, role, email } = await joinWithNewAccount(call.runtime, linkOf(call), {
          name,
          password,
          language,
        })
        const headers = await signInAs(edges, call, { email, password })
        return { status: 200, headers, body: { id: tenant.id, slug: tenant.slug, name: tenant.name, role } }
      },
    }),
  ]
}

interface Joining {
  readonly name: string
  readonly password: string
  readonly language?: OpenCall['language']
}

function linkOf({ params, body }: OpenCall): MailedLink {
  return { id: params['id'] ?? '', token: (body as { token: string }).token }
}
