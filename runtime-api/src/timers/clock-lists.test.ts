// Promised times in lists: by them records are found, put in order and told; and what is kept of them is what the log of moves says.
import { remainingAt } from '@molde/engine'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import { definitionOf } from '../blueprints/compiled-versions.ts'
import { calendarsOf } from '../calendars/calendars-of.ts'
import { workOnJob } from '../jobs/database-queue.ts'
import { recordsAfter } from '../record-store/record-scan-table.ts'
import type { Scope } from '../runtime.ts'
import { clocksOfRecords } from './clock-table.ts'
import { clocksOf } from './clocks-of.ts'

interface Told {
  readonly flow: string
  readonly name: string
  readonly label: string
  readonly elapsed: string
  readonly calendar?: string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
let clock = 0

const fields = [
  { key: 'title', type: 'text', required: true },
  { key: 'status', type: 'enum', options: ['NEW', 'OPEN', 'WAITING', 'DONE'] },
]
const answer = {
  name: 'answer',
  label: 'Answer',
  starts: ['NEW'],
  pauses: ['WAITING'],
  stops: ['DONE'],
  target: 'PT8H',
}
const solve = { name: 'solve', starts: ['OPEN'], stops: ['DONE'], target: 'P2D', calendar: 'office' }
const transitions = [
  { event: 'take', from: ['NEW'], to: 'OPEN' },
  { event: 'wait', from: ['NEW', 'OPEN'], to: 'WAITING' },
  { event: 'go_on', from: ['WAITING'], to: 'OPEN' },
  { event: 'close', from: ['NEW', 'OPEN', 'WAITING'], to: 'DONE' },
  { event: 'again', from: ['DONE'], to: 'NEW' },
]
const flowOver = (name: string, clocks: readonly object[]) => ({
  ...{ name, blueprint: name, stateField: 'status', initial: 'NEW', clocks, transitions },
  states: { NEW: {}, OPEN: {}, WAITING: {}, DONE: {} },
})
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const hours = (opens: string, closes: string) => Object.fromEntries(days.map((day) => [day, [{ opens, closes }]]))

describeApp('promised times in lists', { now: () => clock }, (app) => {
  let world: TenantWorld
  let scope: Scope
  beforeAll(async () => {
    clock = Date.UTC(2026, 10, 2, 9)
    world = await newWorld(app())
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
    await world.must(201, 'POST', '/calendars', { name: 'office', zone: 'UTC', week: hours('09:00', '17:00') })
  })
  const create = async (name: string, title: string): Promise<string> =>
    (await world.must(201, 'POST', `/records/${name}`, { data: { title } })).body.id
  const send = async (name: string, id: string, event: string) =>
    (await world.must(200, 'POST', `/records/${name}/${id}/transitions/${event}`, {})).body
  const list = async (name: string, params: Record<string, string>) =>
    (await world.must(200, 'GET', `/records/${name}?${new URLSearchParams(params)}`)).body
  const titles = async (name: string, params: Record<string, string>) =>
    (await list(name, params)).items.map((one: { data: { title: string } }) => one.data.title)
  const jobsDone = async () => {
    while (await workOnJob(scope, 'test', () => false)) clock += 1
  }
  const newKind = async (name: string, clocks: readonly object[]) => {
    await world.must(201, 'POST', '/blueprints', { name, titleField: 'title', fields })
    await world.must(201, 'POST', '/flows', flowOver(name, clocks))
  }

  describe('a list', () => {
    const by = 'record.clocks.answer'
    beforeAll(async () => {
      await newKind('ticket', [answer, solve])
      // Due at 17, 18, 19 and 20 o'clock.
      const ids = []
      for (const title of ['a', 'b', 'c', 'd']) {
        ids.push(await create('ticket', title))
        clock += HOUR
      }
      const paused = await create('ticket', 'paused')
      await send('ticket', paused, 'wait')
      const ended = await create('ticket', 'ended')
      await send('ticket', ended, 'close')
      clock = Date.UTC(2026, 10, 2, 18, 30)
      await send('ticket', ids[1] as string, 'wait')
    })

    test.each([
      ['most urgent first, then those that have no moment', `${by}.dueAt`, ['a', 'c', 'd', 'ended', 'paused', 'b']],
      ['the other way', `-${by}.dueAt`, ['d', 'c', 'a', 'ended', 'paused', 'b']],
      ['by when they are or were late', `${by}.lateAt,title`, ['a', 'b', 'c', 'd', 'ended', 'paused']],
      ['by a clock after a field', `status,${by}.dueAt`, ['a', 'c', 'd', 'paused', 'b', 'ended']],
    ])('is put in order: %s', async (_name, sort, wanted) => {
      const found = await titles('ticket', { sort })
      expect(new Set(found)).toEqual(new Set(wanted))
      expect(found.filter((one: string) => one.length === 1 && one !== 'b')).toEqual(
        wanted.filter((one) => one.length === 1 && one !== 'b'),
      )
      const whole = (await list('ticket', { sort })).items.map((one: { id: string }) => one.id)
      for (const limit of ['1', '2', '4']) {
        const paged: string[] = []
        for (let cursor: string | undefined; ; ) {
          const page = await list('ticket', { sort, limit, ...(cursor && { cursor }) })
          paged.push(...page.items.map((one: { id: string }) => one.id))
          if (!page.next) break
          cursor = page.next
        }
        expect(paged).toEqual(whole)
      }
    })

    test.each([
      [`${by}.lateAt <= now`, ['a', 'b']],
      [`${by}.dueAt <= now`, ['a']],
      [`${by}.dueAt > now && ${by}.dueAt < now + duration("1h")`, ['c']],
      [`${by}.lateAt - now < duration("1h")`, ['a', 'b', 'c']],
      [`${by}.status == "pauses"`, ['b', 'paused']],
      [`${by}.status != "runs"`, ['b', 'ended', 'paused']],
      [`${by}.status in ["pauses", "stopped"]`, ['b', 'ended', 'paused']],
      [`!(${by}.status in ["pauses", "stopped"])`, ['a', 'c', 'd']],
      [`${by}.dueAt == null`, ['b', 'ended', 'paused']],
      [`${by}.dueAt != null`, ['a', 'c', 'd']],
      [`!(${by}.lateAt <= now)`, ['c', 'd']],
      [`${by}.lateAt <= now || title == "ended"`, ['a', 'b', 'ended']],
      [`record.clocks.solve.status == null && title == "a"`, ['a']],
      [`${by}.dueAt > record.createdAt`, ['a', 'c', 'd']],
      [`title + ${by}.status == "bpauses"`, ['b']],
    ])('is filtered: %s', async (filter, wanted) => {
      const { items, count } = await list('ticket', { filter })
      expect(items.map((one: { data: { title: string } }) => one.data.title).sort()).toEqual(wanted)
      expect(count.value).toBe(wanted.length)
      expect((await titles('ticket', { filter, sort: `${by}.dueAt` })).sort()).toEqual(wanted)
      expect((await titles('ticket', { filter, sort: `title,${by}.dueAt` })).sort()).toEqual(wanted)
    })

    test('tells how they stand when it is asked to, as the record itself does', async () => {
      const { items } = await list('ticket', { expand: 'record.clocks', sort: `${by}.lateAt` })
      expect(items[0]).toMatchObject({
        data: { title: 'a' },
        clocks: { answer: { status: 'runs', remaining: '-PT1H30M' } },
      })
      expect(items[0].clocks.answer).toMatchObject({
        dueAt: '2026-11-02T17:00:00.000Z',
        breachedAt: '2026-11-02T17:00:00.000Z',
      })
      expect(items[1].clocks.answer).toEqual({
        ...{ status: 'pauses', remaining: '-PT30M', breachedAt: '2026-11-02T18:00:00.000Z' },
      })
      expect(items[2].clocks.answer).toEqual({
        ...{ status: 'runs', remaining: 'PT30M', dueAt: '2026-11-02T19:00:00.000Z' },
      })
      for (const { id, clocks } of items) {
        const read = (await world.must(200, 'GET', `/records/ticket/${id}/timers`)).body.clocks
        const told = read.map((one: Told) => {
          const { name, flow: _flow, label: _, elapsed: __, calendar: ___, ...rest } = one
          return [name, rest]
        })
        expect(clocks).toEqual(Object.fromEntries(told))
        const one = await world.must(200, 'GET', `/records/ticket/${id}?expand=record.clocks`)
        expect(one.body.clocks).toEqual(clocks)
      }
      expect((await list('ticket', {})).items[0]).not.toHaveProperty('clocks')
    })

    test('refuses by name what is not there', async () => {
      const refused = async (params: Record<string, string>) =>
        (await world.must(400, 'GET', `/records/ticket?${new URLSearchParams(params)}`)).body.errors[0].code
      expect(await refused({ filter: 'record.clocks.other.dueAt < now' })).toBe('unknown-member')
      expect(await refused({ filter: `${by}.elapsed < now` })).toBe('unknown-member')
      expect(await refused({ sort: `${by}.status` })).toBe('unknown-field-near')
      expect(await refused({ sort: 'record.clocks.other.dueAt' })).toMatch(/^unknown-field/)
    })

    test('lets a view keep it, but not be pinned by it', async () => {
      const view = { name: 'late', blueprint: 'ticket', filter: `${by}.lateAt <= now`, sort: `${by}.dueAt` }
      const { body } = await world.must(201, 'POST', '/views', view)
      expect(body).toMatchObject({ filter: view.filter, sort: view.sort })
      expect(await titles('ticket', { view: 'late' })).toEqual(['a', 'b'])
      const pinned = { ...view, name: 'pinned', filter: `${by}.status == "runs"`, pinned: true }
      expect((await world.must(422, 'POST', '/views', pinned)).body.errors[0].code).toBe('view-not-pinnable')
    })

    test('forgets what is not there any more, and knows what has come back', async () => {
      const id = await create('ticket', 'gone')
      const filter = 'title == "gone"'
      await world.must(204, 'DELETE', `/records/ticket/${id}`)
      expect(await titles('ticket', { filter, sort: `${by}.dueAt` })).toEqual([])
      expect(await titles('ticket', { filter, sort: `${by}.dueAt`, trash: 'true' })).toEqual(['gone'])
      await world.must(200, 'POST', `/records/ticket/${id}/restore`, {})
      expect(await titles('ticket', { filter: `${filter} && ${by}.status == "runs"` })).toEqual(['gone'])
      await world.must(204, 'DELETE', `/records/ticket/${id}`)
    })
  })

  test('what is kept is what the log says, after steps, pauses, steps taken back, other calendars and other flows', async () => {
    await newKind('case', [answer, solve])
    const ids: string[] = []
    const events = ['take', 'wait', 'go_on', 'close', 'again'] as const
    const act = fc.record({
      record: fc.nat({ max: 5 }),
      event: fc.constantFrom(...events, 'undo' as const, 'edit' as const),
      passes: fc.integer({ min: 0, max: 9 * 60 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 15 }), async (acts) => {
        ids.push(await create('case', 'x'))
        for (const { record, event, passes } of acts) {
          clock += passes * MINUTE
          const id = ids[Math.max(0, ids.length - 1 - record)] as string
          const path = `/records/case/${id}`
          if (event === 'edit') await world.must(200, 'PATCH', path, { data: { title: `at ${clock}` } })
          else if (event !== 'undo') await world.call('POST', `${path}/transitions/${event}`, {})
          else await world.call('POST', `${path}/undo`, { rev: (await world.must(200, 'GET', path)).body.rev })
        }
        await expectKept('case')
      }),
      { numRuns: 12 },
    )
    await world.must(200, 'PATCH', '/calendars/office', { week: hours('08:00', '12:00') })
    await jobsDone()
    await expectKept('case')
    const other = flowOver('case', [
      { ...answer, target: 'PT2H', pauses: [] },
      { ...solve, name: 'once', calendar: undefined },
    ])
    await world.must(200, 'PUT', '/flows/case/draft', other)
    const { token } = (await world.must(200, 'POST', '/flows/case/draft/preview', {})).body
    await world.must(201, 'POST', '/flows/case/draft/publish', { token })
    await jobsDone()
    await expectKept('case')
    expect((await world.must(200, 'GET', '/records/case?sort=record.clocks.once.dueAt')).body.items).not.toEqual([])
  })

  test('records that were there before their flow, or before there were rows of clocks, get theirs by a job', async () => {
    await world.must(201, 'POST', '/blueprints', { name: 'old', titleField: 'title', fields })
    await create('old', 'x')
    await world.must(201, 'POST', '/flows', flowOver('old', [answer]))
    await jobsDone()
    await expectKept('old')
    expect(await titles('old', { filter: 'record.clocks.answer.status == "runs"' })).toEqual(['x'])
  })

  async function expectKept(name: string) {
    const definition = await definitionOf(scope, scope.store.read, name)
    const { flow } = definition
    if (!flow) throw new Error('no flow')
    const rows = await recordsAfter(scope.store.read, scope.tenant.no, definition.no, 0, 1_000)
    expect(rows.length).toBeGreaterThan(0)
    const numbers = rows.map(({ no }) => no)
    const kept = await clocksOfRecords(scope.store.read, scope.tenant.no, flow.no, numbers)
    const calendars = await calendarsOf(scope.store.read, scope)
    for (const row of rows) {
      const begun = (await clocksOf(scope.store.read, scope, flow, row)).filter(({ status }) => status !== 'waits')
      expect([...(kept.get(row.no)?.keys() ?? [])].sort()).toEqual(begun.map(({ clock: { id } }) => id).sort())
      for (const { clock: own, status, due, breachedAt, remaining } of begun) {
        const is = kept.get(row.no)?.get(own.id)
        if (!is) throw new Error('no row')
        const calendar = own.calendar === undefined ? undefined : calendars.get(own.calendar)
        const { since, remaining: left } = is
        const now = remainingAt({ calendar }, { remaining: left, ...(since !== undefined && { since }) }, clock)
        expect({
          status: is.status,
          due: is.dueAt ?? undefined,
          late: is.lateAt !== null && is.lateAt <= clock,
          now,
        }).toEqual({ status, due, late: breachedAt !== undefined, now: remaining })
      }
    }
  }
})
