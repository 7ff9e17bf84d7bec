// What moving records between versions costs: the job beside a bare loop over the same rows, other requests while it runs, and publishing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { loopOverRows } from './bare-migration.ts'
import { type Client, client, type Figures, measure } from './load.ts'
import { startMolde } from './molde.ts'
import type { Call, System } from './system.ts'

export interface MigrationOptions {
  /** Loaded until there are so many, or for so long. */
  readonly records: number
  readonly loadSeconds: number
  readonly calls: number
}

/** One line each: what was measured, the figure, and what it shall be. */
export type MigrationFigure = readonly [name: string, figure: string, wish: string]

const path = '/api/v1/tenants/bench'
const records = `${path}/records/parcel`
const levels = ['low', 'mid', 'high'] as const

const blueprint = {
  name: 'parcel',
  titleField: 'name',
  fields: [
    { key: 'serial', type: 'integer', quickFilter: true },
    { key: 'name', type: 'text' },
    { key: 'weight', type: 'text', quickFilter: true },
    { key: 'level', type: 'enum', options: levels, quickFilter: true },
    { key: 'notes', type: 'longText' },
  ],
}

/** A plan of three ops, published as one version each; the weight is renamed besides. */
const versions: readonly (readonly object[])[] = [
  [
    { op: 'rename', field: 'weight', key: 'mass' },
    { op: 'split', field: 'name', into: ['first', 'last'].map((key) => ({ key, type: 'text' })), by: ' ' },
  ],
  [{ op: 'retype', field: 'mass', type: 'number' }],
  [{ op: 'remap', field: 'level', map: { mid: 'low' } }],
]
const head = versions.length + 1

function parcel(i: number) {
  return {
    serial: i,
    name: `Ana ${i % 3 === 0 ? '' : 'Maria '}Parcel ${i}`,
    weight: i % 10 === 0 ? `about ${i % 500}` : `${i % 1_000}.50`,
    level: levels[i % 3],
    notes: `what is said about number ${i}, at some length, as people do `.repeat(5),
  }
}

export async function measureMigrations(options: MigrationOptions): Promise<readonly MigrationFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'molde-bench-migrations-'))
  const figures: MigrationFigure[] = []
  /** Said at once: a long run that is stopped has not been for nothing. */
  const note = (...more: MigrationFigure[]) => {
    figures.push(...more)
    for (const [name, figure] of more) console.error(`  ${name}: ${figure}`)
  }
  const system = await startMolde('Molde on SQLite', {}, folder)
  let isStopped = false
  const stop = async () => {
    if (!isStopped) await system.stop()
    isStopped = true
  }
  try {
    const api = new Api(system)
    await api.post(201, `${path}/blueprints`, blueprint)
    const ids = await load(api, options)
    const file = new Database(join(folder, 'tenants', '1.db'), { readonly: true })
    const jobs = new Jobs(file)
    note(['records', `${ids.length}`, ''])
    note(...(await publishing(api, jobs, ids.length)))
    for (const ops of versions.slice(1)) await api.publish(ops)
    await jobs.ended()
    const onOldest = await measureSorted(system, ids, options.calls)
    note(...(await beside(system, api, jobs, ids, options)))
    const there = await throughput(api, jobs, head)
    const onVersion = await measureSorted(system, ids, options.calls)
    const back = await throughput(api, jobs, 1)
    // Of three versions, a third of the records each.
    for (const [to, third] of [
      [2, 1],
      [head, 2],
    ] as const)
      await api.post(202, `${path}/blueprints/parcel/migrations`, { to, filter: `serial % 3 == ${third}` })
    await jobs.ended()
    const onThree = await measureSorted(system, ids, options.calls)
    note([
      'list by a field that was renamed and retyped, over three versions / over one, p95 ms',
      `${onThree.p95} / ${onVersion.p95} = ${(onThree.p95 / onVersion.p95).toFixed(2)}`,
      '≤ 2',
    ])
    note(['the same while all rest at the oldest version, p95 ms', `${onOldest.p95}`, ''])
    await throughput(api, jobs, 1)
    api.close()
    file.close()
    await stop()
    const loop = loopOverRows(join(folder, 'tenants', '1.db'), 'parcel')
    const job = (there + back) / 2
    note([
      'migration job / bare loop, records/s',
      `${Math.round(job)} / ${Math.round(loop)} = ${(job / loop).toFixed(2)}`,
      '≥ 0.5',
    ])
    return figures
  } finally {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function load(api: Api, { records: wanted, loadSeconds }: MigrationOptions): Promise<string[]> {
  const ids: string[] = []
  const until = performance.now() + loadSeconds * 1_000
  while (ids.length < wanted && performance.now() < until) {
    const items = Array.from({ length: Math.min(1_000, wanted - ids.length) }, (_, i) => ({
      op: 'create',
      data: parcel(ids.length + i),
    }))
    const { items: made } = await api.post(200, `${records}/bulk`, { items })
    ids.push(...made.map(({ id }: { id: string }) => id))
  }
  return ids
}

/** How fast publishing answers, and whether lists by the changed field are right while what hangs on the records is brought up to date. */
async function publishing(api: Api, jobs: Jobs, n: number): Promise<MigrationFigure[]> {
  await jobs.ended()
  const took = await api.publish(versions[0] as readonly object[])
  let [looks, wrong] = [0, 0]
  const look = async () => {
    const serial = (looks * 7919) % n
    const mass = encodeURIComponent(parcel(serial).weight)
    const filter = encodeURIComponent(`serial == ${serial}`)
    const { items } = await api.get(`${records}?mass=${mass}&filter=${filter}&count=none`)
    looks += 1
    if (items.length !== 1 || items[0].data.serial !== serial || items[0].data.first !== 'Ana') wrong += 1
  }
  while (!jobs.areEnded()) {
    await look()
    await new Promise((resolve) => setTimeout(resolve, 350))
  }
  return [
    ['publishing answers after, ms', `${Math.round(took)}`, '< 1000'],
    ['reads during the backfill, and wrong ones', `${looks}, ${wrong}`, '0 wrong'],
  ]
}

/** Other people's requests while nothing runs and while a migration does. */
async function beside(
  system: System,
  api: Api,
  jobs: Jobs,
  ids: readonly string[],
  { calls }: MigrationOptions,
): Promise<MigrationFigure[]> {
  const some = (index: number) => ids[(index * 7919) % ids.length] as string
  const mixed = (index: number): Call =>
    index % 4 === 0
      ? { method: 'PATCH', path: `${records}/${some(index)}`, body: JSON.stringify({ data: { serial: index } }) }
      : index % 4 === 1
        ? { method: 'GET', path: `${records}?level=high&limit=20&count=none` }
        : { method: 'GET', path: `${records}/${some(index)}` }
  const requests = () => measure(system, mixed, { calls, connections: 2, seconds: 15 })
  await loopDelay(system)
  const idle = await requests()
  await loopDelay(system)
  await api.post(202, `${path}/blueprints/parcel/migrations`, { to: head })
  const during = await requests()
  const stillRuns = !jobs.areEnded()
  const delay = await loopDelay(system)
  await jobs.ended()
  await api.post(202, `${path}/blueprints/parcel/migrations`, { to: 1 })
  await jobs.ended()
  return [
    [
      'requests during a migration / idle, p95 ms',
      `${during.p95} / ${idle.p95} = ${(during.p95 / idle.p95).toFixed(2)}${stillRuns ? '' : ' (it ended before)'}`,
      '≤ 2',
    ],
    ['event loop delay meanwhile, p99 ms', `${delay}`, '≤ 100'],
  ]
}

/** Since it was last asked. */
async function loopDelay({ url }: System): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Math.round(Number(/^molde_nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(text)?.[1]) * 1_000)
}

function measureSorted(system: System, ids: readonly string[], calls: number): Promise<Figures> {
  const list = (index: number): Call => ({
    method: 'GET',
    path: `${records}?sort=-mass&limit=50&count=none&filter=${encodeURIComponent(`mass < ${100 + ((index * 37) % 800)}`)}`,
  })
  return measure(system, list, { calls: Math.min(calls, ids.length), connections: 2, seconds: 15 })
}

/** Records per second of a job that has the server for itself. */
async function throughput(api: Api, jobs: Jobs, to: number): Promise<number> {
  // Whoever asks shall be seen to have left.
  await new Promise((resolve) => setTimeout(resolve, 500))
  await api.post(202, `${path}/blueprints/parcel/migrations`, { to })
  const { moved, ms } = await jobs.ended()
  return (moved / ms) * 1_000
}

/** Looked at in the file: a job makes room for whoever sends requests. */
class Jobs {
  readonly #open
  readonly #last
  constructor(file: Database.Database) {
    this.#open = file.prepare(`SELECT COUNT(*) FROM job WHERE status IN ('queued', 'running')`).pluck()
    this.#last = file.prepare<[], { created_at: number; finished_at: number; cursor: string; status: string }>(
      'SELECT created_at, finished_at, cursor, status FROM job ORDER BY no DESC LIMIT 1',
    )
  }

  areEnded(): boolean {
    return this.#open.get() === 0
  }

  async ended(): Promise<{ moved: number; ms: number }> {
    while (!this.areEnded()) await new Promise((resolve) => setTimeout(resolve, 50))
    const last = this.#last.get()
    if (!last) return { moved: 0, ms: 0 }
    if (last.status !== 'succeeded') throw new Error(`the job ${last.status}`)
    return { moved: JSON.parse(last.cursor)?.report?.moved ?? 0, ms: last.finished_at - last.created_at }
  }
}

class Api {
  readonly #over: Client
  constructor(system: System) {
    this.#over = client(system.url, system.headers, 1)
  }

  close(): void {
    this.#over.close()
  }

  async get(from: string) {
    return this.#send(200, { method: 'GET', path: from })
  }

  async post(status: number, to: string, body: unknown) {
    return this.#send(status, { method: 'POST', path: to, body: JSON.stringify(body) })
  }

  /** Answers how long the publishing itself took, in milliseconds. */
  async publish(ops: readonly object[]): Promise<number> {
    const draft = `${path}/blueprints/parcel/draft`
    await this.#send(200, { method: 'PUT', path: draft, body: JSON.stringify({ ops }) })
    const { token } = await this.post(200, `${draft}/preview`, {})
    const began = performance.now()
    await this.post(201, `${draft}/publish`, { token })
    return performance.now() - began
  }

  async #send(status: number, call: Call) {
    const answer = await this.#over.send(call)
    if (answer.status !== status) throw new Error(`${call.method} ${call.path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
}
