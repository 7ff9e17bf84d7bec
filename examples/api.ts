// The few lines a client of the API needs: JSON calls with a token, and the link out of the verification mail.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Api {
  get(path: string): Promise<unknown>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<unknown>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<unknown>
}

/** A refusal as the API says it (RFC 9457). */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: { readonly detail?: string; readonly title?: string; readonly errors?: unknown },
    where: string,
  ) {
    super(`${where}: ${status} ${problem.detail ?? problem.title ?? ''} ${JSON.stringify(problem.errors ?? '')}`)
  }
}

/** Calls below `/api/v1`; a status of 400 or more is thrown as `Refused`. */
export function openApi(url: string, token?: string): Api {
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const json = text === '' ? undefined : JSON.parse(text)
    if (answer.status >= 400) throw new Refused(answer.status, json ?? {}, `${method} ${path}`)
    return json
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
  }
}

/** Signs up, opens the link in the mail that the server wrote into `dataFolder`, signs in; answers with a signed-in API. */
export async function signUpAndIn(
  url: string,
  dataFolder: string,
  person: { readonly name: string; readonly email: string; readonly password: string },
): Promise<Api> {
  await auth(url, 'sign-up/email', person)
  const link = verificationLink(dataFolder, person.email)
  const opened = await fetch(link, { redirect: 'manual' })
  if (opened.status >= 400) throw new Error(`the verification link answered ${opened.status}`)
  const { token } = await auth(url, 'sign-in/email', { email: person.email, password: person.password })
  return openApi(url, token)
}

async function auth(url: string, action: string, body: unknown): Promise<{ readonly token: string }> {
  const answer = await fetch(`${url}/api/auth/${action}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Refused(answer.status, (await answer.json()) as Refused['problem'], action)
  return (await answer.json()) as { token: string }
}

function verificationLink(dataFolder: string, email: string): string {
  const folder = join(dataFolder, 'outbox')
  const mails = readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .map((file) =>
      readFileSync(join(folder, file), 'utf8')
        .replace(/=\r?\n/g, '')
        .replaceAll('=3D', '='),
    )
    .filter((mail) => mail.includes(email))
  const link = mails.at(-1)?.match(/https?:\/\/\S+verify-email\S+/)?.[0]
  if (!link) throw new Error(`no verification mail for ${email} in ${folder}`)
  return link.replace(/["'<>)]+$/, '').replaceAll('&amp;', '&')
}
