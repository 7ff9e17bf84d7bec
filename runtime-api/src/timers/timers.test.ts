// When something happens by itself: not before, once, and only to a record that still stands where it was meant for.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'
import { dispatchOutbox } from '../outbox/dispatch-outbox.ts'
import type { Scope } from '../runtime.ts'
import { fireTimers } from './fire-timers.ts'

const HOUR = 3_600_000
let ahead = 0

const ticket = {
  name: 'ticket',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'status', type: 'enum', options: ['NEW', 'OPEN', 'LATE', 'DONE'] },
    { key: 'due', type: 'datetime' },
    { key: 'assignee', type: 'user' },
    { key: 'times', type: 'number', default: 0 },
  ],
}
const states = (answerWithin = 'PT4H') => ({
  NEW: { timers: [{ name: 'unanswered', after: answerWithin, event: 'escalate' }] },
  OPEN: { timers: [{ name: 'deadline', at: 'due', event: 'escalate' }] },
  LATE: {},
  DONE: { type: 'final' },
})
const flow = {
  name: 'ticket',
  blueprint: 'ticket',
  stateField: 'status',
  initial: 'NEW',
  states: states(),
  events: { escalate: { internal: true, label: 'Escalate' } },
  transitions: [
    { event: 'take', from: ['NEW'], to: 'OPEN' },
    { event: 'give_back', from: ['OPEN'], to: 'NEW' },
    {
      event: 'escalate',
      from: ['NEW', 'OPEN'],
      to: 'LATE',
      guard: "title != 'patient'",
      do: [{ add: 'times', value: '1' }],
    },
    { event: 'close', from: ['OPEN', 'LATE'], to: 'DONE' },
  ],
}

describeApp('timers', { now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  let scope: Scope
  beforeAll(async () => {
    ahead = 0
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', ticket)
    await world.must(201, 'POST', '/flows', flow)
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
  })
  const path = (id: string) => `/records/ticket/${id}`
  const create = async (data: object = {}) =>
    (await world.must(201, 'POST', '/records/ticket', { data: { title: 'help', ...data } })).body
  const read = async (id: string) => (await world.must(200, 'GET', path(id))).body
  const send = async (id: string, event: string) =>
    (await world.must(200, 'POST', `${path(id)}/transitions/${event}`, {})).body
  const timers = async (id: string) => (await world.must(200, 'GET', `${path(id)}/timers`)).body.items
  const inHours = (hours: number) => new Date(Date.now() + ahead + hours * HOUR).toISOString()
  /** Time goes by, and everything that is due is done. */
  const pass = async (ms: number) => {
    ahead += ms
    while ((await fireTimers(scope, () => false)) > 0);
  }

  test('go off at their moment, not before, once, and are told as what the program did', async () => {
    const { id, createdAt } = await create()
    const [timer] = await timers(id)
    const dueAt = new Date(Date.parse(createdAt) + 4 * HOUR).toISOString()
    expect(timer).toEqual({
      ...{
        flow: 'ticket',
        name: 'unanswered',
        event: 'escalate',
        label: 'Escalate',
        dueAt,
        reminders: [],
        status: 'armed',
      },
    })
    await pass(4 * HOUR - 10_000)
    expect(await read(id)).toMatchObject({ state: 'NEW', rev: 1 })
    await pass(10_000)
    expect(await read(id)).toMatchObject({ state: 'LATE', rev: 2, data: { times: 1 } })
    expect(await timers(id)).toEqual([])
    await pass(100 * HOUR)
    expect(await read(id)).toMatchObject({ rev: 2 })
    const [step] = (await world.must(200, 'GET', `${path(id)}/history`)).body.items
    expect(step).toMatchObject({ kind: 'transition', event: 'escalate', by: 'system' })
  })

  test('end when the record leaves their state, and begin anew when it comes back', async () => {
    const { id } = await create()
    await pass(3 * HOUR)
    await send(id, 'take')
    expect(await timers(id)).toEqual([])
    await pass(3 * HOUR)
    expect(await read(id)).toMatchObject({ state: 'OPEN' })
    await send(id, 'give_back')
    await pass(3 * HOUR)
    expect(await read(id)).toMatchObject({ state: 'NEW' })
    await pass(HOUR)
    expect(await read(id)).toMatchObject({ state: 'LATE' })
  })

  test('begin anew when a step is taken back', async () => {
    const { id } = await create()
    const { rev } = await send(id, 'take')
    await world.must(200, 'POST', `${path(id)}/undo`, { rev })
    expect((await timers(id)).map(({ name }: { name: string }) => name)).toEqual(['unanswered'])
  })

  test('follow the date that they are due at', async () => {
    const { id } = await create({ due: inHours(10) })
    await send(id, 'take')
    await world.must(200, 'PATCH', path(id), { data: { due: inHours(20) } })
    await pass(15 * HOUR)
    expect(await read(id)).toMatchObject({ state: 'OPEN' })
    await world.must(200, 'PATCH', path(id), { data: { due: null } })
    expect(await timers(id)).toEqual([])
    await pass(15 * HOUR)
    expect(await read(id)).toMatchObject({ state: 'OPEN' })
    await world.must(200, 'PATCH', path(id), { data: { due: inHours(-1) } })
    await pass(0)
    expect(await read(id)).toMatchObject({ state: 'LATE' })
  })

  test('say why, when the record does not take what they send; another moment is another chance', async () => {
    const { id } = await create({ title: 'patient', due: inHours(1) })
    await send(id, 'take')
    await pass(2 * HOUR)
    const before = await read(id)
    expect(before).toMatchObject({ state: 'OPEN', data: { times: 0 } })
    const [refused] = await timers(id)
    expect(refused).toMatchObject({ name: 'deadline', status: 'refused' })
    expect(refused.reason).toContain('Escalate')
    await world.must(200, 'PATCH', path(id), { data: { title: 'in a hurry' } })
    await pass(5 * HOUR)
    expect(await read(id)).toMatchObject({ state: 'OPEN' })
    await world.must(200, 'PATCH', path(id), { data: { due: inHours(1) } })
    await pass(HOUR)
    expect(await read(id)).toMatchObject({ state: 'LATE', data: { times: 1 } })
  })

  test('are nobody’s button, and nobody else sends what they send', async () => {
    const { id } = await create()
    const { items } = (await world.must(200, 'GET', `${path(id)}/transitions`)).body
    expect(items.map(({ event }: { event: string }) => event)).not.toContain('escalate')
    const { body } = await world.must(403, 'POST', `${path(id)}/transitions/escalate`, {})
    expect(body.detail).toContain('happens by itself')
    expect(await read(id)).toMatchObject({ state: 'NEW', rev: 1 })
  })

  test('go off once, whoever looks at the same time', async () => {
    const made = []
    for (let i = 0; i < 20; i++) made.push((await create()).id)
    ahead += 4 * HOUR
    await Promise.all([1, 2, 3, 4].map(() => fireTimers(scope, () => false)))
    await pass(0)
    for (const id of made) expect(await read(id)).toMatchObject({ state: 'LATE', rev: 2, data: { times: 1 } })
  })

  test('wait for a record in the trash until it is back', async () => {
    const { id } = await create()
    await world.must(204, 'DELETE', path(id))
    await pass(5 * HOUR)
    const { body } = await world.must(200, 'POST', `${path(id)}/restore`)
    expect(body).toMatchObject({ state: 'NEW' })
    await pass(0)
    expect(await read(id)).toMatchObject({ state: 'LATE' })
  })

  test('are set by the worker while nobody calls', async () => {
    const { id } = await create({ due: inHours(2) })
    await send(id, 'take')
    const worker = startWorker(app().runtime)
    await world.must(200, 'PATCH', path(id), { data: { due: new Date(Date.now() + ahead + 700).toISOString() } })
    expect(await eventually(async () => (await read(id)).state === 'LATE', 20_000)).toBe(true)
    await worker.stop()
  })

  describe('of a flow that is published anew', () => {
    const publish = async (document: object, answers: object = {}) => {
      await world.must(200, 'PUT', '/flows/ticket/draft', document as never)
      const { token, report } = (await world.must(200, 'POST', '/flows/ticket/draft/preview')).body
      await world.must(201, 'POST', '/flows/ticket/draft/publish', { token, ...answers })
      const worker = startWorker(app().runtime)
      const isDone = async () =>
        (await world.must(200, 'GET', '/jobs')).body.items.every(
          ({ status }: { status: string }) => status === 'succeeded',
        )
      expect(await eventually(isDone, 20_000)).toBe(true)
      await worker.stop()
      return report
    }
    const after = (createdAt: string, hours: number) => new Date(Date.parse(createdAt) + hours * HOUR).toISOString()

    test('are due after the new time, counted from when the record came; who has none gets one, who loses it none', async () => {
      const { id, createdAt } = await create()
      await publish({ ...flow, states: states('PT6H') })
      expect(await timers(id)).toMatchObject([{ name: 'unanswered', dueAt: after(createdAt, 6), status: 'armed' }])
      await publish({ ...flow, states: { ...states(), NEW: {} } })
      expect(await timers(id)).toEqual([])
      await pass(10 * HOUR)
      expect(await read(id)).toMatchObject({ state: 'NEW', rev: 1 })
      await publish(flow)
      await pass(0)
      expect(await read(id)).toMatchObject({ state: 'LATE', rev: 2 })
    })

    test('keep their moment when that is said, also after an edit; a date that moves is still followed', async () => {
      const { id, createdAt } = await create()
      await publish({ ...flow, states: states('PT9H') }, { timers: 'keep-deadline' })
      expect(await timers(id)).toMatchObject([{ dueAt: after(createdAt, 4) }])
      await world.must(200, 'PATCH', path(id), { data: { title: 'changed' } })
      expect(await timers(id)).toMatchObject([{ dueAt: after(createdAt, 4) }])
      const fresh = await create()
      expect(await timers(fresh.id)).toMatchObject([{ dueAt: after(fresh.createdAt, 9) }])
      await pass(4 * HOUR)
      expect(await read(id)).toMatchObject({ state: 'LATE' })
      expect(await read(fresh.id)).toMatchObject({ state: 'NEW' })
    })

    test('are due by the new rule unless something else is said; how many are due at once is told before', async () => {
      await publish(flow)
      const made = [await create(), await create()]
      await pass(2 * HOUR)
      const late = await create()
      await world.must(200, 'PUT', '/flows/ticket/draft', { ...flow, states: states('PT1H') } as never)
      const { report } = (await world.must(200, 'POST', '/flows/ticket/draft/preview')).body
      expect(report.timers).toMatchObject({ overdue: 2, overdueNew: 0, exact: true })
      expect(report.timers.moved).toBeGreaterThanOrEqual(3)
      await publish({ ...flow, states: states('PT1H') })
      await pass(0)
      for (const { id } of made) expect(await read(id)).toMatchObject({ state: 'LATE', rev: 2 })
      expect(await timers(late.id)).toMatchObject([{ dueAt: after(late.createdAt, 1) }])
    })

    test('begin now when that is said, and later versions count from then', async () => {
      await publish(flow)
      const { id } = await create()
      await pass(3 * HOUR)
      const at = Date.now() + ahead
      await publish({ ...flow, states: states('PT5H') }, { timers: 'restart' })
      const [{ dueAt }] = await timers(id)
      expect(Date.parse(dueAt)).toBeGreaterThanOrEqual(at + 5 * HOUR)
      await world.must(200, 'PATCH', path(id), { data: { title: 'changed' } })
      expect(await timers(id)).toMatchObject([{ dueAt }])
      await publish({ ...flow, states: states('PT6H') })
      expect(await timers(id)).toMatchObject([{ dueAt: new Date(Date.parse(dueAt) + HOUR).toISOString() }])
    })

    test('are not early while no job has come round, and what has gone off stays so', async () => {
      await publish(flow)
      const { id } = await create({ title: 'patient' })
      await pass(4 * HOUR)
      expect(await timers(id)).toMatchObject([{ status: 'refused' }])
      const other = await create()
      await world.must(200, 'PUT', '/flows/ticket/draft', { ...flow, states: states('PT8H') } as never)
      const { token } = (await world.must(200, 'POST', '/flows/ticket/draft/preview')).body
      await world.must(201, 'POST', '/flows/ticket/draft/publish', { token })
      await pass(5 * HOUR)
      expect(await read(other.id)).toMatchObject({ state: 'NEW', rev: 1 })
      await world.must(200, 'PATCH', path(id), { data: { title: 'in a hurry' } })
      await pass(0)
      expect(await read(id)).toMatchObject({ state: 'NEW', rev: 2 })
      await pass(3 * HOUR)
      expect(await read(other.id)).toMatchObject({ state: 'LATE', rev: 2 })
    })
  })

  describe('that remind', () => {
    /** Read where they are kept: hours from now on nobody is signed in any more. */
    const told = async (id: string) => {
      const { read: db } = await storeOf(world)
      return db.all<{ member: string; said: unknown }>(
        `SELECT n.member, n.said FROM notification n JOIN record r ON r.tenant = n.tenant AND r.no = n.record
          WHERE n.kind = 'flow' AND r.id = ?`,
        [id],
      )
    }
    const deliver = () => Promise.all(['a', 'b'].map((lease) => dispatchOutbox(scope, lease, () => false)))

    test('tell whom the record names, once, before they are due', async () => {
      const remindful = {
        ...flow,
        states: { ...states(), NEW: { timers: [{ ...states().NEW.timers[0], remind: ['PT1H', 'PT3H'] }] } },
      }
      await world.must(200, 'PUT', '/flows/ticket/draft', remindful as never)
      const { token } = (await world.must(200, 'POST', '/flows/ticket/draft/preview')).body
      await world.must(201, 'POST', '/flows/ticket/draft/publish', { token })
      const { id, createdAt } = await create({ title: 'soon', assignee: world.owner.id })
      const at = (hours: number) => new Date(Date.parse(createdAt) + hours * HOUR).toISOString()
      expect(await timers(id)).toMatchObject([{ dueAt: at(4), reminders: [at(1), at(3)] }])
      await pass(HOUR)
      await Promise.all([1, 2, 3].map(() => fireTimers(scope, () => false)))
      expect(await timers(id)).toMatchObject([{ dueAt: at(4), reminders: [at(3)] }])
      await deliver()
      const [notice, ...others] = await told(id)
      expect(notice?.member).toBe(world.owner.id)
      expect(JSON.stringify(notice?.said)).toContain('“Escalate” will happen by itself on')
      expect(others).toEqual([])
      expect(await read(id)).toMatchObject({ state: 'NEW', rev: 1 })
      await send(id, 'take')
      await pass(10 * HOUR)
      await deliver()
      expect(await told(id)).toHaveLength(1)
    })
  })
})
