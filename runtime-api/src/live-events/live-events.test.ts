// What a listener hears: what was committed and only that, without data, and what was missed while the line was cut.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import {
  delivery,
  deliveryFlow,
  eventually,
  newMember,
  newWorld,
  parcel,
  type TenantWorld,
} from '../../test/tenant-world.ts'
import { newTenant } from '../../test/test-app.ts'
import { createLiveEventHub } from './live-event-hub.ts'

describeApp('Live events', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
  })

  test('every committed change is heard in order, without data; a refused one is not', async () => {
    const line = await listen(world)
    const { id } = (await world.must(201, 'POST', '/records/delivery', { data: parcel({ cargo: 'Secret tiles' }) }))
      .body
    await world.call('POST', '/records/delivery', { data: { cargo: 'refused' } })
    await world.must(200, 'PATCH', `/records/delivery/${id}`, { data: { weight: 3 } })
    await world.must(200, 'PATCH', `/records/delivery/${id}`, { data: { weight: 3 } })
    await world.must(200, 'POST', `/records/delivery/${id}/transitions/start`)
    await world.must(204, 'DELETE', `/records/delivery/${id}`)
    await world.must(200, 'POST', `/records/delivery/${id}/restore`)
    expect(await eventually(async () => line.events().length >= 5)).toBe(true)
    expect(line.events().map(({ kind, data }) => [kind, data.id, data.rev])).toEqual([
      ['record.created', id, 1],
      ['record.updated', id, 2],
      ['record.transition', id, 3],
      ['record.deleted', id, 4],
      ['record.restored', id, 5],
    ])
    expect(line.events()[2]?.data.event).toBe('start')
    expect(line.text()).not.toContain('Secret')
    expect(line.type).toContain('text/event-stream')
    line.close()
  })

  test('whoever comes back with the last id hears what was missed, and with an unknown one that it must read anew', async () => {
    const first = await listen(world)
    await world.must(201, 'POST', '/records/delivery', { data: parcel() })
    expect(await eventually(async () => first.events().length === 1)).toBe(true)
    const last = first.events()[0]?.no ?? ''
    first.close()
    const { id } = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
    const second = await listen(world, { 'Last-Event-ID': last })
    expect(await eventually(async () => second.events().length === 1)).toBe(true)
    expect(second.events()[0]?.data.id).toBe(id)
    second.close()
    const third = await listen(world, { 'Last-Event-ID': 'another-run.7' })
    expect(await eventually(async () => third.text().includes('event: reset'))).toBe(true)
    third.close()
  })

  test('an answer says up to where it is, and a line that begins there misses nothing', async () => {
    const read = await world.must(200, 'GET', '/records/delivery')
    const place = read.headers.get('last-event-id') ?? ''
    const { id } = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
    const line = await listen(world, {}, world.tenant.path, world.token, `?after=${place}`)
    expect(await eventually(async () => line.events().length === 1)).toBe(true)
    expect(line.events()[0]?.data.id).toBe(id)
    line.close()
    // Where the line was cut the browser knows better.
    const again = await listen(
      world,
      { 'Last-Event-ID': line.events()[0]?.no ?? '' },
      world.tenant.path,
      world.token,
      `?after=${place}`,
    )
    await world.must(200, 'PATCH', `/records/delivery/${id}`, { data: { weight: 4 } })
    expect(await eventually(async () => again.events().length === 1)).toBe(true)
    expect(again.events()[0]?.kind).toBe('record.updated')
    again.close()
    // In a tenant where nobody has listened yet, too; and nobody hears of another one by it.
    const fresh = await newWorld(world.app)
    const first = (await fresh.must(200, 'GET', '/blueprints')).headers.get('last-event-id') ?? ''
    await fresh.must(201, 'POST', '/blueprints', { ...delivery, name: 'late' })
    const heard = await listen(fresh, {}, fresh.tenant.path, fresh.token, `?after=${first}`)
    expect(await eventually(async () => heard.events().length === 1)).toBe(true)
    expect(heard.events()[0]).toMatchObject({ kind: 'definition.changed', data: { name: 'late' } })
    heard.close()
    const foreign = await listen(fresh, {}, fresh.tenant.path, fresh.token, `?after=${place}`)
    expect(await eventually(async () => foreign.text().includes('event: reset'))).toBe(true)
    expect(foreign.events()).toEqual([])
    foreign.close()
    expect((await world.call('GET', `/events?after=${'x'.repeat(81)}`)).status).toBe(400)
    expect((await world.call('POST', '/records/delivery', { data: parcel() })).headers.get('last-event-id')).toBeNull()
  })

  test('who joins is heard of by those who are there', async () => {
    const line = await listen(world)
    await newMember(world, 'Bia')
    expect(await eventually(async () => line.events().some(({ kind }) => kind === 'members.changed'))).toBe(true)
    line.close()
  })

  test('a job tells how far it is', async () => {
    await world.must(201, 'POST', '/blueprints', { ...delivery, name: 'old' })
    const items = Array.from({ length: 5 }, () => ({ op: 'create', data: parcel() }))
    await world.must(200, 'POST', '/records/old/bulk', { items })
    const line = await listen(world)
    await world.must(201, 'POST', '/flows', { ...deliveryFlow, name: 'old', blueprint: 'old' })
    const ended = () => line.events().find(({ kind, data }) => kind === 'job.progress' && data.status === 'succeeded')
    expect(await eventually(async () => ended() !== undefined)).toBe(true)
    expect(ended()?.data).toMatchObject({ job: 'enter-flow', done: 5, total: 5 })
    line.close()
  })

  test('other tenants hear nothing, strangers are not let in, and a token in the address is refused', async () => {
    const other = await newTenant(world.app, world.owner)
    const line = await listen(world, {}, other.path, world.owner.token)
    await world.must(201, 'POST', '/records/delivery', { data: parcel() })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(line.events()).toEqual([])
    line.close()
    expect((await world.app.call('GET', `${other.path}/events`, { token: world.token })).status).toBe(404)
    expect((await world.app.call('GET', `${world.tenant.path}/events`)).status).toBe(401)
    expect((await world.app.call('GET', `${world.tenant.path}/events?access_token=${world.token}`)).status).toBe(401)
    expect((await world.call('GET', '/events?token=x')).status).toBe(400)
  })

  test('of a view hears who sees it or saw it, by a name that they knew, and nobody else: also who asks what was missed', async () => {
    const [bia, carl] = [await newMember(world, 'Bia'), await newMember(world, 'Carl')]
    const start = (await world.must(200, 'GET', '/blueprints')).headers.get('last-event-id') ?? ''
    const lineOf = (token: string, query = '') => listen(world, {}, world.tenant.path, token, query)
    const asOwner = { token: world.owner.token }
    const lines = await Promise.all([lineOf(world.owner.token), lineOf(bia.token), lineOf(carl.token)])
    const byKey = await lineOf(world.memberToken)
    const view = async (more: object) =>
      (await world.must(201, 'POST', '/views', { blueprint: 'delivery', ...more }, asOwner)).body.id
    const change = (id: string, more: object) => world.must(200, 'PATCH', `/views/${id}`, more, asOwner)

    const own = await view({ name: 'Who has to go', shared: false })
    await change(own, { sort: 'cargo' })
    await change(own, { sharedWith: { members: [bia.id] } })
    await change(own, { sharedWith: { roles: ['owner'] } })
    await change(own, { sharedWith: { roles: ['member'] }, name: 'Everybody who is here' })
    await change(own, { sharedWith: null, name: 'Who has gone' })
    await world.must(204, 'DELETE', `/views/${own}`, undefined, asOwner)
    // Kept back for a while, and then shown to everybody by another name.
    const kept = await view({ name: 'Raises, not yet said', shared: false })
    await change(kept, { shared: true, name: 'Raises' })
    await view({ name: 'For everybody' })

    const named = (line: (typeof lines)[number]) => line.events().map(({ data }) => data.name)
    const all = [...lines, byKey]
    expect(await eventually(async () => all.every((line) => named(line).includes('For everybody')))).toBe(true)
    const [heardByOwner, heardByBia, heardByCarl] = lines.map(named)
    expect(heardByOwner).toEqual([
      ...Array(5).fill('Who has to go'),
      ...['Everybody who is here', 'Everybody who is here', 'Who has gone', 'Who has gone'],
      ...['Raises, not yet said', 'Raises, not yet said', 'Raises', 'For everybody'],
    ])
    // Shared with Bia by name, then no more; with all members, then no more.
    const forMembers = ['Everybody who is here', 'Everybody who is here', 'Raises', 'For everybody']
    expect(heardByBia).toEqual(['Who has to go', 'Who has to go', ...forMembers])
    expect(heardByCarl).toEqual(forMembers)
    expect(named(byKey)).toEqual(forMembers)
    for (const line of all) {
      // Nor for whom else it is.
      expect(line.text()).not.toContain('among')
      expect(line.text()).not.toContain(bia.id)
      line.close()
    }
    const late = await lineOf(carl.token, `?after=${start}`)
    expect(await eventually(async () => named(late).includes('For everybody'))).toBe(true)
    expect(named(late)).toEqual(forMembers)
    expect(late.text()).not.toContain('Who has')
    late.close()
    expect(await eventually(async () => world.app.runtime.hub.listeners() === 0)).toBe(true)
  })

  test('a listener who leaves is forgotten', async () => {
    const before = world.app.runtime.hub.listeners()
    const lines = await Promise.all([listen(world), listen(world)])
    expect(world.app.runtime.hub.listeners()).toBe(before + 2)
    for (const line of lines) line.close()
    expect(await eventually(async () => world.app.runtime.hub.listeners() === before)).toBe(true)
  })
})

test('the hub takes no more listeners than it may, remembers no more than it may, and ends everybody when it closes', () => {
  const hub = createLiveEventHub({ perTenant: 2, perActor: 2, inAll: 3, remembered: 2, rememberedMs: 9_000 })
  const ended: number[] = []
  const heard: number[] = []
  const leave = hub.listen(
    { tenant: 1, actor: 'someone 1' },
    ({ no }) => heard.push(no),
    () => ended.push(1),
  )
  expect(
    hub.listen(
      { tenant: 1, actor: 'someone 2' },
      () => {},
      () => ended.push(2),
    ),
  ).toBeDefined()
  expect(
    hub.listen(
      { tenant: 1, actor: 'someone 3' },
      () => {},
      () => {},
    ),
  ).toBeUndefined()
  expect(
    hub.listen(
      { tenant: 2, actor: 'someone 4' },
      () => {},
      () => ended.push(3),
    ),
  ).toBeDefined()
  expect(
    hub.listen(
      { tenant: 3, actor: 'someone 5' },
      () => {},
      () => {},
    ),
  ).toBeUndefined()
  const event = { kind: 'definition.changed', definition: 'flow', name: 'x' } as const
  hub.publish(1, [event, event, event])
  hub.publish(4, [event])
  expect(heard).toEqual([1, 2, 3])
  expect(hub.since(1, 1)?.map(({ no }) => no)).toEqual([2, 3])
  expect(hub.since(1, 0)).toBeUndefined()
  expect(hub.since(1, 3)).toEqual([])
  expect(hub.since(1, 4)).toBeUndefined()
  expect(hub.since(4, 0)).toBeUndefined()
  leave?.()
  leave?.()
  expect(hub.listeners()).toBe(2)
  hub.close()
  expect(ended.sort()).toEqual([2, 3])
  expect(hub.listeners()).toBe(0)
  expect(
    hub.listen(
      { tenant: 1, actor: 'someone 6' },
      () => {},
      () => {},
    ),
  ).toBeUndefined()
})

test('one actor leaves lines for the others, however many tenants they are in, and gets them back', () => {
  const hub = createLiveEventHub({ perTenant: 9, perActor: 2, inAll: 9, remembered: 2, rememberedMs: 9_000 })
  const listen = (tenant: number, actor: string) =>
    hub.listen(
      { tenant, actor },
      () => {},
      () => {},
    )
  const leave = listen(1, 'ana')
  expect(listen(2, 'ana')).toBeDefined()
  expect(listen(3, 'ana')).toBeUndefined()
  expect(listen(3, 'bob')).toBeDefined()
  leave?.()
  leave?.()
  expect(listen(3, 'ana')).toBeDefined()
  expect(listen(3, 'ana')).toBeUndefined()
})

test('where nobody listens and nobody has read lately, the hub forgets, and says so to whoever comes back', () => {
  const hub = createLiveEventHub({ perTenant: 9, perActor: 9, inAll: 9, remembered: 9, rememberedMs: 0 })
  const event = { kind: 'definition.changed', definition: 'flow', name: 'x' } as const
  const place = hub.place(1)
  const until = performance.now() + 2
  while (performance.now() < until);
  hub.publish(1, [event])
  expect(hub.since(1, 0)).toBeUndefined()
  expect(hub.place(1).split('.')[0]).not.toBe(place.split('.')[0])
})

interface Heard {
  readonly no: string
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

async function listen(
  world: TenantWorld,
  headers: Readonly<Record<string, string>> = {},
  path = world.tenant.path,
  token = world.token,
  query = '',
) {
  const leave = new AbortController()
  const answered = await fetch(`${world.app.url}${path}/events${query}`, {
    headers: { Authorization: `Bearer ${token}`, ...headers },
    signal: leave.signal,
  })
  let text = ''
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const piece of answered.body ?? []) text += decoder.decode(piece, { stream: true })
  }
  read().catch(() => undefined)
  await eventually(async () => text.includes('listening'))
  return {
    type: answered.headers.get('content-type') ?? '',
    text: () => text,
    events: () => text.split('\n\n').flatMap(readEvent),
    close: () => leave.abort(),
  }
}

function readEvent(block: string): Heard[] {
  const line = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1]
  const [no, kind, data] = [line('id'), line('event'), line('data')]
  return no && kind && data ? [{ no, kind, data: JSON.parse(data) }] : []
}
