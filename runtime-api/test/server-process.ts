// The server as a process of its own, from the sources as they are now: a test starts it, kills it, and starts it again on its data.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { bundleProgram } from './bundle-program.ts'
import { must } from './populated-tenant.ts'
import {
  type CallOptions,
  callApi,
  newApiKey,
  newPerson,
  newTenant,
  type Reachable,
  readMails,
  type TestTenant,
} from './test-app.ts'

export interface ServerProcess {
  readonly dataFolder: string
  /** On any free port, or on this one, as an operator would after a crash. Answers when requests are served. */
  start(port?: number): Promise<{ readonly port: number; readonly ms: number }>
  /** Where it was started last. */
  port(): number
  /** With SIGKILL. */
  kill(): Promise<void>
  /** An owner's tenant with a key, made through the running server. */
  newTenant(): Promise<{ readonly app: Reachable; readonly tenant: TestTenant; readonly key: string }>
  /** What SQLite says of the files of a server that was killed. */
  damage(): readonly string[]
  /** Kills it and takes its data away. */
  remove(): void
}

/** On SQLite, or on the PostgreSQL at this URL. */
export async function buildServer(databaseUrl?: string): Promise<ServerProcess> {
  const program = await bundleProgram('runtime-api/src/main.ts', databaseUrl ? '-postgres' : '')
  const dataFolder = mkdtempSync(join(tmpdir(), 'molde-kill-'))
  let child: ChildProcess | undefined
  let url = ''

  return {
    dataFolder,
    async start(wanted = 0) {
      const began = performance.now()
      child = startProcess(program.args, { dataFolder, port: wanted, databaseUrl })
      url = await addressOf(child)
      await must(200, callApi(url, 'GET', '/readyz', {}))
      return { port: Number(new URL(url).port), ms: performance.now() - began }
    },
    port: () => Number(new URL(url).port),
    async kill() {
      const running = child
      if (!running) throw new Error('there is no server')
      const gone = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGKILL')
      await gone
    },
    async newTenant() {
      const app = {
        url,
        call: (method: string, path: string, options: CallOptions = {}) => callApi(url, method, path, options),
        mails: () => readMails(join(dataFolder, 'outbox')),
      }
      const owner = await newPerson(app, 'owner')
      const tenant = await newTenant(app, owner)
      return { app, tenant, key: await newApiKey(app, owner, tenant) }
    },
    damage: () => damageOf(dataFolder),
    remove() {
      child?.kill('SIGKILL')
      program.remove()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

interface ProcessOptions {
  readonly dataFolder: string
  readonly port: number
  readonly databaseUrl: string | undefined
}

function startProcess(program: readonly string[], { dataFolder, port, databaseUrl }: ProcessOptions): ChildProcess {
  return spawn(process.execPath, program, {
    env: {
      PATH: process.env['PATH'],
      PORT: `${port}`,
      MOLDE_DATA: dataFolder,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      MOLDE_LOG_LEVEL: 'error',
      MOLDE_WEBHOOK_ALLOW: '127.0.0.1',
      MOLDE_RATE_LIMIT: '1000000',
      MOLDE_SIGN_IN_LIMIT: '10000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise<string>((resolve, reject) => {
    const read = (piece: Buffer) => {
      said += piece
      const address = /ready at (http:\/\/\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

/** Looks at copies: whoever opens a database after a crash recovers it, and that is the server's own business. */
function damageOf(folder: string): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'molde-copy-'))
  cpSync(folder, copy, { recursive: true })
  try {
    return databasesIn(copy).flatMap((file) => {
      const database = new Sqlite(file)
      const said = database.pragma('integrity_check', { simple: true })
      database.close()
      return said === 'ok' ? [] : [`${file}: ${said}`]
    })
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function databasesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.db'))
    .map((name) => join(folder, name))
}
