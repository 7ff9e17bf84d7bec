// What was not unique becomes so, with records that repeat one another: counted, refused, or waiting for their turn.
import { beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
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
import { startWorker } from '../jobs/worker.ts'

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
  const ended = (id: string) => endedJob(world, id)
  const migrate = (name: string, wish: Body) => migrated(world, name, wish)
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

  test('who is changed where it rests, in older words, goes on when it is tried again', async () => {
    const { name, ids } = await customers(['a', 'a'])
    await publishOps(world, name, [waitsByMail])
    expect(await eventually(shows(name, [[ids[1], ids[0]]]))).toBe(true)
    await world.must(200, 'PATCH', `/records/${name}/${ids[1]}?as=1`, { data: { mail: 'b' } })
    expect(await one(name, ids[1] ?? '')).toMatchObject({ storedVersion: 1 })
    expect(await waiting(name)).toEqual([])
    const again = await world.must(202, 'POST', `/blueprints/${name}/quarantine/retry`, { ids: [ids[1]] })
    expect(await ended(again.body.id)).toMatchObject({ status: 'succeeded', quarantined: 0 })
    expect(await one(name, ids[1] ?? '')).toMatchObject({ storedVersion: 2, data: { mail: 'b' } })
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

describeApp('What becomes unique, while its keys are not handed out', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  /** Records of a kind that has become unique since, and no job has come by. */
  const becomes = async (
    values: readonly (string | undefined)[],
    ops: readonly Body[] = [{ op: 'uniques', add: [['mail']], onError: 'quarantine' }],
  ) => {
    const name = await newBlueprint(world, [
      { key: 'mail', type: 'text' },
      { key: 'note', type: 'text' },
    ])
    const items = values.map((mail) => ({ op: 'create', data: { ...(mail && { mail }) } }))
    const made = (await world.must(200, 'POST', `/records/${name}/bulk`, { items })).body.items
    await publishOps(world, name, ops)
    return { name, ids: made.map(({ id }: { readonly id: string }) => id) as string[] }
  }
  const create = (name: string, mail: unknown, as = '') =>
    world.call('POST', `/records/${name}${as}`, { data: { mail } })
  const patch = (name: string, id: string | undefined, data: Body) =>
    world.call('PATCH', `/records/${name}/${id}`, { data })
  const handOut = async (name: string, meanwhile: () => Promise<unknown> = async () => {}) => {
    const { tenant, read } = await storeOf(world)
    const worker = startWorker(world.app.runtime)
    await meanwhile()
    const isOver = async () =>
      (await read.get('SELECT no FROM blueprint WHERE tenant = ? AND name = ? AND keys_for IS NULL', [
        tenant,
        name,
      ])) !== undefined
    expect(await eventually(isOver, 15_000)).toBe(true)
    await worker.stop()
    expect(await wrongDerivedRows(world.app.runtime, tenant, name)).toEqual([])
  }
  const waiting = async (name: string) =>
    (await world.must(200, 'GET', `/blueprints/${name}/quarantine`)).body.items as readonly Body[]

  test('whoever writes what an older record has is refused from publishing on, and told which', async () => {
    const { name, ids } = await becomes(['a', 'b', undefined])
    const [a = '', b = '', empty = ''] = ids
    const refused = await create(name, 'a')
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      conflict: { id: a, fields: ['mail'] },
      errors: [{ pointer: '/data/mail', code: 'unique-taken' }],
    })
    expect((await create(name, 'b', '?as=1')).body.conflict.id).toBe(b)
    const items = ['c', 'b', 'd'].map((mail) => ({ op: 'create', data: { mail } }))
    expect((await world.call('POST', `/records/${name}/bulk`, { items })).status).toBe(409)
    const each = (await world.must(200, 'POST', `/records/${name}/bulk?partial=true`, { items })).body.items
    expect(each.map(({ status }: { readonly status: number }) => status)).toEqual([201, 409, 201])
    // Old ones among each other, and new ones.
    expect((await patch(name, a, { mail: 'b' })).body.conflict.id).toBe(b)
    expect((await patch(name, empty, { mail: 'a' })).body.conflict.id).toBe(a)
    expect((await patch(name, each[0].id, { mail: 'a' })).body.conflict.id).toBe(a)
    // Its own is no conflict, and what one lets go is free.
    expect((await patch(name, b, { mail: 'b', note: 'x' })).status).toBe(200)
    expect((await patch(name, a, { mail: 'z' })).status).toBe(200)
    expect((await create(name, 'a')).status).toBe(201)
    await world.must(204, 'DELETE', `/records/${name}/${b}`)
    expect((await create(name, 'b')).status).toBe(201)
    expect((await world.call('POST', `/records/${name}/${b}/restore`, {})).status).toBe(409)
    await handOut(name)
    expect(await waiting(name)).toEqual([])
    expect((await create(name, 'z')).body.conflict.id).toBe(a)
  })

  test('who comes out of the trash is held to it, as long as no key is handed out', async () => {
    const { name, ids } = await becomes(['a', 'a'])
    await world.must(204, 'DELETE', `/records/${name}/${ids[1]}`)
    const refused = await world.call('POST', `/records/${name}/${ids[1]}/restore`, {})
    expect([refused.status, refused.body.conflict?.id]).toEqual([409, ids[0]])
    await handOut(name)
  })

  test('what counts is what older records say now, carried over whatever was published with it', async () => {
    const number = { op: 'retype', field: 'mail', type: 'number', onError: 'keep' }
    const { name, ids } = await becomes(
      ['7', '07', 'x'],
      [number, { op: 'uniques', add: [['mail']], onError: 'quarantine' }],
    )
    expect((await create(name, 7)).status).toBe(409)
    expect((await create(name, 8)).status).toBe(201)
    await publishOps(world, name, [{ op: 'change', field: 'note', label: 'Word' }])
    expect((await create(name, 7)).status).toBe(409)
    expect((await patch(name, ids[2], { mail: 7 })).status).toBe(409)
    await handOut(name)
    expect((await create(name, 7)).status).toBe(409)
  })

  test('nobody slips in while many write and the keys are handed out', async () => {
    const olds = Array.from({ length: 40 }, (_, i) => `old${i}`)
    const { name, ids } = await becomes(olds)
    const answers: { readonly mail: string; readonly status: number }[] = []
    const writeAll = async () => {
      const rounds = olds.flatMap((mail, i) => [
        async () => answers.push({ mail, status: (await create(name, mail)).status }),
        async () => answers.push({ mail: `new${i % 10}`, status: (await create(name, `new${i % 10}`)).status }),
        // Every fourth of the old ones goes elsewhere, and others may come to where it was.
        async () => (i % 4 === 0 ? patch(name, ids[i], { mail: `gone${i}` }) : patch(name, ids[i], { note: 'x' })),
      ])
      await Promise.all(rounds.map((write) => write()))
    }
    await writeAll()
    await handOut(name, writeAll)
    const stays = answers.filter(({ mail }) => mail.startsWith('old') && Number(mail.slice(3)) % 4 !== 0)
    expect(new Set(stays.map(({ status }) => status))).toEqual(new Set([409]))
    const { items } = (await world.must(200, 'GET', `/records/${name}?limit=200`)).body
    const mails = items.map(({ data }: { readonly data: { readonly mail: string } }) => data.mail)
    expect(mails.filter((mail: string, i: number) => mails.indexOf(mail) !== i)).toEqual([])
    expect(await waiting(name)).toEqual([])
  })

  test('records that come from another blueprint are held to it, too', async () => {
    const { name, ids } = await becomes(['a'])
    const from = await newBlueprint(world, [
      { key: 'mail', type: 'text' },
      { key: 'note', type: 'text' },
    ])
    const jobs = async () => (await world.must(200, 'GET', '/jobs?limit=200')).body.items as readonly Body[]
    const held = (await jobs()).filter(({ blueprint, status }) => blueprint === name && status === 'queued')
    for (const { id } of held) await world.must(200, 'POST', `/jobs/${id}/pause`)
    await publishOps(world, name, [{ op: 'mergeBlueprints', blueprint: from, discriminator: 'kind' }])
    const comes = (await create(from, 'b')).body.id
    const stays = (await create(from, 'a')).body.id
    const worker = startWorker(world.app.runtime)
    const passing = async () => (await jobs()).find(({ kind }) => kind === 'pass')
    expect(await eventually(async () => (await passing())?.['status'] === 'paused', 15_000)).toBe(true)
    expect(await passing()).toMatchObject({ done: 1, quarantined: 1, errors: [{ record: stays }] })
    expect(JSON.stringify((await passing())?.['errors'])).toContain(ids[0])
    expect((await world.call('GET', `/records/${name}/${comes}`)).status).toBe(200)
    for (const { id } of held) await world.must(200, 'POST', `/jobs/${id}/resume`)
    await worker.stop()
    await handOut(name)
  })

  test('and so are rows that are records', async () => {
    const [order, line] = ['an_order', 'a_line']
    const fields = [
      { key: 'title', type: 'text' },
      { key: 'lines', type: 'list', fields: [{ key: 'what', type: 'text' }] },
    ]
    await world.must(201, 'POST', '/blueprints', { name: order, fields })
    await publishOps(world, order, [{ op: 'subtable', field: 'lines', blueprint: line, parent: 'order' }])
    const parent = (await world.must(201, 'POST', `/records/${order}`, { data: {} })).body.id
    const made = (await world.must(201, 'POST', `/records/${line}`, { data: { what: 'a', order: parent } })).body.id
    await publishOps(world, line, [{ op: 'uniques', add: [['what']] }])
    const rows = (...whats: readonly string[]) =>
      world.call('POST', `/records/${order}?as=1`, { data: { lines: whats.map((what) => ({ what })) } })
    const refused = await rows('b', 'a')
    expect([refused.status, refused.body.conflict?.id]).toEqual([409, made])
    expect((await rows('b', 'c')).status).toBe(201)
    expect((await rows('c')).status).toBe(409)
    await handOut(line)
  })

  test('and what another record gives to the one that it points to', async () => {
    const { name, ids } = await becomes(['a', undefined], [{ op: 'uniques', add: [['mail']] }])
    const order = await newBlueprint(world, [
      { key: 'mail', type: 'text' },
      { key: 'note', type: 'text' },
      { key: 'who', type: 'relation', blueprint: name },
    ])
    const data = { mail: 'a', who: ids[1] }
    const { id } = (await world.must(201, 'POST', `/records/${order}`, { data })).body
    await publishOps(world, order, [{ op: 'moveToRelated', field: 'mail', via: 'who' }])
    await patch(order, id, { note: 'x' })
    const mails = async () => {
      const { items } = (await world.must(200, 'GET', `/records/${name}?sort=createdAt`)).body
      return items.map((one: { readonly data: { readonly mail?: string } }) => one.data.mail)
    }
    expect(await mails()).toEqual(['a', undefined])
    await handOut(name)
    expect(await mails()).toEqual(['a', undefined])
    expect(await waiting(name)).toEqual([])
    expect((await world.must(200, 'GET', `/records/${order}/${id}?as=1`)).body.data).toMatchObject({ mail: 'a' })
  })
})
