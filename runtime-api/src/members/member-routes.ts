// Who may work in a tenant: members, invitations, roles.
import { pageBody, pageParameters, readPage } from '../http/keyset-page.ts'
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { emailSchema, listOf, roleSchema, timeSchema } from '../http/wire-schemas.ts'
import type { Role } from '../tenants/read-tenants.ts'
import { acceptInvitation, declineInvitation, readInvitations } from './accept-invitation.ts'
import { changeMember } from './change-member.ts'
import { inviteMember } from './invite-member.ts'
import { type MemberRow, readMembers } from './read-members.ts'
import { removeMember } from './remove-member.ts'

const tag = 'Members'
const path = '/api/v1/tenants/{t}/members'

const memberSchema: JsonSchema = {
  title: 'Member',
  type: 'object',
  properties: {
    id: { type: 'string', description: "The user's id; of an invited one the invitation's" },
    name: { type: ['string', 'null'] },
    email: { type: 'string' },
    role: roleSchema,
    status: { type: 'string', enum: ['active', 'invited'] },
    createdAt: timeSchema,
  },
}
const invitationSchema: JsonSchema = {
  title: 'Invitation',
  type: 'object',
  properties: {
    id: { type: 'string' },
    tenantName: { type: 'string' },
    invitedBy: { type: ['string', 'null'] },
    role: roleSchema,
    expiresAt: timeSchema,
  },
}

export const memberRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'tenant',
    tag,
    summary: 'Members and invited people',
    query: pageParameters,
    answer: { status: 200, schema: listOf(memberSchema) },
    async run({ scope, query }) {
      const page = readPage(query)
      const rows = await readMembers(scope, { ...page, limit: page.limit + 1 })
      return { status: 200, body: pageBody(page, rows, wireMember, (row) => [row.createdAt, row.id]) }
    },
  }),
  route({
    method: 'post',
    path,
    actor: 'tenant',
    role: 'owner',
    effects: 'control',
    tag,
    summary: 'Invites an address; the mail holds a link',
    body: {
      type: 'object',
      required: ['email', 'role'],
      properties: { email: emailSchema, role: roleSchema },
      additionalProperties: false,
    },
    answer: { status: 201, schema: memberSchema },
    refusals: ['already-exists'],
    async run({ scope, body }) {
      return { status: 201, body: wireMember(await inviteMember(scope, body as { email: string; role: Role })) }
    },
  }),
  route({
    method: 'patch',
    path: `${path}/{id}`,
    actor: 'tenant',
    role: 'owner',
    tag,
    summary: 'Gives a member another role',
    body: { type: 'object', required: ['role'], properties: { role: roleSchema }, additionalProperties: false },
    answer: { status: 204 },
    refusals: ['last-owner'],
    async run({ scope, params, body }) {
      await changeMember(scope, params.id ?? '', (body as { role: Role }).role)
      return { status: 204 }
    },
  }),
  route({
    method: 'delete',
    path: `${path}/{id}`,
    actor: 'tenant',
    tag,
    summary: 'Removes a member, withdraws an invitation, or leaves',
    description:
      'An owner removes anybody, everybody may leave. Keys that the member made end; what the member wrote stays.',
    answer: { status: 204 },
    refusals: ['last-owner'],
    async run({ scope, params }) {
      await removeMember(scope, params.id ?? '')
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/invitations',
    actor: 'user',
    tag,
    summary: 'Invitations sent to your address',
    answer: { status: 200, schema: listOf(invitationSchema) },
    async run({ runtime, user }) {
      const items = await readInvitations(runtime, user)
      return {
        status: 200,
        body: { items: items.map((one) => ({ ...one, expiresAt: new Date(one.expiresAt).toISOString() })), next: null },
      }
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/invitations/{id}/accept',
    actor: 'user',
    tag,
    summary: 'Takes up an invitation that was sent to your address',
    answer: {
      status: 200,
      schema: {
        type: 'object',
        properties: { id: { type: 'string' }, slug: { type: 'string' }, name: { type: 'string' }, role: roleSchema },
      },
    },
    async run({ runtime, user, params }) {
      const { tenant, role } = await acceptInvitation(runtime, user, params.id ?? '')
      return { status: 200, body: { id: tenant.id, slug: tenant.slug, name: tenant.name, role } }
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/invitations/{id}',
    actor: 'user',
    tag,
    summary: 'Declines an invitation',
    answer: { status: 204 },
    async run({ runtime, user, params }) {
      await declineInvitation(runtime, user, params.id ?? '')
      return { status: 204 }
    },
  }),
]

function wireMember(row: MemberRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    status: row.status,
    createdAt: new Date(row.createdAt).toISOString(),
  }
}
