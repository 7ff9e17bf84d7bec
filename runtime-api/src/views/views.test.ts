// What saved views promise, on both databases: the same records whichever way they are read, and a key that follows every write.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newMember, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'
import type { Person } from '../../test/test-app.ts'

describeApp('Views', { worker: true }, (app) => {
  let world: TenantWorld
  let ids: string[]
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      name: 'deal',
      fields: [
        { key: 'title', type: 'text' },
        { key: 'amount', type: 'number' },
        { key: 'stage', type: 'enum', options: ['NEW', 'WON'] },
        { key: 'due', type: 'date' },
        { key: 'until', type: 'datetime' },
      ],
    })
    const items = Array.from({ length: 180 }, (_, i) => ({
      op: 'create',
      data: { title: `Deal ${i % 7}`, stage: i % 3 ? 'NEW' : 'WON', ...(i % 11 ? { amount: (i * 37) % 50 } : {}) },
    }))
    ids = (await world.must(200, 'POST', '/records/deal/bulk', { items })).body.items.map(
      (one: { id: string }) => one.id,
    )
  })
  const list = async (query: string) => (await world.must(200, 'GET', `/records/deal?${query}`)).body
  const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id)
  const isReady = (view: string) => eventually(async () => (await world.must(200, 'GET', `/views/${view}`)).body.ready)
  const allPages = async (query: string) => {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`${query}&limit=13${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      seen.push(...idsOf(page))
      cursor = page.next
    }
    return seen
  }
  let count = 0
  const save = async (more: object) => {
    count += 1
    return (await world.must(201, 'POST', '/views', { name: `View ${count}`, blueprint: 'deal', ...more })).body
  }

  test('a view is said back in names, found by id, name and blueprint, changed and taken away', async () => {
    const view = await save({
      name: 'Won',
      filter: "stage == 'WON'",
      sort: '-amount,title',
      columns: ['title', 'amount'],
    })
    expect(view).toMatchObject({
      blueprint: 'deal',
      sort: '-amount,title',
      columns: ['title', 'amount'],
      shared: true,
      pinned: false,
    })
    expect((await world.must(200, 'GET', '/views/Won')).body).toEqual(view)
    expect((await world.must(200, 'GET', '/views?blueprint=deal')).body.items).toContainEqual(view)
    expect((await world.must(200, 'GET', '/views')).body.items).toContainEqual(view)
    const changed = (await world.must(200, 'PATCH', `/views/${view.id}`, { sort: 'title', filter: null })).body
    expect(changed).toMatchObject({ name: 'Won', sort: 'title', columns: ['title', 'amount'] })
    expect(changed).not.toHaveProperty('filter')
    expect((await world.call('POST', '/views', { name: 'Won', blueprint: 'deal' })).status).toBe(409)
    await world.must(204, 'DELETE', `/views/${view.id}`)
    expect((await world.call('GET', `/views/${view.id}`)).status).toBe(404)
  })

  test('a view says how it is looked at: as a table, a board, a calendar or a gallery', async () => {
    expect(await save({})).toMatchObject({ kind: 'table' })
    expect(await save({ group: 'stage' })).toMatchObject({ kind: 'table', group: 'stage' })
    const board = await save({ kind: 'board', group: 'stage' })
    expect(board).toMatchObject({ kind: 'board', group: 'stage' })
    const calendar = (
      await world.must(200, 'PATCH', `/views/${board.id}`, {
        kind: 'calendar',
        group: null,
        start: 'due',
        end: 'until',
      })
    ).body
    expect(calendar).toMatchObject({ kind: 'calendar', start: 'due', end: 'until' })
    expect(calendar).not.toHaveProperty('group')
    const gallery = (await world.must(200, 'PATCH', `/views/${board.id}`, { kind: 'gallery', end: null })).body
    expect(gallery).toMatchObject({ kind: 'gallery', start: 'due' })
    expect(gallery).not.toHaveProperty('end')
  })

  test('a view keeps how its table is arranged, member by member', async () => {
    const arranged = {
      pinnedColumns: ['title'],
      widths: { title: 320, amount: 90 },
      totals: { amount: 'sum', due: 'max' },
      rowHeight: 'compact',
    }
    const view = await save(arranged)
    expect(view).toMatchObject(arranged)
    expect((await world.must(200, 'GET', '/views?blueprint=deal')).body.items).toContainEqual(view)
    const changed = (await world.must(200, 'PATCH', `/views/${view.id}`, { widths: { stage: 200 } })).body
    expect(changed).toMatchObject({ ...arranged, widths: { stage: 200 } })
    const none = { pinnedColumns: null, widths: null, totals: {}, rowHeight: 'normal' }
    const plain = (await world.must(200, 'PATCH', `/views/${view.id}`, none)).body
    for (const member of Object.keys(none)) expect(plain).not.toHaveProperty(member)
  })

  test('what a field that is renamed, removed or of another type had in a table goes with it', async () => {
    await world.must(201, 'POST', '/blueprints', {
      name: 'visit',
      fields: [
        { key: 'who', type: 'text' },
        { key: 'cost', type: 'number' },
        { key: 'notes', type: 'text' },
      ],
    })
    const view = await save({
      blueprint: 'visit',
      pinnedColumns: ['who', 'notes'],
      widths: { who: 200, notes: 300 },
      totals: { cost: 'sum', notes: 'filled' },
    })
    await publishOps(world, 'visit', [
      { op: 'rename', field: 'who', key: 'guest' },
      { op: 'retype', field: 'cost', type: 'text', onError: 'keep' },
      { op: 'remove', field: 'notes' },
    ])
    const after = (await world.must(200, 'GET', `/views/${view.id}`)).body
    expect(after).toMatchObject({ pinnedColumns: ['guest'], widths: { guest: 200 } })
    expect(after).not.toHaveProperty('totals')
    expect(after.widths).not.toHaveProperty('notes')
  })

  test('what cannot be asked is refused at its place', async () => {
    for (const [more, pointer] of [
      [{ filter: 'nothing > 1' }, '/filter'],
      [{ sort: '-nothing' }, '/sort'],
      [{ columns: ['title', 'nothing'] }, '/columns/1'],
      [{ blueprint: 'nothing' }, '/blueprint'],
      [{ pinned: true, filter: 'amount > 1 && actor.id != ""' }, '/pinned'],
      [{ pinned: true, filter: 'record.createdAt < now' }, '/pinned'],
      [{ kind: 'board' }, '/group'],
      [{ kind: 'board', group: 'title' }, '/group'],
      [{ group: 'nothing' }, '/group'],
      [{ group: 'title' }, '/group'],
      [{ kind: 'calendar' }, '/start'],
      [{ kind: 'calendar', start: 'stage' }, '/start'],
      [{ kind: 'calendar', start: 'due', end: 'amount' }, '/end'],
      [{ kind: 'pie' }, '/kind'],
      [{ pinnedColumns: ['title', 'nothing'] }, '/pinnedColumns/1'],
      [{ widths: { nothing: 100 } }, '/widths/nothing'],
      [{ widths: { title: 5 } }, '/widths/title'],
      [{ totals: { title: 'sum' } }, '/totals/title'],
      [{ totals: { amount: 'product' } }, '/totals/amount'],
      [{ rowHeight: 'tall' }, '/rowHeight'],
    ] as const) {
      const refused = await world.call('POST', '/views', { name: 'Bad', blueprint: 'deal', ...more })
      expect(refused.status, refused.text).toBe(422)
      expect(refused.body.errors[0].pointer, refused.text).toBe(pointer)
    }
  })

  test('an owner who makes the view of somebody else theirs alone is answered with it, and sees it no more', async () => {
    const asMember = { token: world.memberToken }
    const made = await world.must(201, 'POST', '/views', { name: 'Of a member', blueprint: 'deal' }, asMember)
    const changed = await world.must(200, 'PATCH', `/views/${made.body.id}`, { shared: false })
    expect(changed.body).toMatchObject({ id: made.body.id, shared: false })
    expect((await world.call('GET', `/views/${made.body.id}`)).status).toBe(404)
    expect((await world.call('GET', `/views/${made.body.id}`, undefined, asMember)).status).toBe(200)
  })

  test('a view that is not shared exists for its maker only, and a shared one is changed by its maker or an owner', async () => {
    const own = await save({ shared: false })
    const asMember = { token: world.memberToken }
    expect((await world.call('GET', `/views/${own.id}`, undefined, asMember)).status).toBe(404)
    expect((await world.call('GET', '/views?blueprint=deal', undefined, asMember)).text).not.toContain(own.id)
    expect((await world.call('GET', `/records/deal?view=${own.id}`, undefined, asMember)).status).toBe(404)
    const shared = await save({})
    expect((await world.call('PATCH', `/views/${shared.id}`, { sort: 'title' }, asMember)).status).toBe(403)
    expect((await world.call('DELETE', `/views/${shared.id}`, undefined, asMember)).status).toBe(403)
  })

  describe('shared with some', () => {
    let asked: { token: string }
    let ben: Person
    let cid: Person
    beforeAll(async () => {
      asked = { token: world.memberToken }
      ben = await newMember(world, 'ben')
      cid = await newMember(world, 'cid')
    })
    const as = ({ token }: Person) => ({ token })
    const sees = async (view: string, who: { token: string }) => {
      const [one, listed, all, records] = await Promise.all([
        world.call('GET', `/views/${view}`, undefined, who),
        world.call('GET', '/views?blueprint=deal', undefined, who),
        world.call('GET', '/views?limit=200', undefined, who),
        world.call('GET', `/records/deal?view=${view}&limit=1`, undefined, who),
      ])
      const found = [one.status === 200, listed.text.includes(view), all.text.includes(view), records.status === 200]
      expect(new Set(found).size, JSON.stringify(found)).toBe(1)
      if (!found[0]) {
        const missing = await world.call('GET', '/views/nothing', undefined, who)
        expect([one.status, one.body.code]).toEqual([404, missing.body.code])
      }
      return found[0]
    }

    test.each([{ pinned: false }, { pinned: true, filter: "stage == 'WON'" }])(
      'it exists for its maker and these members, and for nobody else ($pinned)',
      async (more) => {
        const view = await save({ ...more, sharedWith: { members: [ben.id] } })
        expect(view).toMatchObject({ shared: false, sharedWith: { roles: [], members: [ben.id] } })
        if (more.pinned) await isReady(view.id)
        expect(await sees(view.id, { token: world.token })).toBe(true)
        expect(await sees(view.id, as(ben))).toBe(true)
        expect(await sees(view.id, as(cid))).toBe(false)
        expect(await sees(view.id, asked)).toBe(false)
        // By its name as well, which is nobody else's.
        expect((await world.call('GET', `/views/${encodeURIComponent(view.name)}`, undefined, as(ben))).status).toBe(
          200,
        )
        expect((await world.call('GET', `/views/${encodeURIComponent(view.name)}`, undefined, as(cid))).status).toBe(
          404,
        )
        // Who sees it does not change it, and who does not see it cannot tell that it is there.
        expect((await world.call('PATCH', `/views/${view.id}`, { sort: 'title' }, as(ben))).status).toBe(403)
        expect((await world.call('PATCH', `/views/${view.id}`, { sort: 'title' }, as(cid))).status).toBe(404)
        expect((await world.call('DELETE', `/views/${view.id}`, undefined, as(cid))).status).toBe(404)
        await world.must(200, 'PATCH', `/views/${view.id}`, { sharedWith: { members: [cid.id] } })
        expect([await sees(view.id, as(ben)), await sees(view.id, as(cid))]).toEqual([false, true])
      },
    )

    test('it exists for a role, also for keys of that role, and not for an owner who is not of it', async () => {
      const made = await world.must(
        201,
        'POST',
        '/views',
        { name: 'Of members', blueprint: 'deal', sharedWith: { roles: ['member'] } },
        as(ben),
      )
      expect(await sees(made.body.id, as(cid))).toBe(true)
      expect(await sees(made.body.id, asked)).toBe(true)
      expect(await sees(made.body.id, { token: world.token })).toBe(false)
    })

    test('it becomes one for everybody and for its maker alone, and stays as it is while something else changes', async () => {
      const view = await save({ sharedWith: { roles: ['member'], members: [ben.id, ben.id] } })
      const change = async (more: object) => (await world.must(200, 'PATCH', `/views/${view.id}`, more)).body
      expect((await change({ sort: 'title' })).sharedWith).toEqual({ roles: ['member'], members: [ben.id] })
      expect((await change({ shared: false })).sharedWith).toEqual({ roles: ['member'], members: [ben.id] })
      const alone = await change({ sharedWith: null })
      expect([alone.shared, alone.sharedWith]).toEqual([false, undefined])
      expect(await sees(view.id, as(ben))).toBe(false)
      await change({ sharedWith: { members: [ben.id] } })
      const all = await change({ shared: true })
      expect([all.shared, all.sharedWith]).toEqual([true, undefined])
      expect(await sees(view.id, as(cid))).toBe(true)
    })

    test('strangers, unknown roles, unknown members of it and contradictions are refused at their place', async () => {
      for (const [more, pointer, code] of [
        [{ sharedWith: { members: [ben.id, 'nobody'] } }, '/sharedWith/members/1', 'not-a-member'],
        [{ sharedWith: { roles: ['captain'] } }, '/sharedWith/roles/0', 'not-one-of'],
        [{ shared: true, sharedWith: { roles: ['member'] } }, '/sharedWith', 'shared-with-all'],
        [{ sharedWith: { groups: [] } }, '/sharedWith/groups', undefined],
      ] as const) {
        const refused = await world.call('POST', '/views', { name: 'Bad', blueprint: 'deal', ...more })
        expect(refused.status, refused.text).toBe(422)
        expect(refused.body.errors[0].pointer, refused.text).toBe(pointer)
        if (code) expect(refused.body.errors[0].code).toBe(code)
      }
    })

    test('who has left since may go on being named', async () => {
      const dora = await newMember(world, 'dora')
      const view = await save({ sharedWith: { members: [dora.id] } })
      await world.must(204, 'DELETE', `/members/${dora.id}`)
      const changed = await world.must(200, 'PATCH', `/views/${view.id}`, {
        sharedWith: { members: [dora.id, ben.id] },
      })
      expect(changed.body.sharedWith.members).toEqual([dora.id, ben.id])
      expect(await sees(view.id, as(ben))).toBe(true)
    })
  })

  test('a pinned view shows the same records in the same order as its filter and sort do, page by page', async () => {
    for (const more of [
      { filter: "stage == 'WON'", sort: '-amount' },
      { filter: 'amount > 10.5', sort: 'title,-amount' },
      { sort: 'amount' },
      { filter: "stage == 'NEW' && title != 'Deal 3'" },
    ]) {
      const asked = new URLSearchParams(more as Record<string, string>).toString()
      const wanted = await allPages(asked)
      const view = await save({ ...more, pinned: true })
      expect(await allPages(`view=${view.id}`), 'while the key is being filled').toEqual(wanted)
      expect(await isReady(view.id)).toBe(true)
      expect(await allPages(`view=${view.id}`), asked).toEqual(wanted)
      await world.must(204, 'DELETE', `/views/${view.id}`)
    }
  })

  test('a key follows every write: into the view, out of it, to another place, to the trash and back', async () => {
    const view = await save({ filter: 'amount >= 900', sort: '-amount', pinned: true })
    expect(await isReady(view.id)).toBe(true)
    const shown = async () => idsOf(await list(`view=${view.id}`))
    expect(await shown()).toEqual([])
    const [a, b] = [ids[0], ids[1]]
    await world.must(200, 'PATCH', `/records/deal/${a}`, { data: { amount: 900 } })
    const made = (await world.must(201, 'POST', '/records/deal', { data: { amount: 950 } })).body.id
    expect(await shown()).toEqual([made, a])
    await world.must(200, 'PATCH', `/records/deal/${a}`, { data: { amount: 999 } })
    await world.must(200, 'PATCH', `/records/deal/${b}`, { data: { amount: 899 } })
    expect(await shown()).toEqual([a, made])
    await world.must(204, 'DELETE', `/records/deal/${a}`)
    expect(await shown()).toEqual([made])
    await world.must(200, 'POST', `/records/deal/${a}/restore`, {})
    expect(await shown()).toEqual([a, made])
    await world.must(200, 'PATCH', `/records/deal/${made}`, { data: { amount: 1 } })
    expect(await shown()).toEqual([a])
    expect(idsOf(await list(`view=${view.id}&stage=NEW`))).toEqual([])
    expect(idsOf(await list(`view=${view.id}&stage=WON`))).toEqual([a])
  })

  test('when every slot is taken a further pin is refused, and unpinning makes room', async () => {
    const views: { id: string }[] = []
    for (;;) {
      const answered = await world.call('POST', '/views', {
        name: `Pin ${views.length}`,
        blueprint: 'deal',
        sort: 'amount',
        pinned: true,
      })
      if (answered.status !== 201) {
        expect(answered.body.errors[0]).toMatchObject({ pointer: '/pinned', code: 'no-free-slot' })
        break
      }
      views.push(answered.body)
      expect(views.length).toBeLessThan(9)
    }
    await world.must(200, 'PATCH', `/views/${views[0]?.id}`, { pinned: false })
    await save({ sort: 'amount', pinned: true })
  })
})
