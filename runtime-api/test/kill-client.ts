// What tests share that kill a server while a job is at work: on which databases, who edits meanwhile, and what those edits came to.
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { postgres } from './describe-on-both.ts'
import { must } from './populated-tenant.ts'
import { buildServer, type ServerProcess } from './server-process.ts'
import { eventually } from './tenant-world.ts'
import { callApi } from './test-app.ts'

export const isLong = process.env['TEST_SIZE'] === 'long'

/** On PostgreSQL a server that comes back finds the job held by the one that was killed, until half a minute is over. */
export const heldMs = 30_000

/** There from the first test on. */
export interface KilledServer {
  readonly server: () => ServerProcess
  readonly databaseUrl: () => string | undefined
  /** So many, or as many as were asked for from outside; on PostgreSQL a twentieth. */
  kills(most: number): number
  readonly isPostgres: boolean
}

/** The same on SQLite and on PostgreSQL, where each kill costs the half minute: there only in long runs. All by one server. */
export function describeKilled(tests: (killed: KilledServer) => void): void {
  describe('on SQLite', () => withServer(undefined, tests))
  describe.runIf(isLong && postgres.url !== undefined)('on PostgreSQL', () => withServer('/migrated', tests))
}

function withServer(door: string | undefined, tests: (killed: KilledServer) => void): void {
  let server: ServerProcess
  let databaseUrl: string | undefined
  beforeAll(async () => {
    databaseUrl = door && (await (await fetch(inject('postgresDoor') + door)).text())
    server = await buildServer(databaseUrl)
  })
  afterAll(() => server.remove())
  tests({
    server: () => server,
    databaseUrl: () => databaseUrl,
    kills: (most) => Math.ceil(Number(process.env['KILLS'] ?? most) / (door === undefined ? 1 : 20)),
    isPostgres: door !== undefined,
  })
}

/** What is known of a record that is edited while servers are killed. */
export interface Book {
  readonly blueprint: string
  readonly id: string
  /** Acknowledged edits; each sets `hits` to its number. */
  edits: number
  /** Sent, and no answer came. */
  isUnknown?: boolean
}

export type Job = Readonly<{ id: string; blueprint: string; status: string; done: number; report?: unknown }>

export class KillClient {
  constructor(
    private readonly port: () => number,
    private readonly path: string,
    private readonly token: string,
  ) {}

  async jobs(kind: string): Promise<readonly Job[]> {
    const { items } = (await this.must(200, 'GET', '/jobs?limit=200')).body
    return items.filter((job: { kind: string }) => job.kind === kind)
  }

  async newestJob(): Promise<Job> {
    return (await this.must(200, 'GET', '/jobs?limit=1')).body.items[0]
  }

  async isRunning(): Promise<boolean> {
    return ['queued', 'running'].includes((await this.newestJob())?.status)
  }

  /** Has it done some since? */
  goesOn({ done }: Job): Promise<boolean> {
    return eventually(async () => {
      const now = await this.newestJob()
      return now.done > done || now.status === 'succeeded'
    }, heldMs * 2)
  }

  async publish(blueprint: string, ...ops: readonly object[]): Promise<void> {
    await this.must(200, 'PUT', `/blueprints/${blueprint}/draft`, { ops })
    const { token } = (await this.must(200, 'POST', `/blueprints/${blueprint}/draft/preview`)).body
    await this.must(201, 'POST', `/blueprints/${blueprint}/draft/publish`, { token })
  }

  /** Answers their ids; `dataOf` knows those that are there already. */
  async fill(
    name: string,
    count: number,
    dataOf: (i: number, before: readonly string[]) => object,
  ): Promise<readonly string[]> {
    const ids: string[] = []
    for (let at = 0; at < count; at += 500) {
      const items = Array.from({ length: Math.min(500, count - at) }, (_, i) => ({
        op: 'create',
        data: dataOf(at + i, ids),
      }))
      const { body } = await this.must(200, 'POST', `/records/${name}/bulk`, { items })
      ids.push(...body.items.map(({ id }: { id: string }) => id))
    }
    return ids
  }

  /** False: no answer came, the server is gone. */
  async edit(book: Book): Promise<boolean> {
    book.isUnknown = true
    const change = { data: { hits: book.edits + 1 } }
    const answered = await this.call('PATCH', `/records/${book.blueprint}/${book.id}`, change).catch(() => undefined)
    if (!answered) return false
    if (answered.status !== 200) throw new Error(`an edit was refused: ${answered.text}`)
    book.edits += 1
    delete book.isUnknown
    return true
  }

  /** One after the other on records of its own; answers how many were acknowledged before the server was gone. */
  async editUntilGone(books: readonly Book[], { lane, of }: { lane: number; of: number }): Promise<number> {
    // Only one lane writes a record.
    const own = books.filter((_, i) => i % of === lane)
    for (let n = 0; ; n += 1) {
      if (!(await this.edit(own[(n * 31 + lane * 7) % own.length] as Book))) return n
    }
  }

  /** What the edits of it came to. */
  async hitsOf({ blueprint, id }: Book): Promise<number> {
    return (await this.must(200, 'GET', `/records/${blueprint}/${id}`)).body.data.hits ?? 0
  }

  /** Reads what the edits without an answer came to; says which records are other than both possibilities. */
  async settle(books: readonly Book[]): Promise<string[]> {
    const wrong: string[] = []
    for (const book of books.filter(({ isUnknown }) => isUnknown)) {
      const hits = await this.hitsOf(book)
      if (hits !== book.edits && hits !== book.edits + 1) wrong.push(`${book.id} has ${hits} of ${book.edits}`)
      book.edits = hits
      delete book.isUnknown
    }
    return wrong
  }

  call(method: string, path: string, body?: unknown) {
    const url = `http://127.0.0.1:${this.port()}`
    return callApi(url, method, this.path + path, { token: this.token, ...(body === undefined ? {} : { body }) })
  }

  must(status: number, method: string, path: string, body?: unknown) {
    return must(status, this.call(method, path, body))
  }
}

/** Starts the server, and sits down before a new tenant on it. */
export async function openClient<Client extends KillClient>(
  killed: KilledServer,
  Own: new (...at: ConstructorParameters<typeof KillClient>) => Client,
): Promise<{ readonly server: ServerProcess; readonly slug: string; readonly client: Client }> {
  const server = killed.server()
  await server.start()
  const { tenant, key } = await server.newTenant()
  return { server, slug: tenant.slug, client: new Own(server.port, tenant.path, key) }
}
