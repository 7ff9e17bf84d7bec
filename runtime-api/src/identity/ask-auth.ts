// Hands a checked request to the auth library and reads its answer as one of ours: no-store, problems in our form.
import { ApiError, type ErrorCode } from '../errors.ts'
import type { Limits } from '../http/limit-rate.ts'
import type { Answer, OpenCall } from '../http/route.ts'
import { type Auth, authBasePath } from './better-auth.ts'
import { findSession, passwordWasChanged, type UserRow } from './user-table.ts'

export interface AuthEdges {
  readonly auth: Auth
  readonly limits: Limits
}

interface Asked {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly atLeastMs?: number
  readonly beforePasswordChange?: true
}

const passedOn = ['cookie', 'authorization', 'accept-language', 'user-agent', 'origin']

export async function askAuth(edges: AuthEdges, call: OpenCall, asked: Asked): Promise<Answer> {
  const end = Date.now() + (asked.atLeastMs ?? 0)
  try {
    return await ask(edges, call, asked)
  } finally {
    const rest = end - Date.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
  }
}

/** A session for somebody whose password was set in this very call; the headers that hand it over. */
export async function signInAs(
  edges: AuthEdges,
  call: OpenCall,
  person: { readonly email: string; readonly password: string },
): Promise<Answer['headers']> {
  const path = '/sign-in/email'
  return (await ask(edges, { ...call, params: {}, query: {}, body: person }, { method: 'post', path })).headers
}

async function ask({ auth, limits }: AuthEdges, call: OpenCall, asked: Asked): Promise<Answer> {
  const email = asked.path === '/sign-in/email' ? (call.body as { email: string }).email : undefined
  if (email !== undefined) await limits.account(email, 'check')
  const needsUser = asked.path === '/change-password' || !asked.beforePasswordChange
  const user = needsUser ? await userOf(auth, call) : undefined
  if (user?.mustChangePassword && !asked.beforePasswordChange) throw new ApiError('must-change-password')
  const response = await auth.answer(requestOf(call, asked))
  if (email !== undefined && response.status === 401) await limits.account(email, 'failed')
  if (email !== undefined && response.ok) await limits.account(email, 'succeeded')
  if (response.status >= 400) throw await problemOf(response)
  if (user && asked.path === '/change-password')
    await call.runtime.control.inTransaction((tx) => passwordWasChanged(tx, user.id))
  return answerOf(auth, asked, response)
}

function requestOf(call: OpenCall, asked: Asked): Request {
  const path = asked.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(call.params[name] ?? ''))
  const query = new URLSearchParams(call.query as Record<string, string>)
  const headers = new Headers({ accept: 'application/json' })
  for (const name of passedOn) {
    const value = call.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const url = `${call.runtime.config.publicUrl}${authBasePath}${path}${query.size > 0 ? `?${query}` : ''}`
  if (asked.method === 'get') return new Request(url, { headers })
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(bodyOf(call, asked)) })
}

/** A new password ends every other session, whatever the caller wishes; a sign-up reads mails in the language it was made in. */
function bodyOf(call: OpenCall, asked: Asked): unknown {
  const body = (call.body ?? {}) as Record<string, unknown>
  if (asked.path === '/change-password') return { ...body, revokeOtherSessions: true }
  if (asked.path === '/sign-up/email') return { language: call.language, ...body }
  return body
}

async function userOf(auth: Auth, call: OpenCall): Promise<UserRow | undefined> {
  const bearer = /^Bearer +(\S+)$/i.exec(call.header('authorization') ?? '')?.[1]
  const token = bearer ? auth.tokenInBearer(bearer) : auth.tokenInCookie(call.header('cookie') ?? '')
  if (token === undefined) return undefined
  return (await findSession(call.runtime.control.read, { token }, call.runtime.now()))?.user
}

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
}

/** The library's own code stays as `code`, for clients that know it. */
async function problemOf(response: Response): Promise<ApiError> {
  const said = (await response.json().catch(() => ({}))) as { code?: unknown; message?: unknown }
  const code = codes[response.status]
  if (!code) return new ApiError('internal', { cause: said })
  const members = typeof said.code === 'string' ? { code: said.code } : {}
  // The library's validator speaks of its own insides: `[query.token] Invalid input: expected string, received undefined`.
  const isSaid = typeof said.message === 'string' && said.code !== 'VALIDATION_ERROR'
  return new ApiError(code, { members, ...(isSaid ? { detail: said.message as string } : {}) })
}

async function answerOf(auth: Auth, asked: Asked, response: Response): Promise<Answer> {
  const body = response.status === 302 ? undefined : ((await response.json()) as Record<string, unknown> | null)
  const cookies = [...response.headers.getSetCookie(), ...confirmingCookies(auth, asked.path, body)]
  const location = response.headers.get('location')
  const token = response.headers.get('set-auth-token')
  const headers = {
    'Cache-Control': 'no-store',
    ...(cookies.length > 0 ? { 'Set-Cookie': cookies } : {}),
    ...(location && response.status === 302 ? { Location: location } : {}),
    ...(token ? { 'Set-Auth-Token': token } : {}),
  }
  if (response.status === 302) return { status: 302, headers }
  return { status: response.status, headers, body: shownOf(asked.path, body ?? null) }
}

/** For an address that has an account the library invents an id: a cookie that no link will ever fit. */
function confirmingCookies(auth: Auth, path: string, body: Record<string, unknown> | null | undefined): string[] {
  const { id } = (body?.user ?? {}) as { readonly id?: unknown }
  return path === '/sign-up/email' && typeof id === 'string' ? [auth.confirmingCookie(id)] : []
}

function shownOf(path: string, body: Record<string, unknown> | null): unknown {
  if (path === '/get-session') return withoutToken(body)
  return path === '/sign-up/email' ? signedUp(body) : body
}

/** The library answers other members for an address that has an account; here both are the same. */
function signedUp(body: Record<string, unknown> | null): unknown {
  const { id, name, email, createdAt } = (body?.user ?? {}) as Record<string, unknown>
  return { token: null, user: { id, name, email, emailVerified: false, createdAt } }
}

/** The cookie is out of a script's reach; so is its content. */
function withoutToken(body: Record<string, unknown> | null): unknown {
  if (!body) return null
  const { token: _, ...session } = (body.session ?? {}) as Record<string, unknown>
  return { ...body, session }
}
