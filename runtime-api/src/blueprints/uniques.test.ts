// What was not unique becomes so, with records that repeat one another: counted, refused, or waiting for their turn.
import { beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newBlueprint, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'

type Body = Readonly<Record<string, unknown>>

describeApp('What becomes unique', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const mails = ['ana@x.org', 'bob@x.org', 'ana@x.org', 'Ana@x.org ', 'ana@x.org', 'bob@x.org']
  const customers = async (values: readonly (string | undefined)[] = mails) => {
    const name = await newBlueprint(world, [
      { key: 'mail', type: 'text' },
      { key: 'day', type: 'date' },
      { key: 'note', type: 'text' },
    ])
    const items = values.map((mail, i) => ({
      op: 'create',
      data: { ...(mail && { mail }), day: `2026-01-0${1 + (i % 2)}` },
    }))
    const made = (await world.must(200, 'POST', `/records/${name}/bulk`, { items })).body.items
    return { name, ids: made.map(({ id }: { readonly id: string }) => id) as string[] }
  }
  const byMail = { op: 'uniques', add: [['mail']] }
  const waitsByMail = { ...byMail, onError: 'quarantine' }
  const preview = async (name: string, ops: readonly Body[]) => {
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
    return (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
  }
  const waiting = async (name: string) => {
    const { items } = (await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body
    return items as readonly (Body & { record: { id: string }; duplicateOf: { id: string } })[]
  }
  const pairs = async (name: string) =>
    (await waiting(name)).map(({ record, duplicateOf }) => [record.id, duplicateOf?.id]).sort()
  const shows = (name: string, wanted: readonly (readonly (string | undefined)[])[]) => async () =>
    JSON.stringify(await pairs(name)) === JSON.stringify([...wanted].sort())
  const ended = async (id: string) => {
    let job: Body = {}
    const isOver = async () => {
      job = (await world.must(200, 'GET', `/jobs/${id}`)).body
      return ['succeeded', 'failed', 'cancelled'].includes(String(job['status']))
    }
    expect(await eventually(isOver, 15_000)).toBe(true)
    return job
  }
  const migrate = async (name: string, wish: Body) =>
    ended((await world.must(202, 'POST', `/blueprints/${name}/migrations`, wish)).body.id)
  const one = async (name: string, id: string) => (await world.must(200, 'GET', `/records/${name}/${id}`)).body
  const create = (name: string, mail: string) => world.call('POST', `/records/${name}`, { data: { mail } })
  const holds = async (name: string) => {
    const { tenant } = await storeOf(world)
    const wrong = () => wrongDerivedRows(world.app.runtime, tenant, name)
    await eventually(async () => (await wrong()).length === 0)
    expect(await wrong()).toEqual([])
  }

  test('the preview counts what is there more than once, shows some of it, and what is nearly the same', async () => {
    const { name, ids } = await customers()
    const { report } = await preview(name, [byMail, { ...byMail, add: [['mail', 'day']], onError: 'quarantine' }])
    expect(report.records).toMatchObject({ changed: 0, waiting: 3 })
    expect(report.changes).toMatchObject([
      {
        badge: 'decision',
        sentence: 'No two records may have the same “Mail”.',
        duplicates: [
          {
            ...{ fields: ['mail'], values: 2, records: 5, waits: false },
            groups: [
              { values: { mail: 'ana@x.org' }, n: 3, records: [ids[0], ids[2], ids[4]] },
              { values: { mail: 'bob@x.org' }, n: 2, records: [ids[1], ids[5]] },
            ],
            similar: { n: 1, examples: [[{ mail: 'ana@x.org' }, { mail: 'Ana@x.org ' }]] },
          },
        ],
      },
      { duplicates: [{ fields: ['mail', 'day'], values: 2, records: 5, waits: true }] },
    ])
  })

  test('as long as records repeat one another it is refused with what stands in the way, and nothing is published', async () => {
    const { name, ids } = await customers()
    const { token } = await preview(name, [byMail])
    const refused = await world.must(422, 'POST', `/blueprints/${name}/draft/publish`, { token })
    expect(refused.body.errors).toEqual([
      {
        pointer: '/ops/0/add',
        code: 'duplicates-exist',
        message:
          'No two records may have the same mail from then on, and today records repeat one another. Values that stand more than once: 2, in so many records: 5. For example ana@x.org, bob@x.org. Change these first, or let the later ones wait.',
      },
    ])
    expect((await world.must(200, 'GET', `/blueprints/${name}`)).body.version).toBe(1)
    for (const [i, id] of ids.entries())
      await world.must(200, 'PATCH', `/records/${name}/${id}`, { data: { mail: `${i}@x.org` } })
    await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })
    await holds(name)
    expect((await create(name, '3@x.org')).status).toBe(409)
    expect(await migrate(name, { to: 2 })).toMatchObject({ report: { moved: 6, quarantined: 0 } })
    await holds(name)
  })

  test('the later ones wait, whole, until each is changed or its turn has come; none is lost on the way there and back', async () => {
    const { name, ids } = await customers()
    const [ana = '', bob = '', second = '', other = '', third = '', bobsTwin = ''] = ids
    await publishOps(world, name, [waitsByMail])
    for (const id of ids) expect(await one(name, id)).toMatchObject({ storedVersion: 1, rev: 1 })
    expect(
      await eventually(
        shows(name, [
          [second, ana],
          [third, ana],
          [bobsTwin, bob],
        ]),
      ),
    ).toBe(true)
    expect((await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body.count).toMatchObject({ value: 3 })
    expect((await waiting(name))[0]).toMatchObject({
      ...{ code: 'duplicate-of', field: 'mail', targetField: 'mail', version: 1, target: 2 },
      message: '“bob@x.org” has the same mail, and no two records may.',
    })
    const taken = await create(name, 'ana@x.org')
    expect([taken.status, taken.body.conflict.id]).toEqual([409, ana])
    const moved = await migrate(name, { to: 2 })
    expect(moved).toMatchObject({ report: { moved: 3, quarantined: 3 } })
    // What waits may be edited where it rests, and nobody takes what it has.
    await world.must(200, 'PATCH', `/records/${name}/${second}`, { data: { note: 'x' } })
    expect(await one(name, second)).toMatchObject({ storedVersion: 1, data: { mail: 'ana@x.org', note: 'x' } })
    expect((await world.call('PATCH', `/records/${name}/${second}`, { data: { mail: 'bob@x.org' } })).status).toBe(409)
    // Changed: it goes on by itself.
    await world.must(200, 'PATCH', `/records/${name}/${bobsTwin}`, { data: { mail: 'twin@x.org' } })
    expect(await one(name, bobsTwin)).toMatchObject({ storedVersion: 2 })
    // Its turn has come: the next in line has what the first lets go, at once.
    await world.must(204, 'DELETE', `/records/${name}/${ana}`)
    expect(await pairs(name)).toEqual([[third, second]])
    expect((await create(name, 'ana@x.org')).body.conflict.id).toBe(second)
    expect((await world.call('POST', `/records/${name}/${ana}/restore`, {})).status).toBe(409)
    expect(await migrate(name, { to: 2 })).toMatchObject({ report: { moved: 1, quarantined: 1 } })
    expect(await one(name, second)).toMatchObject({ storedVersion: 2 })
    await holds(name)
    // There and back: nothing but the version has moved.
    expect(await migrate(name, { to: 1 })).toMatchObject({ report: { quarantined: 0 } })
    expect(await one(name, other)).toMatchObject({ storedVersion: 1, rev: 1, data: { mail: 'Ana@x.org ' } })
    await holds(name)
    // No longer unique: nobody waits, and everybody may have everything.
    await publishOps(world, name, [{ op: 'uniques', remove: [['mail']] }])
    expect(await eventually(shows(name, []))).toBe(true)
    expect((await create(name, 'ana@x.org')).status).toBe(201)
    // And unique again, by a return: who came in between stands in line, too.
    await publishOps(world, name, [{ op: 'revert', to: 2 }])
    const lines = async () => (await pairs(name)).filter(([, holder]) => holder === second).length === 2
    expect(await eventually(lines)).toBe(true)
    await holds(name)
  })

  test('it is a combination as a whole, and what is empty in part repeats nothing', async () => {
    const { name } = await customers(['a', 'a', undefined, undefined])
    await publishOps(world, name, [{ op: 'uniques', add: [['mail', 'day']] }])
    const again = (day: string) => world.call('POST', `/records/${name}`, { data: { mail: 'a', day } })
    expect(await eventually(async () => (await again('2026-01-01')).status === 409)).toBe(true)
    expect((await again('2026-01-03')).status).toBe(201)
    await holds(name)
  })

  test('who writes in the words of an older version is held to it, too', async () => {
    const { name, ids } = await customers(['a', 'b'])
    await publishOps(world, name, [byMail])
    await holds(name)
    const refused = await world.call('PATCH', `/records/${name}/${ids[1]}?as=1`, { data: { mail: 'a' } })
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      conflict: { id: ids[0], fields: ['mail'] },
      errors: [{ pointer: '/data/mail', code: 'unique-taken' }],
    })
    expect((await world.call('POST', `/records/${name}?as=1`, { data: { mail: 'b' } })).status).toBe(409)
  })

  test('where nothing may be repeated nothing that repeats arrives by an edit', async () => {
    const { name, ids } = await customers(['a', 'a'])
    const added = { op: 'add', field: { key: 'phone', type: 'text' } }
    await publishOps(world, name, [waitsByMail, added])
    expect(await eventually(shows(name, [[ids[1], ids[0]]]))).toBe(true)
    // Its own version has no words for this: it would have to go on.
    const patch = (data: Body) => world.call('PATCH', `/records/${name}/${ids[1]}`, { data })
    expect((await patch({ phone: '1' })).status).toBe(409)
    expect((await patch({ phone: '1', mail: 'b' })).status).toBe(200)
    expect(await one(name, ids[1] ?? '')).toMatchObject({ storedVersion: 2, data: { mail: 'b', phone: '1' } })
    expect(await waiting(name)).toEqual([])
    await holds(name)
  })

  test('of many who want the same at once one has it, also while it becomes unique', async () => {
    const { name } = await customers(['x', 'y', 'x'])
    const publishing = publishOps(world, name, [waitsByMail])
    const wishes = Array.from({ length: 12 }, () => create(name, 'z'))
    await publishing
    await Promise.all([...wishes, ...Array.from({ length: 12 }, () => create(name, 'w'))])
    await holds(name)
    const all = (await world.must(200, 'GET', `/records/${name}?limit=200`)).body.items as readonly {
      readonly data: { readonly mail: string }
    }[]
    expect(all.filter(({ data }) => data.mail === 'w')).toHaveLength(1)
    const standsBy = async () => {
      const zs = all.filter(({ data }) => data.mail === 'z').length
      return (await waiting(name)).length === zs - 1 + 1
    }
    expect(await eventually(standsBy)).toBe(true)
  })
})
