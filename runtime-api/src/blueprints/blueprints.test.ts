// What the routes of blueprints promise, on both databases: versions, drafts, previews, publishing without touching a record.
import { beforeAll, describe, expect, test } from 'vitest'
import { runScenarios, type Scenario } from '../../test/api-scenario.ts'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, eventually, newWorld, type TenantWorld } from '../../test/tenant-world.ts'

describeApp('Blueprints', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
  })
  let count = 0
  const fresh = async (fields: readonly object[] = [{ key: 'title', type: 'text', required: true }]) => {
    count += 1
    const name = `thing_${count}`
    await world.must(201, 'POST', '/blueprints', { name, label: 'A thing', fields })
    return name
  }
  const publish = async (name: string, ops: readonly object[]) => {
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
    const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
    return (await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })).body
  }

  test('a new blueprint has version 1 with ids beside its names, and is read back the same', async () => {
    const made = (await world.must(200, 'GET', '/blueprints/delivery')).body
    expect(made).toMatchObject({
      name: 'delivery',
      version: 1,
      titleField: 'cargo',
      uniques: [['deliver_from', 'cargo']],
    })
    expect(made.fields.map(({ id, key }: { id: string; key: string }) => [id, key])[0]).toEqual(['f1', 'deliver_from'])
    const version = (await world.must(200, 'GET', '/blueprints/delivery/versions/1')).body
    expect(version).toMatchObject({
      version: 1,
      ops: [],
      summary: [],
      schema: { type: 'object' },
      publishedBy: expect.any(String),
    })
    expect((await world.must(200, 'GET', '/blueprints/delivery/versions')).body.items).toHaveLength(1)
    expect((await world.call('GET', '/blueprints/delivery/versions/2')).status).toBe(404)
    expect((await world.call('GET', '/blueprints/delivery/versions/x')).status).toBe(404)
  })

  test('a JSON Schema gives the same blueprint as a field list', async () => {
    const list = (await world.must(200, 'GET', '/blueprints/delivery/versions/1')).body
    await world.must(201, 'POST', '/blueprints', { name: 'by_schema', schema: list.schema })
    const read = (await world.must(200, 'GET', '/blueprints/by_schema')).body
    expect(read.fields).toEqual(list.fields)
    expect(read.rules).toEqual(list.rules)
  })

  test('what differs between any two versions is said field by field, forward and backward', async () => {
    const name = await fresh()
    await publish(name, [{ op: 'rename', field: 'title', key: 'heading' }])
    await publish(name, [{ op: 'add', field: { key: 'due', type: 'date', label: { en: 'Due', 'pt-BR': 'Prazo' } } }])
    const at = (path: string, language = 'en') =>
      world.call('GET', `/blueprints/${name}/versions/${path}`, undefined, { headers: { 'Accept-Language': language } })
    expect((await at('3?since=1')).body.changes).toEqual([
      {
        field: 'f1',
        key: 'heading',
        is: 'changed',
        sentences: ['Programs find “title” under the name heading (until now: title).'],
      },
      { field: 'f2', key: 'due', is: 'added', sentences: ['New field “Due”.'] },
    ])
    const back = await at('1?since=3', 'pt-BR')
    expect(back.body).toMatchObject({ version: 1, changes: [{ key: 'title' }, { key: 'due', is: 'removed' }] })
    expect(back.body.changes[1].sentences).toEqual(['“Prazo” não existe.'])
    expect((await at('2?since=2')).body.changes).toEqual([])
    expect((await at('2')).body).not.toHaveProperty('changes')
    const unknown = await at('2?since=9')
    expect([unknown.status, unknown.body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/query/since', code: 'no-such-version' })],
    ])
    expect((await at('9?since=1')).status).toBe(404)
    expect((await at('2?since=x')).status).toBe(400)
  })

  runScenarios(
    () => world,
    [
      ['a taken name', delivery, 409],
      ['no fields', { name: 'empty' }, 422],
      ['an unknown type', { name: 'bad', fields: [{ key: 'a', type: 'wish' }] }, 422],
      [
        'a rule that does not read',
        { name: 'bad', fields: [{ key: 'a', type: 'text' }], rules: [{ check: 'a >', message: 'x' }] },
        422,
      ],
      ['a hostile name', { name: '__proto__', fields: [{ key: 'a', type: 'text' }] }, 422],
      ['a body that is no object', [], 422],
    ].map(
      ([name, body, status]): Scenario<TenantWorld> => ({
        name: `refuses ${name}`,
        request: ['POST', (at) => `${at.tenant.path}/blueprints`, (at) => ({ token: at.token, body })],
        status: status as number,
      }),
    ),
  )

  test('a member reads definitions and does not change them', async () => {
    const asMember = { token: world.memberToken }
    expect((await world.call('GET', '/blueprints', undefined, asMember)).status).toBe(200)
    for (const [method, path, body] of [
      ['POST', '/blueprints', delivery],
      ['DELETE', '/blueprints/delivery', undefined],
      ['PUT', '/blueprints/delivery/draft', { ops: [] }],
      ['POST', '/blueprints/delivery/draft/publish', { token: 'x' }],
      ['POST', '/flows', {}],
    ] as const) {
      expect((await world.call(method, path, body, asMember)).status, `${method} ${path}`).toBe(403)
    }
  })

  describe('drafts', () => {
    test('a draft is saved with a rev, refused when it could not be published, and thrown away', async () => {
      const name = await fresh()
      const empty = await world.must(200, 'GET', `/blueprints/${name}/draft`)
      expect(empty.body).toMatchObject({ rev: 0, base: 1, ops: [] })
      const ops = [{ op: 'rename', field: 'title', key: 'name' }]
      const saved = await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
      expect(saved.body).toMatchObject({ rev: 1, ops })
      expect(saved.headers.get('etag')).toBe('"1.1"')
      const refused = await world.call('PUT', `/blueprints/${name}/draft`, {
        ops: [{ op: 'rename', field: 'nothing', key: 'x' }],
      })
      expect(refused.status).toBe(422)
      expect(refused.body.errors[0].pointer).toMatch(/^\/ops\/0/)
      const stale = await world.call('PUT', `/blueprints/${name}/draft`, { ops }, { headers: { 'If-Match': '"9.1"' } })
      expect(stale.status).toBe(412)
      expect(stale.body.current.rev).toBe(1)
      await world.must(204, 'DELETE', `/blueprints/${name}/draft`)
      expect((await world.must(200, 'GET', `/blueprints/${name}/draft`)).body.ops).toEqual([])
      expect((await world.call('POST', `/blueprints/${name}/draft/preview`)).status).toBe(409)
    })

    test('an op that is not offered yet says so', async () => {
      const name = await fresh()
      const ops = [{ op: 'meta', name: 'other' }]
      const refused = await world.call('PUT', `/blueprints/${name}/draft`, { ops })
      expect(refused.status).toBe(422)
      expect(refused.body.errors[0].code).toBe('op-not-offered')
    })

    test('of those who save at once on the same state one wins', async () => {
      const name = await fresh()
      const sent = await Promise.all(
        Array.from({ length: 8 }, (_, at) => {
          const ops = [{ op: 'add', field: { key: `n${at}`, type: 'text' } }]
          return world.call('PUT', `/blueprints/${name}/draft`, { ops }, { headers: { 'If-Match': '"0.1"' } })
        }),
      )
      expect(sent.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 412)])
    })

    test('a token is good for one draft on one version, and not for another tenant or time', async () => {
      const name = await fresh()
      const first = [{ op: 'add', field: { key: 'a', type: 'text' } }]
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops: first })
      const { token, report } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
      expect(report).toMatchObject({
        from: 1,
        to: 2,
        records: { total: 0, changed: 0 },
        sentences: [expect.any(String)],
        exact: true,
      })
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
        ops: [{ op: 'add', field: { key: 'b', type: 'text' } }],
      })
      for (const wrong of [token, 'x', '', `${token}x`, `zzzzzzzz.${token.split('.')[1]}`]) {
        const refused = await world.call('POST', `/blueprints/${name}/draft/publish`, { token: wrong })
        expect(refused.status, wrong).toBe(409)
        expect(refused.body.code).toBe('stale-token')
      }
      for (const [language, words] of [
        ['en', 'The preview is out of date'],
        ['pt-BR', 'A prévia está desatualizada'],
        ['ru', 'Предпросмотр устарел'],
      ] as const) {
        const headers = { 'Accept-Language': language }
        const { body } = await world.call('POST', `/blueprints/${name}/draft/publish`, { token }, { headers })
        expect([body.title, body.detail]).toEqual([words, words])
      }
      expect((await world.must(200, 'GET', `/blueprints/${name}`)).body.version).toBe(1)
    })

    test('what several are called is told wherever the blueprint is, changed by an op, and no part of one that never had it', async () => {
      const name = await fresh()
      const listed = async () => {
        const { items } = (await world.must(200, 'GET', '/blueprints?limit=200')).body
        return items.find((one: { readonly name: string }) => one.name === name)
      }
      expect(await listed()).not.toHaveProperty('plural')
      const plural = { en: 'Deals', ru: 'Сделки' }
      await publish(name, [{ op: 'meta', plural }])
      expect(await listed()).toMatchObject({ plural })
      expect((await world.must(200, 'GET', `/blueprints/${name}`)).body).toMatchObject({ plural })
      expect((await world.must(200, 'GET', `/blueprints/${name}/versions/1`)).body).not.toHaveProperty('plural')
      const { schema, summary } = (await world.must(200, 'GET', `/blueprints/${name}/versions/2`)).body
      expect(schema['x-molde']).toMatchObject({ plural })
      expect(summary).toEqual(['Several are now called “Deals”.'])
      await publish(name, [{ op: 'meta', plural: null }])
      expect(await listed()).not.toHaveProperty('plural')
      await world.must(201, 'POST', '/blueprints', { name: `${name}_copy`, schema })
      expect((await world.must(200, 'GET', `/blueprints/${name}_copy`)).body).toMatchObject({ plural })
    })

    test('what a draft and a version change is said with names, also where a field has only a key', async () => {
      const name = await fresh()
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
        ops: [{ op: 'relabel', field: 'title', label: 'Subject' }],
      })
      const said = ['“Title” is now called “Subject”.']
      const { report, token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
      expect(report.sentences).toEqual(said)
      await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })
      expect((await world.must(200, 'GET', `/blueprints/${name}/versions/2`)).body.summary).toEqual(said)
    })

    test('what a draft and a version change is said in the language of the reader', async () => {
      const name = await fresh()
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops: [{ op: 'meta', label: 'Deals' }] })
      const inRussian = { headers: { 'Accept-Language': 'ru' } }
      const said = ['Новое название: «Deals».']
      const { report, token } = (
        await world.must(200, 'POST', `/blueprints/${name}/draft/preview`, undefined, inRussian)
      ).body
      expect(report.sentences).toEqual(said)
      const published = await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token }, inRussian)
      expect(published.body.summary).toEqual(said)
      const one = await world.must(200, 'GET', `/blueprints/${name}/versions/2`, undefined, inRussian)
      expect(one.body.summary).toEqual(said)
      const all = (await world.must(200, 'GET', `/blueprints/${name}/versions?limit=1`, undefined, inRussian)).body
      expect(all.items[0].summary).toEqual(said)
      const inEnglish = (await world.must(200, 'GET', `/blueprints/${name}/versions/2`)).body
      expect(inEnglish.summary).toEqual(['It is now called “Deals”.'])
    })

    test('of two who publish at once one wins', async () => {
      const name = await fresh()
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
        ops: [{ op: 'add', field: { key: 'a', type: 'text' } }],
      })
      const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
      const sent = () => world.call('POST', `/blueprints/${name}/draft/publish`, { token })
      const answers = await Promise.all([sent(), sent(), sent()])
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
      expect((await world.must(200, 'GET', `/blueprints/${name}/versions`)).body.items).toHaveLength(2)
    })
  })

  test('publishing touches no record: old ones are read in the new shape, and move when they are edited', async () => {
    const name = await fresh([
      { key: 'title', type: 'text', required: true },
      { key: 'level', type: 'enum', options: ['low'] },
    ])
    const records = `/records/${name}`
    const { id } = (await world.must(201, 'POST', records, { data: { title: 'Old', level: 'low' } })).body
    const published = await publish(name, [
      { op: 'add', field: { key: 'size', type: 'integer', required: true }, fill: { value: 7 } },
      { op: 'rename', field: 'title', key: 'name' },
      { op: 'options', field: 'level', add: ['high'] },
    ])
    expect(published).toMatchObject({
      version: 2,
      summary: [expect.any(String), expect.any(String), expect.any(String)],
    })
    expect(published.ops.map((one: { id: string }) => one.id)).toEqual(['p1', 'p2', 'p3'])
    const old = (await world.must(200, 'GET', `${records}/${id}`)).body
    expect(old).toMatchObject({ version: 2, storedVersion: 1, rev: 1, data: { name: 'Old', size: 7, level: 'low' } })
    const before = (await world.must(200, 'GET', `${records}/${id}?as=1`)).body
    expect(before).toMatchObject({ version: 1, data: { title: 'Old', level: 'low' } })
    expect(before.data).not.toHaveProperty('size')
    const renamed = (await world.must(200, 'PATCH', `${records}/${id}`, { data: { name: 'Still old' } })).body
    expect(renamed).toMatchObject({ rev: 2, storedVersion: 1, data: { name: 'Still old', size: 7 } })
    const moved = (await world.must(200, 'PATCH', `${records}/${id}`, { data: { level: 'high' } })).body
    expect(moved).toMatchObject({ rev: 3, storedVersion: 2, data: { name: 'Still old', size: 7, level: 'high' } })
    // A choice that came later is none of the first version's.
    expect((await world.must(200, 'GET', `${records}/${id}?as=1`)).body.data).toEqual({ title: 'Still old' })
    expect((await world.must(200, 'GET', `${records}?as=1`)).body.items).toMatchObject([
      { version: 1, storedVersion: 2 },
    ])
    expect((await world.must(200, 'GET', `${records}?as=2`)).body.items).toHaveLength(1)
    expect(
      (await world.call('GET', `${records}/${id}`, undefined, { headers: { 'Accept-Blueprint': `${name}@2` } })).status,
    ).toBe(200)
  })

  test('a filled field is found and sorted in old records as in new ones, and gets its slot by a job', async () => {
    const name = await fresh()
    const items = Array.from({ length: 420 }, (_, i) => ({ op: 'create', data: { title: `Old ${i}` } }))
    await world.must(200, 'POST', `/records/${name}/bulk`, { items })
    await publish(name, [
      { op: 'add', field: { key: 'size', type: 'integer', required: true, quickFilter: true }, fill: { value: 7 } },
    ])
    await world.must(201, 'POST', `/records/${name}`, { data: { title: 'New', size: 3 } })
    const ask = async () => (await world.must(200, 'GET', `/records/${name}?size=7&limit=1`)).body.count.value
    expect(await ask()).toBe(420)
    const done = async () =>
      (await world.must(200, 'GET', '/jobs')).body.items.every((job: { status: string }) => job.status === 'succeeded')
    expect(await eventually(done)).toBe(true)
    expect(await ask()).toBe(420)
    const sorted = (await world.must(200, 'GET', `/records/${name}?sort=size&limit=2`)).body.items
    expect(sorted.map((one: { data: { size: number } }) => one.data.size)).toEqual([3, 7])
  })

  test('a preview counts the records that a new rule would find wrong', async () => {
    const name = await fresh([{ key: 'size', type: 'integer' }])
    for (const size of [1, 2, 3, null]) await world.must(201, 'POST', `/records/${name}`, { data: { size } })
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
      ops: [{ op: 'rules', add: [{ check: 'size > 2', message: 'Too small' }] }],
    })
    const { report } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
    expect(report.findings).toMatchObject([
      { check: 'rule-violations', n: 2, message: expect.stringContaining('Too small') },
    ])
  })

  test('a blueprint in the trash is 404 with its records, keeps them, and comes back; its name is free meanwhile', async () => {
    const name = await fresh()
    const { id } = (await world.must(201, 'POST', `/records/${name}`, { data: { title: 'Kept' } })).body
    expect(
      (await world.call('DELETE', `/blueprints/${name}`, undefined, { headers: { 'If-Match': '"99.1"' } })).status,
    ).toBe(412)
    await world.must(204, 'DELETE', `/blueprints/${name}`)
    for (const path of [`/blueprints/${name}`, `/records/${name}`, `/records/${name}/${id}`]) {
      expect((await world.call('GET', path)).status).toBe(404)
    }
    expect((await world.call('POST', `/records/${name}`, { data: { title: 'x' } })).status).toBe(404)
    const trash = (await world.must(200, 'GET', '/trash')).body.items
    expect(trash).toContainEqual(expect.objectContaining({ kind: 'blueprint', blueprint: name, records: 1 }))
    await world.must(201, 'POST', '/blueprints', { name, fields: [{ key: 'other', type: 'text' }] })
    expect((await world.call('POST', `/blueprints/${name}/restore`)).status).toBe(409)
    await world.must(204, 'DELETE', `/blueprints/${name}`)
    const first = trash.find((one: { blueprint: string }) => one.blueprint === name).id
    await world.must(200, 'POST', `/blueprints/${first}/restore`)
    expect((await world.must(200, 'GET', `/records/${name}/${id}`)).body.data).toEqual({ title: 'Kept' })
  })

  test('a field that is no longer a quick filter gives its slot back', async () => {
    const name = await fresh(Array.from({ length: 8 }, (_, i) => ({ key: `n${i}`, type: 'number', quickFilter: true })))
    await world.must(201, 'POST', `/records/${name}`, { data: { n0: 5, n7: 1 } })
    await publish(name, [
      { op: 'change', field: 'n0', quickFilter: false },
      { op: 'add', field: { key: 'late', type: 'number', quickFilter: true }, fill: { value: 2 } },
    ])
    const found = async () => (await world.must(200, 'GET', `/records/${name}?late=2&n0=5`)).body.items.length
    expect(await found()).toBe(1)
    await eventually(async () => (await world.must(200, 'GET', '/jobs')).body.items[0].status === 'succeeded')
    expect(await found()).toBe(1)
    await world.must(201, 'POST', `/records/${name}`, { data: { n0: 2, late: 9 } })
    expect((await world.must(200, 'GET', `/records/${name}?sort=-late&limit=1`)).body.items[0].data.late).toBe(9)
  })
})
