// What favourites promise, on both databases: a member's own list in their own order, and nothing in it that is not there for them.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { must } from '../../test/populated-tenant.ts'
import { delivery, newMember, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'
import type { Person } from '../../test/test-app.ts'

describeApp('Favourites', {}, (app) => {
  let world: TenantWorld
  let ana: Person
  let record: string
  let view: string
  beforeAll(async () => {
    world = await newWorld(app())
    ana = await newMember(world, 'Ana')
    await world.must(201, 'POST', '/blueprints', delivery)
    record = (await world.must(201, 'POST', '/records/delivery', { data: parcel({ cargo: 'Cork' }) })).body.id
    view = (await world.must(201, 'POST', '/views', { name: 'Heavy', label: 'Heavy ones', blueprint: 'delivery' })).body
      .id
  })
  const as = (person: Person, method: string, path: string, body?: unknown, headers = {}) =>
    world.call(method, path, body, { token: person.token, headers })
  const star = (items: readonly object[], headers = {}, person = ana) =>
    as(person, 'PUT', '/favourites', { items }, headers)
  const starred = async (person = ana) => (await must(200, as(person, 'GET', '/favourites'))).body
  const places = () => ({
    list: { kind: 'list', blueprint: 'delivery' },
    record: { kind: 'record', blueprint: 'delivery', id: record },
    view: { kind: 'view', id: view },
  })

  test('nothing at first; then what was starred, in this order, with names, and for its member alone', async () => {
    const first = await must(200, as(ana, 'GET', '/favourites'))
    expect([first.body, first.headers.get('etag')]).toEqual([
      { rev: 0, items: [] },
      expect.stringMatching(/^"0\.\d+"$/),
    ])
    const { list, record: one, view: saved } = places()
    const put = await must(200, star([saved, one, list], { 'If-Match': '"0.1"' }))
    expect(put.headers.get('etag')).toMatch(/^"1\.\d+"$/)
    expect(put.body).toEqual({
      rev: 1,
      items: [{ ...saved, blueprint: 'delivery', name: 'Heavy', label: 'Heavy ones' }, { ...one, title: 'Cork' }, list],
    })
    expect(await starred()).toEqual(put.body)
    expect((await starred(world.owner)).items).toEqual([])
    const again = await must(200, star([list, one]))
    expect(again.body.items.map((place: { kind: string }) => place.kind)).toEqual(['list', 'record'])
  })

  test('what changed meanwhile is not overwritten', async () => {
    const { rev } = (await must(200, star([places().list]))).body
    const stale = await star([], { 'If-Match': `"${rev - 1}.1"` })
    expect([stale.status, stale.body.current]).toEqual([412, { rev, items: [places().list] }])
    const both = await Promise.all([0, 1].map(() => star([], { 'If-Match': `"${rev}.1"` })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test('what is gone or no longer shared is left out, and is back when it is', async () => {
    const { list, record: one, view: saved } = places()
    await must(200, star([list, one, saved]))
    const kinds = async () => (await starred()).items.map((place: { kind: string }) => place.kind)
    const held = { 'If-None-Match': (await as(ana, 'GET', '/favourites')).headers.get('etag') ?? '' }
    expect((await as(ana, 'GET', '/favourites', undefined, held)).status).toBe(304)
    await world.must(204, 'DELETE', `/records/delivery/${record}`)
    expect((await as(ana, 'GET', '/favourites', undefined, held)).status, 'what a browser holds is old').toBe(200)
    expect(await kinds()).toEqual(['list', 'view'])
    await world.must(200, 'POST', `/records/delivery/${record}/restore`)
    await world.must(200, 'PATCH', `/views/${view}`, { shared: false })
    expect(await kinds()).toEqual(['list', 'record'])
    await world.must(200, 'PATCH', `/views/${view}`, { shared: true })
    await world.must(204, 'DELETE', '/blueprints/delivery')
    expect(await kinds()).toEqual([])
    await world.must(200, 'POST', '/blueprints/delivery/restore')
    expect(await kinds()).toEqual(['list', 'record', 'view'])
    await world.must(200, 'PATCH', `/records/delivery/${record}`, { data: { cargo: 'Wine' } })
    expect((await starred()).items[1].title).toBe('Wine')
  })

  test('what is not there, is there twice or is no place is refused where it stands', async () => {
    const { list, record: one, view: saved } = places()
    const own = (await world.must(201, 'POST', '/views', { name: 'Mine', blueprint: 'delivery', shared: false })).body
      .id
    const before = await starred()
    for (const [items, pointer] of [
      [[list, { kind: 'list', blueprint: 'nothing' }], '/items/1'],
      [[{ ...one, id: 'nothing' }], '/items/0'],
      [[{ ...one, blueprint: 'nothing' }], '/items/0'],
      [[{ kind: 'view', id: own }], '/items/0'],
      [[one, saved, one], '/items/2'],
      [[{ kind: 'page', id: 'x' }], '/items/0/kind'],
      [[{ ...list, title: 'x' }], '/items/0/title'],
      [Array.from({ length: 101 }, () => list), '/items'],
    ] as const) {
      const refused = await star(items)
      expect([refused.status, refused.body.errors[0].pointer], JSON.stringify(items).slice(0, 200)).toEqual([
        422,
        pointer,
      ])
    }
    expect((await as(ana, 'PUT', '/favourites', {})).status).toBe(422)
    expect((await as(ana, 'GET', '/favourites?limit=1')).status).toBe(400)
    expect(await starred()).toEqual(before)
  })
})
