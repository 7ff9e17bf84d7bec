// Who may take a step back, how long, and what comes back with it?
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, deliveryFlow, newMember, newWorld, parcel, type TenantWorld } from '../../test/tenant-world.ts'
import type { Answered } from '../../test/test-app.ts'

let ahead = 0

describeApp('taking a step back', { now: () => Date.now() + ahead }, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', {
      ...delivery,
      fields: [...delivery.fields, { key: 'places', type: 'formula', expr: 'weight * 2.0' }],
    })
    await world.must(201, 'POST', '/flows', deliveryFlow)
  })
  const path = (id: string) => `/records/delivery/${id}`
  const create = async () => (await world.must(201, 'POST', '/records/delivery', { data: parcel() })).body
  const step = async (id: string, event = 'start', form: object = { driver: 'Rui' }): Promise<Answered['body']> =>
    (await world.must(200, 'POST', `${path(id)}/transitions/${event}`, form)).body
  const undo = (id: string, rev: number, token = world.token, language = 'en') =>
    world.call('POST', `${path(id)}/undo`, { rev }, { token, headers: { 'accept-language': language } })
  const read = async (id: string) => (await world.must(200, 'GET', path(id))).body

  describe('brings back', () => {
    test('the state and every value, as a revision of its own', async () => {
      const before = await create()
      const after = await step(before.id)
      expect(after).toMatchObject({ state: 'IN_PROGRESS', rev: 2, data: { driver: 'Rui' } })
      const { status, body, headers } = await undo(before.id, after.rev)
      expect([status, body.rev, body.state, body.data]).toEqual([200, 3, 'PENDING', before.data])
      expect(headers.get('etag')).toBe('"3.1"')
      expect(await read(before.id)).toEqual(body)
      const [undone, made] = (await world.must(200, 'GET', `${path(before.id)}/history`)).body.items
      expect(undone).toMatchObject({ rev: 3, kind: 'undone', event: 'start' })
      expect(undone.changes.map((one: { field: string }) => one.field)).toEqual(['status', 'driver', 'started_at'])
      expect(made).toMatchObject({ rev: 2, kind: 'transition', event: 'start' })
    })

    test('it to lists and to the flow: it can be found, and the step can be made and undone again', async () => {
      const { id } = await create()
      await undo(id, (await step(id)).rev)
      const found = (await world.must(200, 'GET', '/records/delivery?status=PENDING&limit=200')).body.items
      expect(found.map((one: { id: string }) => one.id)).toContain(id)
      const again = await step(id, 'start', { driver: 'Ana' })
      expect((await undo(id, again.rev)).body).toMatchObject({ state: 'PENDING', rev: 5 })
    })

    test('it out of a state that nothing leads out of', async () => {
      const { id } = await create()
      await step(id)
      const ended = await step(id, 'deliver', {})
      expect((await undo(id, ended.rev)).body).toMatchObject({ state: 'IN_PROGRESS', data: { driver: 'Rui' } })
    })
  })

  describe('is refused', () => {
    const expectRefused = async (id: string, answered: Answered, status: number, code: string) => {
      expect([answered.status, answered.body.code], answered.text).toEqual([status, code])
      expect((await read(id)).state).toBe('IN_PROGRESS')
    }

    test('to everybody who did not make it', async () => {
      const { id } = await create()
      const { rev } = await step(id)
      await expectRefused(id, await undo(id, rev, world.memberToken), 403, 'forbidden')
      await expectRefused(id, await undo(id, rev, world.owner.token), 403, 'forbidden')
      const member = await newMember(world, 'Bia')
      const refused = await undo(id, rev, member.token, 'pt-BR')
      await expectRefused(id, refused, 403, 'forbidden')
      expect(refused.body.detail).toBe('Só quem executou a etapa pode desfazê-la.')
    })

    test('when somebody has changed the record since, whatever rev is said', async () => {
      const { id } = await create()
      const { rev } = await step(id)
      const changed = await world.must(200, 'PATCH', path(id), { data: { weight: 13 } }, { token: world.memberToken })
      const stale = await undo(id, rev)
      await expectRefused(id, stale, 412, 'stale-rev')
      expect(stale.body.current).toMatchObject({ rev: changed.body.rev, data: { weight: 13 } })
      await expectRefused(id, await undo(id, changed.body.rev), 409, 'transition-refused')
      expect((await read(id)).data.weight).toBe(13)
    })

    test('the second time, and for the step before', async () => {
      const { id } = await create()
      await step(id)
      const ended = await step(id, 'deliver', {})
      const undone = (await undo(id, ended.rev)).body
      await expectRefused(id, await undo(id, ended.rev), 412, 'stale-rev')
      await expectRefused(id, await undo(id, undone.rev), 409, 'transition-refused')
    })

    test('of two at once to one', async () => {
      const { id } = await create()
      const { rev } = await step(id)
      const both = await Promise.all([undo(id, rev), undo(id, rev)])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
      expect(await read(id)).toMatchObject({ state: 'PENDING', rev: rev + 1 })
    })

    test('after ten minutes', async () => {
      const { id } = await create()
      const { rev } = await step(id)
      try {
        ahead = 10 * 60_000 + 5_000
        const late = await undo(id, rev)
        await expectRefused(id, late, 409, 'transition-refused')
        expect(late.body.detail).toBe('A step can be undone for ten minutes.')
        ahead = 9 * 60_000
        expect((await undo(id, rev)).status).toBe(200)
      } finally {
        ahead = 0
      }
    })

    test('where there was no step, or the record is in the trash or not there', async () => {
      const fresh = await create()
      expect((await undo(fresh.id, 1)).body.code).toBe('transition-refused')
      const { rev } = await step(fresh.id)
      await world.must(204, 'DELETE', path(fresh.id))
      expect((await undo(fresh.id, rev)).status).toBe(404)
      expect((await undo('01M8B9PPZ5T2H2B6WWZ4ZX9RN2', 1)).status).toBe(404)
    })

    test('without the rev of the step, or with anything else', async () => {
      const { id } = await create()
      await step(id)
      for (const body of [{}, { rev: 0 }, { rev: '2' }, { rev: 2, state: 'PENDING' }])
        expect((await world.call('POST', `${path(id)}/undo`, body)).status).toBe(422)
    })
  })
})
