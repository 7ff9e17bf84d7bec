// Moving records to a version and back: all of them or some, with and without looking first, and what has to wait.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import {
  endedJob,
  eventually,
  migrated,
  newBlueprint,
  newWorld,
  publishOps,
  storeOf,
  type TenantWorld,
} from '../../test/tenant-world.ts'

type Body = Readonly<Record<string, unknown>>

describeApp('Migrations', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const fresh = (fields: readonly object[], more?: object) => newBlueprint(world, fields, more)
  const publish = (name: string, ops: readonly Body[]) => publishOps(world, name, ops)
  const ended = (id: string) => endedJob(world, id)
  const migrate = (name: string, wish: Body) => migrated(world, name, wish)
  const all = async (name: string, query = '') =>
    (await world.must(200, 'GET', `/records/${name}?limit=200${query}`)).body.items as readonly {
      readonly id: string
      readonly rev: number
      readonly version: number
      readonly storedVersion: number
      readonly data: Body
    }[]
  const datas = async (name: string, query = '') =>
    new Map((await all(name, query)).map(({ id, data }) => [id, data] as const))

  const fields = [
    { key: 'name', type: 'text' },
    { key: 'weight', type: 'text', quickFilter: true },
    { key: 'level', type: 'enum', options: ['low', 'mid', 'high'] },
  ]
  const names = [
    { key: 'first', type: 'text' },
    { key: 'last', type: 'text' },
  ]
  const fill = async (name: string, n: number) => {
    const items = Array.from({ length: n }, (_, i) => ({
      op: 'create',
      data: {
        name: i % 7 === 0 ? 'Ana' : `Ana  Maria ${i}`,
        weight: i % 5 === 0 ? `about ${i}` : `${i}.50`,
        level: ['low', 'mid', 'high'][i % 3],
      },
    }))
    await world.must(200, 'POST', `/records/${name}/bulk`, { items })
  }
  const change = async (name: string) => {
    await publish(name, [{ op: 'split', field: 'name', into: names, by: ' ' }])
    await publish(name, [{ op: 'retype', field: 'weight', type: 'number' }])
    await publish(name, [{ op: 'remap', field: 'level', map: { mid: 'low' } }])
  }

  test('moves every record forward, and back to what it was, byte by byte', async () => {
    const name = await fresh(fields)
    await fill(name, 130)
    const store = await storeOf(world)
    const raw = async () =>
      (
        await store.read.all<{ id: string; data: string; version: number }>(
          `SELECT id, CAST(data AS text) AS data, version FROM record
            WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ? AND name = ?) ORDER BY id`,
          [store.tenant, store.tenant, name],
        )
      ).map((row) => ({ ...row }))
    const before = await raw()
    await change(name)
    const shown = await datas(name)
    const looked = await migrate(name, { to: 4, dryRun: true })
    expect(looked).toMatchObject({
      status: 'succeeded',
      dryRun: true,
      report: { moved: 130, checked: 130, differing: 0, quarantined: 0 },
    })
    expect(await raw()).toEqual(before)
    const job = await migrate(name, { to: 4 })
    expect(job).toMatchObject({ kind: 'migrate', status: 'succeeded', done: 130, total: 130, to: 4, quarantined: 0 })
    expect(await all(name)).toSatisfy((rows: readonly Body[]) => rows.every((row) => row['storedVersion'] === 4))
    expect(await datas(name)).toEqual(shown)
    const again = await migrate(name, { to: 4 })
    expect(again).toMatchObject({ status: 'succeeded', total: 0 })
    const undo = await world.must(202, 'POST', `/jobs/${job['id']}/undo`)
    expect(undo.headers.get('location')).toBe(`${world.tenant.path}/jobs/${undo.body.id}`)
    expect(await ended(undo.body.id)).toMatchObject({ status: 'succeeded', undoes: job['id'], report: { moved: 130 } })
    expect(await raw()).toEqual(before)
    // Forward and back by hand, one version after the other.
    for (const to of [2, 3, 4, 3, 2, 1]) await migrate(name, { to })
    expect(await raw()).toEqual(before)
    expect(await datas(name)).toEqual(shown)
  }, 60_000)

  test('an edit in between wins, also when the migration is undone', async () => {
    const name = await fresh(fields)
    await fill(name, 5)
    const [one] = await all(name)
    await change(name)
    const job = await migrate(name, { to: 4 })
    await world.must(200, 'PATCH', `/records/${name}/${one?.id}`, { data: { last: 'Edited', weight: 77 } })
    await ended((await world.must(202, 'POST', `/jobs/${job['id']}/undo`)).body.id)
    const back = (await world.must(200, 'GET', `/records/${name}/${one?.id}?as=1`)).body
    expect(back).toMatchObject({ storedVersion: 1, data: { name: 'Ana Edited', weight: '77' } })
  })

  test('moves only those that a filter finds, or those that are named', async () => {
    const name = await fresh(fields)
    await fill(name, 12)
    await change(name)
    await migrate(name, { to: 4, filter: "level == 'high'" })
    const rows = await all(name)
    expect(rows.filter(({ storedVersion }) => storedVersion === 4).map(({ data }) => data['level'])).toEqual(
      rows.filter(({ data }) => data['level'] === 'high').map(() => 'high'),
    )
    const named = rows.filter(({ storedVersion }) => storedVersion === 1).slice(0, 2)
    await migrate(name, { to: 3, ids: named.map(({ id }) => id) })
    expect((await all(name)).filter(({ storedVersion }) => storedVersion === 3).map(({ id }) => id)).toEqual(
      named.map(({ id }) => id),
    )
  })

  test('what cannot be moved waits whole, is mended in place, and moves then', async () => {
    const name = await fresh(
      [
        { key: 'title', type: 'text' },
        { key: 'size', type: 'text' },
      ],
      { titleField: 'title' },
    )
    const make = async (title: string, size: string) =>
      (await world.must(201, 'POST', `/records/${name}`, { data: { title, size } })).body.id as string
    const right = await make('right', '3')
    const wrong = await make('wrong', 'many')
    await publish(name, [{ op: 'retype', field: 'size', type: 'integer', onError: 'quarantine' }])
    const list = async () => (await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body
    // Known since it was published; who only looks writes nothing down.
    expect(await eventually(async () => (await list()).count.value === 1)).toBe(true)
    const known = await list()
    const looked = await migrate(name, { to: 2, dryRun: true })
    expect(looked).toMatchObject({ quarantined: 1, report: { moved: 1 } })
    expect(await list()).toEqual(known)
    const job = await migrate(name, { to: 2 })
    expect(job).toMatchObject({ status: 'succeeded', quarantined: 1, report: { moved: 1, quarantined: 1 } })
    const resting = async () =>
      (await world.must(200, 'GET', `/blueprints/${name}/versions`)).body.items.map(
        ({ version, records }: { version: number; records: number }) => [version, records],
      )
    expect(await resting()).toEqual([
      [2, 1],
      [1, 1],
    ])
    const { items, count: waiting } = (await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body
    expect(waiting).toEqual({ value: 1, capped: false })
    expect(items).toMatchObject([
      {
        record: { id: wrong, title: 'wrong' },
        version: 1,
        target: 2,
        field: 'size',
        code: 'not-carried-over',
        value: 'many',
        message: '“many” in size cannot be carried over.',
      },
    ])
    const one = (id: string) => world.must(200, 'GET', `/blueprints/${name}/quarantine?record=${id}`)
    expect((await one(wrong)).body).toEqual({ items, next: null, count: { value: 1, capped: false } })
    for (const id of [right, 'nobody'])
      expect((await one(id)).body).toEqual({ items: [], next: null, count: { value: 0, capped: false } })
    expect((await world.call('GET', `/blueprints/${name}/quarantine?records=${wrong}`)).status).toBe(400)
    expect((await world.must(200, 'GET', `/records/${name}/${wrong}?as=1`)).body).toMatchObject({
      storedVersion: 1,
      data: { size: 'many' },
    })
    await world.must(200, 'PATCH', `/records/${name}/${wrong}?as=1`, { data: { size: '12' } })
    const retry = await world.must(202, 'POST', `/blueprints/${name}/quarantine/retry`, { ids: [wrong] })
    expect(await ended(retry.body.id)).toMatchObject({ status: 'succeeded', quarantined: 0 })
    expect((await world.must(200, 'GET', `/records/${name}/${wrong}`)).body).toMatchObject({
      storedVersion: 2,
      data: { size: 12 },
    })
    expect(await resting()).toEqual([
      [2, 2],
      [1, 0],
    ])
    expect((await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body.items).toEqual([])
    expect((await world.call('POST', `/blueprints/${name}/quarantine/retry`)).status).toBe(409)
  })

  test('records in the trash move too, and come back at their version', async () => {
    const name = await fresh(fields)
    await fill(name, 2)
    const [one] = await all(name)
    const before = (await world.must(200, 'GET', `/records/${name}/${one?.id}`)).body.data
    await world.must(204, 'DELETE', `/records/${name}/${one?.id}`)
    await change(name)
    await migrate(name, { to: 4 })
    await world.must(200, 'POST', `/records/${name}/${one?.id}/restore`)
    const back = (await world.must(200, 'GET', `/records/${name}/${one?.id}?as=1`)).body
    expect(back).toMatchObject({ storedVersion: 4, data: before })
  })

  describe('refuses', () => {
    let name: string
    beforeAll(async () => {
      name = await fresh(fields)
      await fill(name, 1)
    })
    const refused = (wish: Body) => world.call('POST', `/blueprints/${name}/migrations`, wish)
    test.each<[string, Body, number, string]>([
      ['a version that was never published', { to: 2 }, 422, '/to'],
      ['version zero', { to: 0 }, 422, '/to'],
      ['a filter that names no field', { to: 1, filter: 'nothing == 1' }, 422, '/filter'],
      ['an unknown member', { to: 1, from: 1 }, 422, '/from'],
      ['no target', {}, 422, '/to'],
      ['no ids', { to: 1, ids: [] }, 422, '/ids'],
    ])('%s', async (_, wish, status, pointer) => {
      const answered = await refused(wish)
      expect(answered.status).toBe(status)
      expect(JSON.stringify(answered.body.errors)).toContain(pointer)
      expect((await world.must(200, 'GET', '/jobs?limit=1')).body.items[0]?.blueprint).not.toBe(name)
    })
    test('a member, and whoever undoes what is no migration or is still at work', async () => {
      const asMember = { token: world.memberToken }
      expect((await world.call('POST', `/blueprints/${name}/migrations`, { to: 1 }, asMember)).status).toBe(403)
      expect((await world.call('POST', '/jobs/nothing/undo')).status).toBe(404)
      const looked = await migrate(name, { to: 1, dryRun: true })
      expect((await world.call('POST', `/jobs/${looked['id']}/undo`)).status).toBe(409)
    })
  })
})
