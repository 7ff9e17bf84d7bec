// What a browser test stands on: the real server with an empty folder of its own, a real Chromium, and people to act as.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { afterEach } from 'vitest'
import { findBrowser } from './find-browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shots = join(tmpdir(), 'molde-screenshots')

export interface Molde {
  readonly url: string
  readonly dataFolder: string
  /** Whom the first start makes, with a password to be changed. */
  readonly superAdmin: { readonly email: string; readonly password: string }
  /** The server's clock is so much later from now on; whoever sleeps until a moment notices it with the next write. */
  letTimePass(ms: number): Promise<void>
  stop(): Promise<void>
}

export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** A person nobody else in this run is. */
export function somebody(name = 'Ana'): Person {
  const own = Math.random().toString(36).slice(2, 8)
  return { name, email: `${name.toLowerCase()}-${own}@example.com`, password: 'a quiet green door' }
}

export async function startMolde(): Promise<Molde> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'molde-e2e-'))
  const clock = new URL('movable-clock.mjs', import.meta.url).href
  const server = spawn(process.execPath, ['--import', clock, 'runtime-api/dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      PORT: '0',
      MOLDE_DATA: dataFolder,
      MOLDE_SIGN_IN_LIMIT: '100000',
      MOLDE_RATE_LIMIT: '1000000',
      MOLDE_WEBHOOK_ALLOW: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const { url, superAdmin } = await readyAt(server)
  return {
    url,
    dataFolder,
    superAdmin,
    async letTimePass(ms) {
      const moved = new Promise((resolve) => server.once('message', resolve))
      server.send(ms)
      await moved
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

function readyAt(server: ChildProcess): Promise<Pick<Molde, 'url' | 'superAdmin'>> {
  return new Promise((resolve, reject) => {
    let said = ''
    const read = (chunk: Buffer) => {
      said += chunk
      const [, url] = /ready at (http:\/\/\S+)/.exec(said) ?? []
      const [, email, password] = /shown once: (\S+) (\S+)/.exec(said) ?? []
      if (url && email && password) resolve({ url, superAdmin: { email, password } })
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}

export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('ask findBrowser() first')
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export const desk = { viewport: { width: 1440, height: 900 } } as const
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained about: a breach of the content policy, a script error. A good page causes none. */
  readonly complaints: string[]
}

/** Every seat that was taken in this story, the first one first. */
export const seats: Seat[] = []

/** A person at a screen: a context of its own, in English unless told. */
export async function takeSeat(browser: Browser, molde: Molde, options: BrowserContextOptions = {}): Promise<Seat> {
  const context = await browser.newContext({
    baseURL: molde.url,
    locale: 'en-US',
    timezoneId: 'America/Sao_Paulo',
    ...desk,
    ...options,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
  page.on('console', (message) => {
    // A refused request is said by the page itself; the browser's own line about it is no complaint.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  const seat = { page, context, complaints }
  seats.push(seat)
  return seat
}

/** Signs up through the API and signs the seat in: for tests that are about something else. */
export async function signInAs(seat: Seat, molde: Molde, person: Person): Promise<void> {
  await call(seat, molde, 'POST', '/api/auth/sign-up/email', person)
  await seat.context.request.get(await linkFor(molde, person.email))
  await call(seat, molde, 'POST', '/api/auth/sign-in/email', { email: person.email, password: person.password })
}

/** A call of the API as the person at the seat. */
export async function call(seat: Seat, molde: Molde, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await seat.context.request.fetch(molde.url + path, {
    method,
    headers: { origin: molde.url },
    ...(body === undefined ? {} : { data: body }),
  })
  const text = await answer.text()
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`)
  return text ? JSON.parse(text) : undefined
}

/** The link in the newest mail to an address. */
export async function linkFor(molde: Molde, email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const link = await newestLink(join(molde.dataFolder, 'outbox'), email)
    if (link) return link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail to ${email}`)
}

/** The id of an invitation in the link of its mail. */
export const invitationIn = (link: string): string => new URL(link).pathname.split('/').at(-1) ?? ''

async function newestLink(outbox: string, email: string): Promise<string | undefined> {
  const files = readFolder(outbox)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .reverse()
  for (const file of files) {
    const mail = await PostalMime.parse(readFileSync(join(outbox, file)))
    if (mail.to?.some((one) => one.address === email)) return /https?:\/\/\S+/.exec(mail.text ?? '')?.[0]
  }
  return undefined
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** For people who want to see a story: taken where `STORY_PICTURES` or a long run asks for it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env.STORY_PICTURES || process.env.TEST_SIZE === 'long') await photograph(page, name)
}

/** Into a folder of the system's temporary files; answers with the path. */
async function photograph(page: Page, name: string): Promise<string> {
  mkdirSync(shots, { recursive: true })
  const path = join(shots, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  return path
}

/** After a test that failed: what its person saw, under the test's name. */
export function photographFailures(pageOf: () => Page | undefined): void {
  afterEach(async ({ task }) => {
    const page = pageOf()
    if (task.result?.state !== 'fail' || !page || page.isClosed()) return
    console.log(`${page.url()} → ${await photograph(page, task.name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60))}`)
  })
}
