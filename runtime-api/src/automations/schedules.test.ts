// Automations by the clock, on both databases: each moment once, missed ones together, clocks that jump, one run per record.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import type { Scope } from '../runtime.ts'
import { doRuns } from './do-runs.ts'

let now = Date.parse('2026-03-27T12:00:00Z')
const at = (text: string) => {
  now = Date.parse(text)
}

// Without a worker: the test says when somebody looks at the clock.
describeApp('automations by the clock', { now: () => now }, (app) => {
  let world: TenantWorld
  let scope: Scope
  beforeAll(async () => {
    at('2026-03-27T12:00:00Z')
    world = await newWorld(app())
    await world.must(200, 'PATCH', '', { timezone: 'Europe/Berlin' })
    await world.must(201, 'POST', '/blueprints', {
      name: 'bill',
      fields: [
        { key: 'name', type: 'text' },
        { key: 'paid', type: 'boolean', default: false },
        { key: 'reminders', type: 'number', default: 0, maximum: 3 },
      ],
    })
    await world.must(201, 'POST', '/blueprints', { name: 'log', fields: [{ key: 'at', type: 'datetime' }] })
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
  }, 60_000)
  const make = async (document: { readonly name: string; readonly [member: string]: unknown }) =>
    (
      await world.must(201, 'POST', '/automations', {
        status: 'on',
        do: [{ create: 'log', values: { at: 'now' } }],
        ...document,
      })
    ).body
  const look = () => doRuns(scope, () => false)
  const runsOf = async (name: string, query = '?limit=200') =>
    (await world.must(200, 'GET', `/automations/${name}/runs${query}`)).body.items
  const dues = async (name: string) =>
    (await runsOf(name)).map((one: { input: { due: string } }) => one.input.due).reverse()
  const nextOf = async (name: string) => (await world.must(200, 'GET', `/automations/${name}`)).body.nextAt
  const away = (name: string) => world.must(204, 'DELETE', `/automations/${name}`)

  test('by the clocks of the tenant, at its moment and once', async () => {
    at('2026-03-27T12:00:00Z')
    expect(await make({ name: 'daily', trigger: { kind: 'schedule', cron: '30 8 * * *' } })).toMatchObject({
      zone: 'Europe/Berlin',
      nextAt: '2026-03-28T07:30:00.000Z',
    })
    at('2026-03-28T07:29:59Z')
    await look()
    expect(await runsOf('daily')).toEqual([])
    at('2026-03-28T07:30:00Z')
    await Promise.all([look(), look(), look()])
    await look()
    expect(await runsOf('daily')).toMatchObject([
      {
        status: 'done',
        trigger: 'schedule',
        record: null,
        condition: { is: 'none' },
        actions: [{ kind: 'create', blueprint: 'log' }],
      },
    ])
    expect((await world.must(200, 'GET', '/records/log')).body.items).toHaveLength(1)
    // The night in which the clocks go forward.
    expect(await nextOf('daily')).toBe('2026-03-29T06:30:00.000Z')
    await away('daily')
  })

  test('a time that the clocks skip comes after the gap, one that they show twice comes once', async () => {
    at('2026-03-28T12:00:00Z')
    await make({ name: 'night', trigger: { kind: 'schedule', every: 'day', at: '02:30' } })
    expect(await nextOf('night')).toBe('2026-03-29T01:00:00.000Z')
    at('2026-03-29T01:00:00Z')
    await look()
    expect(await nextOf('night')).toBe('2026-03-30T00:30:00.000Z')
    at('2026-10-24T12:00:00Z')
    await look()
    expect(await nextOf('night')).toBe('2026-10-25T00:30:00.000Z')
    at('2026-10-25T00:30:00Z')
    await look()
    at('2026-10-25T01:30:00Z')
    await look()
    expect(await nextOf('night')).toBe('2026-10-26T01:30:00.000Z')
    expect(await dues('night')).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ])
    await away('night')
  })

  test('what was missed is done once, and what it was off for is not', async () => {
    at('2026-05-01T12:00:00Z')
    await make({ name: 'missed', trigger: { kind: 'schedule', cron: '0 * * * *', zone: 'UTC' } })
    at('2026-05-03T00:30:00Z')
    await look()
    expect(await dues('missed')).toEqual(['2026-05-01T13:00:00.000Z'])
    expect(await nextOf('missed')).toBe('2026-05-03T01:00:00.000Z')
    await world.must(200, 'PATCH', '/automations/missed', { status: 'off' })
    expect(await nextOf('missed')).toBeNull()
    at('2026-05-04T00:30:00Z')
    await look()
    await world.must(200, 'PATCH', '/automations/missed', { status: 'on' })
    await look()
    expect(await dues('missed')).toHaveLength(1)
    expect(await nextOf('missed')).toBe('2026-05-04T01:00:00.000Z')
    await away('missed')
  })

  test('other clocks of the tenant move it, clocks of its own do not', async () => {
    at('2026-06-01T12:00:00Z')
    await make({ name: 'tenants', trigger: { kind: 'schedule', cron: '0 9 * * *' } })
    await make({ name: 'own', trigger: { kind: 'schedule', cron: '0 9 * * *', zone: 'Asia/Tokyo' } })
    expect(await nextOf('tenants')).toBe('2026-06-02T07:00:00.000Z')
    await world.must(200, 'PATCH', '', { timezone: 'America/Sao_Paulo' })
    expect(await nextOf('tenants')).toBe('2026-06-02T12:00:00.000Z')
    expect(await nextOf('own')).toBe('2026-06-02T00:00:00.000Z')
    await away('tenants')
    await away('own')
  })

  test('for each record for which the condition holds, in pages, each run on its own', async () => {
    at('2026-07-01T12:00:00Z')
    const items = Array.from({ length: 230 }, (_, i) => ({
      op: 'create',
      data: { name: `Bill ${i}`, paid: i % 2 === 0, reminders: i === 1 ? 3 : 0 },
    }))
    await world.must(200, 'POST', '/records/bill/bulk', { items })
    const trigger = { kind: 'schedule', cron: '0 8 * * *', zone: 'UTC' }
    await make({
      name: 'remind',
      blueprint: 'bill',
      trigger,
      when: 'paid == false',
      do: [{ add: 'reminders', value: '1' }],
    })
    at('2026-07-02T08:00:00Z')
    await look()
    const all = await runsOf('remind')
    const parent = all.find(({ record }: { record: unknown }) => record === null)
    expect(parent).toMatchObject({ status: 'done', actions: [{ kind: 'each', looked: 230, matched: 115 }] })
    const { body } = await world.must(200, 'GET', '/automations/remind')
    expect(body.runs).toMatchObject({ waiting: 0, failed: 1 })
    const { items: reminded } = (await world.must(200, 'GET', '/records/bill?filter=reminders%20%3D%3D%201&limit=200'))
      .body
    expect(reminded).toHaveLength(114)
    expect(all.find(({ status }: { status: string }) => status === 'refused')).toMatchObject({
      record: { title: expect.any(String) },
      error: expect.any(String),
    })
    await look()
    const again = (await world.must(200, 'GET', '/records/bill?filter=reminders%20%3D%3D%201&limit=200')).body.items
    expect(again).toHaveLength(114)
    await away('remind')
  }, 60_000)

  test('a condition without a record is asked of the moment', async () => {
    at('2026-08-03T12:00:00Z')
    await make({
      name: 'never',
      trigger: { kind: 'schedule', cron: '0 8 * * *' },
      when: 'now < timestamp("2020-01-01T00:00:00Z")',
    })
    at('2026-08-05T12:00:00Z')
    await look()
    expect(await runsOf('never')).toMatchObject([{ status: 'skipped', condition: { is: 'fails' }, actions: [] }])
    await away('never')
  })
})
