// Records on their way from one blueprint into another: waiting for the job, taking it back, and whether they are what they were.
import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '@molde/engine'
import { expect } from 'vitest'
import { wrongDerivedRows } from './derived-rows.ts'
import { eventually, storeOf, type TenantWorld } from './tenant-world.ts'

export interface PassingJob {
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly done: number
  readonly quarantined: number
  readonly errors: readonly { readonly record?: string; readonly message: string }[]
  readonly from: string
  readonly into: string
}

/** The newest of these jobs. */
export async function passingJob(world: TenantWorld): Promise<PassingJob> {
  const { body } = await world.must(200, 'GET', '/jobs?limit=200')
  return body.items.find(({ kind }: PassingJob) => kind === 'pass')
}

/** Once it has ended so, and other jobs with it. Asked in the database: a job makes room for whoever sends requests. */
export async function passed(world: TenantWorld, status = 'succeeded'): Promise<PassingJob> {
  const store = await storeOf(world)
  const open = `SELECT 1 AS one FROM job WHERE tenant = ? AND status IN ('queued', 'running') LIMIT 1`
  await eventually(async () => !(await store.read.get(open, [store.tenant])), 120_000)
  const job = await passingJob(world)
  if (job.status !== status) throw new Error(JSON.stringify(job))
  return job
}

export async function takenBack(world: TenantWorld): Promise<PassingJob> {
  await world.must(202, 'POST', `/jobs/${(await passingJob(world)).id}/undo`)
  return passed(world)
}

/** Everything a blueprint's records hold, in one order; rev and the time of the last write aside. */
export async function hashOf(world: TenantWorld, name: string): Promise<string> {
  const store = await storeOf(world)
  const rows = await store.read.all<{ [column: string]: string | null }>(
    `SELECT r.id, r.version, r.live, r.state, r.flow_version, r.migrated_from, r.created_at, r.created_by,
      CAST(r.data AS text) AS data, CAST(r.attic AS text) AS attic FROM record r
      JOIN blueprint b ON b.tenant = r.tenant AND b.no = r.blueprint WHERE r.tenant = ? AND b.name = ? ORDER BY r.id`,
    [store.tenant, name],
  )
  const read = rows.map(({ data, attic, ...rest }) => ({
    ...rest,
    data: JSON.parse(data as string),
    attic: attic === null ? null : JSON.parse(attic as string),
  }))
  return createHash('sha256')
    .update(canonicalJson(read as unknown as Json))
    .digest('hex')
}

/** Slots, tags, links, unique keys, words and counts say what the documents say. */
export async function expectDerivedRight(world: TenantWorld, ...names: readonly string[]): Promise<void> {
  const store = await storeOf(world)
  const open = 'SELECT 1 AS one FROM outbox WHERE tenant = ? LIMIT 1'
  await eventually(async () => !(await store.read.get(open, [store.tenant])), 10_000)
  for (const name of names)
    expect([name, await wrongDerivedRows(world.app.runtime, store.tenant, name)]).toEqual([name, []])
}
