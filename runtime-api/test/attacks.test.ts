// What a member, a key or a stranger tries on the routes of files, comments, views, totals and live events, and must not get.
import { request as httpRequest } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { mostOnTheWay } from '../src/files/on-the-way.ts'
import { describeApp } from './describe-app.ts'
import { must } from './populated-tenant.ts'
import { delivery, deliveryFlow, eventually, newMember, newWorld, parcel, type TenantWorld } from './tenant-world.ts'
import type { Person, TestApp } from './test-app.ts'

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

describeApp('Attacks', {}, (app) => {
  let world: TenantWorld
  let ana: Person
  let record: string
  beforeAll(async () => {
    world = await newWorld(app())
    ana = await newMember(world, 'Ana')
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
    record = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body.id
  })
  const as = (person: Person, method: string, path: string, body?: unknown, headers = {}) =>
    world.call(method, path, body, { token: person.token, headers })
  const upload = (content: Uint8Array, headers = {}) =>
    app().call('POST', `${world.tenant.path}/files`, { token: world.token, text: content, headers })

  describe('a cursor that was made by hand', () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const lists = [
      ...['/members', '/api-keys', '/blueprints', '/blueprints/delivery/versions', '/drafts', '/flows', '/views'],
      ...['/flows/delivery/versions', '/notifications', '/jobs', '/trash', '/records/delivery'],
      ...['/records/delivery/RECORD/history', '/records/delivery/RECORD/comments'],
    ]
    test.each([
      ['NUL', [0, 'a\u0000b']],
      ['half a character', [0, '\ud800']],
      ['less than nothing', [Number.MIN_SAFE_INTEGER, '']],
      ['the largest number', [Number.MAX_SAFE_INTEGER, '']],
      ['more than an int', [2 ** 40, 'x']],
      ['half a number', [0.5, '']],
      ['SQL', [0, "' OR 1=1; --"]],
      ['a prototype', { __proto__: [0, ''] }],
      ['nothing', null],
    ])('with %s leads to no fault of ours', async (_, value) => {
      for (const path of lists) {
        const answered = await world.call('GET', `${path.replace('RECORD', record)}?cursor=${made(value)}`)
        expect([200, 400], `${path} ${answered.text}`).toContain(answered.status)
      }
    })
  })

  describe('what one keeps to oneself', () => {
    const secret = 'Ana plans to leave'

    test('is found by nobody else, neither pinned nor by name, nor among what is starred', async () => {
      const own = { blueprint: 'delivery', shared: false, filter: 'weight > 5.0' }
      for (const [name, pinned] of [
        ['Kept pinned', true],
        ['Kept plain', false],
      ] as const) {
        const { id } = (await must(201, as(ana, 'POST', '/views', { ...own, name, pinned }))).body
        for (const view of [id, encodeURIComponent(name)]) {
          const nothing = await world.call('GET', '/views/nothing')
          for (const path of [
            `/views/${view}`,
            `/records/delivery?view=${view}`,
            `/records/delivery/totals?view=${view}`,
          ]) {
            const answered = await world.call('GET', path)
            expect([answered.status, answered.text], path).toEqual([404, nothing.text])
          }
        }
        expect((await world.call('PATCH', `/views/${id}`, { shared: true })).status).toBe(404)
        expect((await world.call('DELETE', `/views/${id}`)).status).toBe(404)
        expect((await world.call('PUT', '/favourites', { items: [{ kind: 'view', id }] })).status).toBe(422)
        expect((await as(ana, 'GET', `/records/delivery?view=${id}`)).status).toBe(200)
      }
    })

    test('stops being found when it stops being shared, also while pinned', async () => {
      const view = { name: 'For a while', blueprint: 'delivery', pinned: true, sort: 'cargo' }
      const { id } = (await must(201, as(ana, 'POST', '/views', view))).body
      await world.must(200, 'GET', `/records/delivery?view=${id}`)
      await must(200, as(ana, 'PATCH', `/views/${id}`, { shared: false }))
      expect((await world.call('GET', `/records/delivery?view=${id}`)).status).toBe(404)
      await must(200, as(ana, 'PATCH', `/views/${id}`, { shared: true }))
      await world.must(200, 'GET', `/records/delivery?view=${id}`)
    })

    test('has no name on the lines of others', async () => {
      const [theirs, own] = [await listen(world, world.owner.token), await listen(world, ana.token)]
      const { id } = (
        await must(201, as(ana, 'POST', '/views', { name: secret, blueprint: 'delivery', shared: false }))
      ).body
      await must(200, as(ana, 'PATCH', `/views/${id}`, { label: 'x' }))
      await must(204, as(ana, 'DELETE', `/views/${id}`))
      await must(201, as(ana, 'POST', '/views', { name: 'The end', blueprint: 'delivery' }))
      expect(await eventually(async () => theirs.text().includes('The end'))).toBe(true)
      expect(theirs.text()).not.toContain(secret)
      expect(own.text().split(secret)).toHaveLength(4)
      for (const line of [theirs, own]) line.close()
    })

    test('takes no place and no name in the lists of others', { timeout: 60_000 }, async () => {
      await world.must(201, 'POST', '/blueprints', { name: 'crowded', fields: [{ key: 'a', type: 'text' }] })
      for (let i = 0; i < 510; i += 51) {
        const mine = Array.from({ length: 51 }, (_, at) => ({
          name: `Mine ${i + at}`,
          blueprint: 'crowded',
          shared: false,
        }))
        await Promise.all(mine.map((view) => must(201, as(ana, 'POST', '/views', view))))
      }
      const shared = await world.must(201, 'POST', '/views', { name: 'Everybody needs it', blueprint: 'crowded' })
      expect((await world.must(200, 'GET', '/views?blueprint=crowded')).body.items).toEqual([shared.body])
      await must(201, as(ana, 'POST', '/views', { ...shared.body, ...mineAlone }))
      expect((await world.must(200, 'GET', '/views/Everybody%20needs%20it')).body).toEqual(shared.body)
      let page = (await world.must(200, 'GET', '/views?limit=200')).body
      expect(page.next).toBeNull()
      page = (await must(200, as(ana, 'GET', '/views?limit=200'))).body
      expect(page.items).toHaveLength(200)
    })
    const mineAlone = {
      ...{ id: undefined, ready: undefined, createdBy: undefined, createdAt: undefined, updatedAt: undefined },
      ...{ blueprint: 'delivery', shared: false },
    }
  })

  test('two who change different members of a view at once both keep what they changed', async () => {
    const { id } = (await world.must(201, 'POST', '/views', { name: 'Raced for', blueprint: 'delivery' })).body
    for (let i = 0; i < 8; i++) {
      const wanted = {
        filter: `weight > ${i}`,
        columns: [i % 2 ? 'cargo' : 'weight'],
        sort: i % 2 ? 'cargo' : 'weight',
      }
      const one = (member: keyof typeof wanted) =>
        world.must(200, 'PATCH', `/views/${id}`, { [member]: wanted[member] })
      await Promise.all([one('filter'), one('columns'), one('sort')])
      expect((await world.must(200, 'GET', `/views/${id}`)).body).toMatchObject(wanted)
    }
  })

  test('whoever has read all has read nothing for others', async () => {
    const text = `@[${ana.id}] @[${world.owner.id}] for both`
    const { id } = (await world.must(201, 'POST', `/records/delivery/${record}/comments`, { text })).body
    await must(200, as(ana, 'POST', '/notifications/read', { until: '2999-01-01T00:00:00Z' }))
    const readAt = async (person: Person) => {
      const { items } = (await must(200, as(person, 'GET', '/notifications'))).body
      return items.find((one: { comment: { id: string } | null }) => one.comment?.id === id).readAt
    }
    expect([await readAt(ana), await readAt(world.owner)]).toEqual([expect.any(String), null])
  })

  test('records in the trash stand in no state', async () => {
    const counted = async () => (await world.must(200, 'GET', '/flows/delivery/states')).body
    const before = await counted()
    const { id } = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
    expect(await counted()).not.toEqual(before)
    await world.must(204, 'DELETE', `/records/delivery/${id}`)
    expect(await counted()).toEqual(before)
  })

  test('two who repeat themselves with the same key are each answered with their own', async () => {
    const say = (person: Person) =>
      as(person, 'POST', `/records/delivery/${record}/comments`, { text: 'The same' }, { 'Idempotency-Key': 'shared' })
    const people = [ana, world.owner]
    const first = await Promise.all(people.map((person) => must(201, say(person))))
    for (const [i, person] of people.entries()) {
      const again = await must(201, say(person))
      expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first[i]?.body, 'true'])
      expect(again.body.createdBy).toBe(person.id)
    }
  })

  describe('no list grows without end:', () => {
    const inLots = async (count: number, work: (i: number) => Promise<unknown>) => {
      for (let at = 0; at < count; at += 20)
        await Promise.all(Array.from({ length: Math.min(20, count - at) }, (_, i) => work(at + i)))
    }

    test('attachments of a record', { timeout: 60_000 }, async () => {
      const { id } = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
      const attach = async () => {
        const file = (await must(201, upload(Buffer.from('the same for all')))).body.id
        return world.call('POST', `/records/delivery/${id}/attachments`, { file })
      }
      await inLots(200, () => must(201, attach()))
      const refused = await attach()
      expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
      expect((await world.must(200, 'GET', `/records/delivery/${id}/attachments`)).body.items).toHaveLength(200)
    })

    test('new blueprints that wait', { timeout: 60_000 }, async () => {
      const mine = await newWorld(app())
      const plan = (name: string) =>
        mine.call('PUT', `/drafts/${name}`, { document: { name, fields: [{ key: 'a', type: 'text' }] } })
      await inLots(200, (i) => must(200, plan(`p${i}`)))
      expect((await plan('one_more')).body.code).toBe('conflict')
      expect((await plan('p7')).status).toBe(200)
    })

    test('people whom a text mentions', async () => {
      const people = Array.from({ length: 51 }, (_, i) => `@[00000000-0000-4000-8000-${String(i).padStart(12, '0')}]`)
      const refused = await as(ana, 'POST', `/records/delivery/${record}/comments`, { text: people.join('') })
      expect([refused.status, refused.body.errors.map((one: { code: string }) => one.code)]).toEqual([
        422,
        ['too-many'],
      ])
    })

    test('groups of a total', async () => {
      const fields = [{ key: 'next', type: 'relation', blueprint: 'many_groups' }]
      await world.must(201, 'POST', '/blueprints', { name: 'many_groups', fields })
      const create = async (items: readonly object[]) =>
        (await world.must(200, 'POST', '/records/many_groups/bulk', { items })).body.items as { id: string }[]
      const targets = await create(Array.from({ length: 201 }, () => ({ op: 'create', data: {} })))
      await create(targets.map(({ id }) => ({ op: 'create', data: { next: id } })))
      const { groups, moreGroups } = (await world.must(200, 'GET', '/records/many_groups/totals?group=next')).body
      expect([groups.length, moreGroups]).toEqual([200, true])
    })
  })

  test('a trash with more blueprints than a page has room for goes on with the records', async () => {
    const mine = await newWorld(app())
    const names = ['a', 'b', 'c', 'd']
    for (const name of names)
      await mine.must(201, 'POST', '/blueprints', { name, fields: [{ key: 'a', type: 'text' }] })
    const { id } = (await mine.must(201, 'POST', '/records/d', { data: { a: 'x' } })).body
    await mine.must(204, 'DELETE', `/records/d/${id}`)
    for (const name of names.slice(0, 3)) await mine.must(204, 'DELETE', `/blueprints/${name}`)
    const first = (await mine.must(200, 'GET', '/trash?limit=1')).body
    expect(first.items.map((one: { kind: string }) => one.kind)).toEqual(['blueprint', 'blueprint', 'blueprint'])
    const rest = (await mine.must(200, 'GET', `/trash?limit=1&cursor=${first.next}`)).body
    expect([rest.items.map((one: { id: string }) => one.id), rest.next]).toEqual([[id], null])
  })

  test('whole numbers without end add up on both databases', async () => {
    const fields = Array.from({ length: 12 }, (_, i) => ({ key: `n${i}`, type: i < 6 ? 'number' : 'percent' }))
    await world.must(201, 'POST', '/blueprints', { name: 'huge', fields })
    const data = Object.fromEntries(fields.map(({ key }) => [key, 9e18]))
    for (let i = 0; i < 3; i++) await world.must(201, 'POST', '/records/huge', { data })
    for (const { key } of fields) {
      const { totals } = (
        await world.must(200, 'GET', `/records/huge/totals?totals=sum:${key},avg:${key},max:${key},distinct:${key}`)
      ).body
      expect(Object.values(totals)).toEqual([2.7e19, 9e18, 9e18, 1])
    }
  })

  test('small pictures sent again and again take no room', async () => {
    const { id } = (await must(201, upload(Buffer.concat([png, Buffer.from('the picture')])))).body
    const send = (text: string) =>
      app().call('PUT', `${world.tenant.path}/files/${id}/preview`, {
        token: world.token,
        text: Buffer.concat([png, Buffer.from(text)]),
      })
    await must(204, send('the small one'))
    const { used } = (await world.must(200, 'GET', '/files')).body
    await Promise.all(Array.from({ length: 6 }, (_, i) => must(204, send(`another one ${i}`))))
    expect((await world.must(200, 'GET', '/files')).body.used).toBe(used)
    const shown = await app().call('GET', `${world.tenant.path}/files/${id}/preview`, { token: world.token })
    expect(shown.text).toContain('the small one')
  })

  test('uploads left half take no more than their places, and give them back', async () => {
    const half = await Promise.all(Array.from({ length: mostOnTheWay.ofActor + 5 }, () => sendHalf(app(), world, ana)))
    expect(half.filter(({ status }) => status() === 429)).toHaveLength(5)
    const refused = await as(ana, 'POST', '/files', { any: 'bytes' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2'])
    // Others are not concerned.
    await must(201, upload(Buffer.from('of somebody else')))
    for (const { leave } of half) leave()
    expect(await eventually(async () => (await as(ana, 'POST', '/files', { any: 'bytes' })).status === 201)).toBe(true)
  })

  test('one member leaves lines of live events for the others', async () => {
    const lines = await Promise.all(Array.from({ length: 21 }, () => listen(world, ana.token)))
    expect(lines.map(({ status }) => status).filter((status) => status !== 200)).toEqual([429])
    const other = await listen(world, world.owner.token)
    expect(other.status).toBe(200)
    for (const line of [...lines, other]) line.close()
  })

  test('a blueprint in the trash takes what was said about its records with it, from notifications too', async () => {
    await world.must(201, 'POST', '/blueprints', { name: 'gone', fields: [{ key: 'a', type: 'text' }] })
    const { id } = (await world.must(201, 'POST', '/records/gone', { data: { a: 'x' } })).body
    await world.must(201, 'POST', `/records/gone/${id}/comments`, { text: `@[${ana.id}] the hidden words` })
    const told = async () => (await must(200, as(ana, 'GET', '/notifications'))).text
    expect(await told()).toContain('the hidden words')
    await world.must(204, 'DELETE', '/blueprints/gone')
    expect(await told()).not.toContain('the hidden words')
    await world.must(200, 'POST', '/blueprints/gone/restore')
    expect(await told()).toContain('the hidden words')
  })

  describe('a comment', () => {
    const about = () => `/records/delivery/${record}/comments`

    test.each(['\u200b', '\u2060\u00ad', '\ufeff \u180e', '\u3164'])(
      'of what nobody sees (%j) says nothing',
      async (text) => {
        const refused = await as(ana, 'POST', about(), { text })
        expect([refused.status, refused.body.errors[0].pointer]).toEqual([422, '/text'])
      },
    )

    test('of visible signs and joined ones is said as it is', async () => {
      for (const text of ['👩\u200d👩\u200d👧', 'می\u200cخواهم', '!'])
        expect((await must(201, as(ana, 'POST', about(), { text }))).body.text).toBe(text)
    })

    test('that is changed only in whom it tells, tells them, once', async () => {
      const { id } = (await must(201, as(ana, 'POST', about(), { text: 'Same words' }))).body
      const change = () => as(ana, 'PATCH', `${about()}/${id}`, { text: 'Same words', mentions: [world.owner.id] })
      expect((await must(200, change())).body).toMatchObject({ rev: 2, mentions: [world.owner.id] })
      expect((await must(200, change())).body.rev).toBe(2)
      const { items } = (await must(200, as(world.owner, 'GET', '/notifications'))).body
      const mentions = items.filter(
        (one: { kind: string; comment: { id: string } | null }) => one.kind === 'mention' && one.comment?.id === id,
      )
      expect(mentions).toHaveLength(1)
    })

    test('that is taken away and brought back by many at once is there or is not, for everybody alike', async () => {
      for (let i = 0; i < 5; i++) {
        const { id } = (await must(201, as(ana, 'POST', about(), { text: `@[${world.owner.id}] ${i}` }))).body
        const one = `${about()}/${id}`
        const tries = await Promise.all([
          as(ana, 'DELETE', one),
          as(ana, 'POST', `${one}/restore`),
          as(ana, 'DELETE', one),
          as(ana, 'POST', `${one}/restore`),
          as(world.owner, 'DELETE', one),
        ])
        for (const { status } of tries) expect([200, 204, 404]).toContain(status)
        const isThere = (await as(ana, 'GET', one)).status === 200
        expect((await must(200, as(ana, 'GET', about()))).text.includes(id)).toBe(isThere)
        expect((await must(200, as(world.owner, 'GET', '/notifications'))).text.includes(id)).toBe(isThere)
      }
    })
  })

  test.each([
    ['\u200b', 'file'],
    ['\u2060.\u200d', 'file'],
    ['\u3164', 'file'],
    ['invoice\u061c\u202efdp.exe', 'invoicefdp.exe'],
    ['a"; filename="b.html', 'a"; filename="b.html'],
    ["a';x=y\r\nSet-Cookie: z=1", "a';x=yset-cookie: z=1"],
  ])('the file name %j puts nobody on a wrong track and nothing into a header', async (name, wanted) => {
    const { body } = await must(201, upload(Buffer.from(name), { 'X-File-Name': encodeURIComponent(name) }))
    expect(body.name.toLowerCase()).toBe(wanted)
    const { headers } = await app().call('GET', `${world.tenant.path}/files/${body.id}/content`, { token: world.token })
    expect(headers.get('set-cookie')).toBeNull()
    const disposition = headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[A-Za-z0-9._~%-]+$/)
  })

  test.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['no site at all', { Origin: 'null' }],
    ['a site that only begins like ours', { Origin: 'OURS.evil.example' }],
    ['a form on another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site' }],
  ])('%s writes nothing with the cookie of a browser, whatever the body is called', async (_, headers) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('OURS', app().url)]),
    )
    for (const type of [
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json',
    ])
      for (const [method, path, text] of [
        ['POST', '/files', 'bytes'],
        ['PUT', '/favourites', '{"items":[]}'],
        ['PATCH', '/blueprint-places', '{"places":{}}'],
        ['POST', `/records/delivery/${record}/comments`, '{"text":"x"}'],
        ['POST', `/records/delivery/${record}/following`, '{"following":true}'],
      ] as const) {
        const answered = await app().call(method, world.tenant.path + path, {
          text,
          headers: { Cookie: world.owner.cookie, 'Content-Type': type, ...sent },
        })
        expect([answered.status, answered.body.code], `${path} ${type}`).toEqual([403, 'cross-site'])
        expect(answered.headers.get('access-control-allow-origin')).toBeNull()
      }
  })
})

function sendHalf(app: TestApp, world: TenantWorld, { token }: Person) {
  return new Promise<{ status(): number | undefined; leave(): void }>((resolve) => {
    let status: number | undefined
    const sent = httpRequest(`${app.url}${world.tenant.path}/files`, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${token}`, 'content-length': '1000000' },
    })
    const begun = { status: () => status, leave: () => sent.destroy() }
    sent.on('error', () => resolve(begun))
    sent.on('response', (answered) => {
      status = answered.statusCode
      answered.resume()
      resolve(begun)
    })
    sent.write(Buffer.alloc(1_000), () => setTimeout(() => resolve(begun), 1_500))
  })
}

async function listen(world: TenantWorld, token: string) {
  const leave = new AbortController()
  const answered = await fetch(`${world.app.url}${world.tenant.path}/events`, {
    headers: { Authorization: `Bearer ${token}` },
    signal: leave.signal,
  })
  let text = ''
  const read = async () => {
    for await (const piece of answered.body ?? []) text += new TextDecoder().decode(piece)
  }
  read().catch(() => undefined)
  return { status: answered.status, text: () => text, close: () => leave.abort() }
}
