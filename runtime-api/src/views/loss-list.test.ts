// "List views based on the field are deleted": what others lose when a field changes its type or goes. Here they stay, byte by byte.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newBlueprint, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

const fields = [
  { key: 'title', type: 'text' },
  { key: 'level', type: 'text' },
  { key: 'qty', type: 'integer' },
]

describeApp('Loss list: list views on the field are deleted', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })
  const prepare = async (view: object) => {
    const blueprint = await newBlueprint(world, fields)
    for (const [title, level, qty] of [
      ['C', '3', 1],
      ['A', '1', 2],
      ['B', '2', 3],
      ['D', 'none', 4],
    ] as const)
      await world.must(201, 'POST', `/records/${blueprint}`, { data: { title, level, qty } })
    const made = (
      await world.must(201, 'POST', '/views', { name: `View of ${blueprint}`, blueprint, shared: true, ...view })
    ).body
    const bytes = async () => (await world.must(200, 'GET', `/views/${made.id}`)).text
    const titles = async () =>
      (await world.must(200, 'GET', `/records/${blueprint}?view=${made.id}`)).body.items.map(
        ({ data }: { data: { title: string } }) => data.title,
      )
    const stored = async () => {
      const row = await app().runtime.control.read.get<{ no: number }>('SELECT no FROM tenant WHERE id = ?', [
        world.tenant.id,
      ])
      const store = await app().runtime.tenants.open(Number(row?.no))
      return store.read.get(
        'SELECT CAST(definition AS text) AS definition, slot FROM view WHERE tenant = ? AND id = ?',
        [store.tenant, made.id],
      )
    }
    return { blueprint, bytes, titles, stored }
  }
  const refused = async (blueprint: string, ops: readonly object[]) => {
    const answered = await world.call('PUT', `/blueprints/${blueprint}/draft`, { ops })
    expect(answered.status, answered.text).toBe(422)
    return answered.body.errors as readonly {
      readonly code: string
      readonly pointer: string
      readonly message: string
    }[]
  }

  test('a view that shows the field: it goes, the view works without it, and is the same again', async () => {
    const { blueprint, bytes, titles, stored } = await prepare({ columns: ['title', 'level'], sort: 'title' })
    const before = [await bytes(), await titles(), await stored()]
    await publishOps(world, blueprint, [{ op: 'remove', field: 'level' }])
    expect(JSON.parse(await bytes()).columns).toEqual(['title'])
    expect(await titles()).toEqual(['A', 'B', 'C', 'D'])
    await publishOps(world, blueprint, [{ op: 'revert', to: 1 }])
    expect([await bytes(), await titles(), await stored()]).toEqual(before)
  })

  test('a view that shows and sorts by the field: it gets another type, the view works, and is the same again', async () => {
    const { blueprint, bytes, titles, stored } = await prepare({ columns: ['level', 'title'], sort: 'level' })
    const before = [await bytes(), await titles(), await stored()]
    expect(before[1]).toEqual(['A', 'B', 'C', 'D'])
    await publishOps(world, blueprint, [{ op: 'retype', field: 'level', type: 'integer', onError: 'keep' }])
    // As numbers; what is no number is empty, and comes last.
    expect(await titles()).toEqual(['A', 'B', 'C', 'D'])
    expect(await bytes()).toBe(before[0])
    await publishOps(world, blueprint, [{ op: 'revert', to: 1 }])
    expect([await bytes(), await titles(), await stored()]).toEqual(before)
  })

  test.each([
    ['filtered', { filter: "level == '2'" }],
    ['sorted', { sort: '-level' }],
  ] as const)(
    'a view %s by the field: removing it is refused by the view’s name, and the view stays as it is',
    async (_, view) => {
      const { blueprint, bytes, titles, stored } = await prepare(view)
      const before = [await bytes(), await titles(), await stored()]
      for (const op of ['remove', 'purge'])
        expect(await refused(blueprint, [{ op, field: 'level' }])).toMatchObject([
          { code: 'used-by-view', pointer: '/ops/0', message: expect.stringContaining(`View of ${blueprint}`) },
        ])
      expect([await bytes(), await titles(), await stored()]).toEqual(before)
    },
  )

  test('a view filtered by the field: another type under the filter is refused in words, or the view works and is the same again', async () => {
    const { blueprint, bytes, titles, stored } = await prepare({ filter: "level == '2'", columns: ['level'] })
    const before = [await bytes(), await titles(), await stored()]
    expect(before[1]).toEqual(['B'])
    expect(
      await refused(blueprint, [{ op: 'retype', field: 'level', type: 'integer', onError: 'keep' }]),
    ).toMatchObject([{ message: expect.stringContaining(`View of ${blueprint}`) }])
    // A type that the filter still speaks of is no matter.
    await publishOps(world, blueprint, [{ op: 'retype', field: 'level', type: 'longText' }])
    expect(await titles()).toEqual(['B'])
    await publishOps(world, blueprint, [{ op: 'revert', to: 1 }])
    expect([await bytes(), await titles(), await stored()]).toEqual(before)
  })
})
