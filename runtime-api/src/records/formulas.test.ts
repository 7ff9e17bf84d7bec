// Formulas through the API: worked out in every write, filtered and sorted like other values, right also in records of before.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'

const line = {
  name: 'line',
  titleField: 'name',
  fields: [
    { key: 'first', type: 'text' },
    { key: 'price', type: 'number' },
    { key: 'count', type: 'integer' },
    { key: 'status', type: 'enum', options: ['OPEN', 'SENT'], default: 'OPEN' },
    { key: 'total', type: 'formula', expr: 'price * count', quickFilter: true },
    { key: 'net', type: 'formula', expr: 'total - 1.0' },
    { key: 'name', type: 'formula', expr: "first + ' ' + string(count)" },
    { key: 'open', type: 'formula', expr: "status == 'OPEN'" },
  ],
}

async function publish(world: TenantWorld, ...ops: object[]): Promise<void> {
  await world.must(200, 'PUT', '/blueprints/line/draft', { ops })
  const { token } = (await world.must(200, 'POST', '/blueprints/line/draft/preview')).body
  await world.must(201, 'POST', '/blueprints/line/draft/publish', { token })
}

describeApp('Formulas', {}, (app) => {
  let world: TenantWorld
  let id: string
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', line)
    await world.must(201, 'POST', '/flows', {
      name: 'sending',
      blueprint: 'line',
      stateField: 'status',
      initial: 'OPEN',
      states: { OPEN: {}, SENT: { type: 'final' } },
      transitions: [{ event: 'send', from: ['OPEN'], to: 'SENT', do: [{ set: 'count', value: 'count + 1.0' }] }],
    })
  })
  const dataOf = async (of = id) => (await world.must(200, 'GET', `/records/line/${of}`)).body.data
  const found = async (query: string) =>
    (await world.must(200, 'GET', `/records/line?${query}`)).body.items.map(
      (item: { data: { first: string } }) => item.data.first,
    )

  test('are there in the answer of every write, and follow each other', async () => {
    const made = await world.must(201, 'POST', '/records/line', { data: { first: 'Ana', price: 2.5, count: 4 } })
    id = made.body.id
    expect(made.body.data).toMatchObject({ total: 10, net: 9, name: 'Ana 4', open: true })
    const patched = await world.must(200, 'PATCH', `/records/line/${id}`, { data: { count: 2 } })
    expect(patched.body.data).toMatchObject({ total: 5, net: 4, name: 'Ana 2' })
    const sent = await world.must(200, 'PATCH', `/records/line/${id}`, { data: { ...patched.body.data } })
    expect(sent.body.rev).toBe(patched.body.rev)
    const refused = await world.call('PATCH', `/records/line/${id}`, { data: { total: 7 } })
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/data/total'])
  })

  test('an event of a flow works them out too, in its answer and for what comes after', async () => {
    const { body } = await world.must(201, 'POST', '/records/line', { data: { first: 'Bo', price: 10, count: 1 } })
    const moved = await world.must(200, 'POST', `/records/line/${body.id}/transitions/send`, {})
    expect(moved.body.data).toMatchObject({ count: 2, total: 20, net: 19, name: 'Bo 2', open: false })
    expect(await dataOf(body.id)).toEqual(moved.body.data)
  })

  test('lists filter, sort, search and add them up as they do with other values', async () => {
    await world.must(200, 'POST', '/records/line/bulk', {
      items: [
        { op: 'create', data: { first: 'Cy', price: 1, count: 1 } },
        { op: 'create', data: { first: 'Di', price: 3 } },
      ],
    })
    expect(await found('sort=total')).toEqual(['Cy', 'Ana', 'Bo', 'Di'])
    expect(await found('sort=-net&filter=total%20%3E%3D%205')).toEqual(['Bo', 'Ana'])
    expect(await found('filter=net%20%3D%3D%20null')).toEqual(['Di'])
    expect(await found('total=5')).toEqual(['Ana'])
    const totals = await world.must(200, 'GET', '/records/line/totals?totals=sum:total')
    expect(totals.body.totals['sum:total']).toBe(26)
  })

  test('the description of the API says that nobody writes them', async () => {
    const { components } = (await world.must(200, 'GET', '/openapi.json')).body
    expect(components.schemas.line.properties.total).toMatchObject({ type: 'number', readOnly: true })
  })

  test('a trip through the trash and back in time leaves them right', async () => {
    await world.must(204, 'DELETE', `/records/line/${id}`)
    await world.must(200, 'POST', `/records/line/${id}/restore`, {})
    await world.must(200, 'PATCH', `/records/line/${id}`, { data: { count: 8 } })
    const { rev } = (await world.must(200, 'GET', `/records/line/${id}`)).body
    expect((await dataOf())['total']).toBe(20)
    await world.must(200, 'POST', `/records/line/${id}/restore`, { rev: rev - 1 })
    expect(await dataOf()).toMatchObject({ count: 2, total: 5, net: 4, name: 'Ana 2' })
  })

  test('a new and a changed formula hold in records of before at once; their places in lists are filled by a job', async () => {
    const worker = startWorker(world.app.runtime)
    await publish(
      world,
      { op: 'add', field: { key: 'double', type: 'formula', expr: 'total * 2.0', quickFilter: true } },
      { op: 'change', field: 'total', computed: { kind: 'formula', expr: 'price * count + 100.0' } },
    )
    expect(await dataOf()).toMatchObject({ total: 105, net: 104, double: 210 })
    expect(await found('sort=-double&filter=net%20%3E%3D%20100')).toEqual(['Bo', 'Ana', 'Cy'])
    const done = async () =>
      (await world.must(200, 'GET', '/jobs')).body.items.every(
        ({ status }: { status: string }) => status === 'succeeded',
      )
    expect(await eventually(done)).toBe(true)
    expect(await found('sort=-double&filter=net%20%3E%3D%20100')).toEqual(['Bo', 'Ana', 'Cy'])
    expect(await found('total=105')).toEqual(['Ana'])
    await worker.stop()
  })

  test('a formula that nobody can work out is refused when it is defined, with the way round', async () => {
    const ops = [{ op: 'change', field: 'total', computed: { kind: 'formula', expr: 'net + 1.0' } }]
    const refused = await world.call('PUT', '/blueprints/line/draft', { ops })
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/ops/0/computed/expr'])
    expect(refused.text).toContain('total → net → total')
  })
})
