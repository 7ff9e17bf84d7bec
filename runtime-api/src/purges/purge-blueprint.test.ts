// Is a whole blueprint destroyed only when somebody names it and nobody needs it, and is nothing of it left anywhere afterwards?
import { beforeEach, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { tablesWith } from '../../test/find-bytes.ts'
import { systemScope } from '../../test/system-scope.ts'
import {
  delivery,
  deliveryFlow,
  eventually,
  newBlueprint,
  newWorld,
  publishOps,
  storeOf,
  type TenantWorld,
} from '../../test/tenant-world.ts'
import { sweepFiles } from '../files/sweep-files.ts'

const secret = 'Zyxwvut'
const why = 'Asked for by the customer'
const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'note', type: 'text', quickFilter: true },
  { key: 'labels', type: 'tags', options: ['red', 'blue'] },
]

describeApp('Purging a blueprint', { worker: true }, (app) => {
  let world: TenantWorld
  // A tenant of its own for each: bytes of the others would be found, too.
  beforeEach(async () => {
    world = await newWorld(app())
  })
  const create = async (name: string, data: object, more = {}) =>
    (await world.must(201, 'POST', `/records/${name}`, { data }, more)).body.id as string
  const trash = (name: string) => world.must(204, 'DELETE', `/blueprints/${name}`)
  const purge = (which: string, body?: object, more = {}) =>
    world.call('POST', `/blueprints/${which}/purge`, body, more)
  const isDone = async (id: string) => (await world.must(200, 'GET', `/jobs/${id}`)).body.status === 'succeeded'
  const purged = async (name: string, which = name) => {
    const answered = await purge(which, { confirm: { [name]: why } })
    expect(answered.status, answered.text).toBe(202)
    expect(await eventually(() => isDone(answered.body.id), 20_000)).toBe(true)
    return answered
  }
  const pointersOf = ({ body }: { body: { errors: { pointer: string; code: string }[] } }) =>
    body.errors.map(({ pointer, code }) => [pointer, code])

  describe('is refused', () => {
    test('without its name and a reason, and says what would be lost and what to send', async () => {
      const name = await newBlueprint(world, fields)
      await create(name, { title: 'A' })
      const id = await create(name, { title: 'B' })
      await world.must(204, 'DELETE', `/records/${name}/${id}`)
      await trash(name)
      for (const body of [undefined, {}, { confirm: {} }, { confirm: { [name]: '' } }, { confirm: { [name]: ' ' } }]) {
        const refused = await purge(name, body)
        expect(refused.status, refused.text).toBe(422)
        expect(pointersOf(refused)).toEqual([[`/confirm/${name}`, 'blueprint-unconfirmed']])
        expect(refused.body.detail).toContain('2 records')
        expect(refused.body.detail).toContain(`"confirm": {"${name}": "…"}`)
      }
      const russian = await purge(name, {}, { headers: { 'Accept-Language': 'ru' } })
      expect(russian.body.detail).toContain('записями (их: 2)')
      const other = await purge(name, { confirm: { [name]: why, lead: why } })
      expect(pointersOf(other)).toEqual([['/confirm/lead', 'other-blueprint-confirmed']])
      expect((await purge(name, { confirm: name })).status).toBe(422)
      expect((await purge(name, { confirm: { [name]: why }, now: true })).status).toBe(422)
      expect((await world.must(200, 'GET', '/trash')).body.items).toHaveLength(1)
      expect((await world.must(200, 'GET', '/jobs')).body.items).toEqual([])
      await world.must(200, 'POST', `/blueprints/${name}/restore`)
      expect((await world.must(200, 'GET', `/records/${name}`)).body.items).toHaveLength(1)
    })

    test('to a member, while it is not in the trash, and when there is none', async () => {
      const name = await newBlueprint(world, fields)
      const confirm = { [name]: why }
      const live = await purge(name, { confirm })
      expect([live.status, live.body.detail]).toEqual([409, expect.stringContaining('not in the trash')])
      expect((await purge('nowhere', { confirm: { nowhere: why } })).status).toBe(404)
      await trash(name)
      expect((await purge(name, { confirm }, { token: world.memberToken })).status).toBe(403)
    })

    test('while fields of others lead to it or count it, and names each', async () => {
      const line = await newBlueprint(world, fields)
      const order = await newBlueprint(
        world,
        [
          { key: 'line', label: 'First line', type: 'relation', blueprint: line },
          { key: 'rows', type: 'list', fields: [{ key: 'of', label: 'Row of', type: 'relation', blueprint: line }] },
        ],
        { label: 'Orders' },
      )
      await publishOps(world, line, [{ op: 'add', field: { key: 'order', type: 'relation', blueprint: order } }])
      await publishOps(world, order, [
        {
          op: 'add',
          field: { key: 'n', label: 'Lines', type: 'rollup', blueprint: line, via: 'order', function: 'count' },
        },
      ])
      await trash(line)
      const refused = await purge(line, { confirm: { [line]: why } })
      expect([refused.status, pointersOf(refused)]).toEqual([
        422,
        [
          ['', 'blueprint-pointed-to'],
          ['', 'blueprint-pointed-to'],
          ['', 'blueprint-counted'],
        ],
      ])
      expect(refused.body.errors.map(({ message }: { message: string }) => message)).toEqual([
        expect.stringContaining('“First line” of “Orders”'),
        expect.stringContaining('“Row of” of “Orders”'),
        expect.stringContaining('“Lines” of “Orders”'),
      ])
      // In the trash itself it stands in nobody's way.
      await trash(order)
      await purged(line)
      await purged(order)
      expect((await world.must(200, 'GET', '/trash')).body.items).toEqual([])
    })

    test('while its records are rows of another one', async () => {
      const parent = await newBlueprint(
        world,
        [
          { key: 'title', type: 'text' },
          { key: 'rows', type: 'list', fields: [{ key: 'said', type: 'text' }] },
        ],
        { label: 'Orders' },
      )
      const child = `${parent}_row`
      await publishOps(world, parent, [{ op: 'subtable', field: 'rows', blueprint: child, parent: 'of' }])
      await trash(child)
      const refused = await purge(child, { confirm: { [child]: why } })
      expect([refused.status, pointersOf(refused)]).toEqual([422, [['', 'rows-live-there']]])
      expect(refused.body.errors[0].message).toContain('Orders')
      await trash(parent)
      await purged(child)
      await purged(parent)
    })
  })

  test('nothing of it is left in any table, and of others everything', async () => {
    const name = await newBlueprint(world, fields, { label: `${secret} kind` })
    const other = await newBlueprint(world, fields)
    const kept = await create(other, { title: 'Stays', note: 'here', labels: ['red'] }, key('k0'))
    const id = await create(name, { title: `${secret} A`, note: `${secret} one`, labels: ['red'] }, key('k1'))
    await world.must(200, 'PATCH', `/records/${name}/${id}`, { data: { note: `${secret} two` } })
    const gone = await create(name, { title: `${secret} B` })
    await world.must(204, 'DELETE', `/records/${name}/${gone}`)
    const about = { text: `About ${secret}` }
    await world.must(201, 'POST', `/records/${name}/${id}/comments`, about, key('k2'))
    await world.must(201, 'POST', `/records/${other}/${kept}/comments`, { text: 'Also stays' })
    const view = { name: `${secret} view`, blueprint: name, filter: `title == '${secret}'` }
    const { id: viewId } = (await world.must(201, 'POST', '/views', view, key('k3'))).body
    const items = [
      { kind: 'record', blueprint: name, id },
      { kind: 'list', blueprint: name },
      { kind: 'view', id: viewId },
      { kind: 'record', blueprint: other, id: kept },
    ]
    const asOwner = { token: world.owner.token }
    await world.must(200, 'PUT', '/favourites', { items }, asOwner)
    const scan = await world.call('POST', '/files', undefined, {
      text: `${secret} bytes`,
      headers: { 'X-File-Name': `${secret}.txt` },
    })
    await world.must(201, 'POST', `/records/${name}/${id}/attachments`, { file: scan.body.id })
    await publishOps(world, name, [{ op: 'retype', field: 'note', type: 'integer', onError: 'keep' }])
    await world.must(
      202,
      'POST',
      `/blueprints/${name}/migrations`,
      { to: 2, filter: `title != '${secret}'` },
      key('k4'),
    )
    const isQuiet = async () =>
      (await world.must(200, 'GET', '/jobs')).body.items.every(
        ({ status }: { status: string }) => status === 'succeeded',
      )
    expect(await eventually(isQuiet, 15_000)).toBe(true)
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
      ops: [{ op: 'relabel', field: 'title', label: `${secret} draft` }],
    })
    await world.must(200, 'PATCH', '/blueprint-places', { places: { [name]: { x: 1, y: 2 } } })
    const store = await storeOf(world)
    expect(await eventually(async () => (await tablesWith(store, secret)).includes('outbox') === false)).toBe(true)
    expect(await tablesWith(store, secret)).toEqual(
      expect.arrayContaining([
        'blueprint',
        'blueprint_draft',
        'blueprint_version',
        'comment',
        'file',
        'idempotency',
        'job',
        'record',
        'record_history',
        'view',
      ]),
    )
    await trash(name)
    const job = await purged(name)
    expect(job.headers.get('Location')).toBe(
      `${world.tenant.path.replace(/[^/]+$/, '')}${world.tenant.slug}/jobs/${job.body.id}`,
    )
    // What nobody names any more is swept away like every such file.
    expect((await tablesWith(store, secret)).filter((table) => table !== 'file')).toEqual([])
    await sweepFiles(await scopeAfterDays(world, 2))
    expect(await tablesWith(store, secret)).toEqual([])
    // Kept answers say whose they were.
    expect(await tablesWith(store, id)).toEqual(['idempotency'])
    const done = (await world.must(200, 'GET', `/jobs/${job.body.id}`)).body
    expect(done).toMatchObject({ kind: 'purge-blueprint', blueprint: name, reason: why, done: 2, total: 2, errors: [] })
    expect((await world.must(200, 'GET', '/jobs')).body.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'purge-blueprint',
    ])
    expect((await world.must(200, 'GET', '/trash')).body.items).toEqual([])
    expect((await world.call('POST', `/blueprints/${name}/restore`)).status).toBe(404)
    expect((await purge(name, { confirm: { [name]: why } })).status).toBe(404)
    expect((await world.must(200, 'GET', `/search?q=${secret}`)).body.items).toEqual([])
    const favourites = (await world.must(200, 'GET', '/favourites', undefined, asOwner)).body.items
    expect(favourites).toEqual([expect.objectContaining({ kind: 'record', id: kept })])
    // Whoever repeats a request hears what it was about, and no more.
    const again = await world.call(
      'POST',
      `/records/${name}`,
      { data: { title: `${secret} A`, note: `${secret} one`, labels: ['red'] } },
      key('k1'),
    )
    expect([again.status, again.body.data]).toEqual([201, {}])
    // Nothing else was touched.
    expect((await world.must(200, 'GET', `/records/${other}/${kept}`)).body).toMatchObject({
      rev: 1,
      data: { title: 'Stays', note: 'here', labels: ['red'] },
    })
    expect((await world.must(200, 'GET', `/records/${other}/${kept}/comments`)).body.items).toHaveLength(1)
    const same = await world.call(
      'POST',
      `/records/${other}`,
      { data: { title: 'Stays', note: 'here', labels: ['red'] } },
      key('k0'),
    )
    expect(same.body.data).toMatchObject({ title: 'Stays', note: 'here' })
    expect((await world.must(200, 'GET', `/records/${other}?q=stays`)).body.items).toHaveLength(1)
  })

  test('its flow goes with it, and the log of what was sent', async () => {
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
    const id = await create('delivery', { deliver_from: 'Porto', cargo: 'Tiles' })
    await world.must(200, 'POST', `/records/delivery/${id}/transitions/start`, { driver: secret })
    const store = await storeOf(world)
    expect(await tablesWith(store, secret)).toEqual(expect.arrayContaining(['flow_log', 'record']))
    await trash('delivery')
    await purged('delivery')
    expect(await tablesWith(store, secret)).toEqual([])
    expect((await world.call('GET', '/flows/delivery')).status).toBe(404)
    // Both names are free, and nothing comes back with them.
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
    expect((await world.must(200, 'GET', '/records/delivery')).body).toMatchObject({ items: [], count: { value: 0 } })
  })

  describe('links of other records', () => {
    test('become empty with a note, where they rest and where they only were', async () => {
      const city = await newBlueprint(world, [{ key: 'name', type: 'text' }])
      const [porto, faro] = [await create(city, { name: 'Porto' }), await create(city, { name: 'Faro' })]
      const person = await newBlueprint(world, [
        { key: 'name', type: 'text' },
        { key: 'city', type: 'relation', blueprint: city },
        { key: 'seen', type: 'relation', blueprint: city, many: true },
        { key: 'friend', type: 'text' },
      ])
      const ana = await create(person, { name: 'Ana', city: porto, seen: [porto, faro] })
      await world.must(200, 'PATCH', `/records/${person}/${ana}`, { data: { city: faro } })
      const rui = await create(person, { name: 'Rui', city: faro })
      const eva = await create(person, { name: 'Eva' })
      await publishOps(world, person, [
        { op: 'remove', field: 'city' },
        { op: 'remove', field: 'seen' },
      ])
      // One moves, by which what was removed lies in its attic.
      const moved = await world.must(202, 'POST', `/blueprints/${person}/migrations`, { to: 2, ids: [rui] })
      expect(await eventually(() => isDone(moved.body.id))).toBe(true)
      const store = await storeOf(world)
      expect(await tablesWith(store, faro)).toEqual(expect.arrayContaining(['record', 'record_history']))
      await trash(city)
      await purged(city)
      for (const id of [porto, faro]) expect(await tablesWith(store, id)).toEqual([])
      const old = (id: string) => world.must(200, 'GET', `/records/${person}/${id}?as=1`)
      expect((await old(ana)).body.data).toEqual({ name: 'Ana', seen: [] })
      expect((await old(rui)).body.data).toEqual({ name: 'Rui' })
      const notes = async (id: string) =>
        (await world.must(200, 'GET', `/records/${person}/${id}/history`)).body.items.map(
          ({ note }: { note: string | null }) => note,
        )
      expect((await notes(ana))[0]).toBe('target-purged')
      expect((await notes(rui))[0]).toBe('target-purged')
      expect(await notes(eva)).toEqual([null])
      // Going back to an earlier rev brings no link.
      await world.must(200, 'POST', `/records/${person}/${ana}/restore`, { rev: 1 })
      expect((await old(ana)).body.data).toMatchObject({ name: 'Ana' })
      expect(await tablesWith(store, porto)).toEqual([])
    })

    test('of one in the trash are empty when that comes back, and what it showed is gone', async () => {
      const city = await newBlueprint(world, [{ key: 'name', type: 'text' }])
      const porto = await create(city, { name: `${secret} Porto` })
      const person = await newBlueprint(world, [
        { key: 'name', type: 'text' },
        { key: 'city', type: 'relation', blueprint: city, quickFilter: true },
        { key: 'town', type: 'lookup', via: 'city', field: 'name' },
      ])
      const ana = await create(person, { name: 'Ana', city: porto })
      expect((await world.must(200, 'GET', `/records/${person}/${ana}`)).body.data.town).toBe(`${secret} Porto`)
      await trash(person)
      await trash(city)
      await purged(city)
      const store = await storeOf(world)
      expect(await tablesWith(store, secret)).toEqual([])
      await world.must(200, 'POST', `/blueprints/${person}/restore`)
      const back = (await world.must(200, 'GET', `/records/${person}/${ana}`)).body.data
      expect([back.name, back.city ?? null, back.town ?? null]).toEqual(['Ana', null, null])
      expect((await world.must(200, 'GET', `/records/${person}?q=ana`)).body.items).toHaveLength(1)
    })
  })

  test('another one that has the name by now stays, with its answers and what leads to it', async () => {
    const make = () =>
      world.must(201, 'POST', '/blueprints', { name: 'lead', fields: [{ key: 'title', type: 'text' }] })
    await make()
    await create('lead', { title: secret })
    const { id: old } = (await world.must(200, 'GET', '/blueprints/lead')).body
    await trash('lead')
    await make()
    const mine = await create('lead', { title: 'Mine' }, key('k1'))
    const deal = await newBlueprint(world, [{ key: 'lead', type: 'relation', blueprint: 'lead' }])
    const linked = await create(deal, { lead: mine })
    // By its name the live one is meant, by the id or out of the trash the other.
    await purged('lead', old)
    expect(await tablesWith(await storeOf(world), secret)).toEqual([])
    expect((await world.must(200, 'GET', `/records/lead/${mine}`)).body.data).toEqual({ title: 'Mine' })
    expect((await world.must(200, 'GET', `/records/${deal}/${linked}`)).body).toMatchObject({
      rev: 1,
      data: { lead: mine },
    })
    const again = await world.call('POST', '/records/lead', { data: { title: 'Mine' } }, key('k1'))
    expect([again.headers.get('Idempotency-Replayed'), again.body.data]).toEqual(['true', { title: 'Mine' }])
  })

  test('the job can be paused and goes on, and is not cancelled half way', async () => {
    const name = await newBlueprint(world, fields)
    await create(name, { title: secret })
    await trash(name)
    const { body: job } = await purge(name, { confirm: { [name]: why } })
    expect((await world.call('POST', `/jobs/${job.id}/cancel`)).status).toBe(409)
    const paused = await world.call('POST', `/jobs/${job.id}/pause`)
    if (paused.status === 200) await world.must(200, 'POST', `/jobs/${job.id}/resume`)
    expect(await eventually(() => isDone(job.id), 15_000)).toBe(true)
    expect(await tablesWith(await storeOf(world), secret)).toEqual([])
  })
})

function key(name: string) {
  return { headers: { 'Idempotency-Key': name } }
}

async function scopeAfterDays(world: TenantWorld, days: number) {
  const { runtime } = world.app
  const { tenant } = await storeOf(world)
  return systemScope({ ...runtime, now: () => Date.now() + days * 86_400_000 }, tenant)
}
