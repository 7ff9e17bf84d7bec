// Sign-up, sign-in, sessions and tokens: how the auth library is configured. Its only importer.
import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto'
import type * as Adapters from 'better-auth/adapters'
import type { Runtime } from '../runtime.ts'
import type { Store } from '../store/store.ts'
import type { IdentityMails } from './identity-mails.ts'
import {
  type Condition,
  countIdentity,
  deleteIdentity,
  findIdentity,
  type IdentityRow,
  identityTable,
  insertIdentity,
  takeIdentity,
  updateIdentity,
} from './identity-table.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { untracked } from './untracked.ts'

const sessionHours = 36
const accessTokenMinutes = 15
/** How long the link of the verification mail works. */
const linkHours = 24
export const authBasePath = '/api/auth'
const confirmingPath = `${authBasePath}/verify-email`
export const passwordLength = { least: 8, most: 128 } as const

export interface Auth {
  /** Carries out a checked request on one of the library's paths. */
  answer(request: Request): Promise<Response>
  /**
   * Set where somebody signs up: the link of the mail signs in the browser that has it, and no other. Whoever signs up with the
   * address of somebody else knows the password; the owner of the address must not find themselves in that account.
   */
  confirmingCookie(userId: string): string
  /** The session token inside a Cookie header, when it is there once and was signed by us. */
  tokenInCookie(cookie: string): string | undefined
  /** The session token inside a bearer: itself, or signed as in the cookie. */
  tokenInBearer(bearer: string): string | undefined
  /** The session an access token was made from, when signature, issuer and time are right; whether it lives is asked of the database. */
  sessionOfAccessToken(token: string): Promise<string | undefined>
}

export function createAuth(runtime: Runtime, mails: IdentityMails): Auth {
  const origin = originOf(runtime)
  const secret = Buffer.from(hkdfSync('sha256', runtime.config.secret, '', 'molde/identity', 32)).toString('base64url')
  let library: ReturnType<typeof openLibrary> | undefined
  /** Whose address a request has just confirmed, out of the browser that signed up. */
  const confirmed = new WeakMap<Request, string>()
  const confirm = (userId: string, request: Request | undefined) => {
    const cookie = request?.headers.get('cookie') ?? ''
    if (request && tokenInCookie(secret, cookieName(origin, 'confirming'), cookie) === confirming(userId))
      confirmed.set(request, userId)
  }
  const opened = () => (library ??= openLibrary(runtime, mails, secret, confirm))
  return {
    answer: async (request) => {
      const { handler, $context } = await opened()
      const response = await untracked(() => handler(request))
      const user = confirmed.get(request)
      if (user === undefined) return response
      const { internalAdapter } = await $context
      const userAgent = request.headers.get('user-agent') ?? ''
      const { token } = await untracked(() => internalAdapter.createSession(user, false, { userAgent }))
      const headers = new Headers(response.headers)
      headers.append('set-cookie', signedCookie(secret, origin, 'session_token', token, '/', sessionHours))
      headers.append('set-cookie', signedCookie(secret, origin, 'confirming', '', confirmingPath, 0))
      return new Response(response.body, { status: response.status, headers })
    },
    confirmingCookie: (userId) =>
      signedCookie(secret, origin, 'confirming', confirming(userId), confirmingPath, linkHours),
    tokenInCookie: (cookie) => tokenInCookie(secret, cookieName(origin, 'session_token'), cookie),
    tokenInBearer: (bearer) => (bearer.includes('.') ? signedToken(secret, decoded(bearer)) : bearer),
    sessionOfAccessToken: rememberVerified(runtime, async (token) => {
      const { api } = await opened()
      const { payload } = await untracked(() => api.verifyJWT({ body: { token } }))
      const { sid, exp } = (payload ?? {}) as { readonly sid?: unknown; readonly exp?: unknown }
      return typeof sid === 'string' && typeof exp === 'number' ? { session: sid, until: exp * 1000 } : undefined
    }),
  }
}

/** A third of the start and 40 MB: programs that come with API keys never need it, and the first sign-in waits for it once. */
async function openLibrary(
  runtime: Runtime,
  mails: IdentityMails,
  secret: string,
  confirm: (userId: string, request: Request | undefined) => void,
) {
  const [{ createAdapterFactory }, { betterAuth }, { bearer, jwt }] = await Promise.all([
    import('better-auth/adapters'),
    import('better-auth/minimal'),
    import('better-auth/plugins'),
  ])
  const origin = originOf(runtime)
  return betterAuth({
    appName: 'Molde',
    baseURL: origin,
    basePath: authBasePath,
    secret,
    database: createAdapterFactory(storeAdapter(runtime.control)),
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Ours cover every route with fixed keys.
    rateLimit: { enabled: false },
    user: { additionalFields: { language: { type: 'string', required: false, input: true } } },
    session: { expiresIn: sessionHours * 3600, disableSessionRefresh: true, cookieCache: { enabled: false } },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mails.reset(user, token),
      onExistingUserSignUp: ({ user }) => mails.knownAddress(user),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      // Ours looks at who asks.
      autoSignInAfterVerification: false,
      afterEmailVerification: async ({ id }, request) => confirm(id, request),
      expiresIn: linkHours * 3600,
      sendVerificationEmail: ({ user, token }) => mails.verify(user, token),
    },
    advanced: {
      cookiePrefix: 'molde',
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // Every unsafe request passes http/check-origin.ts first.
      disableCSRFCheck: true,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID() },
    },
    plugins: [
      bearer(),
      jwt({
        jwt: {
          expirationTime: `${accessTokenMinutes}m`,
          issuer: origin,
          audience: origin,
          definePayload: ({ session }) => ({ sid: session.id }),
        },
        disableSettingJwtHeader: true,
      }),
    ],
  })
}

interface Verified {
  readonly session: string
  readonly until: number
}

const mostVerified = 2_000

/** A signature that was right once stays right until the token runs out; whether its session lives is asked each time. */
function rememberVerified(
  runtime: Runtime,
  verify: (token: string) => Promise<Verified | undefined>,
): Auth['sessionOfAccessToken'] {
  const known = new Map<string, Verified>()
  return async (token) => {
    const verified = known.get(token) ?? (await verify(token))
    known.delete(token)
    if (!verified || verified.until <= runtime.now()) return undefined
    known.set(token, verified)
    if (known.size > mostVerified) known.delete(known.keys().next().value as string)
    return verified.session
  }
}

/** As the library names it from `cookiePrefix` and `useSecureCookies`. */
function cookieName(origin: string, name: string): string {
  return `${origin.startsWith('https:') ? '__Secure-' : ''}molde.${name}`
}

/** Of another form than any session's token. */
const confirming = (userId: string) => `confirming:${userId}`

/** A Set-Cookie header as the library writes them; an empty token takes the cookie away. */
function signedCookie(
  secret: string,
  origin: string,
  name: string,
  token: string,
  path: string,
  hours: number,
): string {
  const value = token === '' ? '' : encodeURIComponent(`${token}.${signatureOf(secret, token)}`)
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${cookieName(origin, name)}=${value}; Max-Age=${hours * 3600}; Path=${path}; HttpOnly; SameSite=Lax${secure}`
}

// Reading the signed token here instead of asking the library for the session costs one lookup of ours instead of several.

function tokenInCookie(secret: string, name: string, cookie: string): string | undefined {
  const values = cookie
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one.startsWith(`${name}=`))
    .map((one) => one.slice(name.length + 1))
  // Two cookies of one name come from a neighbour that wants to be taken for us.
  return values.length === 1 ? signedToken(secret, decoded(values[0] as string)) : undefined
}

/** `token.signature`, the signature being HMAC-SHA256 of the token in base64. */
function signedToken(secret: string, text: string): string | undefined {
  const dot = text.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1))
  const right = Buffer.from(signatureOf(secret, token))
  return given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

const signatureOf = (secret: string, token: string) => createHmac('sha256', secret).update(token).digest('base64')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function originOf(runtime: Runtime): string {
  if (!runtime.config.publicUrl) throw new Error('the public address must be known before identity starts')
  return runtime.config.publicUrl
}

/**
 * The library on our own control store, so that it writes through the one writer and reads with the store's pool.
 * No transactions: it hashes and mails inside of them, and a write transaction may wait for nothing. A sign-up cut off
 * between user and password ends in a reset by mail.
 */
function storeAdapter(store: Store): Parameters<typeof Adapters.createAdapterFactory>[0] {
  return {
    config: {
      adapterId: 'molde-store',
      supportsDates: false,
      supportsBooleans: false,
      supportsJSON: false,
      transaction: false,
    },
    adapter: () => ({
      async create<T>({ model, data }: { model: string; data: T }): Promise<T> {
        await store.inTransaction((tx) => insertIdentity(tx, identityTable(model), data as IdentityRow))
        return data
      },
      async findOne<T>({ model, where }: { model: string; where: Condition[] }): Promise<T | null> {
        const [row] = await findIdentity(store.read, identityTable(model), where, { limit: 1 })
        return (row as T | undefined) ?? null
      },
      async findMany<T>({ model, where, ...page }: FindMany): Promise<T[]> {
        return (await findIdentity(store.read, identityTable(model), where ?? [], page)) as T[]
      },
      count: ({ model, where }: { model: string; where?: Condition[] }) =>
        countIdentity(store.read, identityTable(model), where ?? []),
      update: <T>({ model, where, update }: { model: string; where: Condition[]; update: T }): Promise<T | null> =>
        store.inTransaction(async (tx) => {
          const table = identityTable(model)
          const [row] = await findIdentity(tx, table, where, { limit: 1 })
          if (!row) return null
          await updateIdentity(
            tx,
            table,
            [{ field: 'id', operator: 'eq', value: row.id, connector: 'AND' }],
            update as IdentityRow,
          )
          const [after] = await findIdentity(
            tx,
            table,
            [{ field: 'id', operator: 'eq', value: row.id, connector: 'AND' }],
            { limit: 1 },
          )
          return (after as T | undefined) ?? null
        }),
      updateMany: ({ model, where, update }: { model: string; where: Condition[]; update: IdentityRow }) =>
        store.inTransaction((tx) => updateIdentity(tx, identityTable(model), where, update)),
      async delete({ model, where }: { model: string; where: Condition[] }): Promise<void> {
        await store.inTransaction((tx) => deleteIdentity(tx, identityTable(model), where))
      },
      deleteMany: ({ model, where }: { model: string; where: Condition[] }) =>
        store.inTransaction((tx) => deleteIdentity(tx, identityTable(model), where)),
      consumeOne: <T>({ model, where }: { model: string; where: Condition[] }): Promise<T | null> =>
        store.inTransaction(
          async (tx) => ((await takeIdentity(tx, identityTable(model), where)) as T | undefined) ?? null,
        ),
    }),
  }
}

interface FindMany {
  model: string
  where?: Condition[]
  limit?: number
  offset?: number
  sortBy?: { field: string; direction: 'asc' | 'desc' }
}
