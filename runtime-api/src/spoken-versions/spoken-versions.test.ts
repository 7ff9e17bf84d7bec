// A key that stays on the version it was written for, and what the owner sees of who speaks which version.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Spoken versions', { worker: true }, (app) => {
  let world: TenantWorld
  let key: { readonly id: string; readonly token: string }
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'customer', fields: [{ key: 'name', type: 'text' }] })
    for (const ops of [
      [{ op: 'rename', field: 'name', key: 'full_name' }],
      [{ op: 'add', field: { key: 'size', type: 'integer', required: true }, fill: { value: 1 } }],
    ]) {
      await world.must(200, 'PUT', '/blueprints/customer/draft', { ops })
      const { token } = (await world.must(200, 'POST', '/blueprints/customer/draft/preview')).body
      await world.must(201, 'POST', '/blueprints/customer/draft/publish', { token })
    }
    const made = (await world.must(201, 'POST', '/api-keys', { name: 'Shop', role: 'member' })).body
    key = { id: made.id, token: made.key }
  })
  const pin = (versions: object, id = key.id) => world.call('PUT', `/api-keys/${id}/versions`, { versions })

  test('a pinned key reads and writes its version, everybody else the newest', async () => {
    const as = { token: key.token }
    expect((await pin({ customer: 1 })).body).toEqual({ versions: { customer: 1 }, spoken: [] })
    const made = await world.must(201, 'POST', '/records/customer', { data: { name: 'Ana' } }, as)
    expect(made.body).toMatchObject({ version: 1, storedVersion: 3, data: { name: 'Ana' } })
    const path = `/records/customer/${made.body.id}`
    expect((await world.must(200, 'GET', path)).body.data).toEqual({ full_name: 'Ana', size: 1 })
    const listed = (await world.must(200, 'GET', '/records/customer?sort=name', undefined, as)).body.items
    expect(listed).toMatchObject([{ version: 1, data: { name: 'Ana' } }])
    expect((await world.must(200, 'PATCH', path, { data: { name: 'Bo' } }, as)).body).toMatchObject({
      version: 1,
      rev: 2,
    })
    // What a request says counts more.
    expect((await world.must(200, 'GET', `${path}?as=3`, undefined, as)).body.data).toEqual({
      full_name: 'Bo',
      size: 1,
    })
    const { versions, spoken } = (await pin({ customer: null })).body
    expect(versions).toEqual({})
    expect(spoken).toMatchObject([
      { blueprint: 'customer', newest: 3, version: 3, reads: 1, writes: 0, lastReadAt: expect.any(String) },
      { blueprint: 'customer', newest: 3, version: 1, reads: 1, writes: 2, lastWriteAt: expect.any(String) },
    ])
    expect((await world.must(200, 'GET', path, undefined, as)).body.version).toBe(3)
  })

  test('the owner sees who speaks which version, and when last', async () => {
    await pin({ customer: 2 })
    await world.must(200, 'GET', '/records/customer', undefined, { token: key.token })
    const { newest, items } = (await world.must(200, 'GET', '/blueprints/customer/clients')).body
    expect(newest).toBe(3)
    const of = (version: number) =>
      items.find((one: { version: number; key: { id: string } }) => one.version === version && one.key?.id === key.id)
    expect(of(1)).toMatchObject({ key: { name: 'Shop' }, pinned: false, writes: 2, lastWriteAt: expect.any(String) })
    expect(of(2)).toMatchObject({ pinned: true, reads: 1, writes: 0, lastWriteAt: null })
    expect(JSON.stringify(items)).not.toContain(key.token)
  })

  test('which field a key writes or asks by, and whoever changes that field is told of it', async () => {
    await world.must(201, 'POST', '/blueprints', {
      name: 'stock',
      fields: ['title', 'place', 'amount', 'code'].map((name) => ({ key: name, type: 'text' })),
    })
    const as = { token: key.token }
    const made = await world.must(201, 'POST', '/records/stock', { data: { title: 'A', place: 'x' } }, as)
    await world.must(200, 'PATCH', `/records/stock/${made.body.id}`, { data: { place: 'y' } }, as)
    const items = [{ op: 'create', data: { title: 'B', place: 'z' } }]
    await world.must(200, 'POST', '/records/stock/bulk', { items }, as)
    await world.must(200, 'GET', "/records/stock?filter=amount%20==%20'1'&sort=code&fields=title", undefined, as)
    await world.must(200, 'GET', `/records/stock/${made.body.id}`, undefined, as)
    const { fields } = (await world.must(200, 'GET', '/blueprints/stock/clients')).body
    const counted = fields
      .filter((one: { key: { name: string } }) => one.key.name === 'Shop')
      .map((one: { field: string; reads: number; writes: number }) => [one.field, one.reads, one.writes])
    expect(counted).toEqual([
      ['title', 1, 2],
      ['place', 0, 3],
      ['amount', 1, 0],
      ['code', 1, 0],
    ])
    const told = async (ops: readonly object[], language = 'en') => {
      const more = { headers: { 'Accept-Language': language } }
      const { report } = (await world.must(200, 'POST', '/blueprints/stock/draft/preview', { ops }, more)).body
      return report.changes.map(({ uses = [] }: { uses?: readonly { sentence: string }[] }) =>
        uses.map(({ sentence }) => sentence.replace(/last on [^.]*\./, 'last on ….')),
      )
    }
    const changes = [
      { op: 'remove', field: 'place' },
      { op: 'rename', field: 'code', key: 'number' },
      { op: 'relabel', field: 'title', label: 'Title' },
      { op: 'add', field: { key: 'more', type: 'text' } },
      { op: 'retype', field: 'title', type: 'longText' },
      // It never wrote this one: now it has to.
      { op: 'change', field: 'amount', required: true, fill: { value: '0' } },
      { op: 'add', field: { key: 'unit', type: 'text', required: true, default: 'kg' } },
    ]
    const until = 'until the program that uses the key'
    const otherName = `From then on what it sends or asks for under this name is refused, ${until} is changed or the key is kept on version 1.`
    expect(await told(changes)).toEqual([
      [`The API key “Shop” writes this field, last on …. ${otherName}`],
      [`The API key “Shop” filters, sorts or asks by this field, last on …. ${otherName}`],
      [],
      [],
      [
        `The API key “Shop” writes this field, last on …. From then on it gets the new values and has to send them; what does not fit is refused, ${until} is changed or the key is kept on version 1.`,
      ],
      [
        `The API key “Shop” writes records of this kind, last on …. From then on a record that it makes without this field is refused, ${until} sends it, new records start with a value, or the key is kept on version 1.`,
      ],
      [],
    ])
    const withDefault = [{ op: 'change', field: 'amount', required: true, fill: { value: '0' }, default: '0' }]
    expect(await told(withDefault)).toEqual([[]])
    expect((await told(changes, 'ru'))[0][0]).toContain('Ключ API «Shop» записывает это поле')
    // Who is kept on a version goes on as before, and is told of; only what is destroyed goes for everybody.
    await pin({ stock: 1 })
    const stays = 'The API key “Shop” is kept on version 1 and sees nothing of the change.'
    expect(await told(changes)).toEqual([[stays], [stays], [], [], [stays], [stays], []])
    expect(await told([{ op: 'purge', field: 'place' }])).toEqual([
      ['The API key “Shop” is kept on version 1, and loses the values all the same: they are deleted for good.'],
    ])
    await pin({ stock: null })
    expect((await told(changes)).flat()).toHaveLength(4)
    // Another tenant’s key of the same blueprint is nobody here.
    const foreign = await newWorld(app())
    await foreign.must(201, 'POST', '/blueprints', { name: 'stock', fields: [{ key: 'title', type: 'text' }] })
    expect((await foreign.must(200, 'GET', '/blueprints/stock/clients')).body.fields).toEqual([])
  })

  test('what is read whole is told from what is asked for field by field', async () => {
    const as = { token: (await world.must(201, 'POST', '/api-keys', { name: 'Till', role: 'member' })).body.key }
    await world.must(201, 'POST', '/blueprints', { name: 'port', fields: [{ key: 'name', type: 'text' }] })
    await world.must(201, 'POST', '/blueprints', {
      name: 'ship',
      fields: [
        { key: 'name', type: 'text' },
        { key: 'tons', type: 'number' },
        { key: 'kind', type: 'enum', options: ['TUG', 'FERRY'] },
        { key: 'home', type: 'relation', blueprint: 'port' },
      ],
    })
    const home = (await world.must(201, 'POST', '/records/port', { data: { name: 'Lisboa' } })).body.id
    const data = { name: 'Alva', tons: 3, kind: 'TUG', home }
    const ship = (await world.must(201, 'POST', '/records/ship', { data })).body.id
    await eventually(async () => (await world.must(200, 'GET', '/search?q=alva')).body.items.length === 1)
    for (const path of [
      '/records/ship',
      `/records/ship/${ship}`,
      `/records/ship/${ship}/history`,
      '/search?q=alva',
      '/records/ship?fields=name',
      '/records/ship?fields=name&expand=home',
      '/records/ship/totals?totals=sum:tons&group=kind',
    ])
      await world.must(200, 'GET', path, undefined, as)
    const clientsOf = async (name: string) => (await world.must(200, 'GET', `/blueprints/${name}/clients`)).body
    const till = (one: { key: { name: string } | null }) => one.key?.name === 'Till'
    const { items, fields } = await clientsOf('ship')
    expect(items.filter(till)).toMatchObject([
      { version: 1, reads: 7, wholeReads: 4, lastWholeReadAt: expect.any(String), writes: 0 },
    ])
    expect(fields.filter(till).map((one: { field: string; reads: number }) => [one.field, one.reads])).toEqual([
      ['name', 2],
      ['tons', 1],
      ['kind', 1],
      ['home', 1],
    ])
    // What stands beside a record is read, too.
    expect((await clientsOf('port')).items.filter(till)).toMatchObject([{ reads: 1, wholeReads: 1 }])
  })

  test('a field that is gone is told of under its last name, and until when it was there', async () => {
    const made = (await world.must(201, 'POST', '/api-keys', { name: 'Scale', role: 'member' })).body
    await world.must(201, 'POST', '/blueprints', {
      name: 'sack',
      fields: ['weight', 'colour'].map((name) => ({ key: name, type: 'text' })),
    })
    await publishOps(world, 'sack', [{ op: 'rename', field: 'weight', key: 'mass' }])
    await publishOps(world, 'sack', [{ op: 'remove', field: 'mass' }])
    await pin({ sack: 1 }, made.id)
    const data = { weight: '3', colour: 'red' }
    await world.must(201, 'POST', '/records/sack', { data }, { token: made.key })
    const { newest, fields } = (await world.must(200, 'GET', '/blueprints/sack/clients')).body
    expect(newest).toBe(3)
    expect(fields).toMatchObject([
      { field: 'mass', until: 2, writes: 1, key: { name: 'Scale' } },
      { field: 'colour', writes: 1, key: { name: 'Scale' } },
    ])
    expect(fields[1]).not.toHaveProperty('until')
  })

  describe('refuses', () => {
    test.each<[string, object, string]>([
      ['a version that was never published', { customer: 4 }, '/versions/customer'],
      ['an unknown blueprint', { nobody: 1 }, '/versions/nobody'],
      ['half a version', { customer: 1.5 }, '/versions/customer'],
    ])('%s', async (_, versions, pointer) => {
      const answered = await pin(versions)
      expect(answered.status).toBe(422)
      expect(answered.body.errors[0].pointer).toBe(pointer)
    })
    test('a key that is not there, and who is no owner', async () => {
      expect((await pin({ customer: 1 }, 'nobody')).status).toBe(404)
      const asMember = { token: world.memberToken }
      expect((await world.call('GET', `/api-keys/${key.id}/versions`, undefined, asMember)).status).toBe(403)
      expect((await world.call('GET', '/blueprints/customer/clients', undefined, asMember)).status).toBe(403)
    })
  })
})
