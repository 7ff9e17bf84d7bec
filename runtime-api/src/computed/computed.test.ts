// Roll-ups, lookups and formulas over them after every kind of change: equal to what a recomputation from nothing says.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'

const isLong = process.env['TEST_SIZE'] === 'long'

const customer = {
  name: 'customer',
  fields: [
    { key: 'name', type: 'text' },
    { key: 'discount', type: 'number' },
  ],
}
const order = {
  name: 'order',
  fields: [
    { key: 'customer', type: 'relation', blueprint: 'customer' },
    { key: 'status', type: 'enum', options: ['OPEN', 'SENT'], default: 'OPEN' },
    { key: 'discount', type: 'lookup', via: 'customer', field: 'discount' },
  ],
}
const line = {
  name: 'line',
  fields: [
    { key: 'order', type: 'relation', blueprint: 'order' },
    { key: 'qty', type: 'integer' },
    { key: 'price', type: 'number' },
    { key: 'gone', type: 'boolean' },
    { key: 'amount', type: 'formula', expr: 'qty * price' },
    { key: 'status', type: 'lookup', via: 'order', field: 'status' },
  ],
}
const ofLines = (key: string, wanted: string, more: object = {}) => ({
  op: 'add',
  field: { key, type: 'rollup', blueprint: 'line', via: 'order', function: wanted, ...more },
})
const orderOps = [
  ofLines('lines', 'count'),
  ofLines('total', 'sum', { field: 'amount', where: 'gone == null || gone == false' }),
  ofLines('dearest', 'max', { field: 'price' }),
  ofLines('mean', 'avg', { field: 'amount', precision: 2 }),
  ofLines('lost', 'any', { field: 'gone' }),
  { op: 'add', field: { key: 'due', type: 'formula', expr: 'total * (1.0 - coalesce(discount, 0.0))', precision: 4 } },
]
const customerOps = [
  {
    op: 'add',
    field: { key: 'owed', type: 'rollup', blueprint: 'order', via: 'customer', function: 'sum', field: 'due' },
  },
  { op: 'add', field: { key: 'orders', type: 'rollup', blueprint: 'order', via: 'customer', function: 'count' } },
  { op: 'add', field: { key: 'big', type: 'formula', expr: 'owed > 50.0' } },
]

interface Item {
  readonly id: string
  readonly data: Record<string, never>
}
type Data = Readonly<Record<string, string | number | boolean | undefined>>

export async function publish(world: TenantWorld, name: string, ...ops: readonly object[]): Promise<void> {
  await world.must(200, 'PUT', `/blueprints/${name}/draft`, { ops })
  const { token } = (await world.must(200, 'POST', `/blueprints/${name}/draft/preview`)).body
  await world.must(201, 'POST', `/blueprints/${name}/draft/publish`, { token })
}

async function all(world: TenantWorld, name: string): Promise<Map<string, Data>> {
  const found = new Map<string, Data>()
  let cursor = ''
  do {
    const page = (await world.must(200, 'GET', `/records/${name}?limit=200${cursor}`)).body
    for (const { id, data } of page.items as Item[]) found.set(id, data as unknown as Data)
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : ''
  } while (cursor !== '')
  return found
}

const tidy = (value: number) => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)))
const rounded = (value: number, digits: number) =>
  Number((Math.sign(value) * Math.round((Math.abs(value) + 1e-12) * 10 ** digits)) / 10 ** digits)

/** Of everything that people wrote, with no help of what is kept. */
async function expectTrue(world: TenantWorld): Promise<void> {
  const [customers, orders, lines] = [await all(world, 'customer'), await all(world, 'order'), await all(world, 'line')]
  const trashed = new Map(
    (
      (await world.must(200, 'GET', '/trash?limit=200').catch(() => ({ body: { items: [] } }))).body.items as Item[]
    ).map(({ id, data }) => [id, data as unknown as Data]),
  )
  const amounts = (data: Data) =>
    data['qty'] === undefined || data['price'] === undefined
      ? undefined
      : tidy(Number(data['qty']) * Number(data['price']))
  for (const data of lines.values()) {
    expect(data['amount']).toBe(amounts(data))
    const to = String(data['order'])
    const there = orders.get(to) ?? trashed.get(to)
    if (there) expect(data['status']).toBe(there['status'])
  }
  const due = new Map<string, number>()
  for (const [id, data] of orders) {
    const own = [...lines.values()].filter((one) => one['order'] === id)
    const sums = own.flatMap((one) => (one['gone'] === true ? [] : (amounts(one) ?? [])))
    const known = own.flatMap((one) => amounts(one) ?? [])
    const prices = own.flatMap((one) => one['price'] ?? []) as number[]
    const total = tidy(sums.reduce((sum, one) => sum + one, 0))
    expect(data['lines']).toBe(own.length)
    expect(data['total']).toBeCloseTo(total, 9)
    expect(data['dearest']).toBe(prices.length === 0 ? undefined : Math.max(...prices))
    if (known.length === 0) expect(data['mean']).toBeUndefined()
    else expect(data['mean']).toBeCloseTo(rounded(known.reduce((sum, one) => sum + one, 0) / known.length, 2), 2)
    expect(data['lost']).toBe(own.some((one) => one['gone'] === true))
    const discount = customers.get(String(data['customer']))?.['discount']
    if (data['customer'] !== undefined) expect(data['discount']).toBe(discount)
    const owed = Number(data['total']) * (1 - Number(discount ?? 0))
    expect(data['due']).toBeCloseTo(owed, 4)
    due.set(id, Number(data['due']))
  }
  for (const [id, data] of customers) {
    const own = [...orders].filter(([, one]) => one['customer'] === id)
    expect(data['orders']).toBe(own.length)
    expect(data['owed']).toBeCloseTo(
      own.reduce((sum, [of]) => sum + (due.get(of) as number), 0),
      6,
    )
    expect(data['big']).toBe(Number(data['owed']) > 50)
  }
}

async function make(world: TenantWorld, name: string, datas: readonly object[]): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < datas.length; at += 500) {
    const items = datas.slice(at, at + 500).map((data) => ({ op: 'create', data }))
    const { body } = await world.must(200, 'POST', `/records/${name}/bulk`, { items })
    ids.push(...body.items.map(({ id }: Item) => id))
  }
  return ids
}

const jobsDone = (world: TenantWorld) =>
  eventually(async () => {
    // A busy worker may keep a connection waiting too long.
    const answered = await world.call('GET', '/jobs').catch(() => undefined)
    const items = answered?.status === 200 ? answered.body.items : [{}]
    return items.every(({ status }: { status?: string }) => status === 'succeeded')
  }, 300_000)

describeApp('Fields that are worked out across records', {}, (app) => {
  let world: TenantWorld
  let customers: string[]
  let orders: string[]
  let lines: string[]
  const dice = (below: number) => Math.floor(Math.random() * below)
  const one = (ids: readonly string[]) => ids[dice(ids.length)] as string
  const anyLine = () => ({ order: one(orders), qty: 1 + dice(9), price: dice(400) / 10, gone: dice(4) === 0 })

  beforeAll(async () => {
    world = await newWorld(app())
    for (const blueprint of [customer, order, line]) await world.must(201, 'POST', '/blueprints', blueprint)
    customers = await make(world, 'customer', [
      { name: 'Ana', discount: 0.1 },
      { name: 'Bo' },
      { name: 'Cy', discount: 0.5 },
    ])
    orders = await make(
      world,
      'order',
      Array.from({ length: 8 }, (_, i) => ({ customer: customers[i % 3] })),
    )
    lines = await make(world, 'line', Array.from({ length: 40 }, anyLine))
  })

  test('are filled in records of before by jobs that go on while others write', async () => {
    await publish(world, 'order', ...orderOps)
    await publish(world, 'customer', ...customerOps)
    const worker = startWorker(world.app.runtime)
    lines.push(...(await make(world, 'line', Array.from({ length: 10 }, anyLine))))
    await world.must(204, 'DELETE', `/records/line/${lines.pop()}`)
    expect(await jobsDone(world)).toBe(true)
    await worker.stop()
    await expectTrue(world)
  })

  test('follow a create, an edit, a move, a delete, a restore and a bulk change in the same transaction', async () => {
    const target = orders[0] as string
    const at = async () => (await world.must(200, 'GET', `/records/order/${target}`)).body.data
    const before = await at()
    const made = (await world.must(201, 'POST', '/records/line', { data: { order: target, qty: 2, price: 1_000 } }))
      .body
    expect(made.data).toMatchObject({ amount: 2_000, status: 'OPEN' })
    expect(await at()).toMatchObject({ lines: before.lines + 1, dearest: 1_000 })
    await world.must(200, 'PATCH', `/records/line/${made.id}`, { data: { price: 1 } })
    expect(await at()).toMatchObject({ dearest: before.dearest })
    await world.must(200, 'PATCH', `/records/line/${made.id}`, { data: { order: orders[1] } })
    expect(await at()).toEqual(before)
    await expectTrue(world)
    await world.must(204, 'DELETE', `/records/line/${made.id}`)
    await expectTrue(world)
    await world.must(200, 'POST', `/records/line/${made.id}/restore`, {})
    await expectTrue(world)
    const items = lines.slice(0, 20).map((id) => ({ op: 'update', id, data: { order: target, qty: 3 } }))
    await world.must(200, 'POST', '/records/line/bulk', { items })
    await expectTrue(world)
    lines.push(made.id)
  })

  test('a customer’s discount reaches orders, what they come to, and the customer again', async () => {
    const [id] = customers as [string]
    const patched = await world.must(200, 'PATCH', `/records/customer/${id}`, { data: { discount: 0.25 } })
    expect(patched.body.data.owed).toBe((await world.must(200, 'GET', `/records/customer/${id}`)).body.data.owed)
    await expectTrue(world)
    await world.must(200, 'PATCH', `/records/customer/${id}`, { data: { discount: null } })
    await expectTrue(world)
    await world.must(200, 'PATCH', `/records/order/${orders[2]}`, { data: { customer: id, status: 'SENT' } })
    await expectTrue(world)
  })

  test('random changes leave everything as a recomputation would', async () => {
    const trash: [string, string][] = []
    for (let i = 0; i < (isLong ? 400 : 60); i++) {
      const kind = dice(9)
      if (kind === 0) lines.push(...(await make(world, 'line', [anyLine(), anyLine()])))
      else if (kind === 1) await world.must(200, 'PATCH', `/records/line/${one(lines)}`, { data: anyLine() })
      else if (kind === 2)
        await world.must(200, 'PATCH', `/records/line/${one(lines)}`, { data: { order: one(orders) } })
      else if (kind === 3)
        await world.must(200, 'PATCH', `/records/customer/${one(customers)}`, { data: { discount: dice(10) / 10 } })
      else if (kind === 4)
        await world.must(200, 'PATCH', `/records/order/${one(orders)}`, { data: { customer: one(customers) } })
      else if (kind === 5 && lines.length > 5) {
        const [id] = lines.splice(dice(lines.length), 1) as [string]
        await world.must(204, 'DELETE', `/records/line/${id}`)
        trash.push(['line', id])
      } else if (kind === 6 && orders.length > 4) {
        const [id] = orders.splice(dice(orders.length), 1) as [string]
        await world.must(204, 'DELETE', `/records/order/${id}`)
        trash.push(['order', id])
        // A line whose order is in the trash cannot be written with it again.
        for (const lost of [...(await all(world, 'line'))].filter(([, data]) => data['order'] === id))
          await world.must(200, 'PATCH', `/records/line/${lost[0]}`, { data: { order: one(orders) } })
      } else if (kind === 7 && trash.length > 0) {
        const [name, id] = trash.splice(dice(trash.length), 1)[0] as [string, string]
        await world.must(200, 'POST', `/records/${name}/${id}/restore`, {})
        ;(name === 'line' ? lines : orders).push(id)
      } else {
        const some = [...new Set(Array.from({ length: 6 }, () => one(lines)))]
        const items = some.map((id) => ({
          op: 'update',
          id,
          data: dice(2) ? { qty: 1 + dice(5) } : { order: one(orders) },
        }))
        await world.must(200, 'POST', `/records/line/bulk${dice(2) ? '?partial=true' : ''}`, { items })
      }
      if (i % 6 === 0) await expectTrue(world)
    }
    await expectTrue(world)
  }, 600_000)

  test('writers at the same moment leave no sum behind', async () => {
    const target = one(orders)
    await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        i % 3 === 0
          ? world.must(201, 'POST', '/records/line', { data: { order: target, qty: 1, price: i } })
          : i % 3 === 1
            ? world.must(200, 'PATCH', `/records/line/${lines[i % lines.length]}`, { data: { order: target } })
            : world.must(200, 'PATCH', `/records/customer/${customers[i % 3]}`, { data: { discount: i / 100 } }),
      ),
    )
    await expectTrue(world)
  })

  test('a change that reaches more records than one transaction works out goes on in a job', async () => {
    const many = isLong ? 10_000 : 420
    const crowd = (await make(world, 'order', [{ customer: customers[1] }]))[0] as string
    orders.push(crowd)
    await make(
      world,
      'line',
      Array.from({ length: many }, (_, i) => ({ order: crowd, qty: 1, price: i })),
    )
    const read = async () => (await world.must(200, 'GET', `/records/order/${crowd}`)).body.data
    expect(await read()).toMatchObject({ lines: many, total: (many * (many - 1)) / 2, dearest: many - 1 })
    await world.must(200, 'PATCH', `/records/order/${crowd}`, { data: { status: 'SENT' } })
    const { items } = (await world.must(200, 'GET', '/jobs?limit=1')).body
    expect(items[0]).toMatchObject({ kind: 'recompute', blueprint: 'line', status: 'queued' })
    const sent = async () => (await world.must(200, 'GET', '/records/line?status=SENT&limit=1')).body.count.value
    const worker = startWorker(world.app.runtime)
    expect(await jobsDone(world)).toBe(true)
    expect(await sent()).toBeGreaterThanOrEqual(many)
    await worker.stop()
    if (!isLong) await expectTrue(world)
  }, 600_000)

  test('one edit among many children reads none of the others', async () => {
    const crowd = (await all(world, 'order')).entries()
    const [busiest] = [...crowd].sort(([, a], [, b]) => Number(b['lines']) - Number(a['lines']))[0] as [string, Data]
    const found = (await world.must(200, 'GET', `/records/line?order=${busiest}&limit=1`)).body.items[0] as Item
    const store = await storeOf(world)
    expect(store.dialect).toMatch(/sqlite|postgres/)
    const from = performance.now()
    await world.must(200, 'PATCH', `/records/line/${found.id}`, { data: { qty: 7 } })
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})
