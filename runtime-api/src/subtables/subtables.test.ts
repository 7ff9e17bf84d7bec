// Rows that become records of their own: published, moved, read and written from both sides, there and back without a loss.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { canonicalJson } from '@molde/engine'
import { beforeAll, expect, it } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { packedFile, tablesWith } from '../../test/find-bytes.ts'
import { eventually, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'

interface Wire {
  readonly id: string
  readonly version: number
  readonly storedVersion: number
  readonly rev: number
  readonly data: { readonly [field: string]: never }
}

describeApp('rows that become records', { worker: true }, (app) => {
  let world: TenantWorld
  let count = 0
  beforeAll(async () => {
    world = await newWorld(app())
  })

  /** Orders with lines, and nothing else yet. */
  async function stage(more: readonly object[] = []) {
    count += 1
    const [order, line] = [`order${count}`, `line${count}`]
    await world.must(201, 'POST', '/blueprints', {
      name: order,
      label: 'Order',
      titleField: 'title',
      fields: [
        { key: 'title', type: 'text', required: true },
        {
          key: 'lines',
          label: 'Lines',
          type: 'list',
          fields: [
            { key: 'what', type: 'text', maxLength: 20 },
            { key: 'size', type: 'enum', options: ['S', 'L'] },
            { key: 'count', type: 'integer', minimum: 0 },
          ],
        },
        ...more,
      ],
    })
    const list = async (name: string, query = ''): Promise<Wire[]> =>
      (await world.must(200, 'GET', `/records/${name}?sort=createdAt${query}`)).body.items
    /** What hangs on the records of these, once the words are in. */
    const wrong = async (...names: string[]) => {
      const { tenant } = await storeOf(world)
      const found = async () =>
        (await Promise.all(names.map((name) => wrongDerivedRows(app().runtime, tenant, name)))).flat()
      await eventually(async () => (await found()).length === 0)
      return found()
    }
    const stageOf = {
      ...{ order, line, wrong },
      ops: [{ op: 'subtable', field: 'lines', blueprint: line, parent: 'order' }],
      add: async (name: string, data: object, query = ''): Promise<Wire> =>
        (await world.must(201, 'POST', `/records/${name}${query}`, { data })).body,
      patch: async (name: string, id: string, data: object, query = ''): Promise<Wire> =>
        (await world.must(200, 'PATCH', `/records/${name}/${id}${query}`, { data })).body,
      list,
      datas: async (name: string, query = '') => (await list(name, query)).map(({ data }) => data),
      rows: async (id: string, as = 1): Promise<readonly object[]> =>
        (await world.must(200, 'GET', `/records/${order}/${id}?as=${as}`)).body.data.lines ?? [],
      settled: async () => {
        const isDone = async () =>
          (await world.must(200, 'GET', '/jobs')).body.items.every(
            ({ status }: { status: string }) => status === 'succeeded' || status === 'cancelled',
          )
        expect(await eventually(isDone, 20_000)).toBe(true)
      },
      async migrate(to: number, name = order) {
        const { body } = await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to })
        const job = async () => (await world.must(200, 'GET', `/jobs/${body.id}`)).body
        expect(await eventually(async () => (await job()).status === 'succeeded', 20_000)).toBe(true)
        return job()
      },
      /** What is stored of the orders, without when. */
      async hashes(): Promise<ReadonlyMap<string, string>> {
        const store = await storeOf(world)
        const rows = await store.read.all<{ id: string; version: number; data: string; attic: string | null }>(
          `SELECT id, version, CAST(data AS text) AS data, CAST(attic AS text) AS attic FROM record
            WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ? AND name = ?)`,
          [store.tenant, store.tenant, order],
        )
        return new Map(
          rows.map(({ id, version, data, attic }) => {
            const text = `${version} ${canonicalJson(JSON.parse(data))} ${canonicalJson(JSON.parse(attic ?? 'null'))}`
            return [id, createHash('sha256').update(text).digest('hex')]
          }),
        )
      },
    }
    return stageOf
  }

  const lines = [{ _id: 'x', what: 'Tiles', size: 'L', count: 3 }, { _id: 'y', what: 'Glue' }, { _id: 'z' }]
  /** Ids that no other test has. */
  const own = (name: string) => lines.map((line) => ({ ...line, _id: `${name}-${line._id}` }))

  it('are made with the ids of the rows, and come back exactly', async () => {
    const { order, line, ops, add, datas, list, rows, settled, migrate, hashes, wrong } = await stage()
    const rowsOf = own(order)
    const a = await add(order, { title: 'a', lines: rowsOf })
    const b = await add(order, { title: 'b', lines: [{ what: 'Nails' }] })
    const c = await add(order, { title: 'c' })
    const d = await add(order, { title: 'd', lines: [] })
    const [nails] = await rows(b.id)
    const before = await hashes()
    await publishOps(world, order, ops)
    // Publishing itself touches no record; the job that it wrote down does.
    await settled()
    expect((await list(order)).map(({ storedVersion, data }) => [storedVersion, data])).toEqual([
      [2, { title: 'a' }],
      [2, { title: 'b' }],
      [2, { title: 'c' }],
      [2, { title: 'd' }],
    ])
    const children = await list(line)
    expect(children.map(({ id, data }) => ({ _id: id, ...(data as object) }))).toEqual([
      ...rowsOf.map((row) => ({ ...row, order: a.id })),
      { ...nails, order: b.id },
    ])
    for (const [id, expected] of [
      [a.id, rowsOf],
      [b.id, [nails]],
      [c.id, []],
      [d.id, []],
    ] as const)
      expect(await rows(id)).toEqual(expected)
    expect(await datas(order, '&as=1')).toEqual([
      { title: 'a', lines: rowsOf },
      { title: 'b', lines: [nails] },
      { title: 'c' },
      { title: 'd', lines: [] },
    ])
    await migrate(1)
    expect(await hashes()).toEqual(before)
    expect(await datas(line)).toEqual([])
    expect(await datas(line, '&trash=true')).toEqual([])
    await migrate(2)
    // The very same records.
    expect(await list(line)).toMatchObject(children.map(({ id, data }) => ({ id, data })))
    expect(await wrong(line)).toEqual([])
  })

  it('are written from the side of the record they were rows of', async () => {
    const { order, line, ops, add, patch, list, rows, settled } = await stage()
    const rowsOf = own(order)
    const a = await add(order, { title: 'a', lines: rowsOf })
    await publishOps(world, order, ops)
    await settled()
    const [x, y] = rowsOf as [object, object]
    // Changed, taken away, come, and in another order.
    const wanted = [{ ...y, count: 7 }, { what: 'Saw' }, x]
    const shown = await patch(order, a.id, { lines: wanted }, '?as=1')
    const saw = (shown.data['lines'] as unknown as { _id: string }[])[1]?._id
    expect(shown).toMatchObject({ storedVersion: 2, data: { title: 'a', lines: wanted } })
    expect(await rows(a.id)).toEqual([{ ...y, count: 7 }, { _id: saw, what: 'Saw' }, x])
    expect((await list(line)).map(({ id, data }) => [id, data['count'] ?? null])).toEqual([
      [`${order}-x`, 3],
      [`${order}-y`, 7],
      [saw, null],
    ])
    expect((await list(line, '&trash=true')).map(({ id }) => id)).toEqual([`${order}-z`])
    // A new one, right away as records.
    const b = await add(order, { title: 'b', lines: [{ _id: `${order}-n`, what: 'New' }] }, '?as=1')
    expect(b).toMatchObject({ storedVersion: 2, data: { lines: [{ what: 'New' }] } })
    expect((await list(line)).at(-1)).toMatchObject({ id: `${order}-n`, data: { what: 'New', order: b.id } })
    // An edit of something else leaves the rows alone.
    const revs = async () => (await list(line)).map(({ rev }) => rev)
    const known = await revs()
    await patch(order, a.id, { title: 'again' }, '?as=1')
    expect(await revs()).toEqual(known)
  })

  it('are written as records, and rows show it', async () => {
    const { order, line, ops, add, patch, rows, settled, migrate, list, wrong } = await stage()
    const rowsOf = own(order)
    const a = await add(order, { title: 'a', lines: rowsOf })
    await publishOps(world, order, ops)
    await settled()
    await publishOps(world, line, [{ op: 'add', field: { key: 'note', type: 'text' } }])
    await patch(line, `${order}-x`, { what: 'Stones', note: 'heavy' })
    const late = await add(line, { order: a.id, what: 'Late' })
    await world.must(204, 'DELETE', `/records/${line}/${order}-y`)
    await world.must(201, 'POST', `/records/${line}/${order}-x/comments`, { text: 'Mind the step' })
    const shown = [{ ...rowsOf[0], what: 'Stones' }, rowsOf[2], { _id: late.id, what: 'Late' }]
    expect(await rows(a.id)).toEqual(shown)
    await migrate(1)
    expect(await rows(a.id)).toEqual(shown)
    // Neither in a list nor in the trash, and nobody can reach them one by one.
    expect(await list(line)).toEqual([])
    expect((await list(line, '&trash=true')).map(({ id }) => id)).toEqual([`${order}-y`])
    expect((await world.call('GET', `/records/${line}/${late.id}`)).status).toBe(404)
    expect((await world.call('POST', `/records/${line}/${late.id}/restore`, {})).status).toBe(404)
    expect((await world.must(200, 'GET', `/records/${line}?q=stones`)).body.items).toEqual([])
    // Edited as rows meanwhile.
    await patch(order, a.id, { lines: [shown[2], { ...shown[0], count: 9 }] }, '?as=1')
    await migrate(2)
    const back = await list(line)
    expect(back.map(({ id, data }) => ({ id, data }))).toEqual([
      { id: `${order}-x`, data: { order: a.id, what: 'Stones', size: 'L', count: 9, note: 'heavy' } },
      { id: late.id, data: { order: a.id, what: 'Late' } },
    ])
    expect((await world.must(200, 'GET', `/records/${line}/${order}-x/comments`)).body.items).toHaveLength(1)
    expect((await list(line, '&trash=true')).map(({ id }) => id).sort()).toEqual([`${order}-y`, `${order}-z`])
    // Out of the trash a record is a row again, where it stood.
    await world.must(200, 'POST', `/records/${line}/${order}-y/restore`, {})
    const ids = (await rows(a.id)).map((row) => (row as { _id: string })._id)
    expect(ids).toEqual([late.id, `${order}-x`, `${order}-y`])
    expect(await wrong(line)).toEqual([])
  })

  it('become rows again by a version, and the same records by another one', async () => {
    const { order, line, ops, add, patch, list, datas, settled, migrate, wrong } = await stage()
    const rowsOf = own(order)
    const a = await add(order, { title: 'a', lines: rowsOf })
    await publishOps(world, order, ops)
    await settled()
    await patch(line, `${order}-x`, { count: 5 })
    const back = [{ op: 'subtable', field: 'lines', blueprint: line, parent: 'order', direction: 'to-group' }]
    const { report } = (await world.must(200, 'POST', `/blueprints/${order}/draft/preview`, { ops: back })).body
    expect(report.changes[0].rows).toEqual({ records: 1, rows: 3, empty: 1 })
    await publishOps(world, order, back)
    await settled()
    const shown = [{ ...rowsOf[0], count: 5 }, rowsOf[1], rowsOf[2]]
    expect(await datas(order)).toEqual([{ title: 'a', lines: shown }])
    expect(await list(line)).toEqual([])
    // One that is made now is no row: it only links.
    const other = await add(line, { order: a.id, what: 'Aside' })
    expect((await list(line)).map(({ id }) => id)).toEqual([other.id])
    await world.must(204, 'DELETE', `/records/${line}/${other.id}`)
    await patch(order, a.id, { lines: shown.slice(1) })
    // The same blueprint, and the same records, once more.
    await publishOps(world, order, ops)
    await settled()
    expect((await list(line)).map(({ id }) => id)).toEqual([`${order}-y`, `${order}-z`])
    expect(await datas(order, '&as=3')).toEqual([{ title: 'a', lines: shown.slice(1) }])
    expect(await datas(order, '&as=2')).toEqual([{ title: 'a' }])
    // A straight return walks all of it, and every version between.
    await publishOps(world, order, [{ op: 'revert', to: 1 }])
    await settled()
    expect(await datas(order)).toEqual([{ title: 'a', lines: shown.slice(1) }])
    expect(await list(line)).toEqual([])
    for (const to of [2, 1, 4, 3, 2, 5]) await migrate(to)
    expect(await datas(order)).toEqual([{ title: 'a', lines: shown.slice(1) }])
    expect(await wrong(order, line)).toEqual([])
  })

  it('wait in the record that has not moved, and come out when something is written there', async () => {
    const { order, line, ops, add, patch, list, rows, settled, migrate, wrong } = await stage()
    const made = await Promise.all(
      ['a', 'b', 'c', 'd'].map((title) => add(order, { title, lines: [{ _id: `${order}-${title}`, what: title }] })),
    )
    const [a, b, c, d] = made.map(({ id }) => id) as [string, string, string, string]
    await world.must(204, 'DELETE', `/records/${order}/${d}`)
    await publishOps(world, order, ops)
    await settled()
    expect((await list(line)).map(({ id }) => id).sort()).toEqual([`${order}-a`, `${order}-b`, `${order}-c`])
    await migrate(1)
    expect(await list(line)).toEqual([])
    // In the words of the newest version: it moves there, and its rows with it.
    await patch(order, a, { title: 'again' })
    expect((await list(line)).map(({ id }) => id)).toEqual([`${order}-a`])
    // In the words of its own it stays, with its rows.
    const kept = await patch(order, b, { lines: [{ _id: `${order}-b`, what: 'B' }] }, '?as=1')
    expect(kept).toMatchObject({ storedVersion: 1 })
    expect((await list(line)).map(({ id }) => id)).toEqual([`${order}-a`])
    // A new record that belongs to it brings it along.
    const late = await add(line, { order: b, what: 'late' })
    expect((await list(line)).map(({ data }) => data['what']).sort()).toEqual(['B', 'a', 'late'])
    expect(await rows(b)).toEqual([
      { _id: `${order}-b`, what: 'B' },
      { _id: late.id, what: 'late' },
    ])
    // So does one that changes over to it.
    await patch(line, late.id, { order: c })
    expect((await list(line)).map(({ data }) => data['what']).sort()).toEqual(['B', 'a', 'c', 'late'])
    expect((await rows(b)).length).toBe(1)
    expect((await rows(c)).length).toBe(2)
    // What lies in the trash crosses nothing, and its rows come out with it.
    await migrate(2)
    expect((await world.must(200, 'GET', `/records/${order}/${d}?trash=true`)).body.storedVersion).toBe(1)
    await world.must(200, 'POST', `/records/${order}/${d}/restore`, {})
    expect((await list(line)).map(({ data }) => data['what']).sort()).toEqual(['B', 'a', 'c', 'd', 'late'])
    expect(await wrong(order, line)).toEqual([])
  })

  it('count where they are, and nowhere else', async () => {
    const { order, line, ops, add, patch, list, settled, migrate } = await stage()
    await add(order, { title: 'a', lines: own(order) })
    await publishOps(world, order, ops)
    await settled()
    const sum = { key: 'sum', type: 'rollup', blueprint: line, via: 'order', function: 'sum', field: 'count' }
    await publishOps(world, order, [{ op: 'add', field: sum }])
    await settled()
    const shown = async () => (await list(order))[0]?.data['sum']
    expect(await eventually(async () => (await shown()) === (3 as never))).toBe(true)
    await patch(line, `${order}-y`, { count: 4 })
    expect(await shown()).toBe(7)
    await migrate(1)
    expect(await shown()).toBe(0)
    const total = async () => (await world.must(200, 'GET', `/records/${line}`)).body.count.value
    expect(await total()).toBe(0)
    await migrate(3)
    expect([await shown(), await total()]).toEqual([7, 3])
  })

  it('get another id where another record has theirs', async () => {
    const { order, line, ops, add, list, rows, settled, migrate, hashes } = await stage()
    const a = await add(order, { title: 'a', lines: own(order) })
    const b = await add(order, {
      title: 'b',
      lines: [
        { _id: `${order}-x`, what: 'copied' },
        { _id: a.id, what: 'odd' },
      ],
    })
    const before = await hashes()
    await publishOps(world, order, ops)
    await settled()
    expect(new Set((await list(line)).map(({ id }) => id)).size).toBe(5)
    expect(await rows(b.id)).toEqual([
      { _id: `${order}-x`, what: 'copied' },
      { _id: a.id, what: 'odd' },
    ])
    await migrate(1)
    expect(await hashes()).toEqual(before)
    const ids = (await migrate(2), await list(line)).map(({ id }) => id)
    expect(ids).toHaveLength(5)
    expect(await rows(b.id)).toHaveLength(2)
  })

  it('refuses what would lose rows, by name', async () => {
    const { order, line, ops, add, settled } = await stage([
      { key: 'other', type: 'list', fields: [{ key: 'parent', type: 'text' }] },
    ])
    await add(order, { title: 'a', lines: own(order) })
    const refused = async (name: string, draft: readonly object[]) =>
      (await world.must(422, 'PUT', `/blueprints/${name}/draft`, { ops: draft })).body.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      )
    const [op] = ops as [object]
    expect(await refused(order, [{ ...op, blueprint: order }])).toEqual(['/ops/0/blueprint blueprint-taken'])
    expect(await refused(order, [{ ...op, field: 'title' }])).toEqual(['/ops/0/field not-a-group'])
    expect(await refused(order, [{ ...op, direction: 'to-group' }])).toEqual(['/ops/0/blueprint no-rows-there'])
    expect(await refused(order, [{ ...op, field: 'other', parent: 'parent' }])).toContain('/ops/0/parent given-twice')
    await publishOps(world, order, ops)
    await settled()
    expect(await refused(order, [{ op: 'purge', field: 'lines' }])).toEqual(['/ops/0/field rows-in-records'])
    expect(await refused(line, [{ op: 'remove', field: 'order' }])).toEqual(['/ops link-of-rows'])
    expect(await refused(line, [{ op: 'toList', field: 'order' }])).toEqual(['/ops link-of-rows'])
    expect(await refused(line, [{ op: 'purge', field: 'count' }])).toEqual(['/ops/0/field column-of-rows'])
    // While the records lie in the trash with their blueprint, nobody moves without them.
    await world.must(204, 'DELETE', `/blueprints/${line}`)
    const [{ id }] = (await world.must(200, 'GET', `/records/${order}`)).body.items
    expect((await world.must(200, 'GET', `/records/${order}/${id}?as=1`)).body.data).toEqual({ title: 'a' })
    const stuck = await world.call('PATCH', `/records/${order}/${id}?as=1`, { data: { lines: [{ what: 'new' }] } })
    expect([stuck.status, stuck.body.detail]).toEqual([409, expect.stringContaining(line)])
  })

  it('is all or nothing', async () => {
    const { order, line, ops, add, list, rows, settled } = await stage()
    const a = await add(order, { title: 'a', lines: own(order) })
    await publishOps(world, order, ops)
    await settled()
    await publishOps(world, line, [{ op: 'add', field: { key: 'code', type: 'text' } }])
    const before = [await list(order), await list(line), await rows(a.id)]
    // The second of two new rows is refused: nothing of the write stays, neither in the order nor among the records.
    const items = [
      { op: 'update', id: a.id, data: { title: 'b', lines: [{ what: 'one' }] } },
      { op: 'create', data: { title: 'x', lines: [{ what: 'far too long for a line of this kind' }] } },
    ]
    expect((await world.call('POST', `/records/${order}/bulk?as=1`, { items })).status).toBe(422)
    expect([await list(order), await list(line), await rows(a.id)]).toEqual(before)
  })

  it('keep what happened to them, and go through a tenant of their own only', async () => {
    const { order, line, ops, add, list, rows, settled, migrate } = await stage()
    const a = await add(order, { title: 'a', lines: own(order) })
    // A neighbour with the same names and ids.
    const other = await newWorld(app())
    const must = other.must
    const fields = [
      { key: 'title', type: 'text' },
      { key: 'lines', type: 'list', fields: [{ key: 'what', type: 'text' }] },
    ]
    await must(201, 'POST', '/blueprints', { name: order, fields })
    const theirs = (
      await must(201, 'POST', `/records/${order}`, {
        data: { title: 'b', lines: [{ _id: `${order}-x`, what: 'theirs' }] },
      })
    ).body
    await publishOps(world, order, ops)
    await settled()
    expect((await other.call('GET', `/records/${line}`)).status).toBe(404)
    await publishOps(other, order, ops)
    const isThere = async () => (await must(200, 'GET', `/records/${line}`)).body.items.length === 1
    expect(await eventually(isThere, 20_000)).toBe(true)
    expect((await must(200, 'GET', `/records/${line}`)).body.items[0]).toMatchObject({
      id: `${order}-x`,
      data: { what: 'theirs', order: theirs.id },
    })
    expect((await must(200, 'GET', `/records/${order}/${theirs.id}?as=1`)).body.data.lines).toHaveLength(1)
    expect(await rows(a.id)).toHaveLength(3)
    expect(await list(line)).toHaveLength(3)
    await migrate(1)
    await migrate(2)
    const { items } = (await world.must(200, 'GET', `/records/${line}/${order}-x/history`)).body
    expect(items.map(({ note }: { note: string | null }) => note)).toEqual(['unstowed', 'stowed', null])
    expect((await must(200, 'GET', `/records/${line}/${order}-x/history`)).body.items).toHaveLength(1)
  })

  it('are destroyed with the record that shows them as rows', async () => {
    const { order, line, ops, add, list, settled, migrate, wrong } = await stage()
    const a = await add(order, { title: 'a', lines: own(order) })
    await publishOps(world, order, ops)
    await settled()
    await migrate(1)
    await world.must(204, 'DELETE', `/records/${order}/${a.id}`)
    await world.must(204, 'POST', `/records/${order}/${a.id}/purge`, { confirm: a.id })
    await settled()
    const store = await storeOf(world)
    const rows = await store.read.all('SELECT no FROM record WHERE tenant = ? AND id LIKE ?', [
      store.tenant,
      `${order}-%`,
    ])
    expect(rows).toEqual([])
    expect(await list(line)).toEqual([])
    expect(await wrong(order, line)).toEqual([])
  })

  it('are destroyed for good with what those kept of them whose rows they were, and of other rows everything stays', async () => {
    const { order, line, ops, add, patch, rows, settled, migrate, wrong } = await stage()
    const secret = 'Qwzxv'
    const lined = own(order)
    const whole = lined.map((row, i) => (i === 1 ? { ...row, what: `${secret} one` } : row))
    const key = { headers: { 'Idempotency-Key': `${order}-1` } }
    const body = { data: { title: 'a', lines: whole } }
    const a = (await world.must(201, 'POST', `/records/${order}`, body, key)).body
    const b = await add(order, { title: 'b', lines: [{ what: 'stays' }] })
    const changed = whole.map((row, i) => (i === 1 ? { ...row, what: `${secret} two`, count: 7 } : row))
    await patch(order, a.id, { lines: changed })
    // What a row cannot show any more is kept by its id.
    const cut = { op: 'change', field: 'what', maxLength: 3, onError: 'truncate' }
    await publishOps(world, order, [{ op: 'each', field: 'lines', ops: [cut] }])
    await publishOps(world, order, ops)
    await settled()
    await migrate(1)
    await migrate(3)
    await patch(line, `${order}-y`, { order: b.id })
    await patch(line, `${order}-y`, { what: secret.slice(0, 3) })
    const store = await storeOf(world)
    expect(await tablesWith(store, secret)).toEqual(expect.arrayContaining(['idempotency', 'record_history']))
    await world.must(204, 'DELETE', `/records/${line}/${order}-y`)
    await world.must(204, 'POST', `/records/${line}/${order}-y/purge`, { confirm: `${order}-y` })
    await settled()
    expect(await tablesWith(store, secret)).toEqual([])
    const kept = [lined[0], lined[2]] as const
    expect(await rows(a.id)).toEqual(kept)
    expect(await rows(b.id)).toMatchObject([{ what: 'stays' }])
    // The history is whole, and goes back to how it was without that row.
    const { items } = (await world.must(200, 'GET', `/records/${order}/${a.id}/history`)).body
    expect(items.map(({ rev }: { rev: number }) => rev)).toEqual(
      Array.from({ length: items.length }, (_, i) => items.length - i),
    )
    await migrate(1)
    await world.must(200, 'POST', `/records/${order}/${a.id}/restore`, { rev: 1 })
    expect(await rows(a.id)).toEqual(kept)
    expect(await wrong(order, line)).toEqual([])
    const again = await world.call('POST', `/records/${order}`, body, key)
    expect([again.status, again.body.id]).toEqual([201, a.id])
    expect(again.text).not.toContain(secret)
    if (store.dialect !== 'sqlite') return
    const file = join(app().runtime.config.dataFolder, 'tenants', `${store.tenant}.db`)
    expect((await packedFile(file)).includes(secret)).toBe(false)
  }, 60_000)
})
