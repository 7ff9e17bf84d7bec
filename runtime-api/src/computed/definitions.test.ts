// Running numbers, rings across blueprints, and definitions that follow each other, through the API on both databases.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'
import { applyBundle } from '../modules/apply-template.ts'

const invoice = {
  name: 'invoice',
  fields: [
    { key: 'buyer', type: 'text', required: true },
    { key: 'number', type: 'autonumber', format: 'INV-{0000}', start: 7 },
    { key: 'title', type: 'formula', expr: "number + ' ' + buyer" },
  ],
  titleField: 'title',
  uniques: [['number']],
}

const publish = async (world: TenantWorld, name: string, ...ops: readonly object[]) => {
  await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
  const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
  return world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })
}

describeApp('Definitions of computed fields', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', invoice)
  })
  const make = (name: string, data: object) => world.must(201, 'POST', `/records/${name}`, { data })
  const read = async (name: string, id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body.data
  const jobsDone = () =>
    eventually(async () => {
      const { items } = (await world.must(200, 'GET', '/jobs')).body
      return items.every(({ status }: { status: string }) => status === 'succeeded')
    }, 20_000)

  test('a running number goes up by one; whoever is refused leaves no gap, and formulas read it at once', async () => {
    const first = await make('invoice', { buyer: 'Ana' })
    expect(first.body.data).toMatchObject({ number: 'INV-0007', title: 'INV-0007 Ana' })
    expect((await world.call('POST', '/records/invoice', { data: {} })).status).toBe(422)
    const items = [
      { op: 'create', data: { buyer: 'Bo' } },
      { op: 'create', data: {} },
      { op: 'create', data: { buyer: 'Cy' } },
    ]
    expect((await world.call('POST', '/records/invoice/bulk', { items })).status).toBe(422)
    await world.must(200, 'POST', '/records/invoice/bulk?partial=true', { items })
    const all = (await world.must(200, 'GET', '/records/invoice?sort=number')).body.items
    expect(all.map(({ data }: { data: { number: string } }) => data.number)).toEqual([
      'INV-0007',
      'INV-0008',
      'INV-0009',
    ])
    expect((await world.call('PATCH', `/records/invoice/${all[0].id}`, { data: { number: 'INV-0001' } })).status).toBe(
      422,
    )
    await world.must(204, 'DELETE', `/records/invoice/${all[2].id}`)
    expect((await make('invoice', { buyer: 'Di' })).body.data.number).toBe('INV-0010')
  })

  test('fifty at the same moment get fifty numbers', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, (_, i) => make('invoice', { buyer: `B${i}` })))
    const numbers = made.map(({ body }) => body.data.number).sort()
    expect(new Set(numbers).size).toBe(50)
    expect([numbers[0], numbers.at(-1)]).toEqual(['INV-0011', 'INV-0060'])
  })

  test('records of before are numbered in their order by a job, new ones at once; a higher start jumps', async () => {
    await world.must(201, 'POST', '/blueprints', { name: 'ticket', fields: [{ key: 'text', type: 'text' }] })
    const old = [(await make('ticket', { text: 'a' })).body.id, (await make('ticket', { text: 'b' })).body.id]
    await publish(world, 'ticket', { op: 'add', field: { key: 'no', type: 'autonumber' } })
    const worker = startWorker(world.app.runtime)
    expect(await jobsDone()).toBe(true)
    await worker.stop()
    expect([await read('ticket', old[0]), await read('ticket', old[1])]).toMatchObject([{ no: 1 }, { no: 2 }])
    expect((await make('ticket', {})).body.data.no).toBe(3)
    await publish(world, 'ticket', {
      op: 'change',
      field: 'no',
      computed: { kind: 'autonumber', format: '{0}', start: 100 },
    })
    expect((await make('ticket', {})).body.data.no).toBe(100)
    expect((await make('ticket', {})).body.data.no).toBe(101)
  })

  test('a ring across blueprints is refused when the draft is saved, with the way round', async () => {
    await world.must(201, 'POST', '/blueprints', {
      name: 'parent',
      fields: [{ key: 'size', type: 'number', label: 'Size' }],
    })
    await world.must(201, 'POST', '/blueprints', {
      name: 'child',
      fields: [
        { key: 'parent', type: 'relation', blueprint: 'parent' },
        { key: 'kind', type: 'enum', options: ['A', 'B'] },
        { key: 'size', type: 'lookup', via: 'parent', field: 'size' },
        { key: 'half', type: 'formula', expr: 'size / 2.0' },
      ],
    })
    const sum = { key: 'sum', type: 'rollup', blueprint: 'child', via: 'parent', function: 'sum', field: 'half' }
    await publish(world, 'parent', { op: 'add', field: sum })
    const ring = { op: 'add', field: { key: 'back', type: 'formula', expr: 'size' } }
    await world.must(200, 'PUT', '/blueprints/child/draft', { ops: [ring] })
    const closing = { op: 'change', field: 'size', computed: { kind: 'lookup', via: 'parent', field: 'sum' } }
    const refused = await world.call('PUT', '/blueprints/child/draft', { ops: [closing] })
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'computed-cycle'])
    expect(refused.text).toContain('child.size → parent.sum → child.half → child.size')
    await world.must(204, 'DELETE', '/blueprints/child/draft')
  })

  test('what another blueprint reads is not removed or retyped; names and choices follow by themselves', async () => {
    const refuses = async (op: object) => {
      const refused = await world.call('PUT', '/blueprints/child/draft', { ops: [op] })
      return [refused.status, refused.body.errors?.[0]?.code]
    }
    const text = { kind: 'formula', expr: 'string(size)' }
    expect(await refuses({ op: 'change', field: 'half', computed: text })).toEqual([422, 'read-by-computed'])
    await publish(world, 'parent', { op: 'rename', field: 'size', key: 'width' })
    const { fields } = (await world.must(200, 'GET', '/blueprints/child')).body
    expect(fields[2].computed).toEqual({ kind: 'lookup', via: 'parent', field: 'width' })
    const { id } = (await make('parent', { width: 10 })).body
    const { id: of } = (await make('child', { parent: id, kind: 'A' })).body
    expect(await read('child', of)).toMatchObject({ size: 10, half: 5 })
    expect(await read('parent', id)).toMatchObject({ width: 10, sum: 5 })
    await world.must(201, 'POST', '/blueprints', {
      name: 'grandchild',
      fields: [
        { key: 'child', type: 'relation', blueprint: 'child' },
        { key: 'kind', type: 'lookup', via: 'child', field: 'kind' },
      ],
    })
    const { id: below } = (await make('grandchild', { child: of })).body
    await publish(world, 'child', { op: 'options', field: 'kind', add: ['C'], rename: { A: 'AA' } })
    expect(await read('grandchild', below)).toMatchObject({ kind: 'AA' })
    await world.must(200, 'PATCH', `/records/child/${of}`, { data: { kind: 'C' } })
    expect(await read('grandchild', below)).toMatchObject({ kind: 'C' })
    expect((await world.must(200, 'GET', '/records/grandchild?kind=C')).body.items).toHaveLength(1)
  })

  test('a value that follows somebody else’s write is in nobody’s way: an edit by an older rev is accepted', async () => {
    const { id, rev, version } = (await make('parent', { width: 1 })).body
    await make('child', { parent: id })
    const now = (await world.must(200, 'GET', `/records/parent/${id}`)).body
    expect(now.rev).toBeGreaterThan(rev)
    const headers = { 'if-match': `"${rev}.${version}"` }
    const edited = await world.call('PATCH', `/records/parent/${id}`, { data: { width: 3 } }, { headers })
    expect([edited.status, edited.body.data]).toMatchObject([200, { width: 3, sum: 1.5 }])
    expect((await world.call('PATCH', `/records/parent/${id}`, { data: { width: 4 } }, { headers })).status).toBe(412)
  })

  test('a blueprint in the trash counts nothing, and is right again when it is back', async () => {
    const { id } = (await make('parent', { width: 8 })).body
    await make('child', { parent: id })
    await world.must(204, 'DELETE', '/blueprints/parent')
    const [one] = (await world.must(200, 'GET', '/records/child?limit=1')).body.items
    await world.must(200, 'PATCH', `/records/child/${one.id}`, { data: { kind: 'B' } })
    await world.must(200, 'POST', '/blueprints/parent/restore')
    const worker = startWorker(world.app.runtime)
    expect(await jobsDone()).toBe(true)
    await worker.stop()
    expect(await read('parent', id)).toMatchObject({ width: 8, sum: 4 })
  })

  test('a bundle may hold blueprints that read each other, and samples of them', async () => {
    const store = await storeOf(world)
    const { id, slug } = world.tenant
    const tenant = { no: store.tenant, id, slug, name: 'Shop', timezone: 'UTC', language: 'en' } as const
    const actor = { kind: 'system', id: 'system', roles: [] } as const
    const scope = { runtime: world.app.runtime, tenant, store, actor, language: 'en' } as const
    await applyBundle(scope, {
      name: 'shop',
      label: 'Shop',
      blueprints: [
        {
          name: 'basket',
          fields: [
            { key: 'label', type: 'text' },
            { key: 'total', type: 'rollup', blueprint: 'article', via: 'basket', function: 'sum', field: 'price' },
            { key: 'gross', type: 'formula', expr: 'total * 1.2' },
          ],
        },
        {
          name: 'article',
          fields: [
            { key: 'basket', type: 'relation', blueprint: 'basket' },
            { key: 'price', type: 'number' },
            { key: 'inside', type: 'lookup', via: 'basket', field: 'label' },
          ],
        },
      ],
      samples: { basket: [{ label: 'first' }] },
    })
    const [basket] = (await world.must(200, 'GET', '/records/basket')).body.items
    expect(basket.data).toEqual({ label: 'first', total: 0, gross: 0 })
    const article = await make('article', { basket: basket.id, price: 10 })
    expect(article.body.data).toMatchObject({ inside: 'first' })
    expect(await read('basket', basket.id)).toEqual({ label: 'first', total: 10, gross: 12 })
  })
})
