// Many at once want the same: does exactly one get it, and is everything done exactly once?
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from './describe-app.ts'
import { customerBlueprint, deliveryBlueprint, deliveryFlow, must } from './populated-tenant.ts'
import {
  type Answered,
  newApiKey,
  newPerson,
  newTenant,
  type Person,
  type TestApp,
  type TestTenant,
} from './test-app.ts'

const long = process.env['TEST_SIZE'] === 'long'
const crowd = long ? 200 : 20
const rounds = long ? 100 : 5

interface World {
  readonly owner: Person
  readonly tenant: TestTenant
  readonly key: string
  readonly otherKey: string
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answered>
  readonly get: (path: string) => Promise<Answered>
}

describeApp('one winner', {}, (app) => {
  let world: World
  beforeAll(async () => {
    world = await prepare(app())
  })

  describe('one record', () => {
    test(`${crowd} transitions at once, ${rounds} rounds: one moves it, the others are told`, {
      timeout: 600_000,
    }, async () => {
      const { post, get } = world
      for (let round = 0; round < rounds; round++) {
        const { body: record } = await must(201, post('/records/delivery', { data: { cargo: `round ${round}` } }))
        const answers = await atOnce(crowd, (i) =>
          post(`/records/delivery/${record.id}/transitions/start`, { driver: `driver ${i}` }),
        )
        const [winner] = answers.filter(({ status }) => status === 200)
        expect(statusesOf(answers, [409, 412])).toEqual({ won: 1, told: crowd - 1 })
        const { body: after } = await must(200, get(`/records/delivery/${record.id}`))
        expect(after).toEqual(winner?.body)
        expect(after).toMatchObject({ rev: 2, state: 'IN_PROGRESS' })
        expect(await stepsOf(get, record.id)).toEqual(['transition', 'created'])
        expect(await logged(app(), world, record.id)).toEqual({ flow_log: 1, record_history: 1 })
      }
    })

    test(`${crowd} transitions to two different states at once: one of them`, async () => {
      const { post, get } = world
      const { body: record } = await must(201, post('/records/delivery', { data: { cargo: 'two ways' } }))
      await must(200, post(`/records/delivery/${record.id}/transitions/start`, {}))
      const answers = await atOnce(crowd, (i) =>
        post(`/records/delivery/${record.id}/transitions/${i % 2 ? 'deliver' : 'return'}`, {}),
      )
      expect(statusesOf(answers, [409, 412])).toEqual({ won: 1, told: crowd - 1 })
      const { body: after } = await must(200, get(`/records/delivery/${record.id}`))
      expect(after).toEqual(answers.find(({ status }) => status === 200)?.body)
      expect(await stepsOf(get, record.id)).toEqual(['transition', 'transition', 'created'])
    })

    test(`${crowd} changes of one rev at once: one is made, the others see it`, async () => {
      const { post, get } = world
      const { body: record } = await must(201, post('/records/customer', { data: { name: 'Ada' } }))
      const change = (i: number) =>
        app().call('PATCH', `${world.tenant.path}/records/customer/${record.id}`, {
          token: world.key,
          headers: { 'if-match': '"1.1"' },
          body: { data: { name: `Ada ${i}` } },
        })
      const answers = await atOnce(crowd, change)
      expect(statusesOf(answers, [412])).toEqual({ won: 1, told: crowd - 1 })
      const winner = answers.find(({ status }) => status === 200)?.body
      expect((await must(200, get(`/records/customer/${record.id}`))).body).toEqual(winner)
      for (const { status, body } of answers) if (status === 412) expect(body.current).toEqual(winner)
    })

    test(`${crowd} changes of different fields without a rev: none is lost`, async () => {
      const { post, get } = world
      const { body: record } = await must(201, post('/records/customer', { data: { name: 'Ada', extra: {} } }))
      const fields = [{ note: 'n' }, { amount: 7 }, { active: true }, { born: '2000-01-01' }, { level: 3 }]
      const change = (data: object) =>
        app().call('PATCH', `${world.tenant.path}/records/customer/${record.id}`, { token: world.key, body: { data } })
      const answers = await atOnce(fields.length, (i) => change(fields[i] ?? {}))
      expect(answers.map(({ status }) => status)).toEqual(fields.map(() => 200))
      const { body: after } = await must(200, get(`/records/customer/${record.id}`))
      expect(after.data).toMatchObject(Object.assign({}, ...fields))
      expect(after.rev).toBe(1 + fields.length)
    })

    test(`${crowd} deletes and restores at once: never an error, and it ends in one of the two`, async () => {
      const { post, get, tenant, key } = { ...world }
      const { body: record } = await must(201, post('/records/customer', { data: { name: 'Ada' } }))
      const answers = await atOnce(crowd, (i) =>
        i % 2
          ? app().call('DELETE', `${tenant.path}/records/customer/${record.id}`, { token: key })
          : post(`/records/customer/${record.id}/restore`, {}),
      )
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
      expect([200, 404]).toContain((await get(`/records/customer/${record.id}`)).status)
      expect((await get(`/records/customer/${record.id}?trash=true`)).status).toBe(200)
    })
  })

  describe('one value', () => {
    const same = (i: number) => ({ data: { name: `Ada ${i}`, email: 'same@example.org' } })

    test('50 creates at once: one has it, the others learn that it is taken', async () => {
      const { post, get } = world
      const answers = await atOnce(50, (i) => post('/records/customer', same(i)))
      expect(statusesOf(answers, [409])).toEqual({ won: 1, told: 49 })
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('unique-taken')
      expect((await get('/records/customer?email=same@example.org')).body.items).toHaveLength(1)
    })

    test('50 changes towards it at once: none, while somebody has it; one, when it is free', async () => {
      const { post, get, tenant, key } = world
      const made = await atOnce(50, (i) => post('/records/customer', { data: { name: `Bea ${i}` } }))
      const want = (email: string) =>
        atOnce(50, (i) =>
          app().call('PATCH', `${tenant.path}/records/customer/${made[i]?.body.id}`, {
            token: key,
            body: { data: { email } },
          }),
        )
      expect(statusesOf(await want('same@example.org'), [409])).toEqual({ won: 0, told: 50 })
      expect(statusesOf(await want('free@example.org'), [409])).toEqual({ won: 1, told: 49 })
      expect((await get('/records/customer?email=free@example.org')).body.items).toHaveLength(1)
    })

    test('in bulk: all or nothing of each request, and one request has it', async () => {
      const { post, get } = world
      const bulk = (i: number) => ({
        items: [
          { op: 'create', data: { name: `alone ${i}` } },
          { op: 'create', data: { name: `C ${i}`, email: 'bulk@example.org' } },
        ],
      })
      const answers = await atOnce(20, (i) => post('/records/customer/bulk', bulk(i)))
      expect(statusesOf(answers, [409])).toEqual({ won: 1, told: 19 })
      expect((await get("/records/customer?filter=name.startsWith('alone')")).body.count.value).toBe(1)
    })
  })

  describe('one name', () => {
    const plain = (name: string) => ({ name, fields: [{ key: 'stage', type: 'enum', options: ['A', 'B'] }] })
    const flowOver = (blueprint: string, name: string) => ({
      name,
      blueprint,
      stateField: 'stage',
      initial: 'A',
      states: { A: {}, B: {} },
      transitions: [{ event: 'go', from: ['A'], to: 'B' }],
    })

    test('20 blueprints, and out of the trash again', async () => {
      const { post, tenant, key } = world
      expect(statusesOf(await atOnce(20, () => post('/blueprints', plain('raced'))), [409])).toEqual({
        won: 1,
        told: 19,
      })
      for (let i = 0; i < 2; i++) {
        await must(204, app().call('DELETE', `${tenant.path}/blueprints/raced`, { token: key }))
        if (i === 0) await must(201, post('/blueprints', plain('raced')))
      }
      const restored = await atOnce(20, () => post('/blueprints/raced/restore', {}))
      expect(statusesOf(restored, [404, 409])).toEqual({ won: 1, told: 19 })
    })

    test('20 flows of one name, and 20 of different names over one blueprint', async () => {
      const { post } = world
      for (const name of ['one', 'two']) await must(201, post('/blueprints', plain(`flows_${name}`)))
      const same = await atOnce(20, (i) => post('/flows', flowOver(i % 2 ? 'flows_one' : 'flows_two', 'same')))
      expect(statusesOf(same, [409])).toEqual({ won: 1, told: 19 })
      await must(201, post('/blueprints', plain('flows_three')))
      const different = await atOnce(20, (i) => post('/flows', flowOver('flows_three', `different_${i}`)))
      // Several may move the records of one blueprint, but not by one field.
      expect(statusesOf(different, [422])).toEqual({ won: 1, told: 19 })
    })

    test('20 views, new ones and renamed ones', async () => {
      const { post, tenant, key } = world
      const view = (name: string) => post('/views', { name, blueprint: 'customer' })
      expect(statusesOf(await atOnce(20, () => view('Raced')), [409])).toEqual({ won: 1, told: 19 })
      const made = await Promise.all(Array.from({ length: 10 }, (_, i) => view(`View ${i}`)))
      const renamed = await atOnce(10, (i) =>
        app().call('PATCH', `${tenant.path}/views/${made[i]?.body.id}`, { token: key, body: { name: 'Wanted' } }),
      )
      expect(statusesOf(renamed, [409])).toEqual({ won: 1, told: 9 })
    })

    test('20 tenants, and one slug for 5 of them', async () => {
      const token = world.owner.token
      const create = (slug: string) =>
        app().call('POST', '/api/v1/tenants', { token, body: { name: 'Raced', slug, timezone: 'UTC', language: 'en' } })
      const slug = `raced-${world.tenant.slug}`
      expect(statusesOf(await atOnce(20, () => create(slug)), [409])).toEqual({ won: 1, told: 19 })
      const made = await Promise.all(Array.from({ length: 5 }, (_, i) => create(`${slug}-${i}`)))
      const renamed = await atOnce(5, (i) =>
        app().call('PATCH', `/api/v1/tenants/${made[i]?.body.id}`, { token, body: { slug: `${slug}-wanted` } }),
      )
      expect(statusesOf(renamed, [409])).toEqual({ won: 1, told: 4 })
    })
  })

  describe('one step of a definition', () => {
    test('one draft is published once, whoever holds its token', async () => {
      const { post, tenant, key, get } = world
      const op = { op: 'add', field: { key: 'hint', type: 'text' } }
      await must(
        200,
        app().call('PUT', `${tenant.path}/blueprints/customer/draft`, { token: key, body: { ops: [op] } }),
      )
      const { token } = (await must(200, post('/blueprints/customer/draft/preview', {}))).body
      const published = await atOnce(20, () => post('/blueprints/customer/draft/publish', { token }))
      expect(statusesOf(published, [409])).toEqual({ won: 1, told: 19 })
      expect((await get('/blueprints/customer/versions')).body.items).toHaveLength(2)
    })

    test('records written while versions are published are read in the last one, none is lost', async () => {
      const { post, tenant, key, get } = world
      await must(201, post('/blueprints', { name: 'moving', fields: [{ key: 'name', type: 'text' }] }))
      const writing = atOnce(40, (i) => post('/records/moving', { data: { name: `Meanwhile ${i}` } }))
      for (let i = 0; i < 3; i++) {
        const ops = [{ op: 'add', field: { key: `later_${i}`, type: 'integer', required: true }, fill: { value: i } }]
        await must(200, app().call('PUT', `${tenant.path}/blueprints/moving/draft`, { token: key, body: { ops } }))
        const { token } = (await must(200, post('/blueprints/moving/draft/preview', {}))).body
        await must(201, post('/blueprints/moving/draft/publish', { token }))
      }
      const answers = await writing
      // Whoever comes after a new required field is told that it is missing.
      expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 422)).toEqual([])
      const made = answers.filter(({ status }) => status === 201)
      const { body } = await must(200, get('/records/moving?limit=200'))
      expect(body.items).toHaveLength(made.length)
      for (const { version, data } of body.items)
        expect([version, data.later_0, data.later_1, data.later_2]).toEqual([4, 0, 1, 2])
    })
  })

  describe('one seat', () => {
    test('an address invited 20 times at once is one member after accepting 20 times at once', async () => {
      const { tenant, owner } = world
      const guest = await newPerson(app(), 'guest')
      const invited = await atOnce(20, () =>
        app().call('POST', `${tenant.path}/members`, {
          token: owner.token,
          body: { email: guest.email, role: 'member' },
        }),
      )
      expect(invited.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
      const { body } = await must(200, app().call('GET', '/api/v1/invitations', { token: guest.token }))
      expect(body.items).toHaveLength(1)
      const accepted = await atOnce(20, () =>
        app().call('POST', `/api/v1/invitations/${body.items[0].id}/accept`, { token: guest.token }),
      )
      const { won, told } = statusesOf(accepted, [404])
      expect([won > 0, won + told]).toEqual([true, 20])
      const members = (await app().call('GET', `${tenant.path}/members`, { token: owner.token })).body.items
      expect(members.filter(({ email }: { email: string }) => email === guest.email)).toHaveLength(1)
    })

    test('of two owners who both leave at once, one stays', async () => {
      const [ada, bea] = [await newPerson(app(), 'ada'), await newPerson(app(), 'bea')]
      const tenant = await newTenant(app(), ada)
      await must(
        201,
        app().call('POST', `${tenant.path}/members`, { token: ada.token, body: { email: bea.email, role: 'owner' } }),
      )
      const { body } = await must(200, app().call('GET', '/api/v1/invitations', { token: bea.token }))
      await must(200, app().call('POST', `/api/v1/invitations/${body.items[0].id}/accept`, { token: bea.token }))
      const left = await atOnce(2, (i) => {
        const person = i === 0 ? ada : bea
        return app().call('DELETE', `${tenant.path}/members/${person.id}`, { token: person.token })
      })
      expect(statusesOf(left, [409])).toEqual({ won: 1, told: 1 })
    })
  })

  describe('one idempotency key', () => {
    test('20 creates at once: one record; the same answer, or still running', async () => {
      const { post, get } = world
      const create = () => post('/records/customer', { data: { name: 'Once only' } }, { 'idempotency-key': 'once' })
      const answers = await atOnce(20, create)
      const done = answers.filter(({ status }) => status === 201)
      expect(done.length).toBeGreaterThan(0)
      expect(new Set(done.map(({ text }) => text)).size).toBe(1)
      for (const { status, body, headers } of answers) {
        if (status === 201) continue
        expect([status, body.code, headers.get('retry-after')]).toEqual([409, 'key-in-flight', '1'])
      }
      expect((await get('/records/customer?name=Once%20only')).body.items).toHaveLength(1)
      const later = await create()
      expect([later.status, later.text, later.headers.get('idempotency-replayed')]).toEqual([
        201,
        done[0]?.text,
        'true',
      ])
    })

    test('20 transitions at once: one step', async () => {
      const { post, get } = world
      const { body: record } = await must(201, post('/records/delivery', { data: { cargo: 'once' } }))
      const answers = await atOnce(20, () =>
        post(`/records/delivery/${record.id}/transitions/start`, {}, { 'idempotency-key': 'start once' }),
      )
      expect(answers.filter(({ status, body }) => status !== 200 && body.code !== 'key-in-flight')).toEqual([])
      expect(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size).toBe(1)
      expect(await stepsOf(get, record.id)).toEqual(['transition', 'created'])
    })

    test(`${rounds} events, each delivered three times at once and once more later: each has one effect`, {
      timeout: 600_000,
    }, async () => {
      const { post, get } = world
      await must(201, post('/blueprints', turnstileBlueprint))
      await must(201, post('/flows', turnstileFlow))
      const { body: record } = await must(201, post('/records/turnstile', { data: {} }))
      const path = `/records/turnstile/${record.id}`
      for (let round = 1; round <= rounds; round++) {
        const send = () => post(`${path}/transitions/push`, {}, { 'idempotency-key': `push ${round}` })
        const answers = [...(await atOnce(3, send)), await send()]
        expect(answers.filter(({ status, body }) => status !== 200 && body.code !== 'key-in-flight')).toEqual([])
        expect(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size).toBe(1)
        expect((await must(200, get(path))).body).toMatchObject({ rev: 1 + round, data: { pushes: round } })
      }
      expect(await logged(app(), world, record.id)).toEqual({ flow_log: rounds, record_history: rounds })
    })

    test('it belongs to one actor in one tenant, and to one body', async () => {
      const { tenant, key, otherKey } = world
      const send = (token: string, name: string) =>
        app().call('POST', `${tenant.path}/records/customer`, {
          token,
          headers: { 'idempotency-key': 'mine' },
          body: { data: { name } },
        })
      const first = await must(201, send(key, 'Mine'))
      const other = await must(201, send(otherKey, 'Mine'))
      expect(other.body.id).not.toBe(first.body.id)
      expect((await send(key, 'Another')).body.code).toBe('key-reused')
      expect((await send(key, 'Mine')).body.id).toBe(first.body.id)
    })

    test('a refusal is kept as well', async () => {
      const { post } = world
      const send = () => post('/records/customer', { data: { amount: 1 } }, { 'idempotency-key': 'refused' })
      const [first, again] = [await must(422, send()), await must(422, send())]
      expect(again.text).toBe(first.text)
      expect(again.headers.get('idempotency-replayed')).toBe('true')
    })
  })
})

const turnstileBlueprint = {
  name: 'turnstile',
  fields: [
    { key: 'side', type: 'enum', options: ['LEFT', 'RIGHT'] },
    { key: 'pushes', type: 'number', default: 0 },
  ],
}

/** A step whose effect shows how often it was done. */
const turnstileFlow = {
  name: 'turnstile',
  blueprint: 'turnstile',
  stateField: 'side',
  initial: 'LEFT',
  states: { LEFT: {}, RIGHT: {} },
  transitions: [
    { event: 'push', from: ['LEFT'], to: 'RIGHT', do: [{ add: 'pushes', value: '1' }] },
    { event: 'push', from: ['RIGHT'], to: 'LEFT', do: [{ add: 'pushes', value: '1' }] },
  ],
}

async function prepare(app: TestApp): Promise<World> {
  const owner = await newPerson(app, 'owner')
  const tenant = await newTenant(app, owner)
  const [key, otherKey] = [await newApiKey(app, owner, tenant), await newApiKey(app, owner, tenant)]
  const post: World['post'] = (path, body, headers = {}) =>
    app.call('POST', `${tenant.path}${path}`, { token: key, body, headers })
  for (const blueprint of [customerBlueprint, deliveryBlueprint]) await must(201, post('/blueprints', blueprint))
  await must(201, post('/flows', deliveryFlow))
  return { owner, tenant, key, otherKey, post, get: (path) => app.call('GET', `${tenant.path}${path}`, { token: key }) }
}

function atOnce(count: number, ask: (i: number) => Promise<Answered>): Promise<Answered[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => ask(i)))
}

/** Anything but a success or one of the expected refusals is shown as it came. */
function statusesOf(answers: readonly Answered[], told: readonly number[]) {
  const others = answers.filter(({ status }) => status >= 300 && !told.includes(status))
  const won = answers.filter(({ status }) => status < 300).length
  const refused = answers.length - won - others.length
  return { won, told: refused, ...(others.length > 0 ? { others: others.map(({ text }) => text) } : {}) }
}

async function stepsOf(get: World['get'], id: string): Promise<string[]> {
  const { body } = await must(200, get(`/records/delivery/${id}/history`))
  return body.items.map(({ kind }: { kind: string }) => kind)
}

/** The rows themselves: an answer could hide a second one. */
async function logged(app: TestApp, { tenant }: World, id: string): Promise<Record<string, number>> {
  const row = await app.runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [tenant.id])
  const { read } = await app.runtime.tenants.open(Number(row?.no))
  const record = await read.get<{ no: number }>('SELECT no FROM record WHERE id = ?', [id])
  const count = async (table: 'flow_log' | 'record_history') =>
    Number(
      (
        await read.get<{ n: number }>(
          `SELECT count(*) AS n FROM ${table} WHERE ${table === 'flow_log' ? 'record' : 'no'} = ?`,
          [Number(record?.no)],
        )
      )?.n,
    )
  return { flow_log: await count('flow_log'), record_history: await count('record_history') }
}
