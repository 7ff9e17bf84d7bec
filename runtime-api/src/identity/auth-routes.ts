// The auth library's own conventional paths, each declared: what is not listed here does not exist.

import { type JsonSchema, type OpenCall, type Route, route } from '../http/route.ts'
import { emailSchema, languageSchema, nameSchema } from '../http/wire-schemas.ts'
import { type AuthEdges, askAuth } from './ask-auth.ts'
import { authBasePath, passwordLength } from './better-auth.ts'

const tag = 'Sign-in'
const text: JsonSchema = { type: 'string', maxLength: 4096 }
/** Where to go afterwards: a path of ours, or an address at PUBLIC_URL; the library checks it. */
const callback: JsonSchema = { type: 'string', maxLength: 2000 }
const newPassword: JsonSchema = { type: 'string', minLength: passwordLength.least, maxLength: passwordLength.most }
const givenPassword: JsonSchema = { type: 'string', maxLength: 1000 }

function form(properties: { readonly [name: string]: JsonSchema }, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

const done: JsonSchema = { type: 'object', properties: { status: { type: 'boolean' } } }
const signedIn: JsonSchema = {
  type: 'object',
  properties: {
    token: { type: ['string', 'null'], description: 'The session token, for `Authorization: Bearer`' },
    user: { type: 'object' },
    redirect: { type: 'boolean' },
    url: { type: ['string', 'null'] },
  },
}

interface Declared {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly query?: { readonly [name: string]: JsonSchema }
  readonly body?: JsonSchema
  readonly bodyOptional?: true
  readonly answer?: JsonSchema
  readonly status?: number
  /** Counted strictly per address: it tells or changes who somebody is. */
  readonly attempt?: true
  /** Lasts at least this long, so that the time does not tell whether an address is known. */
  readonly atLeastMs?: number
  readonly beforePasswordChange?: true
}

const declared: readonly Declared[] = [
  {
    method: 'post',
    path: '/sign-up/email',
    summary: 'Sign up; a mail with a link confirms the address',
    description: 'The answer is the same for an address that has an account already.',
    body: form(
      { name: nameSchema, email: emailSchema, password: newPassword, language: languageSchema, callbackURL: callback },
      ['name', 'email', 'password'],
    ),
    answer: signedIn,
    attempt: true,
    atLeastMs: 300,
    beforePasswordChange: true,
  },
  {
    method: 'post',
    path: '/sign-in/email',
    summary: 'Sign in; sets the session cookie and answers the session token',
    body: form(
      {
        email: { ...text, maxLength: 320 },
        password: givenPassword,
        rememberMe: { type: 'boolean' },
        callbackURL: callback,
      },
      ['email', 'password'],
    ),
    answer: signedIn,
    attempt: true,
    beforePasswordChange: true,
  },
  {
    method: 'post',
    path: '/sign-out',
    summary: 'End this session',
    body: form({}, []),
    bodyOptional: true,
    answer: { type: 'object', properties: { success: { type: 'boolean' } } },
    beforePasswordChange: true,
  },
  {
    method: 'get',
    path: '/verify-email',
    summary: 'The link of the verification mail',
    description: 'Signs in the browser that signed up; any other is asked for the password.',
    query: { token: text, callbackURL: callback },
    status: 302,
    attempt: true,
    beforePasswordChange: true,
  },
  {
    method: 'post',
    path: '/send-verification-email',
    summary: 'Send the verification mail again',
    body: form({ email: emailSchema, callbackURL: callback }, ['email']),
    answer: done,
    attempt: true,
    atLeastMs: 600,
    beforePasswordChange: true,
  },
  {
    method: 'post',
    path: '/request-password-reset',
    summary: 'Ask for a mail with a link to set a new password',
    description: 'The answer is the same for an unknown address.',
    body: form({ email: emailSchema, redirectTo: callback }, ['email']),
    answer: done,
    attempt: true,
    atLeastMs: 300,
    beforePasswordChange: true,
  },
  {
    method: 'get',
    path: '/reset-password/{token}',
    summary: 'The link of the reset mail',
    query: { callbackURL: callback },
    status: 302,
    attempt: true,
    beforePasswordChange: true,
  },
  {
    method: 'post',
    path: '/reset-password',
    summary: 'Set a new password with the token of the mail; every session ends',
    body: form({ newPassword, token: text }, ['newPassword', 'token']),
    answer: done,
    attempt: true,
    beforePasswordChange: true,
  },
  {
    method: 'post',
    path: '/change-password',
    summary: 'Change the password; every other session ends',
    body: form(
      {
        currentPassword: givenPassword,
        newPassword,
        revokeOtherSessions: { type: 'boolean', description: 'Always done' },
      },
      ['currentPassword', 'newPassword'],
    ),
    answer: signedIn,
    attempt: true,
    beforePasswordChange: true,
  },
  {
    method: 'get',
    path: '/get-session',
    summary: 'The present session, or null',
    answer: { type: ['object', 'null'] },
  },
  {
    method: 'get',
    path: '/token',
    summary: 'An access token for this session; lives 15 minutes, ends with the session',
    answer: { type: 'object', properties: { token: { type: 'string' } } },
  },
  {
    method: 'get',
    path: '/jwks',
    summary: 'The keys that access tokens are signed with',
    answer: { type: 'object' },
    beforePasswordChange: true,
  },
]

export function authRoutes(edges: AuthEdges): readonly Route[] {
  return declared.map((one) => routeOf(edges, one))
}

function routeOf(edges: AuthEdges, one: Declared): Route {
  return route({
    method: one.method,
    path: `${authBasePath}${one.path}`,
    actor: 'anyone',
    tag,
    summary: one.summary,
    neverReplayed: true,
    ...(one.description ? { description: one.description } : {}),
    ...(one.query ? { query: one.query } : {}),
    ...(one.body ? { body: one.body } : {}),
    ...(one.bodyOptional ? { bodyOptional: one.bodyOptional } : {}),
    ...(one.beforePasswordChange ? { beforePasswordChange: one.beforePasswordChange } : {}),
    ...(one.attempt ? { attempt: one.attempt } : {}),
    answer: { status: one.status ?? 200, ...(one.answer ? { schema: one.answer } : {}) },
    refusals: ['bad-request', 'unauthenticated', 'forbidden', 'not-found', 'invalid'],
    run: (call: OpenCall) => askAuth(edges, call, one),
  })
}
