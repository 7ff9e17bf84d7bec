// The real app in this process, on a port of its own and a database of its own, with the steps every test begins with.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { createApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import { createRuntime } from '../src/create-runtime.ts'
import { ensureSuperAdmin, type OneTimeCredentials } from '../src/identity/first-super-admin.ts'
import { startWorker } from '../src/jobs/worker.ts'
import type { Runtime } from '../src/runtime.ts'
import { writeUses } from '../src/spoken-versions/count-use.ts'

export interface TestApp {
  readonly url: string
  readonly runtime: Runtime
  readonly superAdmin: OneTimeCredentials
  call(method: string, path: string, options?: CallOptions): Promise<Answered>
  /** The texts of the mails in the outbox, oldest first. */
  mails(): Promise<Mailed[]>
  close(): Promise<void>
}

/** What the steps below need; a server that runs as a process of its own has it too. */
export type Reachable = Pick<TestApp, 'url' | 'call' | 'mails'>

export interface CallOptions {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Sent as it is, instead of `body`. */
  readonly text?: string | Uint8Array
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks wherever it wants, and fails where nothing is
  readonly body: any
}

interface Mailed {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly raw: string
}

export interface TestAppOptions {
  /** Absent: SQLite in a temporary folder. */
  readonly databaseUrl?: string
  readonly env?: Readonly<Record<string, string>>
  readonly now?: () => number
  /** An existing data folder: a restart of the same program. */
  readonly dataFolder?: string
  readonly worker?: boolean
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'molde-test-')))
  const config = readConfig({
    MOLDE_DATA: dataFolder,
    MOLDE_LOG_LEVEL: 'silent',
    MOLDE_RATE_LIMIT: '1000000',
    MOLDE_SIGN_IN_LIMIT: '100000',
    ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  })
  // As the program does it: a client that rests for some seconds finds its connection again.
  const server = createServer({ keepAliveTimeout: 75_000 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const withUrl: Config = { ...config, publicUrl: config.publicUrl ?? url }
  const runtime = await createRuntime(withUrl, options.now)
  const superAdmin = (await ensureSuperAdmin(runtime)) ?? { email: '', password: '' }
  const worker = options.worker ? startWorker(runtime) : undefined
  server.on('request', createApp(runtime))

  return {
    url,
    runtime,
    superAdmin,
    call: (method, path, call = {}) => callApi(url, method, path, call),
    mails: () => readMails(join(dataFolder, 'outbox')),
    async close() {
      runtime.hub.close()
      await worker?.stop()
      await writeUses(runtime)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await runtime.tenants.close()
      await runtime.control.close()
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export async function callApi(
  url: string,
  method: string,
  path: string,
  { token, headers, body, text }: CallOptions,
): Promise<Answered> {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content as string }),
  })
  const answered = await response.text()
  return { status: response.status, headers: response.headers, text: answered, body: jsonOrText(answered) }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export async function readMails(folder: string): Promise<Mailed[]> {
  const files = (await readdir(folder).catch(() => [] as string[])).filter((name) => name.endsWith('.eml')).sort()
  return Promise.all(
    files.map(async (name) => {
      const raw = await readFile(join(folder, name), 'utf8')
      const mail = await PostalMime.parse(raw)
      return { to: mail.to?.[0]?.address ?? '', subject: mail.subject ?? '', text: mail.text ?? '', raw }
    }),
  )
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly password: string
  /** Session token, for `Authorization: Bearer`. */
  readonly token: string
  /** `name=value` of the session cookie. */
  readonly cookie: string
}

export const goodPassword = 'correct horse battery'

export function newEmail(name = 'person'): string {
  return `${name.toLowerCase()}-${randomBytes(6).toString('hex')}@example.org`
}

/** Mails are sent after the answer, so it may take a moment. */
export async function linkIn(app: Reachable, email: string): Promise<string> {
  for (let wait = 0; wait < 5_000; wait += 50) {
    const mail = (await app.mails()).filter(({ to }) => to === email).at(-1)
    const link = mail?.text.match(/https?:\/\/\S+/)?.[0]
    if (link) return link
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no mail with a link for ${email}`)
}

/** A person who has signed up, confirmed the address and signed in. */
export async function newPerson(app: Reachable, name = 'person'): Promise<Person> {
  const email = newEmail(name)
  const signedUp = await app.call('POST', '/api/auth/sign-up/email', { body: { name, email, password: goodPassword } })
  if (signedUp.status !== 200) throw new Error(`sign-up: ${signedUp.text}`)
  const verified = await fetch(await linkIn(app, email), { redirect: 'manual' })
  if (verified.status >= 400) throw new Error(`verification: ${verified.status}`)
  return signIn(app, { name, email, password: goodPassword })
}

export async function signIn(
  app: Reachable,
  person: { name: string; email: string; password: string },
): Promise<Person> {
  const answered = await app.call('POST', '/api/auth/sign-in/email', {
    body: { email: person.email, password: person.password },
  })
  if (answered.status !== 200) throw new Error(`sign-in: ${answered.text}`)
  const cookie = answered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return { ...person, id: answered.body.user.id, token: answered.body.token, cookie }
}

export interface TestTenant {
  readonly id: string
  readonly slug: string
  /** `/api/v1/tenants/<slug>` */
  readonly path: string
}

export async function newTenant(
  app: Reachable,
  owner: Person,
  more: Readonly<Record<string, unknown>> = {},
): Promise<TestTenant> {
  const slug = `t-${randomBytes(5).toString('hex')}`
  const body = { name: 'Test tenant', slug, timezone: 'UTC', language: 'en', ...more }
  const answered = await app.call('POST', '/api/v1/tenants', { token: owner.token, body })
  if (answered.status !== 201) throw new Error(`tenant: ${answered.text}`)
  return { id: answered.body.id, slug: answered.body.slug, path: `/api/v1/tenants/${answered.body.slug}` }
}

/** The text of a new key. */
export async function newApiKey(
  app: Reachable,
  owner: Person,
  tenant: TestTenant,
  role: 'owner' | 'member' = 'owner',
): Promise<string> {
  const answered = await app.call('POST', `${tenant.path}/api-keys`, {
    token: owner.token,
    body: { name: 'test', role },
  })
  if (answered.status !== 201) throw new Error(`key: ${answered.text}`)
  return answered.body.key
}
