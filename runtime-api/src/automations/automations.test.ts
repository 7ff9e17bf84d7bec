// Automations as documents: made, changed, turned on and off, refused at their places, on both databases.
import { beforeAll, describe, expect, test } from 'vitest'
import { describeApp } from '../../test/describe-app.ts'
import { delivery, deliveryFlow, newWorld, type TenantWorld } from '../../test/tenant-world.ts'

const heavy = {
  name: 'heavy',
  label: { en: 'A heavy load', 'pt-BR': 'Uma carga pesada' },
  blueprint: 'delivery',
  trigger: { kind: 'changed', fields: ['weight'] },
  when: 'weight > 100 && before.weight <= 100',
  do: [
    { set: 'driver', value: '"Rui"' },
    { notify: { roles: ['owner'] }, template: '{cargo} is heavy now' },
  ],
}

describeApp('automations as documents', {}, (app) => {
  let world: TenantWorld
  beforeAll(async () => {
    world = await newWorld(app())
    await world.must(201, 'POST', '/blueprints', delivery)
    await world.must(201, 'POST', '/flows', deliveryFlow)
    await world.must(201, 'POST', '/blueprints', {
      name: 'lead',
      fields: [
        { key: 'email', type: 'email', required: true },
        { key: 'payload', type: 'text' },
      ],
    })
  })
  const make = (document: object) => world.call('POST', '/automations', document)
  const refused = async (document: object) => {
    const { status, body } = await make({ ...heavy, name: 'wrong', ...document })
    return [
      status,
      ...(body.errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
    ]
  }

  test('one that was sent is told in the same words, with ids for its actions', async () => {
    const { body, headers } = await world.must(201, 'POST', '/automations', heavy)
    expect(body).toMatchObject({ ...heavy, status: 'off', rev: 1, version: 1, runs: { waiting: 0, lastAt: null } })
    expect(body.do.map(({ id }: { id: string }) => id)).toEqual(['a1', 'a2'])
    expect(headers.get('etag')).toBe('"1.1"')
    expect((await world.must(200, 'GET', '/automations/heavy')).body).toEqual(body)
    expect((await world.must(200, 'GET', '/automations?blueprint=delivery')).body.items).toEqual([body])
    expect((await world.must(200, 'GET', '/automations?blueprint=lead')).body.items).toEqual([])
    expect((await make(heavy)).status).toBe(409)
  })

  test('a preview tells it as it would be told, refuses what is wrong, and keeps nothing', async () => {
    const preview = (document: object) => world.call('POST', '/automations/preview', document)
    const { id, status, rev, version, runs, createdAt, createdBy, updatedAt, updatedBy, ...told } = (
      await world.must(200, 'GET', '/automations/heavy')
    ).body
    const spoken = { ...told, when: ' weight>100.0&&before.weight<=100 ' }
    expect((await preview(spoken)).body).toEqual({ document: told })
    const fresh = await preview({ ...heavy, name: 'fresh', description: null, status: 'on' })
    expect(fresh.body.document).toEqual({ ...told, name: 'fresh' })
    const wrong = await preview({ ...heavy, when: 'nothing > 1' })
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/when'])
    expect((await world.must(200, 'GET', '/automations/heavy')).body).toMatchObject({ rev, version })
    expect((await world.call('GET', '/automations/fresh')).status).toBe(404)
  })

  test.each([
    { kind: 'created' },
    { kind: 'deleted' },
    { kind: 'changed' },
    { kind: 'changed', fields: ['status'], from: 'PENDING', to: 'DELIVERED' },
    { kind: 'changed', fields: ['driver'], to: null },
    { kind: 'transition', event: 'start' },
    { kind: 'transition', from: 'PENDING', to: 'IN_PROGRESS' },
    { kind: 'schedule', cron: '0 8 * * mon-fri', zone: 'America/Sao_Paulo' },
    { kind: 'schedule', every: 'week', on: ['monday'], at: '08:00' },
    { kind: 'webhook', signed: true, find: { field: 'cargo', value: 'payload.order.cargo' } },
  ])('what sets it off comes back as it was sent: %j', async (trigger) => {
    const document = {
      ...heavy,
      name: 'trigger',
      trigger,
      when: 'weight > 1',
      do: [{ create: 'lead', values: { email: "'a@b.org'" } }],
    }
    expect((await world.must(201, 'POST', '/automations', document)).body.trigger).toEqual(trigger)
    await world.must(204, 'DELETE', '/automations/trigger')
  })

  test('without a record it reads the payload, also where a field is called so', async () => {
    const document = {
      name: 'inbound',
      trigger: { kind: 'webhook' },
      when: 'payload.kind == "lead" && has(payload.email)',
      do: [{ create: 'lead', values: { email: 'payload.email', payload: 'payload.customer.name' } }],
    }
    const { body } = await world.must(201, 'POST', '/automations', document)
    expect(body).toMatchObject({ when: document.when, do: [{ values: document.do[0]?.values }], hasAddress: false })
    const find = { kind: 'webhook', find: { field: 'email', value: 'payload.email' } }
    const found = {
      name: 'found',
      blueprint: 'lead',
      trigger: find,
      do: [{ set: 'payload', value: 'payload.name' }],
      when: 'record.data.payload != payload.name',
    }
    expect((await world.must(201, 'POST', '/automations', found)).body).toMatchObject({ when: found.when })
  })

  describe('is refused at its place', () => {
    test.each<[string, object, string]>([
      ['an unknown kind of record', { blueprint: 'nowhere' }, '/blueprint unknown-blueprint'],
      ['no kind of record', { blueprint: null }, '/ automation-needs-blueprint'],
      ['an unknown trigger', { trigger: { kind: 'clicked' } }, '/trigger/kind not-one-of'],
      ['no trigger', { trigger: {} }, '/trigger missing-member'],
      ['a member of another trigger', { trigger: { kind: 'created', fields: [] } }, '/trigger/fields unknown-member'],
      ['an unknown field', { trigger: { kind: 'changed', fields: ['colour'] } }, '/trigger/fields/0 unknown-field'],
      ['an end of no field', { trigger: { kind: 'changed', to: 'x' } }, '/trigger/to automation-one-field'],
      ['no such choice', { trigger: { kind: 'changed', fields: ['status'], to: 'LOST' } }, '/trigger/to not-one-of'],
      ['no such value', { trigger: { kind: 'changed', fields: ['weight'], to: 'x' } }, '/trigger/to not-number'],
      ['an unknown event', { trigger: { kind: 'transition', event: 'fly' } }, '/trigger/event flow-unknown-event'],
      ['an unknown state', { trigger: { kind: 'transition', to: 'LOST' } }, '/trigger/to flow-unknown-state'],
      [
        'a step without a flow',
        { blueprint: 'lead', trigger: { kind: 'transition' }, when: null, do: [{ clear: 'payload' }] },
        '/trigger/kind automation-no-flow',
      ],
      [
        'a wrong cron line',
        { trigger: { kind: 'schedule', cron: '0 8 * *' }, when: null },
        '/trigger/cron cron-fields',
      ],
      [
        'a wrong zone',
        { trigger: { kind: 'schedule', cron: '0 8 * * *', zone: 'Mars' }, when: null },
        '/trigger/zone unknown-time-zone',
      ],
      ['a webhook that finds nothing', { trigger: { kind: 'webhook' }, when: null }, '/trigger automation-needs-find'],
      [
        'a field that finds nobody',
        { trigger: { kind: 'webhook', find: { field: 'started_at', value: 'payload.x' } }, when: null },
        '/trigger/find/field automation-cannot-find',
      ],
      ['an unknown name in the condition', { when: 'colour == 1' }, '/when unknown-field'],
      ['a condition that is none', { when: 'weight + 1' }, '/when wrong-result'],
      ['before of what was not there', { trigger: { kind: 'created' } }, '/when unknown-field'],
      ['nothing to do', { do: [] }, '/do count-out-of-range'],
      ['an unknown action', { do: [{ fly: 'x' }] }, '/do/0/fly unknown-member'],
      ['two things in one', { do: [{ set: 'driver', clear: 'driver', value: "''" }] }, '/do/0 flow-one-action'],
      ['the state', { do: [{ set: 'status', value: "'DELIVERED'" }] }, '/do/0/set flow-sets-state'],
      ['an unknown event to send', { do: [{ send: 'fly' }] }, '/do/0/send flow-unknown-sent'],
      ['an unknown kind to make', { do: [{ create: 'nowhere', values: {} }] }, '/do/0/create unknown-blueprint'],
      ['what a new record demands', { do: [{ create: 'lead', values: {} }] }, '/do/0/values flow-create-misses'],
      ['a record that is gone', { trigger: { kind: 'deleted' }, when: null }, '/do/0/set automation-record-gone'],
      [
        'a record that there is none',
        { blueprint: null, trigger: { kind: 'webhook' }, when: null },
        '/do/0/set automation-no-record',
      ],
    ])('%s', async (_, document, told) => {
      const [status, ...issues] = await refused(
        Object.fromEntries(Object.entries(document).map(([name, value]) => [name, value ?? undefined])),
      )
      expect([status, issues[0]?.replace(/-near$/, '').replace(/^ /, '/ ')]).toEqual([422, told])
    })

    test('a member of the document that nobody knows', async () => {
      expect((await make({ ...heavy, name: 'wrong', speed: 1 })).status).toBe(422)
    })
  })

  test('a change is another version, a switch is not, and of two one loses', async () => {
    await world.must(201, 'POST', '/automations', { ...heavy, name: 'changing' })
    const path = '/automations/changing'
    const same = await world.must(200, 'PATCH', path, { when: heavy.when })
    expect(same.body).toMatchObject({ rev: 1, version: 1 })
    const changed = await world.must(
      200,
      'PATCH',
      path,
      { when: null, label: 'Changed' },
      { headers: { 'if-match': '"1.1"' } },
    )
    expect(changed.body).toMatchObject({ rev: 2, version: 2, label: 'Changed' })
    expect(changed.body).not.toHaveProperty('when')
    const late = await world.call('PATCH', path, { label: 'Late' }, { headers: { 'if-match': '"1.1"' } })
    expect([late.status, late.body.current.rev]).toEqual([412, 2])
    const { items } = (await world.must(200, 'GET', `${path}/versions`)).body
    expect(items.map((one: { version: number; when?: string }) => [one.version, one.when])).toEqual([
      [2, undefined],
      [1, heavy.when],
    ])
    expect((await world.call('PATCH', path, { do: [{ set: 'nothing', value: '1' }] })).status).toBe(422)
    expect((await world.must(200, 'GET', `${path}/runs`)).body).toEqual({ items: [], next: null })
    expect((await world.call('GET', `${path}/runs/nobody`)).status).toBe(404)
    expect((await world.call('DELETE', path, undefined, { headers: { 'if-match': '"1.1"' } })).status).toBe(412)
    await world.must(204, 'DELETE', path)
    expect((await world.call('GET', path)).status).toBe(404)
  })

  test('a renamed field is called by its new name', async () => {
    await world.must(200, 'PUT', '/blueprints/delivery/draft', {
      ops: [{ op: 'rename', field: 'weight', key: 'load' }],
    })
    const { token } = (await world.must(200, 'POST', '/blueprints/delivery/draft/preview')).body
    await world.must(201, 'POST', '/blueprints/delivery/draft/publish', { token })
    const { body } = await world.must(200, 'GET', '/automations/heavy')
    expect(body).toMatchObject({ trigger: { fields: ['load'] }, when: 'load > 100 && before.load <= 100' })
  })

  test('a field that it works with does not leave', async () => {
    const refused = await world.call('PUT', '/blueprints/delivery/draft', { ops: [{ op: 'remove', field: 'driver' }] })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((one: { code: string }) => one.code)).toContain('used-by-automation')
  })

  test('is the owners’ alone', async () => {
    const as = { token: world.memberToken }
    for (const [method, path] of [
      ['GET', '/automations'],
      ['GET', '/automations/heavy'],
      ['DELETE', '/automations/heavy'],
      ['GET', '/automations/heavy/runs'],
    ] as const)
      expect((await world.call(method, path, undefined, as)).status).toBe(403)
    expect((await world.call('POST', '/automations', heavy, as)).status).toBe(403)
  })
})
