// Which records wait for a person, since when, until when, and where do they stand meanwhile?
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import {
  endedJob,
  eventually,
  migrated,
  newBlueprint,
  newWorld,
  publishOps,
  type TenantWorld,
} from '../../test/tenant-world.ts'

type Body = Readonly<Record<string, unknown>>

describeApp('Records that wait', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const ended = (id: string) => endedJob(world, id)
  const migrate = (name: string, wish: Body) => migrated(world, name, wish)
  const waiting = async (name: string) => {
    const { items, count } = (await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body
    return { count: count.value, values: items.map(({ value }: Body) => value).sort() }
  }
  const one = async (name: string, id: string, query = '') =>
    (await world.must(200, 'GET', `/records/${name}/${id}${query}`)).body
  const prices = ['5', 'free', '7.50', 'ask Marta']
  /** Of a text; two of four fit. */
  const priced = async () => {
    const name = await newBlueprint(world, [
      { key: 'name', type: 'text' },
      { key: 'price', type: 'text' },
    ])
    const items = prices.map((price, i) => ({ op: 'create', data: { name: `Ware ${i}`, price } }))
    const made = (await world.must(200, 'POST', `/records/${name}/bulk`, { items })).body.items
    return { name, ids: made.map(({ id }: { readonly id: string }) => id) as string[] }
  }
  const toMoney = { op: 'retype', field: 'price', type: 'number', onError: 'quarantine' }

  test('no record waits for a change that was undone', async () => {
    const { name, ids } = await priced()
    await publishOps(world, name, [toMoney])
    expect(await migrate(name, { to: 2 })).toMatchObject({ report: { moved: 2, quarantined: 2 } })
    await publishOps(world, name, [{ op: 'revert', to: 1 }])
    expect(await migrate(name, { to: 3 })).toMatchObject({ report: { moved: 4, quarantined: 0 } })
    expect(await waiting(name)).toEqual({ count: 0, values: [] })
    // Once more with another answer, and straight back.
    await publishOps(world, name, [{ ...toMoney, onError: 'keep' }])
    await publishOps(world, name, [{ op: 'revert', to: 3 }])
    expect(await migrate(name, { to: 5 })).toMatchObject({ report: { moved: 4, quarantined: 0 } })
    for (const [i, id] of ids.entries())
      expect(await one(name, id)).toMatchObject({ storedVersion: 5, data: { price: prices[i] } })
  })

  test('an edit of something else does not move a record whose value waits', async () => {
    const { name, ids } = await priced()
    const [, free = ''] = ids
    await publishOps(world, name, [toMoney])
    await world.must(200, 'PATCH', `/records/${name}/${free}`, { data: { name: 'Edited' } })
    expect(await migrate(name, { to: 2 })).toMatchObject({ report: { moved: 2, quarantined: 2 } })
    expect(await one(name, free, '?as=1')).toMatchObject({ storedVersion: 1, data: { name: 'Edited', price: 'free' } })
    // What is written in its place settles it.
    await world.must(200, 'PATCH', `/records/${name}/${free}`, { data: { price: 3 } })
    expect(await one(name, free)).toMatchObject({ storedVersion: 2, data: { price: 3 } })
    expect(await waiting(name)).toEqual({ count: 1, values: ['ask Marta'] })
  })

  test('who will wait is known as soon as the version is published, and nothing is moved for it', async () => {
    const { name, ids } = await priced()
    const [fits = '', free = ''] = ids
    await publishOps(world, name, [toMoney])
    const shows = (values: readonly string[]) => async () =>
      JSON.stringify(await waiting(name)) === JSON.stringify({ count: values.length, values })
    expect(await eventually(shows(['ask Marta', 'free']))).toBe(true)
    expect(await one(name, fits)).toMatchObject({ storedVersion: 1, rev: 1 })
    const asked = async (id: string) =>
      (await world.must(200, 'GET', `/blueprints/${name}/quarantine?record=${id}`)).body.items
    expect(await asked(free)).toMatchObject([{ record: { id: free }, field: 'price', value: 'free', target: 2 }])
    expect(await asked(fits)).toEqual([])
    const marta = ids[3] ?? ''
    const both = await asked(`${free},${fits},${marta}`)
    expect(both.map(({ record }: { readonly record: Body }) => record['id']).sort()).toEqual([free, marta].sort())
    const many = Array.from({ length: 201 }, (_, i) => `id-${i}`).join(',')
    const refused = await world.must(400, 'GET', `/blueprints/${name}/quarantine?record=${many}`)
    expect(refused.body.errors).toMatchObject([{ pointer: '/query/record', code: 'too-many' }])
    await world.must(400, 'GET', `/blueprints/${name}/quarantine?records=${free}`)
    // Moved, mended and moved back: those that wait are known all the time.
    const job = await migrate(name, { to: 2 })
    await world.must(200, 'PATCH', `/records/${name}/${free}?as=1`, { data: { price: '0' } })
    await ended((await world.must(202, 'POST', `/blueprints/${name}/quarantine/retry`, {})).body.id)
    expect(await waiting(name)).toEqual({ count: 1, values: ['ask Marta'] })
    await ended((await world.must(202, 'POST', `/jobs/${job['id']}/undo`)).body.id)
    expect(await one(name, fits)).toMatchObject({ storedVersion: 1 })
    expect(await waiting(name)).toEqual({ count: 1, values: ['ask Marta'] })
    // A later version that changes something else takes them along; going back sets them free.
    await publishOps(world, name, [{ op: 'rename', field: 'name', key: 'title' }])
    const target = async () => (await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body.items[0]?.target
    expect(await eventually(async () => (await target()) === 3)).toBe(true)
    await publishOps(world, name, [{ op: 'revert', to: 1 }])
    expect(await eventually(shows([]))).toBe(true)
    expect((await one(name, free)).data).toEqual({ name: 'Ware 1', price: '0' })
  })

  test('nothing is looked for where nothing can wait', async () => {
    const { name } = await priced()
    await publishOps(world, name, [{ ...toMoney, onError: 'keep' }])
    const jobs = (await world.must(200, 'GET', '/jobs?limit=200')).body.items as readonly Body[]
    expect(jobs.filter((job) => job['blueprint'] === name && job['kind'] === 'migrate')).toEqual([])
  })

  test('what a record waits for names the field where it rests and where it was to go, whatever they are called', async () => {
    const { name, ids } = await priced()
    await publishOps(world, name, [toMoney, { op: 'rename', field: 'price', key: 'amount' }])
    await migrate(name, { to: 2 })
    const asked = async () =>
      (await world.must(200, 'GET', `/blueprints/${name}/quarantine?record=${ids[1]}`)).body.items
    expect(await asked()).toMatchObject([{ field: 'price', targetField: 'amount', value: 'free' }])
  })
})
