// Things that go on at the same time: the fields that tell of them, who may write these, and what a record in them does.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'
import { fireTimers } from '../timers/fire-timers.ts'

const HOUR = 3_600_000
let ahead = 0

const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'status', type: 'enum', options: ['NEW', 'WORK', 'SENT', 'STOPPED'] },
  { key: 'note', type: 'text' },
]
const regionFields = {
  picking: { label: 'Picking', add: [{ key: 'OPEN', label: 'Open' }, 'PICKED', 'MISSING'] },
  paying: { label: 'Paying', add: ['DUE', 'PAID', 'REMINDED'] },
}
const regions = [
  { stateField: 'picking', initial: 'OPEN', states: { PICKED: { type: 'final' } } },
  {
    stateField: 'paying',
    initial: 'DUE',
    states: { DUE: { timers: [{ name: 'due', after: 'PT5H', event: 'remind' }] }, PAID: { type: 'final' } },
  },
]
const flow = {
  stateField: 'status',
  initial: 'NEW',
  states: { WORK: { type: 'parallel', regions }, SENT: { type: 'final' }, STOPPED: { type: 'final' } },
  events: { remind: { internal: true } },
  transitions: [
    { event: 'begin', from: ['NEW'], to: 'WORK' },
    { event: 'pick', from: ['picking.OPEN', 'picking.MISSING'], to: 'picking.PICKED' },
    { event: 'miss', from: ['picking.OPEN'], to: 'picking.MISSING' },
    { event: 'pay', from: ['paying.DUE', 'paying.REMINDED'], to: 'paying.PAID' },
    { event: 'settle', from: ['picking.OPEN'], to: 'picking.PICKED' },
    { event: 'settle', from: ['paying.DUE'], to: 'paying.PAID' },
    { event: 'remind', from: ['paying.DUE'], to: 'paying.REMINDED' },
    { done: true, from: ['WORK'], to: 'SENT' },
    {
      event: 'stop',
      from: ['WORK'],
      to: 'STOPPED',
      do: [{ set: 'note', value: "picking == 'MISSING' ? 'missing' : 'other'" }],
    },
  ],
}

describeApp('things that go on at the same time', { now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  const path = (id: string) => `/records/order/${id}`
  const create = async (data: object = {}) =>
    (await world.must(201, 'POST', '/records/order', { data: { title: 'books', ...data } })).body
  const read = async (id: string) => (await world.must(200, 'GET', path(id))).body
  const send = async (id: string, event: string) =>
    (await world.must(200, 'POST', `${path(id)}/transitions/${event}`, {})).body
  const begun = async () => {
    const { id } = await create()
    await send(id, 'begin')
    return id as string
  }
  const steps = async (id: string) =>
    (await world.must(200, 'GET', `${path(id)}/transitions`)).body.items.flatMap(
      ({ event, to, alsoTo = [] }: { event: string; to: string | null; alsoTo?: string[] }) =>
        to === null ? [] : [[event, to, ...alsoTo].join(' ')],
    )

  beforeAll(async () => {
    ahead = 0
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', { name: 'order', titleField: 'title', fields })
    const made = await world.must(201, 'POST', '/flows', { ...flow, name: 'order', blueprint: 'order', regionFields })
    expect(made.body.findings).toEqual([])
  })

  test('the fields of regions come with the flow, with their choices and their names', async () => {
    const { body } = await world.must(200, 'GET', '/blueprints/order')
    expect(body).toMatchObject({ version: 2 })
    const made = body.fields.filter(({ key }: { key: string }) => key in regionFields)
    expect(made).toMatchObject([
      {
        key: 'picking',
        label: 'Picking',
        type: 'enum',
        readOnly: true,
        options: [{ key: 'OPEN', label: 'Open' }, {}, {}],
      },
      { key: 'paying', label: 'Paying' },
    ])
    const { components } = (await world.must(200, 'GET', '/openapi.json')).body
    expect(components.schemas.order.properties.picking).toMatchObject({ readOnly: true })
    const { body: again } = await world.must(200, 'GET', '/flows/order')
    expect(again.states.WORK.regions).toMatchObject([
      { stateField: 'picking', initial: 'OPEN' },
      { stateField: 'paying' },
    ])
  })

  test('each region says where it stands, and nothing while the record stands elsewhere', async () => {
    const { id, data } = await create()
    expect(data).not.toHaveProperty('picking')
    expect(await steps(id)).toEqual(['begin WORK'])
    expect(await send(id, 'begin')).toMatchObject({ state: 'WORK', data: { picking: 'OPEN', paying: 'DUE' } })
    expect(await steps(id)).toEqual([
      'pick picking.PICKED',
      'miss picking.MISSING',
      'pay paying.PAID',
      'settle picking.PICKED paying.PAID',
      'stop STOPPED',
    ])
    expect(await send(id, 'miss')).toMatchObject({ state: 'WORK', data: { picking: 'MISSING', paying: 'DUE' } })
    const stopped = await send(id, 'stop')
    expect(stopped).toMatchObject({ state: 'STOPPED', data: { note: 'missing' } })
    expect(stopped.data).not.toHaveProperty('picking')
    expect(stopped.data).not.toHaveProperty('paying')
  })

  test('when all of them have come to their end, so has what they are regions of', async () => {
    const id = await begun()
    expect(await send(id, 'pick')).toMatchObject({ state: 'WORK', data: { picking: 'PICKED', paying: 'DUE' } })
    const sent = await send(id, 'pay')
    expect(sent).toMatchObject({ state: 'SENT' })
    expect(sent.data).not.toHaveProperty('picking')
    const both = await begun()
    expect(await send(both, 'settle')).toMatchObject({ state: 'SENT' })
  })

  test('a step where the region does not stand is refused with where it has to stand', async () => {
    const id = await begun()
    await send(id, 'miss')
    const refused = await world.call('POST', `${path(id)}/transitions/miss`, {})
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('Open')
  })

  test.each([
    ['a new record', (w: TenantWorld) => w.call('POST', '/records/order', { data: { title: 'x', picking: 'OPEN' } })],
    ['an edit', async (w: TenantWorld) => w.call('PATCH', path(await begun()), { data: { picking: 'PICKED' } })],
    ['emptying it', async (w: TenantWorld) => w.call('PATCH', path(await begun()), { data: { paying: null } })],
    [
      'many at once',
      async (w: TenantWorld) =>
        w.call('POST', '/records/order/bulk', { items: [{ op: 'create', data: { title: 'x', paying: 'PAID' } }] }),
    ],
  ])('nobody writes them: %s', async (_, write) => {
    const { status, text } = await write(world)
    expect([status, text.includes('moved-by-flow')]).toEqual([status === 200 ? 200 : 422, true])
    expect(text).toMatch(/\/(picking|paying)/)
  })

  test('sent back as it was read it is no write', async () => {
    const id = await begun()
    const { data } = await read(id)
    await world.must(200, 'PATCH', path(id), { data: { ...data, note: 'hello' } })
    expect((await read(id)).data).toMatchObject({ picking: 'OPEN', note: 'hello' })
  })

  test('they are fields like any other in lists: filtered, sorted, counted', async () => {
    const id = await begun()
    await send(id, 'miss')
    const found = (await world.must(200, 'GET', '/records/order?picking=MISSING&sort=paying&limit=200')).body.items
    expect(found.map((one: { id: string }) => one.id)).toContain(id)
    const open = (await world.must(200, 'GET', '/records/order?picking=OPEN&limit=200')).body.items
    expect(open.map((one: { id: string }) => one.id)).not.toContain(id)
  })

  test('a step is taken back, and the history tells of it', async () => {
    const id = await begun()
    const { rev } = await send(id, 'settle')
    const undone = (await world.must(200, 'POST', `${path(id)}/undo`, { rev })).body
    expect(undone).toMatchObject({ state: 'WORK', data: { picking: 'OPEN', paying: 'DUE' } })
    await send(id, 'miss')
    const [last] = (await world.must(200, 'GET', `${path(id)}/history`)).body.items
    expect(last).toMatchObject({ event: 'miss', changes: [{ field: 'picking', from: 'OPEN', to: 'MISSING' }] })
  })

  test('the trash and an earlier state of the record leave them alone', async () => {
    const id = await begun()
    const { rev } = (await world.must(200, 'PATCH', path(id), { data: { note: 'one' } })).body
    await send(id, 'miss')
    await world.must(200, 'PATCH', path(id), { data: { note: 'two' } })
    await world.must(200, 'POST', `${path(id)}/restore`, { rev })
    expect((await read(id)).data).toMatchObject({ note: 'one', picking: 'MISSING' })
    await world.must(204, 'DELETE', path(id))
    await world.must(200, 'POST', `${path(id)}/restore`)
    expect(await read(id)).toMatchObject({ state: 'WORK', data: { picking: 'MISSING', paying: 'DUE' } })
  })

  test('each region has its timers, which the others do not begin anew', async () => {
    const id = await begun()
    const timers = async () =>
      (await world.must(200, 'GET', `${path(id)}/timers`)).body.items.flatMap(
        ({ dueAt, status }: { dueAt: string; status: string }) =>
          status === 'armed' ? [Math.round((Date.parse(dueAt) - Date.now() - ahead) / HOUR)] : [],
      )
    const pass = async (hours: number) => {
      ahead += hours * HOUR
      const scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
      while ((await fireTimers(scope, () => false)) > 0);
    }
    expect(await timers()).toEqual([5])
    await pass(3)
    await send(id, 'miss')
    expect(await timers()).toEqual([2])
    await pass(2)
    expect(await read(id)).toMatchObject({ state: 'WORK', data: { picking: 'MISSING', paying: 'REMINDED' } })
    expect(await timers()).toEqual([])
  })

  test('an older version of the blueprint does not have them, and writes past them', async () => {
    const id = await begun()
    const { body } = await world.must(200, 'GET', `${path(id)}?as=1`)
    expect(body).toMatchObject({ state: 'WORK', version: 1 })
    expect(body.data).not.toHaveProperty('picking')
    await world.must(200, 'PATCH', `${path(id)}?as=1`, { data: { note: 'older' } })
    expect((await read(id)).data).toMatchObject({ note: 'older', picking: 'OPEN' })
  })

  test('a document that cannot be says where: a choice given twice, a field that is required', async () => {
    const name = 'faulty'
    const required = { key: 'held', type: 'enum', options: ['X'], required: true, default: 'X' }
    await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields: [...fields, required] })
    const refusal = async (change: object) =>
      (
        await world.call('POST', '/flows', { ...flow, name, blueprint: name, regionFields, ...change })
      ).body.errors?.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`)
    expect(await refusal({ regionFields: { ...regionFields, paying: { add: ['DUE', 'DUE'] } } })).toEqual([
      expect.stringMatching(/^\/regionFields\/paying\/add/),
    ])
    expect(await refusal({ regionFields: { ...regionFields, paying: { more: [] } } })).toEqual([
      '/regionFields/paying unknown-member',
    ])
    const held = { WORK: { type: 'parallel', regions: [regions[0], { stateField: 'held', initial: 'X' }] } }
    expect(await refusal({ states: held, transitions: [] })).toEqual([
      '/states/WORK/regions/1/stateField flow-region-required',
    ])
  })

  test('records that were there before begin their regions when they enter', async () => {
    const name = 'before'
    const start = { status: 'WORK' }
    await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields })
    const ids = []
    for (const data of [start, { status: 'NEW' }])
      ids.push((await world.must(201, 'POST', `/records/${name}`, { data: { title: 'x', ...data } })).body.id)
    await world.must(201, 'POST', '/flows', { ...flow, name, blueprint: name, regionFields })
    const written = (await world.must(200, 'PATCH', `/records/${name}/${ids[0]}`, { data: { note: 'n' } })).body
    expect(written).toMatchObject({ state: 'WORK', data: { picking: 'OPEN', paying: 'DUE' } })
    const worker = startWorker(app().runtime)
    const entered = async () =>
      (await world.must(200, 'GET', `/records/${name}?picking=OPEN`)).body.items.length === 1 &&
      (await world.must(200, 'GET', `/records/${name}?status=NEW`)).body.items.length === 1
    expect(await eventually(entered, 60_000)).toBe(true)
    await worker.stop()
    expect((await world.must(200, 'GET', `/records/${name}/${ids[1]}`)).body.data).not.toHaveProperty('picking')
  })

  describe('at the very start', () => {
    test('a new record begins them', async () => {
      const name = 'first'
      await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields })
      await world.must(201, 'POST', '/flows', { ...flow, name, blueprint: name, regionFields, initial: 'WORK' })
      const made = (await world.must(201, 'POST', `/records/${name}`, { data: { title: 'x' } })).body
      expect(made).toMatchObject({ state: 'WORK', data: { status: 'WORK', picking: 'OPEN', paying: 'DUE' } })
    })
  })
})
