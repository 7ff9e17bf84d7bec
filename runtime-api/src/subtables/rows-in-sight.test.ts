// Who may not see the records that rows have become: are they out of sight in every version, and safe from what such a one writes?
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { findBlueprint } from '../blueprints/blueprint-table.ts'

/** The one door: the records of these blueprints do not exist for members, or may only be looked at. */
const closed = vi.hoisted(() => {
  // A worker keeps what it has read from file to file: what stands in for a source is read with all that uses it, and goes with it.
  vi.resetModules()
  return { toMembers: new Set<number>(), toWriters: new Set<number>() }
})
vi.mock('../access/load-access.ts', async (original) => {
  const door = await original<typeof import('../access/load-access.ts')>()
  const loadAccess: typeof door.loadAccess = (scope, blueprint) => {
    const open = door.loadAccess(scope, blueprint)
    if (scope.actor.roles.includes('owner') || scope.actor.kind === 'system') return open
    if (closed.toMembers.has(blueprint)) return { ...open, rows: { op: 'never' }, mayWrite: false }
    return closed.toWriters.has(blueprint) ? { ...open, mayWrite: false } : open
  }
  return { ...door, loadAccess }
})

afterAll(() => {
  vi.doUnmock('../access/load-access.ts')
  vi.resetModules()
})

describeApp('rows whose records are closed to somebody', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    closed.toMembers.clear()
    world = await newWorld(app())
  })

  it('are not seen, filtered by or written through an older version', async () => {
    const fields = [
      { key: 'title', type: 'text' },
      { key: 'lines', type: 'list', fields: [{ key: 'what', type: 'text' }] },
    ]
    await world.must(201, 'POST', '/blueprints', { name: 'order', fields })
    const data = { title: 'a', lines: [{ _id: 'l1', what: 'secret' }] }
    const { id } = (await world.must(201, 'POST', '/records/order', { data })).body
    await publishOps(world, 'order', [{ op: 'subtable', field: 'lines', blueprint: 'line', parent: 'order' }])
    const isMoved = async () => (await world.must(200, 'GET', '/records/line')).body.items.length === 1
    expect(await eventually(isMoved, 20_000)).toBe(true)
    const store = await storeOf(world)
    const line = Number((await findBlueprint(store.read, store.tenant, 'line'))?.no)
    const asMember = (method: string, path: string, body?: unknown) =>
      world.call(method, path, body, { token: world.memberToken })
    const seen = async () => (await world.must(200, 'GET', `/records/order/${id}?as=1`)).body.data
    const member = async () => (await asMember('GET', `/records/order/${id}?as=1`)).body.data

    expect(await member()).toEqual(data)
    closed.toMembers.add(line)
    expect(await member()).toEqual({ title: 'a' })
    const listed = await asMember('GET', '/records/order?as=1')
    expect(JSON.stringify(listed.body)).not.toContain('secret')
    expect((await asMember('GET', '/records/order?as=1&filter=has(lines)')).status).toBe(400)
    expect((await asMember('GET', '/records/order?as=1&fields=lines')).status).toBe(400)
    const written = await asMember('PATCH', `/records/order/${id}?as=1`, { data: { lines: [] } })
    expect([written.status, written.body.errors?.[0].code]).toEqual([422, 'unknown-member'])
    // What they write of the rest leaves the rows as they are.
    expect((await asMember('PATCH', `/records/order/${id}?as=1`, { data: { title: 'b' } })).status).toBe(200)
    expect(await seen()).toEqual({ ...data, title: 'b' })
    const put = { method: 'PUT', path: `/records/order/${id}?as=1`, body: { data: { title: 'c' } } }
    const whole = await world.call(put.method, put.path, put.body, {
      token: world.memberToken,
      headers: { 'If-Match': '*' },
    })
    expect([whole.status, await seen()]).toEqual([200, { ...data, title: 'c' }])

    closed.toMembers.clear()
    closed.toWriters.add(line)
    expect(await member()).toEqual({ ...data, title: 'c' })
    const lines = [{ _id: 'l1', what: 'other' }]
    expect((await asMember('PATCH', `/records/order/${id}?as=1`, { data: { lines } })).status).toBe(403)
    expect((await asMember('POST', '/records/order?as=1', { data: { lines } })).status).toBe(403)
    expect(await seen()).toEqual({ ...data, title: 'c' })
    closed.toWriters.clear()
  })
})
