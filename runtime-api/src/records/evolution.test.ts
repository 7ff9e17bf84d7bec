// Records of many versions beside each other: each client reads and writes the version it speaks, and nothing is lost either way.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newBlueprint, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

type Ops = readonly Readonly<Record<string, unknown>>[]

describeApp('Records across versions', { worker: true }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
  })

  const fresh = (fields: readonly object[], more?: object) => newBlueprint(world, fields, more)
  const publish = (name: string, ops: Ops) => publishOps(world, name, ops)
  const create = async (name: string, data: object, as = '') =>
    (await world.must(201, 'POST', `/records/${name}${as}`, { data })).body
  const read = async (name: string, id: string, as?: number) =>
    (await world.must(200, 'GET', `/records/${name}/${id}${as === undefined ? '' : `?as=${as}`}`)).body
  const patch = async (name: string, id: string, data: object, as?: number) =>
    (await world.must(200, 'PATCH', `/records/${name}/${id}${as === undefined ? '' : `?as=${as}`}`, { data })).body
  const titles = async (name: string, query: string, key = 'title') =>
    (await world.must(200, 'GET', `/records/${name}?${query}`)).body.items.map(
      (one: { data: Record<string, unknown> }) => one.data[key],
    )
  const quiet = async () => {
    const ended = async () =>
      (await world.must(200, 'GET', '/jobs?limit=200')).body.items.every(
        (job: { status: string }) => job.status === 'succeeded',
      )
    expect(await eventually(ended, 10_000)).toBe(true)
  }

  const person = [
    { key: 'name', type: 'text', required: true },
    { key: 'weight', type: 'text', quickFilter: true },
    { key: 'level', type: 'enum', options: ['low', 'high'] },
    { key: 'note', type: 'text' },
  ]

  const names = [
    { key: 'first', type: 'text' },
    { key: 'last', type: 'text' },
  ]

  test('a record is read and written in every version, forward and backward', async () => {
    const name = await fresh(person)
    const { id } = await create(name, { name: 'Ana Maria Souza', weight: 'about 12', level: 'low', note: 'kept' })
    const before = await read(name, id)
    await publish(name, [{ op: 'split', field: 'name', into: names, by: ' ' }])
    await publish(name, [{ op: 'retype', field: 'weight', type: 'number' }])
    await publish(name, [
      { op: 'remap', field: 'level', map: { low: 'high' } },
      { op: 'remove', field: 'note' },
    ])
    const head = await read(name, id)
    expect(head).toMatchObject({ version: 4, storedVersion: 1, rev: 1 })
    expect(head.data).toEqual({ first: 'Ana', last: 'Maria Souza', level: 'high' })
    expect((await read(name, id, 1)).data).toEqual(before.data)
    expect((await read(name, id, 2)).data).toMatchObject({ first: 'Ana', weight: 'about 12' })

    // Written in the newest version: what it does not show stays what it was, in whichever version one looks.
    const moved = await patch(name, id, { last: 'Lima' })
    expect(moved).toMatchObject({ version: 4, storedVersion: 1, data: { first: 'Ana', last: 'Lima', level: 'high' } })
    expect((await read(name, id, 1)).data).toEqual({
      name: 'Ana Lima',
      weight: 'about 12',
      level: 'low',
      note: 'kept',
    })
    // Written in the oldest: the newest shows the edit, and only what the oldest can see has changed.
    const old = await patch(name, id, { weight: '12.5', note: 'changed' }, 1)
    expect(old).toMatchObject({ version: 1, storedVersion: 1, data: { weight: '12.5', note: 'changed', level: 'low' } })
    expect((await read(name, id)).data).toEqual({ first: 'Ana', last: 'Lima', weight: 12.5, level: 'high' })
    // The same for a record that rests at the newest.
    const made = await create(name, { first: 'Bo', last: 'Li', weight: 7, level: 'high' })
    const written = await patch(name, made.id, { name: 'Bo Berg', note: 'for v1', level: 'low' }, 1)
    expect(written).toMatchObject({ version: 1, storedVersion: 4, rev: 2, data: { weight: '7', note: 'for v1' } })
    expect((await read(name, made.id)).data).toEqual({ first: 'Bo', last: 'Berg', weight: 7, level: 'high' })
    expect((await read(name, made.id, 1)).data).toMatchObject({ note: 'for v1', level: 'low' })
    expect((await patch(name, made.id, { weight: 8 })).storedVersion).toBe(4)
    expect((await read(name, made.id, 1)).data).toEqual({ name: 'Bo Berg', weight: '8', note: 'for v1', level: 'low' })
  })

  test('a client of an older version changes nothing it does not know', async () => {
    const name = await fresh([
      { key: 'title', type: 'text' },
      { key: 'size', type: 'integer' },
    ])
    await publish(name, [{ op: 'rename', field: 'title', key: 'name' }])
    await publish(name, [{ op: 'add', field: { key: 'colour', type: 'text' } }])
    for (const key of ['a', 'b', 'c']) await publish(name, [{ op: 'add', field: { key, type: 'text' } }])
    await publish(name, [{ op: 'retype', field: 'size', type: 'text' }])
    const made = await create(name, { name: 'n', size: 'huge', colour: 'red', a: '1', b: '2', c: '3' })
    expect(made).toMatchObject({ version: 7, storedVersion: 7 })
    const seen = await read(name, made.id, 3)
    expect(seen).toMatchObject({ version: 3, storedVersion: 7, data: { name: 'n', colour: 'red' } })
    expect(seen.data).not.toHaveProperty('size')
    const put = await world.must(
      200,
      'PUT',
      `/records/${name}/${made.id}?as=3`,
      { data: { ...seen.data, name: 'edited' } },
      { headers: { 'If-Match': '*' } },
    )
    expect(put.headers.get('etag')).toBe('"2.3"')
    expect((await read(name, made.id)).data).toEqual({
      name: 'edited',
      size: 'huge',
      colour: 'red',
      a: '1',
      b: '2',
      c: '3',
    })
    for (const data of [{ a: 'x' }, { size: 'large' }]) {
      expect((await world.call('PATCH', `/records/${name}/${made.id}?as=3`, { data })).status).toBe(422)
    }
    for (const [as, code] of [
      ['0', 'no-such-version'],
      ['8', 'no-such-version'],
      ['x', 'no-such-version'],
      ['other@3', 'unknown-blueprint'],
    ])
      expect((await world.call('PATCH', `/records/${name}/${made.id}?as=${as}`, { data: {} })).text).toContain(code)
  })

  test('a create in an older version rests at the newest where it is right there, else at its own', async () => {
    const name = await fresh([{ key: 'title', type: 'text' }])
    await publish(name, [{ op: 'rename', field: 'title', key: 'name' }])
    await publish(name, [{ op: 'add', field: { key: 'size', type: 'integer', required: true }, fill: { value: 3 } }])
    const right = await create(name, { title: 'x' }, '?as=1')
    expect(right).toMatchObject({ version: 1, storedVersion: 3, data: { title: 'x' } })
    expect((await read(name, right.id)).data).toEqual({ name: 'x', size: 3 })
    await publish(name, [{ op: 'change', field: 'name', maxLength: 2, onError: 'quarantine' }])
    const own = await create(name, { title: 'too long' }, '?as=1')
    expect(own).toMatchObject({ version: 1, storedVersion: 1, data: { title: 'too long' } })
    expect((await read(name, own.id, 1)).data).toEqual({ title: 'too long' })
    const many = await world.must(200, 'POST', `/records/${name}/bulk?as=1`, {
      items: [
        { op: 'create', data: { title: 'b' } },
        { op: 'update', id: right.id, data: { title: 'y' } },
        { op: 'delete', id: own.id },
      ],
    })
    expect(many.body.items.map((one: { status: number }) => one.status)).toEqual([201, 200, 204])
    expect((await read(name, right.id)).data).toEqual({ name: 'y', size: 3 })
  })

  test('a list speaks the version asked for, over records of three versions', async () => {
    const name = await fresh([
      { key: 'title', type: 'text' },
      { key: 'size', type: 'text', quickFilter: true },
    ])
    for (const size of ['10', '9', 'many']) await create(name, { title: `v1 ${size}`, size })
    await publish(name, [{ op: 'rename', field: 'size', key: 'amount' }])
    for (const amount of ['100', '8']) await create(name, { title: `v2 ${amount}`, amount })
    await publish(name, [{ op: 'retype', field: 'amount', type: 'integer' }])
    for (const amount of [11, 7]) await create(name, { title: `v3 ${amount}`, amount })
    const check = async () => {
      expect(await titles(name, 'sort=amount')).toEqual(['v3 7', 'v2 8', 'v1 9', 'v1 10', 'v3 11', 'v2 100', 'v1 many'])
      expect(await titles(name, 'filter=amount > 9&sort=-amount')).toEqual(['v2 100', 'v3 11', 'v1 10'])
      expect(await titles(name, 'amount=8')).toEqual(['v2 8'])
      // In the words of the first version these are texts.
      expect(await titles(name, `as=1&sort=size&filter=${encodeURIComponent("size != ''")}`)).toEqual(
        expect.arrayContaining(['v1 many', 'v3 7']),
      )
      expect(await titles(name, 'as=1&size=many')).toEqual(['v1 many'])
      expect((await world.must(200, 'GET', `/records/${name}/totals?totals=sum:amount`)).body.totals).toEqual({
        'sum:amount': 145,
      })
    }
    await check()
    await quiet()
    await check()
    const all = await titles(name, 'sort=amount&limit=3')
    expect(all).toHaveLength(3)
  })

  test('what is found by its elements, its words and its unique values follows the newest version', async () => {
    const name = await fresh(
      [
        { key: 'title', type: 'text' },
        { key: 'code', type: 'text' },
        { key: 'tag', type: 'text' },
      ],
      { uniques: [['code']] },
    )
    const { id } = await create(name, { title: 'Old', code: ' A1 ', tag: 'red, blue' })
    const other = await create(name, { title: 'Other', code: 'A1', tag: 'red' })
    await publish(name, [{ op: 'toList', field: 'tag', by: ',' }])
    const tagged = async (tag: string) => titles(name, `filter=${encodeURIComponent(`'${tag}' in tag`)}&sort=title`)
    expect(await tagged('blue')).toEqual(['Old'])
    await quiet()
    expect(await tagged('blue')).toEqual(['Old'])
    expect(await tagged('red')).toEqual(['Old', 'Other'])
    await publish(name, [{ op: 'normalise', field: 'code', form: 'trim' }])
    await quiet()
    // Two records hold what is one value now: the job says so, both stay, and a third one is refused.
    const jobs = (await world.must(200, 'GET', '/jobs')).body.items
    expect(jobs[0].errors).toMatchObject([{ record: id }])
    expect((await world.call('POST', `/records/${name}`, { data: { title: 'Third', code: 'A1' } })).status).toBe(409)
    await world.must(204, 'DELETE', `/records/${name}/${other.id}`)
    expect(await titles(name, 'code=A1')).toEqual(['Old'])
    await publish(name, [{ op: 'remove', field: 'tag' }])
    await quiet()
    await patch(name, id, { title: 'Edited' })
    expect((await read(name, id, 1)).data).toEqual({ title: 'Edited', code: ' A1 ', tag: 'red, blue' })
  })

  test('a version that goes back brings the old values back, and history does too', async () => {
    const name = await fresh(person)
    const data = { name: 'Ana Souza', weight: '1,5 kg', level: 'low', note: 'n' }
    const { id } = await create(name, data)
    await publish(name, [{ op: 'retype', field: 'weight', type: 'number' }])
    await publish(name, [{ op: 'remove', field: 'note' }])
    const edited = await patch(name, id, { name: 'Ana Lima', weight: 3 })
    expect(edited).toMatchObject({ rev: 2 })
    await publish(name, [{ op: 'revert', to: 1 }])
    expect((await read(name, id)).data).toEqual({ name: 'Ana Lima', weight: '3', level: 'low', note: 'n' })
    await world.must(200, 'POST', `/records/${name}/${id}/restore`, { rev: 1 })
    expect((await read(name, id)).data).toEqual(data)
    expect((await read(name, id, 3)).data).toEqual({ name: 'Ana Souza', level: 'low' })
  })

  describe('the history of a record that was moved', () => {
    const history = async (name: string, id: string, query = '') =>
      (await world.must(200, 'GET', `/records/${name}/${id}/history${query}`)).body
    const moveTo = async (name: string, to: number) => {
      const { body } = await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to })
      await quiet()
      return body.id as string
    }

    test('says that it was moved, and what somebody changed in the newest words on both sides', async () => {
      const name = await fresh(person)
      const { id } = await create(name, { name: 'Ana Souza', weight: '4.5', level: 'low' })
      await patch(name, id, { weight: '7' })
      await publish(name, [
        { op: 'retype', field: 'weight', type: 'number' },
        { op: 'split', field: 'name', into: names, by: ' ' },
      ])
      // Before it is moved as well as afterwards.
      const edit = { rev: 2, kind: 'updated', changes: [{ field: 'weight', from: 4.5, to: 7 }] }
      expect((await history(name, id)).items).toMatchObject([edit, { rev: 1, kind: 'created', changes: [] }])
      const job = await moveTo(name, 2)
      const moved = { rev: 3, kind: 'moved', versions: { from: 1, to: 2 }, changes: [] }
      expect((await history(name, id)).items).toMatchObject([moved, edit, { rev: 1 }])
      await patch(name, id, { first: 'Eva' })
      await world.must(202, 'POST', `/jobs/${job}/undo`)
      await quiet()
      const renamed = { rev: 4, kind: 'updated', changes: [{ field: 'first', from: 'Ana', to: 'Eva' }] }
      const back = { kind: 'moved', versions: { from: 2, to: 1 }, changes: [] }
      const all = (await history(name, id)).items
      expect(all).toMatchObject([{ ...back, rev: 5 }, renamed, moved, edit, { rev: 1 }])
      expect(renamed.changes).toHaveLength(all[1].changes.length)
      // Page by page the same.
      const { next } = await history(name, id, '?limit=2')
      expect((await history(name, id, `?limit=2&cursor=${next}`)).items).toEqual(all.slice(2, 4))
    })

    test('says a write that moved it by what it changed', async () => {
      const name = await fresh(person)
      const { id } = await create(name, { name: 'Ana Souza', weight: 'many' })
      await publish(name, [{ op: 'retype', field: 'weight', type: 'number', onError: 'quarantine' }])
      await patch(name, id, { weight: 12 })
      const [entry] = (await history(name, id)).items
      expect(entry).toMatchObject({ kind: 'updated', versions: { from: 1, to: 2 } })
      expect(entry.changes).toMatchObject([
        {
          field: 'weight',
          from: null,
          to: 12,
          fromAsItWas: { version: 1, value: 'many', field: { key: 'weight', type: 'text' } },
        },
      ])
      expect(entry.changes[0]).not.toHaveProperty('toAsItWas')
    })

    test('tells no value as an act that a version put in where nothing was', async () => {
      const name = await fresh(person)
      const { id } = await create(name, { name: 'Ben', note: 'his own' })
      await patch(name, id, { note: null })
      await patch(name, id, { note: 'another' })
      await patch(name, id, { note: null })
      await publish(name, [{ op: 'change', field: 'note', required: true, fill: { value: 'usual' } }])
      expect((await read(name, id)).data).toMatchObject({ note: 'usual' })
      const edits = [
        { rev: 4, changes: [{ field: 'note', from: 'another', to: null }] },
        { rev: 3, changes: [{ field: 'note', from: null, to: 'another' }] },
        { rev: 2, changes: [{ field: 'note', from: 'his own', to: null }] },
        { rev: 1, changes: [] },
      ]
      expect((await history(name, id)).items).toMatchObject(edits)
      await moveTo(name, 2)
      expect((await history(name, id)).items).toMatchObject([{ kind: 'moved', changes: [] }, ...edits])
    })

    test('tells what the newest version cannot show as it was, and is never empty', async () => {
      const name = await fresh(person)
      const { id } = await create(name, { name: 'Ben', weight: 'heavy', note: 'a' })
      await patch(name, id, { weight: 'quite heavy' })
      await patch(name, id, { weight: '7' })
      await patch(name, id, { note: 'b' })
      await publish(name, [
        { op: 'retype', field: 'weight', type: 'number' },
        { op: 'remove', field: 'note' },
      ])
      const was = (value: string) => ({ version: 1, value })
      expect((await history(name, id)).items).toMatchObject([
        { rev: 4, changes: [{ field: 'note', fromAsItWas: was('a'), toAsItWas: was('b') }] },
        { rev: 3, changes: [{ field: 'weight', from: null, fromAsItWas: was('quite heavy'), to: 7 }] },
        { rev: 2, changes: [{ field: 'weight', fromAsItWas: was('heavy'), toAsItWas: was('quite heavy') }] },
        { rev: 1 },
      ])
    })
  })

  test('a field that asks on edit: records are right without it, a person has to fill it in', async () => {
    const name = await fresh([{ key: 'title', type: 'text' }])
    const { id } = await create(name, { title: 'Old' })
    await publish(name, [
      { op: 'add', field: { key: 'owner', label: 'Owner', type: 'text', required: true }, fill: { ask: true } },
    ])
    expect((await read(name, id)).data).toEqual({ title: 'Old' })
    const refused = await world.call('PATCH', `/records/${name}/${id}`, { data: { title: 'New' } })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject([{ pointer: '/data/owner', code: 'required' }])
    expect((await world.call('POST', `/records/${name}`, { data: { title: 'x' } })).status).toBe(422)
    // Who speaks the version before is not asked.
    expect((await patch(name, id, { title: 'By an old client' }, 1)).data).toEqual({ title: 'By an old client' })
    expect((await patch(name, id, { owner: 'Ana' })).data).toEqual({ title: 'By an old client', owner: 'Ana' })
  })

  describe('what somebody still works with does not go away unnoticed', () => {
    let name: string
    beforeAll(async () => {
      name = await fresh([
        { key: 'title', type: 'text' },
        { key: 'stage', type: 'enum', options: ['NEW', 'HELD', 'DONE'] },
        { key: 'weight', label: 'Weight', type: 'number' },
        { key: 'place', label: 'Place', type: 'text' },
      ])
      await world.must(201, 'POST', '/flows', {
        name: `${name}_flow`,
        label: 'On its way',
        blueprint: name,
        stateField: 'stage',
        initial: 'NEW',
        states: { NEW: {}, HELD: {}, DONE: { type: 'final' } },
        transitions: [
          { event: 'hold', from: ['NEW'], to: 'HELD' },
          { event: 'finish', from: ['NEW', 'HELD'], to: 'DONE', guard: 'weight > 3.0' },
        ],
      })
      const view = { name: 'Here', blueprint: name, filter: "place == 'here'", sort: 'place', shared: true }
      await world.must(201, 'POST', '/views', view)
    })

    const refused = async (ops: Ops, op: number, code: string, message: string) => {
      const answered = await world.call('PUT', `/blueprints/${name}/draft`, { ops })
      expect(answered.status).toBe(422)
      expect(answered.body.errors).toContainEqual(expect.objectContaining({ pointer: `/ops/${op}`, code, message }))
      expect((await world.must(200, 'GET', `/blueprints/${name}/draft`)).body.ops).toEqual([])
    }
    const relabel = { op: 'relabel', field: 'title', label: 'Name' }
    test.each<[string, Ops, number, string, string]>([
      [
        'a removed choice that is a state',
        [relabel, { op: 'remap', field: 'stage', map: { HELD: 'NEW' } }],
        1,
        'option-in-flow',
        'The flow “On its way” works with the choice “HELD”. Take it out of the flow first.',
      ],
      [
        'a field that a step asks about',
        [{ op: 'remove', field: 'weight' }],
        0,
        'used-by-flow',
        'The flow “On its way” works with Weight. Change the flow first.',
      ],
      [
        'a type that a step cannot compare any more',
        [{ op: 'retype', field: 'weight', type: 'text' }],
        0,
        'used-by-flow',
        'The flow “On its way” works with Weight. Change the flow first.',
      ],
      [
        'a field that a shared view asks about',
        [{ op: 'remove', field: 'place' }],
        0,
        'used-by-view',
        'The view “Here” works with Place. Change the view first.',
      ],
    ])('%s', async (_, ops, op, code, message) => refused(ops, op, code, message))

    test('a change that hurts nobody goes through, and a view of one\u2019s own is in nobody\u2019s way', async () => {
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, {
        ops: [
          { op: 'rename', field: 'weight', key: 'mass' },
          { op: 'remove', field: 'title' },
        ],
      })
      await world.must(204, 'DELETE', `/blueprints/${name}/draft`)
    })
  })

  describe('the preview', () => {
    test('says exactly what happens to the values, op by op, with records on both sides', async () => {
      const name = await fresh(person, { titleField: 'name' })
      for (const weight of ['12', '7', 'about 9', 'about 10', null])
        await create(name, { name: `w ${weight}`, ...(weight === null ? {} : { weight }) })
      const draft = {
        ops: [
          { op: 'relabel', field: 'note', label: 'Remark' },
          { op: 'retype', field: 'weight', type: 'number' },
          { op: 'split', field: 'name', into: names, by: ' ' },
        ],
      }
      await world.must(200, 'PUT', `/blueprints/${name}/draft`, draft)
      const { report } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
      expect(report.records).toMatchObject({ total: 5, changed: 5, failing: 2, waiting: 0, looked: 5 })
      expect(report.exact).toBe(true)
      expect(report.changes).toMatchObject([
        { op: 0, badge: 'free', records: { changed: 0, failing: 0, waiting: 0 } },
        {
          op: 1,
          badge: 'decision',
          records: { changed: 4, failing: 2 },
          patterns: [{ pattern: 'A 9', n: 2, example: expect.stringContaining('about') }],
        },
        { op: 2, records: { changed: 5, failing: 0 } },
      ])
      expect(report.samples).toHaveLength(5)
      expect(report.samples[0]).toMatchObject({
        title: expect.stringMatching(/about/),
        before: { weight: expect.any(String) },
      })
      expect(report.samples[0].after).not.toHaveProperty('weight')
      expect(report.samples[0].after).toMatchObject({ first: 'w' })
      expect(report.samples[0]).toMatchObject({ waiting: [], failing: [expect.stringMatching(/^f\d+$/)] })
      // One of each way to change comes before a second one that changes alike.
      const ways = report.samples.map((one: { before: object; failing: string[] }) => [
        one.failing.length,
        'weight' in one.before,
      ])
      expect(ways.slice(0, 3)).toEqual([
        [1, true],
        [0, true],
        [0, false],
      ])
    })
  })
})
