// Fields that move into records of their own, fields that come back from there, links that become texts: published over the API,
// migrated forward and back, and undone, with the same bytes as before.
import { canonicalJson } from '@molde/engine'
import { beforeAll, expect, it } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newBlueprint, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'

type Data = Readonly<Record<string, unknown>>

describeApp('Links and values, there and back', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const add = async (name: string, data: Data): Promise<string> =>
    (await world.must(201, 'POST', `/records/${name}`, { data })).body.id
  const shown = async (name: string): Promise<readonly Data[]> =>
    (await world.must(200, 'GET', `/records/${name}?sort=createdAt`)).body.items.map(({ data }: { data: Data }) => data)
  const settled = async (id: string) => {
    const job = async () => (await world.must(200, 'GET', `/jobs/${id}`)).body
    expect(await eventually(async () => !['queued', 'running'].includes((await job()).status), 20_000)).toBe(true)
    return job()
  }
  const migrate = async (name: string, to: number) =>
    settled((await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to })).body.id)
  /** What lies in the rows: versions, and values as they are stored. */
  const stored = async (name: string) => {
    const store = await storeOf(world)
    const rows = await store.read.all<{ id: string; version: number; data: string }>(
      `SELECT id, version, CAST(data AS text) AS data FROM record
        WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ? AND name = ?) ORDER BY no`,
      [store.tenant, store.tenant, name],
    )
    return {
      versions: [...new Set(rows.map(({ version }) => version))],
      values: rows.map(({ id, data }) => `${id} ${canonicalJson(JSON.parse(data))}`),
    }
  }
  const walk = async (name: string, op: object, there: (records: readonly Data[]) => void | Promise<void>) => {
    const [before, values] = [await stored(name), await shown(name)]
    await publishOps(world, name, [op])
    expect(await stored(name)).toEqual(before)
    expect(await migrate(name, 2)).toMatchObject({ status: 'succeeded', report: { quarantined: 0 } })
    expect((await stored(name)).versions).toEqual([2])
    await there(await shown(name))
    const after = await stored(name)
    expect(await migrate(name, 1)).toMatchObject({ status: 'succeeded', report: { quarantined: 0 } })
    expect(await stored(name)).toEqual(before)
    expect(await migrate(name, 2)).toMatchObject({ status: 'succeeded' })
    expect(await stored(name)).toEqual(after)
    await publishOps(world, name, [{ op: 'revert', to: 1 }])
    expect(await migrate(name, 3)).toMatchObject({ status: 'succeeded', report: { quarantined: 0 } })
    expect(await stored(name)).toEqual({ versions: [3], values: before.values })
    expect(await shown(name)).toEqual(values)
    const wrong = async () => wrongDerivedRows(app().runtime, (await storeOf(world)).tenant, name)
    await eventually(async () => (await wrong()).length === 0)
    expect(await wrong()).toEqual([])
  }

  it('extract: what stands in several records becomes one record that they link to', async () => {
    const place = await newBlueprint(world, [
      { key: 'street', type: 'text' },
      { key: 'city', type: 'text' },
    ])
    const order = await newBlueprint(world, [
      { key: 'title', type: 'text' },
      { key: 'street', type: 'text' },
      { key: 'city', type: 'text' },
    ])
    for (const [title, street, city] of [
      ['a', 'Rua A', 'Porto'],
      ['b', 'Rua A', 'Porto'],
      ['c', ' Rua B ', undefined],
      ['d', undefined, undefined],
    ])
      await add(order, { title, ...(street && { street }), ...(city && { city }) })
    const op = { op: 'extract', fields: ['street', 'city'], blueprint: place, as: 'place' }
    await walk(order, op, async (records) => {
      const links = records.map((record) => record['place'])
      expect(links[0]).toBe(links[1])
      expect(new Set(links).size).toBe(3)
      expect(records.every((record) => !('street' in record))).toBe(true)
      expect(await shown(place)).toHaveLength(2)
    })
  })

  it('inline: fields of the record that a link leads to come into the one that links', async () => {
    const place = await newBlueprint(world, [
      { key: 'street', type: 'text' },
      { key: 'city', type: 'text' },
    ])
    const order = await newBlueprint(world, [
      { key: 'title', type: 'text' },
      { key: 'place', type: 'relation', blueprint: place },
    ])
    const [one, two] = [await add(place, { street: 'Rua A', city: 'Porto' }), await add(place, { city: 'Faro' })]
    await add(order, { title: 'a', place: one })
    await add(order, { title: 'b', place: one })
    await add(order, { title: 'c', place: two })
    await add(order, { title: 'd' })
    await walk(order, { op: 'inline', field: 'place', fields: ['street', 'city'] }, (records) => {
      expect(records).toEqual([
        { title: 'a', street: 'Rua A', city: 'Porto' },
        { title: 'b', street: 'Rua A', city: 'Porto' },
        { title: 'c', city: 'Faro' },
        { title: 'd' },
      ])
    })
  })

  it('fromRelation: a link becomes what its record is called, two of one name too', async () => {
    const owner = await newBlueprint(world, [{ key: 'name', type: 'text' }])
    const order = await newBlueprint(world, [
      { key: 'title', type: 'text' },
      { key: 'owner', type: 'relation', blueprint: owner },
    ])
    const owners = [await add(owner, { name: 'Ana' }), await add(owner, { name: 'Ana' }), await add(owner, {})]
    for (const [i, id] of owners.entries()) await add(order, { title: `${i}`, owner: id })
    await add(order, { title: 'none' })
    await walk(order, { op: 'fromRelation', field: 'owner', label: 'name', type: 'text' }, (records) => {
      expect(records.slice(0, 2)).toEqual([
        { title: '0', owner: 'Ana' },
        { title: '1', owner: 'Ana' },
      ])
      expect(records[3]).toEqual({ title: 'none' })
    })
  })
})
