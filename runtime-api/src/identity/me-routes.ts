// The signed-in person: profile, sessions, and leaving for good.
import { type JsonSchema, type Route, route } from '../http/route.ts'
import { languageSchema, listOf, nameSchema, timeSchema } from '../http/wire-schemas.ts'
import { deleteUser } from './delete-user.ts'
import { endOwnSession, type ProfileChange, readProfile, readSessions, updateOwnProfile } from './profile.ts'

const tag = 'You'
const path = '/api/v1/me'
const meSchema: JsonSchema = {
  title: 'Me',
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: nameSchema,
    email: { type: 'string' },
    language: { anyOf: [languageSchema, { type: 'null' }] },
    mustChangePassword: { type: 'boolean' },
    superAdmin: { type: 'boolean' },
    createdAt: timeSchema,
  },
}
const sessionSchema: JsonSchema = {
  title: 'Session',
  type: 'object',
  properties: {
    id: { type: 'string' },
    current: { type: 'boolean' },
    userAgent: { type: ['string', 'null'] },
    createdAt: timeSchema,
    expiresAt: timeSchema,
  },
}

export const meRoutes: readonly Route[] = [
  route({
    method: 'get',
    path,
    actor: 'user',
    tag,
    summary: 'Who you are',
    // The screen that asks for the new password must know whose it is.
    beforePasswordChange: true,
    answer: { status: 200, schema: meSchema },
    run: async ({ runtime, user }) => ({ status: 200, body: await readProfile(runtime, user.id) }),
  }),
  route({
    method: 'patch',
    path,
    actor: 'user',
    tag,
    summary: 'Changes your name or language',
    body: {
      type: 'object',
      properties: { name: nameSchema, language: { anyOf: [languageSchema, { type: 'null' }] } },
      additionalProperties: false,
    },
    answer: { status: 200, schema: meSchema },
    run: async ({ runtime, user, body }) => ({
      status: 200,
      body: await updateOwnProfile(runtime, user.id, body as ProfileChange),
    }),
  }),
  route({
    method: 'delete',
    path,
    actor: 'user',
    tag,
    summary: 'Deletes your account for good',
    description:
      'Needs the password. Tenants where you are the only member are closed; where others are members and you are the only owner it is refused (409): make somebody else an owner first.',
    body: {
      type: 'object',
      required: ['password'],
      properties: { password: { type: 'string', maxLength: 1000 } },
      additionalProperties: false,
    },
    attempt: true,
    answer: { status: 204 },
    refusals: ['wrong-password', 'last-owner'],
    async run({ runtime, user, body }) {
      await deleteUser(runtime, user, (body as { password: string }).password)
      return { status: 204, headers: { 'Clear-Site-Data': '"cookies", "storage"' } }
    },
  }),
  route({
    method: 'get',
    path: `${path}/sessions`,
    actor: 'user',
    tag,
    summary: 'Where you are signed in',
    answer: { status: 200, schema: listOf(sessionSchema) },
    run: async ({ runtime, user }) => ({ status: 200, body: { items: await readSessions(runtime, user), next: null } }),
  }),
  route({
    method: 'delete',
    path: `${path}/sessions/{id}`,
    actor: 'user',
    tag,
    summary: 'Ends one of your sessions at once',
    answer: { status: 204 },
    async run({ runtime, user, params }) {
      await endOwnSession(runtime, user.id, params.id ?? '')
      return { status: 204 }
    },
  }),
]
