// What a flow says to people arrives once per person, in their language, and never from a step that did not happen.
import { beforeAll, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { systemScope } from '../../test/system-scope.ts'
import { newMember, newWorld, storeOf, type TenantWorld } from '../../test/tenant-world.ts'
import type { Person } from '../../test/test-app.ts'
import type { Scope } from '../runtime.ts'
import { dispatchOutbox } from './dispatch-outbox.ts'

const told = { notify: 'driver', template: { en: '{cargo} is on its way', ru: '{cargo} в пути' } }

describeApp('Messages of flows', {}, (app) => {
  let world: TenantWorld
  let scope: Scope
  let driver: Person
  beforeAll(async () => {
    world = await newWorld(app())
    driver = await newMember(world, 'Driver')
    await app().call('PATCH', '/api/v1/me', { token: driver.token, body: { language: 'ru' } })
    await world.must(201, 'POST', '/blueprints', {
      name: 'parcel',
      titleField: 'cargo',
      fields: [
        { key: 'cargo', type: 'text', required: true },
        { key: 'status', type: 'enum', options: ['NEW', 'SENT'] },
        { key: 'driver', type: 'user' },
      ],
    })
    await world.must(201, 'POST', '/flows', {
      ...{ name: 'parcel', blueprint: 'parcel', stateField: 'status', initial: 'NEW' },
      states: { NEW: { onEnter: [{ notify: 'driver', template: 'New: {cargo}' }] }, SENT: { type: 'final' } },
      transitions: [
        {
          event: 'tell',
          from: ['NEW'],
          to: 'SENT',
          do: [
            told,
            { mail: '[driver, record.createdBy]', subject: '{cargo}', template: 'Fetch <b>{cargo}</b>.' },
            { mail: { roles: ['owner'] }, template: { en: 'Owners: {cargo}' } },
          ],
        },
        { event: 'fail', from: ['NEW'], to: 'SENT', do: [told, { clear: 'cargo' }] },
      ],
    })
    scope = await systemScope(app().runtime, (await storeOf(world)).tenant)
  })
  const create = async (data: object) => (await world.must(201, 'POST', '/records/parcel', { data })).body.id
  const step = async (id: string, event: string) =>
    (await world.call('POST', `/records/parcel/${id}/transitions/${event}`, {})).status
  /** Twice, and by two at once: nothing comes twice of it. */
  const dispatch = async () => {
    await Promise.all(['a', 'b'].map((lease) => dispatchOutbox(scope, lease, () => false)))
    await dispatchOutbox(scope, 'c', () => false)
  }
  const heard = async (language = 'ru') => {
    const headers = { 'accept-language': language }
    const asked = { token: driver.token, headers }
    const { items } = (await app().call('GET', `${world.tenant.path}/notifications`, asked)).body
    // Which of two is told first is not promised.
    const said = items.filter(({ kind }: { kind: string }) => kind === 'flow')
    return said.sort((a: { text: string }, b: { text: string }) => (a.text < b.text ? -1 : 1))
  }

  test('in the program and by mail', async () => {
    const before = (await app().mails()).length
    const id = await create({ cargo: 'Bricks & tiles', driver: driver.id })
    expect(await step(id, 'tell')).toBe(200)
    expect(await heard()).toEqual([])
    await dispatch()
    expect(await heard()).toMatchObject([
      { text: 'Bricks & tiles в пути', by: null, blueprint: 'parcel', record: { id, title: 'Bricks & tiles' } },
      { text: 'New: Bricks & tiles' },
    ])
    expect((await heard('pt-BR'))[0]).toMatchObject({ text: 'Bricks & tiles is on its way' })
    const mails = (await app().mails()).slice(before)
    const toDriver = mails.filter(({ to }) => to === driver.email)
    expect(toDriver).toMatchObject([{ subject: 'Bricks & tiles' }])
    expect(toDriver[0]?.text).toContain('Fetch <b>Bricks & tiles</b>.')
    expect(toDriver[0]?.text).toContain(`/t/${world.tenant.slug}/records/parcel/${id}`)
    expect(toDriver[0]?.raw).toContain('<p>Fetch &lt;b&gt;Bricks &amp; tiles&lt;/b&gt;.</p>')
    expect(toDriver[0]?.raw).toContain('Открыть запись')
    const toOwner = mails.filter(({ to }) => to === world.owner.email)
    expect(toOwner.filter(({ text }) => text.includes('Owners: Bricks & tiles'))).toHaveLength(1)
  })

  test('of a step that is refused reach nobody', async () => {
    const known = (await heard()).length
    const id = await create({ cargo: 'Sand' })
    expect(await step(id, 'fail')).toBe(422)
    await dispatch()
    expect(await heard()).toHaveLength(known)
  })

  test('reach nobody who is no member', async () => {
    const stranger = await newMember(world, 'Gone')
    const id = await create({ cargo: 'Lime', driver: stranger.id })
    await world.app.call('DELETE', `${world.tenant.path}/members/${stranger.id}`, { token: world.owner.token })
    const before = (await app().mails()).length
    expect(await step(id, 'tell')).toBe(200)
    await dispatch()
    const mails = (await app().mails()).slice(before)
    expect(mails.map(({ to }) => to)).not.toContain(stranger.email)
  })

  test('go with a record that is destroyed for good', async () => {
    const id = await create({ cargo: 'a-secret-load', driver: driver.id })
    await step(id, 'tell')
    await dispatch()
    const store = await storeOf(world)
    const left = async () =>
      JSON.stringify([
        await store.read.all('SELECT * FROM delivery WHERE tenant = ?', [store.tenant]),
        await store.read.all('SELECT * FROM notification WHERE tenant = ?', [store.tenant]),
      ]).includes('a-secret-load')
    expect(await left()).toBe(true)
    await world.must(204, 'DELETE', `/records/parcel/${id}`)
    const purged = await world.call('POST', `/records/parcel/${id}/purge`, { confirm: id })
    expect(purged.status).toBeLessThan(300)
    expect(await left()).toBe(false)
  })
})
