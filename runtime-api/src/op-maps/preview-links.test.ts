// Does a preview show the links, and what links become again, as records will really have them?
import { beforeAll, expect, it } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

interface Sample {
  readonly id: string
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

describeApp('a preview of links', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    const name = { key: 'name', type: 'text' }
    for (const kind of ['tier', 'town'])
      await world.must(201, 'POST', '/blueprints', { name: kind, titleField: 'name', fields: [name] })
    await world.must(201, 'POST', '/blueprints', {
      name: 'customer',
      fields: [name, { key: 'tier', type: 'enum', options: ['gold', 'silver'] }, { key: 'town', type: 'text' }],
    })
  })
  const add = async (kind: string, data: unknown) =>
    (await world.must(201, 'POST', `/records/${kind}`, { data })).body.id as string
  const samples = async (ops: readonly object[]) => {
    const { report } = (await world.must(200, 'POST', '/blueprints/customer/draft/preview', { ops })).body
    return new Map((report.samples as readonly Sample[]).map((sample) => [sample.id, sample]))
  }

  it('names the records that are there already, and says of which a new one is made', async () => {
    const [gold, porto] = [await add('tier', { name: 'gold' }), await add('town', { name: 'Porto' })]
    const one = await add('customer', { name: 'Ana', tier: 'gold', town: ' Porto ' })
    const two = await add('customer', { name: 'Bo', tier: 'silver', town: 'Faro' })
    const ops = [
      { op: 'toRelation', field: 'tier', blueprint: 'tier' },
      { op: 'toRelation', field: 'town', blueprint: 'town', createMissing: true },
    ]
    const seen = await samples(ops)
    expect(seen.get(one)?.after).toMatchObject({ tier: gold, town: porto })
    expect(seen.get(two)?.after).toMatchObject({ tier: expect.stringMatching(/^new /), town: 'new Faro' })
    await publishOps(world, 'customer', ops)
    const shown = async (id: string) => (await world.must(200, 'GET', `/records/customer/${id}`)).body.data
    expect(await shown(one)).toMatchObject({ tier: gold })
    expect((await world.must(200, 'GET', '/records/tier')).body.items).toHaveLength(2)

    // And on the way back, wherever records rest: what was there comes back.
    const back = [{ op: 'revert', to: 1 }]
    const comesBack = async () => {
      const there = await samples(back)
      expect(there.get(one)?.after).toEqual({ name: 'Ana', tier: 'gold', town: ' Porto ' })
      expect(there.get(two)?.after).toEqual({ name: 'Bo', tier: 'silver', town: 'Faro' })
    }
    await comesBack()
    const job = (await world.must(202, 'POST', '/blueprints/customer/migrations', { to: 2 })).body
    const isOver = async () => (await world.must(200, 'GET', `/jobs/${job.id}`)).body.status === 'succeeded'
    expect(await eventually(isOver, 15_000)).toBe(true)
    await comesBack()
    // One that was made since and links to what was made then, too.
    const three = await add('customer', { name: 'Cy', tier: gold })
    expect((await samples(back)).get(three)?.after).toEqual({ name: 'Cy', tier: 'gold' })
    await publishOps(world, 'customer', back)
    expect(await shown(three)).toEqual({ name: 'Cy', tier: 'gold' })
    // To return from the return is to have the same links again.
    const again = await samples([{ op: 'revert', to: 2 }])
    expect(again.get(one)?.after).toMatchObject({ tier: gold, town: porto })
    expect(again.get(three)?.after).toMatchObject({ tier: gold })
  })
})
