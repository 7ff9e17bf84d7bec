// Flows that are whole statecharts, from their definition to what a record of them does: groups, and steps that are taken by themselves.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newWorld, publishOps, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'
import { fireTimers } from '../timers/fire-timers.ts'

const HOUR = 3_600_000
let ahead = 0

const order = {
  name: 'order',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'status', type: 'enum', options: ['NEW', 'PICK', 'PACK', 'HOLD', 'LATE', 'SENT', 'STOPPED'] },
    { key: 'amount', type: 'number', default: 0 },
    { key: 'paid', type: 'boolean', default: false },
    { key: 'trail', type: 'list', of: 'text', readOnly: true },
  ],
}
const noted = (word: string) => ({ add: 'trail', value: JSON.stringify(word) })
const groups = {
  work: {
    label: 'Work',
    states: ['PICK'],
    onEnter: [noted('+work')],
    onExit: [noted('-work')],
    timers: [{ name: 'slow', after: 'PT10H', event: 'warn' }],
  },
  ready: { label: 'Ready', parent: 'work', states: ['PACK', 'LATE'], onEnter: [noted('+ready')] },
}
const flow = {
  name: 'order',
  blueprint: 'order',
  stateField: 'status',
  initial: 'NEW',
  states: {
    NEW: { onExit: [noted('-new')] },
    PICK: { timers: [{ name: 'forgotten', after: 'PT2H', event: 'warn' }] },
    PACK: {},
    HOLD: {},
    LATE: {},
    SENT: { type: 'final' },
    STOPPED: { type: 'final' },
  },
  events: { warn: { internal: true, label: 'Warn' } },
  groups,
  transitions: [
    { event: 'begin', from: ['NEW'], to: { group: 'work' } },
    { always: true, from: ['PICK'], to: { group: 'ready' }, guard: 'amount > 100.0' },
    { event: 'pack', from: ['PICK'], to: { group: 'ready' } },
    { event: 'stop', from: [{ group: 'work' }], to: 'STOPPED', who: { roles: ['boss'] } },
    { event: 'warn', from: ['PICK'], to: null, do: [noted('hurry')] },
    { event: 'warn', from: [{ group: 'work' }], to: 'LATE' },
    { event: 'hold', from: [{ group: 'work' }], to: 'HOLD' },
    { event: 'resume', from: ['HOLD'], to: { group: 'work' } },
    { event: 'send', from: [{ group: 'ready' }], to: 'SENT' },
  ],
}

describeApp('charts', { now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  const path = (id: string) => `/records/order/${id}`
  const create = async (data: object = {}) =>
    (await world.must(201, 'POST', '/records/order', { data: { title: 'books', ...data } })).body
  const read = async (id: string) => (await world.must(200, 'GET', path(id))).body
  const send = async (id: string, event: string, form: object = {}) =>
    (await world.must(200, 'POST', `${path(id)}/transitions/${event}`, form)).body
  const steps = async (id: string) =>
    (await world.must(200, 'GET', `${path(id)}/transitions`)).body.items.flatMap(
      ({ event, allowed, to }: { event: string; allowed: boolean; to: string | null }) =>
        to === null ? [] : [`${event} ${to}${allowed ? '' : ' refused'}`],
    )
  const timers = async (id: string) =>
    (await world.must(200, 'GET', `${path(id)}/timers`)).body.items.flatMap(
      ({ name, dueAt, status }: { name: string; dueAt: string; status: string }) =>
        status === 'armed' ? [[name, Math.round((Date.parse(dueAt) - Date.now() - ahead) / HOUR)]] : [],
    )
  const pass = async (hours: number) => {
    ahead += hours * HOUR
    const scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
    while ((await fireTimers(scope, () => false)) > 0);
  }

  beforeAll(async () => {
    ahead = 0
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', order)
    const made = (await world.must(201, 'POST', '/flows', flow)).body
    expect(made.findings).toEqual([])
    expect((await world.must(200, 'GET', '/flows/order')).body).toMatchObject({ groups })
  })

  describe('groups', () => {
    test('are entered where they begin, and left from every state in them, however deep', async () => {
      const { id } = await create()
      expect(await steps(id)).toEqual(['begin PICK'])
      expect(await send(id, 'begin')).toMatchObject({ state: 'PICK', data: { trail: ['-new', '+work'] } })
      expect(await steps(id)).toEqual(['pack PACK', 'stop STOPPED', 'hold HOLD'])
      expect(await send(id, 'pack')).toMatchObject({ state: 'PACK', data: { trail: ['-new', '+work', '+ready'] } })
      expect(await steps(id)).toEqual(['stop STOPPED', 'hold HOLD', 'send SENT'])
      expect(await send(id, 'hold')).toMatchObject({ state: 'HOLD' })
      expect((await read(id)).data.trail).toEqual(['-new', '+work', '+ready', '-work'])
      expect(await send(id, 'resume')).toMatchObject({ state: 'PICK' })
    })

    test('are told in lists, in the history and in the way back', async () => {
      const { id } = await create()
      await send(id, 'begin')
      const { rev, data } = await send(id, 'pack')
      const listed = (await world.must(200, 'GET', '/records/order?status=PACK&limit=200')).body.items
      expect(listed.map((one: { id: string }) => one.id)).toContain(id)
      const [last] = (await world.must(200, 'GET', `${path(id)}/history`)).body.items
      expect(last).toMatchObject({ kind: 'transition', event: 'pack' })
      const undone = (await world.must(200, 'POST', `${path(id)}/undo`, { rev })).body
      expect(undone).toMatchObject({ state: 'PICK', data: { trail: data.trail.slice(0, -1) } })
    })

    test('have timers that go on while a record moves within, and begin anew when it comes back', async () => {
      const { id } = await create()
      await send(id, 'begin')
      expect(await timers(id)).toEqual([
        ['forgotten', 2],
        ['slow', 10],
      ])
      await pass(3)
      expect((await read(id)).data.trail.at(-1)).toBe('hurry')
      expect(await timers(id)).toEqual([['slow', 7]])
      await send(id, 'pack')
      expect(await timers(id)).toEqual([['slow', 7]])
      await send(id, 'hold')
      expect(await timers(id)).toEqual([])
      await send(id, 'resume')
      await send(id, 'pack')
      await pass(9)
      expect(await read(id)).toMatchObject({ state: 'PACK' })
      await pass(1)
      expect(await read(id)).toMatchObject({ state: 'LATE' })
      expect(await timers(id)).toEqual([])
    })

    test('tell what they do, when the next version does it differently', async () => {
      const published = (await world.must(200, 'GET', '/flows/order')).body
      const next = { ...published, groups: { ...groups, work: { ...groups.work, timers: [] } } }
      await world.must(200, 'PUT', '/flows/order/draft', next)
      const preview = (await world.must(200, 'POST', '/flows/order/draft/preview', {})).body
      expect(preview.report.sentences).toEqual(['What happens by itself in “Work” changes.'])
      await world.must(204, 'DELETE', '/flows/order/draft')
    })
  })

  describe('history', () => {
    const trip = (kind: 'shallow' | 'deep', more: object = {}) => ({
      ...{ stateField: 'status', initial: 'PICK', states: {} },
      groups: { work: { states: ['PICK'] }, ready: { parent: 'work', states: ['PACK', 'LATE'] } },
      transitions: [
        { event: 'pack', from: ['PICK'], to: 'PACK' },
        { event: 'warn', from: ['PACK'], to: 'LATE' },
        { event: 'pick', from: [{ group: 'ready' }], to: 'PICK' },
        { event: 'hold', from: [{ group: 'work' }], to: 'HOLD' },
        { event: 'resume', from: ['HOLD'], to: { group: 'work', history: kind } },
        { event: 'stop', from: ['HOLD'], to: 'STOPPED' },
      ],
      ...more,
    })
    const begin = async (name: string, kind: 'shallow' | 'deep') => {
      await world.must(201, 'POST', '/blueprints', { ...order, name })
      await world.must(201, 'POST', '/flows', { name, blueprint: name, ...trip(kind) })
      const { id } = (await world.must(201, 'POST', `/records/${name}`, { data: { title: 'x' } })).body
      const at = `/records/${name}/${id}`
      const go = async (...events: string[]) => {
        for (const event of events) await world.must(200, 'POST', `${at}/transitions/${event}`, {})
        return (await world.must(200, 'GET', at)).body
      }
      const leads = async (event: string) =>
        (await world.must(200, 'GET', `${at}/transitions`)).body.items.find(
          (one: { event: string }) => one.event === event,
        )?.to
      return { at, go, leads }
    }

    test('deep: back to the very state, told beforehand, also out of the trash', async () => {
      const { at, go, leads } = await begin('deep', 'deep')
      expect(await go('pack', 'warn', 'hold')).toMatchObject({ state: 'HOLD' })
      expect(await leads('resume')).toBe('LATE')
      await world.must(204, 'DELETE', at)
      await world.must(200, 'POST', `${at}/restore`, {})
      expect(await go('resume')).toMatchObject({ state: 'LATE', data: { status: 'LATE' } })
      expect(await go('pick', 'hold', 'resume')).toMatchObject({ state: 'PICK' })
    })

    test('shallow: back to the inner group, from its beginning', async () => {
      const { go, leads } = await begin('shallow', 'shallow')
      await go('pack', 'warn', 'hold')
      expect(await leads('resume')).toBe('PACK')
      expect(await go('resume')).toMatchObject({ state: 'PACK' })
    })

    test('a step that is taken back forgets what it noted', async () => {
      const { at, go } = await begin('forgets', 'deep')
      await go('pack', 'hold', 'resume', 'warn')
      const { rev } = await go('hold')
      await world.must(200, 'POST', `${at}/undo`, { rev })
      expect(await go('pick')).toMatchObject({ state: 'PICK' })
      const again = await go('pack', 'warn', 'hold')
      const undone = (await world.must(200, 'POST', `${at}/undo`, { rev: again.rev })).body
      expect(undone).toMatchObject({ state: 'LATE' })
      expect(await go('hold', 'resume')).toMatchObject({ state: 'LATE' })
    })

    test('a step into a group that is taken back leaves what was known before it', async () => {
      const { at, go, leads } = await begin('keeps', 'deep')
      await go('pack', 'hold')
      const { rev } = await go('resume')
      await world.must(200, 'POST', `${at}/undo`, { rev })
      expect(await leads('resume')).toBe('PACK')
    })

    test('goes along when the blueprint changes, there and back', async () => {
      const { go } = await begin('moves', 'deep')
      await go('pack', 'warn', 'hold')
      await publishOps(world, 'moves', [{ op: 'add', field: { key: 'extra', type: 'text' } }])
      const migrate = async (to: number) => {
        await world.must(202, 'POST', '/blueprints/moves/migrations', { to })
        const worker = startWorker(app().runtime)
        try {
          await eventually(async () => {
            const { items } = (await world.must(200, 'GET', '/jobs?limit=5')).body
            return items.every(({ status }: { status: string }) => status === 'done')
          })
        } finally {
          await worker.stop()
        }
      }
      await migrate(2)
      await migrate(1)
      expect(await go('resume')).toMatchObject({ state: 'LATE' })
    })

    test('is kept by a new version of the flow: a state that goes away is remembered as the one its records go on in', async () => {
      const { at, go, leads } = await begin('next', 'deep')
      await go('pack', 'warn', 'hold')
      const published = (await world.must(200, 'GET', '/flows/next')).body
      const { groups: _, ...rest } = published
      const draft = {
        ...rest,
        ...trip('deep', { groups: { work: { states: ['PICK'] }, ready: { parent: 'work', states: ['PACK'] } } }),
        transitions: published.transitions.filter(({ event }: { event: string }) => event !== 'warn'),
        states: Object.fromEntries(Object.entries(published.states).filter(([key]) => key !== 'LATE')),
        stateOptions: { retire: ['LATE'] },
        moves: { states: { LATE: 'PACK' } },
      }
      await world.must(200, 'PUT', '/flows/next/draft', draft)
      const { token } = (await world.must(200, 'POST', '/flows/next/draft/preview', {})).body
      await world.must(201, 'POST', '/flows/next/draft/publish', { token })
      expect(await leads('resume')).toBe('PACK')
      expect(await go('resume')).toMatchObject({ state: 'PACK' })
      // A version without the group has nothing to remember by.
      const now = (await world.must(200, 'GET', '/flows/next')).body
      await go('hold')
      const { groups: __, ...flat } = now
      const transitions = now.transitions.map((one: { event: string; from: unknown }) => {
        if (one.event === 'resume') return { ...one, to: 'PICK' }
        return one.event === 'hold'
          ? { ...one, from: ['PICK', 'PACK'] }
          : one.event === 'pick'
            ? { ...one, from: ['PACK'] }
            : one
      })
      await world.must(200, 'PUT', '/flows/next/draft', { ...flat, transitions })
      const preview = (await world.must(200, 'POST', '/flows/next/draft/preview', {})).body
      await world.must(201, 'POST', '/flows/next/draft/publish', { token: preview.token })
      expect(await go('resume')).toMatchObject({ state: 'PICK' })
      expect((await world.must(200, 'GET', at)).body.state).toBe('PICK')
    })
  })

  describe('steps that are taken by themselves', () => {
    test('follow an event in the same revision', async () => {
      const { id } = await create({ amount: 200 })
      const moved = await send(id, 'begin')
      expect(moved).toMatchObject({ state: 'PACK', rev: 2, data: { trail: ['-new', '+work', '+ready'] } })
      const undone = (await world.must(200, 'POST', `${path(id)}/undo`, { rev: 2 })).body
      expect(undone).toMatchObject({ state: 'NEW', rev: 3 })
    })

    test('begin with the record where its first state is left at once', async () => {
      const fields = [...order.fields.slice(0, 4)]
      await world.must(201, 'POST', '/blueprints', { ...order, name: 'quick', fields })
      const before = (await world.must(201, 'POST', '/records/quick', { data: { title: 'old', amount: 7 } })).body
      await world.must(201, 'POST', '/flows', {
        ...{ name: 'quick', blueprint: 'quick', stateField: 'status', initial: 'NEW', states: {} },
        transitions: [
          { always: true, from: ['NEW'], to: 'PICK', guard: 'amount > 5.0', do: [{ add: 'amount', value: '1.0' }] },
          { event: 'go', from: ['NEW'], to: 'PICK' },
        ],
      })
      const make = async (amount: number) =>
        (await world.must(201, 'POST', '/records/quick', { data: { title: 'x', amount } })).body
      expect(await make(6)).toMatchObject({ state: 'PICK', rev: 1, data: { amount: 7, status: 'PICK' } })
      expect(await make(5)).toMatchObject({ state: 'NEW', data: { amount: 5 } })
      const worker = startWorker(app().runtime)
      try {
        const entered = async () => (await world.must(200, 'GET', `/records/quick/${before.id}`)).body
        await eventually(async () => (await entered()).rev > 1)
        expect(await entered()).toMatchObject({ state: 'PICK', data: { amount: 8, status: 'PICK' } })
      } finally {
        await worker.stop()
      }
    })

    test('are taken when what they wait for is written, as a revision of their own', async () => {
      const { id } = await create()
      await send(id, 'begin')
      const edited = (await world.must(200, 'PATCH', path(id), { data: { amount: 150 } })).body
      expect(edited).toMatchObject({ state: 'PACK', rev: 4, data: { status: 'PACK', amount: 150 } })
      expect((await read(id)).data.trail).toEqual(['-new', '+work', '+ready'])
      const { items } = (await world.must(200, 'GET', `${path(id)}/history`)).body
      expect(items.slice(0, 3).map((one: { kind: string; event: string }) => [one.kind, one.event])).toEqual([
        ['transition', null],
        ['updated', null],
        ['transition', 'begin'],
      ])
      expect(await timers(id)).toEqual([['slow', 10]])
      const undone = await world.call('POST', `${path(id)}/undo`, { rev: 4 })
      expect([undone.status, undone.body.code]).toEqual([409, 'transition-refused'])
      const other = (await world.must(200, 'PATCH', path(id), { data: { title: 'maps' } })).body
      expect(other).toMatchObject({ state: 'PACK', rev: 5 })
    })

    test('are taken when what they wait for is worked out from other records', async () => {
      const fields = [
        { key: 'title', type: 'text', required: true },
        { key: 'order', type: 'relation', blueprint: 'basket', required: true },
        { key: 'weight', type: 'number', default: 3 },
      ]
      await world.must(201, 'POST', '/blueprints', {
        name: 'basket',
        titleField: 'title',
        fields: [order.fields[0], order.fields[1], { key: 'limit', type: 'number', default: 0 }],
      })
      await world.must(201, 'POST', '/blueprints', { name: 'line', titleField: 'title', fields })
      const ops = [
        {
          op: 'add',
          field: { key: 'open', type: 'rollup', blueprint: 'line', via: 'order', function: 'sum', field: 'weight' },
        },
      ]
      await publishOps(world, 'basket', ops)
      await world.must(201, 'POST', '/flows', {
        ...{ name: 'basket', blueprint: 'basket', stateField: 'status', initial: 'NEW', states: {} },
        transitions: [
          { event: 'pack', from: ['NEW'], to: 'PACK' },
          { always: true, from: ['PACK'], to: 'SENT', guard: 'open == 0.0' },
        ],
      })
      const basket = (await world.must(201, 'POST', '/records/basket', { data: { title: 'b' } })).body
      const line = (await world.must(201, 'POST', '/records/line', { data: { title: 'l', order: basket.id } })).body
      await world.must(200, 'POST', `/records/basket/${basket.id}/transitions/pack`, {})
      const state = async () => (await world.must(200, 'GET', `/records/basket/${basket.id}`)).body.state
      expect(await state()).toBe('PACK')
      await world.must(200, 'PATCH', `/records/line/${line.id}`, { data: { weight: 0 } })
      expect(await state()).toBe('SENT')
    })

    test('that never end are refused, and nothing is changed', async () => {
      await world.must(201, 'POST', '/blueprints', { ...order, name: 'ring' })
      const transitions = [
        { event: 'go', from: ['NEW'], to: 'PICK' },
        { always: true, from: ['PICK'], to: 'PACK', guard: 'amount > 0.0' },
        { always: true, from: ['PACK'], to: 'PICK', guard: 'amount > 0.0', do: [noted('round')] },
      ]
      await world.must(201, 'POST', '/flows', {
        ...{ name: 'ring', blueprint: 'ring', stateField: 'status', initial: 'NEW', states: {}, transitions },
      })
      const { id } = (await world.must(201, 'POST', '/records/ring', { data: { title: 'x', amount: 1 } })).body
      const refused = await world.call('POST', `/records/ring/${id}/transitions/go`, {})
      expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
        409,
        'transition-refused',
        'Steps of the flow that are taken by themselves lead to each other without end. Nothing was changed.',
      ])
      expect((await world.must(200, 'GET', `/records/ring/${id}`)).body).toMatchObject({ state: 'NEW', rev: 1 })
      await world.must(200, 'PATCH', `/records/ring/${id}`, { data: { amount: 0 } })
      await world.must(200, 'POST', `/records/ring/${id}/transitions/go`, {})
      const edit = await world.call('PATCH', `/records/ring/${id}`, { data: { amount: 2 } })
      expect([edit.status, edit.body.detail]).toEqual([409, refused.body.detail])
      expect((await world.must(200, 'GET', `/records/ring/${id}`)).body).toMatchObject({
        ...{ state: 'PICK', rev: 3, data: { amount: 0 } },
      })
    })
  })
})
