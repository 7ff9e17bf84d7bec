// Who sends this request? A session cookie, or exactly one bearer: an access token, a session token, or an API key.
import type { Request } from 'express'
import { type KnownKey, readApiKey } from '../api-keys/read-api-key.ts'
import { ApiError } from '../errors.ts'
import type { Auth } from '../identity/better-auth.ts'
import { findSession } from '../identity/user-table.ts'
import type { Runtime } from '../runtime.ts'
import { refuseOtherSites } from './check-origin.ts'
import type { SignedInUser } from './route.ts'

export type Sender = { readonly kind: 'user'; readonly user: SignedInUser } | ({ readonly kind: 'key' } & KnownKey)

const bearerForm = /^Bearer +([A-Za-z0-9\-._~+/%]+=*) *$/i

/** Throws 401 unless there is one valid proof. Everything is looked up now: what was revoked a moment ago is refused. */
export async function readActor(runtime: Runtime, auth: Auth, request: Request): Promise<Sender> {
  const proofs = authorizations(request)
  if (proofs.length > 1) throw refused()
  const [authorization] = proofs
  if (authorization !== undefined) return readBearer(runtime, auth, authorization)
  const cookie = request.get('cookie')
  if (cookie === undefined) throw new ApiError('unauthenticated')
  refuseOtherSites(runtime.config, request)
  const token = auth.tokenInCookie(cookie)
  return userOf(runtime, token === undefined ? undefined : { token })
}

/** Node keeps only the first of several such headers; the raw list shows them all. */
function authorizations(request: Request): string[] {
  return request.rawHeaders.filter((_, i, all) => i % 2 === 1 && all[i - 1]?.toLowerCase() === 'authorization')
}

async function readBearer(runtime: Runtime, auth: Auth, authorization: string): Promise<Sender> {
  const token = bearerForm.exec(authorization)?.[1]
  if (token === undefined || token.length > 4096) throw refused()
  if (token.startsWith('mk_')) {
    const known = await readApiKey(runtime, token)
    if (!known) throw refused()
    return { kind: 'key', ...known }
  }
  if (token.split('.').length === 3) {
    const id = await auth.sessionOfAccessToken(token)
    return userOf(runtime, id === undefined ? undefined : { id })
  }
  const session = auth.tokenInBearer(token)
  return userOf(runtime, session === undefined ? undefined : { token: session })
}

async function userOf(
  runtime: Runtime,
  by: { readonly id: string } | { readonly token: string } | undefined,
): Promise<Sender> {
  const found = by && (await findSession(runtime.control.read, by, runtime.now()))
  if (!found) throw refused()
  const { id, name, email, language, mustChangePassword, superAdmin } = found.user
  return {
    kind: 'user',
    user: { id, name, email, language, mustChangePassword, superAdmin, session: found.session },
  }
}

function refused(): ApiError {
  return new ApiError('unauthenticated', {
    detail: {
      en: 'The session, key or token you sent is not valid, or not any more',
      'pt-BR': 'A sessão, chave ou token enviado não é válido, ou deixou de ser',
      ru: 'Присланный сеанс, ключ или токен недействителен или уже отозван',
    },
    headers: { 'WWW-Authenticate': 'Bearer realm="molde", error="invalid_token"' },
  })
}
