// Do migrations stay right when everything comes at once: publishing, undoing, trash, floods of writes, hopeless records?
import { afterEach, beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newBlueprint, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { sweepFiles } from '../files/sweep-files.ts'
import { startWorker, type Worker } from '../jobs/worker.ts'

type Body = Readonly<Record<string, unknown>>
type Ops = readonly Body[]

const long = process.env['TEST_SIZE'] === 'long'

describeApp('Migrations among everything else', {}, (app) => {
  let world: TenantWorld
  let worker: Worker | undefined
  beforeAll(async () => {
    world = await newWorld(app())
  })
  afterEach(() => rest())

  /** Jobs wait until somebody works. */
  const work = () => {
    worker ??= startWorker(app().runtime)
  }
  const rest = async () => {
    await worker?.stop()
    worker = undefined
  }
  const fresh = (fields: readonly object[], more?: object) => newBlueprint(world, fields, more)
  const publish = (name: string, ...ops: Ops) => publishOps(world, name, ops)
  const fill = async (name: string, n: number, data: (i: number) => object): Promise<string[]> => {
    const ids: string[] = []
    for (let at = 0; at < n; at += 500) {
      const items = Array.from({ length: Math.min(500, n - at) }, (_, i) => ({ op: 'create', data: data(at + i) }))
      const { body } = await world.must(200, 'POST', `/records/${name}/bulk`, { items })
      ids.push(...body.items.map(({ id }: { id: string }) => id))
    }
    return ids
  }
  const start = async (name: string, wish: Body): Promise<string> =>
    (await world.must(202, 'POST', `/blueprints/${name}/migrations`, wish)).body.id
  const undo = async (id: string): Promise<string> => (await world.must(202, 'POST', `/jobs/${id}/undo`)).body.id
  const job = async (id: string) => (await world.must(200, 'GET', `/jobs/${id}`)).body
  const becomes = (id: string, status: string) => eventually(async () => (await job(id)).status === status, 90_000)
  const ended = async (id: string) => {
    work()
    expect(await becomes(id, 'succeeded'), JSON.stringify(await job(id))).toBe(true)
    return job(id)
  }
  const quiet = async () => {
    work()
    const isDone = async () =>
      (await world.must(200, 'GET', '/jobs?limit=50')).body.items.every(({ status }: Body) =>
        ['succeeded', 'cancelled', 'failed', 'paused'].includes(String(status)),
      )
    expect(await eventually(isDone, 90_000)).toBe(true)
  }
  const versionsOf = async (name: string) => {
    const store = await storeOf(world)
    const rows = await store.read.all<{ version: number; n: number }>(
      `SELECT version, COUNT(*) AS n FROM record WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ?
        AND name = ? AND trashed_at IS NULL) GROUP BY version`,
      [store.tenant, store.tenant, name],
    )
    return Object.fromEntries(rows.map(({ version, n }) => [version, Number(n)]))
  }
  const rawOf = async (name: string) => {
    const store = await storeOf(world)
    const rows = await store.read.all<{ id: string; version: number; data: string }>(
      `SELECT id, version, CAST(data AS text) AS data FROM record WHERE tenant = ? AND blueprint =
        (SELECT no FROM blueprint WHERE tenant = ? AND name = ? AND trashed_at IS NULL) ORDER BY id`,
      [store.tenant, store.tenant, name],
    )
    return rows.map((row) => ({ ...row }))
  }
  const wrong = async (name: string) => {
    const store = await storeOf(world)
    const waits = 'SELECT 1 AS one FROM outbox WHERE tenant = ? LIMIT 1'
    await eventually(async () => (await store.read.get(waits, [store.tenant])) === undefined)
    return wrongDerivedRows(app().runtime, store.tenant, name)
  }

  const fields = [
    { key: 'name', type: 'text' },
    { key: 'size', type: 'text', quickFilter: true },
    { key: 'level', type: 'enum', options: ['low', 'mid', 'high'] },
  ]
  const values = (i: number) => ({
    name: `Ana  Maria ${i}`,
    size: i % 4 === 0 ? `about ${i}` : `${i}.50`,
    level: ['low', 'mid', 'high'][i % 3],
  })
  const names = ['first', 'last'].map((key) => ({ key, type: 'text' }))
  const split = { op: 'split', field: 'name', into: names, by: ' ' }
  const retype = { op: 'retype', field: 'size', type: 'number' }

  test('a version published in the middle changes nothing about where the job goes; two jobs in a row compose', async () => {
    const name = await fresh(fields)
    await fill(name, 400, values)
    const before = await rawOf(name)
    await publish(name, split)
    await quiet()
    await rest()
    const first = await start(name, { to: 2 })
    const published = publish(name, retype)
    work()
    await published
    const second = await start(name, { to: 3 })
    const back = await start(name, { to: 1 })
    expect(await ended(back)).toMatchObject({ report: { moved: 400, quarantined: 0 } })
    expect(await job(first)).toMatchObject({ status: 'succeeded', to: 2, report: { moved: 400 } })
    expect(await job(second)).toMatchObject({ status: 'succeeded', to: 3, report: { moved: 400 } })
    expect(await rawOf(name)).toEqual(before)
    await quiet()
    expect(await wrong(name)).toEqual([])
  }, 300_000)

  test('paused, resumed, cancelled and undone in every order', async () => {
    const name = await fresh(fields)
    await fill(name, 600, values)
    await publish(name, split)
    await publish(name, retype)
    await quiet()
    const before = await rawOf(name)
    /** Stopped somewhere in the middle, wherever that is. */
    const stopped = async (verb: 'pause' | 'cancel') => {
      await rest()
      const id = await start(name, { to: 3 })
      work()
      await eventually(async () => (await job(id)).done > 0)
      const answered = await world.call('POST', `/jobs/${id}/${verb}`)
      expect([200, 409]).toContain(answered.status)
      return id
    }
    // Undone while paused: it ends, everything it moved goes back, and it cannot go on.
    const paused = await stopped('pause')
    await ended(await undo(paused))
    expect(await rawOf(name)).toEqual(before)
    expect((await world.call('POST', `/jobs/${paused}/resume`)).status).toBe(409)
    expect((await world.call('POST', `/jobs/${paused}/undo`)).status).toBe(409)
    // Cancelled, and undone.
    const cancelled = await stopped('cancel')
    const undone = await undo(cancelled)
    await ended(undone)
    expect(await rawOf(name)).toEqual(before)
    expect((await world.call('POST', `/jobs/${undone}/undo`)).status).toBe(409)
    // Paused, resumed to the end; its undo is cancelled half way and begun anew.
    const resumed = await stopped('pause')
    await world.call('POST', `/jobs/${resumed}/resume`)
    expect(await ended(resumed)).toMatchObject({ done: 600, total: 600, report: { moved: 600 } })
    await rest()
    const half = await undo(resumed)
    expect((await world.call('POST', `/jobs/${resumed}/undo`)).status).toBe(409)
    work()
    await eventually(async () => (await job(half)).done > 0)
    await world.call('POST', `/jobs/${half}/cancel`)
    if ((await job(half)).status === 'cancelled') await ended(await undo(resumed))
    expect(await rawOf(name)).toEqual(before)
    // Paused before it began.
    await rest()
    const waiting = await start(name, { to: 3 })
    await world.must(200, 'POST', `/jobs/${waiting}/pause`)
    expect(await ended(await undo(waiting))).toMatchObject({ total: 0, report: { moved: 0 } })
    expect(await rawOf(name)).toEqual(before)
    expect(await wrong(name)).toEqual([])
  }, 300_000)

  test('undone are the records that stand where the job left them; of the others it says who moved them on', async () => {
    const name = await fresh([...fields, { key: 'note', type: 'text', maxLength: 4 }])
    const ids = await fill(name, 60, values)
    const before = await rawOf(name)
    await publish(name, split)
    await publish(name, retype, { op: 'change', field: 'note', maxLength: 40 })
    await quiet()
    const first = await start(name, { to: 2 })
    await ended(first)
    const second = await start(name, { to: 3, filter: "level == 'high'" })
    await ended(second)
    const named = await start(name, { to: 3, ids: ids.slice(0, 2) })
    await ended(named)
    const movedOn = [
      { job: named, to: 3, records: 2 },
      { job: second, to: 3, records: 20 },
    ]
    expect((await job(first)).undo).toEqual({ back: 38, movedOn })
    expect((await job(second)).undo).toEqual({ back: 20, movedOn: [] })
    // One is edited where it stands, and comes back edited; one is given what only the newest version allows, and stays there.
    await world.must(200, 'PATCH', `/records/${name}/${ids[3]}?as=2`, { data: { first: 'Bo' } })
    await world.must(200, 'PATCH', `/records/${name}/${ids[4]}`, { data: { note: 'longer than before' } })
    const answered = (await world.must(202, 'POST', `/jobs/${first}/undo`)).body
    expect(answered).toMatchObject({ total: 38, undo: { back: 0, movedOn } })
    expect(await ended(answered.id)).toMatchObject({
      done: 37,
      report: { moved: 37 },
      undo: { back: 37, movedOn, elsewhere: 1 },
    })
    expect(await versionsOf(name)).toEqual({ 1: 37, 3: 23 })
    // What the later jobs moved on stands here again once they are undone, and comes back the rest of the way.
    await ended(await undo(named))
    expect((await job(first)).undo).toMatchObject({ movedOn: [{ job: second, to: 3, records: 20 }] })
    await ended(await undo(second))
    expect(await versionsOf(name)).toEqual({ 1: 37, 2: 22, 3: 1 })
    expect(await ended(await undo(first))).toMatchObject({ report: { moved: 22 }, undo: { movedOn: [], elsewhere: 1 } })
    const back = (await rawOf(name)).filter(({ id }) => id !== ids[3] && id !== ids[4])
    expect(back).toEqual(before.filter(({ id }) => id !== ids[3] && id !== ids[4]))
    expect((await world.must(200, 'GET', `/records/${name}/${ids[3]}?as=1`)).body.data.name).toBe('Bo Maria 3')
    expect(await wrong(name)).toEqual([])
  }, 300_000)

  test('nothing stands where the job left it: it is said which one to undo first; one after the other, all come back', async () => {
    const name = await fresh(fields)
    await fill(name, 30, values)
    const before = await rawOf(name)
    await publish(name, split)
    await publish(name, retype)
    await quiet()
    const way: string[] = []
    for (const to of [2, 3, 2, 3]) {
      way.push(await start(name, { to }))
      await ended(way.at(-1) as string)
    }
    const refused = await world.call('POST', `/jobs/${way[0]}/undo`)
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain(way[1])
    for (const id of way.toReversed()) expect(await ended(await undo(id))).toMatchObject({ report: { moved: 30 } })
    expect(await rawOf(name)).toEqual(before)
    expect(await wrong(name)).toEqual([])
  }, 300_000)

  test('a filter speaks the words of its day: its field may be gone when the job comes to it', async () => {
    const name = await fresh(fields)
    await fill(name, 30, values)
    await publish(name, split)
    await quiet()
    await rest()
    const id = await start(name, { to: 2, filter: "level == 'high' && first == 'Ana'" })
    await publish(name, { op: 'remove', field: 'level' }, { op: 'rename', field: 'first', key: 'called' })
    expect(await ended(id)).toMatchObject({ report: { moved: 10 } })
    expect(await versionsOf(name)).toEqual({ 1: 20, 2: 10 })
  }, 300_000)

  test('back to an older version while clients write the newest: it ends, and who wrote meanwhile stays where they wrote', async () => {
    const name = await fresh(fields)
    await publish(name, split)
    const ids = await fill(name, 300, (i) => ({ first: 'Ana', last: `L${i}`, size: '1', level: 'low' }))
    await publish(name, { op: 'add', field: { key: 'extra', type: 'text' } })
    await quiet()
    const id = await start(name, { to: 1 })
    let isOver = false
    let written = 0
    const writing = Array.from({ length: 3 }, async (_, lane) => {
      for (let n = 0; !isOver; n += 1) {
        await world.must(201, 'POST', `/records/${name}`, { data: { first: 'New', extra: `${lane} ${n}` } })
        const edited = ids[(n * 3 + lane) % ids.length]
        await world.must(200, 'PATCH', `/records/${name}/${edited}`, { data: { extra: `by ${lane}` } })
        written += 1
      }
    })
    const over = await becomes(id, 'succeeded')
    isOver = true
    await Promise.all(writing)
    expect(over).toBe(true)
    expect(written).toBeGreaterThan(0)
    const { items } = (
      await world.must(200, 'GET', `/records/${name}?filter=${encodeURIComponent("extra.startsWith('by')")}&limit=200`)
    ).body
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ storedVersion }: Body) => storedVersion !== 2)).toBe(true)
    expect(await wrong(name)).toEqual([])
  }, 300_000)

  test('a job whose blueprint goes into the trash stands still with the reason, and goes on when it is back', async () => {
    const name = await fresh(fields)
    await fill(name, 400, values)
    const before = await rawOf(name)
    await publish(name, split)
    await quiet()
    await rest()
    const own = (await world.must(200, 'GET', `/blueprints/${name}`)).body.id
    const id = await start(name, { to: 2 })
    work()
    await eventually(async () => (await job(id)).done > 0)
    await world.must(204, 'DELETE', `/blueprints/${name}`)
    // It may have been done by then.
    expect(await eventually(async () => ['paused', 'succeeded'].includes((await job(id)).status))).toBe(true)
    const held = await job(id)
    if (held.status === 'paused')
      expect(held.errors.at(-1)).toMatchObject({ code: 'blueprint-trashed', message: expect.stringContaining(name) })
    // Another one takes the name meanwhile: nothing of it is touched, also when somebody insists.
    await world.must(201, 'POST', '/blueprints', { name, fields: [{ key: 'other', type: 'integer' }] })
    await fill(name, 3, (i) => ({ other: i }))
    if (held.status === 'paused') {
      await world.must(200, 'POST', `/jobs/${id}/resume`)
      expect(await becomes(id, 'paused')).toBe(true)
      expect((await job(id)).errors).toHaveLength(1)
    }
    expect(await versionsOf(name)).toEqual({ 1: 3 })
    await world.must(204, 'DELETE', `/blueprints/${name}`)
    await world.must(200, 'POST', `/blueprints/${own}/restore`)
    expect(await ended(id)).toMatchObject({ errors: [], report: { moved: 400 } })
    await ended(await undo(id))
    expect(await rawOf(name)).toEqual(before)
  }, 300_000)

  test('large values are kept and come back, a few at a time', async () => {
    const name = await fresh([
      { key: 'title', type: 'text' },
      { key: 'story', type: 'longText' },
    ])
    const large = (i: number) => `${i} `.repeat(20_000)
    for (let i = 0; i < 24; i += 1)
      await world.must(201, 'POST', `/records/${name}`, { data: { title: `t${i}`, story: large(i) } })
    const before = await rawOf(name)
    await publish(name, { op: 'retype', field: 'story', type: 'integer' })
    await publish(name, { op: 'remove', field: 'title' })
    await quiet()
    const there = await start(name, { to: 3 })
    expect(await ended(there)).toMatchObject({ report: { moved: 24 } })
    expect(JSON.stringify(await rawOf(name)).length).toBeLessThan(10_000)
    await ended(await start(name, { to: 1 }))
    expect(await rawOf(name)).toEqual(before)
  }, 300_000)

  const hopeless = long ? 5_000 : 1_100
  test(`${hopeless} records that cannot be moved are listed, mended, and moved all at once`, async () => {
    const name = await fresh([
      { key: 'title', type: 'text' },
      { key: 'size', type: 'text' },
    ])
    const ids = await fill(name, hopeless, (i) => ({ title: `t${i}`, size: 'many' }))
    await publish(name, { op: 'retype', field: 'size', type: 'integer', onError: 'quarantine' })
    await quiet()
    const id = await start(name, { to: 2 })
    expect(await ended(id)).toMatchObject({ quarantined: hopeless, report: { moved: 0, quarantined: hopeless } })
    const page = (await world.must(200, 'GET', `/blueprints/${name}/quarantine?limit=200`)).body
    expect(page).toMatchObject({ count: { value: hopeless } })
    expect(page.items).toHaveLength(200)
    // One is mended in the new version, and moves with that.
    await world.must(200, 'PATCH', `/records/${name}/${ids[0]}`, { data: { size: 7 } })
    for (let at = 1; at < hopeless; at += 500) {
      const items = ids.slice(at, at + 500).map((one) => ({ op: 'update', id: one, data: { size: '3' } }))
      await world.must(200, 'POST', `/records/${name}/bulk?as=1`, { items })
    }
    const some = await world.must(202, 'POST', `/blueprints/${name}/quarantine/retry`, { ids: ids.slice(0, 3) })
    expect(await ended(some.body.id)).toMatchObject({ total: 2, done: 2, report: { moved: 2, quarantined: 0 } })
    const retry = (await world.must(202, 'POST', `/blueprints/${name}/quarantine/retry`)).body
    expect(retry).toMatchObject({ total: hopeless - 3 })
    expect(await ended(retry.id)).toMatchObject({ done: hopeless - 3, quarantined: 0, report: { moved: hopeless - 3 } })
    expect(await versionsOf(name)).toEqual({ 2: hopeless })
    expect((await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body.count.value).toBe(0)
    expect((await world.must(200, 'GET', `/records/${name}/${ids[0]}`)).body.data.size).toBe(7)
  }, 300_000)

  test('records that wait for different versions go each to its own', async () => {
    const name = await fresh([
      { key: 'a', type: 'text' },
      { key: 'b', type: 'text' },
    ])
    const [first = '', second = ''] = await fill(name, 2, (i) => ({ a: i === 0 ? 'x' : '1', b: i === 0 ? '1' : 'x' }))
    await publish(name, { op: 'retype', field: 'a', type: 'integer', onError: 'quarantine' })
    await publish(name, { op: 'retype', field: 'b', type: 'integer', onError: 'quarantine' })
    await quiet()
    expect(await ended(await start(name, { to: 2, ids: [first] }))).toMatchObject({ quarantined: 1 })
    expect(await ended(await start(name, { to: 3, ids: [second] }))).toMatchObject({ quarantined: 1 })
    await world.must(200, 'PATCH', `/records/${name}/${first}?as=1`, { data: { a: '5' } })
    await world.must(200, 'PATCH', `/records/${name}/${second}?as=1`, { data: { b: '6' } })
    await ended((await world.must(202, 'POST', `/blueprints/${name}/quarantine/retry`)).body.id)
    const rests = async (id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body.storedVersion
    expect([await rests(first), await rests(second)]).toEqual([2, 3])
  }, 300_000)

  test('values that become equal: the first one moves with the key and comes back, the other waits whole', async () => {
    const name = await fresh(
      [
        { key: 'code', type: 'text' },
        { key: 'title', type: 'text' },
      ],
      { uniques: [['code']] },
    )
    await fill(name, 40, (i) => ({ code: i % 2 === 0 ? `C${i >> 1}` : ` C${i >> 1} `, title: `t${i}` }))
    const before = await rawOf(name)
    await publish(name, { op: 'normalise', field: 'code', form: 'trim' })
    await quiet()
    const id = await start(name, { to: 2 })
    expect(await ended(id)).toMatchObject({ report: { moved: 20, quarantined: 20 } })
    const asBefore = new Set(before.map((row) => JSON.stringify(row)))
    expect((await rawOf(name)).filter((row) => asBefore.has(JSON.stringify(row))).length).toBe(20)
    expect(await wrong(name)).toEqual([])
    expect((await world.call('POST', `/records/${name}`, { data: { code: 'C3' } })).status).toBe(409)
    await ended(await undo(id))
    expect(await rawOf(name)).toEqual(before)
    expect(await wrong(name)).toEqual([])
  }, 300_000)

  test('a file whose field is gone stays with its record, and comes back', async () => {
    const name = await fresh([
      { key: 'title', type: 'text' },
      { key: 'paper', type: 'file' },
    ])
    const sent = await app().call('POST', `${world.tenant.path}/files`, {
      token: world.token,
      text: 'kept',
      headers: { 'Content-Type': 'text/plain', 'X-File-Name': 'kept.txt' },
    })
    expect(sent.status).toBe(201)
    const { id } = (
      await world.must(201, 'POST', `/records/${name}`, { data: { title: 't', paper: { id: sent.body.id } } })
    ).body
    await publish(name, { op: 'remove', field: 'paper' })
    await quiet()
    await ended(await start(name, { to: 2 }))
    await world.must(200, 'PATCH', `/records/${name}/${id}`, { data: { title: 'edited' } })
    const store = await storeOf(world)
    const scope = await systemScope(app().runtime, store.tenant)
    const inDays = { ...scope.runtime, now: () => Date.now() + 3 * 24 * 60 * 60_000 }
    await sweepFiles({ ...scope, runtime: inDays }, () => false)
    expect((await world.call('GET', `/files/${sent.body.id}/content`)).text).toBe('kept')
    await ended(await start(name, { to: 1 }))
    expect((await world.must(200, 'GET', `/records/${name}/${id}?as=1`)).body.data).toMatchObject({
      title: 'edited',
      paper: { name: 'kept.txt' },
    })
  }, 300_000)
})
