// A promised time: it stands still where the record waits, says how much is left, and is late once.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import type { Scope } from '../runtime.ts'
import { fireTimers } from './fire-timers.ts'

const HOUR = 3_600_000
let clock = 0

const ticket = {
  name: 'ticket',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'status', type: 'enum', options: ['NEW', 'OPEN', 'WAITING', 'DONE'] },
    { key: 'times', type: 'number', default: 0 },
  ],
}
const answer = {
  ...{ name: 'answer', label: 'Answer', starts: ['NEW'], pauses: ['WAITING'], stops: ['DONE'] },
  ...{ target: 'PT8H', event: 'late' },
}
const flow = {
  ...{ name: 'ticket', blueprint: 'ticket', stateField: 'status', initial: 'NEW' },
  states: { NEW: {}, OPEN: {}, WAITING: {}, DONE: { type: 'final' } },
  events: { late: { internal: true } },
  clocks: [answer],
  transitions: [
    { event: 'take', from: ['NEW'], to: 'OPEN' },
    { event: 'wait', from: ['OPEN'], to: 'WAITING' },
    { event: 'go_on', from: ['WAITING'], to: 'OPEN' },
    { event: 'close', from: ['NEW', 'OPEN', 'WAITING'], to: 'DONE' },
    { event: 'late', from: ['NEW', 'OPEN'], to: null, do: [{ add: 'times', value: '1' }] },
  ],
}

describeApp('clocks of flows', { now: () => clock }, (app) => {
  let world: TenantWorld
  let scope: Scope
  beforeAll(async () => {
    clock = Date.now()
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', ticket)
    await world.must(201, 'POST', '/flows', flow)
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
  })
  const path = (id: string) => `/records/ticket/${id}`
  const create = async () => (await world.must(201, 'POST', '/records/ticket', { data: { title: 'help' } })).body.id
  const send = async (id: string, event: string) =>
    (await world.must(200, 'POST', `${path(id)}/transitions/${event}`, {})).body
  const told = async (id: string) => (await world.must(200, 'GET', `${path(id)}/timers`)).body.clocks[0]
  const times = async (id: string) => (await world.must(200, 'GET', path(id))).body.data.times
  const pass = async (hours: number) => {
    clock += hours * HOUR
    await Promise.all([1, 2].map(() => fireTimers(scope, () => false)))
    while ((await fireTimers(scope, () => false)) > 0);
  }

  test('run from where they begin, stand still where the record waits, and are late once', async () => {
    const id = await create()
    const dueAt = new Date(clock + 8 * HOUR).toISOString()
    expect(await told(id)).toEqual({
      ...{ flow: 'ticket', name: 'answer', label: 'Answer', status: 'runs', elapsed: 'PT0S', remaining: 'PT8H', dueAt },
    })
    await pass(2)
    await send(id, 'take')
    await pass(1)
    expect(await told(id)).toMatchObject({ status: 'runs', elapsed: 'PT3H', remaining: 'PT5H', dueAt })
    await send(id, 'wait')
    await pass(100)
    expect(await told(id)).toMatchObject({ status: 'pauses', elapsed: 'PT3H', remaining: 'PT5H' })
    expect(await times(id)).toBe(0)
    await send(id, 'go_on')
    await pass(4)
    expect(await times(id)).toBe(0)
    await pass(2)
    expect(await told(id)).toMatchObject({ status: 'runs', remaining: '-PT1H', breachedAt: expect.any(String) })
    expect(await times(id)).toBe(1)
    // Late once, whatever comes.
    await send(id, 'wait')
    await pass(1)
    await send(id, 'go_on')
    await world.must(200, 'PATCH', path(id), { data: { title: 'still' } })
    await pass(50)
    expect(await times(id)).toBe(1)
    await send(id, 'close')
    expect(await told(id)).toMatchObject({ status: 'stopped', breachedAt: expect.any(String) })
  })

  test('are late where nothing but the first step was taken', async () => {
    const id = await create()
    await send(id, 'take')
    await pass(9)
    expect(await times(id)).toBe(1)
  })

  test('are not late when the record ends in time, nor by a step that is taken back', async () => {
    const [kept, back] = [await create(), await create()]
    await pass(7)
    await send(kept, 'close')
    const { rev } = await send(back, 'take')
    await world.must(200, 'POST', `${path(back)}/undo`, { rev })
    await pass(1)
    expect(await told(kept)).toMatchObject({ status: 'stopped', remaining: 'PT1H' })
    expect([await times(kept), await times(back)]).toEqual([0, 1])
    await pass(20)
    expect([await times(kept), await times(back)]).toEqual([0, 1])
  })

  test('go on from when a step was taken back, whatever is written and done afterwards', async () => {
    const id = await create()
    await send(id, 'take')
    const { rev } = await send(id, 'wait')
    clock += HOUR / 12
    await world.must(200, 'POST', `${path(id)}/undo`, { rev })
    await pass(3)
    await world.must(200, 'PATCH', path(id), { data: { title: 'still' } })
    expect(await told(id)).toMatchObject({ status: 'runs', elapsed: 'PT3H' })
    await send(id, 'wait')
    await pass(3)
    expect(await told(id)).toMatchObject({ status: 'pauses', elapsed: 'PT3H' })
  })

  test('pass in working time by a calendar, which says that it is in use', async () => {
    const week = Object.fromEntries(
      ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [
        day,
        [{ opens: '09:00', closes: '13:00' }],
      ]),
    )
    await world.must(201, 'POST', '/calendars', { name: 'mornings', zone: 'UTC', week })
    const other = { ...ticket, name: 'order' }
    await world.must(201, 'POST', '/blueprints', other)
    await world.must(201, 'POST', '/flows', {
      ...{ ...flow, name: 'order', blueprint: 'order', clocks: [{ ...answer, calendar: 'mornings' }] },
    })
    clock = Math.ceil(clock / (24 * HOUR)) * 24 * HOUR + 9 * HOUR
    const { id } = (await world.must(201, 'POST', '/records/order', { data: { title: 'x' } })).body
    const [reading] = (await world.must(200, 'GET', `/records/order/${id}/timers`)).body.clocks
    expect(reading).toMatchObject({ dueAt: new Date(clock + 28 * HOUR).toISOString(), calendar: 'mornings' })
    await world.must(409, 'DELETE', '/calendars/mornings')
  })

  test('are refused at their place', async () => {
    const refused = async (clocks: object[]) =>
      (await world.must(422, 'PUT', '/flows/ticket/draft', { ...flow, clocks } as never)).body.errors.map(
        ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
      )
    expect(await refused([{ ...answer, pauses: ['NEW'] }])).toEqual(['/clocks/0/pauses/0 given-twice'])
    expect(await refused([{ ...answer, starts: [] }])).toEqual(['/clocks/0/starts count-out-of-range'])
    expect(await refused([{ ...answer, event: 'nothing' }])).toEqual(['/clocks/0/event flow-timer-event'])
  })
})
