// Is every record whole, at one version, moved once by each job, and is no edit lost, when the server is killed while records are moved?
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from './derived-rows.ts'
import { must } from './populated-tenant.ts'
import { buildServer, type ServerProcess } from './server-process.ts'
import { eventually } from './tenant-world.ts'
import { callApi, startTestApp } from './test-app.ts'

const long = process.env['TEST_SIZE'] === 'long'
const kills = Number(process.env['KILLS'] ?? (long ? 200 : 3))
const size = Number(process.env['KILL_RECORDS'] ?? (long ? 100_000 : 1_500))
const clients = 4
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_126)
/** A job sees itself alone when no request ended for so long. */
const aloneAfter = 300
/** A copy of everything is looked at after each kill, or after each so many. */
const lookEach = long ? 20 : 1

let server: ServerProcess
beforeAll(async () => {
  server = await buildServer()
})
afterAll(() => server.remove())

test(`${kills} kills while ${size} records are moved and edited: each is whole, nothing is lost, nothing is done twice`, {
  timeout: 120_000 + kills * 20_000 + size * 20,
}, async () => {
  const delays = fc.sample(fc.integer({ min: 30, max: 700 }), { numRuns: kills, seed })
  let { port } = await server.start()
  const { tenant, key } = await server.newTenant()
  const client = new Client(() => port, tenant.path, key)
  const ledger = await client.prepare()
  /** Where each job moved the records to. */
  const targets: number[] = []
  let [inTheMiddle, edits] = [0, 0]
  for (const [round, delay] of delays.entries()) {
    const job = await client.runningJob()
    if (!job) targets.push(await client.migrate(targets.length % 2 === 0 ? 5 : 1))
    const began = await client.newestJob()
    // Every third time nobody does anything: a job that sees itself alone takes long batches, and one of those is hit.
    const isAlone = round % 3 === 2
    const editing = isAlone ? [] : Array.from({ length: clients }, (_, lane) => client.editUntilGone(ledger, lane))
    await new Promise((resolve) => setTimeout(resolve, isAlone ? delay + aloneAfter : delay))
    await server.kill()
    edits += (await Promise.all(editing)).reduce((sum, n) => sum + n, 0)
    if (round % lookEach === 0) expect(server.damage()).toEqual([])
    ;({ port } = await server.start(port))
    const goesOn = await client.newestJob()
    expect(goesOn.id).toBe(began.id)
    if (goesOn.status !== 'succeeded') inTheMiddle += 1
    expect(goesOn.done).toBeGreaterThanOrEqual(began.done)
    expect(await client.settle(ledger)).toEqual([])
  }
  // By itself: nobody resumes anything.
  expect(await eventually(async () => (await client.newestJob()).status === 'succeeded', 60_000 + size * 10)).toBe(true)
  for (const job of await client.jobs('migrate')) {
    expect(job).toMatchObject({ status: 'succeeded', done: size, total: size, quarantined: 0 })
    expect(job.report).toMatchObject({ moved: size, changed: size })
  }
  await server.kill()
  expect(await wrongRecords(tenant.slug, ledger, targets)).toEqual([])
  console.log(
    `kill -9: ${kills} kills, ${inTheMiddle} in the middle of ${targets.length} migrations of ${size} records, ${edits} edits acknowledged meanwhile; FUZZ_SEED=${seed}`,
  )
  // Otherwise nothing was in the middle of anything.
  expect(inTheMiddle).toBeGreaterThan(0)
  expect(edits).toBeGreaterThan(kills)
})

interface Book {
  readonly id: string
  /** Acknowledged edits; each sets `hits` to its number. */
  edits: number
  /** Sent, and no answer came. */
  isUnknown?: boolean
}

type Job = Readonly<{ id: string; status: string; done: number; report?: unknown }>

class Client {
  constructor(
    private readonly port: () => number,
    private readonly path: string,
    private readonly token: string,
  ) {}

  /** Records of version one with something of everything that hangs on them, and four versions more. */
  async prepare(): Promise<Book[]> {
    const fields = [
      { key: 'serial', type: 'text', required: true },
      { key: 'name', type: 'text' },
      { key: 'weight', type: 'text', quickFilter: true },
      { key: 'level', type: 'enum', options: ['low', 'mid', 'high'], quickFilter: true },
      { key: 'labels', type: 'text' },
      { key: 'next', type: 'relation', blueprint: 'parcel' },
      { key: 'hits', type: 'integer', quickFilter: true },
    ]
    await this.must(201, 'POST', '/blueprints', { name: 'parcel', fields, uniques: [['serial'], ['serial', 'hits']] })
    const books: Book[] = []
    for (let at = 0; at < size; at += 1_000) {
      const items = Array.from({ length: Math.min(1_000, size - at) }, (_, i) => ({
        op: 'create',
        data: parcel(at + i, books[((at + i) * 7) % Math.max(1, books.length)]?.id),
      }))
      const { body } = await this.must(200, 'POST', '/records/parcel/bulk', { items })
      books.push(...body.items.map(({ id }: { id: string }) => ({ id, edits: 0 })))
    }
    const names = [
      { key: 'first', type: 'text' },
      { key: 'last', type: 'text' },
    ]
    await this.publish({ op: 'split', field: 'name', into: names, by: ' ' })
    await this.publish(
      { op: 'retype', field: 'weight', type: 'number' },
      { op: 'rename', field: 'weight', key: 'mass' },
    )
    await this.publish({ op: 'remap', field: 'level', map: { mid: 'low' } })
    await this.publish({ op: 'toList', field: 'labels', by: ',' })
    const isQuiet = async () => (await this.jobs('fill-slots')).every(({ status }) => status === 'succeeded')
    expect(await eventually(isQuiet, 60_000 + size * 10)).toBe(true)
    return books
  }

  async publish(...ops: readonly object[]): Promise<void> {
    await this.must(200, 'PUT', '/blueprints/parcel/draft', { ops })
    const { token } = (await this.must(200, 'POST', '/blueprints/parcel/draft/preview')).body
    await this.must(201, 'POST', '/blueprints/parcel/draft/publish', { token })
  }

  async migrate(to: number): Promise<number> {
    await this.must(202, 'POST', '/blueprints/parcel/migrations', { to })
    return to
  }

  async jobs(kind: string): Promise<readonly Job[]> {
    const { items } = (await this.must(200, 'GET', '/jobs?limit=200')).body
    return items.filter((job: { kind: string }) => job.kind === kind)
  }

  async newestJob(): Promise<Job> {
    return (await this.must(200, 'GET', '/jobs?limit=1')).body.items[0]
  }

  async runningJob(): Promise<boolean> {
    return ['queued', 'running'].includes((await this.newestJob()).status)
  }

  /** One after the other on records of its own; answers how many were acknowledged before the server was gone. */
  async editUntilGone(books: readonly Book[], lane: number): Promise<number> {
    for (let n = 0; ; n += 1) {
      const book = books[((n * 31 + lane * 7) * clients + lane) % books.length] as Book
      // Only one lane writes a record.
      if (books.indexOf(book) % clients !== lane % clients) continue
      book.isUnknown = true
      const answered = await this.call('PATCH', `/records/parcel/${book.id}`, { data: { hits: book.edits + 1 } }).catch(
        () => undefined,
      )
      if (!answered) return n
      if (answered.status !== 200) throw new Error(`an edit was refused: ${answered.text}`)
      book.edits += 1
      delete book.isUnknown
    }
  }

  /** Reads what the edits without an answer came to; says which records are other than both possibilities. */
  async settle(books: readonly Book[]): Promise<string[]> {
    const wrong: string[] = []
    for (const book of books) {
      if (!book.isUnknown) continue
      const { data } = (await this.must(200, 'GET', `/records/parcel/${book.id}`)).body
      const hits = data.hits ?? 0
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

function parcel(i: number, next: string | undefined) {
  return {
    serial: `S${i}`,
    name: i % 7 === 0 ? `Ana${i}` : `Ana  Maria ${i}`,
    weight: i % 5 === 0 ? `about ${i}` : `${i}.50`,
    level: ['low', 'mid', 'high'][i % 3],
    labels: i % 4 === 0 ? 'red, blue' : `red,l${i % 50}`,
    ...(next === undefined ? {} : { next }),
  }
}

/** Past every layer, in the files that the last kill left: each record's version, edits, and every step of its history. */
async function wrongRecords(slug: string, books: readonly Book[], targets: readonly number[]): Promise<string[]> {
  const app = await startTestApp({ dataFolder: server.dataFolder, worker: true })
  try {
    const { runtime } = app
    const { no } =
      (await runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE slug = ?', [slug])) ?? {}
    const store = await runtime.tenants.open(Number(no))
    const isIndexed = async () =>
      (await store.read.get('SELECT seq FROM outbox WHERE tenant = ?', [no as number])) === undefined
    if (!(await eventually(isIndexed, 30_000 + size * 5))) return ['words wait for ever']
    const rows = await store.read.all<{ no: number; id: string; version: number; rev: number; hits: number | null }>(
      `SELECT no, id, version, rev, data ->> 'f7' AS hits FROM record WHERE tenant = ?`,
      [no as number],
    )
    const history = await store.read.all<{ no: number; rev: number; diff: string }>(
      'SELECT no, rev, diff FROM record_history WHERE tenant = ? ORDER BY no, rev',
      [no as number],
    )
    const steps = new Map<number, { rev: number; version?: readonly [number, number] }[]>()
    for (const { no: record, rev, diff } of history)
      steps.set(record, [...(steps.get(record) ?? []), { rev, version: JSON.parse(diff).version }])
    const known = new Map(books.map((book) => [book.id, book]))
    const ways = targets.map((to, i) => [i === 0 ? 1 : targets[i - 1], to])
    const wrong = rows.flatMap((row) => {
      const own = steps.get(row.no) ?? []
      const edits = known.get(row.id)?.edits
      const is = {
        version: row.version,
        hits: row.hits ?? 0,
        rev: row.rev,
        revs: own.map(({ rev }) => rev),
        ways: own.flatMap(({ version }) => (version ? [version] : [])),
      }
      const rev = 1 + targets.length + (edits ?? 0)
      const shall = {
        version: targets.at(-1),
        hits: edits,
        rev,
        revs: Array.from({ length: rev - 1 }, (_, i) => i + 2),
        ways,
      }
      return JSON.stringify(is) === JSON.stringify(shall)
        ? []
        : [`${row.id} is ${JSON.stringify(is)}, not ${JSON.stringify(shall)}`]
    })
    if (rows.length !== books.length) wrong.push(`${rows.length} records, not ${books.length}`)
    return [...wrong.slice(0, 20), ...(await wrongDerivedRows(runtime, Number(no), 'parcel'))]
  } finally {
    await app.close()
  }
}
