// Fields that are worked out, of records that rest, are written and are moved at other versions, on both databases.
import { beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'

describeApp('Computed fields in every version', {}, (app) => {
  let world: TenantWorld
  let ana: string
  let bo: string
  let line: string
  let free: string
  const make = async (name: string, data: object, as = '') =>
    (await world.must(201, 'POST', `/records/${name}${as}`, { data })).body
  const read = async (name: string, id: string, as = '') =>
    (await world.must(200, 'GET', `/records/${name}/${id}${as}`)).body
  const publish = async (name: string, ...ops: readonly object[]) => {
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
    const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
    return world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })
  }
  const work = async () => {
    const worker = startWorker(world.app.runtime)
    const done = await eventually(async () => {
      const { items } = (await world.must(200, 'GET', '/jobs')).body
      return items.every(({ status }: { status: string }) => status === 'succeeded')
    }, 20_000)
    expect(done).toBe(true)
    // Search words are written a moment later.
    await eventually(async () => (await wrong()).length === 0, 5_000)
    await worker.stop()
    expect(await wrong()).toEqual([])
  }
  const wrong = async () => {
    const { tenant } = await storeOf(world)
    return [
      ...(await wrongDerivedRows(world.app.runtime, tenant, 'line')),
      ...(await wrongDerivedRows(world.app.runtime, tenant, 'buyer')),
    ]
  }
  const restingAt = async () => {
    const { read: db, tenant } = await storeOf(world)
    const row = await db.get<{ version: number }>('SELECT version FROM record WHERE tenant = ? AND id = ?', [
      tenant,
      line,
    ])
    return row?.version
  }
  const found = async (filter: string) =>
    (await world.must(200, 'GET', `/records/line?filter=${encodeURIComponent(filter)}`)).body.items.map(
      ({ id }: { id: string }) => id,
    )

  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'buyer', fields: [{ key: 'city', type: 'text' }] })
    await world.must(201, 'POST', '/blueprints', {
      name: 'line',
      fields: [
        { key: 'buyer', type: 'relation', blueprint: 'buyer' },
        { key: 'qty', type: 'text' },
        { key: 'price', type: 'number' },
      ],
    })
    ana = (await make('buyer', { city: 'Recife' })).id
    bo = (await make('buyer', { city: 'Manaus' })).id
    line = (await make('line', { buyer: ana, qty: '3', price: 2 })).id
    free = (await make('line', { qty: '5' })).id
    await publish(
      'line',
      { op: 'retype', field: 'qty', type: 'number' },
      { op: 'add', field: { key: 'no', type: 'autonumber', format: 'L-{000}' } },
      { op: 'add', field: { key: 'city', type: 'lookup', via: 'buyer', field: 'city', quickFilter: true } },
    )
    await publish('line', {
      op: 'add',
      field: { key: 'total', type: 'formula', expr: 'qty * price', quickFilter: true },
    })
    await publish('buyer', {
      op: 'add',
      field: { key: 'bought', type: 'rollup', blueprint: 'line', via: 'buyer', function: 'sum', field: 'total' },
    })
  })

  test('a formula of a newer version is there at once, and is found before and after the jobs', async () => {
    expect((await read('line', line)).data.total).toBe(6)
    expect(await found('total == 6')).toEqual([line])
    await work()
    expect((await read('line', line)).data).toMatchObject({ qty: 3, total: 6, city: 'Recife', no: 'L-001' })
    expect((await read('line', free)).data).toMatchObject({ qty: 5, no: 'L-002' })
    expect(await found('total == 6')).toEqual([line])
    expect(await found('city == "Recife"')).toEqual([line])
    expect((await read('buyer', ana)).data.bought).toBe(6)
    await work()
  })

  test('who writes in the words of an older version changes what newer ones show', async () => {
    await world.must(200, 'PATCH', `/records/line/${line}?as=1`, { data: { qty: '4', buyer: bo } })
    expect((await read('line', line)).data).toMatchObject({ qty: 4, total: 8, city: 'Manaus', no: 'L-001' })
    expect((await read('buyer', ana)).data.bought).toBe(0)
    expect((await read('buyer', bo)).data.bought).toBe(8)
    const made = await make('line', { qty: '10', price: 1, buyer: ana }, '?as=1')
    expect(Object.keys(made.data)).not.toContain('no')
    expect((await read('line', made.id)).data).toMatchObject({ total: 10, city: 'Recife', no: 'L-003' })
    expect((await read('buyer', ana)).data.bought).toBe(10)
    // A text that no number stands for: it stays in the older version, with what newer ones show of others.
    const odd = await make('line', { qty: 'many', price: 1, buyer: ana }, '?as=1')
    expect((await read('line', odd.id)).data).toMatchObject({ city: 'Recife', no: 'L-004' })
    expect((await read('line', odd.id, '?as=1')).data).toMatchObject({ qty: 'many', price: 1, buyer: ana })
    await world.must(200, 'PATCH', `/records/buyer/${ana}`, { data: { city: 'Olinda' } })
    expect((await read('line', odd.id)).data).toMatchObject({ city: 'Olinda', no: 'L-004' })
    expect((await read('line', odd.id, '?as=1')).data).toMatchObject({ qty: 'many' })
    await work()
  })

  test('a migration back and forth leaves them right, and so does what is written in between', async () => {
    const before = (await read('line', line)).data
    for (const to of [1, 3, 2]) {
      await world.must(202, 'POST', '/blueprints/line/migrations', { to })
      await work()
      expect(await restingAt()).toBe(to)
      expect((await read('line', line)).data).toEqual(before)
      expect(await found('total == 8')).toEqual([line])
    }
    await world.must(202, 'POST', '/blueprints/line/migrations', { to: 1 })
    await work()
    await world.must(200, 'PATCH', `/records/buyer/${bo}`, { data: { city: 'Natal' } })
    expect((await read('line', line)).data).toEqual({ ...before, city: 'Natal' })
    expect(await found('city == "Natal"')).toEqual([line])
    await world.must(200, 'PATCH', `/records/line/${line}`, { data: { price: 5 } })
    expect((await read('line', line)).data).toMatchObject({ total: 20, no: 'L-001' })
    expect((await read('buyer', bo)).data.bought).toBe(20)
    const dry = (await world.must(202, 'POST', '/blueprints/line/migrations', { to: 3, dryRun: true })).body
    await work()
    const job = (await world.must(200, 'GET', `/jobs/${dry.id}`)).body
    expect(JSON.stringify(job)).toContain('"differing":0')
  })
})
