// Choices and texts become links, from the draft to the records and back: published, read, written, moved there and back.
import { beforeAll, expect, it } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('links that evolve', { worker: true }, (app) => {
  let world: TenantWorld
  const records = (name: string, query = '') =>
    world.must(200, 'GET', `/records/${name}?sort=createdAt${query}`).then(({ body }) => body.items)
  const titles = async (name: string) => (await records(name)).map(({ data }: { data: { name: string } }) => data.name)
  const add = async (name: string, data: unknown) => (await world.must(201, 'POST', `/records/${name}`, { data })).body

  async function publish(name: string, ops: readonly unknown[]) {
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
    const { body } = await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)
    await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token: body.token })
    return body.report
  }
  async function migrate(name: string, to: number, more: object = {}) {
    const { body } = await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to, ...more })
    const done = await eventually(async () => {
      const { body: job } = await world.must(200, 'GET', `/jobs/${body.id}`)
      return job.status === 'succeeded'
    }, 20_000)
    if (!done) throw new Error(JSON.stringify((await world.must(200, 'GET', `/jobs/${body.id}`)).body))
    return (await world.must(200, 'GET', `/jobs/${body.id}`)).body
  }

  beforeAll(async () => {
    world = await newWorld(app())
    for (const name of ['city', 'kind'])
      await world.must(201, 'POST', '/blueprints', {
        name,
        titleField: 'name',
        fields: [{ key: 'name', type: 'text' }],
      })
    await world.must(201, 'POST', '/blueprints', {
      name: 'trip',
      fields: [
        { key: 'town', type: 'text', quickFilter: true },
        { key: 'kind', type: 'enum', options: ['work', 'fun'], quickFilter: true },
      ],
    })
  })

  it('turns choices and texts into records, and back without a loss', async () => {
    const porto = await add('city', { name: 'Porto' })
    const before = [
      await add('trip', { town: 'Porto', kind: 'fun' }),
      await add('trip', { town: ' Faro ', kind: 'work' }),
      await add('trip', { town: 'Faro' }),
    ]
    const report = await publish('trip', [
      { op: 'toRelation', field: 'kind', blueprint: 'kind' },
      { op: 'toRelation', field: 'town', blueprint: 'city', createMissing: true },
    ])
    // Records that will be made stand for their values in the preview already.
    expect(report.changes.map(({ records: seen }: { records: unknown }) => seen)).toEqual([
      { changed: 2, exact: 2, kept: 0, failing: 0, waiting: 0 },
      { changed: 3, exact: 1, kept: 2, failing: 0, waiting: 0 },
    ])
    // The choices have records at once; those of the texts come as the records are brought up to date.
    expect(await titles('kind')).toEqual(['work', 'fun'])
    expect(await eventually(async () => (await titles('city')).length === 2)).toBe(true)
    const [work, fun] = (await records('kind')).map(({ id }: { id: string }) => id)
    const faro = (await records('city')).at(-1).id
    const linked = [{ town: porto.id, kind: fun }, { town: faro, kind: work }, { town: faro }]
    const shown = async () => (await records('trip')).map(({ data }: { data: unknown }) => data)
    expect(await shown()).toEqual(linked)
    expect(await eventually(async () => (await records('trip', `&town=${faro}`)).length === 2)).toBe(true)

    const dry = await migrate('trip', 2, { dryRun: true })
    expect(dry).toMatchObject({ quarantined: 0 })
    await migrate('trip', 2)
    expect(await shown()).toEqual(linked)
    expect(await titles('city')).toEqual(['Porto', 'Faro'])

    // Edited over there, with a record that came later.
    const braga = await add('city', { name: 'Braga' })
    await world.must(200, 'PATCH', `/records/trip/${before[2].id}`, { data: { town: braga.id } })
    // What it is called is not known to the map yet: empty over here, until it moves.
    const towns = async () =>
      (await records('trip', '&as=1')).map(({ data }: { data: { town?: string } }) => data.town ?? null)
    expect(await towns()).toEqual(['Porto', ' Faro ', null])
    await migrate('trip', 1)
    const back = await records('trip', '&as=1')
    expect(back.map(({ data }: { data: unknown }) => data)).toEqual([
      { town: 'Porto', kind: 'fun' },
      { town: ' Faro ', kind: 'work' },
      { town: 'Braga' },
    ])
    expect(await shown()).toEqual([linked[0], linked[1], { town: braga.id }])
  })

  it('takes texts from clients of the older version: their records are found, or made', async () => {
    const known = (await records('city'))[0]
    const { id } = (await world.must(201, 'POST', '/records/trip?as=1', { data: { town: 'Porto', kind: 'fun' } })).body
    const newest = async () => (await world.must(200, 'GET', `/records/trip/${id}`)).body.data
    const oldest = async () => (await world.must(200, 'GET', `/records/trip/${id}?as=1`)).body.data
    expect(await newest()).toMatchObject({ town: known.id })
    expect(await oldest()).toEqual({ town: 'Porto', kind: 'fun' })
    await world.must(200, 'PATCH', `/records/trip/${id}?as=1`, { data: { town: 'Évora' } })
    const evora = (await records('city')).at(-1)
    expect(evora.data).toEqual({ name: 'Évora' })
    expect(await newest()).toMatchObject({ town: evora.id })
    expect(await oldest()).toEqual({ town: 'Évora', kind: 'fun' })
    expect((await records('trip', `&town=${evora.id}`)).map((one: { id: string }) => one.id)).toEqual([id])
    const items = [{ op: 'create', data: { town: 'Beja' } }]
    const made = (await world.must(200, 'POST', '/records/trip/bulk?as=1', { items })).body
    expect(JSON.stringify(made)).toContain('201')
    expect(await titles('city')).toContain('Beja')
  })

  it('refuses what cannot be linked, by name', async () => {
    const refused = async (op: object) =>
      (await world.must(422, 'PUT', '/blueprints/trip/draft', { ops: [op] })).body.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      )
    expect(await refused({ op: 'retarget', field: 'kind', blueprint: 'nope', match: 'name' })).toEqual([
      '/ops/0/blueprint no-link-target',
    ])
  })
})
