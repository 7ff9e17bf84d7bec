// What doing the same with all records of a list promises, on both databases: each for itself, told exactly, and taken back.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, type TenantWorld } from '../../test/tenant-world.ts'

const many = 230

let ahead = 0

describeApp('The same for all records of a list', { worker: true, now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  let name: string
  let made = 0
  beforeAll(async () => {
    world = await newWorld(app())
  })
  beforeEach(async () => {
    made += 1
    name = `deal${made}`
    await world.must(201, 'POST', '/blueprints', {
      name,
      fields: [
        { key: 'title', type: 'text', required: true },
        { key: 'amount', type: 'number' },
        { key: 'place', type: 'text' },
        { key: 'stage', type: 'enum', options: ['NEW', 'WON'], required: true },
      ],
      rules: [{ check: "place != 'far' || amount < 200", message: 'Far ones are small' }],
    })
    await world.must(201, 'POST', '/flows', {
      name,
      blueprint: name,
      stateField: 'stage',
      initial: 'NEW',
      states: { NEW: {}, WON: { type: 'final' } },
      transitions: [{ event: 'win', label: 'Win', from: ['NEW'], to: 'WON', guard: 'amount > 0' }],
    })
    const items = Array.from({ length: many }, (_, i) => ({ op: 'create', data: { title: `Deal ${i}`, amount: i } }))
    await world.must(200, 'POST', `/records/${name}/bulk`, { items })
  })
  const ended = async (id: string) => {
    await eventually(async () => !['queued', 'running'].includes((await job(id)).status), 20_000)
    return job(id)
  }
  const job = async (id: string) => (await world.must(200, 'GET', `/jobs/${id}`)).body
  const begin = async (wish: object) => (await world.must(202, 'POST', `/records/${name}/bulk-jobs`, wish)).body
  const undo = async (id: string) => ended((await world.must(202, 'POST', `/jobs/${id}/undo`, {})).body.id)
  const count = async (query: string) =>
    (await world.must(200, 'GET', `/records/${name}?limit=1&count=exact&${query}`)).body.count

  test('a value of all that match is changed, what is refused is counted with its reason, and all of it is taken back', async () => {
    const [first] = (await world.must(200, 'GET', `/records/${name}?amount=150`)).body.items
    await world.must(200, 'PATCH', `/records/${name}/${first.id}`, { data: { place: 'far' } })
    const begun = await begin({ filter: 'amount >= 100', act: { op: 'update', data: { place: 'far' } } })
    expect(begun).toMatchObject({ kind: 'bulk', act: 'update', total: 130 })
    const done = await ended(begun.id)
    expect(done).toMatchObject({ status: 'succeeded', done: 130, createdBy: expect.any(String) })
    const reason = { message: 'Far ones are small', records: 30 }
    expect(done.bulk).toEqual({ written: 99, unchanged: 1, refused: 30, reasons: [reason] })
    expect(done.errors[0]).toEqual({ message: 'Far ones are small', record: expect.any(String) })
    expect(await count('place=far')).toEqual({ value: 100, capped: false })
    // Somebody has gone on with one of them: it stays as they left it.
    const [edited] = (await world.must(200, 'GET', `/records/${name}?amount=120`)).body.items
    await world.must(200, 'PATCH', `/records/${name}/${edited.id}`, { data: { title: 'Edited' } })
    const back = await undo(begun.id)
    expect(back).toMatchObject({ undoes: begun.id, total: 99, done: 99 })
    expect(back.bulk).toMatchObject({ written: 98, refused: 1 })
    expect(await count('place=far')).toEqual({ value: 2, capped: false })
    expect((await world.call('POST', `/jobs/${begun.id}/undo`, {})).status).toBe(409)
    expect((await world.call('POST', `/jobs/${back.id}/undo`, {})).status).toBe(409)
    const { items } = (await world.must(200, 'GET', `/records/${name}/${edited.id}/history`)).body
    expect(items.map(({ actor }: { actor: string }) => actor)).not.toContain('system')
  })

  test('all are deleted and brought back; all of the trash are restored', async () => {
    const gone = await begin({ act: { op: 'delete' } })
    expect((await ended(gone.id)).bulk).toMatchObject({ written: many, refused: 0 })
    expect((await count('')).value).toBe(0)
    expect((await undo(gone.id)).bulk).toMatchObject({ written: many, refused: 0 })
    expect((await count('')).value).toBe(many)
    const some = await begin({ filter: 'amount < 10', act: { op: 'delete' } })
    await ended(some.id)
    const back = await begin({ filter: 'amount < 7', act: { op: 'restore' } })
    expect(back.total).toBe(7)
    expect((await ended(back.id)).bulk).toMatchObject({ written: 7 })
    expect((await undo(back.id)).bulk).toMatchObject({ written: 7 })
    expect((await count('trash=true')).value).toBe(10)
  })

  test('all go a step, those that may not are named, and the steps are taken back', async () => {
    const begun = await begin({ filter: 'amount < 50', act: { op: 'transition', event: 'win', input: {} } })
    const { bulk: report } = await ended(begun.id)
    expect(report).toMatchObject({ written: 49, refused: 1 })
    expect(report.reasons).toHaveLength(1)
    expect((await count('stage=WON')).value).toBe(49)
    expect((await undo(begun.id)).bulk).toMatchObject({ written: 49, refused: 0 })
    expect((await count('stage=WON')).value).toBe(0)
  })

  test('steps are taken back hours later, too, as everything that a job did', async () => {
    const begun = await begin({ filter: 'amount < 5', act: { op: 'transition', event: 'win', input: {} } })
    expect((await ended(begun.id)).bulk).toMatchObject({ written: 4, refused: 1 })
    try {
      ahead = 5 * 3_600_000
      expect((await undo(begun.id)).bulk).toMatchObject({ written: 4, refused: 0 })
    } finally {
      ahead = 0
    }
    expect((await count('stage=WON')).value).toBe(0)
  })

  test('what is set takes a record out of the list without the next one being left out', async () => {
    await ended((await begin({ filter: 'place == null', act: { op: 'update', data: { place: 'near' } } })).id)
    expect((await count('place=near')).value).toBe(many)
  })

  test('what cannot be asked is refused at its place', async () => {
    for (const [wish, pointer] of [
      [{ filter: 'nothing > 1', act: { op: 'delete' } }, '/filter'],
      [{ act: { op: 'update', data: { nothing: 1 } } }, '/act/data/nothing'],
      [{ act: { op: 'transition', event: 'fly', input: {} } }, '/act/event'],
    ] as const) {
      const refused = await world.call('POST', `/records/${name}/bulk-jobs`, wish)
      expect(refused.status, refused.text).toBe(422)
      expect(refused.body.errors[0].pointer, refused.text).toBe(pointer)
    }
  })

  test('whoever began it may stop it and take it back, another member may not', async () => {
    const asMember = { token: world.memberToken }
    const wish = { filter: 'amount < 3', act: { op: 'update', data: { place: 'here' } } }
    const own = (await world.must(202, 'POST', `/records/${name}/bulk-jobs`, wish, asMember)).body
    const others = await begin(wish)
    expect((await world.call('POST', `/jobs/${others.id}/cancel`, {}, asMember)).status).toBe(403)
    await ended(own.id)
    await ended(others.id)
    expect((await world.call('POST', `/jobs/${others.id}/undo`, {}, asMember)).status).toBe(403)
    expect((await world.call('POST', `/jobs/${own.id}/undo`, {})).status).toBe(403)
    expect((await world.call('POST', `/jobs/${own.id}/undo`, {}, asMember)).status).toBe(202)
  })
})
