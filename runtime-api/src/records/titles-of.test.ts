// Are records called by something people know wherever the server names them, on both databases: never by the id of a link?
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Titles', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'customer', fields: [{ key: 'name', type: 'text' }] })
    const customer = { key: 'customer', type: 'relation', blueprint: 'customer' }
    await world.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      fields: [customer, { key: 'to', type: 'longText' }],
    })
    await world.must(201, 'POST', '/blueprints', { name: 'visit', fields: [{ ...customer, many: true }] })
    const parcel = { key: 'parcel', type: 'relation', blueprint: 'parcel' }
    await world.must(201, 'POST', '/blueprints', { name: 'scan', fields: [parcel] })
    const next = { key: 'next', type: 'relation', blueprint: 'ring' }
    await world.must(201, 'POST', '/blueprints', { name: 'ring', fields: [next] })
  })
  const make = async (blueprint: string, data: object) =>
    (await world.must(201, 'POST', `/records/${blueprint}`, { data })).body.id as string
  /** As favourites call them; notifications ask in the same way. */
  const titles = async (...places: readonly (readonly [string, string])[]) => {
    const items = places.map(([blueprint, id]) => ({ kind: 'record', blueprint, id }))
    const { body } = await world.must(200, 'PUT', '/favourites', { items }, { token: world.owner.token })
    return body.items.map(({ title }: { title: string }) => title)
  }

  test('[R32] a text before a link, and of a link the name of what it leads to', async () => {
    const ana = await make('customer', { name: 'Ana' })
    const bob = await make('customer', { name: 'Bob' })
    const both = await make('parcel', { customer: ana, to: 'Rua Augusta 24\nLisboa' })
    const linked = await make('parcel', { customer: ana })
    const visit = await make('visit', { customer: [ana, bob] })
    const scan = await make('scan', { parcel: linked })
    expect(await titles(['parcel', both], ['parcel', linked], ['visit', visit], ['scan', scan])).toEqual([
      'Rua Augusta 24',
      'Ana',
      'Ana, Bob',
      'Ana',
    ])
    await world.must(200, 'PATCH', `/records/customer/${ana}`, { data: { name: 'Anna' } })
    expect(await titles(['parcel', linked], ['scan', scan])).toEqual(['Anna', 'Anna'])
  })

  test('[R32] records that link in a circle are called by nothing', async () => {
    const first = await make('ring', {})
    const second = await make('ring', { next: first })
    await world.must(200, 'PATCH', `/records/ring/${first}`, { data: { next: second } })
    expect(await titles(['ring', first], ['ring', second])).toEqual(['', ''])
  })

  test('nothing of a kind of record that lies in the trash', async () => {
    const ana = await make('customer', { name: 'Ana' })
    const linked = await make('parcel', { customer: ana })
    const { headers } = await world.must(200, 'GET', '/blueprints/customer')
    const etag = headers.get('etag') ?? ''
    await world.call('DELETE', '/blueprints/customer', undefined, { headers: { 'If-Match': etag } })
    expect(await titles(['parcel', linked])).toEqual([''])
  })
})
