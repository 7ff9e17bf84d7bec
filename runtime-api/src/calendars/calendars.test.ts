// When somebody is at work: kept, refused with words, not taken away while a flow counts by it, and timers follow it.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { eventually, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { startWorker } from '../jobs/worker.ts'
import type { Scope } from '../runtime.ts'
import { fireTimers } from '../timers/fire-timers.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The next one: sessions end when they are much older. 5 January 1970 was a Monday. */
const monday = Math.ceil((Date.now() - 4 * DAY) / (7 * DAY)) * 7 * DAY + 4 * DAY
let clock = monday

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']
const hours = (opens: string, closes: string) => Object.fromEntries(weekdays.map((day) => [day, [{ opens, closes }]]))
const ticket = {
  name: 'ticket',
  titleField: 'title',
  fields: [
    { key: 'title', type: 'text', required: true },
    { key: 'status', type: 'enum', options: ['NEW', 'LATE'] },
  ],
}
const flow = {
  ...{ name: 'ticket', blueprint: 'ticket', stateField: 'status', initial: 'NEW' },
  states: { NEW: { timers: [{ name: 'slow', after: 'PT4H', calendar: 'office', event: 'escalate' }] }, LATE: {} },
  events: { escalate: { internal: true } },
  transitions: [{ event: 'escalate', from: ['NEW'], to: 'LATE' }],
}

describeApp('business calendars', { now: () => clock }, (app) => {
  let world: TenantWorld
  let scope: Scope
  beforeAll(async () => {
    clock = Date.now()
    world = await newWorld(app())
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
  })
  const create = async () => (await world.must(201, 'POST', '/records/ticket', { data: { title: 'help' } })).body.id
  const dueAt = async (id: string) =>
    (await world.must(200, 'GET', `/records/ticket/${id}/timers`)).body.items[0]?.dueAt
  const state = async (id: string) => (await world.must(200, 'GET', `/records/ticket/${id}`)).body.state
  const at = (day: number, hour: number) => new Date(monday + day * 24 * HOUR + hour * HOUR).toISOString()
  const work = async () => {
    const worker = startWorker(app().runtime)
    const isDone = async () =>
      (await world.must(200, 'GET', '/jobs')).body.items.every(
        ({ status }: { status: string }) => status === 'succeeded',
      )
    expect(await eventually(isDone, 20_000)).toBe(true)
    await worker.stop()
  }

  test('a flow that counts by one that is not there is refused, with words', async () => {
    await world.must(201, 'POST', '/blueprints', ticket)
    const { body } = await world.must(422, 'POST', '/flows', flow)
    expect(JSON.stringify(body)).toContain('office')
  })

  test('are kept as they were sent, and refused at their place', async () => {
    const wish = { name: 'office', label: 'Office', zone: 'UTC', week: hours('09:00', '18:00') }
    const { body } = await world.must(201, 'POST', '/calendars', wish)
    expect(body).toMatchObject({ ...wish, holidays: [], exceptions: [], ownZone: true, usedBy: [] })
    await world.must(409, 'POST', '/calendars', wish)
    const closed = await world.must(422, 'POST', '/calendars', { name: 'never', week: {} })
    expect(closed.body.errors).toMatchObject([{ pointer: '/week', code: 'calendar-no-hours' }])
    const wrong = await world.must(422, 'PATCH', '/calendars/office', { zone: 'Mars/Olympus' })
    expect(wrong.body.errors).toMatchObject([{ code: 'unknown-time-zone' }])
    const own = await world.must(201, 'POST', '/calendars', { name: 'ours', week: hours('08:00', '12:00') })
    expect(own.body).toMatchObject({ ownZone: false })
    await world.must(204, 'DELETE', '/calendars/ours')
    await world.must(404, 'GET', '/calendars/ours')
  })

  test('timers are due in working time', async () => {
    await world.must(201, 'POST', '/flows', flow)
    clock = monday + 15 * HOUR
    const id = await create()
    expect(await dueAt(id)).toBe(at(1, 10))
    clock = monday + 33 * HOUR
    await fireTimers(scope, () => false)
    expect(await state(id)).toBe('NEW')
    clock = monday + 34 * HOUR
    await fireTimers(scope, () => false)
    expect(await state(id)).toBe('LATE')
  })

  test('a calendar that a flow counts by is not taken away, and says which', async () => {
    expect((await world.must(200, 'GET', '/calendars/office')).body.usedBy).toEqual(['ticket'])
    const { body } = await world.must(409, 'DELETE', '/calendars/office')
    expect(body.errors).toMatchObject([{ code: 'calendar-in-use' }])
    expect(JSON.stringify(body)).toContain('ticket')
  })

  test('what is due by it follows it when it changes, and nothing is early before that was worked out', async () => {
    clock = monday + 39 * HOUR
    const [id, other] = [await create(), await create()]
    expect(await dueAt(id)).toBe(at(2, 10))
    await world.must(200, 'PATCH', '/calendars/office', {
      holidays: [{ date: new Date(monday + 2 * 24 * HOUR).toISOString().slice(0, 10), label: 'A day off' }],
    })
    // No job has run yet.
    clock = monday + 60 * HOUR
    await fireTimers(scope, () => false)
    expect(await state(id)).toBe('NEW')
    expect(await dueAt(id)).toBe(at(3, 10))
    await work()
    expect(await dueAt(other)).toBe(at(3, 10))
    clock = monday + 82 * HOUR
    await fireTimers(scope, () => false)
    expect([await state(id), await state(other)]).toEqual(['LATE', 'LATE'])
  })
})
