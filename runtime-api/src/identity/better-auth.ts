// Sign-up, sign-in, sessions and tokens: how the auth library is configured. Its only importer.
import { hkdfSync, randomUUID } from 'node:crypto'
import { createAdapterFactory } from 'better-auth/adapters'
import { betterAuth } from 'better-auth/minimal'
import { bearer, jwt } from 'better-auth/plugins'
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

export const sessionHours = 36
export const accessTokenMinutes = 15
export const authBasePath = '/api/auth'
export const passwordLength = { least: 8, most: 128 } as const

export interface Auth {
  /** Carries out a checked request on one of the library's paths. */
  answer(request: Request): Promise<Response>
  /** The session behind a cookie or a bearer session token, or undefined. */
  sessionOf(headers: Readonly<Record<string, string>>): Promise<string | undefined>
  /** The session an access token was made from, when signature, issuer and time are right; whether it lives is asked of the database. */
  sessionOfAccessToken(token: string): Promise<string | undefined>
}

export function createAuth(runtime: Runtime, mails: IdentityMails): Auth {
  const origin = originOf(runtime)
  const auth = betterAuth({
    appName: 'Molde',
    baseURL: origin,
    basePath: authBasePath,
    secret: Buffer.from(hkdfSync('sha256', runtime.config.secret, '', 'molde/identity', 32)).toString('base64url'),
    database: storeAdapter(runtime.control),
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
      autoSignInAfterVerification: false,
      expiresIn: 24 * 3600,
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
  return {
    answer: (request) => auth.handler(request),
    async sessionOf(headers) {
      const found = await auth.api.getSession({ headers: new Headers(headers) })
      return found?.session.id
    },
    async sessionOfAccessToken(token) {
      const { payload } = await auth.api.verifyJWT({ body: { token } })
      return typeof payload?.sid === 'string' ? payload.sid : undefined
    },
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
function storeAdapter(store: Store) {
  return createAdapterFactory({
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
  })
}

interface FindMany {
  model: string
  where?: Condition[]
  limit?: number
  offset?: number
  sortBy?: { field: string; direction: 'asc' | 'desc' }
}
