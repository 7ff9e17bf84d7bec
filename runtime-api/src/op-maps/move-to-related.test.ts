// A field moves to the record that a link points to: previewed, decided once, moved there and back without a loss.
import { createHash } from 'node:crypto'
import { canonicalJson, mapOpsIn } from '@molde/engine'
import { beforeAll, expect, it } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { findBlueprint } from '../blueprints/blueprint-table.ts'
import { findVersion } from '../blueprints/version-table.ts'
import { findTenantByNo } from '../tenants/tenant-table.ts'
import { fillOpMap } from './fill-op-map.ts'
import { deleteMap } from './op-map-table.ts'

const phone = { key: 'phone', type: 'text', maxLength: 12 }

describeApp('a field that moves to related records', { worker: true }, (app) => {
  let world: TenantWorld
  let count = 0
  beforeAll(async () => {
    world = await newWorld(app())
  })

  interface Stage {
    readonly customer: string
    readonly order: string
    /** Ids of three customers. */
    readonly customers: readonly string[]
    add(data: object): Promise<string>
    shown(query?: string): Promise<readonly object[]>
    customersNow(): Promise<readonly object[]>
    migrate(
      to: number,
      status?: string,
    ): Promise<{ readonly quarantined: number; readonly report: { readonly moved: number } }>
    hashes(): Promise<ReadonlyMap<string, string>>
  }

  /** Customers a, b and c, and orders that link to them. */
  async function stage(): Promise<Stage> {
    count += 1
    const [customer, order] = [`customer${count}`, `order${count}`]
    await world.must(201, 'POST', '/blueprints', {
      ...{
        name: customer,
        titleField: 'name',
        fields: [
          { key: 'name', type: 'text' },
          { ...phone, quickFilter: true },
        ],
      },
    })
    await world.must(201, 'POST', '/blueprints', {
      name: order,
      fields: [{ key: 'title', type: 'text' }, phone, { key: 'who', type: 'relation', blueprint: customer }],
    })
    const add = async (blueprint: string, data: object) =>
      (await world.must(201, 'POST', `/records/${blueprint}`, { data })).body.id as string
    const customers: string[] = []
    for (const name of ['a', 'b', 'c']) customers.push(await add(customer, { name }))
    const dataOf = async (blueprint: string, query = '') =>
      (await world.must(200, 'GET', `/records/${blueprint}?sort=createdAt${query}`)).body.items.map(
        ({ data }: { data: object }) => data,
      )
    return {
      ...{ customer, order, customers },
      add: (data) => add(order, data),
      shown: (query) => dataOf(order, query),
      customersNow: () => dataOf(customer),
      async migrate(to) {
        const { body } = await world.must(202, 'POST', `/blueprints/${order}/migrations`, { to })
        const job = async () => (await world.must(200, 'GET', `/jobs/${body.id}`)).body
        await eventually(async () => (await job()).status === 'succeeded', 20_000)
        return job()
      },
      async hashes() {
        const store = await storeOf(world)
        const rows = await store.read.all<{ id: string; version: number; data: string }>(
          `SELECT id, version, CAST(data AS text) AS data FROM record
            WHERE tenant = ? AND blueprint = (SELECT no FROM blueprint WHERE tenant = ? AND name = ?)`,
          [store.tenant, store.tenant, order],
        )
        return new Map(
          rows.map(({ id, version, data }) => {
            const text = `${version} ${canonicalJson(JSON.parse(data))}`
            return [id, createHash('sha256').update(text).digest('hex')]
          }),
        )
      },
    }
  }

  it('is given to the related record once, and comes back to each as it was', async () => {
    const { order, customer, customers, add, shown, customersNow, migrate, hashes } = await stage()
    const [a, b, c] = customers
    const data = [
      { title: '1', phone: '555', who: a },
      { title: '2', phone: '555', who: a },
      { title: '3', who: a },
      { title: '4', phone: '1', who: b },
      { title: '5', phone: '2', who: b },
      { title: '6', phone: '1', who: b },
      { title: '7', phone: '9' },
      { title: '8', who: c },
    ]
    for (const one of data) await add(one)
    const before = await hashes()
    const ops = [{ op: 'moveToRelated', field: 'phone', via: 'who', choose: 'most-common' }]
    const preview = await world.must(200, 'POST', `/blueprints/${order}/draft/preview`, { ops })
    expect(preview.body.report.changes[0]).toMatchObject({
      records: { changed: 6, failing: 1, waiting: 0 },
      conflicts: {
        n: 1,
        examples: [
          {
            record: b,
            values: [
              { value: '1', n: 2 },
              { value: '2', n: 1 },
            ],
          },
        ],
      },
    })
    // A look decides nothing.
    expect(await customersNow()).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
    await publishOps(world, order, ops)
    const given = [{ name: 'a', phone: '555' }, { name: 'b', phone: '1' }, { name: 'c' }]
    expect(await eventually(async () => JSON.stringify(await customersNow()) === JSON.stringify(given))).toBe(true)
    const without = data.map(({ phone: _, ...rest }) => rest)
    expect(await shown()).toEqual(without)
    expect(await shown('&as=1')).toEqual(data)
    // Found by it over there, with a history.
    const found = await world.must(200, 'GET', `/records/${customer}?phone=555`)
    expect(found.body.items).toMatchObject([{ id: a, rev: 2 }])

    expect(await migrate(2)).toMatchObject({ quarantined: 0, report: { moved: data.length } })
    const there = await hashes()
    expect([await shown(), await shown('&as=1'), await customersNow()]).toEqual([without, data, given])
    expect(await migrate(1)).toMatchObject({ report: { moved: data.length } })
    expect(await hashes()).toEqual(before)
    expect(await migrate(2)).toMatchObject({ report: { moved: data.length } })
    expect(await hashes()).toEqual(there)
    expect(await customersNow()).toEqual(given)
    const store = await storeOf(world)
    for (const name of [order, customer]) expect(await wrongDerivedRows(app().runtime, store.tenant, name)).toEqual([])
  })

  it('takes an edit that came in between along, on either side', async () => {
    const { order, customers, add, shown, customersNow, migrate } = await stage()
    const [a, b] = customers
    const first = await add({ phone: '1', who: a })
    const second = await add({ phone: '2', who: b })
    await publishOps(world, order, [{ op: 'moveToRelated', field: 'phone', via: 'who', choose: 'newest' }])
    expect(await eventually(async () => JSON.stringify(await customersNow()).includes('"2"'))).toBe(true)
    await migrate(2)
    // The link is edited over there: back comes what its record was given.
    await world.must(200, 'PATCH', `/records/${order}/${first}`, { data: { who: b } })
    expect(await shown('&as=1')).toEqual([
      { phone: '2', who: b },
      { phone: '2', who: b },
    ])
    // The value is edited in older words: it is this record's own, and stays.
    await world.must(200, 'PATCH', `/records/${order}/${second}?as=1`, { data: { phone: '3' } })
    await migrate(1)
    await migrate(2)
    await migrate(1)
    expect(await shown('&as=1')).toEqual([
      { phone: '2', who: b },
      { phone: '3', who: b },
    ])
    expect(await customersNow()).toMatchObject([{ phone: '1' }, { phone: '2' }, { name: 'c' }])
  })

  it('waits for those who disagree when nobody may choose, and goes on when they agree', async () => {
    const { order, customers, add, shown, customersNow, migrate } = await stage()
    const [a] = customers
    await add({ phone: '1', who: a })
    const other = await add({ phone: '2', who: a })
    await add({ who: a })
    await publishOps(world, order, [{ op: 'moveToRelated', field: 'phone', via: 'who' }])
    expect(await migrate(2)).toMatchObject({ quarantined: 2, report: { moved: 1 } })
    expect((await customersNow())[0]).toEqual({ name: 'a' })
    expect(await shown('&as=1')).toEqual([{ phone: '1', who: a }, { phone: '2', who: a }, { who: a }])
    await world.must(200, 'PATCH', `/records/${order}/${other}?as=1`, { data: { phone: '1' } })
    expect(await migrate(2)).toMatchObject({ quarantined: 0 })
    expect((await customersNow())[0]).toEqual({ name: 'a', phone: '1' })
    expect(await shown('&as=1')).toEqual([{ phone: '1', who: a }, { phone: '1', who: a }, { who: a }])
  })

  it('leaves alone what the related record holds, and what it refuses stays with those that said it', async () => {
    const { order, customer, customers, add, shown, customersNow, migrate } = await stage()
    const [a, b] = customers
    await world.must(200, 'PATCH', `/records/${customer}/${a}`, { data: { phone: '7' } })
    await world.must(200, 'PUT', `/blueprints/${customer}/draft`, {
      ops: [{ op: 'rules', add: [{ check: "phone != '2'", message: 'Not two' }] }],
    })
    const { token } = (await world.must(200, 'POST', `/blueprints/${customer}/draft/preview`)).body
    await world.must(201, 'POST', `/blueprints/${customer}/draft/publish`, { token })
    await add({ phone: '1', who: a })
    await add({ phone: '2', who: b })
    await publishOps(world, order, [{ op: 'moveToRelated', field: 'phone', via: 'who', choose: 'newest' }])
    await migrate(2)
    expect(await customersNow()).toEqual([{ name: 'a', phone: '7' }, { name: 'b' }, { name: 'c' }])
    await migrate(1)
    expect(await shown('&as=1')).toEqual([
      { phone: '1', who: a },
      { phone: '2', who: b },
    ])
  })

  it('decides nothing when it is stopped, and nothing twice', async () => {
    const { order, customer, customers, add, customersNow } = await stage()
    const [a] = customers
    await add({ phone: '1', who: a })
    const { tenant } = await storeOf(world)
    const row = await findTenantByNo(app().runtime.control.read, tenant)
    if (!row) throw new Error('no such tenant')
    const store = await storeOf(world)
    const scope = {
      ...{ runtime: app().runtime, tenant: row, store, language: row.language },
      actor: { kind: 'system' as const, id: 'system', roles: [] },
    }
    await publishOps(world, order, [{ op: 'moveToRelated', field: 'phone', via: 'who' }])
    const source = await findBlueprint(store.read, tenant, order)
    const version = source && (await findVersion(store.read, tenant, source.no, 2))
    const [op] = mapOpsIn(version?.ops ?? [])
    if (!source || !op) throw new Error('no such op')
    const rev = async () => (await world.must(200, 'GET', `/records/${customer}/${a}`)).body.rev as number
    expect(await eventually(async () => (await rev()) === 2)).toBe(true)
    // As if nobody had ever decided anything.
    await world.must(200, 'PATCH', `/records/${customer}/${a}`, { data: { phone: null } })
    await store.inTransaction((tx) => deleteMap(tx, tenant, { blueprint: source.no, map: op.map }))
    const asks = [{ map: op.map, keys: [], records: [a as string] }]
    await store
      .inTransaction(async (tx) => {
        expect((await fillOpMap(tx, scope, source, op, asks)).created).toHaveLength(1)
        throw new Error('stopped')
      })
      .catch((stopped: Error) => expect(stopped.message).toBe('stopped'))
    expect([await rev(), (await customersNow())[0]]).toEqual([3, { name: 'a' }])
    const fill = () => store.inTransaction((tx) => fillOpMap(tx, scope, source, op, asks))
    await fill()
    expect(await fill()).toEqual({ picked: 0, created: [], missing: [] })
    expect([await rev(), (await customersNow())[0]]).toEqual([4, { name: 'a', phone: '1' }])
  })
})
