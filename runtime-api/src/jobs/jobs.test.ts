// What jobs promise: they go on after a kill where they stopped, stop when told to, and never count a batch twice.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { bundleProgram } from '../../test/bundle-program.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, type TenantWorld } from '../../test/tenant-world.ts'
import { startTestApp } from '../../test/test-app.ts'
import { startWorker } from './worker.ts'

const thing = {
  name: 'thing',
  fields: [
    { key: 'size', type: 'number' },
    { key: 'title', type: 'text' },
  ],
}

async function fill(world: TenantWorld, count: number): Promise<void> {
  await world.must(201, 'POST', '/blueprints', thing)
  for (let at = 0; at < count; at += 1_000) {
    const items = Array.from({ length: Math.min(1_000, count - at) }, (_, i) => ({
      op: 'create',
      data: { size: (at + i) % 97, title: `t${at + i}` },
    }))
    await world.must(200, 'POST', '/records/thing/bulk', { items })
  }
}

async function markQuick(world: TenantWorld): Promise<void> {
  await world.must(200, 'PUT', '/blueprints/thing/draft', { ops: [{ op: 'change', field: 'size', quickFilter: true }] })
  const { token } = (await world.must(200, 'POST', '/blueprints/thing/draft/preview')).body
  await world.must(201, 'POST', '/blueprints/thing/draft/publish', { token })
}

const jobOf = async (world: TenantWorld) => (await world.must(200, 'GET', '/jobs')).body.items[0]

/** Every slot value against the document, read past every layer. */
async function wrongSlots(world: TenantWorld): Promise<number> {
  const { runtime } = world.app
  const found = await runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE slug = ?', [
    world.tenant.slug,
  ])
  const store = await runtime.tenants.open(Number(found?.no))
  const size = store.dialect === 'sqlite' ? "data ->> 'f1'" : "(data ->> 'f1')::float8"
  const [slot] = await store.read.all<{ slot: string }>('SELECT slot FROM field_slot WHERE tenant = ?', [store.tenant])
  const sql = `SELECT COUNT(*) AS n FROM record WHERE tenant = ? AND (${slot?.slot} IS NULL OR ${slot?.slot} <> ${size})`
  return Number((await store.read.get<{ n: number }>(sql, [store.tenant]))?.n)
}

describeApp('Jobs', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await fill(world, 1_200)
    await markQuick(world)
  })

  test('a job waits for a worker, is paused, resumed and finished; what it fills is right although records change meanwhile', async () => {
    const queued = await jobOf(world)
    expect(queued).toMatchObject({ kind: 'fill-slots', status: 'queued', done: 0, total: 1_200, eta: null })
    expect((await world.must(200, 'POST', `/jobs/${queued.id}/pause`)).body.status).toBe('paused')
    const worker = startWorker(world.app.runtime)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect((await jobOf(world)).status).toBe('paused')
    await world.must(200, 'POST', `/jobs/${queued.id}/resume`)
    const { items } = (await world.must(200, 'GET', '/records/thing?limit=200&sort=title')).body
    await Promise.all(
      items.map((one: { id: string }) => world.must(200, 'PATCH', `/records/thing/${one.id}`, { data: { size: 500 } })),
    )
    expect(await eventually(async () => (await jobOf(world)).status === 'succeeded', 30_000)).toBe(true)
    expect((await jobOf(world)).done).toBe(1_200)
    expect(await wrongSlots(world)).toBe(0)
    expect((await world.must(200, 'GET', '/records/thing?size=500&limit=1')).body.count.value).toBe(200)
    expect((await world.call('POST', `/jobs/${queued.id}/cancel`)).status).toBe(409)
    expect((await world.call('POST', '/jobs/nothing/pause')).status).toBe(404)
    expect((await world.call('POST', `/jobs/${queued.id}/pause`, undefined, { token: world.memberToken })).status).toBe(
      403,
    )
    await worker.stop()
  })

  test('two workers at once do the work once', async () => {
    await world.must(201, 'POST', '/views', { name: 'By size', blueprint: 'thing', sort: '-size', pinned: true })
    const workers = [startWorker(world.app.runtime), startWorker(world.app.runtime)]
    expect(await eventually(async () => (await jobOf(world)).status === 'succeeded', 30_000)).toBe(true)
    expect((await jobOf(world)).done).toBe(1_200)
    for (const worker of workers) await worker.stop()
  })

  test('a job whose blueprint went into the trash stands still with the reason, and goes on when it is back', async () => {
    await world.must(201, 'POST', '/views', { name: 'By title', blueprint: 'thing', sort: 'title', pinned: true })
    await world.must(204, 'DELETE', '/blueprints/thing')
    const worker = startWorker(world.app.runtime)
    expect(await eventually(async () => (await jobOf(world)).status === 'paused', 30_000)).toBe(true)
    expect((await jobOf(world)).errors).toMatchObject([{ code: 'blueprint-trashed' }])
    await world.must(200, 'POST', '/blueprints/thing/restore')
    expect(await eventually(async () => (await jobOf(world)).status === 'succeeded', 10_000)).toBe(true)
    await worker.stop()
  })
})

describe('A killed program', () => {
  test('leaves a job that goes on where it stopped, and words that are indexed after the next start', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'molde-jobs-'))
    const first = await startTestApp({ dataFolder })
    const world = await newWorld(first)
    await fill(world, 4_000)
    await markQuick(world)
    await first.close()

    const program = await bundleProgram('runtime-api/test/work-until-killed.ts')
    const killed = spawn(process.execPath, [...program.args, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>((resolve) =>
      killed.stdout.on('data', (said) => String(said).includes('working') && resolve()),
    )
    killed.kill('SIGKILL')
    await new Promise((resolve) => killed.once('exit', resolve))
    program.remove()

    // The lease of the killed program ends by time: this one looks at a later clock.
    const second = await startTestApp({ dataFolder, worker: true, now: () => Date.now() + 60_000 })
    const after: TenantWorld = {
      ...world,
      app: second,
      call: (method, path, body, more = {}) =>
        second.call(method, `${world.tenant.path}${path}`, {
          token: world.token,
          ...(body === undefined ? {} : { body }),
          ...more,
        }),
    }
    const read = async (path: string) => (await after.call('GET', path)).body
    const job = async () => (await read('/jobs')).items[0]
    const stopped = await job()
    expect(await eventually(async () => (await job()).status === 'succeeded', 15_000)).toBe(true)
    expect((await job()).done).toBe(4_000)
    expect(stopped.done).toBeLessThan(4_000)
    expect(await wrongSlots(after)).toBe(0)
    expect(await eventually(async () => (await read('/records/thing?q=t3999')).items.length === 1, 10_000)).toBe(true)
    await second.close()
    rmSync(dataFolder, { recursive: true, force: true })
  })
})
