// What comments promise, on both databases: who says, changes and takes away what; whom it reaches; what is refused and where.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { must } from '../../test/populated-tenant.ts'
import {
  delivery,
  eventually,
  newMember,
  newWorld,
  parcel,
  storeOf,
  type TenantWorld,
} from '../../test/tenant-world.ts'
import { goodPassword, type Person, signIn } from '../../test/test-app.ts'

describeApp('Comments', {}, (app) => {
  let world: TenantWorld
  let ana: Person
  let bob: Person
  let id: string
  beforeAll(async () => {
    world = await newWorld(app())
    ana = await newMember(world, 'Ana')
    bob = await newMember(world, 'Bob')
    await world.must(201, 'POST', '/blueprints', delivery)
  })
  const newRecord = async () => (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body.id
  const as = (person: Person, method: string, path: string, body?: unknown, headers = {}) =>
    world.call(method, path, body, { token: person.token, headers })
  const say = (person: Person, body: unknown, headers = {}) =>
    as(person, 'POST', `/records/delivery/${id}/comments`, body, headers)
  const one = (comment: string) => `/records/delivery/${id}/comments/${comment}`
  const list = async (query = '') =>
    (await world.must(200, 'GET', `/records/delivery/${id}/comments${query}`)).body as {
      items: { id: string; text: string }[]
      next: string | null
      count: object
    }

  test('a comment is said, read by everybody in the tenant, and stands with its author, text and time', async () => {
    id = await newRecord()
    const said = await must(201, say(ana, { text: `  Hello\r\nthere, @[${bob.id}]! ` }))
    expect(said.body).toEqual({
      id: expect.any(String),
      rev: 1,
      text: `Hello\nthere, @[${bob.id}]!`,
      mentions: [bob.id],
      createdBy: ana.id,
      keyName: null,
      createdAt: expect.any(String),
      editedAt: null,
    })
    expect(said.headers.get('etag')).toBe('"1.1"')
    expect(said.headers.get('location')).toContain(one(said.body.id))
    expect((await as(bob, 'GET', one(said.body.id))).body).toEqual(said.body)
    expect(await list()).toEqual({ items: [said.body], next: null, count: { value: 1, capped: false } })
  })

  test('pages run from the newest to the oldest and count all', async () => {
    id = await newRecord()
    const texts = ['one', 'two', 'three', 'four', 'five']
    for (const text of texts) await must(201, say(ana, { text }))
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      expect(page.count).toEqual({ value: 5, capped: false })
      seen.push(...page.items.map(({ text }) => text))
      cursor = page.next
    }
    expect(seen).toEqual(texts.toReversed())
  })

  test('only who wrote it says it better, and what somebody changed meanwhile is not overwritten', async () => {
    id = await newRecord()
    const { body } = await must(201, say(ana, { text: 'First' }))
    expect((await as(bob, 'PATCH', one(body.id), { text: 'Mine' })).status).toBe(403)
    expect((await as(world.owner, 'PATCH', one(body.id), { text: 'Mine' })).status).toBe(403)
    const changed = await as(ana, 'PATCH', one(body.id), { text: 'Second' }, { 'If-Match': '"1.1"' })
    expect(changed.body).toMatchObject({
      text: 'Second',
      rev: 2,
      createdAt: body.createdAt,
      editedAt: expect.any(String),
    })
    expect(changed.headers.get('etag')).toBe('"2.1"')
    const stale = await as(ana, 'PATCH', one(body.id), { text: 'Third' }, { 'If-Match': '"1.1"' })
    expect([stale.status, stale.body.current.text, stale.headers.get('etag')]).toEqual([412, 'Second', '"2.1"'])
    const same = await must(200, as(ana, 'PATCH', one(body.id), { text: 'Second' }))
    expect(same.body.rev).toBe(2)
  })

  test('who wrote it or an owner takes it away, and only who did it brings it back', async () => {
    id = await newRecord()
    const { body } = await must(201, say(ana, { text: 'Oops' }))
    expect((await as(bob, 'DELETE', one(body.id))).status).toBe(403)
    expect((await as(ana, 'DELETE', one(body.id), undefined, { 'If-Match': '"9.1"' })).status).toBe(412)
    await must(204, as(ana, 'DELETE', one(body.id)))
    expect((await list()).items).toEqual([])
    expect((await as(ana, 'GET', one(body.id))).status).toBe(404)
    expect((await as(ana, 'DELETE', one(body.id))).status).toBe(404)
    expect((await as(ana, 'PATCH', one(body.id), { text: 'x' })).status).toBe(404)
    expect((await as(bob, 'POST', `${one(body.id)}/restore`)).status).toBe(404)
    const back = await must(200, as(ana, 'POST', `${one(body.id)}/restore`))
    expect(back.body).toMatchObject({ id: body.id, text: 'Oops' })
    await must(204, as(world.owner, 'DELETE', one(body.id)))
    expect((await as(ana, 'POST', `${one(body.id)}/restore`)).status).toBe(404)
    await must(200, as(world.owner, 'POST', `${one(body.id)}/restore`))
    expect((await list()).items.map(({ text }) => text)).toEqual(['Oops'])
  })

  test('what is no comment is refused at its place', async () => {
    id = await newRecord()
    const nobody = '00000000-0000-4000-8000-000000000000'
    for (const [body, pointer] of [
      [{}, '/text'],
      [{ text: '' }, '/text'],
      [{ text: ' \n\t ' }, '/text'],
      [{ text: 'a\u0007b' }, '/text'],
      [{ text: 'x'.repeat(5_001) }, '/text'],
      [{ text: 'x', more: 1 }, '/more'],
      [{ text: 'x', mentions: 'all' }, '/mentions'],
      [{ text: 'x', mentions: [bob.id, nobody] }, '/mentions/1'],
      [{ text: 'x', mentions: Array.from({ length: 51 }, () => bob.id) }, '/mentions'],
      [{ text: `@[${nobody}]` }, '/text'],
    ] as const) {
      const refused = await say(ana, body)
      expect([refused.status, refused.body.errors?.[0]?.pointer], JSON.stringify(body)).toEqual([422, pointer])
    }
    expect((await list()).items).toEqual([])
    expect((await world.call('GET', `/records/delivery/${id}/comments?sort=x`)).status).toBe(400)
    expect((await say(ana, { text: 'x'.repeat(5_000) })).status).toBe(201)
  })

  test('a comment of another record, of none and of another kind of record do not exist', async () => {
    id = await newRecord()
    const { body } = await must(201, say(ana, { text: 'Here' }))
    const other = await newRecord()
    const tries = [
      `/records/delivery/${other}/comments/${body.id}`,
      `/records/delivery/${id}/comments/nothing`,
      `/records/delivery/nothing/comments/${body.id}`,
      `/records/nothing/${id}/comments/${body.id}`,
    ]
    for (const path of tries)
      for (const [method, sent] of [['GET'], ['PATCH', { text: 'x' }], ['DELETE']] as const)
        expect((await as(ana, method, path, sent)).status, `${method} ${path}`).toBe(404)
    const missing = await as(ana, 'GET', '/records/delivery/nothing/comments')
    const foreign = await as(ana, 'GET', '/records/nothing/nothing/comments')
    expect([missing.status, missing.text]).toEqual([404, foreign.text])
  })

  test('in the trash it is read and not written; out of it goes on; deleted for good it is gone', async () => {
    id = await newRecord()
    const { body } = await must(201, say(ana, { text: 'Before' }))
    await world.must(204, 'DELETE', `/records/delivery/${id}`)
    expect((await list()).items.map(({ text }) => text)).toEqual(['Before'])
    for (const refused of [
      await say(ana, { text: 'After' }),
      await as(ana, 'PATCH', one(body.id), { text: 'After' }),
      await as(ana, 'DELETE', one(body.id)),
      await as(ana, 'POST', `${one(body.id)}/restore`),
    ])
      expect(refused.body).toMatchObject({ status: 409, detail: 'The record is in the trash; restore it first' })
    await world.must(200, 'POST', `/records/delivery/${id}/restore`)
    await must(201, say(ana, { text: 'After' }))
    const store = await storeOf(world)
    const count = async () =>
      Number(
        (
          await store.read.get<{ n: number }>(
            'SELECT COUNT(*) AS n FROM comment WHERE tenant = ? AND record = (SELECT no FROM record WHERE tenant = ? AND id = ?)',
            [store.tenant, store.tenant, id],
          )
        )?.n,
      )
    expect(await count()).toBe(2)
    const all = async () =>
      Number(
        (await store.read.get<{ n: number }>('SELECT COUNT(*) AS n FROM comment WHERE tenant = ?', [store.tenant]))?.n,
      )
    const before = await all()
    await store.inTransaction((tx) => tx.run('DELETE FROM record WHERE tenant = ? AND id = ?', [store.tenant, id]))
    expect(await all()).toBe(before - 2)
  })

  test('a repeated POST says it once', async () => {
    id = await newRecord()
    const headers = { 'Idempotency-Key': 'once' }
    const first = await must(201, say(ana, { text: 'Once' }, headers))
    const second = await must(201, say(ana, { text: 'Once' }, headers))
    expect(second.body).toEqual(first.body)
    expect((await list()).items).toHaveLength(1)
    expect((await say(ana, { text: 'Twice' }, headers)).status).toBe(422)
  })

  test('a key comments under its own name, also after it was revoked', async () => {
    id = await newRecord()
    const made = await must(
      201,
      world.app.call('POST', `${world.tenant.path}/api-keys`, {
        token: world.owner.token,
        body: { name: 'Web shop', role: 'member' },
      }),
    )
    const said = await world.must(
      201,
      'POST',
      `/records/delivery/${id}/comments`,
      { text: 'Ordered' },
      { token: made.body.key },
    )
    expect(said.body).toMatchObject({ createdBy: made.body.id, keyName: 'Web shop' })
    await must(
      204,
      world.app.call('DELETE', `${world.tenant.path}/api-keys/${made.body.id}`, { token: world.owner.token }),
    )
    expect((await list()).items).toMatchObject([{ text: 'Ordered', keyName: 'Web shop' }])
  })

  test('listeners hear that something was said, not what', async () => {
    id = await newRecord()
    const stop = new AbortController()
    const stream = await fetch(`${world.app.url}${world.tenant.path}/events`, {
      headers: { Authorization: `Bearer ${bob.token}` },
      signal: stop.signal,
    })
    let told = ''
    const read = async () => {
      for await (const piece of stream.body ?? []) told += new TextDecoder().decode(piece)
    }
    read().catch(() => undefined)
    const { body } = await must(201, say(ana, { text: 'A secret' }))
    await must(200, as(ana, 'PATCH', one(body.id), { text: 'Another secret' }))
    await must(204, as(ana, 'DELETE', one(body.id)))
    expect(await eventually(async () => told.includes('comment.deleted'))).toBe(true)
    stop.abort()
    const kinds = [...told.matchAll(/^event: (comment\.\w+)$/gm)].map((match) => match[1])
    expect(kinds).toEqual(['comment.created', 'comment.updated', 'comment.deleted'])
    expect(told).toContain(`"blueprint":"delivery","id":"${id}","comment":"${body.id}"`)
    expect(told).not.toContain('secret')
  })

  test('what somebody said stays when their account is deleted, under an id that leads to nobody', async () => {
    id = await newRecord()
    const carl = await newMember(world, 'Carl')
    await must(201, say(carl, { text: 'I was here' }))
    await must(201, say(ana, { text: `Thank you, @[${carl.id}]` }))
    const again = await signIn(world.app, carl)
    await must(204, world.app.call('DELETE', '/api/v1/me', { token: again.token, body: { password: goodPassword } }))
    const { items } = await list()
    expect(items.map(({ text }) => text)).toEqual([`Thank you, @[${carl.id}]`, 'I was here'])
    expect(JSON.stringify(items)).not.toContain('Carl')
    // Whoever was mentioned before may stay mentioned.
    const [thanks] = items
    await must(200, as(ana, 'PATCH', one(thanks?.id ?? ''), { text: `Thank you very much, @[${carl.id}]` }))
  })
})
