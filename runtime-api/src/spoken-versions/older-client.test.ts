// A client that was written for an older version hears that version everywhere: in steps, beside records, in the past, in the trash.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'
import type { Answered } from '../../test/test-app.ts'

/** Names that only newer versions have; whatever an older client is answered has none of them. */
const newer = ['consignee', 'given', 'family', 'tons', 'courier', 'EN_ROUTE', 'insured', 'city', 'trade']

function says(answered: Answered, ...more: readonly string[]): void {
  for (const name of newer) if (!more.includes(name)) expect(answered.text).not.toContain(name)
}

const version1 = { headers: { 'Accept-Blueprint': '"parcel@1", "shop@1"' } }

interface Change {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

describeApp('A client of an older version', { worker: true }, (app) => {
  let world: TenantWorld
  let shop: string
  let parcel: string
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'shop', fields: [{ key: 'town', type: 'text' }] })
    await world.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      fields: [
        { key: 'receiver', type: 'text' },
        { key: 'who', type: 'text' },
        { key: 'weight', type: 'text' },
        { key: 'driver', type: 'text' },
        { key: 'status', type: 'enum', options: ['PENDING', 'MOVING', 'DONE'], default: 'PENDING' },
        { key: 'shop', type: 'relation', blueprint: 'shop' },
        { key: 'next', type: 'relation', blueprint: 'parcel' },
      ],
      uniques: [['receiver', 'weight']],
    })
    shop = (await world.must(201, 'POST', '/records/shop', { data: { town: 'Porto' } })).body.id
    parcel = (await world.must(201, 'POST', '/records/parcel', { data: begun() })).body.id
    await publishOps(world, 'shop', [
      { op: 'rename', field: 'town', key: 'city' },
      { op: 'add', field: { key: 'trade', type: 'text' }, fill: { value: 'tiles' } },
    ])
    await publishOps(world, 'parcel', [
      { op: 'rename', field: 'receiver', key: 'consignee' },
      { op: 'rename', field: 'driver', key: 'courier' },
      {
        op: 'split',
        field: 'who',
        into: [
          { key: 'given', type: 'text' },
          { key: 'family', type: 'text' },
        ],
        by: ' ',
      },
    ])
    await publishOps(world, 'parcel', [
      { op: 'retype', field: 'weight', type: 'number', onError: 'keep' },
      { op: 'rename', field: 'weight', key: 'tons' },
      { op: 'options', field: 'status', rename: { MOVING: 'EN_ROUTE' } },
      { op: 'add', field: { key: 'insured', type: 'boolean' }, fill: { value: true } },
    ])
    await world.must(201, 'POST', '/flows', {
      name: 'parcel',
      blueprint: 'parcel',
      stateField: 'status',
      initial: 'PENDING',
      states: { PENDING: {}, EN_ROUTE: {}, DONE: { type: 'final' } },
      transitions: [
        {
          event: 'start',
          from: ['PENDING'],
          to: 'EN_ROUTE',
          form: [{ field: 'courier', required: true }, 'tons', 'family', 'given', 'insured'],
        },
        { event: 'cover', from: ['PENDING'], to: 'EN_ROUTE', form: [{ field: 'insured', required: true }] },
        { event: 'deliver', from: ['EN_ROUTE'], to: 'DONE' },
      ],
    })
  })
  let made = 0
  const begun = () => {
    made += 1
    return { receiver: `Ana ${made}`, who: 'Rui Lopes', weight: '12', shop }
  }
  const create = async () => (await world.must(201, 'POST', '/records/parcel', { data: begun() }, version1)).body
  const send = (id: string, event: string, form: object, more: object = version1) =>
    world.call('POST', `/records/parcel/${id}/transitions/${event}`, form, more)

  describe('in steps', () => {
    test('is offered them in its words, without what it has nothing for', async () => {
      const path = `/records/parcel/${parcel}/transitions`
      const offered = await world.must(200, 'GET', path, undefined, version1)
      says(offered, 'insured')
      const [start, cover, deliver] = offered.body.items
      expect(offered.body.state).toBe('PENDING')
      expect(start).toMatchObject({ event: 'start', allowed: true, to: 'MOVING' })
      expect(start.form).toEqual([
        { field: 'driver', required: true },
        { field: 'weight', required: false },
        { field: 'who', required: false },
      ])
      expect(cover).toMatchObject({ event: 'cover', allowed: false, form: [], code: 'form-beyond-version' })
      expect(cover.reason).toBe(
        'This step asks for “insured”, which version 1 does not have. It can be taken in a newer version.',
      )
      expect(deliver).toMatchObject({ code: 'not-from-here', reason: expect.stringContaining('MOVING') })
      // Everybody else is asked in the newest.
      const newest = (await world.must(200, 'GET', path)).body.items[0]
      expect(newest.to).toBe('EN_ROUTE')
      expect(newest.form).toHaveLength(5)
    })

    test('fills in forms in its words, and is answered in them', async () => {
      const { id } = await create()
      const form = { driver: 'Bo', weight: '7.5', who: 'Eva Reis' }
      const answered = await send(id, 'start', form)
      says(answered)
      expect(answered.body).toMatchObject({ version: 1, state: 'MOVING', data: { ...form, status: 'MOVING' } })
      expect(answered.headers.get('etag')).toBe('"2.1"')
      const { data } = (await world.must(200, 'GET', `/records/parcel/${id}`)).body
      expect(data).toMatchObject({ courier: 'Bo', tons: 7.5, given: 'Eva', family: 'Reis', insured: true })
      const back = await world.must(200, 'POST', `/records/parcel/${id}/undo`, { rev: 2 }, version1)
      says(back)
      expect(back.body).toMatchObject({ version: 1, state: 'PENDING', data: { weight: '12', who: 'Rui Lopes' } })
      expect(back.body.data).not.toHaveProperty('driver')
    })

    test('what is not sent stays, and what is sent empty is emptied', async () => {
      const { id } = await create()
      await send(id, 'start', { data: { driver: 'Bo', weight: null } })
      const { data } = (await world.must(200, 'GET', `/records/parcel/${id}`)).body
      expect(data).toMatchObject({ given: 'Rui', family: 'Lopes' })
      expect(data).not.toHaveProperty('tons')
    })

    test.each<[string, string, object, number, object]>([
      ['a name of a newer version', 'start', { courier: 'Bo' }, 422, { pointer: '/courier' }],
      ['what is demanded and missing', 'start', {}, 422, { pointer: '/driver', code: 'required' }],
      [
        'what the newest version cannot take',
        'start',
        { driver: 'Bo', weight: 'heavy' },
        422,
        { pointer: '/weight', code: 'not-carried-over', message: '“heavy” in weight cannot be carried over.' },
      ],
      ['a step that it cannot fill in', 'cover', {}, 409, { code: 'form-beyond-version' }],
      ['a step from elsewhere', 'deliver', {}, 409, { message: expect.stringContaining('MOVING') }],
    ])('is refused %s', async (_, event, form, status, error) => {
      const { id } = await create()
      const refused = await send(id, event, form)
      expect(refused.status).toBe(status)
      expect(refused.body.errors).toContainEqual(expect.objectContaining(error))
      says(refused, 'insured', 'courier')
      expect((await world.must(200, 'GET', `/records/parcel/${id}`)).body.rev).toBe(1)
    })

    test('is told of a record that was changed meanwhile, and of one that is taken, in its words', async () => {
      const first = (
        await world.must(201, 'POST', '/records/parcel', { data: { receiver: 'Taken', weight: '1' } }, version1)
      ).body
      const { id } = (await world.must(201, 'POST', '/records/parcel', { data: { receiver: 'Taken' } }, version1)).body
      const taken = await send(id, 'start', { driver: 'Bo', weight: '1' })
      expect([taken.status, taken.body.conflict]).toEqual([
        409,
        expect.objectContaining({ id: first.id, fields: ['receiver', 'weight'] }),
      ])
      says(taken)
      const stale = await send(id, 'start', { driver: 'Bo' }, { headers: { ...version1.headers, 'If-Match': '"9.1"' } })
      expect([stale.status, stale.body.current.version]).toEqual([412, 1])
      says(stale)
    })

    test('a key that is kept on a version needs not say so', async () => {
      const key = (await world.must(201, 'POST', '/api-keys', { name: 'Till', role: 'member' })).body
      await world.must(200, 'PUT', `/api-keys/${key.id}/versions`, { versions: { parcel: 1, shop: 1 } })
      const as = { token: key.key }
      const { id } = await create()
      const answered = await send(id, 'start', { driver: 'Bo' }, as)
      says(answered)
      expect(answered.body).toMatchObject({ version: 1, state: 'MOVING' })
      const expanded = await world.must(200, 'GET', `/records/parcel/${id}?expand=shop`, undefined, as)
      says(expanded)
      expect(expanded.body.expanded.shop).toMatchObject({ version: 1, data: { town: 'Porto' } })
      // What the request says counts more.
      const newest = await world.must(200, 'GET', `/records/parcel/${id}?expand=shop&as=parcel@3,shop@2`, undefined, as)
      expect(newest.body).toMatchObject({ version: 3, expanded: { shop: { version: 2, data: { city: 'Porto' } } } })
      const { items } = (await world.must(200, 'GET', '/blueprints/parcel/clients')).body
      expect(items).toContainEqual(
        expect.objectContaining({ key: { id: key.id, name: 'Till' }, version: 1, writes: 1, pinned: true }),
      )
    })
  })

  describe('in the past', () => {
    test('hears what was changed in its words, and comes back to it', async () => {
      const { id, data } = await create()
      const patch = (body: object, more = {}) => world.must(200, 'PATCH', `/records/parcel/${id}`, { data: body }, more)
      await patch({ weight: '13', driver: 'Bo' }, version1)
      await patch({ consignee: 'Zoe', tons: 14, insured: false })
      await patch({ insured: true })
      const history = await world.must(200, 'GET', `/records/parcel/${id}/history`, undefined, version1)
      says(history)
      const told = history.body.items.map(({ rev, changes }: { rev: number; changes: readonly Change[] }) => [
        rev,
        ...changes.map(({ field, from, to }) => [field, from, to]),
      ])
      expect(told.slice(0, 3)).toEqual([
        [4],
        [3, ['receiver', data.receiver, 'Zoe'], ['weight', '13', '14']],
        [2, ['weight', '12', '13'], ['driver', null, 'Bo']],
      ])
      const restored = await world.must(200, 'POST', `/records/parcel/${id}/restore`, { rev: 2 }, version1)
      says(restored)
      expect(restored.body).toMatchObject({ version: 1, rev: 5, data: { ...data, weight: '13', driver: 'Bo' } })
      const newest = (await world.must(200, 'GET', `/records/parcel/${id}/history?limit=2`)).body.items[1]
      expect(newest.changes).toEqual([expect.objectContaining({ field: 'insured', from: false, to: true })])
    })

    test('is told of a record that was changed meanwhile in its words', async () => {
      const { id } = await create()
      const more = { headers: { ...version1.headers, 'If-Match': '"7.1"' } }
      const stale = await world.call('POST', `/records/parcel/${id}/restore`, { rev: 1 }, more)
      expect([stale.status, stale.body.current.version]).toEqual([412, 1])
      says(stale)
    })
  })

  test('in the trash and out of it', async () => {
    const { id, data } = await create()
    await world.must(204, 'DELETE', `/records/parcel/${id}`)
    const trash = await world.must(200, 'GET', '/trash', undefined, version1)
    says(trash)
    expect(trash.body.items).toContainEqual(expect.objectContaining({ id, version: 1, data }))
    const restored = await world.must(200, 'POST', `/records/parcel/${id}/restore`, undefined, version1)
    says(restored)
    expect(restored.body).toMatchObject({ version: 1, data })
  })

  test('where words are looked for in every kind of record', async () => {
    const { id } = (await world.must(201, 'POST', '/records/parcel', { data: { receiver: 'Quincunx' } }, version1)).body
    const other = (await world.must(201, 'POST', '/records/shop', { data: { town: 'Quincunx' } }, version1)).body.id
    const search = () => world.must(200, 'GET', '/search?q=quincunx', undefined, version1)
    // The worker takes words in.
    expect(await eventually(async () => (await search()).body.items.length === 2)).toBe(true)
    const found = await search()
    says(found)
    const shown = found.body.items.map((one: { id: string; version: number; data: object }) => [
      one.id,
      one.version,
      one.data,
    ])
    expect(shown).toEqual(
      expect.arrayContaining([
        [id, 1, { receiver: 'Quincunx', status: 'PENDING' }],
        [other, 1, { town: 'Quincunx' }],
      ]),
    )
    // A number alone is about none of them.
    expect((await world.call('GET', '/search?q=quincunx&as=1')).status).toBe(400)
  })

  describe('in the description of the API', () => {
    const base = '/api/v1/tenants/{t}/records/parcel'
    test.each([
      ['with the header', '/openapi.json', version1],
      ['with the parameter', '/openapi.json?as=parcel@1,shop@1', {}],
    ])('%s', async (_, path, more) => {
      const answered = await world.must(200, 'GET', path, undefined, more)
      // Sentences about the API hold all kinds of words.
      for (const name of newer) expect(answered.text.includes(`"${name}"`), name).toBe(false)
      const { components, paths } = answered.body
      expect(Object.keys(components.schemas.parcel.properties)).toEqual([
        'receiver',
        'who',
        'weight',
        'driver',
        'status',
        'shop',
        'next',
      ])
      expect(Object.keys(components.schemas.shop.properties)).toEqual(['town'])
      const start = paths[`${base}/{id}/transitions/start`].post.requestBody.content['application/json'].schema
      expect([Object.keys(start.properties), start.required]).toEqual([['driver', 'weight', 'who'], ['driver']])
      expect(paths[`${base}/{id}/transitions/cover`]).toBeUndefined()
    })

    test('each blueprint for itself, and the newest where nothing is said', async () => {
      const mixed = (await world.must(200, 'GET', '/openapi.json?as=shop@1')).body
      expect(Object.keys(mixed.components.schemas.shop.properties)).toEqual(['town'])
      expect(mixed.components.schemas.parcel.properties).toHaveProperty('consignee')
      expect(mixed.paths[`${base}/{id}/transitions/cover`]).toBeDefined()
      const refused = await world.call('GET', '/openapi.json?as=shop@9')
      expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'no-such-version'])
    })
  })

  test('as types of the version it was written for, which may be kept', async () => {
    const path = '/blueprints/parcel/versions/1/types.ts'
    const answered = await world.must(200, 'GET', path)
    says(answered)
    expect(answered.text).toContain('// parcel, version 1\nexport interface Parcel {')
    expect(answered.text).toMatch(/receiver\?: string/)
    expect(answered.headers.get('content-type')).toBe('text/typescript; charset=utf-8')
    expect(answered.headers.get('cache-control')).toBe('private, max-age=86400')
    const etag = answered.headers.get('etag') ?? ''
    expect((await world.call('GET', path, undefined, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    const newest = await world.must(200, 'GET', '/blueprints/parcel/versions/3/types.ts')
    expect(newest.text).toMatch(/tons\?: number/)
    expect((await world.call('GET', '/blueprints/parcel/versions/9/types.ts')).status).toBe(404)
  })

  describe('beside records', () => {
    test('what is asked of each blueprint, in lists, single records and groups', async () => {
      const one = await world.must(200, 'GET', `/records/parcel/${parcel}?expand=shop`, undefined, version1)
      const listed = await world.must(200, 'GET', '/records/parcel?expand=shop,next', undefined, version1)
      const grouped = await world.must(200, 'GET', '/records/parcel/totals?group=shop', undefined, version1)
      for (const answered of [one, listed, grouped]) says(answered)
      expect(one.headers.get('vary')).toContain('Accept-Blueprint')
      expect(one.body.expanded.shop).toMatchObject({ blueprint: 'shop', version: 1, data: { town: 'Porto' } })
      const record = grouped.body.groups.find((group: { value: string }) => group.value === shop).record
      expect(record.data).toEqual({ town: 'Porto' })
    })

    test('a number alone is about the blueprint of the request, also where its records point to each other', async () => {
      const { id } = await create()
      await world.must(200, 'PATCH', `/records/parcel/${id}?as=1`, { data: { next: parcel } })
      const { body } = await world.must(200, 'GET', `/records/parcel/${id}?as=1&expand=shop,next`)
      expect(body.expanded.next).toMatchObject({ version: 1, data: { who: 'Rui Lopes' } })
      expect(body.expanded.shop).toMatchObject({ version: 2, data: { city: 'Porto', trade: 'tiles' } })
    })

    test('the parameter counts more than the header, which speaks of the others', async () => {
      const path = `/records/parcel/${parcel}?as=2&expand=shop`
      const { body } = await world.must(200, 'GET', path, undefined, version1)
      expect([body.version, body.expanded.shop.version]).toEqual([2, 1])
    })

    test.each([
      ['a blueprint that is not there', 'parcel@1, nobody@1', 'unknown-blueprint'],
      ['a version of another that is not there', 'parcel@1,shop@3', 'no-such-version'],
      ['a version that is not there', 'parcel@4', 'no-such-version'],
      ['no version at all', 'parcel@1, shop', 'no-such-version'],
      ['half a list', 'parcel@1,', 'no-such-version'],
    ])('refuses %s', async (_, wish, code) => {
      const more = { headers: { 'Accept-Blueprint': wish } }
      const { status, body } = await world.call('GET', `/records/parcel/${parcel}`, undefined, more)
      expect([status, body.errors[0].code, body.errors[0].pointer]).toEqual([400, code, '/query/as'])
    })
  })
})
