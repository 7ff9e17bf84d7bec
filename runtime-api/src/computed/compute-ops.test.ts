// Stored fields that become worked out, and worked out ones that become stored: what records show in every version, and what publishing says.
import { beforeAll, expect, test } from 'vitest'
import { wrongDerivedRows } from '../../test/derived-rows.ts'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newBlueprint, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'

describeApp('Fields that become worked out, and back', {}, (app) => {
  let world: TenantWorld
  let line: string
  let right: string
  let wrong: string
  let bare: string
  const make = async (name: string, data: object, as = '') =>
    (await world.must(201, 'POST', `/records/${name}${as}`, { data })).body.id as string
  const read = async (name: string, id: string, as = '') =>
    (await world.must(200, 'GET', `/records/${name}/${id}${as}`)).body.data
  const patch = (name: string, id: string, data: object, as = '') =>
    world.must(200, 'PATCH', `/records/${name}/${id}${as}`, { data })
  const preview = async (name: string, ...ops: readonly object[]) => {
    await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
    return (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body.report
  }
  const found = async (name: string, filter: string) =>
    (await world.must(200, 'GET', `/records/${name}?filter=${encodeURIComponent(filter)}`)).body.items.map(
      ({ id }: { id: string }) => id,
    )
  const work = async (name: string) => {
    const worker = startWorker(world.app.runtime)
    const done = await eventually(async () => {
      const { items } = (await world.must(200, 'GET', '/jobs')).body
      return items.every(({ status }: { status: string }) => status === 'succeeded')
    }, 30_000)
    const { tenant } = await storeOf(world)
    const derived = () => wrongDerivedRows(world.app.runtime, tenant, name)
    await eventually(async () => (await derived()).length === 0, 5_000)
    await worker.stop()
    expect(done).toBe(true)
    expect(await derived()).toEqual([])
  }

  beforeAll(async () => {
    world = await newWorld(app())
    line = await newBlueprint(world, [
      { key: 'qty', type: 'integer' },
      { key: 'price', type: 'number' },
      { key: 'total', type: 'number', required: true, minimum: 0, quickFilter: true },
    ])
    right = await make(line, { qty: 2, price: 5, total: 10 })
    wrong = await make(line, { qty: 2, price: 5, total: 12 })
    bare = await make(line, { total: 7 })
  })

  const compute = { op: 'compute', field: 'total', expr: 'qty * price' }

  test('publishing says how many hold another value than the formula gives, and shows them', async () => {
    const report = await preview(line, compute)
    expect(report.records).toMatchObject({ total: 3, changed: 2 })
    expect(report.changes).toMatchObject([
      { badge: 'kept', records: { changed: 2 }, sentence: expect.stringContaining('qty * price') },
    ])
    const shown = report.samples.map(({ id, before, after }: { id: string; before: object; after: object }) => [
      id,
      before,
      after,
    ])
    expect(shown).toEqual([
      [wrong, { qty: 2, price: 5, total: 12 }, { qty: 2, price: 5, total: 10 }],
      [bare, { total: 7 }, {}],
    ])
    expect(report.after.fields[2]).toMatchObject({ readOnly: true, computed: { kind: 'formula', expr: 'qty * price' } })
  })

  test('records show the formula, older versions what was typed, and both are found', async () => {
    await publishOps(world, line, [compute])
    expect((await read(line, wrong)).total).toBe(10)
    expect((await read(line, wrong, '?as=1')).total).toBe(12)
    expect(await read(line, bare)).toEqual({})
    expect(await read(line, bare, '?as=1')).toEqual({ total: 7 })
    expect(await found(line, 'total == 10')).toEqual([wrong, right])
    await work(line)
    expect(await found(line, 'total == 10')).toEqual([wrong, right])
    const refused = await world.call('PATCH', `/records/${line}/${wrong}`, { data: { total: 1 } })
    expect(refused.status).toBe(422)
  })

  test('who edits what the formula reads leaves what was typed; who types in older words leaves the formula', async () => {
    await patch(line, wrong, { qty: 3 })
    expect((await read(line, wrong)).total).toBe(15)
    expect((await read(line, wrong, '?as=1')).total).toBe(12)
    await patch(line, wrong, { total: 99 }, '?as=1')
    expect((await read(line, wrong)).total).toBe(15)
    expect(await read(line, wrong, '?as=1')).toEqual({ qty: 3, price: 5, total: 99 })
    const born = await make(line, { qty: 4, price: 4 })
    expect((await read(line, born, '?as=1')).total).toBe(16)
    const old = await make(line, { qty: 1, price: 1, total: 50 }, '?as=1')
    expect((await read(line, old)).total).toBe(1)
    expect((await read(line, old, '?as=1')).total).toBe(50)
  })

  test('moved there and back, and with edits in between, nothing is lost', async () => {
    const before = await read(line, wrong)
    for (const to of [2, 1, 2, 1]) {
      await world.must(202, 'POST', `/blueprints/${line}/migrations`, { to })
      await work(line)
      expect(await read(line, wrong)).toEqual(before)
      expect((await read(line, wrong, '?as=1')).total).toBe(99)
      expect(await found(line, 'total == 15')).toEqual([wrong])
    }
    const dry = (await world.must(202, 'POST', `/blueprints/${line}/migrations`, { to: 2, dryRun: true })).body
    await work(line)
    expect(JSON.stringify((await world.must(200, 'GET', `/jobs/${dry.id}`)).body)).toContain('"differing":0')
  })

  test('kept as they are, people type again, and the formula is there for older versions', async () => {
    const report = await preview(line, { op: 'materialise', field: 'total' })
    expect(report.records).toMatchObject({ changed: 0 })
    expect(report.after.fields[2]).not.toHaveProperty('computed')
    await publishOps(world, line, [{ op: 'materialise', field: 'total' }])
    expect((await read(line, wrong)).total).toBe(15)
    await patch(line, wrong, { total: 16 })
    await patch(line, wrong, { qty: 10 })
    expect((await read(line, wrong)).total).toBe(16)
    expect((await read(line, wrong, '?as=2')).total).toBe(50)
    expect((await read(line, wrong, '?as=1')).total).toBe(99)
    await work(line)
    expect(await found(line, 'total == 16')).toContain(wrong)
  })

  test('a formula that was kept at once leaves nothing in a record that goes back to before it', async () => {
    const name = await newBlueprint(world, [{ key: 'qty', type: 'integer' }])
    const id = await make(name, { qty: 3 })
    const store = await storeOf(world)
    const stored = async () =>
      await store.read.get('SELECT CAST(data AS text) AS data, CAST(attic AS text) AS attic FROM record WHERE id = ?', [
        id,
      ])
    const before = await stored()
    const twice = { key: 'twice', type: 'formula', expr: 'qty * 2.0' }
    await publishOps(world, name, [
      { op: 'add', field: twice },
      { op: 'materialise', field: 'twice' },
    ])
    for (const to of [2, 1]) {
      await world.must(202, 'POST', `/blueprints/${name}/migrations`, { to })
      await work(name)
      expect(await read(name, id, '?as=2')).toEqual({ qty: 3, twice: 6 })
    }
    expect(await stored()).toEqual(before)
  })

  test('going back to the first version brings back what was typed then', async () => {
    await publishOps(world, line, [{ op: 'revert', to: 1 }])
    expect(await read(line, wrong)).toEqual({ qty: 10, price: 5, total: 99 })
    expect(await read(line, bare)).toEqual({ total: 7 })
    await work(line)
  })

  test('a looked-up price that is kept stays what it was when the price changes', async () => {
    const product = await newBlueprint(world, [{ key: 'price', type: 'number' }])
    const sale = await newBlueprint(world, [
      { key: 'product', type: 'relation', blueprint: product },
      { key: 'price', type: 'lookup', via: 'product', field: 'price' },
    ])
    const bread = await make(product, { price: 3 })
    const first = await make(sale, { product: bread })
    await publishOps(world, sale, [{ op: 'materialise', field: 'price' }])
    await patch(product, bread, { price: 4 })
    expect(await read(sale, first)).toMatchObject({ price: 3 })
    await patch(sale, first, { price: 2.5 })
    expect(await read(sale, first)).toMatchObject({ price: 2.5 })
    const second = await make(sale, { product: bread, price: 1 })
    for (const to of [1, 2]) {
      await world.must(202, 'POST', `/blueprints/${sale}/migrations`, { to })
      await work(sale)
      expect(await read(sale, first)).toMatchObject({ price: 2.5 })
      expect(await read(sale, second)).toMatchObject({ price: 1 })
    }
    // Back to looking it up: it is worked out anew by a job.
    await publishOps(world, sale, [{ op: 'revert', to: 1 }])
    await work(sale)
    expect(await read(sale, first)).toMatchObject({ price: 4 })
  })

  test('publishing says what new formulas, lookups, roll-ups and numbers will be, and what another formula changes', async () => {
    const customer = await newBlueprint(world, [{ key: 'city', type: 'text' }])
    const order = await newBlueprint(world, [{ key: 'customer', type: 'relation', blueprint: customer }])
    const item = await newBlueprint(world, [
      { key: 'order', type: 'relation', blueprint: order },
      { key: 'amount', type: 'number' },
    ])
    const ana = await make(customer, { city: 'Porto' })
    const one = await make(order, { customer: ana })
    await make(order, {})
    await make(item, { order: one, amount: 10 })
    await make(item, { order: one, amount: 5.5 })
    const ops = [
      { op: 'add', field: { key: 'city', type: 'lookup', via: 'customer', field: 'city' } },
      {
        op: 'add',
        field: { key: 'sum', type: 'rollup', blueprint: item, via: 'order', function: 'sum', field: 'amount' },
      },
      { op: 'add', field: { key: 'double', type: 'formula', expr: 'sum * 2.0' } },
      { op: 'add', field: { key: 'no', type: 'autonumber', format: 'A-{00}', start: 7 } },
    ]
    const report = await preview(order, ...ops)
    expect(report.changes.map(({ records }: { records: { changed: number } }) => records.changed)).toEqual([1, 2, 2, 2])
    const [sample] = report.samples
    expect(sample).toMatchObject({
      id: one,
      after: { customer: ana, city: 'Porto', sum: 15.5, double: 31, no: 'A-07' },
    })
    await publishOps(world, order, ops)
    await work(order)
    expect(await read(order, one)).toMatchObject({ city: 'Porto', sum: 15.5, double: 31, no: 'A-07' })
    const other = { op: 'change', field: 'double', computed: { kind: 'formula', expr: 'sum * 3.0' } }
    const changed = await preview(order, other)
    expect(changed.records).toMatchObject({ total: 2, changed: 1 })
    expect(changed.samples).toMatchObject([{ id: one, before: { double: 31 }, after: { double: 46.5 } }])
  })

  test('a field that a flow writes does not become worked out', async () => {
    const job = await newBlueprint(world, [
      { key: 'status', type: 'enum', options: ['NEW', 'DONE'] },
      { key: 'done', type: 'number' },
      { key: 'other', type: 'number' },
    ])
    await world.must(201, 'POST', '/flows', {
      name: job,
      blueprint: job,
      stateField: 'status',
      initial: 'NEW',
      states: { NEW: {}, DONE: { type: 'final' } },
      transitions: [{ event: 'end', from: ['NEW'], to: 'DONE', do: [{ set: 'done', value: '1.0' }] }],
    })
    const refused = await world.call('PUT', `/blueprints/${job}/draft`, {
      ops: [{ op: 'compute', field: 'done', expr: 'other' }],
    })
    expect(refused.status).toBe(422)
    const state = await world.call('PUT', `/blueprints/${job}/draft`, {
      ops: [{ op: 'compute', field: 'status', expr: '"NEW"' }],
    })
    expect(state.status).toBe(422)
  })
})
