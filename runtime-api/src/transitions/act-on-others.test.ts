// What a step does to other records, in one transaction with it, on both databases.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { newMember, newWorld, publishOps, type TenantWorld } from '../../test/tenant-world.ts'

const many = process.env['TEST_SIZE'] === 'long' ? 200 : 40

const task = {
  name: 'task',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true, maxLength: 30 },
    { key: 'order', type: 'relation', blueprint: 'order', quickFilter: true },
    { key: 'points', type: 'number', maximum: 100 },
    { key: 'state', type: 'enum', options: ['OPEN', 'DONE'] },
  ],
}
const order = {
  name: 'order',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', required: true },
    { key: 'amount', type: 'number' },
    { key: 'tasks', type: 'relation', blueprint: 'task', many: true },
    { key: 'next', type: 'relation', blueprint: 'order' },
    { key: 'agent', type: 'user', quickFilter: true },
    { key: 'status', type: 'enum', options: ['NEW', 'PAID', 'SENT', 'DONE'] },
  ],
}
const taskFlow = {
  name: 'task',
  blueprint: 'task',
  stateField: 'state',
  initial: 'OPEN',
  states: { OPEN: {}, DONE: { type: 'final' } },
  transitions: [
    {
      ...{ event: 'finish', from: ['OPEN'], to: 'DONE', who: { roles: ['nobody'] }, guard: 'points > 0' },
      check: [{ check: 'points < 50', message: 'Too many points' }],
    },
  ],
}
const moves = (event: string, from: string, to: string | null, ...actions: readonly object[]) => ({
  ...{ event, from: [from], to },
  ...{ do: actions },
})
const newTask = { create: 'task', values: { title: "'Pack ' + name", order: 'record.id', points: 'amount' } }
const orderFlow = {
  name: 'order',
  blueprint: 'order',
  stateField: 'status',
  initial: 'NEW',
  states: { NEW: {}, PAID: {}, SENT: {}, DONE: { type: 'final' } },
  transitions: [
    moves('pay', 'NEW', 'PAID', newTask),
    moves('grow', 'NEW', null, { updateRelated: 'tasks', values: { points: 'amount * 2', title: "'Now ' + name" } }),
    moves('end', 'NEW', 'DONE', { send: 'finish', toRelated: 'tasks' }),
    moves('pass', 'NEW', null, { send: 'pass', toRelated: 'next' }),
    moves('relay', 'NEW', 'SENT', { send: 'relay', toRelated: 'next' }),
    moves('turn', 'NEW', 'PAID', { assign: 'agent', rule: 'round-robin', roles: ['member'] }),
    moves('load', 'NEW', 'PAID', { assign: 'agent', rule: 'least-busy', roles: ['member'] }),
  ],
}

describeApp('Steps that act on other records', { worker: true }, (app) => {
  let world: TenantWorld
  let people: string[]
  beforeAll(async () => {
    world = await newWorld(app())
    const { order: _, ...bare } = Object.fromEntries(task.fields.map((field) => [field.key, field]))
    await world.must(201, 'POST', '/blueprints', { ...task, fields: Object.values(bare) })
    await world.must(201, 'POST', '/blueprints', order)
    await publishOps(world, 'task', [{ op: 'add', field: task.fields[1] }])
    await world.must(201, 'POST', '/flows', taskFlow)
    await world.must(201, 'POST', '/flows', orderFlow)
    people = []
    for (const name of ['bea', 'cy', 'dan']) people.push((await newMember(world, name)).id)
    people.sort()
  }, 60_000)
  const make = async (blueprint: string, data: object) =>
    (await world.must(201, 'POST', `/records/${blueprint}`, { data })).body
  const newOrder = (more: object = {}) => make('order', { name: 'Ana', amount: 7, ...more })
  const send = (id: string, event: string) => world.call('POST', `/records/order/${id}/transitions/${event}`)
  const read = async (blueprint: string, id: string) =>
    (await world.must(200, 'GET', `/records/${blueprint}/${id}`)).body
  const tasksOf = async (id: string) =>
    (await world.must(200, 'GET', `/records/task?filter=${encodeURIComponent(`order == "${id}"`)}`)).body.items

  describe('create', () => {
    test('the record is there with the step, in the first state of its own flow, made by whoever sent the event', async () => {
      const { id } = await newOrder()
      expect((await send(id, 'pay')).status).toBe(200)
      const [made, ...more] = await tasksOf(id)
      expect(more).toEqual([])
      expect(made).toMatchObject({ state: 'OPEN', rev: 1, data: { title: 'Pack Ana', order: id, points: 7 } })
      expect(made.createdBy).toBe((await read('order', id)).createdBy)
    })

    test('what its blueprint refuses refuses the whole step, at its place, and nothing of it stays', async () => {
      for (const [data, pointer] of [
        [{ amount: 500 }, '/create/task/points'],
        [{ name: 'x'.repeat(40) }, '/create/task/title'],
      ] as const) {
        const { id } = await newOrder(data)
        const refused = await send(id, 'pay')
        expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
        expect(await read('order', id)).toMatchObject({ state: 'NEW', rev: 1 })
        expect(await tasksOf(id)).toEqual([])
      }
    })

    test('of many events at once one moves the record, and one record is made', async () => {
      const { id } = await newOrder()
      const answers = await Promise.all(Array.from({ length: many }, () => send(id, 'pay')))
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(new Set(statuses)).toEqual(new Set([200, 409]))
      expect(await tasksOf(id)).toHaveLength(1)
    }, 60_000)

    test('taking the step back leaves what it made', async () => {
      const { id } = await newOrder()
      const { rev } = (await send(id, 'pay')).body
      expect((await world.must(200, 'POST', `/records/order/${id}/undo`, { rev })).body.state).toBe('NEW')
      expect(await tasksOf(id)).toHaveLength(1)
    })
  })

  describe('updateRelated', () => {
    test('each record that the field links to is changed, with a revision of its own', async () => {
      const made = [await make('task', { title: 'a' }), await make('task', { title: 'b', points: 14 })]
      const { id } = await newOrder({ tasks: made.map((one) => one.id) })
      expect((await send(id, 'grow')).status).toBe(200)
      for (const one of made)
        expect(await read('task', one.id)).toMatchObject({ rev: 2, data: { points: 14, title: 'Now Ana' } })
      expect(await read('order', id)).toMatchObject({ state: 'NEW' })
    })

    test('what is in the trash is left out; what would be wrong refuses everything', async () => {
      const [gone, kept] = [await make('task', { title: 'a' }), await make('task', { title: 'b' })]
      const { id } = await newOrder({ tasks: [gone.id, kept.id], amount: 3 })
      await world.must(204, 'DELETE', `/records/task/${gone.id}`)
      expect((await send(id, 'grow')).status).toBe(200)
      expect(await read('task', kept.id)).toMatchObject({ data: { points: 6 } })
      await world.must(200, 'PATCH', `/records/order/${id}`, { data: { amount: 300, tasks: [kept.id] } })
      const refused = await send(id, 'grow')
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([
        422,
        `/updateRelated/task/${kept.id}/points`,
      ])
      expect(await read('task', kept.id)).toMatchObject({ data: { points: 6 } })
    })
  })

  describe('send', () => {
    test('moves those that take the event, as the flow, whoever may not; others stay', async () => {
      const [ready, idle] = [await make('task', { title: 'a', points: 3 }), await make('task', { title: 'b' })]
      const { id } = await newOrder({ tasks: [ready.id, idle.id] })
      expect(
        (await world.call('POST', `/records/task/${ready.id}/transitions/finish`, {}, { token: world.memberToken }))
          .status,
      ).toBe(403)
      expect((await send(id, 'end')).status).toBe(200)
      expect((await read('task', ready.id)).state).toBe('DONE')
      expect((await read('task', idle.id)).state).toBe('OPEN')
      const again = await newOrder({ tasks: [ready.id] })
      expect((await send(again.id, 'end')).status).toBe(200)
    })

    test('what a check refuses there refuses the step here', async () => {
      const heavy = await make('task', { title: 'a', points: 80 })
      const { id } = await newOrder({ tasks: [heavy.id] })
      const refused = await send(id, 'end')
      expect([refused.status, refused.body.detail]).toEqual([409, 'Too many points'])
      expect((await read('order', id)).state).toBe('NEW')
    })

    test('a circle is refused with a sentence, and so is a chain without end', async () => {
      const first = await newOrder()
      const second = await newOrder({ next: first.id })
      await world.must(200, 'PATCH', `/records/order/${first.id}`, { data: { next: second.id } })
      const round = await send(first.id, 'pass')
      expect(round.status).toBe(422)
      expect(round.body.errors[0]).toMatchObject({
        code: 'flow-sent-round',
        message: expect.stringContaining('circle'),
      })
      expect((await read('order', first.id)).rev).toBe(2)

      let next: string | undefined
      const chain: string[] = []
      for (let i = 0; i < 12; i += 1) {
        const { id } = await newOrder(next === undefined ? {} : { next })
        next = id
        chain.unshift(id)
      }
      const far = await send(chain[0] as string, 'relay')
      expect([far.status, far.body.errors?.[0]?.code]).toEqual([422, 'flow-sent-far'])
      expect((await read('order', chain[5] as string)).state).toBe('NEW')
      expect((await send(chain[3] as string, 'relay')).status).toBe(200)
      for (const id of chain.slice(3)) expect((await read('order', id)).state).toBe('SENT')
    })
  })

  describe('assign', () => {
    test('everybody has their turn, also when many come at once', async () => {
      const made = await Promise.all(Array.from({ length: 12 }, () => newOrder()))
      await Promise.all(made.map(({ id }) => send(id, 'turn')))
      const agents = await Promise.all(made.map(async ({ id }) => (await read('order', id)).data.agent as string))
      expect(people.map((one) => agents.filter((agent) => agent === one).length)).toEqual([4, 4, 4])
    })

    test('who has the fewest on the way gets the next', async () => {
      const busy = await newOrder({ agent: people[0] })
      const load = await newOrder()
      await world.must(200, 'POST', `/records/order/${load.id}/transitions/load`)
      const { items } = (await world.must(200, 'GET', '/records/order?limit=200')).body
      const counts = people.map(
        (one) => items.filter((row: { data: { agent?: string } }) => row.data.agent === one).length,
      )
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      expect((await read('order', load.id)).data.agent).not.toBe(busy.data.agent)
    })
  })

  describe('the other blueprint', () => {
    test('what a flow works with does not leave it', async () => {
      const refused = await world.call('PUT', '/blueprints/task/draft', { ops: [{ op: 'remove', field: 'points' }] })
      expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'used-by-flow'])
    })

    test('a name it gets later is the name that the flow says', async () => {
      await publishOps(world, 'task', [{ op: 'rename', field: 'points', key: 'score' }])
      const flow = (await world.must(200, 'GET', '/flows/order')).body
      expect(flow.transitions[0].do[0].values).toEqual({ title: '"Pack " + name', order: 'record.id', score: 'amount' })
      await world.must(200, 'PUT', '/flows/order/draft', flow)
      const { id } = await newOrder()
      await send(id, 'pay')
      expect((await tasksOf(id))[0].data.score).toBe(7)
    })

    test('what is not there is refused at its place, also of another tenant', async () => {
      const elsewhere = await newWorld(app())
      await elsewhere.must(201, 'POST', '/blueprints', { name: 'foreign', fields: [{ key: 'title', type: 'text' }] })
      const draft = { ...orderFlow, transitions: [moves('pay', 'NEW', 'PAID', { create: 'foreign', values: {} })] }
      const refused = await world.call('PUT', '/flows/order/draft', draft)
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/transitions/0/do/0/create'])
    })
  })
})
