// Do the records of one blueprint come to another whole, and back exactly as they were?
import { beforeEach, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { expectDerivedRight, hashOf, passed, takenBack } from '../../test/passing-records.ts'
import { newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

const text = (key: string, more: object = {}) => ({ key, type: 'text', ...more })

const customer = {
  name: 'customer',
  fields: [
    text('name', { required: true }),
    {
      key: 'worth',
      type: 'rollup',
      computed: { kind: 'rollup', blueprint: 'deal', via: 'customer', function: 'count' },
    },
  ],
}

const deal = {
  name: 'deal',
  label: 'Deal',
  titleField: 'title',
  fields: [
    text('title', { required: true }),
    text('email', { quickFilter: true }),
    { key: 'amount', type: 'number', quickFilter: true },
    { key: 'tags', type: 'tags', options: ['hot', 'cold'] },
    { key: 'customer', type: 'relation', blueprint: 'customer' },
  ],
  uniques: [['email']],
}

const lead = {
  name: 'lead',
  label: { en: 'Lead', 'pt-BR': 'Contato', ru: 'Лид' },
  titleField: 'name',
  fields: [
    text('name', { required: true, quickFilter: true }),
    text('email'),
    { key: 'score', type: 'integer', quickFilter: true },
    { key: 'tags', type: 'tags', options: ['cold', 'hot'] },
    { key: 'customer', type: 'relation', blueprint: 'customer' },
    { key: 'source', type: 'enum', options: ['web', 'fair'], quickFilter: true },
    { key: 'upper', type: 'formula', computed: { kind: 'formula', expr: "name + '!'" } },
    { key: 'calls', type: 'list', fields: [text('who'), { key: 'how', type: 'enum', options: ['phone', 'mail'] }] },
  ],
}

describeApp('merging blueprints', { worker: true }, (app) => {
  let world: TenantWorld

  beforeEach(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { ...customer, fields: customer.fields.slice(0, 1) })
    await world.must(201, 'POST', '/blueprints', deal)
    await world.must(201, 'POST', '/blueprints', lead)
  })

  const create = async (name: string, data: object) =>
    (await world.must(201, 'POST', `/records/${name}`, { data })).body.id as string
  const read = async (name: string, id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body
  const ids = async (name: string, query = '') =>
    (await world.must(200, 'GET', `/records/${name}?${query}`)).body.items.map(({ id }: { id: string }) => id)
  const merge = (more: object = {}) =>
    publishOps(world, 'deal', [{ op: 'mergeBlueprints', blueprint: 'lead', discriminator: 'kind', ...more }])

  test('records come with their ids, links and values, and go back as the very same', async () => {
    const ann = await create('customer', { name: 'Ann' })
    const first = await create('lead', {
      ...{ name: 'Bea', email: 'bea@x.y', score: 7, tags: ['hot'], customer: ann, source: 'fair' },
      calls: [{ who: 'me', how: 'mail' }],
    })
    await publishOps(world, 'lead', [{ op: 'retype', field: 'score', type: 'text' }])
    const second = await create('lead', { name: 'Carl', score: 'many' })
    const trashed = await create('lead', { name: 'Gone' })
    await world.must(204, 'DELETE', `/records/lead/${trashed}`)
    const own = await create('deal', { title: 'Big', amount: 3 })
    const before = [await hashOf(world, 'lead'), await hashOf(world, 'deal')]

    await merge()
    const job = await passed(world)
    expect(job).toMatchObject({ from: 'lead', into: 'deal', done: 3, quarantined: 0 })
    expect((await read('deal', first)).data).toMatchObject({
      ...{ kind: 'lead', name: 'Bea', email: 'bea@x.y', score: '7', tags: ['hot'], customer: ann, source: 'fair' },
      ...{ upper: 'Bea!', calls: [{ who: 'me', how: 'mail' }] },
    })
    expect((await read('deal', own)).data).toEqual({ kind: 'deal', title: 'Big', amount: 3 })
    expect(await ids('deal', 'kind=lead&sort=name')).toEqual([first, second])
    expect(await ids('deal', 'source=fair')).toEqual([first])
    expect(await ids('deal', 'trash=true')).toEqual([trashed])
    expect(await ids('deal', `filter=${encodeURIComponent('tags.exists(x, x == "hot")')}`)).toEqual([first])
    await expectDerivedRight(world, 'deal')

    await takenBack(world)
    expect([await hashOf(world, 'lead')]).toEqual([before[0]])
    expect(await ids('deal')).toEqual([own])
    expect(await ids('lead', 'sort=name')).toEqual([first, second])
    expect(await ids('lead', 'trash=true')).toEqual([trashed])
    await expectDerivedRight(world, 'deal')

    // And once more, by taking that back.
    await takenBack(world)
    expect((await read('deal', first)).data).toMatchObject({ name: 'Bea', score: '7' })
    await expectDerivedRight(world, 'deal')
    await takenBack(world)
    expect(await hashOf(world, 'lead')).toBe(before[0])
    await expectDerivedRight(world, 'deal')
  }, 180_000)

  test('edits win on the way back, what only the other side has is kept, and all of it is in the history', async () => {
    const id = await create('lead', { name: 'Bea', score: 1, source: 'web' })
    await world.must(200, 'PATCH', `/records/lead/${id}`, { data: { score: 2 } })
    await world.must(201, 'POST', `/records/lead/${id}/comments`, { text: 'Call her' })
    await publishOps(world, 'lead', [{ op: 'retype', field: 'score', type: 'text' }])
    await merge({ fields: { name: 'title' } })
    await passed(world)
    await world.must(200, 'PATCH', `/records/deal/${id}`, { data: { title: 'Beatrice', amount: 5, score: '3' } })
    expect((await world.must(200, 'GET', `/records/deal/${id}/comments`)).body.items).toHaveLength(1)
    const { items } = (await world.must(200, 'GET', `/records/deal/${id}/history`)).body
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['updated', 'passed', 'updated', 'created'])
    expect(items[1]).toMatchObject({ from: 'lead', into: 'deal', changes: [] })
    expect(items[2].changes).toMatchObject([{ field: 'score', from: 1, to: 2 }])
    // Back to how it was while it was a lead.
    await world.must(200, 'POST', `/records/deal/${id}/restore`, { rev: 1 })
    expect((await read('deal', id)).data).toMatchObject({ title: 'Bea', score: '1', amount: 5, kind: 'lead' })
    await world.must(200, 'PATCH', `/records/deal/${id}`, { data: { score: '9' } })

    await takenBack(world)
    // It rests at the version at which it rested.
    expect(await read('lead', id)).toMatchObject({ storedVersion: 1, data: { name: 'Bea', score: '9', source: 'web' } })
    await world.must(200, 'PATCH', `/records/lead/${id}`, { data: { name: 'Bea B' } })
    await takenBack(world)
    expect((await read('deal', id)).data).toMatchObject({ title: 'Bea B', amount: 5, score: '9', kind: 'lead' })
    await expectDerivedRight(world, 'deal')
  }, 180_000)

  test('records that were made there as one of the kind go back, too, and one that became the other kind stays', async () => {
    const moved = await create('lead', { name: 'Moved' })
    const own = await create('deal', { title: 'Own' })
    await merge()
    await passed(world)
    const made = await create('deal', { kind: 'lead', name: 'Made', source: 'fair' })
    await world.must(200, 'PATCH', `/records/deal/${moved}`, { data: { kind: 'deal', title: 'A deal now' } })
    await takenBack(world)
    expect(await ids('lead')).toEqual([made])
    expect((await read('lead', made)).data).toMatchObject({ name: 'Made', source: 'fair', upper: 'Made!' })
    expect((await ids('deal')).sort()).toEqual([own, moved].sort())
    await expectDerivedRight(world, 'deal', 'lead')
  }, 180_000)

  test('links of others still lead there, roll-ups count what came, and the old name says where the records are', async () => {
    const note = { name: 'note', fields: [{ key: 'about', type: 'relation', blueprint: 'lead', many: true }] }
    await world.must(201, 'POST', '/blueprints', note)
    await publishOps(world, 'customer', [{ op: 'add', field: customer.fields[1] }])
    const who = { key: 'who', type: 'lookup', computed: { kind: 'lookup', via: 'customer', field: 'name' } }
    const number = { key: 'number', type: 'autonumber', format: 'D-{000}' }
    await publishOps(world, 'deal', [
      { op: 'add', field: who },
      { op: 'add', field: number },
    ])
    const ann = await create('customer', { name: 'Ann' })
    const [first, second] = [await create('lead', { name: 'A', customer: ann }), await create('lead', { name: 'B' })]
    await create('deal', { title: 'D', customer: ann })
    const pinned = await create('note', { about: [first] })
    await merge()
    await passed(world)
    expect((await read('customer', ann)).data['worth']).toBe(2)
    expect((await read('deal', first)).data).toMatchObject({ who: 'Ann', number: 'D-002' })
    const { body } = await world.must(200, 'GET', `/records/note/${pinned}?expand=about`)
    expect(body.expanded.about).toMatchObject([{ id: first, blueprint: 'deal', data: { name: 'A' } }])
    await world.must(200, 'PATCH', `/records/note/${pinned}`, { data: { about: [first, second] } })
    expect(await ids('note', `about=${second}`)).toEqual([pinned])

    for (const path of ['/records/lead', `/records/lead/${first}`, '/blueprints/lead', '/blueprints/lead/draft']) {
      const gone = await world.must(410, 'GET', path)
      expect(gone.body).toMatchObject({ code: 'blueprint-merged', blueprint: 'deal' })
      expect(gone.body.detail).toContain('“Deal” (deal)')
    }
    await world.must(410, 'POST', '/records/lead', { data: { name: 'C' } })
    await world.must(409, 'POST', '/blueprints/lead/restore')

    await takenBack(world)
    expect((await read('customer', ann)).data['worth']).toBe(1)
    const again = await world.must(200, 'GET', `/records/note/${pinned}?expand=about`)
    expect(again.body.expanded.about).toMatchObject([{ blueprint: 'lead' }, { blueprint: 'lead' }])
    await expectDerivedRight(world, 'deal', 'lead', 'note', 'customer')
  }, 180_000)

  test('no edit is lost while records are on their way, and whoever writes is told where they went', async () => {
    const size = 80
    const items = Array.from({ length: size }, (_, i) => ({ op: 'create', data: { name: `L${i}`, score: i } }))
    await world.must(200, 'POST', '/records/lead/bulk', { items })
    const all = (await ids('lead', 'limit=200')) as string[]
    await merge()
    const last = new Map<string, number>()
    const told = new Set<number>()
    for (let round = 0; round < 160; round += 1) {
      const id = all[(round * 37) % size] as string
      const score = 1_000 + round
      const { status } = await world.call('PATCH', `/records/lead/${id}`, { data: { score } })
      told.add(status)
      if (status === 200) last.set(id, score)
    }
    // Records that come meanwhile come along.
    await passed(world)
    expect([...told].filter((status) => status !== 200 && status !== 410)).toEqual([])
    const seen = (await world.must(200, 'GET', '/records/deal?limit=200')).body.items
    expect(seen).toHaveLength(size)
    for (const { id, data } of seen) {
      const i = Number(data.name.slice(1))
      expect([id, data.score]).toEqual([id, last.get(id) ?? i])
    }
    await expectDerivedRight(world, 'deal')
    await takenBack(world)
    const back = (await world.must(200, 'GET', '/records/lead?limit=200')).body.items
    expect(back.map(({ data }: { data: { score: number } }) => data.score).sort()).toEqual(
      seen.map(({ data }: { data: { score: number } }) => data.score).sort(),
    )
    await expectDerivedRight(world, 'deal', 'lead')
  }, 240_000)
})
