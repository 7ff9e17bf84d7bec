// How long records stay in the states of a flow, on both databases.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'

const hour = 3_600_000
let ahead = 0

const flow = {
  ...{ name: 'delivery', blueprint: 'delivery', stateField: 'status', initial: 'PENDING' },
  states: { PENDING: {}, IN_PROGRESS: {}, DELIVERED: { type: 'final' } },
  transitions: [
    { event: 'start', from: ['PENDING'], to: 'IN_PROGRESS' },
    { event: 'touch', from: ['IN_PROGRESS'], to: null },
    { event: 'back', from: ['IN_PROGRESS'], to: 'PENDING' },
    { event: 'deliver', from: ['IN_PROGRESS'], to: 'DELIVERED' },
  ],
}

describeApp('Time in states', { now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  let elsewhere: TenantWorld
  beforeAll(async () => {
    ahead = 0
    world = await newWorld(app())
    elsewhere = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', flow)
  })

  test('from coming to leaving, whatever happens in between; who is still there does not count', async () => {
    const waits = [1, 3]
    for (const hours of waits) {
      const { id } = (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
      const send = (event: string) => world.must(200, 'POST', `/records/delivery/${id}/transitions/${event}`)
      ahead += hours * hour
      await send('start')
      ahead += hour
      await send('touch')
      ahead += hour
      await send('back')
      ahead += 2 * hour
      await send('start')
    }
    await world.must(201, 'POST', '/records/delivery', { data: parcel() })
    const { items, capped } = (await world.must(200, 'GET', '/flows/delivery/times')).body
    expect(capped).toBe(false)
    expect(items.map(({ state, visits }: { state: string; visits: number }) => [state, visits])).toEqual([
      ['PENDING', 4],
      ['IN_PROGRESS', 2],
      ['DELIVERED', 0],
    ])
    const [pending, progress, delivered] = items
    expect(Math.round(pending.averageMs / hour)).toBe((1 + 3 + 2 + 2) / 4)
    expect(Math.round(progress.averageMs / hour)).toBe(2)
    expect(delivered.averageMs).toBeNull()
  })

  test('of what goes on at the same time each for itself, also where it began before anybody looks', async () => {
    const { must } = await newWorld(app())
    const fields = [
      { key: 'title', type: 'text' },
      { key: 'status', type: 'enum', options: ['WORK', 'HELD'] },
    ]
    await must(201, 'POST', '/blueprints', { name: 'order', fields })
    const regions = [
      { stateField: 'picking', initial: 'OPEN', states: { PICKED: { type: 'final' } } },
      { stateField: 'paying', initial: 'DUE', states: { PAID: { type: 'final' } } },
    ]
    await must(201, 'POST', '/flows', {
      ...{ name: 'order', blueprint: 'order', stateField: 'status', initial: 'WORK' },
      regionFields: { picking: { add: ['OPEN', 'MISSING', 'PICKED'] }, paying: { add: ['DUE', 'PAID'] } },
      states: { WORK: { type: 'parallel', regions }, HELD: {} },
      transitions: [
        { event: 'miss', from: ['picking.OPEN'], to: 'picking.MISSING' },
        { event: 'pick', from: ['picking.MISSING'], to: 'picking.PICKED' },
        { event: 'pay', from: ['paying.DUE'], to: 'paying.PAID' },
        { event: 'hold', from: ['WORK'], to: 'HELD' },
        { event: 'resume', from: ['HELD'], to: 'WORK' },
      ],
    })
    const { id } = (await must(201, 'POST', '/records/order', { data: { title: 'Books' } })).body
    const after = async (hours: number, event: string) => {
      ahead += hours * hour
      await must(200, 'POST', `/records/order/${id}/transitions/${event}`)
    }
    const told = async (query: string) => {
      const { items } = (await must(200, 'GET', `/flows/order/times${query}`)).body
      return items.map(({ state, visits, averageMs }: { state: string; visits: number; averageMs: number | null }) =>
        [state, visits, averageMs === null ? null : Math.round(averageMs / hour)].join(' '),
      )
    }
    await after(1, 'miss')
    await after(2, 'pick')
    await after(1, 'hold')
    await after(5, 'resume')
    await after(1, 'miss')
    expect(await told('')).toEqual([
      ...['WORK 1 4', 'picking.OPEN 2 1', 'picking.MISSING 1 2', 'picking.PICKED 1 1'],
      ...['paying.DUE 1 4', 'paying.PAID 0 ', 'HELD 1 5'],
    ])
    await after(240, 'pay')
    expect(await told('?days=2')).toEqual([
      ...['WORK 0 ', 'picking.OPEN 0 ', 'picking.MISSING 0 ', 'picking.PICKED 0 '],
      ...['paying.DUE 1 241', 'paying.PAID 0 ', 'HELD 0 '],
    ])
  })

  test('only as far back as asked, only for owners, only here', async () => {
    ahead += 10 * 24 * hour
    const { items } = (await world.must(200, 'GET', '/flows/delivery/times?days=2')).body
    expect(items.every(({ visits }: { visits: number }) => visits === 0)).toBe(true)
    expect((await world.call('GET', '/flows/delivery/times?days=0')).status).toBe(400)
    expect((await world.call('GET', '/flows/delivery/times', undefined, { token: world.memberToken })).status).toBe(403)
    expect((await elsewhere.call('GET', '/flows/delivery/times')).status).toBe(404)
  })
})
