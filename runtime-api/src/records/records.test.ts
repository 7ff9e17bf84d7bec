// What the routes of records promise, on both databases: what is answered, what is refused and where, what stays as it was.
import { beforeAll, describe, expect, test } from 'vitest'
import { runScenarios, type Scenario } from '../../test/api-scenario.ts'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, deliveryFlow, eventually, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'
import { newApiKey, newPerson, newTenant } from '../../test/test-app.ts'

describeApp('Records', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'customer',
      fields: [{ key: 'name', type: 'text', required: true }],
    })
    await world.must(201, 'POST', '/blueprints', {
      ...delivery,
      fields: [
        ...delivery.fields,
        { key: 'customer', type: 'relation', blueprint: 'customer', quickFilter: true },
        { key: 'stops', type: 'relation', blueprint: 'customer', many: true },
        { key: 'keeper', type: 'user' },
      ],
    })
    await world.must(201, 'POST', '/flows', deliveryFlow)
  })
  const records = '/records/delivery'
  const create = async (more: Readonly<Record<string, unknown>> = {}) =>
    (await world.must(201, 'POST', records, { data: parcel(more) })).body

  describe('create', () => {
    test('answers the record with its place, its ETag, its defaults and the first state of its flow', async () => {
      const answered = await world.must(201, 'POST', records, { data: parcel() })
      expect(answered.body).toMatchObject({
        id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
        blueprint: 'delivery',
        version: 1,
        storedVersion: 1,
        rev: 1,
        state: 'PENDING',
        data: { status: 'PENDING', weight: 12 },
        deletedAt: null,
      })
      expect(answered.headers.get('etag')).toBe('"1.1"')
      expect(answered.headers.get('location')).toBe(`${world.tenant.path}/records/delivery/${answered.body.id}`)
      const read = await world.must(200, 'GET', `${records}/${answered.body.id}`)
      expect(read.body).toEqual(answered.body)
      expect(read.headers.get('etag')).toBe('"1.1"')
    })

    const refusal = (name: string, data: unknown, pointer: string, code?: string): Scenario<TenantWorld> => ({
      name,
      request: ['POST', (at) => `${at.tenant.path}${records}`, (at) => ({ token: at.token, body: data })],
      status: 422,
      code: 'invalid',
      then: ({ body }) => {
        expect(body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer)
        if (code) expect(body.errors.map((one: { code: string }) => one.code)).toContain(code)
      },
    })
    runScenarios(
      () => world,
      [
        refusal('refuses what is missing', { data: { cargo: 'x' } }, '/data/deliver_from'),
        refusal('refuses unknown fields', { data: { ...parcel(), colour: 'red' } }, '/data/colour'),
        refusal('refuses system members beside the data', { data: parcel(), id: 'mine', rev: 9 }, '/id'),
        refusal('refuses a tenant in the body', { data: parcel(), tenant: 2 }, '/tenant'),
        refusal('refuses a value of another type', { data: parcel({ weight: '12' }) }, '/data/weight'),
        refusal('refuses what a rule forbids', { data: parcel({ weight: 1000 }) }, '/data'),
        refusal('refuses another state than the first', { data: parcel({ status: 'DELIVERED' }) }, '/data/status'),
        refusal(
          'refuses a read-only value',
          { data: parcel({ started_at: '2026-01-01T00:00:00Z' }) },
          '/data/started_at',
        ),
        refusal(
          'refuses a target that is not there',
          { data: parcel({ customer: '01M7XCQBPWRMQQPZVKXTQFM40D' }) },
          '/data/customer',
          'target-missing',
        ),
        refusal(
          'refuses a stranger as a member',
          { data: parcel({ keeper: 'nobody' }) },
          '/data/keeper',
          'not-a-member',
        ),
        refusal('refuses a body that is no object', { data: [] }, '/data'),
      ],
    )

    test('takes the first state when it is said, and members as keepers', async () => {
      const record = await create({ status: 'PENDING', keeper: world.owner.id })
      expect(record.data).toMatchObject({ status: 'PENDING', keeper: world.owner.id })
    })

    test('a relation must point to a live record of its blueprint', async () => {
      const customer = (await world.must(201, 'POST', '/records/customer', { data: { name: 'Ana' } })).body
      const record = await create({ customer: customer.id })
      expect(record.data.customer).toBe(customer.id)
      const elsewhere = await world.call('POST', records, { data: parcel({ customer: record.id }) })
      expect(elsewhere.status).toBe(422)
      await world.must(204, 'DELETE', `/records/customer/${customer.id}`)
      const trashed = await world.call('POST', records, { data: parcel({ stops: [customer.id] }) })
      expect(trashed.status).toBe(422)
      expect(trashed.body.errors[0].pointer).toBe('/data/stops/0')
    })

    test('a taken value is 409 with its fields and the other record', async () => {
      const first = await create({ cargo: 'The only one' })
      const second = await world.call('POST', records, { data: parcel({ cargo: 'The only one' }) })
      expect(second.status).toBe(409)
      expect(second.body).toMatchObject({
        code: 'unique-taken',
        conflict: { id: first.id, fields: ['deliver_from', 'cargo'] },
      })
      expect(second.body.errors[0].pointer).toBe('/data/deliver_from')
      const other = await world.app.call('GET', second.body.conflict.href, { token: world.token })
      expect(other.body.id).toBe(first.id)
    })
  })

  describe('change', () => {
    test('a patch merges, clears with null, and raises the rev', async () => {
      const { id } = await create({ driver: 'Ana' })
      const patched = await world.must(200, 'PATCH', `${records}/${id}`, { data: { weight: 13, driver: null } })
      expect(patched.body.rev).toBe(2)
      expect(patched.body.data.weight).toBe(13)
      expect(patched.body.data).not.toHaveProperty('driver')
      expect(patched.headers.get('etag')).toBe('"2.1"')
    })

    test('values as they are, also of the state and of read-only fields, are no write', async () => {
      const record = await create()
      const same = await world.must(200, 'PATCH', `${records}/${record.id}`, {
        data: { weight: 12, status: 'PENDING' },
      })
      expect(same.body).toEqual(record)
    })

    test('the state and read-only fields are not edited', async () => {
      const { id } = await create()
      for (const data of [{ status: 'DELIVERED' }, { status: null }, { started_at: '2026-01-01T00:00:00Z' }]) {
        const refused = await world.call('PATCH', `${records}/${id}`, { data })
        expect(refused.status, JSON.stringify(data)).toBe(422)
      }
      expect((await world.must(200, 'GET', `${records}/${id}`)).body.rev).toBe(1)
    })

    test('If-Match with another rev is 412 with the present record', async () => {
      const { id } = await create()
      await world.must(200, 'PATCH', `${records}/${id}`, { data: { weight: 1 } })
      const stale = await world.call(
        'PATCH',
        `${records}/${id}`,
        { data: { weight: 2 } },
        { headers: { 'If-Match': '"1.1"' } },
      )
      expect(stale.status).toBe(412)
      expect(stale.body).toMatchObject({ code: 'stale-rev', current: { id, rev: 2, data: { weight: 1 } } })
      const fresh = await world.call(
        'PATCH',
        `${records}/${id}`,
        { data: { weight: 2 } },
        { headers: { 'If-Match': '"2.1"' } },
      )
      expect(fresh.status).toBe(200)
    })

    test('a replacement needs If-Match and clears what it leaves out, but not what a client cannot write', async () => {
      const { id } = await create({ driver: 'Ana' })
      const data = { deliver_from: 'Faro', cargo: 'Put' }
      expect((await world.call('PUT', `${records}/${id}`, { data })).status).toBe(428)
      const put = await world.call('PUT', `${records}/${id}`, { data }, { headers: { 'If-Match': '"1.1"' } })
      expect(put.status).toBe(200)
      expect(put.body).toMatchObject({ rev: 2, state: 'PENDING', data: { ...data, status: 'PENDING' } })
      expect(put.body.data).not.toHaveProperty('driver')
    })

    test('a changed value may not be taken by another record, and its old one becomes free', async () => {
      const first = await create({ cargo: 'Moving away' })
      const second = await create({ cargo: 'Staying' })
      const taken = await world.call('PATCH', `${records}/${second.id}`, { data: { cargo: 'Moving away' } })
      expect(taken.status).toBe(409)
      await world.must(200, 'PATCH', `${records}/${first.id}`, { data: { cargo: 'Gone' } })
      await world.must(200, 'PATCH', `${records}/${second.id}`, { data: { cargo: 'Moving away' } })
    })
  })

  describe('trash and history', () => {
    test('a deleted record is gone from everywhere but the trash, and comes back as it was', async () => {
      const record = await create({ cargo: 'Into the trash' })
      expect(
        (await world.call('DELETE', `${records}/${record.id}`, undefined, { headers: { 'If-Match': '"9.1"' } })).status,
      ).toBe(412)
      const deleted = await world.must(204, 'DELETE', `${records}/${record.id}`)
      expect(deleted.text).toBe('')
      for (const [method, body] of [
        ['GET', undefined],
        ['PATCH', { data: { weight: 1 } }],
        ['DELETE', undefined],
      ] as const) {
        expect((await world.call(method, `${records}/${record.id}`, body)).status).toBe(404)
      }
      const list = (await world.must(200, 'GET', `${records}?cargo=Into%20the%20trash`)).body
      expect(list.items).toEqual([])
      const inTrash = (await world.must(200, 'GET', `${records}?cargo=Into%20the%20trash&trash=true`)).body
      expect(inTrash.items[0]).toMatchObject({ id: record.id, deletedAt: expect.any(String) })
      const everything = (await world.must(200, 'GET', '/trash?limit=200')).body
      const lying = everything.items.find((one: { id: string }) => one.id === record.id)
      expect(lying).toMatchObject({ kind: 'record', deletedBy: record.createdBy, deletedAt: expect.any(String) })
      const restored = (await world.must(200, 'POST', `${records}/${record.id}/restore`, {})).body
      expect(restored.data).toEqual(record.data)
      expect(restored.deletedAt).toBeNull()
    })

    test('a value that was taken meanwhile keeps a record in the trash', async () => {
      const first = await create({ cargo: 'Wanted twice' })
      await world.must(204, 'DELETE', `${records}/${first.id}`)
      const second = await create({ cargo: 'Wanted twice' })
      const refused = await world.call('POST', `${records}/${first.id}/restore`, {})
      expect(refused.status).toBe(409)
      expect(refused.body.conflict.id).toBe(second.id)
    })

    test('history tells every change, newest first, and any rev comes back without moving the flow', async () => {
      const { id } = await create({ weight: 1 })
      await world.must(200, 'PATCH', `${records}/${id}`, { data: { weight: 2 } })
      await world.must(200, 'POST', `${records}/${id}/transitions/start`, { driver: 'Ana' })
      const history = (await world.must(200, 'GET', `${records}/${id}/history`)).body.items
      expect(
        history.map(({ rev, kind, event }: { rev: number; kind: string; event: string | null }) => [rev, kind, event]),
      ).toEqual([
        [3, 'transition', 'start'],
        [2, 'updated', null],
        [1, 'created', null],
      ])
      expect(history[1].changes).toEqual([{ field: 'weight', id: 'f3', from: 1, to: 2 }])
      const restored = (await world.must(200, 'POST', `${records}/${id}/restore`, { rev: 1 })).body
      expect(restored).toMatchObject({ rev: 4, state: 'IN_PROGRESS', data: { weight: 1, status: 'IN_PROGRESS' } })
      expect(restored.data).not.toHaveProperty('driver')
      expect(restored.data.started_at).toEqual(expect.any(String))
      expect((await world.call('POST', `${records}/${id}/restore`, { rev: 99 })).status).toBe(404)
      const page = (await world.must(200, 'GET', `${records}/${id}/history?limit=2`)).body
      expect(page.items.map((one: { rev: number }) => one.rev)).toEqual([4, 3])
      const next = (await world.must(200, 'GET', `${records}/${id}/history?limit=2&cursor=${page.next}`)).body
      expect(next.items.map((one: { rev: number }) => one.rev)).toEqual([2, 1])
      expect(next.next).toBeNull()
    })
  })

  describe('lists', () => {
    let ids: string[]
    beforeAll(async () => {
      await world.must(201, 'POST', '/blueprints', {
        name: 'deal',
        fields: [
          { key: 'title', type: 'text', required: true },
          { key: 'amount', type: 'number', quickFilter: true },
          { key: 'stage', type: 'enum', options: ['NEW', 'WON'], quickFilter: true },
          { key: 'customer', type: 'relation', blueprint: 'customer' },
          { key: 'also', type: 'relation', blueprint: 'customer', many: true },
        ],
      })
      const customer = (await world.must(201, 'POST', '/records/customer', { data: { name: 'Bia' } })).body.id
      const items = Array.from({ length: 25 }, (_, i) => ({
        op: 'create',
        data: {
          title: `Deal ${i}`,
          stage: i % 2 ? 'WON' : 'NEW',
          ...(i % 5 ? { amount: i } : {}),
          customer,
          also: [customer],
        },
      }))
      ids = (await world.must(200, 'POST', '/records/deal/bulk', { items })).body.items.map(
        (one: { id: string }) => one.id,
      )
    })
    const list = async (query: string) => (await world.must(200, 'GET', `/records/deal?${query}`)).body

    test('shows the newest first, counts exactly and pages without gap or repetition', async () => {
      const first = await list('limit=10')
      expect(first.items.map((one: { id: string }) => one.id)).toEqual([...ids].reverse().slice(0, 10))
      expect(first.count).toEqual({ value: 25, capped: false })
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await list(`limit=7&sort=-amount${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
        seen.push(...page.items.map((one: { id: string }) => one.id))
        cursor = page.next
      }
      expect(seen).toHaveLength(25)
      expect(new Set(seen).size).toBe(25)
    })

    test('filters by expression and by shorthand, sorts with empty values last, and leaves the count out when asked', async () => {
      const won = await list(`filter=${encodeURIComponent("stage == 'WON' && amount > 20")}&sort=amount&count=none`)
      expect(won.items.map((one: { data: { amount: number } }) => one.data.amount)).toEqual([21, 23])
      expect(won.count).toBeNull()
      expect((await list('stage=WON')).count.value).toBe(12)
      expect((await list('stage=WON&stage=NEW&limit=1')).count.value).toBe(25)
      const sorted = await list('sort=amount&limit=200')
      expect(sorted.items.slice(-5).every((one: { data: object }) => !('amount' in one.data))).toBe(true)
    })

    test('says each record as it says it alone: any text, in the trash too, and at an older version', async () => {
      const kind = 'said-twice'
      const path = `/records/${kind}`
      const fields = [
        { key: 'text', type: 'longText' },
        { key: 'choice', type: 'enum', options: ['NEW', 'a "quoted" one'] },
        { key: 'price', type: 'money' },
        { key: 'lines', type: 'list', fields: [{ key: 'note', type: 'text' }] },
      ]
      await world.must(201, 'POST', '/blueprints', { name: kind, fields })
      const texts = ['', 'back\\slash"', '{"f1":"x"},\u2028', 'ação 😀', '\\']
      for (const text of texts) {
        const data = {
          text,
          choice: 'a "quoted" one',
          price: { amount: '1.50', currency: 'BRL' },
          lines: [{ note: text }],
        }
        await world.must(201, 'POST', path, { data })
      }
      const [gone] = (await world.must(200, 'GET', path)).body.items
      await world.must(204, 'DELETE', `${path}/${gone.id}`)
      const same = async (query: string) => {
        const { items } = (await world.must(200, 'GET', `${path}${query}`)).body
        expect(items.length).toBeGreaterThan(0)
        for (const item of items)
          expect((await world.must(200, 'GET', `${path}/${item.id}${query}`)).body).toEqual(item)
      }
      await same('')
      await same('?trash=true')
      await world.must(200, 'PUT', `/blueprints/${kind}/draft`, {
        ops: [{ op: 'add', field: { key: 'more', type: 'text' }, fill: { value: 'filled' } }],
      })
      const { token } = (await world.must(200, 'POST', `/blueprints/${kind}/draft/preview`)).body
      await world.must(201, 'POST', `/blueprints/${kind}/draft/publish`, { token })
      await world.must(201, 'POST', path, { data: { text: 'new', more: 'own' } })
      await same('')
    })

    test('shows chosen fields and the records pointed to', async () => {
      const page = await list('fields=title&expand=customer,also&limit=2')
      expect(Object.keys(page.items[0].data)).toEqual(['title'])
      expect(page.items[0].expanded.customer).toMatchObject({ blueprint: 'customer', data: { name: 'Bia' } })
      expect(page.items[0].expanded.also).toHaveLength(1)
      const one = (await world.must(200, 'GET', `/records/deal/${ids[0]}?expand=customer`)).body
      expect(one.expanded.customer.data.name).toBe('Bia')
    })

    runScenarios(
      () => world,
      [
        ['filter=amount%20%3E', 'filter'],
        ['nothing=1', 'nothing'],
        ['sort=-nothing', 'sort'],
        ['limit=201', 'limit'],
        ['limit=0', 'limit'],
        ['cursor=xyz', 'cursor'],
        ['fields=nothing', 'fields'],
        ['expand=title', 'expand'],
        ['as=7', 'as'],
      ].map(
        ([query, parameter]): Scenario<TenantWorld> => ({
          name: `refuses ${query}`,
          request: ['GET', (at) => `${at.tenant.path}/records/deal?${query}`, (at) => ({ token: at.token })],
          status: 400,
          code: 'bad-parameter',
          then: ({ body }) => expect(body.errors[0].pointer).toBe(`/query/${parameter}`),
        }),
      ),
    )

    test('a written word is found within two seconds, and a deleted record no more', async () => {
      const record = await create({ cargo: 'Quincunx of marble' })
      const found = async () => (await world.must(200, 'GET', `${records}?q=quincu`)).body.items
      expect(await eventually(async () => (await found()).length === 1, 2_000)).toBe(true)
      expect((await found())[0].id).toBe(record.id)
      await world.must(204, 'DELETE', `${records}/${record.id}`)
      expect(await found()).toEqual([])
    })

    test('the state field is filtered and sorted like any other', async () => {
      const { id } = await create()
      await world.must(200, 'POST', `${records}/${id}/transitions/start`, {})
      const moved = (await world.must(200, 'GET', `${records}?status=IN_PROGRESS&sort=status&limit=200`)).body
      expect(moved.items.map((one: { id: string }) => one.id)).toContain(id)
      expect(new Set(moved.items.map((one: { state: string }) => one.state))).toEqual(new Set(['IN_PROGRESS']))
    })
  })

  describe('search', () => {
    test('finds words in every kind of record, the last one by its beginning, and nothing of the trash', async () => {
      await world.must(201, 'POST', '/blueprints', { name: 'memo', fields: [{ key: 'text', type: 'text' }] })
      const memo = (await world.must(201, 'POST', '/records/memo', { data: { text: 'Quokka feeding plan' } })).body
      const made = await create({ cargo: 'One quokka, alive' })
      const gone = await create({ cargo: 'A stuffed quokka' })
      await world.must(204, 'DELETE', `${records}/${gone.id}`)
      const found = async (q: string) =>
        (await world.must(200, 'GET', `/search?q=${encodeURIComponent(q)}`)).body.items as { id: string }[]
      expect(await eventually(async () => (await found('quokk')).length === 2)).toBe(true)
      const both = await found('quokk')
      expect(both.map(({ id }) => id)).toEqual([made.id, memo.id])
      expect(both[1]).toEqual(memo)
      expect(await found('quokka plan')).toEqual([memo])
      expect(await found('quokka zebra')).toEqual([])
      expect(await found('!?')).toEqual([])
      expect((await world.must(200, 'GET', '/search?q=quokka&limit=1')).body.items).toHaveLength(1)
    })

    test('finds a number however it is grouped, everywhere and in one list', async () => {
      await world.must(201, 'POST', '/blueprints', {
        name: 'caller',
        fields: [
          { key: 'name', type: 'text' },
          { key: 'phone', type: 'phone' },
        ],
      })
      const add = async (name: string, phone: string) =>
        (await world.must(201, 'POST', '/records/caller', { data: { name, phone } })).body.id as string
      const grouped = await add('Prado', '912 345 678')
      const whole = await add('Holt', '912345678')
      const abroad = await add('Silva', '+351 (912) 345-678')
      await add('Nunes', '912 345 679')
      const found = async (path: string, q: string) => {
        const { body } = await world.must(200, 'GET', `${path}?q=${encodeURIComponent(q)}&limit=50`)
        return body.items.map(({ id }: { id: string }) => id).sort()
      }
      const all = [grouped, whole, abroad].sort()
      expect(await eventually(async () => (await found('/search', '91234567')).length === 4)).toBe(true)
      for (const path of ['/search', '/records/caller']) {
        for (const q of ['912345678', '912 345 678', '912-345-678', '(912) 345678', '912 345678'])
          expect(await found(path, q), `${path} ${q}`).toEqual(all)
        expect(await found(path, '+351912345678')).toEqual([abroad])
        expect(await found(path, '912345678 prado')).toEqual([grouped])
        expect(await found(path, 'holt 912 345 678')).toEqual([whole])
        expect(await found(path, '912 345 67')).toHaveLength(4)
        expect(await found(path, '912 346')).toEqual([])
      }
      const sorted = await world.must(200, 'GET', `/records/caller?q=912345678&sort=name`)
      expect(sorted.body.items.map(({ id }: { id: string }) => id)).toEqual([whole, grouped, abroad])
      expect(sorted.body.count).toEqual({ value: 3, capped: false })
    })

    test('is refused without words, beyond its limits, and with what it does not know', async () => {
      for (const [query, pointer] of [
        ['', '/query/q'],
        ['?q=', '/query/q'],
        ['?q=a&limit=0', '/query/limit'],
        ['?q=a&limit=51', '/query/limit'],
        ['?q=a&filter=b', '/query/filter'],
        [`?q=${'a'.repeat(401)}`, '/query/q'],
      ] as const) {
        const refused = await world.call('GET', `/search${query}`)
        expect([400, 422], `${query} ${refused.text}`).toContain(refused.status)
        expect(
          refused.body.errors?.map((one: { pointer: string }) => one.pointer),
          query,
        ).toContain(pointer)
      }
    })

    test('stays within what a client can be asked to take', async () => {
      await world.must(201, 'POST', '/blueprints', {
        name: 'essay',
        fields: [
          { key: 'title', type: 'text' },
          { key: 'body', type: 'longText' },
        ],
      })
      const body = 'x'.repeat(90_000)
      for (let i = 0; i < 3; i++) {
        const items = Array.from({ length: 10 }, () => ({ op: 'create', data: { title: 'okapi', body } }))
        await world.must(200, 'POST', '/records/essay/bulk', { items })
      }
      expect(
        await eventually(async () => (await world.must(200, 'GET', '/search?q=okapi')).body.items.length === 10),
      ).toBe(true)
      const { text } = await world.must(200, 'GET', '/search?q=okapi&limit=50')
      expect(text.length).toBeLessThan(2_000_000)
    })

    test('a foreign tenant finds nothing of this one', async () => {
      const stranger = await newPerson(world.app)
      const other = await newTenant(world.app, stranger)
      const token = await newApiKey(world.app, stranger, other)
      const { body } = await world.app.call('GET', `${other.path}/search?q=quokka`, { token })
      expect(body).toEqual({ items: [] })
      expect((await world.app.call('GET', `${world.tenant.path}/search?q=quokka`, { token })).status).toBe(404)
    })
  })

  describe('bulk', () => {
    test('all or nothing: one wrong item leaves nothing behind and every fault is named', async () => {
      const before = (await world.must(200, 'GET', `${records}?limit=1`)).body.count.value
      const items = [
        { op: 'create', data: parcel() },
        { op: 'create', data: { cargo: 'no place' } },
        { op: 'create', data: parcel({ weight: -1 }) },
      ]
      const refused = await world.call('POST', `${records}/bulk`, { items })
      expect(refused.status).toBe(422)
      const pointers = refused.body.errors.map((one: { pointer: string }) => one.pointer)
      expect(pointers).toEqual(['/items/1/data/deliver_from', '/items/2/data/weight'])
      const twins = [
        { op: 'create', data: parcel({ cargo: 'Twin' }) },
        { op: 'create', data: parcel({ cargo: 'Twin' }) },
      ]
      expect((await world.call('POST', `${records}/bulk`, { items: twins })).status).toBe(409)
      expect((await world.must(200, 'GET', `${records}?limit=1`)).body.count.value).toBe(before)
      expect((await world.must(200, 'GET', `${records}?cargo=Twin`)).body.items).toEqual([])
    })

    test('creates, changes and deletes in one go', async () => {
      const [one, two] = [await create(), await create()]
      const items = [
        { op: 'create', data: parcel() },
        { op: 'update', id: one.id, rev: 1, data: { weight: 99 } },
        { op: 'delete', id: two.id },
      ]
      const done = (await world.must(200, 'POST', `${records}/bulk`, { items })).body.items
      expect(done.map(({ status, rev }: { status: number; rev: number }) => [status, rev])).toEqual([
        [201, 1],
        [200, 2],
        [204, 2],
      ])
      expect((await world.must(200, 'GET', `${records}/${one.id}`)).body.data.weight).toBe(99)
      expect((await world.call('GET', `${records}/${two.id}`)).status).toBe(404)
    })

    test('partial: each item for itself', async () => {
      const known = await create()
      const items = [
        { op: 'create', data: parcel() },
        { op: 'create', data: { cargo: 'no place' } },
        { op: 'update', id: known.id, rev: 7, data: { weight: 1 } },
        { op: 'update', id: 'nobody', data: { weight: 1 } },
        { op: 'create', data: parcel({ keeper: 'nobody' }) },
        { op: 'create', data: parcel() },
      ]
      const answers = (await world.must(200, 'POST', `${records}/bulk?partial=true`, { items })).body.items
      expect(answers.map((one: { status: number }) => one.status)).toEqual([201, 422, 412, 404, 422, 201])
      expect(answers[1].error.errors[0].pointer).toBe('/items/1/data/deliver_from')
      expect((await world.must(200, 'GET', `${records}/${known.id}`)).body.rev).toBe(1)
    })

    runScenarios(
      () => world,
      [
        ['no items', { items: [] }, 422],
        ['more than a thousand', { items: Array.from({ length: 1_001 }, () => ({ op: 'create', data: {} })) }, 422],
        ['an unknown op', { items: [{ op: 'upsert', data: {} }] }, 422],
        ['a system member', { items: [{ op: 'create', data: {}, id: 'mine' }] }, 422],
        [
          'a record that is named twice',
          {
            items: [
              { op: 'delete', id: 'a' },
              { op: 'delete', id: 'a' },
            ],
          },
          400,
        ],
        ['a record that is not there', { items: [{ op: 'delete', id: 'a' }] }, 404],
      ].map(
        ([name, body, status]): Scenario<TenantWorld> => ({
          name: `refuses ${name}`,
          request: ['POST', (at) => `${at.tenant.path}${records}/bulk`, (at) => ({ token: at.token, body })],
          status: status as number,
        }),
      ),
    )
  })

  test('a repeated create with one Idempotency-Key is done once', async () => {
    const body = { data: parcel({ cargo: 'Sent twice' }) }
    const headers = { 'Idempotency-Key': 'create-1' }
    const first = await world.must(201, 'POST', records, body, { headers })
    const second = await world.must(201, 'POST', records, body, { headers })
    expect(second.body).toEqual(first.body)
    expect((await world.call('POST', records, { data: parcel() }, { headers })).status).toBe(422)
    expect((await world.must(200, 'GET', `${records}?cargo=Sent%20twice`)).body.items).toHaveLength(1)
  })

  test('a foreign tenant, blueprint or record is the same 404, byte for byte', async () => {
    const record = await create()
    const stranger = await newPerson(world.app, 'stranger')
    const other = await newTenant(world.app, stranger)
    const token = await newApiKey(world.app, stranger, other)
    const ask = async (path: string) => {
      const { status, text } = await world.app.call('GET', path, { token })
      return { status, text }
    }
    const missing = await ask(`${other.path}/records/nothing/1`)
    expect(missing.status).toBe(404)
    for (const path of [
      `${world.tenant.path}${records}/${record.id}`,
      `${world.tenant.path}${records}`,
      `${world.tenant.path}/blueprints/delivery`,
      `/api/v1/tenants/nobody/records/delivery/${record.id}`,
      `${other.path}${records}/${record.id}`,
    ]) {
      expect(await ask(path), path).toEqual(missing)
    }
    await world.must(201, 'POST', '/records/customer', { data: { name: 'Mine' } })
    const crossing = await world.app.call('POST', `${other.path}/blueprints`, {
      token,
      body: { name: 'note', fields: [{ key: 'about', type: 'relation', blueprint: 'delivery' }] },
    })
    expect(crossing.status).toBe(201)
    const pointing = await world.app.call('POST', `${other.path}/records/note`, {
      token,
      body: { data: { about: record.id } },
    })
    expect(pointing.status).toBe(422)
  })
})
