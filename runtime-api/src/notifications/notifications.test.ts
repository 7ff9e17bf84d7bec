// What notifications promise, on both databases: who hears of what, never of their own acts, and only of their own.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { must } from '../../test/populated-tenant.ts'
import { eventually, newMember, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { goodPassword, type Person, signIn } from '../../test/test-app.ts'
import { cleanUp } from '../jobs/clean-up.ts'
import type { Scope } from '../runtime.ts'

const day = 24 * 60 * 60_000

describeApp('Notifications', {}, (app) => {
  let world: TenantWorld
  let ana: Person
  let bob: Person
  beforeAll(async () => {
    world = await newWorld(app())
    ana = await newMember(world, 'Ana')
    bob = await newMember(world, 'Bob')
    await world.must(201, 'POST', '/blueprints', {
      name: 'deal',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text' },
        { key: 'owner', type: 'user' },
        { key: 'team', type: 'user', many: true },
        { key: 'stage', type: 'enum', options: ['NEW', 'WON'], default: 'NEW' },
      ],
    })
  })
  beforeEach(async () => {
    for (const one of [ana, bob, world.owner])
      await as(one, 'POST', '/notifications/read', { until: '2999-01-01T00:00:00Z' })
  })
  const as = (person: Person, method: string, path: string, body?: unknown) =>
    world.call(method, path, body, { token: person.token })
  const newDeal = async (by: Person, data: object = {}) =>
    (await must(201, as(by, 'POST', '/records/deal', { data: { title: 'Big deal', ...data } }))).body.id as string
  const say = async (by: Person, id: string, text: string) =>
    (await must(201, as(by, 'POST', `/records/deal/${id}/comments`, { text }))).body
  const unreadOf = async (person: Person) => {
    const { body } = await must(200, as(person, 'GET', '/notifications'))
    const unread = body.items.filter((one: { readAt: string | null }) => one.readAt === null)
    expect(body.unread).toEqual({ value: unread.length, capped: false })
    return unread
  }

  test('whoever is mentioned hears of it once, with the record, the beginning of the text, and who said it', async () => {
    const id = await newDeal(ana)
    const comment = await say(ana, id, `@[${bob.id}] @[${bob.id}] look, and @[${ana.id}] too`)
    expect(await unreadOf(bob)).toEqual([
      {
        id: expect.any(String),
        kind: 'mention',
        count: 1,
        at: expect.any(String),
        readAt: null,
        by: ana.id,
        keyName: null,
        blueprint: 'deal',
        field: null,
        record: { id, title: 'Big deal', deleted: false },
        comment: { id: comment.id, text: comment.text },
        job: null,
        text: null,
      },
    ])
    expect(await unreadOf(ana)).toEqual([])
  })

  test('an edit tells those who are mentioned for the first time, and nobody else again', async () => {
    const id = await newDeal(world.owner)
    const comment = await say(ana, id, `@[${bob.id}] look`)
    await as(bob, 'POST', '/notifications/read', { until: '2999-01-01T00:00:00Z' })
    await as(world.owner, 'POST', '/notifications/read', { until: '2999-01-01T00:00:00Z' })
    const text = `@[${bob.id}] @[${world.owner.id}] look`
    await must(200, as(ana, 'PATCH', `/records/deal/${id}/comments/${comment.id}`, { text }))
    expect(await unreadOf(bob)).toEqual([])
    expect(await unreadOf(world.owner)).toMatchObject([{ kind: 'mention', by: ana.id }])
  })

  test('whoever made a record or took part hears of further comments, gathered until they are read', async () => {
    const id = await newDeal(ana)
    await say(bob, id, 'One')
    await say(bob, id, 'Two')
    expect(await unreadOf(ana)).toMatchObject([{ kind: 'comment', count: 2, by: bob.id, comment: { text: 'Two' } }])
    await say(ana, id, 'Three')
    expect(await unreadOf(bob)).toMatchObject([{ kind: 'comment', count: 1, by: ana.id }])
    expect(await unreadOf(world.owner)).toEqual([])
    await say(ana, id, `Four, @[${bob.id}]`)
    expect((await unreadOf(bob)).map((one: { kind: string }) => one.kind)).toEqual(['mention', 'comment'])
  })

  test('whoever stops following hears no more, but of mentions', async () => {
    const id = await newDeal(ana)
    const following = async (person: Person) =>
      (await as(person, 'GET', `/records/deal/${id}/following`)).body.following
    expect([await following(ana), await following(bob)]).toEqual([true, false])
    await must(200, as(ana, 'POST', `/records/deal/${id}/following`, { following: false }))
    await must(200, as(bob, 'POST', `/records/deal/${id}/following`, { following: true }))
    await say(world.owner, id, 'Anybody?')
    expect(await unreadOf(ana)).toEqual([])
    expect(await unreadOf(bob)).toMatchObject([{ kind: 'comment' }])
    await say(ana, id, 'I take part and still do not follow')
    expect(await following(ana)).toBe(false)
    await say(bob, id, `@[${ana.id}]?`)
    expect(await unreadOf(ana)).toMatchObject([{ kind: 'mention' }])
    expect(await following(ana)).toBe(false)
    expect((await as(ana, 'POST', `/records/deal/${id}/following`, { following: 1 })).status).toBe(422)
    expect((await as(ana, 'POST', '/records/deal/nothing/following', { following: true })).status).toBe(404)
    expect((await as(ana, 'GET', '/records/deal/nothing/following')).status).toBe(404)
  })

  test('a comment that is taken away is not told any more, and told when it is brought back', async () => {
    const id = await newDeal(world.owner)
    const comment = await say(ana, id, `@[${bob.id}] oops`)
    expect(await unreadOf(bob)).toHaveLength(1)
    await must(204, as(ana, 'DELETE', `/records/deal/${id}/comments/${comment.id}`))
    expect(await unreadOf(bob)).toEqual([])
    await must(200, as(ana, 'POST', `/records/deal/${id}/comments/${comment.id}/restore`))
    expect(await unreadOf(bob)).toMatchObject([{ kind: 'mention', comment: { id: comment.id } }])
  })

  test('whoever is put into a record by somebody else hears of it: when it is made, changed, in bulk, and not twice', async () => {
    const id = await newDeal(ana, { owner: bob.id, team: [ana.id] })
    expect(await unreadOf(ana)).toEqual([])
    expect(await unreadOf(bob)).toMatchObject([
      { kind: 'assigned', field: 'owner', by: ana.id, count: 1, record: { id, title: 'Big deal' } },
    ])
    await must(200, as(ana, 'PATCH', `/records/deal/${id}`, { data: { title: 'Bigger', team: [ana.id, bob.id] } }))
    expect(await unreadOf(bob)).toMatchObject([{ field: 'team', record: { title: 'Bigger' } }, { field: 'owner' }])
    await must(200, as(ana, 'PATCH', `/records/deal/${id}`, { data: { team: [bob.id] } }))
    expect(await unreadOf(bob)).toHaveLength(2)
    await must(200, as(world.owner, 'PATCH', `/records/deal/${id}`, { data: { owner: ana.id } }))
    expect(await unreadOf(ana)).toMatchObject([{ by: world.owner.id }])
    const items = Array.from({ length: 30 }, (_, i) => ({ op: 'create', data: { title: `Deal ${i}`, owner: bob.id } }))
    await must(200, as(world.owner, 'POST', '/records/deal/bulk', { items }))
    expect(await unreadOf(bob)).toMatchObject([{ kind: 'assigned', count: 30, by: world.owner.id }, {}, {}])
  })

  test('a write that is refused tells nobody', async () => {
    const items = [
      { op: 'create', data: { owner: bob.id } },
      { op: 'create', data: { stage: 'NONE' } },
    ]
    expect((await as(ana, 'POST', '/records/deal/bulk', { items })).status).toBe(422)
    await as(ana, 'POST', '/records/deal/bulk?partial=true', {
      items: [{ op: 'create', data: { owner: bob.id, stage: 'NONE' } }],
    })
    expect(await unreadOf(bob)).toEqual([])
  })

  test('the record is named as it is called now; in the trash it says so; with its kind of record gone, nothing is', async () => {
    const id = await newDeal(world.owner)
    await say(ana, id, `@[${bob.id}]`)
    await must(200, as(ana, 'PATCH', `/records/deal/${id}`, { data: { title: 'Renamed' } }))
    expect(await unreadOf(bob)).toMatchObject([{ record: { title: 'Renamed', deleted: false } }])
    await must(204, as(ana, 'DELETE', `/records/deal/${id}`))
    expect(await unreadOf(bob)).toMatchObject([{ record: { title: 'Renamed', deleted: true } }])
    await world.must(204, 'DELETE', '/blueprints/deal')
    expect(await unreadOf(bob)).toMatchObject([{ blueprint: null, record: null }])
    await world.must(200, 'POST', '/blueprints/deal/restore')
    expect(await unreadOf(bob)).toMatchObject([{ blueprint: 'deal', record: { title: 'Renamed' } }])
  })

  test('read: some by id, all up to a moment; those of others stay; anything else is refused', async () => {
    const id = await newDeal(ana)
    for (const text of ['a', 'b', 'c']) await say(ana, id, `@[${bob.id}] ${text}`)
    const [newest, , oldest] = await unreadOf(bob)
    await must(200, as(ana, 'POST', '/notifications/read', { ids: [newest.id] }))
    expect(await unreadOf(bob)).toHaveLength(3)
    const some = await must(200, as(bob, 'POST', '/notifications/read', { ids: [newest.id, 'nothing'] }))
    expect(some.body).toEqual({ unread: { value: 2, capped: false } })
    await must(
      200,
      as(bob, 'POST', '/notifications/read', { until: new Date(Date.parse(oldest.at) - 1).toISOString() }),
    )
    expect(await unreadOf(bob)).toHaveLength(2)
    const all = await must(200, as(bob, 'POST', '/notifications/read', { until: newest.at }))
    expect(all.body).toEqual({ unread: { value: 0, capped: false } })
    for (const [body, pointer] of [
      [{}, '/ids'],
      [{ until: 'yesterday' }, '/until'],
      [{ until: 12 }, '/until'],
      [{ ids: ['a'], until: newest.at }, '/until'],
      [{ ids: 'a' }, '/ids'],
    ] as const) {
      const refused = await as(bob, 'POST', '/notifications/read', body)
      expect([refused.status, refused.body.errors[0].pointer], JSON.stringify(body)).toEqual([422, pointer])
    }
  })

  test('pages run from the newest to the oldest', async () => {
    const id = await newDeal(world.owner)
    for (const text of ['1', '2', '3', '4', '5']) await say(ana, id, `@[${bob.id}] ${text}`)
    const texts: string[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined && texts.length < 5; ) {
      const query = `?limit=2${cursor ? `&cursor=${cursor}` : ''}`
      const { body } = await must(200, as(bob, 'GET', `/notifications${query}`))
      texts.push(...body.items.map((one: { comment: { text: string } }) => one.comment.text.at(-1)))
      cursor = body.next ?? undefined
    }
    expect(texts.slice(0, 5)).toEqual(['5', '4', '3', '2', '1'])
  })

  test('a stream tells a person that there is something for them, and nobody else', async () => {
    const id = await newDeal(ana)
    const [forBob, forAna] = [await listen(world, bob), await listen(world, ana)]
    const place = (await must(200, as(ana, 'GET', `/records/deal/${id}`))).headers.get('last-event-id') ?? ''
    await must(200, as(world.owner, 'PATCH', `/records/deal/${id}`, { data: { owner: bob.id } }))
    expect(await eventually(async () => forBob.told().includes('notifications.changed'))).toBe(true)
    expect(await eventually(async () => forAna.told().includes('record.updated'))).toBe(true)
    expect(forAna.told()).not.toContain('notifications.changed')
    // Also what came while a line was cut is told to its person alone.
    const late = await listen(world, ana, { 'Last-Event-ID': place })
    expect(await eventually(async () => late.told().includes('record.updated'))).toBe(true)
    expect(late.told()).not.toContain('notifications.changed')
    for (const line of [forBob, forAna, late]) line.close()
  })

  test('what is over is swept away: old notifications, deleted comments, what former members left', async () => {
    const id = await newDeal(ana)
    const carl = await newMember(world, 'Carl')
    const comment = await say(ana, id, `@[${bob.id}] @[${carl.id}]`)
    await must(204, as(ana, 'DELETE', `/records/deal/${id}/comments/${comment.id}`))
    await say(ana, id, `@[${carl.id}]`)
    const store = await storeOf(world)
    const scope = { runtime: app().runtime, store, tenant: { no: store.tenant } } as Scope
    const at = (later: number): Scope => ({ ...scope, runtime: { ...scope.runtime, now: () => Date.now() + later } })
    const count = async (where: string) =>
      Number(
        (await store.read.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${where} AND tenant = ?`, [store.tenant]))?.n,
      )
    await cleanUp(at(0))
    expect(await count('comment WHERE deleted_at IS NOT NULL')).toBeGreaterThan(0)
    expect(await count('notification WHERE withdrawn = 1')).toBe(2)
    await cleanUp(at(day + 1_000))
    expect(await count('comment WHERE deleted_at IS NOT NULL')).toBe(0)
    expect(await count('notification WHERE withdrawn = 1')).toBe(0)
    expect(await count('notification WHERE 1 = 1')).toBeGreaterThan(0)
    // As if the program had ended between the two databases.
    await app().runtime.control.inTransaction((tx) => tx.run('DELETE FROM member WHERE user_id = ?', [carl.id]))
    expect(await count(`notification WHERE member = '${carl.id}'`)).toBe(1)
    await cleanUp(at(0))
    expect(await count(`notification WHERE member = '${carl.id}'`)).toBe(0)
    expect(await count(`record_follow WHERE member = '${carl.id}'`)).toBe(0)
    await cleanUp(at(91 * day))
    expect(await count('notification WHERE 1 = 1')).toBe(0)
  })

  test.each(['is removed', 'deletes the account'])('whoever %s leaves nothing that was theirs alone', async (how) => {
    const id = await newDeal(world.owner)
    const dora = await newMember(world, 'Dora')
    await say(ana, id, `@[${dora.id}]`)
    await must(200, as(dora, 'PUT', '/favourites', { items: [{ kind: 'list', blueprint: 'deal' }] }))
    const store = await storeOf(world)
    const left = async () => {
      const selects = ['notification', 'record_follow', 'favourites'].map(
        (table) => `SELECT member FROM ${table} WHERE member = ? AND tenant = ?`,
      )
      return (
        await store.read.all(
          selects.join(' UNION ALL '),
          selects.flatMap(() => [dora.id, store.tenant]),
        )
      ).length
    }
    expect(await left()).toBe(3)
    if (how === 'is removed') await must(204, as(world.owner, 'DELETE', `/members/${dora.id}`))
    else {
      const { token } = await signIn(app(), dora)
      await must(204, app().call('DELETE', '/api/v1/me', { token, body: { password: goodPassword } }))
    }
    expect(await left()).toBe(0)
    await say(bob, id, 'Nobody is told who has left')
    expect(await left()).toBe(0)
  })
})

describeApp('Notifications of jobs', { worker: true }, (app) => {
  test('whoever started a job that took its time hears of its end; of a short one nobody does', async () => {
    const world = await newWorld(app())
    const kinds = async () =>
      (await must(200, app().call('GET', `${world.tenant.path}/notifications`, { token: world.owner.token }))).body
        .items
    const makeFlow = async (name: string) => {
      await world.must(201, 'POST', '/blueprints', {
        name,
        fields: [{ key: 'status', type: 'enum', options: ['A', 'B'], default: 'A' }],
      })
      await world.must(201, 'POST', `/records/${name}`, { data: {} })
      const flow = {
        name,
        blueprint: name,
        stateField: 'status',
        initial: 'A',
        states: { A: {}, B: { type: 'final' } },
        transitions: [{ event: 'go', from: ['A'], to: 'B' }],
      }
      await world.must(201, 'POST', '/flows', flow, { token: world.owner.token })
    }
    const ended = async (n: number) =>
      eventually(async () => {
        const { items } = (await world.must(200, 'GET', '/jobs')).body
        return items.filter((job: { status: string }) => job.status === 'succeeded').length === n
      })
    await makeFlow('short')
    expect(await ended(1)).toBe(true)
    expect(await kinds()).toEqual([])
    // As if the job had waited long before it is worked on: again and again, since it may be over before the first time.
    const store = await storeOf(world)
    let isOver = false
    const wait = async () => {
      while (!isOver)
        await store.inTransaction((tx) =>
          tx.run(`UPDATE job SET created_at = 0 WHERE tenant = ? AND status <> 'succeeded'`, [store.tenant]),
        )
    }
    const waiting = wait()
    await makeFlow('long')
    expect(await ended(2)).toBe(true)
    isOver = true
    await waiting
    expect(await kinds()).toMatchObject([
      {
        kind: 'job',
        by: null,
        blueprint: 'long',
        record: null,
        job: { kind: 'enter-flow', status: 'succeeded', done: 1 },
      },
    ])
  })
})

async function listen({ app, tenant }: TenantWorld, person: Person, headers = {}) {
  const stop = new AbortController()
  const stream = await fetch(`${app.url}${tenant.path}/events`, {
    headers: { Authorization: `Bearer ${person.token}`, ...headers },
    signal: stop.signal,
  })
  let told = ''
  const read = async () => {
    for await (const piece of stream.body ?? []) told += new TextDecoder().decode(piece)
  }
  read().catch(() => undefined)
  await eventually(async () => told.includes('listening'))
  return { told: () => told, close: () => stop.abort() }
}
