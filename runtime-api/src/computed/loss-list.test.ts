// "To and from Auto Number": what others lose when numbers are given out instead of typed, or typed instead of given out.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newBlueprint, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

type Data = Readonly<Record<string, unknown>>

describeApp('Loss list: to and from Auto Number', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const migrate = async (name: string, to: number) => {
    const { id } = (await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to })).body
    const job = async () => (await world.must(200, 'GET', `/jobs/${id}`)).body
    expect(await eventually(async () => (await job()).status === 'succeeded', 20_000)).toBe(true)
  }
  const shown = async (name: string): Promise<readonly Data[]> =>
    (await world.must(200, 'GET', `/records/${name}?sort=createdAt`)).body.items.map(({ data }: { data: Data }) => data)
  const add = async (name: string, data: Data): Promise<Data> =>
    (await world.must(201, 'POST', `/records/${name}`, { data })).body.data

  test('to Auto Number: what was typed is kept, and comes back as it was', async () => {
    const name = await newBlueprint(world, [
      { key: 'title', type: 'text' },
      { key: 'no', type: 'text' },
    ])
    for (const no of ['A-1', ' 7 ', undefined, 'A-1']) await add(name, { title: 't', ...(no && { no }) })
    const before = await shown(name)
    await publishOps(world, name, [
      { op: 'remove', field: 'no' },
      { op: 'add', field: { key: 'no', type: 'autonumber', format: 'N-{000}' } },
    ])
    const numbered = async () => (await shown(name)).map(({ no }) => no)
    expect(await eventually(async () => (await numbered()).every((no) => no !== undefined))).toBe(true)
    await migrate(name, 2)
    expect(await numbered()).toEqual(['N-001', 'N-002', 'N-003', 'N-004'])
    await publishOps(world, name, [{ op: 'revert', to: 1 }])
    await migrate(name, 3)
    expect(await shown(name)).toEqual(before)
  })

  test('from Auto Number: the numbers stay as values, and are the same again when they are given out again', async () => {
    const name = await newBlueprint(world, [
      { key: 'title', type: 'text' },
      { key: 'no', type: 'autonumber', format: 'N-{000}' },
    ])
    for (const title of ['a', 'b', 'c']) await add(name, { title })
    const before = await shown(name)
    expect(before.map(({ no }) => no)).toEqual(['N-001', 'N-002', 'N-003'])
    await publishOps(world, name, [{ op: 'materialise', field: 'no' }])
    await migrate(name, 2)
    expect(await shown(name)).toEqual(before)
    await publishOps(world, name, [{ op: 'revert', to: 1 }])
    await migrate(name, 3)
    expect(await shown(name)).toEqual(before)
    expect(await add(name, { title: 'd' })).toEqual({ title: 'd', no: 'N-004' })
  })
})
