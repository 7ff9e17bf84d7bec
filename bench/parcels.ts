// What migrations are measured on: a blueprint of parcels in four versions, and as many records of it as are asked for.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Client, client } from './load.ts'
import type { Call, System } from './system.ts'

const path = '/api/v1/tenants/bench'
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
export const head = versions.length + 1

export function parcel(i: number) {
  return {
    serial: i,
    name: `Ana ${i % 3 === 0 ? '' : 'Maria '}Parcel ${i}`,
    weight: i % 10 === 0 ? `about ${i % 500}` : `${i % 1_000}.50`,
    level: levels[i % 3],
    notes: `what is said about number ${i}, at some length, as people do `.repeat(5),
  }
}

/** The tenant's file, as a bare program opens it. */
export function parcelFile(folder: string): string {
  return join(folder, 'tenants', '1.db')
}

/** Requests of one client to a running server; jobs are looked at in the file, as they make room for whoever sends requests. */
export class Parcels {
  readonly records = `${path}/records/parcel`
  readonly #over: Client
  readonly #file: Database.Database
  readonly #open
  readonly #last
  readonly #version

  constructor(system: System, folder: string) {
    this.#over = client(system.url, system.headers, 1)
    this.#file = new Database(parcelFile(folder), { readonly: true })
    this.#open = this.#file.prepare(`SELECT COUNT(*) FROM job WHERE status IN ('queued', 'running')`).pluck()
    this.#last = this.#file.prepare<[], { created_at: number; finished_at: number; cursor: string; status: string }>(
      'SELECT created_at, finished_at, cursor, status FROM job ORDER BY no DESC LIMIT 1',
    )
    this.#version = this.#file.prepare<[], number>(`SELECT head FROM blueprint WHERE name = 'parcel'`).pluck()
  }

  close(): void {
    this.#over.close()
    this.#file.close()
  }

  /** Until there are so many, or for so long; public ids, also of those that a kept folder had before. */
  async load(wanted: number, seconds: number): Promise<string[]> {
    if (this.version() === 0) await this.post(201, `${path}/blueprints`, blueprint)
    const known = this.#file.prepare(
      `SELECT id FROM record WHERE blueprint = (SELECT no FROM blueprint WHERE name = 'parcel') ORDER BY no`,
    )
    const ids = known.pluck().all() as string[]
    if (this.version() > 1) return ids
    const until = performance.now() + seconds * 1_000
    while (ids.length < wanted && performance.now() < until) {
      const items = Array.from({ length: Math.min(1_000, wanted - ids.length) }, (_, i) => ({
        op: 'create',
        data: parcel(ids.length + i),
      }))
      const { items: made } = await this.post(200, `${this.records}/bulk`, { items })
      ids.push(...made.map(({ id }: { id: string }) => id))
    }
    return ids
  }

  /** The newest that is published; 0 before the first. */
  version(): number {
    return this.#version.get() ?? 0
  }

  /** The next version. Answers how long the publishing itself took, in milliseconds. */
  async publish(): Promise<number> {
    const draft = `${path}/blueprints/parcel/draft`
    await this.#send(200, { method: 'PUT', path: draft, body: JSON.stringify({ ops: versions[this.version() - 1] }) })
    const { token } = await this.post(200, `${draft}/preview`, {})
    const began = performance.now()
    await this.post(201, `${draft}/publish`, { token })
    return performance.now() - began
  }

  /** Answers the job's id. */
  async migrate(to: number, filter?: string): Promise<string> {
    return (await this.post(202, `${path}/blueprints/parcel/migrations`, { to, ...(filter ? { filter } : {}) })).id
  }

  /** Ended for good, wherever it is. */
  async cancel(job: string): Promise<void> {
    await this.post(200, `${path}/jobs/${job}/cancel`, {})
  }

  areJobsEnded(): boolean {
    return this.#open.get() === 0
  }

  /** What the last job moved, and how long it took. */
  async jobsEnded(): Promise<{ moved: number; ms: number }> {
    while (!this.areJobsEnded()) await new Promise((resolve) => setTimeout(resolve, 50))
    const last = this.#last.get()
    if (!last) return { moved: 0, ms: 0 }
    if (last.status !== 'succeeded') throw new Error(`the job ${last.status}`)
    return { moved: JSON.parse(last.cursor)?.report?.moved ?? 0, ms: last.finished_at - last.created_at }
  }

  async get(from: string) {
    return this.#send(200, { method: 'GET', path: from })
  }

  async post(status: number, to: string, body: unknown) {
    return this.#send(status, { method: 'POST', path: to, body: JSON.stringify(body) })
  }

  async #send(status: number, call: Call) {
    const answer = await this.#over.send(call)
    if (answer.status !== status) throw new Error(`${call.method} ${call.path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
}
